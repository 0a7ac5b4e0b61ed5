"""Data that a person brings to a training: kept in the training's own folder, checked before it
begins. Nothing of a ZIP is believed: neither names nor sizes.
"""

import io
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from core.errors import BadInput, StorageError
from corpora.folder import read_folder
from corpora.rows import PICTURES, SUFFIXES, UnreadableCorpus, is_picture
from studio.training.views import MOST_MIB, BroughtView
from studio.upload_limit import check

UNPACKED_MIB: Final = 2000
"""What a ZIP may hold, unpacked."""
MOST_FILES: Final = 50_000
HERO_PICTURES: Final = (5, 20)
ENDINGS: Final = ("zip", *sorted(ending[1:] for ending in (*SUFFIXES, *PICTURES)))
"""Those of files that may be uploaded."""
_CLIMBS: Final = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")
_ODD: Final = re.compile(r"[^\w.\- ()]")
_CHUNK: Final = 1 << 20


def size_mib(files: Iterable[tuple[str, bytes]]) -> float:
    """MiB that uploads take when they are kept, ZIP files as large as they say."""
    return sum(_size(name, content) for name, content in files) / 2**20


def keep(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write uploads into a folder, ZIP files unpacked; `BadInput` says what is wrong with one, and
    `StorageError` that it cannot be written."""
    for name, content in files:
        check(name, content, what="a file of data", max_mib=MOST_MIB)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if name.lower().endswith(".zip"):
                _unpack(name, content, folder)
            else:
                (folder / _ODD.sub("_", Path(name).name)).write_bytes(content)
        except OSError as error:
            raise StorageError(
                f"“{name}” cannot be kept in the studio's data folder ({error.strerror})."
            ) from error


def as_brought(said: str, folder: Path) -> str:
    """A sentence about uploads that does not tell where the studio keeps them."""
    return said.replace(f"{folder}{os.sep}", "").replace(str(folder), "what you brought")


def check_captions(folder: Path) -> BroughtView:
    """What a captioner would find in a folder; `BadInput` where that is nothing."""
    try:
        found = read_folder(folder)
    except UnreadableCorpus as error:
        raise BadInput(as_brought(str(error), folder)) from error
    texts = sum(len(picture.captions) for picture in found.pictures)
    return BroughtView(
        words=f"{len(found.pictures):,} pictures with {texts:,} captions", notes=found.notes
    )


def check_hero(folder: Path) -> BroughtView:
    """The pictures of one hero; `BadInput` where they are too few or too many."""
    count = sum(is_picture(path.name) for path in folder.iterdir()) if folder.is_dir() else 0
    low, high = HERO_PICTURES
    if not low <= count <= high:
        raise BadInput(f"A hero is learnt from {low} to {high} pictures; {count:,} are there.")
    return BroughtView(words=f"{count} pictures of a hero")


def check_stories(folder: Path) -> BroughtView:
    """What a writer would find in a folder, or in the file that is named; `BadInput` where that is
    nothing. The rows themselves are read by the trainer, which says what is wrong with one."""
    if not folder.exists():
        raise BadInput(f"There is no folder {folder}; name one with JSON files of stories.")
    files = files_of(folder)
    if not files:
        raise BadInput(
            "There are no stories in what you brought: they are JSON or JSONL files, a row for "
            "each story with its caption or prompt."
        )
    rows = 0
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
            found = json.loads(text) if file.suffix.lower() == ".json" else _lines(text)
        except (ValueError, RecursionError) as error:
            raise BadInput(f"{file.name} cannot be read as JSON ({error}).") from error
        lists = [part for part in found.values() if isinstance(part, list)] if isinstance(
            found, dict
        ) else [found]  # fmt: skip
        rows += len(lists[0]) if lists else 1
    many = f" in {len(files):,} files" if len(files) > 1 else ""
    return BroughtView(words=f"{rows:,} stories{many}")


def files_of(folder: Path) -> list[Path]:
    """The files of stories in a folder, or the one that is named."""
    if folder.is_file():
        return [folder]
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".json", ".jsonl"))


def _lines(text: str) -> list[object]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def root_of(folder: Path) -> Path:
    """The folder itself, or the single one in it: a ZIP often holds everything in one folder."""
    while True:
        inside = [path for path in folder.iterdir() if path.name != "__MACOSX"]
        if len(inside) != 1 or not inside[0].is_dir():
            return folder
        folder = inside[0]


def _size(name: str, content: bytes) -> int:
    if not name.lower().endswith(".zip"):
        return len(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = sum(entry.file_size for entry in archive.infolist() if _wanted(entry))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return len(content)  # `keep` says what is wrong with it
    return min(told, UNPACKED_MIB * 2**20)


def _wanted(entry: zipfile.ZipInfo) -> bool:
    path = Path(entry.filename)
    known = path.suffix.lower() in (*PICTURES, *SUFFIXES)
    return known and not entry.is_dir() and "__MACOSX" not in path.parts


def _unpack(name: str, content: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(name, entries)
            left = UNPACKED_MIB * 2**20
            for entry in filter(_wanted, entries):
                left = _written(archive, entry, folder / entry.filename, left, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadInput(
            f"“{name}” is no ZIP file, or is damaged: make it anew from your pictures and their "
            "table."
        ) from error


def _check_entries(name: str, entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise BadInput(f"“{name}” holds {len(entries):,} files; {MOST_FILES:,} are the most.")
    if any(_CLIMBS.search(entry.filename) for entry in entries):
        raise BadInput(f"“{name}” holds files that would lie outside of its folder.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput(f"“{name}” is locked with a password: save it without one.")


def _written(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, left: int, name: str
) -> int:
    """Unpack one file; returns how many bytes may still come."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as packed, path.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BadInput(
                    f"“{name}” holds more than {UNPACKED_MIB:,} MiB when it is unpacked, which "
                    "this page does not take: unpack it yourself, and name its folder."
                )
            file.write(chunk)
    return left


def clear(folder: Path) -> None:
    """Delete a folder with all in it."""
    shutil.rmtree(folder, ignore_errors=True)
