"""The small signs themselves: notes, drops, stars, hearts, letters; each with a light rim so
that it can be read on any ground. Units: heads."""

from collections.abc import Sequence
from typing import Final

import skia

from picturebook.drawing.colours import WHITE, Colour, mix, rgb
from picturebook.drawing.paths import Point, blob, box, join, merged, oval, poly, star
from picturebook.drawing.people.sitter import Sitter

CREAM: Final = rgb("fffaf0")
TEAR: Final = rgb("4fb8ff")
WATER: Final = rgb("3aa7e8")
FOAM: Final = rgb("e8f8ff")
VIOLET: Final = rgb("5b3fd0")
ROSE: Final = rgb("ff3f86")
ORANGE: Final = rgb("ff8a2a")
GOLD: Final = rgb("ffc21f")
TEAL: Final = rgb("12a5a0")
BLUE: Final = rgb("4aa8f0")


def sign(s: Sitter, path: skia.Path, colour: Colour, rim: float = 0.07) -> None:
    """A filled sign with its rim."""
    s.pen.line(path, CREAM, rim, lit=False)
    s.pen.flat(path, colour, lit=False)


def strokes(
    s: Sitter,
    lines: Sequence[Sequence[Point]],
    colour: Colour,
    width: float = 0.055,
    rim: float = 0.05,
) -> None:
    """Lines with rims."""
    paths = [blob(*points, closed=False) for points in lines]
    for path in paths:
        s.pen.line(path, CREAM, width + rim, lit=False)
    for path in paths:
        s.pen.line(path, colour, width, lit=False)


def note(
    s: Sitter, x: float, y: float, colour: Colour, *, twin: bool = False, k: float = 1.0
) -> None:
    """A note of music, alone or a pair under one beam."""
    with s.upright((x, y)), s.pen.at(scale=0.0135 * k):
        if twin:
            parts = join(
                oval(-9, 9, 6, 4.8),
                oval(9, 6, 6, 4.8),
                box(-6.5, -16, -3, 9),
                box(11.5, -19, 15, 6),
                poly((-6.5, -16), (15, -20), (15, -12), (-6.5, -8)),
            )
        else:
            parts = join(oval(-3, 9, 6.6, 5.2), box(0, -18, 3.6, 9),
                         blob((1, -18), (8, -10), (14, -8), (12, 2), (9, -4), (2, -7)))  # fmt: skip
        sign(s, merged(parts), colour, 5.0)


def drop(s: Sitter, x: float, y: float, size: float, colour: Colour = TEAR) -> None:
    """A drop of water."""
    path = blob((x, y - size * 1.7), (x + size, y + size * 0.2), (x, y + size * 1.1),
                (x - size, y + size * 0.2))  # fmt: skip
    sign(s, path, colour, 0.04)


def heart(s: Sitter, x: float, y: float, size: float, colour: Colour = ROSE) -> None:
    """A heart."""
    path = skia.Path()
    path.moveTo(x, y + size)
    path.cubicTo(x - size * 1.5, y - size * 0.1, x - size * 0.9, y - size * 1.1, x, y - size * 0.4)
    path.cubicTo(x + size * 0.9, y - size * 1.1, x + size * 1.5, y - size * 0.1, x, y + size)
    path.close()
    sign(s, path, colour)


def sparkle(s: Sitter, x: float, y: float, size: float, colour: Colour = GOLD) -> None:
    """A star of joy."""
    sign(s, star(x, y, size, 5, 0.46), colour, 0.06)


def glint(s: Sitter, x: float, y: float, size: float, colour: Colour = WHITE) -> None:
    """A gleam with four rays."""
    sign(s, star(x, y, size, 4, 0.3), colour, 0.03)


def zed(s: Sitter, x: float, y: float, size: float) -> None:
    """A letter of sleep."""
    with s.upright((x, y)):
        letter = poly(
            (-size * 0.7, -size * 0.8),
            (size * 0.7, -size * 0.8),
            (-size * 0.7, size * 0.8),
            (size * 0.7, size * 0.8),
            closed=False,
        )
        s.pen.line(letter, CREAM, 0.07 + size * 0.36, lit=False)
        s.pen.line(letter, VIOLET, 0.02 + size * 0.32, lit=False)


def question(s: Sitter, x: float, y: float, size: float) -> None:
    """A question mark."""
    with s.upright((x, y)), s.pen.at(scale=size):
        hook = blob(
            (-0.5, -0.4),
            (-0.28, -0.8),
            (0.28, -0.8),
            (0.46, -0.35),
            (0.08, 0.05),
            (0.0, 0.4),
            closed=False,
        )
        dot = oval(0, 0.82, 0.17)
        s.pen.line(hook, CREAM, 0.48, lit=False)
        s.pen.line(dot, CREAM, 0.2, lit=False)
        s.pen.line(hook, VIOLET, 0.27, lit=False)
        s.pen.flat(dot, VIOLET, lit=False)


def exclaim(s: Sitter, x: float, y: float, size: float, colour: Colour = ROSE) -> None:
    """An exclamation mark."""
    bar = poly((x, y - size), (x, y + size * 0.3), closed=False)
    dot = oval(x, y + size * 0.85, size * 0.14)
    s.pen.line(bar, CREAM, size * 0.5, lit=False)
    s.pen.line(dot, CREAM, size * 0.22, lit=False)
    s.pen.line(bar, colour, size * 0.28, lit=False)
    s.pen.flat(dot, colour, lit=False)


def puff(s: Sitter, x: float, y: float, size: float, colour: Colour = CREAM) -> None:
    """A little cloud of dust or breath."""
    cloud = join(
        oval(x - size * 0.7, y + size * 0.15, size * 0.6, size * 0.5),
        oval(x, y - size * 0.1, size * 0.75),
        oval(x + size * 0.72, y + size * 0.12, size * 0.55, size * 0.5),
    )
    s.pen.flat(cloud, colour, alpha=0.95)
    s.pen.flat(
        oval(x, y + size * 0.42, size * 0.9, size * 0.16),
        mix(colour, rgb("a08868"), 0.4),
        alpha=0.45,
    )


def bubble(s: Sitter, x: float, y: float, size: float) -> None:
    """A soap bubble."""
    s.pen.flat(oval(x, y, size), rgb("d9f3ff"), alpha=0.75)
    s.pen.line(oval(x, y, size), rgb("7ec8f0"), size * 0.16)
    s.pen.flat(oval(x + size * 0.35, y - size * 0.35, size * 0.24), WHITE)


def speech(s: Sitter, x: float, y: float, size: float) -> None:
    """An empty speech bubble with three dots; its tip points down to the left."""
    body = merged(oval(x, y, size * 1.15, size * 0.85),
                  poly((x - size * 0.75, y + size * 0.3), (x - size * 0.15, y + size * 0.6),
                       (x - size * 1.0, y + size * 1.2)))  # fmt: skip
    s.pen.line(body, rgb("6c6a9c"), 0.045, lit=False)
    s.pen.flat(body, CREAM, lit=False)
    for i in (-1, 0, 1):
        s.pen.flat(oval(x + i * size * 0.48, y, size * 0.15), VIOLET, lit=False)


def thought(s: Sitter, x: float, y: float, size: float) -> None:
    """A thought with a question in it, and its bubbles down to the left."""
    cloud = merged(
        oval(x - size * 0.6, y, size * 0.62, size * 0.54),
        oval(x, y - size * 0.34, size * 0.66, size * 0.52),
        oval(x + size * 0.6, y, size * 0.58, size * 0.5),
        oval(x, y + size * 0.24, size * 0.78, size * 0.48),
    )
    for path in (cloud, oval(x - size * 0.72, y + size * 0.95, size * 0.18),
                 oval(x - size * 1.0, y + size * 1.32, size * 0.12)):  # fmt: skip
        s.pen.line(path, rgb("6c6a9c"), 0.05, lit=False)
        s.pen.flat(path, WHITE, lit=False)
    question(s, x, y - size * 0.02, size * 0.4)
