"""What Typst is told of a book: plain data for the templates, and nothing to be read as markup."""

import io
import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PIL import Image as Pillow

from core.export.book import Book, Image, Page, stanzas
from core.export.fonts import families, missing, shown
from core.export.phrases import phrases
from core.scripts import language_of, right_to_left
from core.story import MOODS

SIZES: Final = {
    "square": (210.0, 210.0),
    "a4": (297.0, 210.0),
    "a5": (148.0, 210.0),
    "booklet": (148.0, 210.0),
}
"""Pages, width and height in mm."""
PARTS: Final = ("cover", "title", "page", "made", "back")
ACCENTS: Final = {
    "romance": "#C9587F",
    "comedy": "#D08A1E",
    "scary": "#5B4B8A",
    "action": "#C8482F",
    "cartoonish": "#238A7E",
    "funny": "#CF6427",
    "poetic": "#5478AC",
    "noir": "#4A4E5A",
    "bedtime": "#3D5A98",
}
_LONGEST_WORD: Final = 30
_ENDLESS: Final = re.compile(
    rf"[^\s\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef]{{{_LONGEST_WORD + 1},}}"
)
"""Longer words, but for scripts that are written without spaces and broken by their own rules."""
_LAST_WORD: Final = re.compile(r"(?<=.{40}) (\S{1,9})$")
_GROUND: Final = 1.5
"""Figures stand on the ground: the sky may be so much busier and is still the place for words."""
_NAMED: Final = 12
"""So many characters that no font has are named."""


def book_json(
    book: Book,
    size: tuple[float, float],
    *,
    bleed: float = 0.0,
    settings: bool = True,
    parts: Sequence[str] = PARTS,
) -> dict[str, Any]:
    """The data of `templates/`; `size` and `bleed` are in mm."""
    text, display = families(book.language)
    images = [page.image for page in book.pages if page.image]
    return {
        "width": size[0],
        "height": size[1],
        "margin": round(min(size) * 0.072, 2),
        "bleed": bleed,
        "parts": list(parts),
        "filler": 0,
        "accent": ACCENTS.get(book.request.mood, "#5B4B8A"),
        "text": text,
        "display": display,
        "lang": book.language,
        "rtl": book.rtl,
        "title": printable(book.title),
        "summary": f"A picture book. Mood: {MOODS[book.request.mood].label.lower()}.",
        "about": {
            **{name: printable(said) for name, said in book.about.to_json().items()},
            "dedication": _stanzas(book.about.dedication, book.request.language),
        },
        "names": [printable(said) for said in made_by(book)],
        "ages": printable(for_ages(book)),
        "made": {
            "lang": book.colophon.language,
            "rtl": phrases(book.colophon.language).rtl,
        },
        "cover": _picture("cover", book.cover),
        "last": _picture(*_last(book)),
        "flattest": min((image.width / image.height for image in images), default=1.0),
        "pages": [_page(page, book) for page in book.pages] if "page" in parts else [],
        "colophon": [printable(said) for said in (*book.colophon.sentences, *_lacking(book))],
        "settings": [printable(said) for said in book.colophon.settings] if settings else [],
    }


def made_by(book: Book) -> list[str]:
    """Who wrote and who illustrated a book, as its cover says it."""
    say, about = book.phrases, book.about
    said = ((say.written, about.author), (say.pictures, about.illustrator))
    return [phrase.format(name) for phrase, name in said if name]


def for_ages(book: Book) -> str:
    """For whom a book is; "" where nobody said it."""
    return book.phrases.ages.format(book.about.age) if book.about.age else ""


def _page(page: Page, book: Book) -> dict[str, Any]:
    wordless = not page.stanzas and page.image is None
    return {
        "number": page.number,
        "stanzas": _stanzas(page.text, book.request.language),
        "image": _picture(f"page-{page.number}", page.image),
        "note": printable(page.image_note) if page.damaged or wordless else "",
    }


def _stanzas(text: str, language: str) -> list[dict[str, Any]]:
    return [
        {
            "lines": [printable(_ended(line) if len(lines) == 1 else line) for line in lines],
            "lang": language_of(" ".join(lines), language),
            "rtl": right_to_left(" ".join(lines)),
        }
        for lines in stanzas(text)
    ]


def _ended(paragraph: str) -> str:
    """A paragraph whose last line is never one short word alone."""
    return _LAST_WORD.sub("\u00a0\\1", paragraph)


def printable(text: str) -> str:
    """Text that the fonts have, whose longest words may be broken: they would leave the page."""
    return _ENDLESS.sub(
        lambda word: "\u200b".join(re.findall(f".{{1,{_LONGEST_WORD}}}", word.group())),
        shown(text),
    )


def _picture(name: str, image: Image | None) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "file": f"/{name}.{'svg' if image.svg else image.suffix}",
        "ratio": image.width / image.height,
        "alt": image.alt,
        "calm": calm_end(image),
    }


def _last(book: Book) -> tuple[str, Image | None]:
    """The last picture of the book, for its back."""
    for page in reversed(book.pages):
        if page.image:
            return f"page-{page.number}", page.image
    return "cover", book.cover


def calm_end(image: Image) -> str:
    """ "top" or "bottom": the third of a picture where less is to be seen, for words upon it."""
    with Pillow.open(io.BytesIO(image.content)) as opened:
        small = np.asarray(opened.convert("L").resize((96, 96)), np.float64)
    busy = np.abs(np.diff(small, axis=0))[:, :95] + np.abs(np.diff(small, axis=1))[:95]
    return "top" if busy[:32].mean() <= _GROUND * busy[-32:].mean() else "bottom"


def _lacking(book: Book) -> list[str]:
    about = book.about
    said = (book.title, book.text, about.author, about.illustrator, about.dedication, about.age)
    lacking = missing("".join(said))
    if not lacking:
        return []
    codes = ", ".join(f"U+{ord(c):04X}" for c in lacking[:_NAMED])
    more = f" and {len(lacking) - _NAMED} others" if len(lacking) > _NAMED else ""
    return [
        "The book’s fonts do not have every character of this story; empty boxes stand for "
        f"{codes}{more}."
    ]
