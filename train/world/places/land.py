"""A landscape being drawn: its light, its snow, and the parts many landscapes share.

The horizon lies at y = 150 of 256 units; the hero's feet stand at about y = 238.
"""

import random

import skia

from train.world.brush import Brush
from train.world.palette import Colour, Light, mix, rgb
from train.world.shapes import Point, box, ground, join, poly


class Land:
    """One landscape being drawn: brush, light, weather and the layout's dice."""

    def __init__(
        self,
        brush: Brush,
        light: Light,
        *,
        weather: str,
        rng: random.Random,
        time: str = "day",
    ):
        self.brush = brush
        self.light = light
        self.weather = weather
        self.time = time
        self.snow = weather == "snow"
        self.rng = rng
        self.shift = rng.choice((-8.0, 0.0, 8.0))
        """One of three positions of the landmark."""

    def on(self, code: str, far: float = 0.0) -> Colour:
        """A daylight colour in this light."""
        return self.light.on(rgb(code), far)

    def fill(
        self, path: skia.Path, code: str, to: str | None = None, far: float = 0.0, **how: float
    ) -> None:
        """Fill with a daylight colour."""
        bottom = None if to is None else self.on(to, far)
        self.brush.fill(path, self.on(code, far), to=bottom, **how)

    def soil(self, points: tuple[Point, ...], code: str, to: str, far: float = 0.0) -> None:
        """A stretch of ground: white in snow."""
        if self.snow:
            # Snow gives back more light than grass does.
            top, bottom = (mix(self.on(code, far), rgb(code), 0.3) for code in ("fbfdff", "d5e4f5"))
            self.brush.fill(ground(points), top, to=bottom)
            return
        self.fill(ground(points), code, to, far)

    def pine(self, x: float, base: float, height: float, code: str, far: float = 0.0) -> None:
        """A fir in three tiers; its tips are white in snow."""
        half = height * 0.30
        self.fill(
            box(x - half * 0.18, base - height * 0.16, x + half * 0.18, base), "6b4428", far=far
        )
        tiers = [(0.12, 0.52, 1.0), (0.36, 0.74, 0.78), (0.60, 1.0, 0.56)]
        for low, high, wide in tiers:
            w = half * wide
            tier = poly(
                (x, base - height * high),
                (x + w, base - height * low),
                (x + w * 0.4, base - height * (low - 0.03)),
                (x - w * 0.4, base - height * (low - 0.03)),
                (x - w, base - height * low),
            )
            self.fill(tier, code, far=far, line=0.8)
            if self.snow:
                cut = low + (high - low) * 0.45
                cap = poly(
                    (x, base - height * high),
                    (x + w * 0.58, base - height * cut),
                    (x + w * 0.25, base - height * (cut - 0.05)),
                    (x, base - height * (cut + 0.02)),
                    (x - w * 0.25, base - height * (cut - 0.05)),
                    (x - w * 0.58, base - height * cut),
                )
                self.brush.plain(cap, self.on("ffffff", far * 0.5), 0.95)

    def window(self, x: float, y: float, w: float, h: float) -> None:
        """A window, lit in the evening and at night."""
        lit = self.light.lamps
        if lit:
            self.brush.halo(x, y, max(w, h) * 1.5, rgb("ffc64a"), 0.45 * lit)
        colour = mix(self.on("7fb7dd"), rgb("ffdc6b"), lit)
        self.brush.fill(
            box(x - w / 2, y - h / 2, x + w / 2, y + h / 2, 1.5), colour, shadow=0, line=0.6
        )
        cross = join(
            poly((x, y - h / 2), (x, y + h / 2), closed=False),
            poly((x - w / 2, y), (x + w / 2, y), closed=False),
        )
        self.brush.stroke(cross, self.on("5a3a2c"), 1.2)

    def roof(self, left: float, right: float, eaves: float, ridge: float, code: str) -> None:
        """A gable; covered by a white slab in snow."""
        middle = (left + right) / 2
        gable = poly((left - 5, eaves), (middle, ridge), (right + 5, eaves))
        self.fill(gable, code)
        if self.snow:
            slab = poly(
                (middle, ridge - 3),
                (right + 3, eaves - 6),
                (middle + 8, eaves - 9),
                (middle - 2, eaves - 5),
                (middle - 10, eaves - 9),
                (left - 3, eaves - 6),
            )
            self.brush.fill(slab, self.on("ffffff"), shadow=0.3, line=0.6)
