"""The pages of an e-book with fixed layout: like a picture book's, broad, picture beside the text.

The letters are in the book, cut down to those that it uses, so that the text stands everywhere as
it was measured here; its size is one for all pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.export.book import Book, Image, Page
from core.export.epub import pages
from core.export.epub.fitting import GAP, LEADING, Box, Filled, fill
from core.export.epub.parts import (
    TYPE,
    Check,
    Document,
    Element,
    H,
    Overlay,
    Parts,
    Resource,
    xhtml,
)
from core.export.lines import stanzas, writable
from core.export.looks import look_of
from core.export.media import jpeg
from core.export.webfonts import MIME, faces

WIDTH: Final = 1600
HEIGHT: Final = 1000
"""A page in pixels: broad, as tablets are when two people look at them."""
_MARGIN: Final = 60
_COLUMNS: Final = (870, 760, 640)
"""How broad pictures are at most: the largest with which every page has room for its text."""
_GAP: Final = 60
_FOOT: Final = 50
"""Room for the page's number."""
_BROAD: Final = 1.25
"""A picture so much wider than high stands above its text."""
_SIZES: Final = (46, 42, 38, 35, 32, 30, 28, 26)
_TITLES: Final = (110, 96, 84, 72, 60, 50, 40, 32)
_STYLE: Final = pages.STYLE
_FRONT: Final = "images/front.jpg"
_ALWAYS: Final = "0123456789"
"""Letters of the numbers of pages."""
_CSS: Final = """
html, body {{ margin: 0; padding: 0; }}
body {{ position: relative; width: {width}px; height: {height}px; overflow: hidden;
  background-color: #fdf8ee; color: #2f2a3a; font-family: {text}; }}
body.front {{ background-color: {accent}; color: #ffffff; }}
p {{ margin: 0 0 {gap}em; }}
.picture {{ position: absolute; }}
.picture img {{ display: block; width: 100%; height: 100%; border-radius: 28px; }}
.text {{ position: absolute; font-size: {size}px; line-height: {leading};
  overflow-wrap: break-word; }}
.text p:last-child {{ margin-bottom: 0; }}
.folio {{ position: absolute; left: 0; top: 940px; width: {width}px; text-align: center;
  font-size: 24px; line-height: 1.5; color: #6d6577; }}
h1 {{ margin: 0; font-family: {display}; font-weight: 400; line-height: 1.15;
  overflow-wrap: break-word; }}
.names {{ position: absolute; text-align: center; font-size: 32px; line-height: 1.5; }}
.names p {{ margin: 0.4em 0 0; }}
.-epub-media-overlay-active {{ background-color: {accent}; color: #ffffff; border-radius: 8px; }}
"""


@dataclass(frozen=True)
class _Place:
    """A rectangle on the page, in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        return Box(self.width, self.height)

    def style(self, rtl: bool = False, height: bool = True) -> str:
        """Where it is, mirrored in books that open from the right."""
        left = WIDTH - self.left - self.width if rtl else self.left
        tall = f" height: {self.height:.0f}px;" if height else ""
        return f"left: {left:.0f}px; top: {self.top:.0f}px; width: {self.width:.0f}px;{tall}"


_WHOLE: Final = _Place(200, _MARGIN, WIDTH - 400, HEIGHT - 2 * _MARGIN - _FOOT)


def parts(book: Book, check: Check) -> Parts:
    """All pages and what they use."""
    return _Layout(book).parts(check)


class _Layout:
    """Lays one book out."""

    def __init__(self, book: Book) -> None:
        self.book = book
        about = book.about
        said = (about.author, about.illustrator, about.dedication, about.age)
        more = "".join(said) + "".join(book.colophon.sentences) + _ALWAYS + book.phrases.letters
        self.text = faces(writable(book.text + more), book.language, name="Text")
        self.display = faces(
            writable(book.title), book.language, name="Title", display=True, weight=700
        )
        self.column, self.size, self.sheets = self._fitted()

    def parts(self, check: Check) -> Parts:
        """All pages and what they use."""
        found = Parts()
        found.resources.append(Resource(path=_STYLE, mime="text/css", content=self._css().encode()))
        for font in (*self.text.fonts, *self.display.fonts):
            path = f"fonts/{font.file}"
            found.resources.append(Resource(path=path, mime=MIME, content=font.content))
        found.resources.append(pages.cover_file(self.book))
        if self.book.cover:
            front = Resource(path=_FRONT, mime="image/jpeg", content=jpeg(self.book.cover))
            found.resources.append(front)
        found.documents.append(self._cover())
        if self.book.about.dedication:
            found.documents.append(self._dedication())
        found.resources += pages.page_files(self.book, check)
        for page, sheets in zip(self.book.pages, self.sheets, strict=True):
            found.documents += self._page(page, sheets)
        found.documents.append(self._colophon())
        return found

    def _fitted(self) -> tuple[int, int, list[list[Filled]]]:
        """Breadth of pictures, size of letters, and the text of every page as sheets."""
        best: tuple[int, int, list[list[Filled]]] | None = None
        for column in _COLUMNS:
            size, sheets = self._sheets(column)
            if best is None or sum(map(len, sheets)) < sum(map(len, best[2])):
                best = column, size, sheets
            if sum(map(len, best[2])) == len(self.book.pages):
                break
        assert best is not None
        return best

    def _sheets(self, column: int) -> tuple[int, list[list[Filled]]]:
        """The largest size with which every page that can stand on one sheet does."""
        best: tuple[int, list[list[Filled]]] | None = None
        for size in reversed(_SIZES):
            sheets = [self._fill(page, size, column) for page in self.book.pages]
            if best and sum(map(len, sheets)) > sum(map(len, best[1])):
                break
            best = size, sheets
        assert best is not None
        return best

    def _fill(self, page: Page, size: int, column: int) -> list[Filled]:
        first = _places(page.image, column)[1].box
        return fill(stanzas(page), size, first, _WHOLE.box, self.text.width)

    def _css(self) -> str:
        rules = [font.rule for font in (*self.text.fonts, *self.display.fonts)]
        return "\n".join(rules) + _CSS.format(
            width=WIDTH, height=HEIGHT, size=self.size, leading=LEADING, gap=GAP,
            text=self.text.stack, display=self.display.stack,
            accent=look_of(self.book.request.mood).accent,
        )  # fmt: skip

    def _page(self, page: Page, sheets: list[Filled]) -> Iterator[Document]:
        for i, sheet in enumerate(sheets):
            picture, place = _places(page.image, self.column) if i == 0 else (None, _WHOLE)
            section = H.section(
                {TYPE: "chapter", "aria-label": self.book.phrases.page.format(page.number)}
            )
            if page.image and picture:
                section.append(_picture(page.image, pages.picture_path(page), picture, page.rtl))
            top = place.top + max(place.height - sheet.height, 0) / 2
            lowered = _Place(place.left, top, place.width, sheet.height)
            style = {"class": "text", "style": lowered.style(page.rtl, height=False)}
            direction = {"dir": "rtl" if page.rtl else "ltr"}
            text = H.div(*pages.paragraphs(sheet.stanzas), {**style, **direction}, id="text")
            section.append(text)
            section.append(H.div(str(page.number), {"class": "folio", "dir": "ltr"}))
            name = f"page-{page.number:02}" + (f"-{i + 1}" if i else "")
            yield self._document(
                name,
                pages.page_title(page),
                section,
                overlay=_overlay(page, sheet, first=i == 0),
                listed=i == 0,
            )

    def _cover(self) -> Document:
        section = H.section({TYPE: "cover", "aria-label": self.book.phrases.cover})
        place = _WHOLE
        if self.book.cover:
            picture, place = _places(self.book.cover, _COLUMNS[0])
            section.append(_picture(self.book.cover, _FRONT, picture, self.book.rtl))
        names = list(pages.about_lines(self.book))[1:]
        names = [name for name in names if name.get("class") != "dedication"]
        size, height = self._title(place)
        top = place.top + max(place.height - height - 60 * len(names), 0) / 2
        where = _Place(place.left, top, place.width, 0).style(self.book.rtl, height=False)
        title = H.h1(self.book.title, {"style": f"font-size: {size}px;"})
        section.append(H.div(title, *names, {"class": "names", "style": where, "dir": "auto"}))
        return self._document("cover", self.book.phrases.cover, section, kind="front")

    def _title(self, place: _Place) -> tuple[int, float]:
        """The largest size in which the title fits, and how high it is then."""
        for size in _TITLES:
            lines, at = 1, 0.0
            words = self.book.title.split()
            widest = 0.0
            for word in words:
                wide = self.display.width(word + " ", size)
                widest = max(widest, wide)
                if at and at + wide > place.width * 0.95:
                    lines, at = lines + 1, 0.0
                at += wide
            height = lines * size * 1.15
            if widest <= place.width * 0.95 and height <= place.height * 0.7:
                break
        return size, height

    def _dedication(self) -> Document:
        place = _Place(200, 420, WIDTH - 400, 0).style(height=False)
        line = list(pages.about_lines(self.book))[-1]
        line.set("dir", "auto")
        section = H.section(H.div(line, {"class": "names", "style": place}), {TYPE: "dedication"})
        return self._document("title", "Dedication", section)

    def _colophon(self) -> Document:
        place = _Place(200, 360, WIDTH - 400, 0).style(height=False)
        lines = H.div(*pages.colophon_lines(self.book), {"class": "names", "style": place})
        section = H.section(lines, {TYPE: "colophon", **pages.in_its_language(self.book)})
        return self._document("colophon", self.book.phrases.about, section)

    def _document(
        self,
        name: str,
        title: str,
        section: Element,
        *,
        overlay: Overlay | None = None,
        listed: bool = True,
        kind: str = "inner",
    ) -> Document:
        content = xhtml(
            H.body(section, {"class": kind}),
            title=title,
            language=self.book.language,
            rtl=self.book.rtl,
            stylesheet=_STYLE,
            viewport=(WIDTH, HEIGHT),
        )
        return Document(name=name, title=title, content=content, overlay=overlay, listed=listed)


def _places(image: Image | None, column: int) -> tuple[_Place, _Place]:
    """Where a page's picture and its text stand."""
    if image is None:
        return _Place(0, 0, 0, 0), _WHOLE
    ratio = image.width / image.height
    if ratio >= _BROAD:
        width = min(WIDTH - 2 * _MARGIN, 0.6 * HEIGHT * ratio)
        height = width / ratio
        below = _MARGIN + height + 30
        return (
            _Place((WIDTH - width) / 2, _MARGIN, width, height),
            _Place(_MARGIN, below, WIDTH - 2 * _MARGIN, HEIGHT - _MARGIN - _FOOT - below),
        )
    width = min(column, (HEIGHT - 2 * _MARGIN) * ratio)
    height = width / ratio
    left = _MARGIN + (column - width) / 2
    start = _MARGIN + column + _GAP
    top = (HEIGHT - height) / 2
    return (
        _Place(left, top, width, height),
        _Place(start, _MARGIN, WIDTH - _MARGIN - start, HEIGHT - 2 * _MARGIN - _FOOT),
    )


def _picture(image: Image, path: str, place: _Place, rtl: bool) -> Element:
    return H.div(pages.image(path, image.alt), {"class": "picture", "style": place.style(rtl)})


def _overlay(page: Page, sheet: Filled, *, first: bool) -> Overlay | None:
    """When the words of a sheet are spoken; one without any has the sound on its first sheet."""
    spoken = [run.number for s in sheet.stanzas for line in s for run in line if run.word]
    if spoken:
        return pages.overlay(page, range(spoken[0], spoken[-1] + 1))
    return pages.overlay(page) if first and page.sound and not page.sound.words else None
