"""Chalk on dark paper: bright powdery colours, light outlines, and the paper left where it is."""

from collections.abc import Mapping
from functools import cache

import skia

from picturebook.drawing.colours import WHITE, Colour, mix, rgb, vivid
from picturebook.drawing.marks import Mark
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.crayon import wobbly
from picturebook.drawing.styles.parts import grade, lifted, margin, page
from picturebook.drawing.styles.sheet import Sheet
from picturebook.drawing.styles.tiles import specks, strokes

_SLATE: Colour = rgb("20262f")


class Chalk(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "chalk"

    def tone(self, colour: Colour) -> Colour:
        """A stick of chalk; what is very dark is left as bare paper."""
        bright = sum(colour) / 3
        if bright < 0.26:
            return mix(colour, _SLATE, 0.8)
        return mix(vivid(vivid(colour)), WHITE, 0.16)

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """Dark paper with a little chalk wiped over it."""
        dusty = [
            mix(_SLATE, self.tone(lifted(c, 0.5)), 0.26 + 0.28 * sum(c) / 3) for c in (top, low)
        ]
        pen.add(Mark(path, dusty[0], to=dusty[1]))
        pen.add(Mark(path, WHITE, 0.6, texture="wiped"))

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
        """Chalk laid on thickly for what is near, in single strokes for the landscape."""
        near, size = pen.far is None, grade(path)
        if not near:  # Landscape at night would be bare paper.
            top, low = lifted(top, 0.5), lifted(low, 0.5) if low else None
        top = self.tone(top)
        low = self.tone(low) if low else mix(top, _SLATE, 0.12)
        pen.add(Mark(path, _SLATE))
        pen.add(Mark(path, top, 0.94 if near else 0.80, to=low, role="main"))
        if size > 0.5:
            pen.add(Mark(path, WHITE, 0.7, texture="thick" if near else "thin"))
        if line:
            light = mix(top, WHITE, 0.5)
            width = (1.5 if near else 1.3) * max(0.4, size) * line
            pen.add(Mark(wobbly(path, width, pen.seed), light, 0.95 if near else 0.55))

    def finish(self, pen: Canvas) -> None:
        """The paper's grain in everything, and its dark edge."""
        pen.add(Mark(page(pen.wide), WHITE, 0.8, texture="grain"))
        edge = margin(pen.wide, pen.seed % 4, inset=8.0, wave=2.2, step=9.0, soft=False)
        pen.add(Mark(edge, _SLATE))

    def textures(self) -> Mapping[str, skia.Image]:
        """Bare paper between strokes, between broad strokes, and as grain."""
        return _tiles()


@cache
def _tiles() -> Mapping[str, skia.Image]:
    return {
        "thick": strokes(_SLATE, count=240, length=(60, 150), width=(2, 5), alpha=(0.1, 0.5)),
        "thin": strokes(
            _SLATE, count=200, length=(50, 150), width=(3, 9), alpha=(0.2, 0.8), lean=0.8, seed=2
        ),
        "wiped": strokes(
            _SLATE, count=160, length=(120, 260), width=(4, 14), alpha=(0.1, 0.5), lean=0.05, seed=4
        ),
        "grain": specks(_SLATE, count=5200, size=(1.0, 2.6), alpha=(0.2, 0.6), seed=3),
    }
