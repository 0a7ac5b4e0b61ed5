"""What several styles share: sizes, light and shade on a shape, an uneven edge round the page."""

import random
from collections.abc import Iterator
from functools import cache

import skia

from picturebook.drawing.colours import Colour, multiply
from picturebook.drawing.marks import HIGH, Mark
from picturebook.drawing.paths import Point, blob, minus, moved, poly

SHADE: Colour = (0.16, 0.05, 0.25)


def grade(path: skia.Path) -> float:
    """How big a shape's edge and shadow are for its size on the page, 0.1 to 1."""
    bounds = path.getBounds()
    return max(0.1, min(1.0, min(bounds.width(), bounds.height()) / 34))


@cache
def nearest(colour: Colour, palette: tuple[Colour, ...]) -> Colour:
    """The colour of `palette` that is most like `colour`; hue counts for more than brightness."""

    def opposed(c: Colour) -> Colour:
        red, green, blue = c
        return 0.7 * (red + green + blue) / 3, red - green, (red + green) / 2 - blue

    wanted = opposed(colour)
    return min(
        palette, key=lambda c: sum((a - b) ** 2 for a, b in zip(opposed(c), wanted, strict=True))
    )


def lifted(colour: Colour, least: float) -> Colour:
    """A colour of the same hue whose brightest part is at least `least`."""
    return multiply(colour, (max(1.0, least / max(*colour, 0.02)),) * 3)


def shifted(path: skia.Path, x: float, y: float) -> skia.Path:
    """`path` moved by (x, y)."""
    return moved(path, skia.Matrix.Translate(x, y))


def volume(path: skia.Path, glow: Colour, strength: float) -> Iterator[Mark]:
    """Round a shape: a rim of light at its upper right, shade at its lower left."""
    size = grade(path)
    if size < 0.2 or strength <= 0:
        return
    lit = minus(path, shifted(path, -2.4 * size, 2.4 * size))
    dark = minus(path, shifted(path, 3.6 * size, -3.2 * size))
    yield Mark(lit, glow, 0.36 * strength)
    yield Mark(dark, SHADE, 0.13 * strength)


@cache
def margin(
    wide: float, variant: int, *, inset: float, wave: float, step: float, soft: bool
) -> skia.Path:
    """Everything of the page outside an uneven edge, as one even-odd path."""
    rng = random.Random(variant * 31 + int(step))
    points: list[Point] = []
    left, right, top, low = inset, wide - inset, inset, HIGH - inset
    along, down = max(4, round((right - left) / step)), max(4, round((low - top) / step))
    points += [(left + (right - left) * (i + 0.5) / along, top) for i in range(along)]
    points += [(right, top + (low - top) * (i + 0.5) / down) for i in range(down)]
    points += [(right - (right - left) * (i + 0.5) / along, low) for i in range(along)]
    points += [(left, low - (low - top) * (i + 0.5) / down) for i in range(down)]
    uneven = [(x + rng.uniform(-wave, wave), y + rng.uniform(-wave, wave)) for x, y in points]
    path = blob(*uneven) if soft else poly(*uneven)
    path.addRect(skia.Rect.MakeLTRB(-20, -20, wide + 20, HIGH + 20))
    path.setFillType(skia.PathFillType.kEvenOdd)
    return path


def page(wide: float) -> skia.Path:
    """The whole page."""
    path = skia.Path()
    path.addRect(skia.Rect.MakeWH(wide, HIGH))
    return path
