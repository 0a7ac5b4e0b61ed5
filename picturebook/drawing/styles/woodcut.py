"""Woodcut: a few printing inks, carved lines in them, and a bold black block over all."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import skia

from picturebook.drawing.colours import WHITE, Colour, mix, rgb
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import minus
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.crayon import wobbly
from picturebook.drawing.styles.parts import grade, margin, nearest, shifted
from picturebook.drawing.styles.sheet import Sheet
from picturebook.drawing.styles.tiles import strokes

_BLACK: Colour = rgb("1c1714")
_SHEET: Colour = rgb("f4e9cf")
_INKS: Final = tuple(
    rgb(code)
    for code in (
        "f4e9cf", "1c1714", "c8402b", "d98a2b", "e6bb4f", "6f8440", "34503a", "4f7f8c", "2d4560",
        "7a4a2c", "4d2d1e", "e8b98c", "b9774c", "86663f", "a9a08c", "c98a8a", "6b4a70",
    )
)  # fmt: skip
"""Paper, black, and the inks, skins among them."""


class Woodcut(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "woodcut"

    def tone(self, colour: Colour) -> Colour:
        """The nearest ink."""
        return nearest(colour, _INKS)

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """One ink, paler towards the ground, with long carved lines."""
        ink = self.tone(mix(top, low, 0.35))
        dark = sum(ink) / 3 < 0.4
        pen.add(Mark(path, ink, to=ink if dark else mix(ink, _SHEET, 0.2)))
        pen.add(Mark(path, WHITE, 0.35 if dark else 0.8, texture="sky"))

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
        """The ink a little beside its place, carved shade, and the black line."""
        near, size = pen.far is None, grade(path)
        ink = self.tone(top)
        pen.add(Mark(path, ink if near else mix(ink, _SHEET, 0.55 * (pen.far or 0.0)), role="main"))
        if size > 0.25:
            if near and volume > 0:
                shade = minus(path, shifted(path, 3.6 * size, -3.2 * size))
                pen.add(Mark(shade, WHITE, texture="shade"))
            light = minus(path, shifted(path, -2.0 * size, 2.2 * size))
            pen.add(Mark(light, _SHEET, 0.55 if near else 0.35))
        if not near and size > 0.5:
            pen.add(Mark(path, WHITE, 0.7, texture="carved"))
        if line:
            width = (2.7 if near else 1.9) * max(0.38, size) * line
            pen.add(Mark(wobbly(path, width, pen.seed), _BLACK, 1.0 if near else 0.85))

    def finish(self, pen: Canvas) -> None:
        """The edge of the block, cut by hand."""
        pen.add(
            Mark(margin(pen.wide, pen.seed % 4, inset=8.0, wave=0.9, step=21.0, soft=False), _SHEET)
        )
        inner = margin(pen.wide, pen.seed % 4, inset=9.0, wave=0.9, step=21.0, soft=False)
        pen.add(Mark(inner, _BLACK, width=2.6))

    def textures(self) -> Mapping[str, skia.Image]:
        """Carved lines: black ones for shade, bare ones for land and sky."""
        return _tiles()


@cache
def _tiles() -> Mapping[str, skia.Image]:
    return {
        "shade": strokes(
            _BLACK, count=330, length=(40, 90), width=(3, 6), alpha=(0.9, 1.0), lean=0.9, bend=3
        ),
        "carved": strokes(
            _SHEET, count=150, length=(50, 130), width=(2, 6), alpha=(0.8, 1.0), lean=0.12, bend=7
        ),
        "sky": strokes(
            _SHEET, count=170, length=(90, 240), width=(2, 6), alpha=(0.7, 1.0), lean=0.0, bend=6
        ),
    }
