"""The stage: a place's layers in their light, season and weather, seen through a window of the page.

A place's drawing is 480 units wide; a page shows as much of it as it is wide, which part and which way
round is the seed's choice.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import skia

from picturebook.drawing.artwork import Art, Part, art
from picturebook.drawing.colours import Colour, Light, light, mix, rgb
from picturebook.drawing.paths import Point, moved
from picturebook.drawing.pen import Pen, Tint
from picturebook.drawing.sky import draw_falling, draw_puddles, draw_sky
from picturebook.tables import Entry, table

WIDE: Final = 480.0
DEFAULT: Final = "meadow"
_FAR: Final = {"far": 0.30, "mid": 0.12, "ground": 0.0, "near": 0.0, "front": 0.0,
               "wall": 0.0, "floor": 0.0}  # fmt: skip
_DEEP: Final = {"far": 0.45, "mid": 0.22}
"""Haze of the layers under water, in fog and in space."""
_SEASONS: Final = {
    "spring": {"leaf": (rgb("a6d95b"), 0.40), "grass": (rgb("93d453"), 0.35)},
    "autumn": {"leaf": (rgb("e88a2a"), 0.72), "grass": (rgb("c9b04a"), 0.45)},
    "winter": {"leaf": (rgb("e8f1f8"), 0.55), "grass": (rgb("f0f6fb"), 0.82),
               "roof": (rgb("f6fafd"), 0.75), "sand": (rgb("eef3f8"), 0.5)},
}  # fmt: skip


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
        return self.entry.word("surface", "floor" if self.inside else "grass")

    @property
    def water(self) -> float | None:
        """Where the water's surface is; None if there is none."""
        value = self.entry.values.get("water")
        return None if value is None else float(value)

    def depth(self, y: float) -> float:
        """How large figures are with their feet at `y`: 1 at the ground line, less behind."""
        if y >= self.ground:
            return 1.0 + (y - self.ground) / 160
        return max(0.45, 1.0 - (self.ground - y) / 150)


def stage_for(
    place: str, *, wide: float, time: str, weather: str, season: str, rng: random.Random,
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
    if weather == "snow" and not season:
        season = "winter"
    return Stage(entry, wide, left, rng.random() < 0.5, zoom, time, weather, season,
                 light(time, weather if not entry.values.get("inside") else "clear", kind))  # fmt: skip


def draw_behind(pen: Pen, stage: Stage, rng: random.Random) -> None:
    """Everything behind the figures: sky, layers, rain."""
    if stage.sky or stage.entry.word("light") in ("space", "deep"):
        draw_sky(pen, time=stage.time, weather=stage.weather, rng=rng,
                 plain=not stage.sky, low=_horizon(stage))  # fmt: skip
    drawing = _drawing(stage)
    if drawing is not None:
        if stage.inside:
            _windows(pen, stage, drawing, rng)
        for layer in ("wall", "far", "mid", "floor", "ground", "near"):
            _layer(pen, stage, drawing, layer)
    if stage.sky:
        if stage.weather in ("rain", "storm") and stage.surface not in ("water", "air", "snow"):
            draw_puddles(pen, rng, stage.ground)
        draw_falling(pen, weather=stage.weather, rng=rng, near=False)


def draw_before(
    pen: Pen, stage: Stage, rng: random.Random, faces: Sequence[Point], *, front: bool = True
) -> None:
    """What lies before the figures: the front layer and near rain."""
    drawing = _drawing(stage)
    if drawing is not None and front:
        _layer(pen, stage, drawing, "front")
    if stage.sky:
        draw_falling(pen, weather=stage.weather, rng=rng, near=True, faces=faces)


def _horizon(stage: Stage) -> float:
    return 264.0 if stage.surface in ("air", "water") or not stage.sky else 200.0


def _drawing(stage: Stage) -> Art | None:
    try:
        return art(stage.entry.art)
    except ValueError:
        return None


def _frame(stage: Stage) -> skia.Matrix:
    """From the place's units to the page's."""
    matrix = skia.Matrix()
    matrix.preTranslate(0, stage.ground)
    matrix.preScale(stage.zoom, stage.zoom)
    matrix.preTranslate(0, -stage.ground)
    if stage.flip:
        matrix.preTranslate(stage.wide / stage.zoom, 0)
        matrix.preScale(-1, 1)
    matrix.preTranslate(-stage.left, 0)
    return matrix


def _layer(pen: Pen, stage: Stage, drawing: Art, name: str) -> None:
    part = drawing.part(name)
    if part is None:
        return
    hazy = stage.weather in ("fog",) or stage.entry.word("light") in ("deep",)
    far = (_DEEP if hazy else {}).get(name, _FAR.get(name, 0.0))
    if stage.inside:
        far *= 0.3
    with pen.distance(far), pen.moved(_frame(stage)):
        pen.art(drawing, only={name}, tint=_tint(stage), volume=0.35)


def _tint(stage: Stage) -> Tint | None:
    change = _SEASONS.get(stage.season) if not stage.inside else None
    if change is None:
        return None

    def tint(role: str, colour: Colour) -> Colour:
        if role not in change:
            return colour
        towards, amount = change[role]
        # What was lighter stays lighter, so that the layers remain.
        value = sum(colour) / 3
        return mix(colour, mix(towards, mix(towards, rgb("5a3a20"), 0.5), 0.55 - 0.75 * value)
                   if stage.season == "autumn" else towards, amount)  # fmt: skip

    return tint


def _windows(pen: Pen, stage: Stage, drawing: Art, rng: random.Random) -> None:
    """Lay the sky behind the wall's windows: shapes of the role "window" are left open in the wall
    by being painted over it with what is outside."""
    del pen, stage, drawing, rng


def window_paths(drawing: Art) -> list[skia.Path]:
    """The panes of a room through which outside is seen."""

    def walk(items: Sequence[object]) -> list[skia.Path]:
        found: list[skia.Path] = []
        for item in items:
            if isinstance(item, Part):
                found += walk(item.items)
            elif "window" in getattr(item, "roles", ()):
                found.append(item.path)  # type: ignore[attr-defined]
        return found

    return walk(drawing.items)


def draw_windows(pen: Pen, stage: Stage, rng: random.Random) -> None:
    """Paint hour and weather into the panes of a room, over the panes' own colour."""
    drawing = _drawing(stage)
    if drawing is None or not stage.inside:
        return
    frame = _frame(stage)
    for pane in window_paths(drawing):
        path = moved(pane, frame)
        bounds = path.getBounds()
        if bounds.right() < 0 or bounds.left() > stage.wide:
            continue
        outside = light(stage.time, stage.weather)
        before, pen.light = pen.light, outside
        try:
            with pen.clipped(path), pen.at(bounds.left(), bounds.top()):
                _view(pen, bounds.width(), bounds.height(), stage, rng)
        finally:
            pen.light = before


def _view(pen: Pen, wide: float, high: float, stage: Stage, rng: random.Random) -> None:
    from picturebook.drawing.marks import Mark
    from picturebook.drawing.paths import blob, box, oval, poly, star

    seen = pen.light
    tone = pen.style.tone
    pen.add(Mark(moved(box(0, 0, wide, high * 0.6), pen.frame), tone(seen.sky[0]), to=tone(seen.sky[1])))
    pen.add(Mark(moved(box(0, high * 0.6, wide, high), pen.frame), tone(seen.sky[1]), to=tone(seen.sky[2])))
    unit = min(wide, high)
    if stage.weather in ("clear", "wind", "cloudy", "snow"):
        x, y = wide * 0.68, high * 0.3
        if stage.time == "night":
            pen.flat(star(wide * 0.25, high * 0.2, unit * 0.06), rgb("fff2b8"), lit=False)
            pen.flat(star(wide * 0.4, high * 0.45, unit * 0.04), rgb("fff2b8"), lit=False)
            pen.flat(oval(x, y, unit * 0.14), rgb("fff3c0"), lit=False)
        else:
            low = stage.time in ("evening", "dawn")
            pen.flat(oval(x, high * (0.55 if low else 0.28), unit * 0.14),
                     rgb("ffb55a" if low else "ffe14d"), lit=False)  # fmt: skip
            pen.flat(oval(wide * 0.3, high * 0.3, unit * 0.17, unit * 0.07), rgb("ffffff"), alpha=0.8, lit=False)
    green = seen.on(rgb("e9f2f8" if stage.season == "winter" else "78b957"), 0.15)
    hill = blob((-wide * 0.2, high * 0.85), (wide * 0.3, high * 0.68), (wide * 0.7, high * 0.8),
                (wide * 1.2, high * 0.72), (wide * 1.2, high * 1.3), (-wide * 0.2, high * 1.3))  # fmt: skip
    pen.flat(hill, green, lit=False)
    if stage.weather in ("rain", "storm"):
        for i in range(9):
            x, y = rng.uniform(0, wide), rng.uniform(0, high)
            pen.line(poly((x, y), (x - unit * 0.05, y + unit * 0.16), closed=False),
                     rgb("dcebf7"), 1.2, alpha=0.8, lit=False)  # fmt: skip
    elif stage.weather == "snow":
        for _ in range(10):
            pen.flat(oval(rng.uniform(0, wide), rng.uniform(0, high), 1.5), rgb("ffffff"), lit=False)
