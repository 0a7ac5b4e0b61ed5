"""A scene as a picture: lays out figures, sky and landscape and draws them in order."""

import random
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import skia
from PIL import Image

from train.world.brush import Brush
from train.world.figure import draw_figure, figure_box
from train.world.palette import PAPER, light
from train.world.places import LIGHTS, PLACES, SHELTERED, Land
from train.world.scene import Figure, Scene
from train.world.shapes import PAGE
from train.world.sky import draw_falling, draw_puddles, draw_sky
from train.world.weather import drift

SLOTS: Final = (80.0, 128.0, 176.0)
PAIR: Final = (72.0, 184.0)
TRIO: Final = (48.0, 128.0, 208.0)
_SMALL: Final = 0.68
"""Where figures stand: whole squares of 8 or 16, as the illustrator's latents are, so that a figure
looks the same to it in each. Landscape and weather have their places for good: what small models
learn from few pictures is what comes back, and a picture book may have its one village."""
_GROUND: Final = 238.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Place:
    """Where one figure stands: x in page units; looks left where `flip`."""

    figure: Figure
    x: float
    flip: bool
    scale: float = 1.0


def _layout(scene: Scene) -> tuple[list[_Place], int]:
    """The figures' places, and whether the landscape is as drawn (1) or mirrored (-1)."""
    rng = random.Random(scene.seed)
    figures = scene.figures
    if len(figures) == 1:
        slot = rng.randrange(3)
        right = rng.random() < 0.5 if slot == 1 else slot == 0
        return [_Place(figures[0], SLOTS[slot], not right)], 1 if right else -1
    right = rng.random() < 0.5
    if scene.relation == "beside":
        # Named from left to right, they look at each other.
        return [
            _Place(figure, x, flip=x > 128.0 or (x == 128.0 and not right), scale=_SMALL)
            for figure, x in zip(figures, TRIO if len(figures) == 3 else PAIR, strict=True)
        ], 1 if right else -1
    first, second = PAIR if right else PAIR[::-1]
    away = scene.relation in ("chasing", "following", "hiding from")
    return [
        _Place(figures[0], first, not right, _SMALL),
        # Who is chased or followed looks ahead; all others look at each other.
        _Place(figures[1], second, not right if away else right, _SMALL),
    ], 1 if right else -1


def draw(scene: Scene, size: int = 512) -> Image.Image:
    """The scene as an RGB picture of `size` x `size` pixels; the same scene, the same picture."""
    if not 32 <= size <= 2048:
        raise ValueError(f"The size must be from 32 to 2048 pixels, not {size}.")
    places, side = _layout(scene)
    lit = light(scene.time, scene.weather)
    if scene.place in LIGHTS:
        lit = LIGHTS[scene.place](lit)
    sheltered = scene.place in SHELTERED
    rng = random.Random(scene.place)
    hero = places[0]
    face = (hero.x, _GROUND - 106 * hero.scale - (27 if scene.action == "jumping" else 0))
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color4f(*PAPER, 1.0))
    canvas.scale(size / PAGE, size / PAGE)
    brush = Brush(canvas, style=scene.style, variant=0)
    if not sheltered:
        draw_sky(brush, scene, lit, side=side, rng=rng)
    canvas.save()
    if side < 0:
        canvas.translate(PAGE, 0)
        canvas.scale(-1, 1)
    PLACES[scene.place](Land(brush, lit, weather=scene.weather, rng=rng, time=scene.time))
    canvas.restore()
    if scene.weather in ("rain", "storm") and not sheltered:
        draw_puddles(brush, lit, rng=rng, hero_x=hero.x)
    drops = random.Random(scene.weather)
    if not sheltered:
        draw_falling(brush, scene, lit, rng=drops, near=False, face=face)
    elif scene.weather == "wind":
        drift(brush, lit)
    brush.finish(size)
    for at in places:
        draw_figure(brush, at.figure, lit, x=at.x, y=_GROUND, flip=at.flip, scale=at.scale)
    if not sheltered:
        draw_falling(brush, scene, lit, rng=drops, near=True, face=face)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return Image.fromarray(pixels).convert("RGB")


def standing(scene: Scene) -> list[float]:
    """Where each figure stands, in pixels from the left of 256, in the order of `scene.figures`."""
    found = {at.figure: at.x for at in _layout(scene)[0]}
    return [found[figure] for figure in scene.figures]


def boxes(scene: Scene) -> list[Box]:
    """Each figure with what it holds: left, top, right, bottom as shares (0..1) of the picture.

    In the order of `scene.figures`.
    """
    places, _ = _layout(scene)
    found = {at.figure: _box(at.figure, at.x, at.flip, at.scale) for at in places}
    return [found[figure] for figure in scene.figures]


@lru_cache(maxsize=50_000)
def _box(figure: Figure, x: float, flip: bool, scale: float) -> Box:
    # A coat's colour changes nothing of its outline.
    plain = figure._replace(colour="red")
    if plain != figure:
        return _box(plain, x, flip, scale)
    return figure_box(figure, x=x, y=_GROUND, flip=flip, scale=scale)
