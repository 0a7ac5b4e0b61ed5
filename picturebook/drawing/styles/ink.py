"""Ink and wash: pale washes that do not quite keep to the lines, and a pen that does."""

from collections.abc import Mapping
from functools import cache

import skia

from picturebook.drawing.colours import PAPER, WHITE, Colour, grey_of, mix, rgb
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import minus
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.crayon import wobbly
from picturebook.drawing.styles.parts import grade, margin, shifted
from picturebook.drawing.styles.sheet import Sheet
from picturebook.drawing.styles.tiles import strokes

_INK: Colour = rgb("2a2438")


class Ink(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "ink"

    def tone(self, colour: Colour) -> Colour:
        """A thin wash; what is very dark stays ink."""
        if sum(colour) / 3 < 0.24:
            return mix(colour, _INK, 0.6)
        return mix(mix(colour, grey_of(colour), 0.22), WHITE, 0.34)

    def form(
        self,
        pen: Canvas,
        path: skia.Path,
        top: Colour,
        low: Colour | None,
        *,
        shadow: float,
        line: float,
        volume: float,
    ) -> None:
        """The wash, its darker pool, and the line."""
        size = grade(path)
        top = self.tone(top)
        low = self.tone(low) if low else mix(top, _INK, 0.10)
        near = pen.far is None
        pen.add(Mark(path, mix(PAPER, top, 0.35)))  # Hides the lines behind it.
        pen.add(Mark(shifted(path, 0.7 * size, 0.6 * size), top, to=low, role="main"))
        if volume > 0 and size > 0.3:
            shade = minus(path, shifted(path, 3.8 * size, -3.2 * size))
            pen.add(Mark(shade, WHITE, 0.85 if near else 0.5, texture="hatch"))
        if line:
            width = (1.45 if near else 0.85) * max(0.45, size) * line
            alpha = 0.95 if near else 0.95 - 0.75 * (pen.far or 0.0)
            pen.add(Mark(wobbly(path, width, pen.seed), _INK, alpha))
            if near and size > 0.5:
                again = wobbly(shifted(path, 0.5, -0.3), width * 0.45, pen.seed + 7)
                pen.add(Mark(again, _INK, 0.55))

    def finish(self, pen: Canvas) -> None:
        """A wide, quiet edge of paper."""
        edge = margin(pen.wide, pen.seed % 4, inset=9.0, wave=1.6, step=30.0, soft=True)
        pen.add(Mark(edge, PAPER))

    def textures(self) -> Mapping[str, skia.Image]:
        """The pen's strokes in the shade."""
        return {"hatch": _hatch()}


@cache
def _hatch() -> skia.Image:
    return strokes(_INK, count=620, length=(26, 52), width=(1.6, 2.6), alpha=(0.6, 0.9), lean=-1.0)
