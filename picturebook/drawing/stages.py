"""The stage: a place as one page shows it, measured in the page's units."""

from dataclasses import dataclass

import skia

from picturebook.drawing.artwork import Art, art
from picturebook.drawing.colours import Light
from picturebook.tables import Entry


@dataclass(frozen=True)
class Stage:
    """A place as one page shows it. `left` is the place's x at the page's left edge (before it is
    mirrored), `zoom` enlarges it about the ground line."""

    entry: Entry
    wide: float
    left: float
    flip: bool
    zoom: float
    time: str
    weather: str
    season: str
    light: Light

    @property
    def inside(self) -> bool:
        """Whether it is a room."""
        return bool(self.entry.values.get("inside", False))

    @property
    def sky(self) -> bool:
        """Whether the sky is over it."""
        return not self.inside and bool(self.entry.values.get("sky", True))

    @property
    def ground(self) -> float:
        """Where the feet of the nearest figures stand."""
        return float(self.entry.values.get("ground", 232))

    @property
    def back(self) -> float:
        """Where the feet of the furthest figures stand."""
        return min(float(self.entry.values.get("back", self.ground - 34)), self.ground - 8)

    @property
    def surface(self) -> str:
        """What one stands on: "floor", "grass", "water", "air" …"""
        return self.entry.word("surface", "floor" if self.inside else "grass")

    @property
    def water(self) -> float | None:
        """Where the water's surface is; None if there is none."""
        value = self.entry.values.get("water")
        return None if value is None else float(value)

    @property
    def drawing(self) -> Art | None:
        """The place's drawing; None if there is none."""
        try:
            return art(self.entry.art)
        except ValueError:
            return None

    @property
    def frame(self) -> skia.Matrix:
        """From the place's units to the page's."""
        matrix = skia.Matrix()
        matrix.preTranslate(0, self.ground)
        matrix.preScale(self.zoom, self.zoom)
        matrix.preTranslate(0, -self.ground)
        if self.flip:
            matrix.preTranslate(self.wide / self.zoom, 0)
            matrix.preScale(-1, 1)
        matrix.preTranslate(-self.left, 0)
        return matrix

    @property
    def wet(self) -> bool:
        """Whether there is a water's surface here to swim at."""
        return self.water is not None and self.entry.word("light") != "deep"

    def depth(self, y: float) -> float:
        """How large figures are with their feet at `y`: 1 at the ground line, less behind."""
        if y >= self.ground:
            return 1.0 + (y - self.ground) / 160
        return max(0.45, 1.0 - (self.ground - y) / 150)
