"""The read-along web page: one file with everything inside, for any browser, without a network.

Text, pictures and sound stand in the page itself, so that it can be read where scripts do not run
(a phone's preview of a file); the script turns pages, and lights words while they are spoken.
A Content-Security-Policy lets nothing in from outside; text from people is always escaped.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from core.export.book import Book, Image, Page
from core.export.lines import Run, estimated, stanzas, writable
from core.export.looks import Look, look_of
from core.export.media import PageFiles, files, webp
from core.export.webfonts import MIME, faces

_HERE: Final = Path(__file__).parent
Check = Callable[[], None]


def book_html(book: Book, check: Check = lambda: None) -> bytes:
    """The book as one HTML file; the same book gives the same bytes.

    `check` is called between pages and may raise, to stop.
    """
    style = _style(book, look_of(book.request.mood))
    script = (_HERE / "page.js").read_text("utf-8")
    parts = [
        "<!doctype html>",
        f'<html lang="{_text(book.language)}" dir="{_direction(book.rtl)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
        '<meta name="generator" content="Storybook Studio">',
        *([f'<meta name="author" content="{_text(book.about.author)}">'] * bool(book.about.author)),
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_text(book.title)}</title>",
        f"<style>{style}</style></head>",
        "<body>",
        _bar(book),
        '<main id="book" tabindex="-1">',
        _cover(book),
    ]
    made = zip(book.pages, files(book.pages, webp, check), strict=True)
    parts += [_page(page, of_page) for page, of_page in made]
    parts += [
        _last(book),
        "</main>",
        _turning(book),
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


def _style(book: Book, look: Look) -> str:
    letters = faces(writable(book.text), book.language, name="Text")
    title = faces(writable(book.title), book.language, name="Title", display=True, weight=700)
    values = {
        "ACCENT-DARK": look.on_dark,
        "ACCENT": look.accent,
        "TEXT": letters.stack,
        "TITLE": title.stack,
    }
    style = (_HERE / "page.css").read_text("utf-8")
    for name, value in values.items():
        style = style.replace(f"${name}", value)
    fonts = (*letters.fonts, *title.fonts)
    return "".join(font.rule_from(_data(MIME, font.content)) for font in fonts) + style


def _bar(book: Book) -> str:
    return (
        '<header class="bar" lang="en" dir="ltr">'
        f'<span class="name" lang="{_text(book.language)}" dir="auto">{_text(book.title)}</span>'
        '<button id="smaller" aria-label="Smaller text">A−</button>'
        '<button id="larger" aria-label="Larger text">A+</button>'
        '<button id="theme" aria-label="Dark or light">◐</button></header>'
    )


def _turning(book: Book) -> str:
    heard = any(page.sound for page in book.pages)
    sound = (
        '<button id="play" class="play" aria-label="Read aloud"></button>'
        '<label class="auto"><input type="checkbox" id="auto" checked>Turn the pages</label>'
    )
    return (
        f'<nav class="turn" lang="en" dir="{_direction(book.rtl)}" aria-label="Pages">'
        '<input id="seek" type="range" min="0" max="1" step="0.05" value="0" hidden'
        ' dir="ltr" aria-label="Position in the narration">'
        '<div class="row"><button id="back" aria-label="Back"></button>'
        f"{sound if heard else ''}"
        '<span id="where" class="where" aria-live="polite"></span>'
        '<button id="next" aria-label="Next"></button></div></nav>'
    )


def _cover(book: Book) -> str:
    about = book.about
    lines = [
        f'<h1 dir="auto">{_text(book.title)}</h1>',
        *([f'<p class="by" dir="auto">{_text(about.author)}</p>'] * bool(about.author)),
        *(
            [
                f'<p class="by"><span lang="en">Pictures by</span> <bdi>'
                f"{_text(about.illustrator)}</bdi></p>"
            ]
            * bool(about.illustrator)
        ),
        *([f'<p class="age" lang="en">For ages {_text(about.age)}</p>'] * bool(about.age)),
        *(
            [f'<p class="dedication" dir="auto">{_text(about.dedication)}</p>']
            * bool(about.dedication)
        ),
    ]
    picture = _picture(book.cover, webp(book.cover)) if book.cover else ""
    return (
        f'<section class="page cover{"" if picture else " bare"}" lang="{_text(book.language)}"'
        f' aria-label="Cover">{picture}<div class="leaf">{"".join(lines)}</div></section>'
    )


def _page(page: Page, made: PageFiles) -> str:
    picture = _picture(page.image, made.picture) if page.image and made.picture else ""
    sound = ""
    if page.sound and made.sound:
        sound = f'<audio controls preload="none" src="{_data("audio/mpeg", made.sound)}"></audio>'
        if estimated(page.sound.words):
            sound += (
                '<p class="about" lang="en" dir="ltr">This voice does not say when it speaks which '
                "word: the words are lit by estimate.</p>"
            )
    latin = " latin" if page.text[:1].isascii() and page.text[:1].isalpha() else ""
    return (
        f'<article class="page{"" if picture else " bare"}" id="p{page.number}"'
        f' aria-label="Page {page.number}">{picture}<div class="leaf">'
        f'<div class="text{latin}" dir="{_direction(page.rtl)}">{"".join(_stanzas(page))}</div>'
        f'{sound}<p class="folio">{page.number}</p></div></article>'
    )


def _stanzas(page: Page) -> Iterator[str]:
    for stanza in stanzas(page):
        yield f"<p>{'<br>'.join(''.join(map(_run, line)) for line in stanza)}</p>"


def _run(run: Run) -> str:
    if run.word is None:
        return _text(run.text)
    start, end = round(run.word.start_s * 1000), round(run.word.end_s * 1000)
    return f'<span data-s="{start}" data-e="{end}">{_text(run.text)}</span>'


def _last(book: Book) -> str:
    said = "".join(f"<p>{_text(line)}</p>" for line in book.colophon.sentences)
    return (
        '<section class="page last bare" lang="en" dir="ltr" aria-label="About this book">'
        f'<div class="leaf"><p class="end" dir="auto">{_text(book.title)}</p>{said}</div></section>'
    )


def _picture(image: Image, content: bytes) -> str:
    return (
        f'<div class="picture"><img alt="{_text(image.alt)}" width="{image.width}"'
        f' height="{image.height}" src="{_data("image/webp", content)}"></div>'
    )


def _data(mime: str, content: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(content).decode('ascii')}"


def _direction(rtl: bool) -> str:
    return "rtl" if rtl else "ltr"


def _text(text: str) -> str:
    return escape(writable(text))
