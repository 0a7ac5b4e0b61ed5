"""What a style does where it has no way of its own: no grain, no edge, a sky of plain bands."""

from collections.abc import Mapping

import skia

from picturebook.drawing.colours import Colour
from picturebook.drawing.marks import Mark
from picturebook.drawing.style import Canvas


class Sheet:
    """What all styles begin with; `picturebook.drawing.styles.Style` says what each method is."""

    def tone(self, colour: Colour) -> Colour:
        """The colour itself."""
        return colour

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """A gradient."""
        pen.add(Mark(path, self.tone(top), to=self.tone(low)))

    def finish(self, pen: Canvas) -> None:
        """Nothing: the picture reaches to the edge."""

    def textures(self) -> Mapping[str, skia.Image]:
        """None."""
        return {}
