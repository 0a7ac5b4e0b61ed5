"""The sky: its gradient, sun, moon, stars, clouds; rain and snow falling.

Fog, storm and wind are drawn in `weather.py`.
"""

import math
import random
from typing import Final

import skia

from train.world import weather
from train.world.brush import Brush, pastel, sk
from train.world.palette import WHITE, Colour, Light, mix, rgb
from train.world.scene import Scene
from train.world.shapes import PAGE, Point, blob, box, join, merged, oval, poly, star

_DIM: Final = {"clear": 1.0, "rain": 0.35, "snow": 0.55, "fog": 0.45, "storm": 0.2, "wind": 1.0}
"""How much of sun and moon is seen."""


def draw_sky(brush: Brush, scene: Scene, light: Light, *, side: int, rng: random.Random) -> None:
    """The sky; low suns stand on `side` (-1 left, 1 right), high ones opposite."""
    top, middle, horizon = light.sky
    if brush.style == "crayon":
        brush.fill(box(-8, -8, 264, 72), top, to=middle, shadow=0, line=0)
        brush.fill(box(-8, 71.5, 264, 172), middle, to=horizon, shadow=0, line=0)
    else:
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, 0), skia.Point(0, 165)],
            [_sky_colour(brush, colour) for colour in (top, middle, horizon)],
        )
        brush.canvas.drawRect(skia.Rect.MakeLTRB(-8, -8, 264, 172), skia.Paint(Shader=shader))
    dim = _DIM[scene.weather]
    space = scene.place == "moon"
    if scene.time == "night" or space:
        many = scene.weather in ("clear", "wind")
        _stars(brush, rng, count=15 if many else 5, moon_x=128 - side * 88.0)
    if scene.time == "night" and space:
        pass
    elif scene.time == "night":
        _moon(brush, 128 - side * 88.0, 44.0, light, dim)
    elif scene.time == "day":
        _sun(brush, 128 - side * 90.0, 42.0, 23.0, ("ffd21f", "ffe14d"), light, dim)
    elif scene.time == "morning":
        _sun(brush, 128 + side * 78.0, 92.0, 23.0, ("ffe98a", "fff6c4"), light, dim)
    else:
        _sun(brush, 128 + side * 80.0, 84.0, 36.0, ("ff7a2b", "ffc53d"), light, dim)
    if not space or scene.weather in ("rain", "snow"):
        _clouds(brush, scene, light, side, rng)
    if scene.weather == "storm":
        weather.storm_sky(brush, light, side=side)
    elif scene.weather == "wind":
        weather.gusts(brush, light, side=side)


def _sky_colour(brush: Brush, colour: Colour) -> int:
    return sk(pastel(colour) if brush.style == "watercolour" else colour)


def _sun(
    brush: Brush,
    x: float,
    y: float,
    radius: float,
    codes: tuple[str, str],
    light: Light,
    dim: float,
) -> None:
    low, high = (mix(light.sky[1], rgb(code), dim) for code in codes)
    brush.halo(x, y, radius * 3.4, mix(light.sky[2], rgb(codes[1]), 0.6), 0.75 * dim)
    if brush.style == "crayon" and dim == 1.0:
        for ray in range(12):
            brush.canvas.save()
            brush.canvas.translate(x, y)
            brush.canvas.rotate(ray * 30)
            spike = poly((0, -radius - 7), (0, -radius - 18), closed=False)
            brush.stroke(spike, rgb(codes[0]), 4.5, 0.9)
            brush.canvas.restore()
    elif brush.style == "paper" and dim == 1.0:
        brush.fill(oval(x, y, radius * 1.75), mix(light.sky[1], low, 0.30), shadow=0.6)
        brush.fill(oval(x, y, radius * 1.35), mix(light.sky[1], low, 0.60), shadow=0.6)
    brush.fill(oval(x, y, radius), high, to=low, shadow=0.6 * dim, line=dim if dim == 1 else 0)


def _moon(brush: Brush, x: float, y: float, light: Light, dim: float) -> None:
    colour = mix(light.sky[1], rgb("fff3c0"), 0.35 + 0.65 * dim)
    brush.halo(x, y, 74, rgb("8fb0ff"), 0.7 * dim)
    disc, bite = oval(x, y, 25), oval(x + 12, y - 7, 21)
    brush.fill(skia.Op(disc, bite, skia.kDifference_PathOp), colour, shadow=0.7)


def _stars(brush: Brush, rng: random.Random, *, count: int, moon_x: float) -> None:
    spots = [(c * 50 + 28, r * 34 + 20) for r in range(3) for c in range(5)]
    for i in rng.sample(range(15), count):
        x, y = spots[i][0] + rng.uniform(-15, 15), spots[i][1] + rng.uniform(-9, 9)
        if math.dist((x, y), (moon_x, 44.0)) < 36:
            continue
        big = i % 3 == 0
        brush.plain(star(x, y, 6.0 if big else 3.6), rgb("fff2b8"), 1.0 if big else 0.85)


def cloud(x: float, y: float, size: float) -> skia.Path:
    """A puffy cloud, about 60 units wide at size 1."""
    puffs = [(-22, 4, 12), (-7, -5, 16), (11, -2, 14), (25, 5, 10)]
    out = join(*(oval(x + a * size, y + b * size, r * size) for a, b, r in puffs))
    out.addRoundRect(
        skia.Rect.MakeLTRB(x - 33 * size, y + 3 * size, x + 35 * size, y + 16 * size),
        7 * size,
        7 * size,
    )
    return merged(out)


def _clouds(brush: Brush, scene: Scene, light: Light, side: int, rng: random.Random) -> None:
    tint = {"morning": "fff1ee", "day": "ffffff", "evening": "ffb59a", "night": "4a63ad"}
    colour = rgb(tint[scene.time])
    if scene.weather == "rain":
        colour = mix(light.sky[0], (0.5, 0.55, 0.65), 0.25)
        for row, (y, shade) in enumerate(((15, 0.0), (3, 0.16))):
            puffs = [
                oval(x + 18 * row + rng.uniform(-5, 5), y, 24 + rng.uniform(-3, 4), 19)
                for x in range(-4, 270, 36)
            ]
            bank = merged(join(box(-9, -12, 265, y), *puffs))
            brush.fill(bank, mix(colour, (0.1, 0.1, 0.25), shade), to=mix(colour, WHITE, 0.22))
        return
    if scene.weather in ("fog", "storm"):
        return
    low = mix(colour, light.sky[1], 0.4)
    places = [(128 + side * 62, 36, 0.85), (128 + side * 4, 58, 0.6), (128 - side * 78, 92, 0.62)]
    if scene.weather == "snow":
        places.append((128 + side * 104, 16, 1.0))
    if scene.weather == "clear":
        places = places[: rng.randint(2, 3)]
    for x, y, size in places:
        brush.fill(
            cloud(x + rng.uniform(-10, 10), y + rng.uniform(-5, 5), size), colour, to=low, line=0.7
        )


def draw_falling(
    brush: Brush, scene: Scene, light: Light, *, rng: random.Random, near: bool, face: Point
) -> None:
    """Rain or snow behind (`near` false) or in front of the hero, sparing the `face`."""
    columns = 4 if near else 7
    step = PAGE / columns
    spots = [
        (c * step + rng.uniform(0.1, 0.9) * step, r * step + rng.uniform(0.1, 0.9) * step)
        for r in range(columns)
        for c in range(columns)
    ]
    if near:
        spots = [spot for spot in spots if math.dist(spot, face) > 46]
    if scene.weather == "rain":
        drops = join(*(poly((x, y), (x - 6, y + 18), closed=False) for x, y in spots))
        colour = mix(light.sky[2], WHITE, 0.65)
        if brush.style != "paper" and light.lamps < 1:
            colour = mix(rgb("4f7fb8"), light.sky[1], 0.2)
        brush.stroke(drops, colour, 2.1, 0.75 if near else 0.8)
    elif scene.weather == "snow":
        flakes = join(
            *(oval(x, y, 3.7 if near else (2.2, 3.1)[i % 2]) for i, (x, y) in enumerate(spots))
        )
        brush.plain(flakes, WHITE, 0.95)
        if brush.style == "crayon":
            brush.stroke(flakes, rgb("7f9fd0"), 0.9, 0.7)
    elif scene.weather == "storm":
        weather.downpour(brush, light, near=near, face=face)
    elif scene.weather == "wind":
        weather.leaves(brush, light, near=near, face=face)
    elif scene.weather == "fog":
        weather.mist(brush, light, near=near)


def draw_puddles(brush: Brush, light: Light, *, rng: random.Random, hero_x: float) -> None:
    """Water on the ground, mirroring the sky."""
    for x, y, width in ((hero_x - 62, 222, 27), (hero_x + 66, 238, 31), (hero_x + 52, 200, 17)):
        x += rng.uniform(-6, 6)
        puddle = blob(
            (x - width, y),
            (x - width * 0.4, y - 6),
            (x + width * 0.5, y - 5),
            (x + width, y + 1),
            (x + width * 0.3, y + 6),
            (x - width * 0.5, y + 5),
        )
        brush.fill(puddle, mix(light.sky[2], WHITE, 0.25), to=light.sky[1], shadow=0.3, line=0.5)
        brush.stroke(oval(x, y, width * 0.4, 2.2), WHITE, 1.1, 0.75)
