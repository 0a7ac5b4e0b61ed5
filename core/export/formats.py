"""The forms in which a book leaves the studio: one entry each, found by pages and command line.

Another form is another entry: what it is for, how its file ends, what writes it, and what it needs
that may be missing here.
"""

import os
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import BadInput, StorageError, StudioError, UnknownName
from core.export.book import Book
from core.export.epub import book_epub
from core.export.film import lacking as no_ffmpeg
from core.export.film import write_film
from core.export.folder import book_zip
from core.export.listening import write_mp3
from core.export.pdf import book_pdf
from core.export.readalong import book_html
from core.export.work import Work as Work
from core.pictures import shortened

Write = Callable[[Book, Path, Work], None]
"""Writes a book to a path (a file that is not there yet, with the format's ending)."""
_STEM_BYTES: Final = 180
"""File systems take names of 255; more is put before and behind these."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A form of the book.

    `label` and `blurb` are for people; `ending` is that of its file ("-fixed.epub" too); `lacking`
    says in one sentence why it cannot be made here, or "".  `page_s`: about how many seconds a page
    takes on two cores.  `icon`: a Material symbol.  `music`: whether music lies below the voice;
    None where there is none to choose.  Forms with music have a sister without (`with_music`).
    """

    id: str
    label: str
    blurb: str
    ending: str
    mime: str
    write: Write
    lacking: Callable[[], str] = lambda: ""
    page_s: float = 0.05
    icon: str = "download"
    music: bool | None = None


class Silent:
    """Work that nobody watches or cancels."""

    def note(self, message: str, done: int | None = None, total: int | None = None) -> None:
        """Nothing."""

    def check(self) -> None:
        """Nothing."""


def _bytes(make: Callable[[Book, Work], bytes]) -> Write:
    def write(book: Book, path: Path, work: Work) -> None:
        content = make(book, work)
        work.check()
        path.write_bytes(content)

    return write


def _film(shape: str, *, music: bool) -> Format:
    wide = shape == "wide"
    voice = "" if music else "-voice"
    return Format(
        id=("mp4" if wide else "mp4-phone") + voice,
        label="Film (MP4)" if wide else "Film for phones (MP4)",
        blurb=f"{'1920 × 1080' if wide else '1080 × 1920, upright'}: pictures move gently, words"
        f" light up with the voice{', over quiet music' if music else ''}; with subtitles.",
        ending=("" if wide else "-phone") + voice + ".mp4",
        mime="video/mp4",
        write=lambda book, path, work: write_film(book, path, work, shape=shape, music=music),
        lacking=no_ffmpeg,
        page_s=20.0,
        icon="movie" if wide else "smartphone",
        music=music,
    )


def _mp3(*, music: bool) -> Format:
    return Format(
        id="mp3" if music else "mp3-voice",
        label="Sound book (MP3)",
        blurb=f"The whole book read aloud{' over quiet music' if music else ''}, with a chapter for"
        " each page.",
        ending=".mp3" if music else "-voice.mp3",
        mime="audio/mpeg",
        write=lambda book, path, work: write_mp3(book, path, work, music=music),
        lacking=no_ffmpeg,
        page_s=2.0,
        icon="headphones",
        music=music,
    )


FORMATS: Final[Mapping[str, Format]] = {
    form.id: form
    for form in (
        Format(
            id="pdf",
            label="PDF",
            blurb="To print, or to read on a large screen.",
            ending=".pdf",
            mime="application/pdf",
            write=_bytes(lambda book, work: book_pdf(book)),
            page_s=0.2,
            icon="picture_as_pdf",
        ),
        Format(
            id="html",
            label="Read-along page",
            blurb="One file that opens in any browser, on a phone too: words light up with the"
            " voice, over quiet music if you like. No network needed.",
            ending=".html",
            mime="text/html",
            write=_bytes(lambda book, work: book_html(book, work.check)),
            page_s=0.6,
            icon="phone_iphone",
        ),
        Format(
            id="epub",
            label="E-book (EPUB)",
            blurb="For e-readers and their apps; the text fits every screen, and is read aloud"
            " where the reader can.",
            ending=".epub",
            mime="application/epub+zip",
            write=_bytes(lambda book, work: book_epub(book, check=work.check)),
            page_s=0.2,
            icon="menu_book",
        ),
        Format(
            id="epub-fixed",
            label="Picture e-book (EPUB)",
            blurb="For tablets: every page laid out as in a picture book, and read aloud where the"
            " reader can.",
            ending="-pages.epub",
            mime="application/epub+zip",
            write=_bytes(lambda book, work: book_epub(book, fixed=True, check=work.check)),
            page_s=0.2,
            icon="tablet",
        ),
        Format(
            id="zip",
            label="All files (ZIP)",
            blurb="Text, pictures, sound and e-book; another studio can open it.",
            ending=".zip",
            mime="application/zip",
            write=_bytes(lambda book, work: book_zip(book)),
            page_s=0.2,
            icon="folder_zip",
        ),
        *(_film(shape, music=music) for music in (True, False) for shape in ("wide", "tall")),
        *(_mp3(music=music) for music in (True, False)),
    )
}


def form_of(name: str) -> Format:
    """The format of that id; `UnknownName` lists the others."""
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name]


def with_music(form: Format, music: bool) -> Format:
    """The same form with or without music; itself where there is none to choose."""
    if form.music is None or form.music == music:
        return form
    return FORMATS[form.id.removesuffix("-voice") if music else f"{form.id}-voice"]


def forms_of(names: str, *, music: bool = True) -> list[Format]:
    """Formats from a list as people write it: "pdf, epub"; each once, in that order.

    Not `music`: those without it are meant.
    """
    wanted = [name.strip().lower() for name in names.split(",")]
    named = [form_of(name) for name in filter(None, wanted)]
    chosen = named if music else [with_music(form, False) for form in named]
    forms = list({form.id: form for form in chosen}.values())
    if not forms:
        raise BadInput(f"No format was named; the known ones are: {', '.join(sorted(FORMATS))}.")
    return forms


def file_stem(title: str) -> str:
    """A title as the name of a file, safe on every system."""
    # Vowel signs are marks, and no letters.
    kept = (c for c in title if c in "-_ " or unicodedata.category(c)[0] in "LMN")
    words = "".join(kept).strip().replace(" ", "-")[:60].strip("-_")
    return shortened(words, _STEM_BYTES) or "story"


def file_name(book: Book, form: Format) -> str:
    """What a book's file is called."""
    return f"{file_stem(book.title)}{form.ending}"


def write(book: Book, form: Format, path: Path, work: Work | None = None) -> Path:
    """Write a book to `path`; there it appears whole or not at all.

    `StudioError` where something is lacking for it, `StorageError` where it cannot be written,
    `Cancelled` when `work` says so.
    """
    if why := form.lacking():
        raise StudioError(why)
    stem = shortened(path.name, _STEM_BYTES)
    partial = path.with_name(f".{stem}.{secrets.token_hex(4)}.part{form.ending}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        form.write(book, partial, work or Silent())
        os.replace(partial, path)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written: {error.strerror or error}; free some space or choose"
            " another folder."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return path
