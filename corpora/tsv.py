"""A table of `image<TAB>text`, with or without a head, as *Image-to-Story Generator* has it."""

from pathlib import Path

from corpora.rows import CaptionFile
from corpora.tables import shape_of, table


def recognise(path: Path, first: str) -> CaptionFile | None:
    """Two columns with a tab between them, or more under a head."""
    shape = shape_of(first, "\t")
    return shape and table(path, "\t", shape, "TSV")
