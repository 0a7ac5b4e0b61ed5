"""Whoever acts on a page, person or animal, drawn through one door."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from picturebook.drawing import people
from picturebook.drawing.animals import draw_animal
from picturebook.drawing.paths import Point
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Placed
from picturebook.drawing.props import Prop, units
from picturebook.scene import Figure, Thing
from picturebook.tables import table

_MOST: Final = {"": 0.95, "up": 0.9}
"""How large a thing in the hands is drawn at most, as a share of the holder's height."""
_WHERE: Final = {"both": "both", "arms": "both", "up": "up"}
"""In how many hands what is held that way is; elsewise as the act has it."""
_MOUTH: Final = 0.42
"""How large a thing in an animal's mouth is drawn at most, as a share of the animal's length."""


@dataclass(frozen=True)
class Held:
    """A thing that a figure has; `way` is the thing's own ("hand", "both", "up", "arms")."""

    prop: Prop | None
    way: str = "hand"
    actor: "Actor | None" = None
    """Somebody who is carried, instead of a thing."""

    @property
    def id(self) -> str:
        """Of the thing or of who is carried."""
        return self.prop.thing.id if self.prop else self.actor.figure.id if self.actor else ""


@dataclass(frozen=True)
class Actor:
    """A figure at the size in which it is drawn at the ground line (page units)."""

    figure: Figure
    cm: float
    """Of a person, how tall; of an animal, how long its longer side."""
    long: float
    """The same in page units."""
    person: bool

    @classmethod
    def of(cls, figure: Figure) -> "Actor":
        """The figure at its natural size; an unknown kind is drawn as a child."""
        look = figure.look
        entry = table("animals").get(look.kind)
        if entry is not None and not look.dressed:
            size = {"small": 0.72, "big": 1.3}.get(look.size, 1.0)
            if look.toy:  # A toy is no larger than an arm can hold.
                size *= min(1.0, 45 / entry.cm)
            return cls(figure, entry.cm * size, units(entry.cm * size), person=False)
        cm = people.standing_height(look)
        if look.toy:
            cm = min(cm, 45.0)
        return cls(figure, cm, units(cm), person=True)

    @cached_property
    def home(self) -> str:
        """Where it lives: "ground", "water", "air", "ice" or "tree"."""
        if self.person:
            return "ground"
        return table("animals")[self.figure.look.kind].word("home", "ground")

    @property
    def lies(self) -> bool:
        """Whether it is a person who lies down."""
        return self.person and (self.figure.posture or self.figure.act) in ("sleep", "lie")

    @property
    def rideable(self) -> bool:
        """Whether somebody can sit on its back."""
        return not self.person and self.cm > 60

    def draw(
        self,
        pen: Pen,
        *,
        flip: bool = False,
        held: Sequence[Held] = (),
        seated: bool = False,
        grip: Point | None = None,
        part: str = "all",
        drop: float = math.inf,
        bare: bool = False,
        water: bool = True,
        shadow: bool = True,
    ) -> Placed:
        """Draw it at the frame's origin: its feet there, or its hips if `seated`.

        A seat is `drop` units above the ground.  `grip`: where its hands hold on, in the frame's
        units; `bare` hands hold only what is said.
        """
        figure = self.figure
        with pen.at(flip=flip):
            if not self.person:
                act = figure.posture or figure.act
                if seated and act not in ("sleep", "lie", "eat"):
                    act = "sit"
                placed = draw_animal(
                    pen, figure.look, id=figure.id, act=act, face=figure.face, length=self.long,
                    part=part, under_water=not water,
                )  # fmt: skip
                if held and held[0].prop and part != "behind":
                    self._carry(pen, placed, held[0].prop)
                return replace(placed, id=figure.id)
            holds = [self._hold(one) for one in held]
            if not holds and part != "behind" and not bare:
                holds = self._usual()
            act = figure.posture if figure.posture in ("lie", "sleep", "kneel") else figure.act
            for one in held:
                act = people.act_with(act, one.prop.thing.kind) if one.prop else act
            seat = drop if seated else 0.0 if figure.posture == "sit" else None
            figure_placed = people.draw_person(
                pen, figure.look, id=figure.id, act=act, face=figure.face, height=self.long,
                holds=holds, seated_on=seat, part=part, grip=_turned(grip, flip), water=water,
                shadow=shadow,
            )  # fmt: skip
        points = {
            name: getattr(figure_placed, name)
            for name in ("hand", "other_hand", "seat", "mouth", "crown")
        }
        return Placed(figure_placed.box, figure_placed.head, points, figure.id)

    def _usual(self) -> list[people.Held]:
        """What is in the hands of who does this, said or not: a book to read, a rod to fish."""
        kind = people.pose_of(self.figure.act).thing
        prop = Prop.of(Thing(id=f"{self.figure.id}-{kind}", kind=kind)) if kind else None
        return [self._hold(Held(prop, prop.hold or "hand"))] if prop else []

    def _hold(self, held: Held) -> people.Held:
        """What the hands have, drawn in proportion to them."""
        if held.prop is None:
            assert held.actor is not None
            return people.Held(
                paint=_bearer(held.actor, self.long / self.cm), where="both", id=held.id
            )
        prop = held.prop
        # Things in hands keep their proportion to the holder more than things that stand about.
        share = self.long / units(self.cm)
        long = min(prop.long * share, _MOST.get(held.way, 0.72) * self.long)
        long = max(long, 0.15 * self.long)  # Less would be hidden by the hand.
        size = long / max(prop.long, 0.1)
        if held.way in ("both", "arms"):  # More would hide the face.
            size = min(size, 0.36 * self.long / prop.high)
        # A piano turns its keys to whoever plays it.
        flip = not held.way and prop.has("grip") and prop.local("grip")[0] > prop.wide * 0.1
        paint = _painter(prop, size, anchor="grip" if flip else "hand", flip=flip)
        return people.Held(paint=paint, where=_WHERE.get(held.way, ""), id=prop.thing.id)

    def _carry(self, pen: Pen, placed: Placed, prop: Prop) -> None:
        """A thing in the mouth."""
        mouth = placed.points.get("mouth")
        if mouth is None:
            return
        size = min(1.0, _MOUTH * self.long / max(prop.long, 1.0))
        with pen.at(*pen.here(*mouth)):
            _painter(prop, size)(pen)


def _turned(grip: Point | None, flip: bool) -> Point | None:
    """A point of the frame, in the mirrored frame of who looks left."""
    return None if grip is None else (-grip[0] if flip else grip[0], grip[1])


def _bearer(actor: Actor, scale: float) -> Callable[[Pen], None]:
    """Paints somebody who is carried, the middle in the origin, `scale` units a centimetre."""

    def paint(pen: Pen) -> None:
        size = scale * actor.cm / max(actor.long, 0.1)
        with pen.at(0, actor.long * size * (0.45 if actor.person else 0.3), scale=size):
            actor.draw(pen, bare=True, shadow=False)

    return paint


def _painter(
    prop: Prop, size: float, *, anchor: str = "hand", flip: bool = False
) -> Callable[[Pen], None]:
    """Paints a thing with the point it is held at in the origin."""

    def paint(pen: Pen) -> None:
        x, y = prop.local(anchor) if prop.has(anchor) else (0.0, -prop.high / 2)
        prop.draw(pen, (x if flip else -x) * size, -y * size, depth=size, flip=flip, shadow=False)

    return paint
