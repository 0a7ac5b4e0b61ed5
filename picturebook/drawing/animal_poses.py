"""How an animal's parts lie in an act: the poses of `art/animals/poses.toml`, for a drawing.

The body turns about its hip and sinks; everything else hangs at it by its pivot.  Legs that stand
are stretched or bent until they reach the ground: one pose serves a dachshund and a giraffe.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import skia

from picturebook.drawing.animal_outlines import box_of, lowest_body, whole
from picturebook.drawing.artwork import ART, Art, Part, art
from picturebook.drawing.painting import Move, anchor_at, matrix_of
from picturebook.drawing.placed import Box

_FIELDS: Final = frozenset("turn sink roll lift cut ground reach eye mouth over".split())
_SQUEEZE: Final = (0.3, 1.5)
"""How much a shin may be shortened (it is bent towards us) or stretched."""

_SPREAD: Final = {"wing-near": 1.5, "wing-far": -1.3}
"""The same for birds that are seen from the front: their wings open to both sides."""
_FLAP: Final = -0.2
"""Of the turn that lifts a folded wing, what beats a raised one down."""


@dataclass(frozen=True, kw_only=True)
class Stance:
    """An animal in one pose, in the units of its file.

    `box` is of all that is seen, `trunk` of all but the tail and wings, `head` of the head; `roll`
    turns the whole about the middle of its body.
    """

    moves: Mapping[str, Move]
    roll: float
    middle: tuple[float, float]
    box: Box
    trunk: Box
    head: Box
    lift: float
    cut: float
    closed: bool
    open_mouth: bool
    over: tuple[str, ...] = ()
    """Parts that are laid on top of all others."""

    @property
    def root(self) -> skia.Matrix:
        """What the roll does."""
        matrix = skia.Matrix()
        matrix.setRotate(self.roll, *self.middle)
        return matrix


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((ART / "animals" / "poses.toml").read_text("utf-8"))


@cache
def poses(plan: str) -> tuple[str, ...]:
    """The acts that a plan has poses of its own for, "stand" first."""
    return ("stand", *(act for act in _table().get(plan, {}) if act != "stand"))


def acts() -> tuple[str, ...]:
    """All acts that are known: the others are drawn as "stand"."""
    plans = (p for name in _table() if name != "like" for p in poses(name))
    return tuple(dict.fromkeys((*plans, *_table()["like"])))


@cache
def act_for(plan: str, act: str) -> str:
    """The pose that an act is shown with: its own, or the nearest of the table `like`."""
    like, own = _table()["like"], poses(plan)
    tried: set[str] = set()
    while act not in own:
        if act in tried or act not in like:
            return "stand"
        tried.add(act)
        act = like[act]
    return act


def plan_of(name: str, plan: str) -> str:
    """The plan an animal is posed by: its own name where that has poses of its own."""
    return name if name in _table() else plan


@cache
def stance(name: str, plan: str, act: str, raised: bool = False) -> Stance:
    """The drawing `name` in an act (one of `poses`); `raised`: its wings are drawn up already."""
    drawing = art(name)
    pose: Mapping[str, Any] = _table().get(plan, {}).get(act, {})
    high = drawing.box[3]
    hip = _hip(drawing)
    ground = drawing.box[1] + high
    sink = float(pose.get("sink", 0)) * (ground - hip[1])
    wanted = float(pose.get("turn", 0))
    turn = _rise(drawing, pose, wanted, sink, hip, ground)
    eased = turn / wanted if wanted else 1.0
    frame = _frame(turn, sink, hip)
    if sink and (low := lowest_body(drawing, frame)) > ground:  # The belly is on the ground.
        sink = max(0.0, sink - (low - ground))
        frame = _frame(turn, sink, hip)
    facing = _faces_us(drawing)
    moves: dict[str, Move] = {}
    top = [item for item in drawing.items if isinstance(item, Part)]
    for part in top:
        own = _own(pose, part.id, high)
        if raised and part.id.startswith("wing"):
            own = Move(turn=own.turn * _FLAP)
        elif facing and part.id.startswith("wing"):
            own = replace(own, turn=min(own.turn * _SPREAD[part.id], 112.0))
        x, y = part.pivot or (0.0, 0.0)
        to = frame.mapXY(x, y)
        if part.id == "head":
            own = replace(own, turn=own.turn * eased)
        with_body = 0.0 if part.id.startswith(("leg", "arm")) else turn
        moves[part.id] = replace(
            own, turn=own.turn + with_body, x=own.x + to.x() - x, y=own.y + to.y() - y
        )
    for inner in drawing.parts - moves.keys() - _FIELDS:
        if inner in pose:
            moves[inner] = _own(pose, inner, high)
    closed, wide = pose.get("eye") == "closed", pose.get("mouth") == "open"
    aim = pose.get("reach")
    if facing and aim:
        moves["head"] = replace(moves["head"], turn=moves["head"].turn - turn / 2)
    elif aim:
        _reach(drawing, moves, ground, aim)
    elif not pose.get("roll") and not pose.get("lift") and not pose.get("cut"):
        _clear(drawing, moves, ground)
    if not pose.get("roll"):
        _stand(drawing, moves, pose.get("ground", ()), ground)
    roll = float(pose.get("roll", 0))
    body = box_of(drawing, {"body"}, moves) or whole(drawing)
    middle = ((body[0] + body[2]) / 2, (body[1] + body[3]) / 2)
    root = skia.Matrix()
    root.setRotate(roll, *middle)
    ids = {part.id for part in top}
    everything = box_of(drawing, ids, moves, root) or whole(drawing)
    near = {name for name in ids if not name.startswith(("tail", "wing"))}
    trunk = box_of(drawing, near, moves, root) or everything
    return Stance(
        moves=moves, roll=roll, middle=middle, box=everything, trunk=trunk,
        head=box_of(drawing, {"head"}, moves, root) or trunk, lift=float(pose.get("lift", 0)),
        cut=float(pose.get("cut", 0)), closed=closed, open_mouth=wide,
        over=tuple(pose.get("over", ())),
    )  # fmt: skip


def _frame(turn: float, sink: float, hip: tuple[float, float]) -> skia.Matrix:
    frame = skia.Matrix()
    frame.setTranslate(0, sink)
    frame.preRotate(turn, *hip)
    return frame


def _rise(
    drawing: Art,
    pose: Mapping[str, Any],
    turn: float,
    sink: float,
    hip: tuple[float, float],
    ground: float,
) -> float:
    """How far a body that rises in front can turn, its front legs still on the ground."""
    leg = drawing.part("leg-front-near")
    standing = {"leg-front-near", "leg-front-far"} & set(pose.get("ground", ()))
    if turn >= 0 or not standing or leg is None or leg.pivot is None:
        return turn
    reach = (ground - leg.pivot[1]) * 1.22
    while turn < 0 and ground - _frame(turn, sink, hip).mapXY(*leg.pivot).y() > reach:
        turn += 1.0
    return min(turn, 0.0)


def _clear(drawing: Art, moves: dict[str, Move], ground: float) -> None:
    """Raise a head that would be in the ground: an elephant's, as it lies."""
    if "head" not in moves:
        return
    ids = {item.id for item in drawing.items if isinstance(item, Part)} - {"head"}
    rest = box_of(drawing, ids, moves)
    level = max(ground, rest[3]) if rest else ground
    for _ in range(16):
        box = box_of(drawing, {"head"}, moves)
        if box is None or box[3] <= level:
            return
        moves["head"] = replace(moves["head"], turn=moves["head"].turn - 3.0)


def _faces_us(drawing: Art) -> bool:
    """Whether it is a bird that is seen from the front, as owls are: its near wing hangs down."""
    wing = drawing.part("wing-near")
    box = box_of(drawing, {"wing-near"}, {})
    if wing is None or wing.pivot is None or box is None:
        return False
    across, down = (box[0] + box[2]) / 2 - wing.pivot[0], (box[1] + box[3]) / 2 - wing.pivot[1]
    return down > 2 * abs(across)


def _own(pose: Mapping[str, Any], part: str, high: float) -> Move:
    given = tuple(map(float, pose.get(part, ())))
    turn, x, y, wide, tall = (*given, *(0.0, 0.0, 0.0, 1.0, 1.0)[len(given) :])
    return Move(turn=turn, x=x * high / 100, y=y * high / 100, scale_x=wide, scale_y=tall)


def _hip(drawing: Art) -> tuple[float, float]:
    """What the body turns about: the near back leg's top, or the middle of the body."""
    for name in ("leg-back-near", "leg-near", "legs"):
        part = drawing.part(name)
        if part is not None and part.pivot:
            return part.pivot
    left, top, right, bottom = box_of(drawing, {"body"}, {}) or whole(drawing)
    return (left + right) / 2, (top + bottom) / 2


def _reach(drawing: Art, moves: dict[str, Move], ground: float, aim: str) -> None:
    """Turn the neck until the mouth is at the ground, or ("rest") the chin on it."""
    head, start = drawing.part("head"), moves.get("head")
    if head is None or start is None or "mouth" not in drawing.anchors:
        return
    best = (float("inf"), start.turn, 0.0)
    for turn in range(-28, 116, 4):
        tried = start.turn + turn
        for nod in (0.0, -0.35, -0.6) if "skull" in drawing.parts else (0.0,):
            moves["head"] = replace(start, turn=tried)
            moves["skull"] = Move(turn=nod * turn)
            low = (box_of(drawing, {"head"}, moves) or whole(drawing))[3]
            mouth = anchor_at(drawing, "mouth", moves)
            assert mouth is not None
            miss = abs(low - ground) if aim == "rest" else abs(max(mouth[1], low - 6) - ground + 6)
            # A head that is turned less looks better: a small price for each degree.
            price = miss + 0.05 * abs(turn) + (3.0 if nod and aim == "ground" else 0.0)
            price += 1.2 * max(0.0, turn * (1 + nod) - 60) * (0.5 if aim == "rest" else 0.12)
            if low <= ground + 1 and price < best[0]:
                best = (price, tried, nod * turn)
    moves["head"] = replace(start, turn=best[1])
    moves["skull"] = Move(turn=best[2])


def _stand(drawing: Art, moves: dict[str, Move], legs: Any, ground: float) -> None:
    """Stretch or squeeze the legs that stand to the lowest of all else, at least to the ground."""
    ids = {part.id for part in drawing.items if isinstance(part, Part)}
    others = box_of(drawing, ids - set(legs), moves)
    level = max(ground, others[3]) if others else ground
    for name in legs:
        part, move = drawing.part(name), moves.get(name)
        if part is None or move is None:
            continue
        rest = box_of(drawing, {name}, {})
        shin_name = name.replace("leg", "shin", 1)
        shin = drawing.part(shin_name)
        aim = level - (ground - rest[3] if rest else 0.0)
        moved = shin if shin is not None and shin.pivot else part
        for _ in range(3):
            at = matrix_of(part, move).mapXY(*(moved.pivot or (0.0, 0.0)))
            low = (box_of(drawing, {name}, moves) or (0.0, 0.0, 0.0, aim))[3]
            if low - at.y() < 0.5:
                break
            want = (aim - at.y()) / (low - at.y())
            own = moves.get(moved.id, Move())
            tall = min(_SQUEEZE[1], max(_SQUEEZE[0], own.scale_y * want))
            moves[moved.id] = replace(own, scale_y=tall)
            move = moves[name]
