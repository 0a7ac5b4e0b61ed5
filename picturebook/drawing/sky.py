"""The sky: gradient, sun, moon, stars, clouds; rain, snow, leaves and mist before it."""

import math
import random
from collections.abc import Sequence
from typing import Final

import skia

from picturebook.drawing.colours import WHITE, Colour, Light, mix, rgb
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import Point, blob, box, join, merged, minus, oval, poly, star, thick
from picturebook.drawing.pen import Pen

LOW: Final = 172.0
"""The sky reaches down to here; landscape covers its lower end."""
_DIM: Final = {
    "clear": 1.0,
    "cloudy": 0.5,
    "rain": 0.3,
    "snow": 0.5,
    "fog": 0.45,
    "storm": 0.15,
    "wind": 1.0,
}
"""How much of sun and moon is seen."""
_CLOUDS: Final = {
    "dawn": "f6cdd6",
    "morning": "fff1ee",
    "day": "ffffff",
    "evening": "ffb59a",
    "night": "4a63ad",
}
_LEAVES: Final = ("f28a1e", "e2483a", "ffc928", "8fbf2f")


def draw_sky(
    pen: Pen, *, time: str, weather: str, rng: random.Random, low: float = LOW, plain: bool = False
) -> None:
    """The sky over the whole page; `plain` leaves out sun, moon and clouds (space, windows)."""
    light, wide = pen.light, pen.wide
    top, middle, horizon = light.sky
    with pen.distance(0.0):
        _band(pen, box(-8, -8, wide + 8, low * 0.5 + 0.5), top, middle)
        _band(pen, box(-8, low * 0.5, wide + 8, low), middle, horizon)
        if low < 262:
            _band(pen, box(-8, low - 0.5, wide + 8, 264), horizon, horizon)
        if plain:
            return
        dim, side = _DIM[weather], rng.choice((-1, 1))
        x = wide / 2 + side * wide * rng.uniform(0.24, 0.36)
        if time == "night":
            _stars(pen, rng, 16 if weather in ("clear", "wind") else 5, moon=(x, 44.0))
            _moon(pen, x, 44.0, light, dim)
        elif dim > 0.2:
            y, radius, codes = {
                "dawn": (104.0, 26.0, ("ffb56b", "ffe7b0")),
                "morning": (74.0, 23.0, ("ffdf6a", "fff3b8")),
                "day": (42.0, 23.0, ("ffd21f", "ffe14d")),
                "evening": (92.0, 34.0, ("ff7a2b", "ffc53d")),
            }[time]
            _sun(pen, x, y, radius, codes, light, dim)
        _clouds(pen, time, weather, light, rng)
        if weather == "storm":
            _storm(pen, light, rng)
        elif weather == "wind":
            _gusts(pen, light, rng)


def _band(pen: Pen, path: skia.Path, top: Colour, low: Colour) -> None:
    pen.style.sky(pen, path, top, low)


def _plain(
    pen: Pen,
    path: skia.Path,
    colour: Colour,
    *,
    shadow: float = 1.0,
    line: float = 1.0,
    volume: float = 1.0,
) -> None:
    """A form in the sky's own colours: the hour is in them already."""
    before, pen.light = pen.light, _AS_IS
    try:
        pen.form(path, colour, shadow=shadow, line=line, volume=volume)
    finally:
        pen.light = before


_AS_IS: Final = Light((WHITE, WHITE, WHITE), WHITE, WHITE, WHITE, WHITE, 0.0)


def _sun(
    pen: Pen, x: float, y: float, radius: float, codes: tuple[str, str], light: Light, dim: float
) -> None:
    low, high = (mix(light.sky[1], rgb(code), dim) for code in codes)
    pen.halo(x, y, radius * 3.4, mix(light.sky[2], rgb(codes[1]), 0.6), 0.75 * dim)
    if dim == 1.0:
        for wider, strength in ((1.75, 0.30), (1.35, 0.60)):
            _plain(pen, oval(x, y, radius * wider), mix(light.sky[1], low, strength),
                   shadow=0.5, volume=0, line=0)  # fmt: skip
    _plain(pen, oval(x, y, radius), high, shadow=0.6 * dim, volume=0.4, line=float(dim == 1))


def _moon(pen: Pen, x: float, y: float, light: Light, dim: float) -> None:
    colour = mix(light.sky[1], rgb("fff3c0"), 0.35 + 0.65 * dim)
    pen.halo(x, y, 74, rgb("8fb0ff"), 0.7 * dim)
    _plain(pen, minus(oval(x, y, 25), oval(x + 12, y - 7, 21)), colour, shadow=0.7, volume=0.4)


def _stars(pen: Pen, rng: random.Random, count: int, moon: Point) -> None:
    columns = max(5, round(pen.wide / 50))
    spots = [
        ((c + 0.55) * pen.wide / columns, r * 34.0 + 20) for r in range(3) for c in range(columns)
    ]
    for i, (x, y) in enumerate(rng.sample(spots, min(len(spots), round(count * columns / 5)))):
        x, y = x + rng.uniform(-15, 15), y + rng.uniform(-9, 9)
        if math.dist((x, y), moon) > 38:
            big = i % 3 == 0
            pen.flat(star(x, y, 6.0 if big else 3.6), rgb("fff2b8"),
                     alpha=1.0 if big else 0.85, lit=False)  # fmt: skip


def cloud(x: float, y: float, size: float) -> skia.Path:
    """A puffy cloud, about 60 units wide at size 1."""
    puffs = [(-22, 4, 12), (-7, -5, 16), (11, -2, 14), (25, 5, 10)]
    parts = [oval(x + a * size, y + b * size, r * size) for a, b, r in puffs]
    base = box(x - 33 * size, y + 3 * size, x + 35 * size, y + 16 * size, 7 * size)
    return merged(*parts, base)


def _clouds(pen: Pen, time: str, weather: str, light: Light, rng: random.Random) -> None:
    colour = rgb(_CLOUDS[time])
    if weather == "rain":
        dark = mix(light.sky[0], (0.5, 0.55, 0.65), 0.25)
        for low, off, shade in ((15, 0, 0.0), (3, 18, 0.16)):
            _bank(pen, low, off, 36, 23, mix(dark, (0.1, 0.1, 0.25), shade), rng)
        return
    if weather in ("fog", "storm"):
        return
    columns = max(3, round(pen.wide / 85))
    many = columns + (2 if weather in ("cloudy", "snow") else 0)
    grey = mix(light.sky[0], WHITE, 0.55) if weather == "cloudy" else colour
    for i in range(many):
        x = (i % columns + 0.5) * pen.wide / columns + rng.uniform(-26, 26)
        y = rng.choice((26, 48, 74)) + rng.uniform(-8, 8)
        size = rng.uniform(0.55, 0.95) * (1.25 if weather == "cloudy" else 1.0)
        _plain(pen, cloud(x, y, size), mix(grey, light.sky[1], 0.10 + 0.1 * (i % 2)), line=0.7,
               shadow=0.7, volume=0.5)  # fmt: skip


def _bank(
    pen: Pen, y: float, off: float, step: int, radius: float, colour: Colour, rng: random.Random
) -> None:
    puffs = [
        oval(x + off + rng.uniform(-5, 5), y, radius + rng.uniform(-3, 4), radius * 0.8)
        for x in range(-10, int(pen.wide) + 30, step)
    ]
    _plain(pen, merged(box(-30, -40, pen.wide + 30, y), *puffs), colour, volume=0.5)


def bolt(x: float, top: float, height: float) -> skia.Path:
    """A flash of lightning going down from (x, top)."""
    u = height / 100
    points = ((8, 0), (-16, 52), (-2, 52), (-20, 100), (20, 38), (5, 38), (28, 0))
    return poly(*((x + a * u, top + b * u) for a, b in points))


def _storm(pen: Pen, light: Light, rng: random.Random) -> None:
    for share, top, height in ((rng.uniform(0.1, 0.25), 24, 104), (rng.uniform(0.6, 0.85), 28, 84)):
        x = pen.wide * share
        pen.halo(x, top + height * 0.45, height * 0.8, rgb("fff3b0"), 0.65)
        _plain(pen, bolt(x, top, height), rgb("fff0a0"), shadow=0.4, volume=0)
    colour = mix(light.sky[0], (0.16, 0.17, 0.28), 0.5)
    for y, off, shade in ((24, 0, 0.0), (8, 22, 0.45)):
        _bank(pen, y, off, 40, 27, mix(colour, (0.05, 0.05, 0.14), shade), rng)


def _curl(x: float, y: float, length: float) -> skia.Path:
    """A gust of wind: a line that rolls up at its right end."""
    u, end = length / 90, x + length
    return blob(
        (x, y + 4 * u), (x + length * 0.35, y - 3 * u), (x + length * 0.72, y + 3 * u),
        (end, y - 8 * u), (end - 6 * u, y - 22 * u), (end - 20 * u, y - 19 * u),
        (end - 17 * u, y - 9 * u), (end - 10 * u, y - 11 * u), closed=False,
    )  # fmt: skip


def _gusts(pen: Pen, light: Light, rng: random.Random) -> None:
    colour = mix(light.sky[2], WHITE, 0.7)
    for i in range(max(4, round(pen.wide / 64))):
        x, y = rng.uniform(-30, pen.wide - 60), 34 + 30 * (i % 4) + rng.uniform(-6, 6)
        pen.line(_curl(x, y, rng.uniform(70, 104)), colour, 3.2, alpha=0.85, lit=False)


def _leaf(x: float, y: float, turn: float, size: float) -> tuple[skia.Path, skia.Path]:
    """A leaf and its rib around (x, y)."""
    a = math.radians(turn)
    along, across = (math.cos(a) * size, math.sin(a) * size), (-math.sin(a), math.cos(a))
    wide = size * 0.55
    shape = blob(
        (x - along[0], y - along[1]), (x + across[0] * wide, y + across[1] * wide),
        (x + along[0] * 1.1, y + along[1] * 1.1), (x - across[0] * wide, y - across[1] * wide),
    )  # fmt: skip
    rib = poly((x - along[0] * 1.5, y - along[1] * 1.5), (x + along[0] * 0.5, y + along[1] * 0.5),
               closed=False)  # fmt: skip
    return shape, rib


def draw_falling(
    pen: Pen, *, weather: str, rng: random.Random, near: bool, faces: Sequence[Point] = ()
) -> None:
    """Rain, snow, leaves or mist: behind the figures or `near`, before all but their faces."""
    light = pen.light
    if weather == "fog":
        _mist(pen, near=near, rng=rng)
        return
    if weather not in ("rain", "snow", "storm", "wind"):
        return
    step = 64.0 if near else 37.0
    spots = [
        (x * step + rng.uniform(0.1, 0.9) * step, y * step + rng.uniform(0.1, 0.9) * step)
        for y in range(round(256 / step))
        for x in range(math.ceil(pen.wide / step))
    ]
    if near:
        spots = [s for s in spots if all(math.dist(s, face) > 40 for face in faces)]
    if not spots:
        return
    pale = mix(light.sky[2], WHITE, 0.66)
    if pen.style.name != "paper" and light.lamps < 1:
        pale = mix(rgb("4f7fb8"), light.sky[1], 0.2)
    if weather == "rain":
        drops = join(*(poly((x, y), (x - 6, y + 18), closed=False) for x, y in spots))
        pen.line(drops, pale, 2.0, alpha=0.75, lit=False)
    elif weather == "storm":
        drops = join(*(poly((x + 9, y - 10), (x - 9, y + 10), closed=False) for x, y in spots))
        pen.line(drops, pale, 2.6, alpha=0.7, lit=False)
    elif weather == "snow":
        flakes = join(
            *(oval(x, y, 3.6 if near else (2.0, 2.9)[i % 2]) for i, (x, y) in enumerate(spots))
        )
        pen.flat(flakes, WHITE, alpha=0.95, lit=False)
    else:
        for i, (x, y) in enumerate(spots[:: 2 if near else 3]):
            colour = mix(light.on(rgb(_LEAVES[i % 4])), rgb(_LEAVES[i % 4]), 0.45)
            shape, rib = _leaf(x, y, rng.uniform(0, 180), 9.5)
            _plain(pen, shape, colour, shadow=0.4, line=0.6)
            pen.line(rib, mix(colour, (0.3, 0.1, 0.1), 0.5), 1.2, lit=False)


def _mist(pen: Pen, *, near: bool, rng: random.Random) -> None:
    light = pen.light
    colour = mix(mix(light.sky[2], light.sky[1], 0.9), WHITE, 0.04)
    if not near:
        for top, low, alpha in ((-8, 130, 0.30), (90, 200, 0.38), (150, 264, 0.16)):
            pen.add(Mark(box(-8, top, pen.wide + 8, low), pen.style.tone(colour), alpha, blur=14.0))
    white = mix(colour, WHITE, 0.70 - 0.26 * light.lamps)
    for i in range(2 if near else 6):
        x = rng.uniform(-60, pen.wide - 60)
        y = rng.uniform(234, 244) if near else 40 + i * 31
        length, width = rng.uniform(90, 180), rng.uniform(11, 15)
        bank = merged(
            thick(poly((x, y), (x + length, y), closed=False), width),
            thick(poly((x + length * 0.22, y - width * 0.7), (x + length * 0.68, y - width * 0.7),
                       closed=False), width),
        )  # fmt: skip
        pen.flat(bank, pen.style.tone(white), alpha=0.55 if near else 0.75, blur=1.2, lit=False)


def draw_puddles(pen: Pen, rng: random.Random, low: float) -> None:
    """Water on the ground, mirroring the sky."""
    light = pen.light
    for _ in range(max(3, round(pen.wide / 85))):
        x, y, width = (
            rng.uniform(10, pen.wide - 10),
            rng.uniform(low - 34, low + 6),
            rng.uniform(14, 30),
        )
        puddle = blob(
            (x - width, y), (x - width * 0.4, y - 5), (x + width * 0.5, y - 4), (x + width, y + 1),
            (x + width * 0.3, y + 5), (x - width * 0.5, y + 4),
        )  # fmt: skip
        _plain(pen, puddle, mix(light.sky[2], WHITE, 0.25), shadow=0.2, line=0.5, volume=0)
        pen.line(oval(x, y, width * 0.4, 2.0), WHITE, 1.0, alpha=0.7, lit=False)
