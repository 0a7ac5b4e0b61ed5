"""Tiles for textures: strokes, specks and dots that go on over the tile's edge without a seam."""

import random
from collections.abc import Iterator

import skia

from picturebook.drawing.colours import Colour

SIDE = 512
"""Pixels of a tile; it covers 128 x 128 units of the page."""
Range = tuple[float, float]


def strokes(
    colour: Colour,
    *,
    count: int,
    length: Range,
    width: Range,
    alpha: Range,
    lean: float = -0.6,
    bend: float = 0.0,
    seed: int = 1,
) -> skia.Image:
    """A tile of single strokes on nothing; lengths and widths in pixels, `lean` is dy per dx."""
    surface = skia.Surface(SIDE, SIDE)
    canvas = surface.getCanvas()
    rng = random.Random(seed)
    for _ in range(count):
        long, slope = rng.uniform(*length), lean + rng.uniform(-0.06, 0.06)
        run = long / (1 + slope * slope) ** 0.5
        path = skia.Path()
        path.moveTo(0, 0)
        path.quadTo(run / 2, run * slope / 2 + rng.uniform(-bend, bend), run, run * slope)
        pen = skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeWidth=rng.uniform(*width),
            Color=skia.Color4f(*colour, rng.uniform(*alpha)),
        )
        for x, y in _everywhere(rng, long + width[1]):
            canvas.save()
            canvas.translate(x, y)
            canvas.drawPath(path, pen)
            canvas.restore()
    return surface.makeImageSnapshot()


def specks(colour: Colour, *, count: int, size: Range, alpha: Range, seed: int = 1) -> skia.Image:
    """A tile of round specks on nothing, of so many pixels across."""
    surface = skia.Surface(SIDE, SIDE)
    canvas = surface.getCanvas()
    rng = random.Random(seed)
    for _ in range(count):
        pen = skia.Paint(AntiAlias=True, Color=skia.Color4f(*colour, rng.uniform(*alpha)))
        radius = rng.uniform(*size) / 2
        for x, y in _everywhere(rng, radius):
            canvas.drawCircle(x, y, radius, pen)
    return surface.makeImageSnapshot()


def dots(colour: Colour, share: float, *, across: int = 32) -> skia.Image:
    """A tile of printer's dots, `across` in every second row, that cover about `share` of it."""
    surface = skia.Surface(SIDE, SIDE)
    canvas = surface.getCanvas()
    step = SIDE / across
    radius = step * (share / 2 / 3.1416) ** 0.5
    pen = skia.Paint(AntiAlias=True, Color=skia.Color4f(*colour, 1.0))
    for row in range(2 * across):
        for column in range(-1, across + 1):
            x = (column + (0.25 if row % 2 else 0.75)) * step
            canvas.drawCircle(x, (row + 0.5) * step / 2, radius, pen)
    return surface.makeImageSnapshot()


def _everywhere(rng: random.Random, reach: float) -> Iterator[tuple[float, float]]:
    """A point by chance, and where else it must be drawn, as it reaches over the tile's edges."""
    x, y = rng.uniform(0, SIDE), rng.uniform(0, SIDE)
    for dx in (-SIDE, 0, SIDE):
        for dy in (-SIDE, 0, SIDE):
            if -reach <= x + dx <= SIDE + reach and -reach <= y + dy <= SIDE + reach:
                yield x + dx, y + dy
