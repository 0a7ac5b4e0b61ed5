"""The forms in which a book leaves the studio: one entry each, found by pages and command line.

Another form is another entry: what it is for, how its file ends, what writes it, and what it needs
that may be missing here.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from core.errors import BadInput, StorageError, StudioError, UnknownName
from core.export.book import Book
from core.export.epub import book_epub
from core.export.folder import book_zip
from core.export.pdf import book_pdf
from core.export.readalong import book_html


class Work(Protocol):
    """What a format may ask of the world while it is being written."""

    def note(self, message: str, done: int | None = None, total: int | None = None) -> None:
        """Say what is being done, and how far it is."""

    def check(self) -> None:
        """Raise `Cancelled` if nobody wants it any longer."""


Write = Callable[[Book, Path, Work], None]
"""Writes a book to a path (a file that is not there yet, with the format's ending)."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A form of the book.

    `label` and `blurb` are for people; `ending` is that of its file ("-fixed.epub" too); `lacking`
    says in one sentence why it cannot be made here, or "".  `page_s`: about how many seconds a page
    takes on two cores.  `icon`: a Material symbol.
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
            " voice. No network needed.",
            ending=".html",
            mime="text/html",
            write=_bytes(lambda book, work: book_html(book, work.check)),
            page_s=0.2,
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
    )
}


def form_of(name: str) -> Format:
    """The format of that id; `UnknownName` lists the others."""
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name]


def forms_of(names: str) -> list[Format]:
    """Formats from a list as people write it: "pdf, epub"; each once, in that order."""
    wanted = [name.strip().lower() for name in names.split(",")]
    forms = [form_of(name) for name in dict.fromkeys(filter(None, wanted))]
    if not forms:
        raise BadInput(f"No format was named; the known ones are: {', '.join(sorted(FORMATS))}.")
    return forms


def file_stem(title: str) -> str:
    """A title as the name of a file, safe on every system."""
    words = re.sub(r"[^\w\- ]+", "", title).strip().replace(" ", "-")[:60].strip("-_")
    return words or "story"


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
    partial = path.with_name(f".{path.name[-80:]}.{secrets.token_hex(4)}.part{form.ending}")
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
