"""Felt: soft thick shapes with fibres, sewn on with a light thread."""

import random
from collections.abc import Mapping
from functools import cache

import skia

from picturebook.drawing.colours import WHITE, Colour, clamped, grey_of, mix
from picturebook.drawing.marks import HIGH, Mark
from picturebook.drawing.paths import within
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.parts import grade, page, shifted
from picturebook.drawing.styles.sheet import Sheet

_SHADOW: Colour = (0.12, 0.06, 0.16)


class Felt(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "felt"

    def tone(self, colour: Colour) -> Colour:
        """Wool takes colour well and never shines."""
        return mix(mix(colour, grey_of(colour), 0.06), (0.56, 0.50, 0.46), 0.16)

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
        """A shadow all round, the felt, its soft edge and its stitches."""
        size = grade(path)
        top = clamped(self.tone(top))
        if shadow > 0:
            bounds = path.getBounds()
            small = bounds.height() < HIGH * 0.6 and bounds.width() < pen.wide * 0.8
            blur = 2.6 * size * shadow if small else 0.0
            pen.add(Mark(shifted(path, -0.8 * size, 1.8 * size), _SHADOW, 0.36, blur=blur))
        pen.add(Mark(path, top, to=clamped(self.tone(low)) if low else top, role="main"))
        if size > 0.3:
            inner = within(path, _rim(path, 2.2 * size))
            pen.add(Mark(inner, mix(top, _SHADOW, 0.55), 0.20))
        if size > 0.42 and line:
            stitches = within(path, _stitches(path, 1.1 * size, size))
            pen.add(Mark(stitches, mix(top, WHITE, 0.62), 0.9))

    def finish(self, pen: Canvas) -> None:
        """Fibres over everything."""
        pen.add(Mark(page(pen.wide), WHITE, 0.85, texture="fibres", multiply=True))

    def textures(self) -> Mapping[str, skia.Image]:
        """The fibres."""
        return {"fibres": _fibres()}


def _rim(path: skia.Path, width: float) -> skia.Path:
    out = skia.Path()
    skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=width).getFillPath(path, out)
    return out


def _stitches(path: skia.Path, width: float, size: float) -> skia.Path:
    """Short stitches across the edge, as an area: a dashed line inside the edge."""
    rim = _rim(path, 5.2 * size)
    paint = skia.Paint(
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        PathEffect=skia.DashPathEffect.Make([3.0 * size, 2.6 * size], 0.0),
    )
    out = skia.Path()
    paint.getFillPath(rim, out)
    return out


@cache
def _fibres() -> skia.Image:
    surface = skia.Surface(512, 512)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorWHITE)
    rng = random.Random(8)
    for _ in range(5200):
        x, y = rng.uniform(0, 512), rng.uniform(0, 512)
        dx, dy = rng.uniform(-9, 9), rng.uniform(-9, 9)
        dark = rng.random() < 0.55
        paint = skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=rng.uniform(0.8, 1.6),
            Color=skia.Color4f(0.45, 0.42, 0.45, 0.20) if dark else skia.Color4f(1, 1, 1, 0.5),
        )
        canvas.drawLine(x, y, x + dx, y + dy, paint)
    return surface.makeImageSnapshot()
