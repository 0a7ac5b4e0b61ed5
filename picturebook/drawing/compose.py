"""A scene as a drawing: the stage, the pieces on it, light and weather over them."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from picturebook.drawing.colours import rgb
from picturebook.drawing.gather import gather
from picturebook.drawing.items import Alone, Item, Stacked, measured
from picturebook.drawing.layout import arrange
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.drawing.nudging import nudged
from picturebook.drawing.paths import Point, blob, box
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Placed
from picturebook.drawing.places import draw_before, draw_behind, season_tint, stage_for
from picturebook.drawing.props import Prop
from picturebook.drawing.styles import STYLES
from picturebook.drawing.windows import seen_windows
from picturebook.scene import Scene, Thing
from picturebook.tables import table

BACKDROPS: Final = frozenset({"mountain", "hill", "volcano", "skyscraper"})
"""Things of the horizon."""
SIDES: Final = (64, 4096)
"""The fewest and most pixels of a side."""
_OF_ACTS: Final = {
    "swim": "lake", "dive": "sea", "surf": "sea", "float": "lake", "row": "lake", "sail": "sea",
    "ski": "snowy-slope", "snowboard": "snowy-slope", "cook": "kitchen", "bake": "kitchen",
    "wash": "bathroom", "skateboard": "skate-park", "drive": "road",
}  # fmt: skip
_OF_MOODS: Final = {
    "scary": ("forest", "night"), "bedtime": ("meadow", "night"), "noir": ("street", "night"),
    "romance": ("beach", "evening"), "poetic": ("lake", "dawn"), "action": ("mountain", "day"),
}  # fmt: skip
"""Where and when a page plays on which nothing can be drawn."""


def draw(
    scene: Scene,
    *,
    style: str = "paper",
    seed: int = 0,
    width: int = 1024,
    height: int = 1024,
    label: str = "",
) -> Drawing:
    """The picture of a scene. The same arguments give the same drawing.

    Raises `ValueError` with a sentence for an unknown style or a size that cannot be drawn.
    """
    if style not in STYLES:
        raise ValueError(f"There is no style {style!r}; choose one of {', '.join(STYLES)}.")
    if (
        not all(SIDES[0] <= side <= SIDES[1] for side in (width, height))
        or not 0.4 <= width / height <= 2.5
    ):
        raise ValueError(
            f"{width}×{height} cannot be drawn: sides from {SIDES[0]} to {SIDES[1]} pixels, one at "
            "most two and a half times the other."
        )
    return _Page(scene, style, seed, HIGH * width / height).drawing(label)


class _Page:
    def __init__(self, scene: Scene, style: str, seed: int, wide: float) -> None:
        self.scene = scene
        self.rng = random.Random(f"{seed}|layout")
        self.seed = seed
        self.wide = wide
        place, time = self._where()
        zoom = self.rng.choice((1.0, 1.06, 1.16))
        self.stage = stage_for(place, wide=wide, time=time, weather=scene.weather,
                               season=scene.season, rng=self.rng, zoom=zoom)  # fmt: skip
        self.style = STYLES[style]
        self.pen = Pen(self.style, self.stage.light, wide=wide, seed=seed)
        self.pen.tint = season_tint(self.stage)

    def _where(self) -> tuple[str, str]:
        scene = self.scene
        place, time = scene.place, scene.time
        empty = not scene.figures and not scene.things and not place
        if empty and scene.mood in _OF_MOODS:
            place, dark = _OF_MOODS[scene.mood]
            time = time or dark
        if not place:
            place = next((_OF_ACTS[f.act] for f in scene.figures if f.act in _OF_ACTS), "")
        if not place:
            things = [table("things").get(thing.kind) for thing in scene.things]
            if any(entry and entry.word("at") == "water" for entry in things):
                place = "sea"
            elif (
                things
                and not scene.figures
                and all(entry and entry.group in ("food", "kitchen") for entry in things)
            ):
                place = "kitchen"
            elif any(thing.kind in ("bed", "bunk-bed", "crib") for thing in scene.things):
                place = "bedroom"
            elif any(
                entry
                and entry.group in ("home", "kitchen")
                and entry.cm >= 60
                and not entry.word("hold")
                for entry in things
            ):  # Furniture stands in rooms.
                place = "living-room"
        return place, time

    def drawing(self, label: str) -> Drawing:
        far = [t for t in self.scene.things if t.kind in BACKDROPS and self._free(t.id)]
        shown = tuple(t for t in self.scene.things if t not in far)
        scene = replace(self.scene, things=shown)
        pieces = gather(scene, place=self.stage.entry.key, sky=self.stage.sky,
                        wet=self.stage.wet, windows=bool(seen_windows(self.stage)))  # fmt: skip
        if self.stage.surface == "water" and any(
            i.land in ("ground", "back") for i in pieces.items
        ):
            self._ashore()
        pen = self.pen
        draw_behind(pen, self.stage, random.Random(f"{self.seed}|sky"),
                    backdrop=lambda: self._backdrop(far))  # fmt: skip
        if pieces.items and not self.scene.figures and self._small(pieces.items):
            placed = self._still_life(pieces.items)
            front = False
        else:
            placed = []
            spots = arrange(pieces, self.stage, self.rng) if pieces.items else []
            for spot in nudged(spots, self.scene, self.stage):
                with pen.at(spot.x, spot.y, scale=spot.size):
                    placed += spot.item.draw(pen, flip=spot.flip)
            self._leashes(placed)
            front = True
        draw_before(
            pen, self.stage, random.Random(f"{self.seed}|rain"), _faces(placed), front=front
        )
        self.style.finish(pen)
        return Drawing(self.wide, tuple(pen.marks), label, self.style.textures())

    def _ashore(self) -> None:
        """Who stands at the sea stands on its beach."""
        before = self.stage
        self.stage = stage_for("beach", wide=self.wide, time=before.time, weather=before.weather,
                               season=before.season, rng=self.rng, zoom=before.zoom)  # fmt: skip

    def _free(self, thing: str) -> bool:
        """Whether nobody is on or in it."""
        return all(
            r.object != thing or r.kind in ("in front of", "beside") for r in self.scene.relations
        )

    def _backdrop(self, things: Sequence[Thing]) -> None:
        """Mountains and the like, behind everything but the furthest landscape."""
        if self.stage.entry.key in BACKDROPS or not self.stage.sky:
            return
        count = min(sum(t.count for t in things), 3)
        low = self.stage.back - 30
        for n in range(count):
            prop = Prop.of(things[min(n, len(things) - 1)], 150 - 18 * (n % 2))
            if prop is not None:
                x = self.wide * (n + 0.5 + self.rng.uniform(-0.12, 0.12)) / count
                with self.pen.distance(0.34):
                    prop.draw(self.pen, x, low, shadow=False)

    def _leashes(self, placed: Sequence[Placed]) -> None:
        """A line from the hand to the neck of whoever is led."""
        where = {p.id: p for p in placed if p.id}
        for relation in self.scene.relations:
            who, led = where.get(relation.subject), where.get(relation.object)
            if relation.kind != "leading" or who is None or led is None:
                continue
            end = led.points.get("neck")
            if end is None or "hand" not in who.points:
                continue
            hands = (who.points["hand"], who.points["other_hand"])
            start = min(hands, key=lambda hand: math.dist(hand, end))
            sag = ((start[0] + end[0]) / 2, max(start[1], end[1]) + 5)
            self.pen.line(blob(start, sag, end, closed=False), rgb("7a3b2e"), 1.5)

    def _small(self, items: Sequence[Item]) -> bool:
        """Whether there are only things that lie on tables."""
        return all(isinstance(item, Alone | Stacked) and _on_table(item.prop) for item in items)

    def _still_life(self, items: Sequence[Item]) -> list[Placed]:
        """Things on a table top, seen from near."""
        pen, top = self.pen, 150.0
        wood = self.rng.choice(("c98d55", "b9774a", "d9a86a", "8fb8a8", "e2b8a0"))
        with pen.distance(0.0):
            pen.form(box(-20, top, self.wide + 20, HIGH + 20, 6), rgb(wood), volume=0.4)
            pen.flat(box(-20, top + 9, self.wide + 20, top + 11), rgb("2b2030"), alpha=0.08)
        boxes = [measured(item) for item in items]
        widths = [b[2] - b[0] for b in boxes]
        rows = 1 if len(items) <= 3 else 2
        each = -(-len(items) // rows)
        placed: list[Placed] = []
        for row in range(rows - 1, -1, -1):
            some = list(range(row * each, min(len(items), (row + 1) * each)))
            need = sum(widths[i] for i in some) + 8 * (len(some) - 1)
            size = min((self.wide - 40) / max(need, 1), 128 / max(-boxes[i][1] for i in some), 4.0)
            size *= 1.0 if row == 0 else 0.8
            x = (self.wide - need * size) / 2
            y = (230.0 if rows == 1 else 238.0) - row * 46
            for i in some:
                with pen.at(x - boxes[i][0] * size, y, scale=size):
                    placed += items[i].draw(pen, flip=False)
                x += (widths[i] + 8) * size
        return placed


def _on_table(prop: Prop) -> bool:
    """Whether it lies on tables."""
    lies = prop.at == "table" or prop.entry.group in ("food", "kitchen")
    return lies and prop.entry.cm <= 70


def _faces(placed: Sequence[Placed]) -> list[Point]:
    return [((p.head[0] + p.head[2]) / 2, (p.head[1] + p.head[3]) / 2) for p in placed if p.head]
