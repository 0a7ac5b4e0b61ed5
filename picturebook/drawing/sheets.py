"""Contact sheets of the vocabulary: every drawing of a kind with its name, as it is printed."""

import math
import random
from collections.abc import Callable, Sequence

import skia

from picturebook.drawing import animals, compose
from picturebook.drawing.artwork import art
from picturebook.drawing.colours import light, rgb
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.drawing.paths import box
from picturebook.drawing.pen import Pen
from picturebook.drawing.people import sheets as people_sheets
from picturebook.drawing.places import draw_before, draw_behind, stage_for
from picturebook.drawing.styles import STYLES
from picturebook.scene import Scene
from picturebook.tables import SORTS, table

Entry = tuple[str, Callable[[Pen], None]]
"""A label, and what draws into a cell of 256 x 256 units."""


def entries(kind: str, *, time: str = "", weather: str = "", season: str = "") -> list[Entry]:
    """All of a kind: "things", "animals", "places", "people", "acts" or "roles"."""
    if kind == "things":
        return thing_entries()
    if kind == "places":
        return place_entries(time, weather, season)
    if kind == "animals":
        return animals.entries()
    if kind in ("people", "acts", "roles"):
        return people_sheets.entries(kind)
    raise ValueError(
        f"There is no sheet of {kind!r}: things, animals, places, people, acts, roles."
    )


def group(kind: str, name: str) -> set[str]:
    """The keys of one table of a kind."""
    found = {e.key for e in table(kind).values() if e.group == name} if kind in SORTS else set()
    if not found:
        raise ValueError(f"The {kind} have no group {name!r}.")
    return found


def thing_entries() -> list[Entry]:
    """All things, each standing in its cell."""

    def one(name: str) -> Callable[[Pen], None]:
        def draw(pen: Pen) -> None:
            drawing = art(name)
            left, top, wide, high = drawing.box
            scale = 180 / max(wide, high)
            with pen.at(128 - (left + wide / 2) * scale, 220 - (top + high) * scale, scale=scale):
                pen.art(drawing)

        return draw

    return [(e.key, one(e.art)) for e in table("things").values()]


def sheet(
    entries: Sequence[Entry],
    *,
    style: str = "paper",
    columns: int = 8,
    cell: int = 160,
    time: str = "day",
) -> bytes:
    """A PNG with each entry in a cell of `cell` pixels and its label below."""
    rows = max(1, math.ceil(len(entries) / columns))
    label = 18
    surface = skia.Surface(columns * cell, rows * (cell + label))
    canvas = surface.getCanvas()
    canvas.clear(skia.Color4f(1, 0.98, 0.94, 1).toColor())
    font = skia.Font(skia.Typeface(), 12)
    for i, (name, draw) in enumerate(entries):
        pen = Pen(STYLES[style], light(time), wide=HIGH)
        with pen.distance(0.0):
            pen.flat(box(0, 0, 256, 256), rgb("f3ead8"))
        draw(pen)
        picture = Drawing(HIGH, pen.marks, name, STYLES[style].textures()).image(cell, cell)
        x, y = i % columns * cell, i // columns * (cell + label)
        canvas.drawImage(picture, x, y)
        canvas.drawString(name, x + 4, y + cell + 13, font, skia.Paint(Color=0xFF40302A))
    return bytes(surface.makeImageSnapshot().encodeToData())


def in_all_styles(scene: Scene, *, columns: int = 6, cell: int = 256, seed: int = 0) -> bytes:
    """A PNG with a scene in every style, in cells of `cell` pixels, each with the style's name."""
    rows, label = math.ceil(len(STYLES) / columns), 18
    surface = skia.Surface(columns * cell, rows * (cell + label))
    canvas = surface.getCanvas()
    canvas.clear(skia.Color4f(1, 0.98, 0.94, 1).toColor())
    font = skia.Font(skia.Typeface(), 12)
    for i, style in enumerate(STYLES):
        drawing = compose.draw(scene, style=style, seed=seed)
        x, y = i % columns * cell, i // columns * (cell + label)
        # Drawn twice as large, as styles with fine strokes are made for the size of a page.
        large = drawing.image(2 * cell, 2 * cell)
        inside = skia.Rect.MakeXYWH(x + 3, y + 3, cell - 6, cell - 6)
        canvas.drawImageRect(
            large, inside, skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        )
        canvas.drawString(style, x + 6, y + cell + 12, font, skia.Paint(Color=0xFF40302A))
    return bytes(surface.makeImageSnapshot().encodeToData())


def place_entries(
    time: str = "", weather: str = "", season: str = "", seed: int = 0
) -> list[Entry]:
    """All places, each a square window of it."""

    def one(key: str) -> Callable[[Pen], None]:
        def draw(pen: Pen) -> None:
            rng = random.Random(f"{key}{seed}")
            stage = stage_for(
                key, wide=pen.wide, time=time, weather=weather, season=season, rng=rng
            )
            before, pen.light = pen.light, stage.light
            draw_behind(pen, stage, rng)
            draw_before(pen, stage, rng, ())
            pen.light = before

        return draw

    return [(key, one(key)) for key in table("places")]
