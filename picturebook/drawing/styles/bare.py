"""No style at all: the bare shapes, for measuring a drawing before it is placed."""

from typing import TYPE_CHECKING

import skia

from picturebook.drawing.colours import Colour
from picturebook.drawing.marks import Mark
from picturebook.drawing.styles.sheet import Sheet

if TYPE_CHECKING:
    from picturebook.drawing.pen import Pen


class Bare(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "bare"

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
