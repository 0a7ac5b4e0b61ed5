"""Our own captions.json: [{"image" or "file", "captions" or "caption", "split"}, …]."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from corpora.rows import CaptionFile, Row, split_of, texts_of

LOOKED_AT: Final = 20
"""So many entries are looked at to tell what a file is."""


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """A list among whose first entries one names a picture and its captions."""
    head = data[:LOOKED_AT] if isinstance(data, list) else []
    if not any(isinstance(one, dict) and _names(one) for one in head):
        return None
    broken = [0]
    return CaptionFile(path=path, format="list", rows=rows_of(data, broken), broken=broken)


def _names(entry: dict[str, Any]) -> bool:
    return bool({"image", "file"} & set(entry)) and bool({"captions", "caption"} & set(entry))


def rows_of(data: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    """The rows of such a list."""
    for entry in data:
        picture = entry.get("image", entry.get("file")) if isinstance(entry, dict) else None
        captions = entry.get("captions", [entry.get("caption")]) if picture else None
        captions = [captions] if isinstance(captions, str) else captions
        if not isinstance(picture, str) or not isinstance(captions, list):
            broken[0] += 1
            continue
        yield from texts_of(picture, captions, split_of(entry), broken)
