"""How people are built, and where their joints are in a pose.

Units: centimetres of the storybook person; feet on (0, 0), y upward negative, looking to the right.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

from picturebook.drawing.paths import Point
from picturebook.drawing.people.kinds import Kind
from picturebook.drawing.people.poses import Pose

NECK: Final = 0.43
"""From the neck to the middle of the head, in heads: the chin lies on the collar."""


@dataclass(frozen=True, kw_only=True)
class Build:
    """A kind of person in units: lengths of bones, half widths of trunk and limbs."""

    height: float
    head: float
    torso: float
    leg: float
    arm: float
    shoulders: float
    hips: float
    round: float
    limb: float
    thigh: float
    sole: float

    @property
    def hand(self) -> float:
        """The radius of a hand."""
        return self.limb * 1.12


def build_of(kind: Kind, *, slim: float = 0.0) -> Build:
    """The build of a kind; `slim` above 0 is thinner, below 0 rounder."""
    head = kind.cm / kind.heads
    body = kind.cm - head * (NECK + 0.5)
    wide = 1 - 0.16 * slim
    limb = kind.limb * head * (1 - 0.12 * slim)
    return Build(
        height=kind.cm, head=head, torso=body * kind.torso, leg=body * (1 - kind.torso),
        arm=body * kind.arm, shoulders=kind.shoulders * head * wide, hips=kind.hips * head * wide,
        round=max(0.0, kind.round - 0.55 * slim), limb=limb, thigh=limb * 1.16,
        sole=min(0.16 * head, body * (1 - kind.torso) * 0.3),
    )  # fmt: skip


@dataclass(frozen=True)
class Limb:
    """Shoulder, elbow, hand; or hip, knee, ankle."""

    root: Point
    joint: Point
    end: Point

    def moved(self, turn: float, about: Point, x: float = 0.0, y: float = 0.0) -> "Limb":
        """Turned by degrees, then shifted."""
        return Limb(*(add(turned(p, turn, about), x, y) for p in (self.root, self.joint, self.end)))


@dataclass(frozen=True, kw_only=True)
class Joints:
    """Where everything is; "l" is the side on the viewer's left (the near one), "r" the other."""

    neck: Point
    hip: Point
    head: Point
    trunk: float
    """How far the trunk leans, in degrees."""
    face: float
    """How far the head leans."""
    arm_l: Limb
    arm_r: Limb
    leg_l: Limb
    leg_r: Limb
    foot_l: float
    """How far the foot is turned, in degrees."""
    foot_r: float
    lift: float = 0.0

    def on(self, x: float, y: float) -> Point:
        """A point of the trunk (from the neck, y downward) in the figure's units."""
        return turned((self.neck[0] + x, self.neck[1] + y), self.trunk, self.neck)


def turned(point: Point, degrees: float, about: Point = (0.0, 0.0)) -> Point:
    """A point turned clockwise, as seen on the page."""
    if not degrees:
        return point
    angle = math.radians(degrees)
    x, y = point[0] - about[0], point[1] - about[1]
    return (
        about[0] + x * math.cos(angle) - y * math.sin(angle),
        about[1] + x * math.sin(angle) + y * math.cos(angle),
    )


def add(point: Point, x: float, y: float) -> Point:
    """A point shifted."""
    return point[0] + x, point[1] + y


def between(a: Point, b: Point, amount: float) -> Point:
    """The point `amount` of the way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount


def reach(root: Point, end: Point, length: float, bend: float) -> Limb:
    """Two bones of half the length each; `bend` 1 has the joint at the right of the way from root
    to end (as one walks it on the page, y downward), -1 at the left."""
    x, y = end[0] - root[0], end[1] - root[1]
    far = math.hypot(x, y) or 0.001
    reached = min(far, length * 0.995)
    end = (root[0] + x / far * reached, root[1] + y / far * reached)
    off = math.sqrt(max(0.0, (length / 2) ** 2 - (reached / 2) ** 2))
    middle = between(root, end, 0.5)
    return Limb(root, (middle[0] - y / far * off * bend, middle[1] + x / far * off * bend), end)


def joints_of(build: Build, pose: Pose, *, seat: float | None = None, wide: float = 0.46) -> Joints:
    """The joints of a body in a pose.

    The lowest part stands on y = 0, `pose.lift` above it; of who sits (`seat`: how high above
    the ground, infinite when the feet hang) the bottom does, and feet reach at most to the
    ground.  `wide` is half the width of the head, in heads.
    """
    frontal = 1 - 0.72 * pose.turn
    neck = (0.0, 0.0)
    hip = turned((0.0, build.torso), pose.lean, neck)
    side = build.shoulders * 0.84 * frontal
    down = build.torso * 0.13
    roots = [turned((s * side, down), pose.lean, neck) for s in (-1, 1)]
    legs = []
    length = build.leg - build.sole
    for i, (s, target) in enumerate(zip((-1, 1), (pose.foot_l, pose.foot_r), strict=True)):
        root = add(turned((s * build.hips * 0.5 * frontal, 0.0), pose.lean * 0.3), *hip)
        end = add(root, target[0] * length, target[1] * length)
        if seat is not None:
            end = (end[0], min(end[1], root[1] + build.thigh * 1.1 + max(0.0, seat) - build.sole))
        legs.append(reach(root, end, length, _knee(pose, i)))
    feet = [_foot(pose, i, leg) for i, leg in enumerate(legs)]
    trunk, face = pose.lean, pose.lean * 0.35 + pose.tilt
    up = math.radians(pose.lean + pose.tilt * 0.45)
    head = add(neck, math.sin(up) * build.head * NECK, -math.cos(up) * build.head * NECK)
    head = add(head, pose.nod[0] * build.head, pose.nod[1] * build.head)
    arms = []
    for i, (root, aim) in enumerate(zip(roots, (pose.hand_l, pose.hand_r), strict=True)):
        name, x, y = aim
        length = build.arm * pose.reach
        if name:
            at = _point(name, build, pose, hip, head, face, legs)
            end = add(at, x * build.head, y * build.head)
            if name in _FACE:  # Arms grow to reach past a baby's big head.
                length = max(length, min(math.dist(root, end) * 1.03, build.arm * 1.7))
        else:
            end = add(root, x * length, y * length)
        way = (end[0] - root[0], end[1] - root[1])
        arms.append(reach(root, end, length, _elbow(pose, i, way)))
    found = Joints(neck=neck, hip=hip, head=head, trunk=trunk, face=face, arm_l=arms[0],
                   arm_r=arms[1], leg_l=legs[0], leg_r=legs[1], foot_l=feet[0],
                   foot_r=feet[1])  # fmt: skip
    if pose.spin:
        found = _moved(found, pose.spin, hip)
    bottom = found.hip[1] + build.thigh * 1.1
    if pose.cut:
        bottom = found.neck[1] + pose.cut * build.torso
    low = bottom if seat is not None or pose.cut else _lowest(build, found, pose, bottom, wide)
    lift = pose.lift * build.height if seat is None else 0.0
    middle = 0.0 if seat is not None or pose.spin else pose.shift * build.height
    x = middle - (found.hip[0] if not pose.spin else (found.hip[0] + found.head[0]) / 2)
    return replace(_moved(found, 0.0, hip, x, -low - lift), lift=lift)


_FACE: Final = {
    "mouth": (8.0, 25.0), "chin": (5.0, 44.0), "cheek": (12.0, 18.0), "brow": (12.0, -14.0),
    "crown": (2.0, -46.0), "ear_l": (-46.0, 7.0), "ear_r": (46.0, 7.0),
}  # fmt: skip


def holding_on(build: Build, j: Joints, pose: Pose, grip: Point) -> Joints:
    """The same with both hands at a point (a handlebar, an oar, somebody's hand)."""
    arms = []
    for i, arm in enumerate((j.arm_l, j.arm_r)):
        aim = add(grip, (-0.04, 0.04)[i] * build.head, (0.03, -0.03)[i] * build.head)
        way = (aim[0] - arm.root[0], aim[1] - arm.root[1])
        arms.append(reach(arm.root, aim, build.arm * max(1.0, pose.reach), _elbow(pose, i, way)))
    return replace(j, arm_l=arms[0], arm_r=arms[1])


def _point(
    name: str, build: Build, pose: Pose, hip: Point, head: Point, face: float, legs: list[Limb]
) -> Point:
    """A point of the body that a hand is at."""
    if name in _FACE:
        x, y = _FACE[name]
        return add(turned((x * build.head / 92, y * build.head / 92), face), *head)
    if name in ("knee_l", "knee_r"):
        return legs[name == "knee_r"].joint
    down = {"chest": 0.36, "belly": 0.72}.get(name, 0.8)
    x = {"hip_l": -build.hips, "hip_r": build.hips}.get(
        name, build.shoulders * 0.3 * (1 + pose.turn)
    )
    return turned((x, build.torso * down), pose.lean)


def _lowest(build: Build, j: Joints, pose: Pose, bottom: float, wide: float) -> float:
    soles = [leg.end[1] + build.sole for leg in (j.leg_l, j.leg_r)]
    knees = [leg.joint[1] + build.thigh for leg in (j.leg_l, j.leg_r)]
    low = [*soles, *knees, bottom]
    if pose.spin or pose.lean > 50:
        low.append(j.neck[1] + build.shoulders * 0.5)
    if abs(pose.spin) > 45:
        low.append(j.head[1] + build.head * wide)
    if pose.crawls:
        low += [arm.end[1] + build.hand for arm in (j.arm_l, j.arm_r)]
    return max(low)


def _moved(j: Joints, turn: float, about: Point, x: float = 0.0, y: float = 0.0) -> Joints:
    def at(p: Point) -> Point:
        return add(turned(p, turn, about), x, y)

    return Joints(
        neck=at(j.neck), hip=at(j.hip), head=at(j.head), trunk=j.trunk + turn, face=j.face + turn,
        arm_l=j.arm_l.moved(turn, about, x, y), arm_r=j.arm_r.moved(turn, about, x, y),
        leg_l=j.leg_l.moved(turn, about, x, y), leg_r=j.leg_r.moved(turn, about, x, y),
        foot_l=j.foot_l + turn, foot_r=j.foot_r + turn, lift=j.lift,
    )  # fmt: skip


def _elbow(pose: Pose, i: int, target: Point) -> float:
    """Elbows point down and away from the body, in profile backward."""
    if pose.elbows[i]:
        return pose.elbows[i]
    out = (-1.0, 1.0)[i] * (1 - pose.turn) - 0.8 * pose.turn
    # The joint at the right of (x, y) is moved by (-y, x).
    return 1.0 if -target[1] * out + target[0] * 0.9 > 0 else -1.0


def _knee(pose: Pose, i: int) -> float:
    """Knees bend forward, of who stands frontally outward."""
    if pose.knees[i]:
        return pose.knees[i]
    out = (-1.0, 1.0)[i] if pose.turn < 0.35 else 1.0
    x, y = (pose.foot_l, pose.foot_r)[i]
    return 1.0 if -y * out - (x * 0.3 if pose.turn < 0.35 else x * 0.6) > 0 else -1.0


def _foot(pose: Pose, i: int, leg: Limb) -> float:
    if pose.feet is not None:
        return pose.feet[i]
    x, y = leg.end[0] - leg.joint[0], leg.end[1] - leg.joint[1]
    shin = math.degrees(math.atan2(-x, y))
    return shin if abs(shin) > 35 else 0.0
