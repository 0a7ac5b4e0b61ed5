"""COCO's captions_*.json: {"images": [{id, file_name}], "annotations": [{image_id, caption}]}."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpora.rows import CaptionFile, Row


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """Images, and annotations that are captions rather than boxes."""
    if not isinstance(data, dict) or not isinstance(data.get("images"), list):
        return None
    notes = data.get("annotations")
    if not isinstance(notes, list) or not notes or not isinstance(notes[0], dict):
        return None
    if "caption" not in notes[0]:
        return None
    broken = [0]
    rows = _rows(data["images"], notes, broken)
    return CaptionFile(path=path, format="COCO", rows=rows, broken=broken)


def _rows(images: Sequence[Any], notes: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    names: dict[str, str | None] = {}
    for image in images:
        if isinstance(image, dict) and _is_id(image.get("id")):
            name, at = image.get("file_name"), str(image["id"])
            if isinstance(name, str):
                # Of two pictures with one id nobody knows which one a caption means.
                names[at] = name if names.get(at, name) == name else None
    for note in notes:
        if not isinstance(note, dict) or not isinstance(note.get("caption"), str):
            broken[0] += 1
            continue
        if not _is_id(note.get("image_id")):
            broken[0] += 1
            continue
        # Some tools write ids as numbers in one place and as texts in another.
        at = str(note["image_id"])
        name = names.get(at, f"(no image with the id {at})")
        if name is None:
            broken[0] += 1
            continue
        yield Row(name, note["caption"])


def _is_id(value: Any) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool)
