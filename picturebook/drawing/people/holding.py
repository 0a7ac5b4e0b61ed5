"""What figures hold: where it is, and painting it there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import skia

from picturebook.drawing.paths import Point
from picturebook.drawing.pen import Pen
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import add, between


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something that is held or used.

    `paint` draws it with the point it is held at in the origin, in units of the pen that the
    figure was asked for with, upright and looking right; the frame is moved and turned already.
    `where`: "near" (the holding hand), "up" (the same, raised), "other" (the other hand), "both",
    "mouth", "head", "foot", "ground" (before the feet), "under" (below the feet), "front" (before
    the body at hand height), "back" (on the back); "" as the act has it.
    """

    paint: Callable[[Pen], None]
    where: str = ""
    turn: float | None = None
    """In degrees; None as the act has it."""
    id: str = ""
    """Whose the marks are; "" the figure's own."""


_USED: Final = ("foot", "under", "mouth", "front")
"""Where acts have their thing however it is carried otherwise: a ball is kicked, a horn blown."""
Placing = tuple[Held, str, Point, float]


def placed(s: Sitter, held: Held) -> Placing:
    """Where a held thing is, and how it is turned."""
    where = "near" if held.where == "up" else held.where or s.pose.prop
    if where in ("near", "both") and s.pose.prop in _USED:
        where = s.pose.prop
    j, b = s.joints, s.build
    near, other = (j.arm_r, j.arm_l) if s.pose.holding == "r" else (j.arm_l, j.arm_r)
    turn = s.pose.prop_turn if held.turn is None else held.turn
    points = {
        "near": grip(s, near.end, near.joint),
        "other": grip(s, other.end, other.joint),
        "both": between(j.arm_l.end, j.arm_r.end, 0.5),
        "mouth": in_head(s, 9, 26),
        "head": in_head(s, 2, -46),
        "foot": add(j.leg_r.end, b.head * 0.42, 0.0),
        "under": (
            (j.leg_l.end[0] + j.leg_r.end[0]) / 2,
            max(j.leg_l.end[1], j.leg_r.end[1]) + b.sole,
        ),
        "ground": (max(j.arm_r.end[0], b.head * 0.55), 0.0),
        "front": j.arm_r.end,
        "back": j.on(-b.shoulders, b.torso * 0.3),
    }
    return held, where, points.get(where, points["near"]), turn


def grip(s: Sitter, end: Point, joint: Point) -> Point:
    """The middle of a fist."""
    x, y = end[0] - joint[0], end[1] - joint[1]
    long = max(0.01, (x * x + y * y) ** 0.5)
    return add(end, x / long * s.build.hand * 0.55, y / long * s.build.hand * 0.55)


def in_head(s: Sitter, x: float, y: float) -> Point:
    """A point of the head's frame (see `Sitter.head_frame`) in the figure's units."""
    matrix = skia.Matrix()
    matrix.setTranslate(*s.joints.head)
    matrix.preRotate(s.joints.face)
    matrix.preScale(s.build.head / 92, s.build.head / 92)
    p = matrix.mapXY(x, y)
    return p.x(), p.y()


def paint(s: Sitter, held: Sequence[Placing], scale: float, *where: str) -> bool:
    """Paint what is held at these places; whether there is something."""
    found = False
    for one, at, point, turn in held:
        if at in where:
            found = True
            with s.pen.whose(one.id or s.pen.owner), s.pen.at(*point, scale=1 / scale, turn=turn):
                one.paint(s.pen)
    return found
