"""Stencil print: three bright inks over one another on cream paper, shaded with printer's dots."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import skia

from picturebook.drawing.colours import WHITE, Colour, mix, rgb, vivid
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import box, minus, within
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.parts import grade, page, shifted
from picturebook.drawing.styles.sheet import Sheet
from picturebook.drawing.styles.tiles import dots, specks

_SHEET: Colour = rgb("fbf3e2")
_YELLOW: Colour = rgb("ffd23e")
_CORAL: Colour = rgb("ff5f57")
_BLUE: Colour = rgb("2f55a4")
_LEVELS: Final = 8
"""Steps from bare paper to full ink."""
_DOTTED: Final = 3
"""Up to this step ink is printed in dots."""


class Riso(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "riso"

    def tone(self, colour: Colour) -> Colour:
        """A detail in the colour that the inks give one over the other."""
        out = _SHEET
        for ink, amount in _inks(colour):
            out = tuple(a * b for a, b in zip(out, mix(WHITE, ink, amount), strict=True))  # type: ignore[assignment]
        return out

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """The sky's two inks, and a screen of dots from above."""
        pen.add(Mark(path, self.tone(top), to=self.tone(low)))
        upper = within(path, box(-9, -9, pen.wide + 9, 0.62 * path.getBounds().bottom()))
        pen.add(Mark(upper, WHITE, 0.5, texture="blue2", multiply=True))

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
        """Paper, then each ink, none of them quite in its place."""
        size, near = grade(path), pen.far is None
        pen.add(Mark(path, _SHEET, role="main"))
        self._print(pen, path, mix(top, low, 0.4) if low else top, 0.9 * size if near else 0.0)
        if line:
            width = (1.3 if near else 0.9) * max(0.4, size) * line
            pen.add(Mark(path, _SHEET, 0.9 if near else 0.6, width=width))
        if near and volume > 0 and size > 0.25:
            shade = minus(path, shifted(path, 4.4 * size, -4.0 * size))
            pen.add(Mark(shade, WHITE, 0.6, texture="blue3", multiply=True))

    def _print(self, pen: Canvas, path: skia.Path, colour: Colour, off: float) -> None:
        ways = ((0.0, 0.0), (off, 0.4 * off), (-0.6 * off, off))
        names = ("yellow", "coral", "blue")
        for (ink, amount), name, way in zip(_inks(colour), names, ways, strict=True):
            level = round(amount * _LEVELS)
            if level <= 0 or (level == 1 and not off):
                continue
            where = shifted(path, *way) if off else path
            if off or name == "yellow" or level > _DOTTED:
                pen.add(Mark(where, mix(WHITE, ink, amount), multiply=True))
            else:
                pen.add(Mark(where, WHITE, texture=f"{name}{level}", multiply=True))

    def finish(self, pen: Canvas) -> None:
        """Where the ink did not take."""
        pen.add(Mark(page(pen.wide), WHITE, 0.7, texture="bare"))

    def textures(self) -> Mapping[str, skia.Image]:
        """Dots of coral and blue in all sizes, and bare specks."""
        return _tiles()


@cache
def _inks(colour: Colour) -> tuple[tuple[Colour, float], ...]:
    """How much of each ink (0..1) comes near a colour."""
    red, green, blue = vivid(vivid(colour))
    grey = 1 - max(colour)
    yellow = max(0.0, (red + green) / 2 - blue) * 1.5
    coral = max(0.0, red - green) * 1.2 + max(0.0, grey - 0.35) * 1.5
    cold = (
        max(0.0, (blue + green) / 2 - red) * 1.2 + grey * 1.15 + max(0.0, blue - green) * 0.4 - 0.08
    )
    return (
        (_YELLOW, min(1.0, yellow)), (_CORAL, min(1.0, coral)), (_BLUE, min(1.0, cold)),
    )  # fmt: skip


@cache
def _tiles() -> Mapping[str, skia.Image]:
    tiles = {"bare": specks(_SHEET, count=1500, size=(1.0, 3.0), alpha=(0.3, 0.8))}
    for level in range(1, _DOTTED + 1):
        share = level / _LEVELS
        tiles[f"coral{level}"] = dots(_CORAL, share)
        tiles[f"blue{level}"] = dots(_BLUE, share)
    return tiles
