"""Watercolour: thin pastel washes, darker where they dry last, blotches, and a painted edge."""

import random
from collections.abc import Mapping
from functools import cache

import skia

from picturebook.drawing.colours import PAPER, WHITE, Colour, mix, vivid
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import oval
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.parts import grade, margin, page
from picturebook.drawing.styles.parts import volume as rounded
from picturebook.drawing.styles.sheet import Sheet


class Watercolour(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "watercolour"

    def tone(self, colour: Colour) -> Colour:
        """A colour thinned with water."""
        return mix(mix(colour, vivid(colour), 0.5), WHITE, 0.10 + 0.14 * sum(colour) / 3)

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
        """A wash from light to full colour, with the pigment's rim."""
        top = self.tone(top)
        low = self.tone(low) if low else top
        if line:
            top = mix(top, WHITE, 0.06 + 0.20 * sum(top) / 3)
        pen.add(Mark(path, top, to=low, role="main"))
        for mark in rounded(path, pen.light.glow, volume * 0.6):
            pen.add(mark)
        if line:  # Pigment gathers where a wash dries last: at its edge.
            size = max(0.35, grade(path)) * line
            rim = mix(low, (0.16, 0.12, 0.42), 0.50)
            pen.add(Mark(path, rim, 0.20, width=3.0 * size))
            pen.add(Mark(path, rim, 0.42, width=1.2 * size))

    def finish(self, pen: Canvas) -> None:
        """Blotches over everything, and the paper round the painting."""
        pen.add(Mark(page(pen.wide), WHITE, texture="wash", multiply=True))
        edge = margin(pen.wide, pen.seed % 4, inset=11.0, wave=3.6, step=42.0, soft=True)
        pen.add(Mark(edge, PAPER, blur=2.0))

    def textures(self) -> Mapping[str, skia.Image]:
        """The blotches."""
        return {"wash": _wash()}


@cache
def _wash() -> skia.Image:
    surface = skia.Surface(512, 512)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorWHITE)
    rng = random.Random(3)
    for _ in range(34):
        x, y = rng.uniform(0, 512), rng.uniform(0, 512)
        rx, ry = rng.uniform(40, 95), rng.uniform(30, 75)
        dark = rng.random() < 0.6
        paint = skia.Paint(
            AntiAlias=True,
            Color=skia.Color4f(0.55, 0.6, 0.75, 0.16) if dark else skia.Color4f(1, 1, 1, 0.5),
            MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 20),
        )
        for dx in (-512, 0, 512):  # Wraps round, so that the tiles join.
            for dy in (-512, 0, 512):
                canvas.drawPath(oval(x + dx, y + dy, rx, ry), paint)
    return surface.makeImageSnapshot()
