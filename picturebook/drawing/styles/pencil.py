"""Pencil: graphite on white paper, hatched by darkness, and only what is warm is coloured in."""

import colorsys
from collections.abc import Mapping
from functools import cache
from typing import Final

import skia

from picturebook.drawing.colours import WHITE, Colour, grey_of, mix, rgb
from picturebook.drawing.marks import Mark
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.crayon import wobbly
from picturebook.drawing.styles.parts import grade, margin, shifted
from picturebook.drawing.styles.sheet import Sheet
from picturebook.drawing.styles.tiles import strokes

_GRAPHITE: Colour = rgb("3a3a42")
_SHEET: Colour = rgb("fdfcf8")
_HATCHES: Final = 4


class Pencil(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "pencil"

    def tone(self, colour: Colour) -> Colour:
        """Grey, but for reds and oranges, which have a pencil of their own."""
        hue, saturation, value = colorsys.rgb_to_hsv(*colour)
        warm = max(0.0, 1 - abs((hue + 0.5) % 1 - 0.52) / 0.10)
        strength = min(1.0, max(0.0, saturation - 0.5) * 4) * min(1.0, warm * 2.5)
        bright = grey_of(colour)[0]
        grey = mix(_GRAPHITE, _SHEET, min(1.0, max(0.0, 1.25 * bright - 0.12)))
        return mix(grey, mix(colour, WHITE, 0.05), strength * min(1.0, value * 1.3))

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """Paper, darker with graphite the darker the sky is."""
        a, b = (mix(_SHEET, mix(_GRAPHITE, _SHEET, sum(c) / 3), 0.5) for c in (top, low))
        pen.add(Mark(path, a, to=b))
        dark = 1 - sum(mix(top, low, 0.5)) / 3
        pen.add(Mark(path, WHITE, min(1.0, 0.25 + dark), texture="sky"))

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
        """Paper, a rubbed grey, strokes over it, and a line that was drawn twice."""
        near, size = pen.far is None, grade(path)
        colour, dark = self.tone(top), self.tone(low or mix(top, _GRAPHITE, 0.1))
        thin = 1.0 if near else 0.5
        pen.add(Mark(path, _SHEET))
        pen.add(Mark(path, mix(_SHEET, colour, thin), to=mix(_SHEET, dark, thin), role="main"))
        if size > 0.3:
            self._hatch(pen, path, top if near else mix(top, WHITE, 0.3), 0.9)
        if line:
            width = (1.25 if near else 0.8) * max(0.5, size) * line
            alpha = 0.9 if near else 0.75 - 0.5 * (pen.far or 0.0)
            pen.add(Mark(wobbly(path, width, pen.seed), _GRAPHITE, alpha))
            if size > 0.3:
                again = wobbly(shifted(path, 0.5, -0.5), width * 0.55, pen.seed + 5)
                pen.add(Mark(again, _GRAPHITE, 0.5 * alpha))

    def _hatch(self, pen: Canvas, path: skia.Path, colour: Colour, alpha: float) -> None:
        """Strokes as dense as the colour is dark."""
        level = round((1 - sum(colour) / 3) * _HATCHES)
        if level > 0:
            pen.add(Mark(path, WHITE, alpha, texture=f"hatch{min(level, _HATCHES)}"))

    def finish(self, pen: Canvas) -> None:
        """The drawing ends before the paper does."""
        edge = margin(pen.wide, pen.seed % 4, inset=10.0, wave=2.4, step=7.0, soft=False)
        pen.add(Mark(edge, _SHEET, blur=0.8))

    def textures(self) -> Mapping[str, skia.Image]:
        """Four densities of strokes, the darkest crossed."""
        return _tiles()


@cache
def _tiles() -> Mapping[str, skia.Image]:
    return {
        f"hatch{level}": strokes(
            _GRAPHITE,
            count=420 * level,
            length=(26, 60),
            width=(1.4, 2.2 + 0.3 * level),
            alpha=(0.10, 0.20 + 0.09 * level),
            lean=1.2 if level % 2 else -1.5,
            bend=4.0,
            seed=level,
        )
        for level in range(1, _HATCHES + 1)
    } | {
        "sky": strokes(
            _GRAPHITE,
            count=520,
            length=(60, 150),
            width=(1.4, 3),
            alpha=(0.1, 0.4),
            lean=0.03,
            bend=5,
        )
    }
