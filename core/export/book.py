"""A book with everything in it: what every export is made from.

The studio makes a `Book` once from what is stored (`studio.binding`); PDF, EPUB, web page, film and
ZIP read it and ask nothing further.  All text is as people wrote it, never markup.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Final

from core.errors import UnknownName
from core.export.phrases import Phrases, phrases
from core.scripts import language_of, right_to_left
from core.story import StoryRequest, WordTiming
from core.text import count_words

LAYOUTS: Final[Mapping[str, str]] = {
    "above": "Picture above the text",
    "beside": "Picture beside the text",
    "full": "Picture over the whole page",
}
"""How a page is set, and what people call that."""
PAPER: Final[Mapping[str, str]] = {
    "square": "Square, 21 × 21 cm",
    "a4": "A4, landscape",
    "a5": "A5, upright",
    "booklet": "A5 booklet, to print at home",
}
"""Sizes of a printed book, and what people call them."""
_BLANK_LINES: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture: PNG or JPEG `content` of `width` × `height` pixels.

    `alt` says in words what it shows ("" only where nobody knows).  `svg` is the same picture as
    vectors, where the studio drew it.
    """

    content: bytes
    mime: str
    width: int
    height: int
    alt: str = ""
    svg: bytes | None = None

    @property
    def suffix(self) -> str:
        """The ending of its file's name, without the dot."""
        return "jpg" if self.mime == "image/jpeg" else "png"


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A page read aloud: a mono WAV file, how long it is, and when each word is spoken.

    `words` point into the page's text (`start_char`, `end_char`); those that no longer fit it, as
    it was changed since, are left out.
    """

    content: bytes
    seconds: float
    words: tuple[WordTiming, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Music:
    """A page's own music: an MP3 file that is repeated after `round_s` seconds and lasts longer
    (`core.music.rounds`)."""

    content: bytes
    round_s: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, counted from 0; `text` keeps its lines (verse) and blank lines (stanzas).

    `music` is its own, where a model made it; the studio composes a book's otherwise.
    `caption` is what the picture that was brought shows, `prompt` what the illustration was made
    from.  `image_note` and `sound_note` say in a sentence why there is none; `damaged`: a
    picture was made, but cannot be read.  `by_hand` names what a person made: "text",
    "illustration", "narration", "caption".
    """

    index: int
    text: str
    image: Image | None = None
    sound: Sound | None = None
    music: Music | None = None
    caption: str | None = None
    prompt: str | None = None
    image_note: str = ""
    sound_note: str = ""
    damaged: bool = False
    by_hand: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not here, in sentences."""
        return tuple(filter(None, (self.image_note, self.sound_note)))

    @property
    def number(self) -> int:
        """As people count."""
        return self.index + 1

    @property
    def stanzas(self) -> tuple[tuple[str, ...], ...]:
        """The text as paragraphs (or stanzas) of lines; a line keeps the spaces it begins with."""
        return stanzas(self.text)

    @property
    def rtl(self) -> bool:
        """Whether it reads from right to left."""
        return right_to_left(self.text)


@dataclass(frozen=True, kw_only=True)
class About:
    """What people say about a book; "" leaves a line out.

    `age` is for whom it is ("3 to 6"), without "years" or "ages".
    """

    author: str = ""
    illustrator: str = ""
    dedication: str = ""
    age: str = ""

    def to_json(self) -> dict[str, str]:
        """Plain JSON, the inverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "About":
        """Rebuild what `to_json` wrote; other names are left out."""
        return cls(**{name: str(data[name]) for name in cls.__annotations__ if name in data})


@dataclass(frozen=True, kw_only=True)
class Print:
    """How a book is printed: one of `LAYOUTS`, one of `PAPER`, with 3 mm of bleed for a printer
    that trims, and with or without the settings it was made with."""

    layout: str = "full"
    paper: str = "square"
    bleed: bool = False
    settings: bool = True

    def __post_init__(self) -> None:
        if self.layout not in LAYOUTS:
            raise UnknownName("layout", self.layout, LAYOUTS)
        if self.paper not in PAPER:
            raise UnknownName("size of a book", self.paper, PAPER)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the inverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Print":
        """Rebuild what `to_json` wrote; other names are left out."""
        return cls(**{name: data[name] for name in cls.__annotations__ if name in data})


@dataclass(frozen=True, kw_only=True)
class Colophon:
    """How the book was made: whole sentences for people in `language`, one about its voice for
    books that are heard, and settings ("Seed: 7") in English for who wants to make it again; those
    may be left out."""

    language: str = "en"
    sentences: tuple[str, ...] = ()
    voice: str = ""
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Original:
    """A picture that was brought: the name of its file (safe to write) and its content."""

    name: str
    image: Image


@dataclass(frozen=True, kw_only=True)
class Book:
    """A book as it leaves the studio.

    `cover` is the picture for the front (a person's own, or that of the first page that has one),
    `printing` how it is printed unless somebody asks otherwise.
    `details` are for machines: device, models by role, timings of the work (as in story.json).
    """

    story_id: str
    title: str
    request: StoryRequest
    pages: tuple[Page, ...]
    about: About = field(default_factory=About)
    cover: Image | None = None
    printing: Print = field(default_factory=Print)
    colophon: Colophon = field(default_factory=Colophon)
    originals: tuple[Original, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole story, pages separated by blank lines."""
        return "\n\n".join(page.text for page in self.pages)

    @cached_property
    def words(self) -> int:
        """How many words the story has; the title is not counted."""
        return count_words(self.text)

    @cached_property
    def language(self) -> str:
        """The language of the text (BCP 47, without region): "en"."""
        return language_of(self.text, self.request.language)

    @property
    def phrases(self) -> Phrases:
        """What it says of itself on cover, title page and last page."""
        return phrases(self.language)

    @cached_property
    def rtl(self) -> bool:
        """Whether the book opens from the right."""
        return right_to_left(self.text or self.title)


def stanzas(text: str) -> tuple[tuple[str, ...], ...]:
    """A text as paragraphs (or stanzas) of lines, without blank lines around and trailing spaces.

    A line that holds nothing but spaces is a blank line.
    """
    parts = _BLANK_LINES.split(text.strip("\n"))
    found = (tuple(line.rstrip() for line in part.split("\n")) for part in parts)
    return tuple(lines for lines in found if any(lines))


def fitting(text: str, words: Sequence[WordTiming]) -> tuple[WordTiming, ...]:
    """Those word times that stand in `text` in this order; it may have been edited since."""
    found: list[WordTiming] = []
    at = 0
    for word in words:
        start, end = word.start_char, word.end_char
        if at <= start < end <= len(text) and _letters(text[start:end]) == _letters(word.word):
            found.append(word)
            at = end
    return tuple(found)


def _letters(word: str) -> list[str]:
    return [c for c in word.casefold() if c.isalnum()]
