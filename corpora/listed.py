"""Our own captions.json: [{"image" or "file", "captions" or "caption", "split"}, …]."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpora.rows import CaptionFile, Row, split_of, texts_of


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """A list whose first entry names a picture and its captions."""
    head = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
    if not {"image", "file"} & set(head) or not {"captions", "caption"} & set(head):
        return None
    broken = [0]
    return CaptionFile(path=path, format="list", rows=rows_of(data, broken), broken=broken)


def rows_of(data: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    """The rows of such a list."""
    for entry in data:
        picture = entry.get("image", entry.get("file")) if isinstance(entry, dict) else None
        captions = entry.get("captions", [entry.get("caption")]) if picture else None
        if not isinstance(picture, str) or not isinstance(captions, list):
            broken[0] += 1
            continue
        yield from texts_of(picture, captions, split_of(entry), broken)
