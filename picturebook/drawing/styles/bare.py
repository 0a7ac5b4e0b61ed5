"""No style at all: the bare shapes, for measuring a drawing before it is placed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import skia

from picturebook.drawing.colours import Colour
from picturebook.drawing.marks import Mark

if TYPE_CHECKING:
    from picturebook.drawing.pen import Pen


class Bare:
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "bare"

    def tone(self, colour: Colour) -> Colour:
        """The colour itself."""
        return colour

    def form(
        self,
        pen: "Pen",
        path: skia.Path,
        top: Colour,
        low: Colour | None,
        *,
        shadow: float,
        line: float,
        volume: float,
    ) -> None:
        """The shape alone."""
        pen.add(Mark(path, top, role="main"))

    def finish(self, pen: "Pen") -> None:
        """Nothing."""

    def textures(self) -> Mapping[str, skia.Image]:
        """None."""
        return {}
