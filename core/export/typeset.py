"""The fonts of the printed book: which characters they have, and text set in them.

DejaVu Serif, with DejaVu Sans for what it lacks, lies in `fonts/`, so that a book looks the same on
every machine. Right-to-left lines are drawn by Pillow (which shapes them) and placed as pictures.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER: Final = Path(__file__).parent / "fonts"
SERIF, BOLD, SANS = "StudioSerif", "StudioSerif-Bold", "StudioSans"
_FILES: Final = {
    SERIF: "DejaVuSerif.ttf",
    BOLD: "DejaVuSerif-Bold.ttf",
    SANS: "DejaVuSans.ttf",
}
_MISSING: Final = "□"
_SILENT: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
"""Joiners and direction marks: nothing to see, so nothing is missing."""


@cache
def characters(name: str) -> frozenset[int]:
    """Code points that a font has; registers it at the first call."""
    font = TTFont(name, str(FOLDER / _FILES[name]))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def missing(text: str) -> list[str]:
    """Characters that none of the fonts has, in order, each once."""
    known = characters(SERIF) | characters(SANS)
    return list(
        dict.fromkeys(
            c for c in text if ord(c) not in known and not c.isspace() and c not in _SILENT
        )
    )


def markup(text: str, base: str = SERIF) -> str:
    """Text as reportlab's paragraph markup, each character in a font that has it."""
    runs: list[tuple[str, str]] = []
    for c in text:
        if c in _SILENT or (unicodedata.category(c) == "Cc" and not c.isspace()):
            continue
        font = next((f for f in (base, SERIF, SANS) if ord(c) in characters(f)), None)
        if c.isspace():
            font, c = (runs[-1][0] if runs else base), " "
        elif font is None:
            font, c = SANS, _MISSING
        if runs and runs[-1][0] == font:
            runs[-1] = (font, runs[-1][1] + c)
        else:
            runs.append((font, c))
    return "".join(
        escape(part) if font == base else f'<font name="{font}">{escape(part)}</font>'
        for font, part in runs
    )


def right_to_left(text: str) -> bool:
    """Whether a paragraph reads from right to left (by its first strong character)."""
    for c in text:
        direction = unicodedata.bidirectional(c)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def drawn_lines(
    text: str, *, width: float, size: float, colour: tuple[int, int, int], scale: int = 4
) -> list[Image.Image]:
    """Right-to-left text as transparent pictures, one a line; `width` and `size` in points."""
    font = ImageFont.truetype(
        str(FOLDER / _FILES[SANS]), round(size * scale), layout_engine=ImageFont.Layout.RAQM
    )
    known = characters(SANS)
    shown = "".join(c if ord(c) in known or c.isspace() or c in _SILENT else _MISSING for c in text)
    lines: list[str] = []
    for word in shown.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer, direction="rtl") <= width * scale:
            lines[-1] = longer
        else:
            lines.append(word)
    pictures = []
    for line in lines:
        picture = Image.new("RGBA", (round(width * scale), round(size * scale * 1.6)))
        ImageDraw.Draw(picture).text(
            (picture.width, round(size * scale * 1.2)),
            line,
            font=font,
            fill=(*colour, 255),
            anchor="rs",
            direction="rtl",
        )
        pictures.append(picture)
    return pictures
