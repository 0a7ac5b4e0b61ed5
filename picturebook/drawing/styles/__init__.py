"""The styles that every shape can be painted in: one class each, all with the same methods."""

from collections.abc import Mapping
from typing import Final, Protocol

import skia

from picturebook.drawing.colours import Colour
from picturebook.drawing.pen import Pen
from picturebook.drawing.styles.chalk import Chalk
from picturebook.drawing.styles.crayon import Crayon
from picturebook.drawing.styles.felt import Felt
from picturebook.drawing.styles.geometric import Geometric
from picturebook.drawing.styles.glass import Glass
from picturebook.drawing.styles.ink import Ink
from picturebook.drawing.styles.paper import Paper
from picturebook.drawing.styles.pencil import Pencil
from picturebook.drawing.styles.riso import Riso
from picturebook.drawing.styles.watercolour import Watercolour
from picturebook.drawing.styles.woodcut import Woodcut


class Style(Protocol):
    """How shapes are painted. It knows colours and edges, not what it paints."""

    name: str

    def tone(self, colour: Colour) -> Colour:
        """A lit colour as this style's pigment has it."""

    def sky(self, pen: Pen, path: skia.Path, top: Colour, low: Colour) -> None:
        """Lay down a band of sky (page units) from `top` to `low` in the sky's own colours."""

    def form(
        self,
        pen: Pen,
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

    def finish(self, pen: Pen) -> None:
        """What belongs to the whole sheet: its grain, its edge."""

    def textures(self) -> Mapping[str, skia.Image]:
        """The tiles that its marks are filled with."""


STYLES: Final[Mapping[str, Style]] = {
    style.name: style
    for style in (
        Paper(),
        Watercolour(),
        Crayon(),
        Ink(),
        Felt(),
        Pencil(),
        Chalk(),
        Geometric(),
        Woodcut(),
        Riso(),
        Glass(),
    )
}
