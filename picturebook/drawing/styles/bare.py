"""No style at all: the bare shapes, for measuring a drawing before it is placed."""

import skia

from picturebook.drawing.colours import Colour
from picturebook.drawing.marks import Mark
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.sheet import Sheet


class Bare(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "bare"

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
        """The shape alone."""
        pen.add(Mark(path, top, role="main"))
