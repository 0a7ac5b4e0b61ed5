"""Karpathy's dataset_*.json: {"images": [{filename, filepath, split, sentences: [{raw}]}]}."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpora.rows import CaptionFile, Row, split_of, texts_of


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """Images that hold their own sentences."""
    images = data.get("images") if isinstance(data, dict) else None
    if not isinstance(images, list) or not images or not isinstance(images[0], dict):
        return None
    if "sentences" not in images[0]:
        return None
    broken = [0]
    return CaptionFile(path=path, format="Karpathy", rows=_rows(images, broken), broken=broken)


def _rows(images: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    for image in images:
        name = image.get("filename") if isinstance(image, dict) else None
        if not isinstance(name, str) or not isinstance(image.get("sentences"), list):
            broken[0] += 1
            continue
        folder = image.get("filepath")
        picture = f"{folder}/{name}" if isinstance(folder, str) and folder else name
        raw = [s.get("raw") if isinstance(s, dict) else None for s in image["sentences"]]
        yield from texts_of(picture, raw, split_of(image), broken)
