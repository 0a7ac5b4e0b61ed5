"""A person, or an animal in clothes, from head to toe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
import skia

from picturebook.drawing.artwork import art
from picturebook.drawing.colours import HAIRS, SKINS, Colour
from picturebook.drawing.paths import Point, box
from picturebook.drawing.pen import Pen
from picturebook.drawing.people import body, clothes, extras, head, motion
from picturebook.drawing.people.chair import chair_height, draw_chair
from picturebook.drawing.people.beasts import beast, beast_name
from picturebook.drawing.people.kinds import kind_of
from picturebook.drawing.people.looks import dressed_look
from picturebook.drawing.people.poses import Pose, pose_of
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import add, between, build_of, joints_of
from picturebook.drawing.people.wardrobe import colour_named, outfit
from picturebook.scene import Look

Box = tuple[float, float, float, float]
"""Left, top, right, bottom on the page."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something that is held or used.

    `paint` draws it with the point it is held at in the origin, in units of the pen that the figure
    was asked for with, upright and looking right; the frame is moved and turned already.  `where`: "near"
    (the holding hand), "other" (the other hand), "both", "mouth", "head", "foot", "ground" (before the
    feet), "under" (below the feet), "front" (before the body at hand height), "back" (on the back); "" as the act has it.
    """

    paint: Callable[[Pen], None]
    where: str = ""
    turn: float | None = None
    """In degrees; None as the act has it."""
    id: str = ""
    """Whose the marks are; "" the figure's own."""


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


def standing_height(look: Look) -> float:
    """How tall such a figure is, in centimetres."""
    size = {"small": 0.85, "big": 1.15}.get(look.size, 1.0)
    return kind_of(look.kind, dressed=bool(beast_name(look))).cm * size


def draw_person(
    pen: Pen, look: Look, *, id: str, act: str = "stand", face: str = "", height: float,
    holds: Sequence[Held] = (), seated_on: float | None = None, part: str = "all",
    shadow: bool = True, marks: bool = True, water: bool = True,
) -> Placed:
    """Draw a figure with its feet at the pen's origin, looking right.

    `height`: how tall it is when it stands, in the pen's units.  `seated_on`: the origin is the seat
    and lies so far above the ground (0 on the ground, infinite where the feet hang); acts that sit have
    their hips on the ground when nothing is said.  Acts in the water have the surface at the origin.
    `water`: False has those float in the air.  `part`: "behind" and "front" draw what is beyond and before what is ridden or sat in.
    """
    rolling = "wheelchair" in look.traits and seated_on is None and not pose_of(act).cut
    s = sitter(pen, look, id=id, act=act, face=face, seated_on=_seat(height, look, seated_on), water=water)
    scale = height / s.build.height
    before = len(pen.marks)
    chair = chair_height(s.build) if rolling else 0.0
    with pen.whose(id), pen.at(0.0, -chair * scale, scale=scale):
        s = replace(s, mirrored=_mirrored(pen))
        held = [_placed(s, one) for one in holds]
        if part in ("all", "behind"):
            if shadow and not s.pose.cut and part == "all" and seated_on is None:
                _shadow(s, chair)
            if rolling:
                draw_chair(s, chair, "behind")
            _behind(s, held, scale, marks)
        if part in ("all", "front"):
            _front(s, held, scale, marks)
            if rolling:
                draw_chair(s, chair, "front")
        return _where(s, before, scale)


def sitter(
    pen: Pen, look: Look, *, id: str, act: str, face: str = "", seated_on: float | None = None,
    water: bool = True,
) -> Sitter:
    """Everything that is known of a figure before it is drawn."""
    look = dressed_look(look, id)
    name = beast_name(look)
    kind = kind_of(look.kind, dressed=bool(name))
    slim = {"slim": 1.0, "thin": 1.0, "round": -1.0, "fat": -1.3, "plump": -1.0}
    build = build_of(kind, slim=sum(slim.get(t, 0.0) for t in look.traits))
    if "pregnant" in look.traits:
        build = replace(build, round=build.round + 0.9)
    pose = pose_of(act, id)
    if face:
        pose = replace(pose, face=face)
    if pose.cut and not water:
        pose = replace(pose, cut=0.0, lift=0.24, marks=("air",))
    if "wheelchair" in look.traits and seated_on is None:
        pose = _in_chair(pose)
        seated_on = chair_height(build)
    if pose.seat and seated_on is None:
        seated_on = 0.0
    if seated_on is not None and not pose.seat:
        pose = replace(pose, seat="chair", foot_l=(0.42, 0.52), foot_r=(0.52, 0.5), feet=(0, 0),
                       knees=(0, 0), spin=0.0, lift=0.0, cut=0.0, turn=max(pose.turn, 0.45))  # fmt: skip
    if pose.seat in ("chair", "boat") and seated_on == 0.0:
        pose = replace(pose, foot_l=(0.9, 0.2), foot_r=(0.96, 0.14), feet=(-24, -24), knees=(0, 0))
    joints = joints_of(build, pose, seat=seated_on, wide=0.6 if name else 0.46)
    skin = SKINS.get(look.skin) or colour_named(look.skin, SKINS["fair"])
    animal = beast(name) if name else None
    if animal:
        skin = colour_named(look.colour, animal.fur) if look.colour else animal.fur
    hair: Colour = HAIRS.get(look.hair_colour) or colour_named(look.hair_colour, HAIRS["brown"])
    return Sitter(pen=pen, look=look, kind=kind, build=build, pose=pose, joints=joints,
                  outfit=outfit(look.wears), skin=skin, hair=hair, beast=animal)  # fmt: skip


def _in_chair(pose: Pose) -> Pose:
    return replace(pose, seat="chair", foot_l=(0.78, 0.56), foot_r=(0.84, 0.54), feet=(-8, -8), knees=(0, 0),
                   spin=0.0, lift=0.0, cut=0.0, turn=max(pose.turn, 0.5), lean=pose.lean * 0.4)  # fmt: skip


def _seat(height: float, look: Look, seated_on: float | None) -> float | None:
    """The seat's height in the figure's units."""
    if seated_on is None:
        return None
    return seated_on * kind_of(look.kind, dressed=bool(beast_name(look))).cm / height


def _mirrored(pen: Pen) -> bool:
    f = pen.frame
    return f.getScaleX() * f.getScaleY() - f.getSkewX() * f.getSkewY() < 0


def _shadow(s: Sitter, below: float) -> None:
    b = s.build
    wide = b.head * 0.62 / (1 + 2.0 * s.joints.lift / b.height)
    x = 0.0
    if s.pose.spin:
        wide, x = b.height * 0.42, 0.0
    s.pen.ground_shadow(x, below + b.sole * 0.2, wide, wide * 0.17)


_Placing = tuple[Held, str, Point, float]


def _placed(s: Sitter, held: Held) -> _Placing:
    """Where a held thing is, and how it is turned."""
    where = held.where or s.pose.prop
    j, b = s.joints, s.build
    near, other = (j.arm_r, j.arm_l) if s.pose.holding == "r" else (j.arm_l, j.arm_r)
    turn = s.pose.prop_turn if held.turn is None else held.turn
    points = {
        "near": _grip(s, near.end, near.joint), "other": _grip(s, other.end, other.joint),
        "both": between(j.arm_l.end, j.arm_r.end, 0.5), "mouth": _in_head(s, 9, 26),
        "head": _in_head(s, 2, -46), "foot": add(j.leg_r.end, b.head * 0.42, 0.0),
        "under": ((j.leg_l.end[0] + j.leg_r.end[0]) / 2, max(j.leg_l.end[1], j.leg_r.end[1]) + b.sole),
        "ground": (max(j.arm_r.end[0], b.head * 0.55), 0.0), "front": j.arm_r.end,
        "back": j.on(-b.shoulders, b.torso * 0.3),
    }  # fmt: skip
    return held, where, points.get(where, points["near"]), turn


def _grip(s: Sitter, end: Point, joint: Point) -> Point:
    """The middle of a fist."""
    x, y = end[0] - joint[0], end[1] - joint[1]
    long = max(0.01, (x * x + y * y) ** 0.5)
    return add(end, x / long * s.build.hand * 0.55, y / long * s.build.hand * 0.55)


def _in_head(s: Sitter, x: float, y: float) -> Point:
    matrix = skia.Matrix()
    matrix.setTranslate(*s.joints.head)
    matrix.preRotate(s.joints.face)
    matrix.preScale(s.build.head / 92, s.build.head / 92)
    p = matrix.mapXY(x, y)
    return p.x(), p.y()


def _paint(s: Sitter, held: Sequence[_Placing], scale: float, *where: str) -> bool:
    found = False
    for one, at, point, turn in held:
        if at in where:
            found = True
            with s.pen.whose(one.id or s.pen.owner), s.pen.at(*point, scale=1 / scale, turn=turn):
                one.paint(s.pen)
    return found


def _clip(s: Sitter):  # type: ignore[no-untyped-def]
    big = s.build.height * 3
    return s.pen.clipped(box(-big, -big, big, 0.0))


def _behind(s: Sitter, held: Sequence[_Placing], scale: float, marks: bool) -> None:
    if marks:
        motion.draw(s, behind=True)
    if s.pose.cut:
        with _clip(s):
            _back(s, held, scale)
    else:
        _back(s, held, scale)


def _back(s: Sitter, held: Sequence[_Placing], scale: float) -> None:
    _tail(s)
    extras.draw_back(s)
    _paint(s, held, scale, "back", "under")
    head.draw_behind(s)
    body.draw_leg(s, "r")
    if far_arm_behind(s.pose):
        body.draw_arm(s, "r")
        if s.pose.holding == "r":
            _paint(s, held, scale, "near")
        else:
            _paint(s, held, scale, "other")
        body.draw_hand(s, "r")


def far_arm_behind(pose: Pose) -> bool:
    """Whether the far arm is painted before the trunk."""
    return pose.arms == "behind" or (pose.arms != "front" and pose.turn > 0.45)


def _front(s: Sitter, held: Sequence[_Placing], scale: float, marks: bool) -> None:
    if s.pose.cut:
        with _clip(s):
            _body(s, held, scale)
    else:
        _body(s, held, scale)
    if marks:
        motion.draw(s, behind=False)


def _body(s: Sitter, held: Sequence[_Placing], scale: float) -> None:
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
    extras.draw_neck(s)
    for side in order[1]:
        _arm(s, held, scale, side)
    head.draw_head(s)
    _paint(s, held, scale, "ground", "front", "foot", "head")
    both = _paint(s, held, scale, "both", "mouth")
    for side in order[2]:
        _arm(s, held, scale, side)
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
    if target[0] in ("mouth", "chin", "cheek", "brow", "ear_l", "ear_r"):
        return 2
    x, y = arm.end[0] - j.head[0], arm.end[1] - j.head[1]
    if y < b.head * 0.35:
        return 2 if abs(x) > b.head * 0.5 and not pose.spin else 1
    x = arm.end[0] - j.neck[0]
    inward = x > -b.shoulders * 0.9 if side == "l" else x < b.shoulders * 0.9
    return 1 if inward and arm.end[1] - j.neck[1] < b.torso * 0.75 else 0


def _arm(s: Sitter, held: Sequence[_Placing], scale: float, side: str) -> None:
    here = "near" if side == s.pose.holding else "other"
    full = any(at == here for _, at, _, _ in held)
    if not full:
        body.draw_hand(s, side)
    body.draw_arm(s, side)
    if full:
        _paint(s, held, scale, here)
        body.draw_hand(s, side, over=True)


def _tail(s: Sitter) -> None:
    if not s.beast or not s.beast.tail:
        return
    b = s.build
    before = len(s.pen.marks)
    with s.trunk_frame(-b.hips * 0.6, b.torso * 1.0), s.pen.at(scale=b.head / 100):
        s.pen.art(art(s.beast.tail), colours=None if s.beast.own_tail and not s.look.colour else {"body": s.skin})
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
        hand=pen.point(*_grip(s, near.end, near.joint)),
        other_hand=pen.point(*_grip(s, other.end, other.joint)),
        seat=pen.point(j.hip[0], j.hip[1] + s.build.thigh * 1.1),
        mouth=pen.point(*_in_head(s, 8, 25)), crown=pen.point(*_in_head(s, 2, -46)),
        feet=(pen.point(*j.leg_l.end), pen.point(*j.leg_r.end)),
        head=(skull.left(), skull.top(), skull.right(), skull.bottom()),
        box=(bounds.left(), bounds.top(), bounds.right(), bounds.bottom()),
        scale=scale * 1.0,
    )  # fmt: skip

