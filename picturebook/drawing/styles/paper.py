"""Cut paper: layers that throw shadows, with a light edge where the paper is thick."""

import skia

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix
from picturebook.drawing.marks import HIGH, Mark
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.parts import grade, shifted
from picturebook.drawing.styles.parts import volume as rounded
from picturebook.drawing.styles.sheet import Sheet

_SHADOW: Colour = (0.10, 0.05, 0.22)


class Paper(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "paper"

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
        """Shadow, cut edge, the sheet itself, and a little light and shade on it."""
        size = grade(path)
        if shadow > 0:
            far = size * shadow
            bounds = path.getBounds()
            if bounds.height() < HIGH * 0.6 and bounds.width() < pen.wide * 0.8:
                cast = shifted(path, -1.3 * far, 2.2 * far)
                pen.add(Mark(cast, _SHADOW, 0.34, blur=1.9 * far))
            else:  # Blurring the whole width is slow; only the upper edge is ever seen.
                for lift in (-5.0, -3.6, -2.4, -1.2):
                    pen.add(Mark(shifted(path, 0.0, lift), _SHADOW, 0.07))
            if size > 0.16:
                edge = mix(top, WHITE, 0.5)
                pen.add(Mark(shifted(path, 0.55 * size, -0.8 * size), edge))
        end = mix(top, low, 0.8) if low else mix(top, DUSK, 0.07 * min(1.0, volume + 0.4))
        pen.add(Mark(path, top, to=end, role="main"))
        for mark in rounded(path, pen.light.glow, volume):
            pen.add(mark)
