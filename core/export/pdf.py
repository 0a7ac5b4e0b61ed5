"""The book on paper and as pictures of its pages, set by Typst from the templates beside.

One template a layout (`templates/`); sizes, bleed and booklets are the same for all of them.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typst

from core.errors import StudioError
from core.export.book import Book, Print
from core.export.fonts import fonts
from core.export.setting import SIZES, book_json
from picturebook.drawing.shadows import baked

TEMPLATES: Final = Path(__file__).parent / "templates"
SCREENS: Final = {"wide": (1920, 1080), "tall": (1080, 1920)}
"""Pages as pictures for films, in pixels."""
BLEED_MM: Final = 3.0
_PPI: Final = 144
"""Pixels an inch of pictures: a page 1920 pixels wide is set as one of 960 points."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page of a book as a picture.

    `part` is "cover", "title", "page", "made" (the colophon) or "back"; `page` is the book's page
    (from 0), None for the others.  A page too long for one sheet has several.
    """

    part: str
    page: int | None
    content: bytes


def book_pdf(book: Book, how: Print | None = None) -> bytes:
    """The book as PDF, tagged for people who hear it (PDF/UA-1); the same bytes each time.

    `how` it is printed is the book's own choice unless given.  A booklet is imposed on A4 sheets
    for a printer and has no tags.
    """
    how = how or book.printing
    booklet = how.paper == "booklet"
    size = SIZES[how.paper]
    bleed = BLEED_MM if how.bleed and not booklet else 0.0
    data = book_json(book, size, bleed=bleed, settings=how.settings)
    with _Press(book, how.layout, data) as press:
        return press.booklet() if booklet else press.pdf()


def imposition(pages: int, *, rtl: bool = False) -> list[tuple[int, int]]:
    """Pages (from 0) left and right on each side of paper of a booklet, front and back in turn.

    `pages` must be divisible by four.  Printed on both sides, turned over at the short edge, laid
    on each other and folded in the middle with the first side outside, they follow one another.
    """
    if pages % 4:
        raise ValueError(f"A booklet of {pages} pages has half a sheet.")
    sides = []
    for k in range(pages // 2):
        side = (pages - 1 - k, k) if k % 2 == 0 else (k, pages - 1 - k)
        sides.append(side[::-1] if rtl else side)
    return sides


def pages_png(
    book: Book,
    layout: str = "beside",
    *,
    pixels: tuple[int, int] = SCREENS["wide"],
    parts: Sequence[str] = ("cover", "title", "page", "made"),
) -> list[Sheet]:
    """Pages as PNG of a size, in order; text is made smaller rather than cut off."""
    size = (pixels[0] * 25.4 / _PPI, pixels[1] * 25.4 / _PPI)
    data = book_json(book, size, parts=parts)
    with _Press(book, layout, data) as press:
        return press.sheets()


def words_png(book: Book, pages: Sequence[Any], pixels: tuple[int, int]) -> list[Sheet]:
    """Words of pages alone, on nothing, as PNG of a size; `templates/film.typ` says what `pages`
    holds.  Texts that are too long have several sheets."""
    size = (pixels[0] * 25.4 / _PPI, pixels[1] * 25.4 / _PPI)
    data = {**book_json(book, size, parts=()), "film": pages}
    with _Press(book, "film", data) as press:
        return press.sheets()


class _Press:
    """A folder with the templates and a book's pictures, for Typst, which sees nothing else."""

    def __init__(self, book: Book, layout: str, data: dict[str, Any]) -> None:
        self._book, self._layout, self._data = book, layout, data

    def __enter__(self) -> "_Press":
        self._folder = tempfile.TemporaryDirectory(prefix="storybook-")
        self._root = Path(self._folder.name)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, self._root)
        for name, content in _pictures(self._book):
            (self._root / name).write_bytes(content)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def pdf(self) -> bytes:
        """The PDF; tagged as PDF/UA wants it, or simply tagged where it refuses a character."""
        try:
            return bytes(self._set(self._layout, format="pdf", pdf_standards=["ua-1"]))
        except StudioError:
            return bytes(self._set(self._layout, format="pdf"))

    def booklet(self) -> bytes:
        """The PDF two pages a side; blank pages before the back cover fill the last sheet."""
        pages = self._marks()[-1]["at"]
        self._data["filler"] = -pages % 4
        (self._root / "pages.pdf").write_bytes(self.pdf())
        sides = {
            "title": self._data["title"],
            "width": self._data["width"],
            "height": self._data["height"],
            "order": imposition(pages + self._data["filler"], rtl=self._book.rtl),
        }
        (self._root / "sides.json").write_text(json.dumps(sides), "utf-8")
        return bytes(self._set("booklet", format="pdf"))

    def sheets(self) -> list[Sheet]:
        """All pages as PNG, with what they are."""
        marks = self._marks()
        found = self._set(self._layout, format="png", ppi=_PPI)
        sheets = []
        for number, content in enumerate(found if isinstance(found, list) else [found], 1):
            mark = [mark for mark in marks if mark["at"] <= number][-1]
            page = None if mark["number"] is None else mark["number"] - 1
            sheets.append(Sheet(part=mark["part"], page=page, content=content))
        return sheets

    def _marks(self) -> list[dict[str, Any]]:
        """Where each part begins: `part`, `number` of a page, `at` (the sheet, from 1)."""
        compiler = self._compiler(self._layout)
        said = compiler.query("<sheet>", field="value")
        return json.loads(said) if isinstance(said, str) else said

    def _set(self, template: str, **options: Any) -> Any:
        try:
            return self._compiler(template).compile(timestamp=0, **options)
        except typst.TypstError as error:
            raise StudioError(
                f"The pages of this book could not be set ({error.message}); choose another layout."
            ) from error

    def _compiler(self, template: str) -> typst.Compiler:
        (self._root / "book.json").write_text(json.dumps(self._data, ensure_ascii=False), "utf-8")
        path = self._root / f"{template}.typ"
        return typst.Compiler(str(path), root=str(self._root), font_paths=fonts())


def _pictures(book: Book) -> Iterable[tuple[str, bytes]]:
    images = {f"page-{page.number}": page.image for page in book.pages}
    for name, image in {**images, "cover": book.cover}.items():
        if image is not None:
            yield f"{name}.{image.suffix}", image.content
            if image.svg:
                yield f"{name}.svg", baked(image.svg)
