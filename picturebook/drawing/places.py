"""The layers of a place in their light, season and weather, as one page shows them.

A place's drawing is 480 units wide; a page shows as much of it as it is wide, which part and which
way round is the seed's choice.
"""

import random
from collections.abc import Callable, Sequence
from typing import Final

from picturebook.drawing.artwork import Art
from picturebook.drawing.colours import Colour, light, mix, rgb
from picturebook.drawing.painting import Tint
from picturebook.drawing.paths import Point
from picturebook.drawing.pen import Pen
from picturebook.drawing.sky import draw_falling, draw_puddles, draw_sky
from picturebook.drawing.stages import Stage
from picturebook.drawing.windows import draw_daylight, draw_lamplight, draw_windows
from picturebook.tables import Entry, table

WIDE: Final = 480.0
DEFAULT: Final = "meadow"
_FAR: Final = {"far": 0.30, "mid": 0.12, "ground": 0.0, "near": 0.0, "front": 0.0,
               "wall": 0.0, "floor": 0.0}  # fmt: skip
_DEEP: Final = {"far": 0.45, "mid": 0.22}
"""Haze of the layers under water, in fog and in space."""
_SEASONS: Final = {
    "spring": {"leaf": (rgb("a6d95b"), 0.40), "grass": (rgb("93d453"), 0.35)},
    "autumn": {"leaf": (rgb("f08a24"), 0.80), "grass": (rgb("c9b04a"), 0.45)},
    "winter": {"leaf": (rgb("e8f1f8"), 0.55), "grass": (rgb("f0f6fb"), 0.82),
               "roof": (rgb("f6fafd"), 0.75), "sand": (rgb("eef3f8"), 0.5),
               "bloom": (rgb("eef4f9"), 0.85)},
}  # fmt: skip


def stage_for(
    place: str,
    *,
    wide: float,
    time: str,
    weather: str,
    season: str,
    rng: random.Random,
    zoom: float = 1.0,
) -> Stage:
    """The stage for a place ("" or unknown: a meadow), as `rng` chooses to show it."""
    places = table("places")
    entry = places.get(place) or places.get(DEFAULT) or Entry(DEFAULT, "places", "outdoors")
    time, weather = time or "day", weather or "clear"
    kind = entry.word("light")
    if not kind and entry.values.get("inside"):
        kind = "room"
    shown = wide / zoom
    left = rng.uniform(0.0, max(0.0, WIDE - shown))
    flip = rng.random() < 0.5 and bool(entry.values.get("flip", True))
    if weather == "snow" and not season:
        season = "winter"
    seen = light(time, "clear" if entry.values.get("inside") else weather, kind)
    return Stage(entry, wide, left, flip, zoom, time, weather, season, seen)


def draw_behind(
    pen: Pen, stage: Stage, rng: random.Random, *, backdrop: Callable[[], None] | None = None
) -> None:
    """Everything behind the figures: sky, layers, windows, lamplight, rain; `backdrop` draws what
    belongs to the horizon, once the furthest layer is there."""
    if stage.sky or stage.entry.word("light") in ("space", "deep"):
        draw_sky(pen, time=stage.time, weather=stage.weather, rng=rng,
                 plain=not stage.sky, low=_horizon(stage))  # fmt: skip
    drawing = stage.drawing
    if drawing is not None:
        for layer in ("wall", "far", "mid", "floor", "ground", "near"):
            _layer(pen, stage, drawing, layer)
            if layer == "wall" and stage.inside:
                draw_windows(pen, stage, rng)
            elif layer == "floor" and stage.inside:
                draw_daylight(pen, stage)
            elif layer == "far" and backdrop is not None:
                backdrop()
        if stage.inside:
            draw_lamplight(pen, stage)
    if stage.sky:
        if stage.weather in ("rain", "storm") and stage.surface not in ("water", "air", "snow"):
            draw_puddles(pen, rng, stage.ground)
        draw_falling(pen, weather=stage.weather, rng=rng, near=False)


def draw_before(
    pen: Pen, stage: Stage, rng: random.Random, faces: Sequence[Point], *, front: bool = True
) -> None:
    """What lies before the figures: the front layer and near rain."""
    drawing = stage.drawing
    if drawing is not None and front:
        _layer(pen, stage, drawing, "front")
    if stage.sky:
        draw_falling(pen, weather=stage.weather, rng=rng, near=True, faces=faces)


def _horizon(stage: Stage) -> float:
    return 264.0 if stage.surface in ("air", "water") or not stage.sky else 200.0


def _layer(pen: Pen, stage: Stage, drawing: Art, name: str) -> None:
    part = drawing.part(name)
    if part is None:
        return
    hazy = stage.weather == "fog" or stage.entry.word("light") == "deep"
    far = (_DEEP if hazy else {}).get(name, _FAR.get(name, 0.0))
    if stage.inside:
        far *= 0.3
    with pen.distance(far), pen.moved(stage.frame):
        pen.art(drawing, only={name}, tint=season_tint(stage), volume=0.35)


def season_tint(stage: Stage) -> Tint | None:
    """What the season does to leaves, grass, roofs and sand out of doors; None if nothing."""
    change = _SEASONS.get(stage.season) if not stage.inside else None
    if change is None:
        return None

    def tint(role: str, colour: Colour) -> Colour:
        if role not in change:
            return colour
        towards, amount = change[role]
        # What was lighter stays lighter, so that the layers remain.
        value = sum(colour) / 3
        if stage.season == "autumn":
            towards = mix(towards, rgb("8a3a1c"), max(0.0, 0.62 - 1.1 * value))
        return mix(colour, towards, amount)

    return tint
