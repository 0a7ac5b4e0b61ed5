"""Crayon: strong colours through which the paper shows in strokes, and a hand-drawn outline."""

from collections.abc import Mapping
from functools import cache

import skia

from picturebook.drawing.colours import INK, PAPER, WHITE, Colour, mix, vivid
from picturebook.drawing.marks import Mark
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.parts import grade, margin
from picturebook.drawing.styles.sheet import Sheet


class Crayon(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "crayon"

    def tone(self, colour: Colour) -> Colour:
        """A colour with more of itself."""
        return vivid(colour)

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
        """The colour, the paper's grain in it, the line round it."""
        top = self.tone(top)
        low = self.tone(low) if low else mix(top, INK, 0.06)
        near = pen.far is None
        pen.add(Mark(path, top, to=low, role="main"))
        if grade(path) > 0.5:  # On small shapes strokes are only noise, and patterns are slow.
            thin = 0.05 + (0.16 if near else 0.32) * sum(top) / 3
            pen.add(Mark(path, WHITE, thin, texture="strokes" if near else "broad"))
        if line:
            size = max(0.45, grade(path)) * line
            dark = INK if near else mix(mix(top, low, 0.5), INK, 0.66)
            pen.add(Mark(wobbly(path, (1.7 if near else 1.4) * size, pen.seed), dark, 0.9))

    def finish(self, pen: Canvas) -> None:
        """The paper round the drawing, left by hand."""
        edge = margin(pen.wide, pen.seed % 4, inset=6.0, wave=2.4, step=17.0, soft=False)
        pen.add(Mark(edge, PAPER))

    def textures(self) -> Mapping[str, skia.Image]:
        """Steep strokes for what is near, broad ones for the landscape."""
        return {"strokes": _strokes(steep=True), "broad": _strokes(steep=False)}


def wobbly(path: skia.Path, width: float, seed: int) -> skia.Path:
    """The line round a shape as an unsteady hand draws it, as an area."""
    size = grade(path)
    paint = skia.Paint(
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
        PathEffect=skia.DiscretePathEffect.Make(max(1.5, 7 * size), 0.6 * size, seed & 0xFFFF),
    )
    out = skia.Path()
    paint.getFillPath(path, out)
    return out


@cache
def _strokes(*, steep: bool) -> skia.Image:
    """Paper-coloured strokes on nothing: a tile of 128 x 128 units at 4 pixels a unit."""
    surface = skia.Surface(512, 512)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    # Strokes lean the other way than rain does, so that neither is taken for the other.
    count, rise = (14, 256.0) if steep else (8, 768.0)
    for step in range(-2 * count, 3 * count):
        kind = step % count
        paint = skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=21 if kind % 3 else 26,
            Color=skia.Color4f(*PAPER, (0.92, 0.72, 0.85, 0.62)[kind % 4]),
        )
        x = step * 512.0 / count
        canvas.drawLine(x - rise / 8, -64.0, x + rise * 9 / 8, 576.0, paint)
    return surface.makeImageSnapshot()
