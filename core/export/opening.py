"""Opens the ZIP of a book that a studio wrote, as carefully as any upload.

Nothing is written to disk and no size that the file states is believed; pictures and sounds are
looked at later, by what opens pictures and sounds.
"""

import io
import json
import math
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core.errors import BadInput
from core.export.folder import STORY, VERSION
from core.pages import Arrangement
from core.text import clean

MOST_MIB: Final = 300
"""What a book's file may have, and what may be in it, unpacked."""
_MOST_FILES: Final = 1000
_MOST_PAGES: Final = 60
_LONGEST_TEXT: Final = 50_000
_CLIMBS: Final = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")
_AGAIN: Final = "download the book once more"


@dataclass(frozen=True, kw_only=True)
class OpenedPage:
    """A page as it stands in the file; `picture` and `sound` are None where it has none.

    `words`: (word, start_s, end_s) as the voice told, in order.  `by_hand` names what a person made
    there: "text", "illustration", "narration", "caption"; older files do not say.
    """

    text: str
    caption: str = ""
    alt: str = ""
    picture: bytes | None = None
    sound: bytes | None = None
    words: tuple[tuple[str, float, float], ...] = ()
    by_hand: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class OpenedBook:
    """A book from a file. `request` is what was asked for (as `StoryRequest.to_json` writes it);
    older files have only parts of it.  `originals`: names and contents of the pictures that were
    brought.  `cover` is a picture of its own, else page `cover_page` (from 0) gives its picture."""

    title: str
    pages: tuple[OpenedPage, ...]
    request: Mapping[str, Any]
    originals: tuple[tuple[str, bytes], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    outline: str = ""
    cover: bytes | None = None
    cover_page: int = 0
    arrangement: Arrangement | None = None
    """The numbers of its pages, where a person arranged them."""


def open_book(name: str, content: bytes) -> OpenedBook:
    """Read the ZIP of a book; `BadInput` says in one sentence what is wrong with it."""
    if len(content) > MOST_MIB * 2**20:
        raise BadInput(
            f"“{name}” has {len(content) / 2**20:.0f} MiB; a book may have {MOST_MIB} MiB."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Reader(name, archive).book()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        if isinstance(error, zipfile.BadZipFile) and not zipfile.is_zipfile(io.BytesIO(content)):
            raise BadInput(
                f"“{name}” is not a ZIP file: choose one that was downloaded from a story’s page."
            ) from None
        raise BadInput(f"“{name}” is damaged: {_AGAIN}.") from None


class _Reader:
    """Reads one archive."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name, self._archive = name, archive
        self._left = MOST_MIB * 2**20
        entries = archive.infolist()
        if len(entries) > _MOST_FILES:
            raise BadInput(f"“{name}” holds {len(entries)} files, which no book does.")
        if any(_CLIMBS.search(entry.filename) for entry in entries):
            raise BadInput(
                f"“{name}” holds files that would lie outside of its folder, which no book does; "
                "it was not opened."
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise BadInput(f"“{name}” is locked with a password: save it without one.")
        self._names = {entry.filename for entry in entries}

    def book(self) -> OpenedBook:
        """All of it."""
        story = self._story()
        version = story.get("version", 1)
        if not isinstance(version, int):
            raise self._odd("version")
        if version > VERSION:
            raise BadInput(
                f"“{self._name}” was made by a newer studio (its form is {version}, this studio "
                f"knows up to {VERSION}): bring this studio up to date, then open it again."
            )
        segments = self._list(story, "segments")
        if not segments:
            raise BadInput(f"“{self._name}” has no pages: {_AGAIN}.")
        if len(segments) > _MOST_PAGES:
            raise BadInput(f"“{self._name}” has {len(segments)} pages, which no book here has.")
        pages = tuple(self._page(i, segment) for i, segment in enumerate(segments))
        request = story.get("request", {n: story.get(n) for n in ("mood", "preset", "seed")})
        if not isinstance(request, dict):
            raise self._odd("request")
        shown, cover = [segment.get("illustration") for segment in segments], story.get("cover")
        return OpenedBook(
            title=self._text(story, "title"),
            pages=pages,
            request=request,
            originals=tuple(self._originals(request)),
            about={n: self._text(story, n) for n in _ABOUT if story.get(n)},
            models=self._models(story),
            outline=self._text(story, "outline"),
            cover=None if cover in shown else self._file(story, "cover"),
            cover_page=shown.index(cover) if cover and cover in shown else 0,
            arrangement=self._arrangement(story, len(pages)),
        )

    def _arrangement(self, story: dict[str, Any], count: int) -> Arrangement | None:
        if story.get("pages") is None:
            return None
        try:
            found = Arrangement.from_json(story["pages"])
        except (TypeError, ValueError, KeyError, AttributeError):
            raise self._odd("pages") from None
        numbers = [leaf.page for leaf in found.leaves]
        known = all(type(number) is int and 0 <= number < 10_000 for number in numbers)
        if not known or len(set(numbers)) != len(numbers) or len(numbers) != count:
            raise self._odd("pages")
        return found

    def _story(self) -> dict[str, Any]:
        if STORY not in self._names:
            raise BadInput(
                f"“{self._name}” is a ZIP file, but not of a book: choose one that was downloaded "
                "from a story’s page."
            )
        try:
            story = json.loads(self._read(STORY).decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
            raise BadInput(f"“{self._name}” is damaged ({STORY}): {_AGAIN}.") from None
        if not isinstance(story, dict):
            raise self._odd("")
        return story

    def _page(self, index: int, segment: Any) -> OpenedPage:
        if not isinstance(segment, dict):
            raise self._odd("segments")
        if segment.get("index") != index:
            raise BadInput(f"“{self._name}” lacks page {index + 1}: {_AGAIN}.")
        return OpenedPage(
            text=self._text(segment, "text"),
            caption=self._text(segment, "caption"),
            alt=self._text(segment, "alt"),
            picture=self._file(segment, "illustration"),
            sound=self._file(segment, "narration"),
            words=tuple(self._words(segment)),
            by_hand=frozenset(map(str, self._list(segment, "by_hand"))),
        )

    def _words(self, segment: dict[str, Any]) -> list[tuple[str, float, float]]:
        found = []
        for word in self._list(segment, "word_timings"):
            try:
                start, end = float(word["start_s"]), float(word["end_s"])
                said = str(word["word"])
            except (TypeError, KeyError, ValueError):
                raise self._odd("word_timings") from None
            if not (math.isfinite(start) and math.isfinite(end)):
                raise self._odd("word_timings")
            found.append((said, start, end))
        return found

    def _originals(self, request: Mapping[str, Any]) -> list[tuple[str, bytes]]:
        names = sorted(name for name in self._names if name.startswith("originals/"))
        wanted = request.get("pictures")
        if isinstance(wanted, Sequence) and len(wanted) != len(names):
            raise BadInput(f"“{self._name}” lacks pictures that its story was made from: {_AGAIN}.")
        return [(re.sub(r"^originals/\d+ ", "", name), self._read(name)) for name in names]

    def _models(self, story: dict[str, Any]) -> dict[str, str]:
        models = story.get("models", {})
        if not isinstance(models, dict):
            raise self._odd("models")
        return {str(role): str(model) for role, model in models.items()}

    def _file(self, segment: dict[str, Any], key: str) -> bytes | None:
        name = segment.get(key)
        if name is None:
            return None
        if not isinstance(name, str):
            raise self._odd(key)
        if name not in self._names:
            raise BadInput(f"“{self._name}” lacks {name[:80]}, which its story names: {_AGAIN}.")
        return self._read(name)

    def _read(self, name: str) -> bytes:
        """A file of the archive; what it unpacks to counts, not what it says of itself."""
        with self._archive.open(name) as file:
            content = file.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise BadInput(
                f"“{self._name}” unpacks to more than {MOST_MIB} MiB, which no book does; it was "
                "not opened."
            )
        return content

    def _list(self, values: dict[str, Any], key: str) -> list[Any]:
        found = values.get(key, [])
        if not isinstance(found, list):
            raise self._odd(key)
        return found

    def _text(self, values: dict[str, Any], key: str) -> str:
        found = values.get(key)
        if found is None:
            return ""
        if not isinstance(found, str) or len(found) > _LONGEST_TEXT:
            raise self._odd(key)
        return clean(found)

    def _odd(self, key: str) -> BadInput:
        where = f" (“{key}”)" if key else ""
        return BadInput(f"“{self._name}” is no book as a studio writes it{where}: {_AGAIN}.")


_ABOUT: Final = ("author", "illustrator", "dedication", "age")
