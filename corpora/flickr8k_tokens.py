"""Flickr8k.token.txt: `picture.jpg#number<TAB>caption`, a line a caption."""

from pathlib import Path

from corpora.rows import CaptionFile
from corpora.tables import plain, shape_of, table


def recognise(path: Path, first: str) -> CaptionFile | None:
    """Names of pictures with the number of their caption behind them, and no head."""
    shape = shape_of(first, "\t")
    if shape is None or shape.headed:
        return None
    picture = first.split("\t")[0].strip()
    return None if plain(picture) == picture else table(path, "\t", shape, "Flickr8k tokens")
