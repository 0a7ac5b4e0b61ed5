"""Files of captions in the formats that data sets come in, told apart by what stands in them.

Knows no pictures: it yields what a file says, row by row; `eval.readers` finds the pictures.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from core.errors import BadInput

PICTURES: Final = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".ppm")
)
"""Names of picture files end so."""
SUFFIXES: Final = frozenset((".json", ".tsv", ".csv", ".txt", ".token"))
"""Names of caption files end so."""
FORMATS: Final = (
    "a table of image<TAB>caption, a CSV with the columns image and caption, Flickr8k.token.txt, "
    "COCO's or Karpathy's JSON, or a captions.json of [{image, captions}] or {image: captions}"
)

_IMAGE_COLUMNS: Final = ("image", "image_name", "filename", "file_name", "file", "picture", "path")
_CAPTION_COLUMNS: Final = ("caption", "comment", "text")
_NUMBERED: Final = re.compile(r"#\d+$")


class Row(NamedTuple):
    """One caption of one picture; `split` is the data set's own ("train", "test") or None."""

    picture: str
    caption: str
    split: str | None = None


@dataclass(kw_only=True)
class CaptionFile:
    """A recognised file. `broken` counts the rows that were not understood, once all were read."""

    path: Path
    format: str
    rows: Iterable[Row]
    broken: list[int] = field(default_factory=lambda: [0])


def recognise(path: Path) -> CaptionFile | None:
    """What kind of caption file this is; None when it is none. `BadInput` if it is unreadable."""
    try:
        if path.suffix.lower() == ".json":
            with path.open(encoding="utf-8-sig") as file:
                return _of_json(path, json.load(file))
        with path.open(encoding="utf-8-sig") as file:
            first = next((line for line in islice(file, 20) if line.strip()), "")
        return _of_table(path, first.rstrip("\r\n"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error


def is_text(path: Path) -> bool:
    """Whether a file is UTF-8 text."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return all(True for _ in file)
    except UnicodeDecodeError:
        return False


# -- JSON -------------------------------------------------------------------------------------
def _of_json(path: Path, data: Any) -> CaptionFile | None:
    broken = [0]
    if isinstance(data, list):
        head = data[0] if data and isinstance(data[0], dict) else {}
        if "image" not in head or not {"captions", "caption"} & set(head):
            return None
        return CaptionFile(path=path, format="list", rows=_listed(data, broken), broken=broken)
    if not isinstance(data, dict):
        return None
    if not isinstance(data.get("images"), list):
        return _of_mapping(path, data)
    images = data["images"]
    notes = data.get("annotations")
    if isinstance(notes, list) and notes and isinstance(notes[0], dict) and "caption" in notes[0]:
        rows = _coco(images, notes, broken)
        return CaptionFile(path=path, format="COCO", rows=rows, broken=broken)
    if images and isinstance(images[0], dict) and "sentences" in images[0]:
        rows = _karpathy(images, broken)
        return CaptionFile(path=path, format="Karpathy", rows=rows, broken=broken)
    return None


def _of_mapping(path: Path, data: Mapping[str, Any]) -> CaptionFile | None:
    """{picture: [captions]}, or one caption as a text."""
    if not data or not all(Path(name).suffix.lower() in PICTURES for name in islice(data, 20)):
        return None
    broken = [0]
    entries = [
        {"image": name, "captions": [texts] if isinstance(texts, str) else texts}
        for name, texts in data.items()
    ]
    return CaptionFile(path=path, format="mapping", rows=_listed(entries, broken), broken=broken)


def _listed(entries: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    for entry in entries:
        picture = entry.get("image") if isinstance(entry, dict) else None
        captions = entry.get("captions", [entry.get("caption")]) if picture else None
        if not isinstance(picture, str) or not isinstance(captions, list):
            broken[0] += 1
            continue
        yield from _texts(picture, captions, _split(entry), broken)


def _coco(images: Sequence[Any], notes: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    names: dict[Any, str] = {
        image["id"]: image["file_name"]
        for image in images
        if isinstance(image, dict) and "id" in image and isinstance(image.get("file_name"), str)
    }
    for note in notes:
        if not isinstance(note, dict) or not isinstance(note.get("caption"), str):
            broken[0] += 1
            continue
        unlisted = f"(no image with the id {note.get('image_id')})"
        yield Row(names.get(note.get("image_id"), unlisted), note["caption"])


def _karpathy(images: Sequence[Any], broken: list[int]) -> Iterator[Row]:
    for image in images:
        name = image.get("filename") if isinstance(image, dict) else None
        if not isinstance(name, str) or not isinstance(image.get("sentences"), list):
            broken[0] += 1
            continue
        folder = image.get("filepath")
        picture = f"{folder}/{name}" if isinstance(folder, str) and folder else name
        raw = [s.get("raw") if isinstance(s, dict) else None for s in image["sentences"]]
        yield from _texts(picture, raw, _split(image), broken)


def _texts(
    picture: str, captions: Sequence[Any], split: str | None, broken: list[int]
) -> Iterator[Row]:
    if not captions:
        yield Row(picture, "", split)
    for caption in captions:
        if isinstance(caption, str):
            yield Row(picture, caption, split)
        else:
            broken[0] += 1


def _split(entry: Mapping[str, Any]) -> str | None:
    split = entry.get("split")
    return split if isinstance(split, str) else None


# -- tables -----------------------------------------------------------------------------------
def _of_table(path: Path, first: str) -> CaptionFile | None:
    for delimiter, name in (("\t", "TSV"), ("|", "Flickr30k"), (",", "CSV"), (";", "CSV")):
        if delimiter not in first:
            continue
        cells = [cell.strip() for cell in _cells([first], delimiter, None).__next__()]
        columns = _columns(cells)
        headless = columns is None
        if columns is None:
            picture = _NUMBERED.sub("", cells[0])
            if len(cells) != 2 or Path(picture).suffix.lower() not in PICTURES:
                continue
            columns = (0, 1)
            name = "Flickr8k tokens" if picture != cells[0] else name
        broken = [0]
        shape = _Shape(*columns, width=len(cells), split=None if headless else _split_column(cells))
        rows = _table(path, delimiter, shape, headless, broken)
        return CaptionFile(path=path, format=name, rows=rows, broken=broken)
    return None


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Where a header has pictures and captions."""
    names = [cell.lower() for cell in cells]
    picture = next((names.index(n) for n in _IMAGE_COLUMNS if n in names), None)
    caption = next((names.index(n) for n in _CAPTION_COLUMNS if n in names), None)
    return None if picture is None or caption is None else (picture, caption)


def _split_column(cells: Sequence[str]) -> int | None:
    names = [cell.lower() for cell in cells]
    return names.index("split") if "split" in names else None


class _Shape(NamedTuple):
    """The columns of pictures, captions and splits, and how many columns there are."""

    picture: int
    caption: int
    width: int
    split: int | None


def _table(
    path: Path, delimiter: str, shape: _Shape, headless: bool, broken: list[int]
) -> Iterator[Row]:
    picture, caption, width, split = shape
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = (line for line in file if line.strip())
            for cells in islice(_cells(lines, delimiter, width), 0 if headless else 1, None):
                if len(cells) < width or not cells[picture].strip():
                    broken[0] += 1
                    continue
                part = None if split is None else cells[split].strip() or None
                yield Row(_NUMBERED.sub("", cells[picture].strip()), cells[caption], part)
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8 text; save it as UTF-8 and try again.") from None
    except csv.Error as error:
        raise BadInput(f"{path} is not a valid CSV file: {error}.") from None


def _cells(lines: Iterable[str], delimiter: str, width: int | None) -> Iterator[list[str]]:
    """Only CSV knows quotes; elsewhere the last column keeps what looks like a delimiter."""
    if delimiter in ",;":
        return csv.reader(lines, delimiter=delimiter)
    most = -1 if width is None else width - 1
    return (line.rstrip("\r\n").split(delimiter, most) for line in lines)
