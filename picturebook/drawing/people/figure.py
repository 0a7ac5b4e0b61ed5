"""A person, or an animal in clothes, from head to toe."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

import skia

from picturebook.drawing.artwork import art
from picturebook.drawing.paths import Point, box
from picturebook.drawing.pen import Pen
from picturebook.drawing.people import backs, body, clothes, head, motion, necks
from picturebook.drawing.people.chair import chair_height, draw_chair
from picturebook.drawing.people.holding import Held, Placing, grip, in_head, paint, placed
from picturebook.drawing.people.poses import Pose
from picturebook.drawing.people.posing import cm_of, seat_of, sitter
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import between
from picturebook.drawing.placed import Box
from picturebook.scene import Look

_AT_EDGE: Final = ("brow", "ear_l", "ear_r")
"""Points at the edge of the head that hands go to."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where a figure's parts are, on the page."""

    hand: Point
    """The hand that holds things."""
    other_hand: Point
    seat: Point
    mouth: Point
    crown: Point
    feet: tuple[Point, Point]
    head: Box
    """Skull and face, without hair and hat."""
    box: Box
    """Everything that was laid down, without shadows."""
    scale: float
    """Page units of one of the figure's centimetres."""


def draw_person(
    pen: Pen,
    look: Look,
    *,
    id: str,
    act: str = "stand",
    face: str = "",
    height: float,
    holds: Sequence[Held] = (),
    seated_on: float | None = None,
    part: str = "all",
    shadow: bool = True,
    marks: bool = True,
    water: bool = True,
    grip: Point | None = None,
) -> Placed:
    """Draw a figure with its feet at the pen's origin, looking right.

    `height`: how tall it is when it stands, in the pen's units.  `seated_on`: the origin is the
    seat and lies so far above the ground (0 on the ground, infinite where the feet hang); acts
    that sit have their hips on the ground when nothing is said.  Acts in the water have the
    surface at the origin. `water`: False has those float in the air.  `part`: "behind" and
    "front" draw what is beyond and before what is ridden or sat in.
    `grip`: where both hands hold on, in the pen's units.
    """
    seat = seat_of(height, look, seated_on)
    scale = height / cm_of(look)
    at = (grip[0] / scale, grip[1] / scale) if grip else None
    raised = any(one.where == "up" for one in holds)
    s = sitter(
        pen,
        look,
        id=id,
        act=act,
        face=face,
        seated_on=seat,
        water=water,
        grip=at,
        raised=raised,
    )
    before = len(pen.marks)
    chair = chair_height(s.build) if s.rolling else 0.0
    with pen.whose(id), pen.at(0.0, -chair * scale, scale=scale):
        s = replace(s, mirrored=_mirrored(pen))
        held = [placed(s, one) for one in holds]
        if part in ("all", "behind"):
            if shadow and not s.pose.cut and part == "all" and seated_on is None:
                _shadow(s, chair)
            if s.rolling:
                draw_chair(s, chair, "behind")
            _behind(s, held, scale, marks)
        if part in ("all", "front"):
            _front(s, held, scale, marks)
            if s.rolling:
                draw_chair(s, chair, "front")
        return _where(s, before, scale)


def _mirrored(pen: Pen) -> bool:
    f = pen.frame
    return f.getScaleX() * f.getScaleY() - f.getSkewX() * f.getSkewY() < 0


def _shadow(s: Sitter, below: float) -> None:
    b = s.build
    wide = b.height * 0.42 if s.pose.spin else b.head * 0.62
    wide /= 1 + 2.0 * s.joints.lift / b.height
    s.pen.ground_shadow(0.0, below + b.sole * 0.2, wide, wide * 0.17)


@contextmanager
def _surface(s: Sitter) -> Iterator[None]:
    """Water hides what is below it."""
    if not s.pose.cut:
        yield
        return
    big = s.build.height * 3
    with s.pen.clipped(box(-big, -big, big, 0.0)):
        yield


def _behind(s: Sitter, held: Sequence[Placing], scale: float, marks: bool) -> None:
    if marks:
        motion.draw(s, behind=True)
    with _surface(s):
        _back(s, held, scale)


def _back(s: Sitter, held: Sequence[Placing], scale: float) -> None:
    _tail(s)
    backs.draw_back(s)
    paint(s, held, scale, "back", "under")
    head.draw_behind(s)
    body.draw_leg(s, "r")
    if far_arm_behind(s.pose):
        body.draw_arm(s, "r")
        if s.pose.holding == "r":
            paint(s, held, scale, "near")
        else:
            paint(s, held, scale, "other")
        body.draw_hand(s, "r")


def far_arm_behind(pose: Pose) -> bool:
    """Whether the far arm is painted before the trunk."""
    return pose.arms == "behind" or (pose.arms != "front" and pose.turn > 0.45)


def _front(s: Sitter, held: Sequence[Placing], scale: float, marks: bool) -> None:
    with _surface(s):
        _body(s, held, scale)
    if marks:
        motion.draw(s, behind=False)


def _body(s: Sitter, held: Sequence[Placing], scale: float) -> None:
    over = _leg_over(s)
    if not over:
        body.draw_leg(s, "l")
    clothes.draw_trunk(s)
    if over:
        body.draw_leg(s, "l")
    order: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for side in ("r", "l"):
        if not (side == "r" and far_arm_behind(s.pose)):
            order[_layer(s, side)].append(side)
    for side in order[0]:
        _arm(s, held, scale, side)
    necks.draw_neck(s)
    for side in order[1]:
        _arm(s, held, scale, side)
    head.draw_head(s)
    paint(s, held, scale, "ground", "front", "foot", "head")
    both = paint(s, held, scale, "both", "mouth")
    for side in order[2]:
        _arm(s, held, scale, side)
    for side in order[1]:
        if (s.pose.hand_l if side == "l" else s.pose.hand_r)[0] in _AT_EDGE:
            body.draw_hand(s, side, over=True)
    if both:
        for side in ("r", "l"):
            body.draw_hand(s, side, over=True)


def _leg_over(s: Sitter) -> bool:
    """Whether the near thigh lies before what is worn above: of who sits in trousers."""
    worn = s.outfit.cut("whole"), s.outfit.cut("bottom")
    covered = {"dress", "gown", "robe", "skirt", "long-skirt", "tutu", "tail"} & set(worn)
    return bool(s.pose.seat) and not covered and s.outfit.cut("top") not in ("robe", "tunic")


def _layer(s: Sitter, side: str) -> int:
    """Before which layer an arm lies: 0 the trunk, 1 collar and scarf, 2 the head.

    Heads cover shoulders and whatever is not meant to be at the face, so that no arm hides one.
    """
    pose, j, b = s.pose, s.joints, s.build
    target, arm = (pose.hand_l, j.arm_l) if side == "l" else (pose.hand_r, j.arm_r)
    if target[0] in _AT_EDGE:  # Of who has short arms, the arm would cross the face.
        middle = between(arm.joint, arm.end, 0.4)
        return 1 if math.dist(middle, j.head) < b.head * 0.56 else 2
    if target[0] in ("mouth", "chin", "cheek"):
        return 2
    x, y = arm.end[0] - j.head[0], arm.end[1] - j.head[1]
    if y < b.head * 0.35:
        return 2 if abs(x) > b.head * 0.5 and not pose.spin else 1
    x = arm.end[0] - j.neck[0]
    inward = x > -b.shoulders * 0.9 if side == "l" else x < b.shoulders * 0.9
    return 1 if inward and arm.end[1] - j.neck[1] < b.torso * 0.42 else 0


def _arm(s: Sitter, held: Sequence[Placing], scale: float, side: str) -> None:
    here = "near" if side == s.pose.holding else "other"
    full = any(at == here for _, at, _, _ in held)
    if not full:
        body.draw_hand(s, side)
    body.draw_arm(s, side)
    if full:
        paint(s, held, scale, here)
        body.draw_hand(s, side, over=True)


def _tail(s: Sitter) -> None:
    if not s.beast or not s.beast.tail:
        return
    b = s.build
    before = len(s.pen.marks)
    with s.trunk_frame(-b.hips * 0.6, b.torso * 1.0), s.pen.at(scale=b.head / 100):
        s.pen.art(
            art(s.beast.tail),
            colours=None if s.beast.own_tail and not s.look.colour else {"body": s.skin},
        )
    for mark in s.pen.marks[before:]:
        mark.role = mark.role and f"tail-{mark.role}"


def _where(s: Sitter, before: int, scale: float) -> Placed:
    pen, j = s.pen, s.joints
    near, other = (j.arm_r, j.arm_l) if s.pose.holding == "r" else (j.arm_l, j.arm_r)
    frame = pen.frame
    x, y = j.head
    r = s.build.head * 0.5
    skull = frame.mapRect(skia.Rect.MakeLTRB(x - r, y - r, x + r, y + r))
    bounds = skia.Rect.MakeEmpty()
    for mark in pen.marks[before:]:
        if not mark.blur and mark.figure == pen.owner:
            bounds.join(mark.path.getBounds())
    return Placed(
        hand=pen.point(*grip(s, near.end, near.joint)),
        other_hand=pen.point(*grip(s, other.end, other.joint)),
        seat=pen.point(j.hip[0], j.hip[1] + s.build.thigh * 1.1),
        mouth=pen.point(*in_head(s, 8, 25)), crown=pen.point(*in_head(s, 2, -46)),
        feet=(pen.point(*j.leg_l.end), pen.point(*j.leg_r.end)),
        head=(skull.left(), skull.top(), skull.right(), skull.bottom()),
        box=(bounds.left(), bounds.top(), bounds.right(), bounds.bottom()),
        scale=scale,
    )  # fmt: skip
