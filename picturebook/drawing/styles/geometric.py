"""Flat geometric: straight edges, a small palette, every shape with a light and a dark half."""

from typing import Final

import skia

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.marks import HIGH, Mark
from picturebook.drawing.paths import box, poly, within
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.facets import faceted
from picturebook.drawing.styles.parts import grade, nearest
from picturebook.drawing.styles.sheet import Sheet

_PALETTE: Final = tuple(
    rgb(code)
    for code in (
        "fff6e6", "f3dfb8", "f2b441", "ee7f3b", "d9412f", "a52a3a", "f2a1a1", "d75f8b", "7a3f86",
        "2a2f5b", "27548a", "3f8fc4", "8cc5e3", "cfe9ee", "1f8a84", "6fb8a2", "2f6b4f", "7aa64a",
        "c4cf6a", "3c2a2a", "6f4630", "a8683f", "f0c39c", "d79f72", "a36c46", "6f442e", "8c8f99",
        "c9cbd1",
    )
)  # fmt: skip
_BANDS: Final = 4


class Geometric(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "geometric"

    def tone(self, colour: Colour) -> Colour:
        """The palette's nearest colour."""
        return nearest(colour, _PALETTE)

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """Bands, each broken once like folded paper."""
        bounds = path.getBounds()
        left, right = bounds.left(), bounds.right()
        high = bounds.height() / _BANDS
        pen.add(Mark(path, self.tone(top)))
        for step in range(_BANDS):
            tone = mix(self.tone(top), self.tone(low), (step + 0.5) / _BANDS)
            y = bounds.top() + step * high
            fold = left + (right - left) * (0.62 if step % 2 else 0.3)
            pen.add(Mark(within(path, box(left, y, right, bounds.bottom())), tone))
            fold_at = poly((fold, y), (right, y), (right, y + high), (fold + high, y + high))
            pen.add(Mark(within(path, fold_at), mix(tone, WHITE, 0.10)))

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
        """The shape with straight edges and its darker half."""
        near, size = pen.far is None, grade(path)
        tone = self.tone(top)
        path = faceted(path, 0.085 if near else 0.05) if line or volume else path
        pen.add(Mark(path, tone, role="main"))
        if size < 0.14 or volume <= 0:
            return
        bounds = path.getBounds()
        wide, high = bounds.width(), bounds.height()
        if wide < pen.wide * 0.8 and high < HIGH * 0.8:
            x, lean, left = bounds.centerX(), 0.16 * wide, bounds.left() - 1
            top_, end = bounds.top() - 1, bounds.bottom() + 1
            half = poly((left, top_), (x + lean, top_), (x - lean, end), (left, end))
            pen.add(Mark(within(path, half), mix(tone, DUSK, 0.17 * min(1.0, volume + 0.3))))
        else:  # Land is folded into wide strips.
            for k in range(3):
                x, top_, end = (
                    bounds.left() + wide * (0.08 + 0.33 * k),
                    bounds.top(),
                    bounds.bottom(),
                )
                strip = poly(
                    (x, top_),
                    (x + wide * 0.14, top_),
                    (x + wide * 0.26, end),
                    (x - wide * 0.1, end),
                )
                pen.add(Mark(within(path, strip), mix(tone, DUSK, 0.07)))
