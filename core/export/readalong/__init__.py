"""The read-along web page: one file with everything inside, for any browser, without a network.

Text, pictures and sound stand in the page itself, so that it can be read where scripts do not run
(a phone's preview of a file); the script turns pages, and lights words while they are spoken.
A Content-Security-Policy lets nothing in from outside; text from people is always escaped.
"""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from core.export.book import Book, Image, Page
from core.export.fonts import READING
from core.export.lines import estimated, stanzas, writable
from core.export.looks import Look, look_of
from core.export.media import PageFiles, files, webp
from core.export.music import ROUND_S, round_mp3
from core.export.readalong import leaves
from core.export.readalong.leaves import Leaf, Picture, Reading, direction, text
from core.export.webfonts import MIME, WebFont, faces, letters_of

_HERE: Final = Path(__file__).parent
Check = Callable[[], None]
_COUNTED: Final = "0123456789 /–"
_BODY: Final = (
    "html{-webkit-text-size-adjust:100%;overscroll-behavior-x:none}"
    "body{margin:0;background:#fdf8ee}"
    "@media (prefers-color-scheme:dark){body{background:#16131c}}"
    ".reader{min-height:100dvh;background:var(--paper)}"
    ".reader:not(.js){max-width:76rem;margin:0 auto;padding:0 .9rem}"
)


def book_html(book: Book, check: Check = lambda: None) -> bytes:
    """The book as one HTML file; the same book gives the same bytes.

    `check` is called between pages and may raise, to stop.
    """
    fonts = _letters(book)
    style = _style(book, look_of(book.request.mood), fonts)
    script = f"{leaves.script()}\n{(_HERE / 'file.js').read_text('utf-8')}"
    heard = any(page.sound for page in book.pages)
    made = zip(book.pages, files(book.pages, webp, check), strict=True)
    reading = Reading(
        title=book.title,
        language=book.language,
        rtl=book.rtl,
        say=book.phrases,
        about=book.about,
        cover=_picture(book.cover, webp(book.cover)) if book.cover else None,
        leaves=[_leaf(page, of_page) for page, of_page in made],
        music=(_data("audio/mpeg", round_mp3(book.request.mood, book.request.seed)), ROUND_S)
        if heard and not any(page.music for page in book.pages)
        else None,
        colophon=(book.colophon.language, book.colophon.sentences),
        letters=[(font.name, "") for font in fonts],
    )
    check()
    parts = [
        "<!doctype html>",
        f'<html lang="{text(book.language)}" dir="{direction(book.rtl)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
        '<meta name="generator" content="Storybook Studio">',
        *([f'<meta name="author" content="{text(book.about.author)}">'] * bool(book.about.author)),
        '<meta name="color-scheme" content="light dark">',
        f"<title>{text(book.title)}</title>",
        f"<style>{style}</style></head>",
        f'<body><div class="reader" lang="{text(book.language)}" dir="{direction(book.rtl)}"'
        " data-fills data-addressed>",
        leaves.inside(reading, alone=True),
        "</div>",
        f"<script>{script}</script>",
        "</body></html>",
    ]
    return "\n".join(parts).encode()


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src data:; media-src data: blob:; font-src data:; "
        f"style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _letters(book: Book) -> list[WebFont]:
    """The fonts for weak and for dyslexic readers, where they have the book's letters."""
    found = (letters_of(family, writable(book.text)) for family in READING)
    return [font for font in found if font]


def _style(book: Book, look: Look, more: list[WebFont]) -> str:
    about = (book.title, *book.about.to_json().values(), *book.colophon.sentences)
    said = "".join((book.text, *about, book.phrases.letters, _COUNTED))
    letters = faces(writable(said), book.language, name="Text")
    titles = writable(book.title + book.phrases.end)
    title = faces(titles, book.language, name="Title", display=True, weight=700)
    fonts = (*letters.fonts, *title.fonts, *more)
    own = (
        f".reader{{--text-font:{letters.stack};--title-font:{title.stack};"
        f"--said-font:{letters.stack};"
        f"--accent-light:{look.accent};--accent-dark:{look.on_dark}}}"
    )
    rules = "".join(font.rule_from(_data(MIME, font.content)) for font in fonts)
    return rules + leaves.style() + own + _BODY


def _leaf(page: Page, made: PageFiles) -> Leaf:
    sound = page.sound if made.sound else None
    return Leaf(
        number=page.number,
        stanzas=stanzas(page),
        rtl=page.rtl,
        picture=_picture(page.image, made.picture) if page.image and made.picture else None,
        sound=_data("audio/mpeg", made.sound) if made.sound else None,
        estimated=bool(sound and estimated(sound.words)),
        music=(_data("audio/mpeg", page.music.content), page.music.round_s) if page.music else None,
    )


def _picture(image: Image, content: bytes) -> Picture:
    return Picture(
        address=_data("image/webp", content), alt=image.alt, width=image.width, height=image.height
    )


def _data(mime: str, content: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(content).decode('ascii')}"
