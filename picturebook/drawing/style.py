"""What a style is, and what it paints on."""

from collections.abc import Mapping
from typing import Protocol

import skia

from picturebook.drawing.colours import Colour, Light
from picturebook.drawing.marks import Mark


class Canvas(Protocol):
    """What a style knows of the pen (`picturebook.drawing.pen.Pen`)."""

    wide: float
    seed: int
    light: Light
    far: float | None

    def add(self, mark: Mark) -> None:
        """Lay down a finished mark in page units."""


class Style(Protocol):
    """How shapes are painted. It knows colours and edges, not what it paints."""

    name: str

    def tone(self, colour: Colour) -> Colour:
        """A lit colour as this style's pigment has it."""

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """Lay down a band of sky (page units) from `top` to `low` in the sky's own colours."""

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
        """Lay down a shape (page units, lit colours); the mark of the shape itself has the role
        "main"."""

    def finish(self, pen: Canvas) -> None:
        """What belongs to the whole sheet: its grain, its edge."""

    def textures(self) -> Mapping[str, skia.Image]:
        """The tiles that its marks are filled with."""
