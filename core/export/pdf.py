"""The book on paper: square pages, a cover, a page for each segment, a page on how it was made."""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core.export.book import Book
from core.export.typeset import BOLD, SERIF, drawn_lines, markup, missing, right_to_left
from core.story import MOODS, STYLES
from core.text import count_words

SIDE: Final = 210 * mm
MARGIN: Final = 18 * mm
_PAPER: Final = HexColor("#FDF8EE")
_INK: Final = HexColor("#2F2A3A")
_QUIET: Final = HexColor("#857C8F")
_ACCENTS: Final = {
    "romance": "#C9587F",
    "comedy": "#E09A2B",
    "scary": "#5B4B8A",
    "action": "#C8482F",
    "cartoonish": "#2A9D8F",
    "funny": "#D9702B",
    "poetic": "#6C8EBF",
    "noir": "#4A4E5A",
    "bedtime": "#3D5A98",
}
_SIZES: Final = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
"""Sizes of the text in points: the largest with which a page's text fits."""


def book_pdf(book: Book) -> bytes:
    """The book as PDF; the same book gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(SIDE, SIDE), invariant=1)
    canvas.setTitle(book.title)
    canvas.setSubject(f"A picture book, mood: {_mood(book)}")
    canvas.setCreator("Storybook Studio")
    _Book(canvas, book).draw()
    canvas.save()
    return out.getvalue()


def _mood(book: Book) -> str:
    mood = MOODS.get(book.request.mood)
    return mood.label if mood else book.request.mood


def _style(size: float, *, font: str = SERIF, centred: bool = False, colour: Color = _INK):
    return ParagraphStyle(
        f"{font}-{size}",
        fontName=font,
        fontSize=size,
        leading=size * 1.5,
        alignment=TA_CENTER if centred else TA_LEFT,
        textColor=colour,
        splitLongWords=1,
    )


class _Book:
    """Draws one book on a canvas."""

    def __init__(self, canvas: Canvas, book: Book) -> None:
        self.canvas = canvas
        self.book = book
        self.accent = HexColor(_ACCENTS.get(book.request.mood, "#5B4B8A"))
        self.number = 0
        missing("")  # Registers the fonts.

    def draw(self) -> None:
        """Cover, pages, colophon."""
        self._cover()
        for page in self.book.pages:
            picture = self._picture(page.image)
            self._page(picture, page.text)
        self._colophon()

    # -- pages --------------------------------------------------------------------------------
    def _cover(self) -> None:
        self._paper()
        canvas, book = self.canvas, self.book
        canvas.setFillColor(self.accent)
        canvas.rect(0, 0, SIDE, SIDE, stroke=0, fill=1)
        canvas.setFillColor(_PAPER)
        canvas.roundRect(9 * mm, 9 * mm, SIDE - 18 * mm, SIDE - 18 * mm, 6 * mm, stroke=0, fill=1)
        picture = self._picture(book.cover)
        edge = 20 * mm
        top = SIDE - edge
        if picture:
            top = self._place(picture, top, 132 * mm, SIDE - 2 * edge) - 4 * mm
        room = top - edge - 8 * mm
        for size in (36.0, 32.0, 28.0, 24.0, 20.0, 16.0, 12.0):
            style = _style(size, font=BOLD, centred=True)
            style.leading = size * 1.25
            title = Paragraph(markup(book.title, BOLD), style)
            height = title.wrap(SIDE - 2 * edge, room)[1]
            if height <= room and (height <= 1.5 * size or size <= 20):
                break
        top -= max(room - height, 0) / 2
        if right_to_left(book.title):
            top = self._drawn(book.title, top, size, centred=True)
        else:
            title.drawOn(canvas, edge, top - height)
            top -= height
        hero = f" with {book.request.hero}" if book.request.hero else ""
        below = Paragraph(
            markup(f"{_mood(book)} · a picture book{hero}"),
            _style(11, centred=True, colour=_QUIET),
        )
        height = below.wrap(SIDE - 2 * edge, SIDE)[1]
        below.drawOn(canvas, edge, top - 3 * mm - height)
        canvas.showPage()

    def _page(self, picture: Image.Image | None, text: str) -> None:
        paragraphs = [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]
        self._paper()
        top = SIDE - MARGIN
        if picture:
            words = count_words(text)
            tall = 128 * mm if words <= 45 else 116 * mm if words <= 75 else 96 * mm
            top = self._place(picture, top, tall, SIDE - 2 * MARGIN) - 8 * mm
        size = next((s for s in _SIZES if self._height(paragraphs, s) <= top - 20 * mm), 10.0)
        space = top - 20 * mm - self._height(paragraphs, size)
        if not picture:
            top -= max(space / 2, 0)
        for paragraph in paragraphs:
            top = self._flow(paragraph, top, size) - size * 0.6
        self._finish_page()

    def _colophon(self) -> None:
        book, request = self.book, self.book.request
        self._paper()
        self.canvas.setFillColor(self.accent)
        for side, radius in ((-1, 1.1), (0, 1.8), (1, 1.1)):
            x = SIDE / 2 + side * 7 * mm
            self.canvas.circle(x, SIDE - 44 * mm, radius * mm, stroke=0, fill=1)
        style = STYLES.get(request.style)
        details = book.details
        models = details.get("models") or {}
        top = SIDE - 58 * mm
        if right_to_left(book.title):
            top = self._drawn(book.title, top, 13, centred=True)
        lines = [
            "" if right_to_left(book.title) else f"<b>{markup(book.title, BOLD)}</b>",
            f"{count_words(book.text)} words · {len(book.pages)} pages · mood: {_mood(book)} · "
            f"style: {style.label if style else request.style}",
            f"Preset: {markup(request.preset)} · seed: {request.seed} · "
            f"made on: {markup(str(details.get('device', 'cpu')))}",
            *[f"{markup(str(role))}: {markup(str(model))}" for role, model in models.items()],
        ]
        lacking = missing(book.title + book.text)
        if lacking:
            codes = ", ".join(f"U+{ord(c):04X}" for c in lacking[:12])
            more = f" and {len(lacking) - 12} others" if len(lacking) > 12 else ""
            lines.append(
                "The book's font does not have every character of this story; "
                f"these are shown as □: {codes}{more}."
            )
        lines.append("Made with Storybook Studio.")
        for i, line in enumerate(lines):
            last = i == len(lines) - 1
            style_ = _style(10.5 if i else 13, centred=True, colour=_QUIET if last else _INK)
            line = line.replace("<b>", f'<font name="{BOLD}">').replace("</b>", "</font>")
            paragraph = Paragraph(line, style_)
            height = paragraph.wrap(SIDE - 2 * MARGIN - 20 * mm, SIDE)[1]
            paragraph.drawOn(self.canvas, MARGIN + 10 * mm, top - height)
            top -= height + (4 * mm if i in (0, len(lines) - 2) else 1 * mm)
        self.canvas.showPage()

    # -- pieces -------------------------------------------------------------------------------
    def _paper(self) -> None:
        self.canvas.setFillColor(_PAPER)
        self.canvas.rect(0, 0, SIDE, SIDE, stroke=0, fill=1)

    def _finish_page(self) -> None:
        self.number += 1
        canvas = self.canvas
        canvas.setFillColor(_QUIET)
        canvas.setFont(SERIF, 9)
        canvas.drawCentredString(SIDE / 2, 10 * mm, str(self.number))
        canvas.setStrokeColor(self.accent)
        canvas.setLineWidth(0.8)
        for side in (-1, 1):
            x = SIDE / 2 + side * 6 * mm
            canvas.line(x, 11.2 * mm, x + side * 10 * mm, 11.2 * mm)
        canvas.showPage()

    def _picture(self, picture) -> Image.Image | None:
        return Image.open(io.BytesIO(picture.content)).convert("RGB") if picture else None

    def _place(self, picture: Image.Image, top: float, tall: float, wide: float) -> float:
        """Draw a picture with round corners below `top`, centred; returns its lower edge."""
        scale = min(tall / picture.height, wide / picture.width)
        width, height = picture.width * scale, picture.height * scale
        left, bottom = (SIDE - width) / 2, top - height
        canvas = self.canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.roundRect(left, bottom, width, height, min(4 * mm, width / 2, height / 2))
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawImage(ImageReader(picture), left, bottom, width, height)
        canvas.restoreState()
        return bottom

    def _height(self, paragraphs: Sequence[str], size: float) -> float:
        width = SIDE - 2 * MARGIN
        total = 0.0
        for text in paragraphs:
            if right_to_left(text):
                total += len(self._lines(text, size)) * size * 1.6
            else:
                total += Paragraph(markup(text), _style(size)).wrap(width, SIDE)[1]
            total += size * 0.6
        return total

    def _flow(self, text: str, top: float, size: float) -> float:
        """Set a paragraph below `top`, on further pages if need be; returns where it ends."""
        if right_to_left(text):
            return self._drawn(text, top, size)
        width = SIDE - 2 * MARGIN
        rest = Paragraph(markup(text), _style(size))
        while True:
            height = rest.wrap(width, SIDE)[1]
            room = top - 20 * mm
            if height <= room:
                rest.drawOn(self.canvas, MARGIN, top - height)
                return top - height
            split = rest.split(width, room)
            if len(split) > 1:
                used = split[0].wrap(width, room)[1]
                split[0].drawOn(self.canvas, MARGIN, top - used)
                rest = split[1]
            self._finish_page()
            self._paper()
            top = SIDE - MARGIN

    def _lines(self, text: str, size: float) -> list[Image.Image]:
        return drawn_lines(text, width=SIDE - 2 * MARGIN, size=size, colour=(0x2F, 0x2A, 0x3A))

    def _drawn(self, text: str, top: float, size: float, *, centred: bool = False) -> float:
        """Right-to-left text as pictures of its lines."""
        for line in self._lines(text, size):
            if top - size * 1.6 < 18 * mm and not centred:
                self._finish_page()
                self._paper()
                top = SIDE - MARGIN
            left, wide = MARGIN, SIDE - 2 * MARGIN
            if centred and (box := line.getbbox()):
                points = wide / line.width
                line = line.crop((box[0], 0, box[2], line.height))
                wide = line.width * points
                left = (SIDE - wide) / 2
            self.canvas.drawImage(
                ImageReader(line), left, top - size * 1.6, wide, size * 1.6, mask="auto"
            )
            top -= size * 1.6
        return top
