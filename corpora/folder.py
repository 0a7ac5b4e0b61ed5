"""Folders of pictures with captions: an index of paths and texts; no picture is opened here.

The caption file is recognised by what stands in it (`corpora.recognise`); its pictures may lie
anywhere in the folder, and nothing outside of it is ever touched.
"""

import os
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from corpora.recognise import FORMATS, is_text, recognise
from corpora.rows import PICTURES, SUFFIXES, CaptionFile, UnreadableCorpus, is_picture

DEPTH: Final = 4
"""Pictures lie at most so many folders deep."""
MOST_FILES: Final = 1_000_000
_FIRST_NAMES: Final = ("captions", "results", "flickr8k.token", "dataset")
"""Where several files are caption files, those with such names come first."""


@dataclass(frozen=True, kw_only=True)
class CaptionedPicture:
    """A picture file and its captions; `name` is its path inside the folder."""

    name: str
    image: Path
    captions: tuple[str, ...]
    split: str | None = None


@dataclass(frozen=True, kw_only=True)
class CaptionedFolder:
    """A read folder: the usable pictures in the file's order, and what was left out.

    `missing`: pictures that are not there; `outside`: paths that lead out of the folder;
    `duplicates`: captions that a picture has twice; `empty`: captions without a word;
    `uncaptioned`: pictures that have only such; `broken`: rows that were not understood; `mended`:
    captions that were put together from cells, because their commas had no quotes around them.
    """

    folder: Path
    file: Path
    format: str
    pictures: tuple[CaptionedPicture, ...] = field(repr=False)
    missing: int = 0
    outside: int = 0
    duplicates: int = 0
    empty: int = 0
    uncaptioned: int = 0
    broken: int = 0
    mended: int = 0
    others: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """One sentence for each thing that a person should know of this folder."""
        counts = (
            (self.missing, "{} with captions {} not in the folder and left out", "picture"),
            (self.outside, "{} out of the folder {} left out", "path"),
            (self.duplicates, "{} {} there twice for the same picture and dropped", "caption"),
            (self.empty, "{} {} empty and dropped", "caption"),
            (self.uncaptioned, "{} without any caption {} left out", "picture"),
            (self.broken, "{} of the caption file {} not understood and left out", "row"),
            (self.mended, "{} with commas outside of quotes {} put together again", "caption"),
        )
        said = []
        for count, words, noun in counts:
            if count:
                many = f"{count:,} {noun}" + ("" if count == 1 else "s")
                said.append(words.format(many, "is" if count == 1 else "are") + ".")
        if self.others:
            said.append(
                f"The captions are read from {self.file.name}; {', '.join(self.others)} could be "
                "read too: name the file itself to use it."
            )
        return tuple(said)

    def some(self, n: int, seed: int) -> list[CaptionedPicture]:
        """`n` pictures drawn by `seed`; all of them, in the file's order, if there are no more."""
        if n >= len(self.pictures):
            return list(self.pictures)
        return random.Random(seed).sample(self.pictures, n)


def read_folder(folder: Path, *, split: str | None = None) -> CaptionedFolder:
    """Read a folder of pictures with captions, or the caption file in it that is named.

    `split` takes only the pictures that the data set itself puts there ("train", "test").
    Raises `UnreadableCorpus` with one sentence when there is nothing to use.
    """
    given = Path(folder).expanduser()
    root = given.parent if given.is_file() else given
    if not root.is_dir():
        raise UnreadableCorpus(
            f"There is no folder {given}; name one with pictures and their captions."
        )
    names = PictureFiles(root.resolve())
    file, others = _caption_file(given, root)
    return _indexed(root, file, names, split=split, others=others)


def _caption_file(given: Path, root: Path) -> tuple[CaptionFile, tuple[str, ...]]:
    if given.is_file():
        found = recognise(given)
        if found is None:
            raise UnreadableCorpus(f"{given} is no caption file; known are {FORMATS}.")
        return found, ()
    try:
        places = (root, root / "annotations")
        candidates = [
            path
            for place in places
            if place.is_dir()
            for path in sorted(place.iterdir())
            if path.suffix.lower() in SUFFIXES and path.is_file()
        ]
    except OSError as error:
        raise UnreadableCorpus(f"{root} cannot be read: {error.strerror}.") from error
    candidates.sort(key=_rank)
    recognised = [found for found in map(recognise, candidates) if found]
    if not recognised:
        odd = [path.name for path in candidates if not is_text(path)]
        why = f"{odd[0]} is not UTF-8 text, save it as UTF-8" if odd else f"known are {FORMATS}"
        raise UnreadableCorpus(f"There are no captions in {root}; {why}.")
    return recognised[0], tuple(str(f.path.relative_to(root)) for f in recognised[1:])


def _rank(path: Path) -> int:
    name = path.name.lower()
    ranks = (i for i, first in enumerate(_FIRST_NAMES) if name.startswith(first))
    return next(ranks, len(_FIRST_NAMES))


def _indexed(
    root: Path,
    file: CaptionFile,
    names: "PictureFiles",
    *,
    split: str | None,
    others: tuple[str, ...],
) -> CaptionedFolder:
    captions: dict[str, dict[str, None]] = {}
    splits: dict[str, str | None] = {}
    duplicates = empty = unwritable = 0
    for row in file.rows:
        if not _writable(row.picture + row.caption):
            unwritable += 1
            continue
        splits.setdefault(row.picture, row.split)
        mine = captions.setdefault(row.picture, {})
        text = " ".join(row.caption.split())
        if not any(c.isalnum() for c in text):
            empty += 1
        elif text in mine:
            duplicates += 1
        else:
            mine[text] = None
    found_texts: dict[str, dict[str, None]] = {}
    found_splits: dict[str, str | None] = {}
    left = {"missing": 0, "outside": 0, "uncaptioned": 0}
    known = sorted({s for s in splits.values() if s})
    if split is not None and split not in known:
        have = f"it has {', '.join(known)}" if known else "it has no splits"
        raise UnreadableCorpus(f"{file.path.name} has no split “{split}”; {have}.")
    for name, texts in captions.items():
        if split is not None and splits[name] != split:
            continue
        if not texts:
            left["uncaptioned"] += 1
            continue
        place = names.find(name)
        if place.path is None:
            left[place.why] += 1
            continue
        # "a.jpg" and "Images/a.jpg", or two ways to write "é", may be one picture.
        mine = found_texts.setdefault(place.path, {})
        duplicates += len(mine.keys() & texts.keys())
        mine |= texts
        found_splits.setdefault(place.path, splits[name])
    pictures = tuple(
        CaptionedPicture(
            name=path, image=root / path, captions=tuple(mine), split=found_splits[path]
        )
        for path, mine in found_texts.items()
    )
    found = CaptionedFolder(
        folder=root,
        file=file.path,
        format=file.format,
        pictures=pictures,
        duplicates=duplicates,
        empty=empty,
        broken=file.broken[0] + unwritable,
        mended=file.mended[0],
        others=others,
        **left,
    )
    if not pictures:
        why = " ".join(found.notes) or "it is empty."
        raise UnreadableCorpus(
            f"{file.path.name} in {root} names no picture that can be used: {why}"
        )
    return found


def _writable(text: str) -> bool:
    """Whether it is whole: JSON may hold half a character, which nothing can store."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A picture's path inside the folder, or why there is none ("missing", "outside")."""

    path: str | None = None
    why: str = "missing"


class PictureFiles:
    """The picture files of a folder, listed once; `root` is resolved."""

    def __init__(self, root: Path) -> None:
        # Some systems write "é" as one character in names, others as two (NFC and NFD).
        self._paths = {_composed(path): path for path in _walk(root)}
        self._root = root
        self._by_name: dict[str, list[str]] = {}
        self._by_id: dict[str, list[str]] = {}
        for path in self._paths:
            name = path.rpartition("/")[2]
            self._by_name.setdefault(name, []).append(path)
            self._by_id.setdefault(name.rpartition(".")[0], []).append(path)

    def all(self) -> list[str]:
        """Their paths inside the folder, in order."""
        return sorted(self._paths.values())

    def find(self, name: str) -> _Place:
        """The file that a caption file means by `name`: the path itself, else the only one whose
        path ends so ("a.jpg" for "Images/a.jpg"), else the only one that is called so but for its
        ending (ids)."""
        path = PurePosixPath(_composed(name).replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive:
            return _Place(why="outside")
        wanted = str(path)
        found = wanted if wanted in self._paths else None
        if found is None:
            same = self._by_name.get(path.name, ())
            ending = [p for p in same if p.endswith(f"/{wanted}")]
            found = ending[0] if len(ending) == 1 else None
        if found is None and not is_picture(wanted):
            called = self._by_id.get(wanted, ())
            found = called[0] if len(called) == 1 else None
        if found is None:
            return _Place()
        real = self._paths[found]
        target = self._root / real
        try:
            if target.is_symlink() and not target.resolve(strict=True).is_relative_to(self._root):
                return _Place(why="outside")
        except (OSError, RuntimeError):  # a link that leads nowhere, or round in a circle
            return _Place()
        return _Place(path=real)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _walk(root: Path) -> Iterator[str]:
    """Paths of picture files inside `root`; linked folders are not entered."""
    count = 0
    for at, folders, files in os.walk(root):
        inside = Path(at).relative_to(root)
        deep = len(inside.parts) >= DEPTH
        folders[:] = [] if deep else sorted(f for f in folders if not f.startswith("."))
        count += len(files)
        if count > MOST_FILES:
            raise UnreadableCorpus(
                f"{root} holds more than {MOST_FILES:,} files; name a smaller folder."
            )
        for file in files:
            if os.path.splitext(file)[1].lower() in PICTURES:
                yield file if at == str(root) else (inside / file).as_posix()
