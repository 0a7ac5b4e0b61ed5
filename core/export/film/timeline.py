"""When what is seen and heard in a film."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.export.book import Book, Page
from core.text import count_words

RATE_FPS: Final = 24
"""Frames a second."""
_COVER_S, _END_S = 4.0, 5.0
_BEFORE_S, _AFTER_S = 0.9, 1.1
"""Around the voice of a page."""
_WORD_S: Final = 0.36
"""To read a word oneself."""
_LEAST_S: Final = 4.0


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A stretch of the film: `kind` is "cover", "page" or "end"; the voice begins at `voice_s`."""

    kind: str
    start_s: float
    seconds: float
    page: Page | None = None
    voice_s: float = 0.0

    @property
    def name(self) -> str:
        """What people call it."""
        return f"page {self.page.number}" if self.page else f"the {self.kind}"

    @property
    def frames(self) -> int:
        """How many frames it has."""
        return round(self.seconds * RATE_FPS)


def timeline(book: Book) -> list[Scene]:
    """Cover, pages, end; each of whole frames."""
    parts: list[tuple[str, Page | None, float]] = [("cover", None, _COVER_S)]
    parts += [("page", page, _lasting(page)) for page in book.pages]
    parts.append(("end", None, _END_S))
    scenes: list[Scene] = []
    frames = 0
    for kind, page, seconds in parts:
        start = frames / RATE_FPS
        of_it = round(seconds * RATE_FPS)
        voice = start + _BEFORE_S
        scenes.append(
            Scene(kind=kind, page=page, start_s=start, seconds=of_it / RATE_FPS, voice_s=voice)
        )
        frames += of_it
    return scenes


def heard_only(book: Book) -> list[Scene]:
    """The pages that are read aloud, one after another, without cover and end."""
    scenes: list[Scene] = []
    at = 0.0
    for page in book.pages:
        if page.sound:
            seconds = _lasting(page)
            voice = at + _BEFORE_S
            scenes.append(Scene(kind="page", page=page, start_s=at, seconds=seconds, voice_s=voice))
            at += seconds
    return scenes


def lasts(scenes: Sequence[Scene]) -> float:
    """Seconds of all of them."""
    return scenes[-1].start_s + scenes[-1].seconds if scenes else 0.0


def _lasting(page: Page) -> float:
    if page.sound:
        return _BEFORE_S + page.sound.seconds + _AFTER_S
    return max(_LEAST_S, 2.0 + _WORD_S * count_words(page.text))
