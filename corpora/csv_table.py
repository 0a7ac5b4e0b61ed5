"""A CSV with a column of pictures and one of captions, as Flickr8k's captions.txt is."""

from pathlib import Path

from corpora.rows import CaptionFile
from corpora.tables import shape_of, table


def recognise(path: Path, first: str) -> CaptionFile | None:
    """Commas, or semicolons as spreadsheets write them where the comma stands in numbers."""
    for delimiter in ",;":
        if shape := shape_of(first, delimiter):
            return table(path, delimiter, shape, "CSV")
    return None
