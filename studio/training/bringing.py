"""Brings a training's data into place: uploads, a folder of the computer, or the studio's own books
that people rated well."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput, StorageError
from core.settings import Settings
from corpora.rows import is_picture
from db.stories import Stories
from eval.stories import Gallery, ToldStory
from studio.allowed import check_folder
from studio.training import data
from studio.training.kinds import CAPTIONS, PICTURES, STORIES, Kind
from studio.training.views import BroughtView

STARS: Final = 4
"""The mean of a book's stars from which it was rated well."""
_LEAST_STORIES: Final = 2


class Bringing:
    """What a training learns from, checked; `gallery` are the books of this studio, `picture` the
    file of a stored one."""

    def __init__(
        self,
        settings: Settings,
        stories: Stories,
        gallery: Callable[[], Gallery],
        picture: Callable[[str], Path],
    ) -> None:
        self._settings = settings
        self._stories = stories
        self._gallery = gallery
        self._picture = picture

    def good_books(self) -> int:
        """How many books people rated well."""
        return self._stories.count(stars=STARS)

    def bring(
        self,
        kind: Kind,
        room: Path,
        *,
        files: Sequence[tuple[str, bytes]],
        folder: str,
        books: bool,
    ) -> tuple[Path, BroughtView]:
        """Where the data lie, and what they are; `BadInput` says what is wrong with them."""
        if books and kind.reads == PICTURES:
            raise BadInput("A hero is learnt from pictures alone: bring 5 to 20 of them.")
        if books:
            where = self._books(kind, room / "data")
        elif folder.strip():
            where = Path(folder.strip()).expanduser().resolve()
            check_folder(where, self._settings.suite_folders, shared=self._settings.shared)
        elif files:
            data.keep(files, room / "data")
            where = data.root_of(room / "data")
        else:
            raise BadInput("There is nothing to learn from yet: bring files, or name a folder.")
        checks = {
            CAPTIONS: data.check_captions,
            STORIES: data.check_stories,
            PICTURES: data.check_hero,
        }
        return where, checks[kind.reads](where)

    def others(self, room: Path, files: Sequence[tuple[str, bytes]]) -> str:
        """Where pictures of others of a hero's kind lie; "" if none were brought."""
        if not files:
            return ""
        data.keep(files, room / "others")
        where = data.root_of(room / "others")
        if not any(is_picture(path.name) for path in where.iterdir()):
            raise BadInput("There is no picture among those of others of its kind.")
        return str(where)

    def _books(self, kind: Kind, folder: Path) -> Path:
        folder.mkdir(parents=True)
        gallery = self._gallery()
        told = [gallery.told(card.id) for card in self._stories.gallery(stars=STARS)]
        books = [book for book in told if book is not None]
        if kind.reads == STORIES:
            rows = [row for book in books if (row := _story(book))]
            lacking = len(rows) < _LEAST_STORIES
        else:
            painted = kind.role == "illustrator"
            rows = list(self._pages(books, folder) if painted else self._captions(books, folder))
            lacking = not rows
        if lacking:
            raise BadInput(
                f"Too few books of this studio have {STARS} stars or more: rate the books that you "
                "like, at the end of each, then train from them."
            )
        name = "stories.json" if kind.reads == STORIES else "captions.json"
        (folder / name).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        return folder

    def _pages(self, books: Sequence[ToldStory], folder: Path) -> Iterator[dict[str, Any]]:
        """The pages' pictures with what they were to show."""
        for book in books:
            for segment in book.segments:
                if segment.picture and (said := segment.prompt or segment.text):
                    name = f"{segment.picture.stem}{segment.picture.suffix or '.png'}"
                    _copied(segment.picture, folder / name)
                    yield {"image": name, "captions": [said]}

    def _captions(self, books: Sequence[ToldStory], folder: Path) -> Iterator[dict[str, Any]]:
        """The pictures that were brought, as they are captioned now, with a copy of each."""
        seen: set[str] = set()
        for book in books:
            story = self._stories.get(book.id)
            pictures = story.request.pictures if story else ()
            for picture, caption in zip(pictures, book.captions, strict=True):
                if not caption or picture.sha256 in seen:
                    continue
                seen.add(picture.sha256)
                with suppress(StorageError):  # a lost picture teaches nothing
                    source = self._picture(picture.sha256)
                    name = f"{source.stem}{source.suffix or '.png'}"
                    _copied(source, folder / name)
                    yield {"image": name, "captions": [caption]}


def _story(book: ToldStory) -> dict[str, Any] | None:
    """A book as the writer's trainer reads it; None where there are no captions."""
    parts = [segment.text for segment in book.segments if segment.text.strip()]
    captions = [caption for caption in book.captions if caption]
    if not parts or not captions:
        return None
    return {"captions": captions, "story": parts, "mood": book.mood}


def _copied(source: Path, target: Path) -> None:
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)
