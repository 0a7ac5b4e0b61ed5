"""Things on the page: how big a thing is drawn, its anchors, its near and its far side."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from picturebook.drawing.artwork import Art, art
from picturebook.drawing.colours import HAIRS, NAMED, Colour, mix, rgb
from picturebook.drawing.paths import Point, box, oval, within
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Box
from picturebook.scene import Thing
from picturebook.tables import Entry, table

CHILD_CM: Final = 118.0
CHILD: Final = 92.0
"""How high a child is drawn in a picture of medium distance, in page units."""
_POWER: Final = 0.68
"""A picture book shows small things bigger and big things smaller than they are."""


def units(cm: float) -> float:
    """How long something of `cm` is drawn at the ground line of a picture of medium distance."""
    return CHILD * (max(cm, 1.0) / CHILD_CM) ** _POWER


def colour_named(name: str) -> Colour | None:
    """A colour by its name in a scene; None for "" and unknown ones."""
    return NAMED.get(name) or HAIRS.get(name)


TABLES: Final = frozenset("table desk counter tablecloth".split())
"""Things that people sit at, behind them."""
FLAT: Final = frozenset(
    "rug blanket towel tablecloth napkin doormat paper newspaper map puddle mud crossing".split()
)
"""Things that lie spread out on the ground when something is on them."""


@dataclass(frozen=True)
class Prop:
    """A thing at a scale: its drawing is `wide` x `high` page units at depth 1."""

    thing: Thing
    entry: Entry
    long: float
    """Page units of its longer side."""

    @classmethod
    def of(cls, thing: Thing, long: float | None = None) -> "Prop | None":
        """The thing as it is drawn; None if there is no drawing of it."""
        entry = table("things").get(thing.kind)
        if entry is None:
            return None
        size = {"small": 0.72, "big": 1.35}.get(thing.size, 1.0)
        return cls(thing, entry, (units(entry.cm) if long is None else long) * size)

    def another(self, n: int) -> "Prop":
        """The `n`th of several alike, with an id of its own; the first is the thing itself."""
        if n == 0:
            return self
        return replace(self, thing=replace(self.thing, id=f"{self.thing.id}.{n}"))

    @cached_property
    def art(self) -> Art:
        """Its drawing."""
        return art(self.entry.art)

    @property
    def scale(self) -> float:
        """Page units to a unit of the file."""
        return self.long / max(self.art.box[2], self.art.box[3])

    @property
    def wide(self) -> float:
        """Page units from left to right."""
        return self.art.box[2] * self.scale

    @property
    def high(self) -> float:
        """Page units from top to bottom."""
        return self.art.box[3] * self.scale

    @property
    def at(self) -> str:
        """Where it belongs: "ground", "table", "wall", "water" …"""
        return self.entry.word("at", "ground")

    @property
    def hold(self) -> str:
        """How it is held: "hand", "both", "up", "arms"; "" if it is not."""
        return self.entry.word("hold")

    def has(self, anchor: str) -> bool:
        """Whether its drawing has such an anchor."""
        return anchor in self.art.anchors

    def seats(self) -> list[str]:
        """Its seats, the driver's first."""
        return [name for name in ("seat", "seat2", "seat3", "seat4") if self.has(name)]

    def local(self, anchor: str) -> Point:
        """An anchor, in page units from the middle of its lower edge (unflipped, depth 1)."""
        left, top, wide, high = self.art.box
        a = self.art.anchors[anchor]
        return (a.x - left - wide / 2) * self.scale, (a.y - top - high) * self.scale

    def point(
        self, anchor: str, x: float, y: float, *, depth: float = 1.0, flip: bool = False
    ) -> Point:
        """An anchor on the page when its lower edge's middle is at (x, y)."""
        dx, dy = self.local(anchor)
        return x + (-dx if flip else dx) * depth, y + dy * depth

    def box_at(self, x: float, y: float, *, depth: float = 1.0) -> Box:
        """The box round it when its lower edge's middle is at (x, y)."""
        wide, high = self.wide * depth, self.high * depth
        return x - wide / 2, y - high, x + wide / 2, y

    def draw(
        self,
        pen: Pen,
        x: float,
        y: float,
        *,
        depth: float = 1.0,
        flip: bool = False,
        part: str = "all",
        turn: float = 0.0,
        shadow: bool = True,
        spread: bool = False,
    ) -> None:
        """Draw it with its lower edge's middle at (x, y).

        `part` "behind" leaves out what hides a sitter, "front" draws that alone; `turn` degrees
        about its hand anchor (or its middle); `spread` on the ground instead of upright.
        """
        flip = flip and bool(self.entry.values.get("flip", True))  # Letters are never mirrored.
        left, top, wide, high = self.art.box
        scale = self.scale * depth
        hand = self.art.anchors.get("hand")
        about = (hand.x, hand.y) if hand else (left + wide / 2, top + high / 2)
        with pen.whose(self.thing.id):
            if shadow and part != "front" and self.at == "ground":
                pen.ground_shadow(
                    x, y - 0.5, wide * scale * 0.46, max(1.5, min(7.0, wide * scale * 0.05))
                )
            squash = scale * 0.34 if spread else scale
            with (
                pen.at(x, y, scale=scale, scale_y=squash, flip=flip),
                pen.at(-(left + wide / 2), -(top + high)),
                pen.at(turn=turn, about=about),
            ):
                pen.art(
                    self.art, colours=self.colours(),
                    hide={"front"} if part == "behind" else (),
                    only={"front"} if part == "front" else None,
                )  # fmt: skip
                if part != "front" and self.thing.pattern:
                    self._pattern(pen)

    def colours(self) -> Mapping[str, Colour]:
        """The colours that the scene says."""
        said = colour_named(self.thing.colour)
        return {"body": said} if said else {}

    def _pattern(self, pen: Pen) -> None:
        """Stripes or dots on the largest shape of the body."""
        shapes = [s for s in self.art.shapes() if "body" in s.roles and not s.flat]
        if not shapes:
            return
        main = max(shapes, key=lambda s: s.path.getBounds().width() * s.path.getBounds().height())
        b = main.path.getBounds()
        base = colour_named(self.thing.colour) or main.colour
        tone = rgb("fff6e6") if sum(base) < 1.9 else mix(base, rgb("7a3b52"), 0.6)
        step = max(b.width(), b.height()) / 6
        if self.thing.pattern == "dotted":
            rng = random.Random(self.thing.id)
            for i in range(6):
                for j in range(6):
                    spot = oval(b.left() + (i + 0.5 * (j % 2)) * step + rng.uniform(-1, 1),
                                b.top() + j * step, step * 0.2)  # fmt: skip
                    pen.flat(within(spot, main.path), tone)
            return
        for i in range(7):
            x = b.left() + i * step
            band = box(x, b.top(), x + step * 0.42, b.bottom())
            pen.flat(within(band, main.path), tone, alpha=0.9)
