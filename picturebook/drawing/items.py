"""What stands on a page as one piece.

A figure with what it holds, riders on what they ride, a table with what lies on it.  Each draws
itself at the origin of the pen's frame, its feet on y = 0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from picturebook.drawing.actors import Actor, Held
from picturebook.drawing.colours import light
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Box, Placed, around
from picturebook.drawing.props import FLAT, Prop
from picturebook.drawing.styles.bare import Bare

CHAIR: Final = 46.0
"""How high a chair's seat is, in centimetres."""
_RIDER: Final = 1.02
"""How large riders are drawn, next to the true proportion to what they ride."""


class Item(Protocol):
    """One piece of a picture."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The figures and things that it is made of."""

    @property
    def land(self) -> str:
        """Where it belongs: "ground", "water", "air", "wall", "back" …"""

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """Lay it down at the frame's origin, its own middle there; looking left where `flip`."""


def measured(item: Item, *, flip: bool = False) -> Box:
    """The box round an item that stands at the origin."""
    pen = Pen(Bare(), light("day"))
    item.draw(pen, flip=flip)
    bounds = [mark.path.getBounds() for mark in pen.marks if not mark.blur and not mark.fade]
    boxes = [(b.left(), b.top(), b.right(), b.bottom()) for b in bounds]
    return around(boxes) if boxes else (0.0, 0.0, 0.0, 0.0)


@dataclass(eq=False)
class Alone:
    """A thing by itself."""

    prop: Prop
    land: str = "ground"

    @property
    def ids(self) -> tuple[str, ...]:
        """The thing's own."""
        return (self.prop.thing.id,)

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """The thing on its feet."""
        self.prop.draw(pen, 0, 0, flip=flip, shadow=self.land == "ground")
        return [Placed(self.prop.box_at(0, 0))]


@dataclass(eq=False)
class Standing:
    """A figure with what it has in its hands."""

    actor: Actor
    held: Sequence[Held] = ()
    land: str = "ground"
    wet: bool = True
    """Whether there is a surface that hides a swimmer's legs."""
    at_table: bool = False
    """Whether it sits at a table, on a chair that the table hides."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The figure's, and those of what it holds."""
        return (self.actor.figure.id, *(h.id for h in self.held))

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """The figure with what it holds."""
        if self.at_table and self.actor.person:
            chair = CHAIR * self.actor.long / self.actor.cm
            with pen.at(0, -chair):
                return [self.actor.draw(pen, flip=flip, held=self.held, seated=True, drop=chair)]
        return [self.actor.draw(pen, flip=flip, held=self.held, water=self.wet)]


@dataclass(eq=False)
class Riding:
    """Figures on or in a thing with seats (a bicycle, a boat, a couch)."""

    prop: Prop
    riders: Sequence[Standing]
    land: str = "ground"

    @property
    def ids(self) -> tuple[str, ...]:
        """The thing's, then the riders'."""
        return (self.prop.thing.id, *(i for rider in self.riders for i in rider.ids))

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """Its far side, the riders (the driver last, before the others), its near side."""
        self.prop.draw(pen, 0, 0, flip=flip, part="behind", shadow=self.land == "ground")
        seats = self.prop.seats() or ["foot" if self.prop.has("foot") else ""]
        placed = []
        grip = self.prop.point("grip", 0, 0, flip=flip) if self.prop.has("grip") else None
        for i, rider in reversed(list(enumerate(self.riders))):
            seat = seats[min(i, len(seats) - 1)]
            x, y = self.prop.point(seat, 0, 0, flip=flip) if seat else (0.0, -self.prop.high * 0.4)
            x += (i - len(seats) + 1) * 12 * (i >= len(seats))
            real = self.prop.long / max(self.prop.entry.cm, 1) * _RIDER
            size = min(1.0, real * rider.actor.cm / rider.actor.long)
            if rider.actor.lies and self.prop.entry.group == "home":
                placed.append(self._lying(pen, rider, x, y, size, flip))
                continue
            drop = math.inf
            if self.prop.has("foot") and seat == "seat":
                drop = (self.prop.point("foot", 0, 0)[1] - y) / size
            at = ((grip[0] - x) / size, (grip[1] - y) / size) if grip and not i else None
            with pen.at(x, y, scale=size):
                drawn = rider.actor.draw(
                    pen, flip=flip, held=rider.held, seated=seat.startswith("seat"), drop=drop,
                    grip=at, bare=self.prop.entry.group != "home",
                )  # fmt: skip
            placed.append(drawn)
        self.prop.draw(pen, 0, 0, flip=flip, part="front", shadow=False)
        return placed

    def _lying(
        self, pen: Pen, rider: Standing, x: float, y: float, size: float, flip: bool
    ) -> Placed:
        """Whoever sleeps in a bed: the head at its left end, where the pillow is."""
        box = measured(rider)
        size = min(size, 0.80 * self.prop.wide / max(box[2] - box[0], 1.0))
        middle = (box[0] + box[2]) / 2 * size * (-1 if flip else 1)
        with pen.at(x - middle, y + 7, scale=size):
            return rider.actor.draw(pen, flip=flip, held=rider.held, shadow=False)


@dataclass(eq=False)
class Mounted:
    """Figures on an animal's back."""

    animal: Actor
    riders: Sequence[Standing]
    land: str = "ground"

    @property
    def ids(self) -> tuple[str, ...]:
        """The animal's, then the riders'."""
        return (self.animal.figure.id, *(i for rider in self.riders for i in rider.ids))

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """Far legs, the animal, then the riders before it."""
        scratch = Pen(Bare(), light("day"))
        bare = self.animal.draw(scratch, flip=flip)
        seat = bare.points.get("seat") or ((bare.box[0] + bare.box[2]) / 2, bare.box[1] * 0.8)
        real = self.animal.long / max(self.animal.cm, 1) * _RIDER
        sizes = [min(1.0, real * r.actor.cm / r.actor.long) for r in self.riders]
        spots = [
            (seat[0] + (i * 20 * (1 if flip else -1)), seat[1]) for i in range(len(self.riders))
        ]
        for rider, size, (x, y) in zip(self.riders, sizes, spots, strict=True):
            with pen.at(x, y, scale=size):
                rider.actor.draw(pen, flip=flip, held=(), seated=True, part="behind")
        placed = [self.animal.draw(pen, flip=flip)]
        for rider, size, (x, y) in zip(self.riders, sizes, spots, strict=True):
            with pen.at(x, y, scale=size):
                front = rider.actor.draw(
                    pen, flip=flip, held=rider.held, seated=True, part="front", bare=True
                )
                placed.append(front)
        return placed


@dataclass(eq=False)
class Stacked:
    """A thing with others on top of it."""

    prop: Prop
    tops: Sequence[Item]
    land: str = "ground"
    inside: bool = False
    """Whether they stand in it, behind its near side, instead of on it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The thing's, then those of what is on it."""
        return (self.prop.thing.id, *(i for top in self.tops for i in top.ids))

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """The thing, and beside each other on or in it the others."""
        spread = self.prop.thing.kind in FLAT
        shadow = self.land == "ground" and not spread
        self.prop.draw(pen, 0, 0, flip=flip, part="behind", shadow=shadow, spread=spread)
        if spread:
            x, y = 0.0, -self.prop.high * 0.34 * 0.4
        elif self.prop.has("top"):
            x, y = self.prop.point("top", 0, 0, flip=flip)
        else:
            x, y = 0.0, -self.prop.high * (0.35 if self.inside else 0.9)
        boxes = [measured(top, flip=flip) for top in self.tops]
        room = self.prop.wide * 0.86
        need = sum(b[2] - b[0] for b in boxes) or 1.0
        size = min(1.0, room / need) if len(self.tops) > 1 else min(1.0, 1.5 * room / need)
        at = x - min(need * size, room) / 2
        placed: list[Placed] = []
        for top, box in zip(self.tops, boxes, strict=True):
            wide = (box[2] - box[0]) * size
            with pen.at(at - box[0] * size, y, scale=size):
                placed += top.draw(pen, flip=flip)
            at += wide
        if not spread:
            self.prop.draw(pen, 0, 0, flip=flip, part="front", shadow=False)
        return placed or [Placed(self.prop.box_at(0, 0))]


@dataclass(eq=False)
class Crowd:
    """Alike figures beside and behind each other."""

    figures: Sequence[Standing]
    land: str = "ground"

    @property
    def ids(self) -> tuple[str, ...]:
        """Those of all."""
        return tuple(i for figure in self.figures for i in figure.ids)

    def draw(self, pen: Pen, *, flip: bool) -> list[Placed]:
        """Rows of them, the smaller ones behind."""
        count = len(self.figures)
        rows = 1 if count <= 3 else 2 if count <= 8 else 3
        each = -(-count // rows)
        wide = max(measured(f)[2] - measured(f)[0] for f in self.figures[:2]) * (
            0.86 if rows == 1 else 0.74
        )
        placed: list[Placed] = []
        for row in reversed(range(rows)):
            members = self.figures[row * each : (row + 1) * each]
            size = 1.0 - 0.13 * row
            for i, figure in enumerate(members):
                x = (i - (len(members) - 1) / 2 + (0.5 if row % 2 else 0.0)) * wide * size
                with pen.at(x, -row * 17.0 - (i % 2) * 3.0, scale=size):
                    placed += figure.draw(pen, flip=flip if i % 3 != 2 else not flip)
        return placed
