"""Bodies below the chin: trunk, arms, hands, legs and feet, with the clothes that follow them."""

import math

import skia

from picturebook.drawing.colours import DUSK, Colour, mix, rgb
from picturebook.drawing.paths import Point, blob, oval, poly
from picturebook.drawing.people.shapes import bone_line, hull, mitten, ring, rounded, shoe, sleeve
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import Limb, add, between

BARE = ("dress", "skirt", "tutu", "shorts", "swimsuit", "leggings", "gown", "")
"""Cuts below which legs are seen (leggings are drawn on them)."""


def trunk(s: Sitter, bottom: float = 1.0, *, top: float = 0.0, flare: float = 0.0,
          fit: float = 1.0) -> skia.Path:  # fmt: skip
    """The trunk's outline from the neck (`top` further down, in shares of its length) to
    `bottom`."""
    b = s.build
    turn = 1 - 0.2 * s.pose.turn
    belly = b.round * b.head * 0.16
    forward = belly * (0.3 + 0.7 * s.pose.turn)
    wide, low = b.shoulders * turn * fit, (b.hips * turn + belly * 0.6) * fit
    middle = (wide + low) / 2 * 1.0 + belly
    t = b.torso
    end = low + flare
    at = s.joints.on
    if top > 0.1:
        side = wide + (middle - wide) * min(1.0, top / 0.55)
        left = [(-side, top * t), (side, top * t)]
    else:
        left = [(-wide * 0.52, -0.03 * t), (wide * 0.52, -0.03 * t), (wide * 0.9, 0.05 * t),
                (wide, 0.2 * t)]  # fmt: skip
    points = [
        *left,
        (middle * 0.98 + forward, 0.58 * t),
        (end + forward * 0.6, (bottom - 0.06) * t),
        (end * 0.8, bottom * t),
        (0, bottom * t + 0.01 * t),
        (-end * 0.8, bottom * t),
        (-end, (bottom - 0.06) * t),
        (-middle * 0.98 + forward * 0.3, 0.58 * t),
    ]
    if top <= 0.1:
        points += [(-wide, 0.2 * t), (-wide * 0.9, 0.05 * t)]
    return blob(*(at(x, y) for x, y in points))


def skirt(s: Sitter, length: float, flare: float, *, waist: float = 0.6) -> skia.Path:
    """From the waist round both legs down to `length` of them (0.5 is the knee)."""
    b, j = s.build, s.joints
    turn = 1 - 0.2 * s.pose.turn
    wide = (b.hips * 0.5 + b.shoulders * 0.5) * turn
    points: list[Point] = [j.on(-wide, waist * b.torso), j.on(wide, waist * b.torso)]
    points += [j.on(-b.hips * turn, b.torso * 0.98), j.on(b.hips * turn, b.torso * 0.98)]
    swing = s.pose.flare * b.head * 0.35
    for side, leg in ((-1, j.leg_l), (1, j.leg_r)):
        here, (x, y) = along(leg, length)
        out = b.thigh * 1.25 + flare
        left = (-y, x) if (-y * side + x * 0.2) > 0 else (y, -x)
        swung = swing * (1.0 if side < 0 else 0.55)
        points += ring(add(here, -x * b.thigh, -y * b.thigh), b.thigh * 1.05, count=6)
        points.append((here[0] + left[0] * (out + swung), here[1] + left[1] * (out + swung)))
        points.append((here[0] - left[0] * b.thigh * 1.05, here[1] - left[1] * b.thigh * 1.05))
    return rounded(hull(points), b.head * 0.10)


def along(leg: Limb, share: float) -> tuple[Point, Point]:
    """A point of a leg and the direction it goes there."""
    a, b = (leg.root, leg.joint) if share <= 0.5 else (leg.joint, leg.end)
    t = share * 2 if share <= 0.5 else share * 2 - 1
    here = between(a, b, t)
    x, y = b[0] - a[0], b[1] - a[1]
    long = math.hypot(x, y) or 1.0
    return here, (x / long, y / long)


def draw_leg(s: Sitter, side: str) -> None:
    """A leg with its foot and what covers it."""
    b, j = s.build, s.joints
    leg = j.leg_l if side == "l" else j.leg_r
    far = side == "r"
    bottom = s.outfit.worn.get("bottom") or s.outfit.worn.get("whole")
    cut = bottom.cut if bottom else ""
    root, end = b.thigh, b.limb * 0.95
    if s.outfit.cut("bottom") == "tail":
        return
    if cut == "spacesuit":
        root, end = root * 1.16, end * 1.2
    if cut in BARE:
        tube = sleeve(bone_line(leg), root * 0.94, end * 0.94)
        s.form(tube, s.skin, s.skin_role)
        _shaded(s, tube, far)
    _foot(s, leg, far, j.foot_l if side == "l" else j.foot_r)
    if not bottom or cut in ("dress", "skirt", "tutu", "swimsuit", "gown"):
        return
    upto, last = {"shorts": (0.5, root * 1.12), "leggings": (0.94, end)}.get(
        cut, (0.95, end * 1.15)
    )
    if cut == "shorts":
        tube = sleeve(bone_line(leg, upto), root * 1.1, last, open_end=True)
    else:
        tube = sleeve(bone_line(leg, upto), root * 1.04, last, open_end=True)
    s.form(tube, bottom.colour, cut)
    s.pattern(tube, bottom.pattern, bottom.colour)
    _shaded(s, tube, far)


def _shaded(s: Sitter, path: skia.Path, far: bool) -> None:
    if far:
        s.shade(path, 0.16)


def _foot(s: Sitter, leg: Limb, far: bool, turn: float) -> None:
    b = s.build
    shoes = s.outfit.worn.get("feet")
    cut = shoes.cut if shoes else "bare"
    colour = shoes.colour if shoes and cut != "bare" else s.skin
    role = cut if cut != "bare" else s.skin_role
    x, y = leg.end
    frontal = s.pose.turn < 0.4 and not s.pose.seat
    flip = frontal and not far
    length = min(b.head * (0.30 if frontal else 0.36), b.leg * 0.82)
    high = b.sole
    with s.pen.at(x, y, turn=turn, flip=flip):
        if cut == "flippers":
            path = blob((-length * 0.4, 0), (0, -high * 0.2), (length * 1.9, high * 0.5),
                        (length * 2.0, high), (0, high), (-length * 0.42, high * 0.9))  # fmt: skip
            s.form(path, colour, role, shadow=0.5)
            return
        if cut == "skates":
            for dx in (-0.2, 0.34):
                s.pen.line(
                    poly((length * dx, high), (length * dx, high * 1.4), closed=False),
                    rgb("5a6a7c"),
                    high * 0.24,
                )
            blade = poly((-length * 0.46, high * 1.5), (length * 0.8, high * 1.5), closed=False)
            s.pen.line(blade, rgb("5a6a7c"), high * 0.42)
            s.pen.line(blade, rgb("eef4f8"), high * 0.2)
        boot = b.leg * 0.30 if cut in ("boots", "skis-boots", "skates") else 0.0
        path = shoe(length, high, boot=boot)
        s.form(path, colour, role, shadow=0.6)
        if cut == "bare":
            return
        dark = mix(colour, DUSK, 0.35)
        sole = skia.Path()
        sole.moveTo(-length * 0.4, high * 0.86)
        sole.lineTo(length * 0.66, high * 0.86)
        s.pen.line(sole, dark if sum(colour) > 0.9 else rgb("cfc3b2"), high * 0.26)
        if cut == "sandals":
            s.pen.line(blob((0, high * 0.1), (length * 0.2, high * 0.5), closed=False), dark, 1.6)
        if boot:
            cuff = sleeve([(-length * 0.1, -boot), (-length * 0.1, -boot * 0.72)], b.limb * 1.25,
                          b.limb * 1.25, open_end=True)  # fmt: skip
            s.form(cuff, mix(colour, rgb("ffffff"), 0.18), f"{role}-cuff", volume=0.0, shadow=0.3)


def draw_hips(s: Sitter) -> None:
    """The seat of the trousers, below what is worn above."""
    bottom = s.outfit.worn.get("bottom") or s.outfit.worn.get("whole")
    colour: Colour = bottom.colour if bottom else s.skin
    role = bottom.cut if bottom else s.skin_role
    b, j = s.build, s.joints
    turn = 1 - 0.2 * s.pose.turn
    t = b.torso
    belly = b.round * b.head * 0.10
    wide = b.hips * turn * 0.96 + belly
    path = blob(
        j.on(-wide, 0.6 * t),
        j.on(wide, 0.6 * t),
        j.on(wide * 0.98, t),
        j.on(wide * 0.5, t + b.thigh),
        j.on(0, t + b.thigh * 1.05),
        j.on(-wide * 0.5, t + b.thigh),
        j.on(-wide * 0.98, t),
    )
    s.form(path, colour, role, shadow=0.0, volume=0.0)
    if bottom:
        s.pattern(path, bottom.pattern, bottom.colour, s.joints.trunk)


def draw_arm(s: Sitter, side: str) -> None:
    """An arm with its sleeve; the hand is drawn by `draw_hand`."""
    b, j = s.build, s.joints
    arm = j.arm_l if side == "l" else j.arm_r
    cloth, length = sleeve_of(s)
    far = side == "r"
    if length < 0.85:
        tube = sleeve(bone_line(arm), b.limb * 0.95, b.limb * 0.82)
        s.form(tube, s.skin, s.skin_role)
        _shaded(s, tube, far and s.pose.turn > 0.45)
    if length > 0 and cloth:
        last = b.limb * (1.0 if length > 0.8 else 1.22)
        puffy = {"spacesuit": 1.2, "robe": 1.1, "hoodie": 1.08, "coat": 1.08, "armour": 1.05}.get(
            cloth[1], 1.0
        )
        if cloth[1] in ("robe", "gown"):
            last = b.limb * 1.5
        tube = sleeve(
            bone_line(arm, length), b.limb * 1.16 * puffy, last * puffy, open_end=length < 0.8
        )
        s.form(tube, cloth[0], cloth[1])
        s.pattern(tube, cloth[2], cloth[0])
        _shaded(s, tube, far and s.pose.turn > 0.45)
        if cloth[1] == "armour":
            x, y = arm.root
            s.form(
                oval(x, y, b.limb * 1.5, b.limb * 1.4),
                mix(cloth[0], rgb("ffffff"), 0.25),
                "armour-shoulder",
            )
        elif length > 0.8 and cloth[1] in (
            "jumper",
            "hoodie",
            "coat",
            "jacket",
            "spacesuit",
            "pyjamas",
        ):
            _cuff(s, arm, cloth[0], last * puffy)


def _cuff(s: Sitter, arm: Limb, colour: Colour, half: float) -> None:
    """The rim of a sleeve."""
    x, y = arm.end[0] - arm.joint[0], arm.end[1] - arm.joint[1]
    long = math.hypot(x, y) or 1.0
    x, y = x / long, y / long
    at = (arm.end[0] - x * half * 0.5, arm.end[1] - y * half * 0.5)
    rim = poly(
        (at[0] - y * half * 0.8, at[1] + x * half * 0.8),
        (at[0] + y * half * 0.8, at[1] - x * half * 0.8),
        closed=False,
    )
    s.pen.line(rim, mix(colour, DUSK, 0.32), half * 0.3, alpha=0.6)


def sleeve_of(s: Sitter) -> tuple[tuple[Colour, str, str] | None, float]:
    """Colour, role and pattern of the sleeves, and how far they reach along the arm."""
    worn = s.outfit.worn
    cloth = worn.get("top") or worn.get("whole")
    if cloth is None:
        return None, 0.0
    lengths = {
        "tee": 0.42,
        "vest": 0.9,
        "dress": 0.36,
        "swimsuit": 0.0,
        "overalls": 0.42,
        "scrubs": 0.42,
    }
    length = lengths.get(cloth.cut, 0.92)
    colour = cloth.colour
    if cloth.cut in ("vest", "overalls"):
        return (under(s), "shirt", ""), length
    return (colour, cloth.cut, cloth.pattern), length


def under(s: Sitter) -> Colour:
    """What is worn below vests and overalls."""
    cloth = s.outfit.worn.get("top") or s.outfit.worn.get("whole")
    return rgb("fff0d8") if cloth and sum(cloth.colour) < 2.2 else rgb("8fb7d9")


def draw_hand(s: Sitter, side: str, *, over: bool = False) -> None:
    """A hand; `over` what it holds."""
    b, j = s.build, s.joints
    arm = j.arm_l if side == "l" else j.arm_r
    x, y = arm.end[0] - arm.joint[0], arm.end[1] - arm.joint[1]
    long = math.hypot(x, y) or 1.0
    reach = b.hand * 0.55
    centre = (arm.end[0] + x / long * reach, arm.end[1] + y / long * reach)
    direction = math.degrees(math.atan2(y, x))
    gloves = s.outfit.worn.get("hands")
    colour, role = (gloves.colour, gloves.cut) if gloves else (s.skin, s.skin_role)
    size = b.hand * (1.5 if gloves and gloves.cut == "boxing-gloves" else 1.0)
    # The thumb points to the figure's middle, of a hand that reaches out upward.
    upright = abs(y) > abs(x) * 1.2
    up = (side == "l") == (y > 0) if upright else x > 0
    thumb = 1 if up else -1
    path = mitten(centre, size, direction, thumb)
    s.form(path, colour, role, volume=0.5, shadow=0.3 if over else 0.5)
