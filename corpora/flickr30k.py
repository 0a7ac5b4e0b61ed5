"""Flickr30k's results.csv: `image_name| comment_number| comment`, which is no CSV at all."""

from pathlib import Path

from corpora.rows import CaptionFile
from corpora.tables import shape_of, table


def recognise(path: Path, first: str) -> CaptionFile | None:
    """Columns with bars between them."""
    shape = shape_of(first, "|")
    return shape and table(path, "|", shape, "Flickr30k")
