"""What is seen through a window: one wide view of which every window shows its part.

A place says which with `view`: hills (if it says nothing), city, fields, mountains, clouds, space,
sea.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import skia

from picturebook.drawing.colours import Colour, mix, rgb
from picturebook.drawing.paths import blob, box, join, minus, oval, poly, star
from picturebook.drawing.pen import Pen
from picturebook.drawing.sky import bolt, cloud
from picturebook.drawing.stages import Stage

_DRY: Final = ("clear", "wind", "cloudy", "snow")
_WHITE: Final = rgb("ffffff")


@dataclass(frozen=True)
class Window:
    """A window on the page: its panes and the box round them."""

    panes: tuple[skia.Path, ...]
    left: float
    top: float
    wide: float
    high: float


class View:
    """Paints what one window shows of the view. `x` is measured on the page, so that what two
    windows show belongs together."""

    def __init__(
        self, pen: Pen, stage: Stage, window: Window, rng: random.Random, *, sun: bool
    ) -> None:
        self.pen, self.stage, self.window, self.rng, self.sun = pen, stage, window, rng, sun
        self.unit = min(window.wide, window.high, 90.0)
        self.winter = stage.season == "winter"

    def y(self, share: float) -> float:
        """A height of the window, 0 its top."""
        return self.window.top + self.window.high * share

    def flat(self, path: skia.Path, colour: Colour, alpha: float = 1.0, far: float = 0.0) -> None:
        """A shape in the light of outside."""
        self.pen.flat(path, self.pen.light.on(colour, far), alpha=alpha, lit=False)

    def shining(self, path: skia.Path, code: str, alpha: float = 1.0) -> None:
        """A shape that shines itself."""
        self.pen.flat(path, rgb(code), alpha=alpha, lit=False)

    def draw(self, view: str) -> None:
        """All of it, from the sky to the rain before the glass."""
        self._sky()
        space = view in ("space", "sea")
        if not space:
            self._heavens()
        draws: dict[str, Callable[[], None]] = {
            "city": self._city, "fields": self._fields, "mountains": self._mountains,
            "clouds": self._above, "space": self._space, "sea": self._sea,
        }  # fmt: skip
        draws.get(view, self._hills)()
        if not space:
            self._weather()

    def _sky(self) -> None:
        a, b, c = self.pen.light.sky
        w = self.window
        x0, x1 = w.left - 1, w.left + w.wide + 1
        self.pen.style.sky(self.pen, box(x0, self.y(-0.02), x1, self.y(0.55)), a, b)
        self.pen.style.sky(self.pen, box(x0, self.y(0.54), x1, self.y(1.02)), b, c)

    def _heavens(self) -> None:
        stage, w, u = self.stage, self.window, self.unit
        night = stage.time == "night"
        if night and stage.weather in _DRY:
            for _ in range(max(3, int(w.wide * w.high / 500))):
                x, y = w.left + self.rng.random() * w.wide, self.y(self.rng.random() * 0.6)
                self.shining(star(x, y, self.rng.uniform(0.8, 1.9)), "fff4c8")
        if self.sun and stage.weather in _DRY:
            x = w.left + w.wide * 0.7
            if night:
                y, r = self.y(0.28), u * 0.13
                self.pen.halo(x, y, r * 2.6, rgb("fff3c0"), 0.35)
                moon = minus(oval(x, y, r), oval(x - r * 0.45, y - r * 0.2, r * 0.86))
                self.shining(moon, "fff3c0")
            else:
                low = stage.time in ("evening", "dawn")
                y, r = self.y(0.5 if low else 0.27), u * 0.14
                self.pen.halo(x, y, r * 2.8, rgb("ffd27a" if low else "fff3a8"), 0.5)
                self.shining(oval(x, y, r), "ffb04f" if low else "ffe14d")
        many = {"clear": 0.012, "wind": 0.016}.get(stage.weather, 0.026)
        colour = mix(rgb("ffffff"), self.pen.light.sky[1], 0.45 if night else 0.12)
        for k in range(max(1, round(w.wide * many))):
            x = w.left + w.wide * (0.22 + 0.62 * k * 0.618 % 1.0)
            if (
                not self.sun
                or abs(x - w.left - w.wide * 0.7) > u * 0.25
                or stage.weather != "clear"
            ):
                self.pen.flat(cloud(x, self.y(0.24 + 0.2 * (k % 2)), u * 0.0065), colour, lit=False,
                              alpha=0.9)  # fmt: skip

    def _land(
        self,
        share: float,
        wave: float,
        code: str,
        *,
        far: float = 0.0,
        step: float = 46.0,
        phase: float = 0.0,
    ) -> None:
        """Hills as wide as the window, their line at `share` of its height."""
        w = self.window
        x, points = w.left - step * 1.5, []
        while x < w.left + w.wide + step * 1.5:
            points.append((x, self.y(share) + math.sin(x / step + phase) * wave * w.high))
            x += step / 2
        end = self.y(1.3)
        path = blob(*points, closed=False)
        path.lineTo(points[-1][0], end)
        path.lineTo(points[0][0], end)
        path.close()
        self.flat(path, rgb("eef4fa") if self.winter else rgb(code), far=far)

    def _trees(
        self, every: float, share: float, size: float, shift: float = 0.0, *, fir: bool = False
    ) -> None:
        w, u = self.window, self.unit
        green = {"autumn": "d98a3a", "winter": "8fb0a8"}.get(self.stage.season, "3f8f4a")
        x = math.floor((w.left - every) / every) * every + shift
        while x < w.left + w.wide + every:
            y, r = self.y(share) + math.sin(x) * 2, u * size * (0.85 + 0.3 * math.sin(x * 7) ** 2)
            if fir:
                for k in (0.0, 0.55, 1.1):
                    s = r * (1 - k * 0.32)
                    low = y - k * r
                    shape = poly((x - s * 0.8, low), (x + s * 0.8, low), (x, low - s * 1.5))
                    self.flat(shape, rgb("2f7a55"), far=0.06)
            else:
                self.flat(box(x - r * 0.16, y - r * 0.6, x + r * 0.16, y + r * 0.5), rgb("8a5a3a"))
                self.flat(oval(x, y - r * 1.2, r * 0.95, r), rgb(green), far=0.05)
                self.flat(
                    oval(x + r * 0.25, y - r * 1.45, r * 0.45),
                    mix(rgb(green), _WHITE, 0.2),
                    far=0.05,
                )
            x += every

    def _hills(self) -> None:
        self._land(0.72, 0.05, "a8d7a8", far=0.35, phase=1.2)
        self._land(0.80, 0.045, "86c45e", far=0.08, step=58)
        self._trees(61, 0.84, 0.13, 17)
        self._land(0.93, 0.03, "6ab04e", step=40, phase=2.0)

    def _fields(self) -> None:
        self._land(0.60, 0.06, "a3cfae", far=0.4, step=64, phase=0.6)
        self._land(0.70, 0.03, "e3cc6c", far=0.12, step=80, phase=2.2)
        self._land(0.79, 0.03, "93c95c", far=0.05, step=52)
        self._trees(88, 0.84, 0.16, 30)
        self._land(0.92, 0.02, "74b850", step=70, phase=1.0)
        self._trees(137, 0.99, 0.26, 80)

    def _mountains(self) -> None:
        w = self.window
        for every, share, high, code, far in (
            (70.0, 0.8, 0.5, "7f97b8", 0.3),
            (52.0, 0.85, 0.34, "6a86a6", 0.1),
        ):
            x = math.floor(w.left / every) * every - every
            while x < w.left + w.wide + every * 2:
                tip = self.y(share - high * (0.8 + 0.2 * math.sin(x)))
                self.flat(
                    poly((x - every * 0.7, self.y(1.1)), (x, tip), (x + every * 0.7, self.y(1.1))),
                    rgb(code),
                    far=far,
                )
                side, low = every * 0.13, tip + w.high * 0.1
                snow = poly((x - side, low), (x, tip), (x + side, low), (x, low - w.high * 0.03))
                self.flat(snow, rgb("f4f8fc"), far=far * 0.5)
                x += every
        self._land(0.88, 0.02, "7dbb63", step=40)
        self._trees(31, 0.93, 0.12, 9, fir=True)
        self._trees(47, 1.0, 0.16, 20, fir=True)

    def _city(self) -> None:
        w, lit = self.window, self.pen.light.lamps
        for row, (every, base, codes) in enumerate((
            (19.0, 0.52, ("9db4cf", "b3c0d6", "a6b9c9")),
            (27.0, 0.70, ("d98f6e", "e3b77f", "7f9db5", "c77f78")),
        )):  # fmt: skip
            first = math.floor(w.left / every) - 1
            for k in range(first, first + int(w.wide / every) + 4):
                x, hash_ = k * every, (k * 7 + row * 3) % 5
                top = self.y(base - 0.05 * hash_)
                self.flat(
                    box(x + 1, top, x + every - 1, self.y(1.1)),
                    rgb(codes[k % len(codes)]),
                    far=0.35 - 0.25 * row,
                )
                y = top + 5
                while y < self.y(1.0):
                    for i in range(2 + row):
                        pane = box(x + 4 + i * 6.5, y, x + 8 + i * 6.5, y + 4)
                        if lit > 0.2 and (k + i + int(y)) % 3:
                            self.shining(pane, "ffe39a", 0.9 * lit)
                        else:
                            self.flat(pane, rgb("d5e8f2"), 0.55, 0.2)
                    y += 8.5

    def _above(self) -> None:
        w, u = self.window, self.unit
        for share, code, size in ((0.74, "e3effa", 0.5), (0.95, "ffffff", 0.62)):
            x = math.floor(w.left / (u * 0.6)) * u * 0.6 - u
            while x < w.left + w.wide + u:
                self.flat(
                    oval(x, self.y(share) + math.sin(x) * 3, u * size * 0.7, u * size * 0.42),
                    rgb(code),
                    far=0.12,
                )
                x += u * 0.6
            self.flat(
                box(w.left - 2, self.y(share + 0.1), w.left + w.wide + 2, self.y(1.2)),
                rgb(code),
                far=0.12,
            )

    def _space(self) -> None:
        w, u = self.window, self.unit
        for _ in range(max(6, int(w.wide * w.high / 160))):
            x, y = w.left + self.rng.random() * w.wide, self.y(self.rng.random())
            self.shining(star(x, y, self.rng.uniform(0.8, 2.2)), "fff4d8")
        if self.sun:
            x, y, r = w.left + w.wide * 0.62, self.y(0.48), u * 0.26
            self.shining(oval(x, y, r), "f2935a")
            self.shining(minus(oval(x, y, r), oval(x + r * 0.25, y - r * 0.2, r)), "c8643f")
            ring = minus(oval(x, y, r * 1.7, r * 0.42), oval(x, y, r * 1.35, r * 0.28))
            self.shining(minus(ring, box(x - r * 0.9, y - r, x + r * 0.9, y)), "ffd9a0")
        else:
            x, y, r = w.left + w.wide * 0.35, self.y(0.62), u * 0.13
            self.shining(oval(x, y, r), "7fc4d8")
            self.shining(oval(x - r * 0.2, y + r * 0.1, r * 0.4, r * 0.2), "a8e0e8")

    def _sea(self) -> None:
        w, u = self.window, self.unit
        self._land(0.9, 0.03, "2a7f96", step=30)
        for k in range(max(1, int(w.wide / 34))):
            x, y = w.left + w.wide * (0.3 + 0.55 * k * 0.618 % 1.0), self.y(0.3 + 0.3 * (k % 2))
            code = ("ffb24a", "ff7f6a", "ffe07a")[(k + int(w.left)) % 3]
            a, b = u * 0.22, u * 0.08
            tail = poly((x - u * 0.1, y), (x - a, y - b), (x - a, y + b))
            self.shining(join(oval(x, y, u * 0.13, u * 0.085), tail), code)
            self.shining(oval(x + u * 0.06, y - u * 0.02, u * 0.018), "2b2030")
        for _ in range(4):
            x, y = w.left + self.rng.random() * w.wide, self.y(self.rng.random())
            self.shining(oval(x, y, self.rng.uniform(1.0, 2.2)), "dff6ff", 0.6)

    def _weather(self) -> None:
        stage, w, pen = self.stage, self.window, self.pen
        some = max(6, int(w.wide * w.high / 260))
        spots = [
            (w.left + self.rng.random() * w.wide, self.y(self.rng.random())) for _ in range(some)
        ]
        if stage.weather == "storm" and self.sun:
            self.shining(bolt(w.left + w.wide * 0.4, self.y(0.0), w.high * 0.6), "fff0a0")
        if stage.weather in ("rain", "storm"):
            for x, y in spots:
                pen.line(
                    poly((x, y), (x - 1.6, y + 6), closed=False),
                    rgb("e6f1fa"),
                    1.1,
                    alpha=0.75,
                    lit=False,
                )
        elif stage.weather == "snow":
            for x, y in spots:
                self.shining(oval(x, y, self.rng.uniform(0.9, 1.7)), "ffffff", 0.95)
        elif stage.weather == "fog":
            pen.flat(
                box(w.left, w.top, w.left + w.wide, self.y(1.0)),
                pen.light.haze,
                alpha=0.55,
                lit=False,
            )
