"""A scene as a picture: lays out hero, sky and landscape and draws them in order."""

import random
from dataclasses import dataclass
from typing import Final

import skia
from PIL import Image

from train.world.brush import Brush
from train.world.figure import draw_hero
from train.world.palette import PAPER, light
from train.world.places import LIGHTS, PLACES, SHELTERED, Land
from train.world.scene import Scene
from train.world.shapes import PAGE
from train.world.sky import draw_falling, draw_puddles, draw_sky
from train.world.weather import drift

_SLOTS: Final = (80.0, 128.0, 176.0)
"""Where heroes stand: whole squares of 16, as the illustrator's latents are, so that a hero looks
the same to it in each. Landscape and weather have their places for good: what small models learn
from few pictures is what comes back, and a picture book may have its one village."""


@dataclass(frozen=True)
class _Layout:
    """Where the hero stands and looks, from the scene's seed: x, y in page units."""

    x: float
    y: float
    flip: bool
    side: int


def _layout(scene: Scene) -> _Layout:
    rng = random.Random(scene.seed)
    slot = rng.randrange(3)
    right = rng.random() < 0.5 if slot == 1 else slot == 0
    return _Layout(
        x=_SLOTS[slot],
        y=238.0,
        flip=not right,
        side=1 if right else -1,
    )


def draw(scene: Scene, size: int = 512) -> Image.Image:
    """The scene as an RGB picture of `size` x `size` pixels; the same scene, the same picture."""
    if not 32 <= size <= 2048:
        raise ValueError(f"The size must be from 32 to 2048 pixels, not {size}.")
    at = _layout(scene)
    lit = light(scene.time, scene.weather)
    if scene.place in LIGHTS:
        lit = LIGHTS[scene.place](lit)
    sheltered = scene.place in SHELTERED
    rng = random.Random(scene.place)
    face = (at.x, at.y - 106 - (27 if scene.action == "jumping" else 0))
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color4f(*PAPER, 1.0))
    canvas.scale(size / PAGE, size / PAGE)
    brush = Brush(canvas, style=scene.style, variant=0)
    if not sheltered:
        draw_sky(brush, scene, lit, side=at.side, rng=rng)
    canvas.save()
    if at.side < 0:
        canvas.translate(PAGE, 0)
        canvas.scale(-1, 1)
    PLACES[scene.place](Land(brush, lit, weather=scene.weather, rng=rng, time=scene.time))
    canvas.restore()
    if scene.weather in ("rain", "storm") and not sheltered:
        draw_puddles(brush, lit, rng=rng, hero_x=at.x)
    drops = random.Random(scene.weather)
    if not sheltered:
        draw_falling(brush, scene, lit, rng=drops, near=False, face=face)
    elif scene.weather == "wind":
        drift(brush, lit)
    brush.finish(size)
    draw_hero(brush, scene, lit, x=at.x, y=at.y, flip=at.flip)
    if not sheltered:
        draw_falling(brush, scene, lit, rng=drops, near=True, face=face)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return Image.fromarray(pixels).convert("RGB")


def hero_box(scene: Scene) -> tuple[float, float, float, float]:
    """The hero with its prop: left, top, right, bottom as shares (0..1) of the picture."""
    at = _layout(scene)
    jump = scene.action == "jumping"
    reach = {"none": 47.0, "lantern": 72.0, "balloon": 88.0, "umbrella": 92.0}[scene.prop]
    ears = 188.0 if scene.character == "rabbit" else 172.0 if scene.character == "fox" else 160.0
    high = {"none": ears, "lantern": ears, "balloon": 200.0, "umbrella": 194.0}[scene.prop]
    back = 66.0 if jump or scene.character in ("fox", "cat", "girl") else 52.0
    front = max(reach, 66.0 if jump else 58.0)
    left, right = (front, back) if at.flip else (back, front)
    box = (at.x - left, at.y - high - (27.0 if jump else 0.0), at.x + right, at.y + 8.0)
    return tuple(round(min(1.0, max(0.0, v / PAGE)), 4) for v in box)  # type: ignore[return-value]
