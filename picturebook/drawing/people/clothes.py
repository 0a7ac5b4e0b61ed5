"""What is worn on the trunk: tops, dresses, coats, with their seams, buttons, belts and pockets."""

from typing import Final

import skia

from picturebook.drawing.artwork import art
from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import Point, blob, merged, oval, poly
from picturebook.drawing.people.body import along, draw_hips, skirt, trunk, under
from picturebook.drawing.people.shapes import sleeve
from picturebook.drawing.people.sitter import CREAM, Sitter
from picturebook.drawing.people.skeleton import between
from picturebook.drawing.people.wardrobe import Cloth

LONG: Final = {
    "dress": (0.44, 0.17),
    "gown": (0.92, 0.26),
    "robe": (0.92, 0.14),
    "coat": (0.36, 0.13),
    "tunic": (0.28, 0.08),
}
"""How far down the legs they reach, and how much wider they are there, in heads."""
SKIRTS: Final = {"skirt": (0.42, 0.14), "long-skirt": (0.85, 0.2), "tutu": (0.22, 0.36)}
BUTTONED: Final = ("coat", "jacket", "shirt", "pyjamas", "robe")


def draw_trunk(s: Sitter) -> None:
    """Everything on the trunk but arms and what is at the neck."""
    worn = s.outfit.worn
    whole, bottom, top = worn.get("whole"), worn.get("bottom"), worn.get("top")
    main = whole or top
    if not main or main.cut not in ("dress", "gown", "robe"):
        draw_hips(s)
    if bottom and bottom.cut == "tail":
        _fish_tail(s, bottom)
    if bottom and bottom.cut in SKIRTS:
        _skirt(s, bottom)
    if main is None:
        s.form(trunk(s, 0.98), s.skin, s.skin_role)
    else:
        _top(s, main)
    back = worn.get("back")
    if back and back.cut == "backpack":
        _straps(s, back)


def _skirt(s: Sitter, cloth: Cloth) -> None:
    h = s.build.head
    length, flare = SKIRTS[cloth.cut]
    if cloth.cut == "tutu":
        for more, tone in ((0.1, mix(cloth.colour, WHITE, 0.35)), (0.0, cloth.colour)):
            path = skirt(s, length - more * 0.4, (flare + more) * h)
            s.form(path, tone, "tutu", volume=0.5)
        return
    path = skirt(s, length, flare * h)
    s.form(path, cloth.colour, cloth.cut)
    s.pattern(path, cloth.pattern, cloth.colour, s.joints.trunk)


def _top(s: Sitter, cloth: Cloth) -> None:
    h, cut, colour = s.build.head, cloth.cut, cloth.colour
    if cut in LONG:
        length, flare = LONG[cut]
        if s.pose.seat and cut in ("coat", "tunic"):
            length = 0.12
        path = merged(trunk(s, 0.98), skirt(s, length, flare * h, waist=0.3))
    elif cut == "swimsuit":
        s.form(trunk(s, 1.0), s.skin, s.skin_role)
        path = trunk(s, 1.03, top=0.22)
        if s.outfit.cut("bottom") == "tail" or cloth.slot == "top":
            path = trunk(s, 0.62, top=0.24)
    elif cut == "overalls":
        s.form(trunk(s, 0.95), under(s), "shirt")
        path = trunk(s, 1.06, top=0.42, fit=1.02)
    else:
        low = {"jumper": 1.04, "hoodie": 1.06, "jacket": 1.06, "armour": 1.06, "spacesuit": 1.08}
        fit = {"spacesuit": 1.16, "armour": 1.1, "hoodie": 1.08, "jumper": 1.06}.get(cut, 1.05)
        path = trunk(s, low.get(cut, 1.02), fit=fit, flare=0.03 * h)
    if cut == "vest":
        s.form(path, under(s), "shirt")
        path = trunk(s, 1.03, top=0.0, fit=1.05, flare=0.03 * h)
    s.form(path, colour, cut, to=mix(colour, DUSK, 0.10))
    s.pattern(path, cloth.pattern, colour, s.joints.trunk)
    _details(s, cloth, path)


def _details(s: Sitter, cloth: Cloth, path: skia.Path) -> None:
    t, h = s.build.torso, s.build.head
    wide = s.build.shoulders * (1 - 0.2 * s.pose.turn)
    look = wide * (0.08 + 0.34 * s.pose.turn)
    dark = mix(cloth.colour, DUSK, 0.32)
    pen = s.pen
    if cloth.cut in BUTTONED and not cloth.chest:
        _buttons(s, cloth, look, dark)
    with s.trunk_frame():
        if cloth.cut == "coat":
            for side in (-1, 1):
                x, y = look + side * wide * 0.66, t * 0.74
                pocket = blob(
                    (x - h * 0.1, y),
                    (x + h * 0.1, y - h * 0.01),
                    (x + h * 0.09, y + h * 0.14),
                    (x - h * 0.09, y + h * 0.14),
                )
                pen.flat(pocket, dark, alpha=0.6)
        if cloth.cut in ("dress", "gown", "robe", "tunic") and not cloth.chest:
            belt = blob(
                (-wide * 1.08, 0.6 * t), (look, 0.66 * t), (wide * 1.08, 0.6 * t), closed=False
            )
            pale = mix(cloth.colour, WHITE, 0.5) if sum(cloth.colour) < 2 else dark
            pen.line(belt, pale, h * 0.055, role=f"{cloth.cut}-belt")
        if cloth.cut in ("jumper", "hoodie", "tee"):
            end = s.build.hips * (1 - 0.2 * s.pose.turn) * 1.02
            hem = blob((-end, 0.95 * t), (0, 0.985 * t), (end, 0.95 * t), closed=False)
            pen.line(hem, dark, h * 0.035, alpha=0.45)
        if cloth.cut == "hoodie":
            for side in (-1, 1):
                pen.line(poly((look + side * h * 0.1, 0.1 * t), (look + side * h * 0.11, 0.36 * t),
                              closed=False), CREAM, h * 0.03)  # fmt: skip
        if cloth.cut == "overalls":
            _bib(s, cloth, look, wide, dark)
        if cloth.cut == "vest":
            for side in (-1, 1):
                pen.line(
                    blob(
                        (look + side * h * 0.16, -0.02 * t),
                        (look + side * h * 0.05, 0.3 * t),
                        closed=False,
                    ),
                    under(s),
                    h * 0.075,
                )
    if cloth.chest:
        _chest(s, cloth, path, look, wide)


def _buttons(s: Sitter, cloth: Cloth, look: float, dark: Colour) -> None:
    """The seam down the front to the hem, and buttons on it."""
    t, h, j = s.build.torso, s.build.head, s.joints
    points: list[Point] = [
        j.on(look, 0.1 * t),
        j.on(look * 1.1, 0.6 * t),
        j.on(look * 1.1, 0.97 * t),
    ]
    if cloth.cut in LONG:
        length = 0.12 if s.pose.seat and cloth.cut == "coat" else LONG[cloth.cut][0]
        (ax, ay), _ = along(j.leg_l, length)
        (bx, by), _ = along(j.leg_r, length)
        shift = look * 0.5 * (1 - s.pose.turn * 0.5)
        points.append(((ax + bx) / 2 + shift, (ay + by) / 2 - h * 0.02))
    s.pen.line(blob(*points, closed=False), dark, h * 0.026)
    button = CREAM if sum(cloth.colour) < 2.2 else dark
    for share in (0.3, 0.56, 0.82):
        x, y = j.on(look * 1.06, share * t)
        s.pen.flat(oval(x, y, h * 0.042), button, role=f"{cloth.cut}-button")


def _bib(s: Sitter, cloth: Cloth, look: float, wide: float, dark: Colour) -> None:
    t, h, pen = s.build.torso, s.build.head, s.pen
    for side in (-1, 1):
        strap = poly((look * 0.6 + side * wide * 0.55, 0.0), (look + side * wide * 0.5, 0.46 * t),
                     closed=False)  # fmt: skip
        pen.line(strap, cloth.colour, h * 0.1, role="overalls")
        pen.flat(oval(look + side * wide * 0.5, 0.47 * t, h * 0.042), rgb("ffd35a"))
    if not cloth.chest:
        pocket = blob((look - wide * 0.36, 0.56 * t), (look + wide * 0.36, 0.56 * t),
                      (look + wide * 0.3, 0.8 * t), (look - wide * 0.3, 0.8 * t))  # fmt: skip
        pen.flat(pocket, dark, alpha=0.55)


def _chest(s: Sitter, cloth: Cloth, path: skia.Path, look: float, wide: float) -> None:
    """What is sewn on the chest, within the garment."""
    t, pen = s.build.torso, s.pen
    before = len(pen.marks)
    across = (wide + s.build.hips) / 2 / 43
    with (
        pen.clipped(path),
        s.trunk_frame(look * 0.55, 0.02 * t),
        pen.at(scale=across, scale_y=t / 100),
    ):
        pen.art(art(cloth.chest), colours={"body": cloth.colour, "hair": s.hair, "skin": s.skin},
                volume=0.3, shadow=0.3)  # fmt: skip
    for mark in pen.marks[before:]:
        mark.role = mark.role and f"chest-{mark.role}"


def _straps(s: Sitter, back: Cloth) -> None:
    wide, t, h = s.build.shoulders * (1 - 0.2 * s.pose.turn), s.build.torso, s.build.head
    look = wide * 0.2 * s.pose.turn
    with s.trunk_frame():
        for side in (-1, 1):
            strap = blob(
                (look + side * wide * 0.62, -0.02 * t),
                (look + side * wide * 0.7, 0.3 * t),
                (side * wide * 0.95, 0.55 * t),
                closed=False,
            )
            s.pen.line(strap, mix(back.colour, DUSK, 0.2), h * 0.085, role="backpack-strap")


def _fish_tail(s: Sitter, cloth: Cloth) -> None:
    """A mermaid's tail instead of legs, its fin at the feet."""
    b, j = s.build, s.joints
    knee = between(j.leg_l.joint, j.leg_r.joint, 0.5)
    foot = between(j.leg_l.end, j.leg_r.end, 0.5)
    x, y = foot[0] - knee[0], foot[1] - knee[1]
    long = max(0.1, (x * x + y * y) ** 0.5)
    x, y = x / long, y / long
    wide = b.hips * 1.15
    fin = b.head * 0.42
    tip = (foot[0] + x * b.sole * 0.4, foot[1] + y * b.sole * 0.4)
    lobes = blob(
        (tip[0] - x * fin * 0.5, tip[1] - y * fin * 0.5),
        (tip[0] - y * fin * 0.9 + x * fin * 0.1, tip[1] + x * fin * 0.9 + y * fin * 0.1),
        (tip[0] - y * fin * 1.25 + x * fin * 0.5, tip[1] + x * fin * 1.25 + y * fin * 0.25),
        (tip[0] - y * fin * 0.4 + x * fin * 0.36, tip[1] + x * fin * 0.4 + y * fin * 0.3),
        (tip[0] + x * fin * 0.16, tip[1] + y * fin * 0.16),
        (tip[0] + y * fin * 0.4 + x * fin * 0.36, tip[1] - x * fin * 0.4 + y * fin * 0.3),
        (tip[0] + y * fin * 1.25 + x * fin * 0.5, tip[1] - x * fin * 1.25 + y * fin * 0.25),
        (tip[0] + y * fin * 0.9 + x * fin * 0.1, tip[1] - x * fin * 0.9 + y * fin * 0.1),
    )  # fmt: skip
    s.form(lobes, mix(cloth.colour, WHITE, 0.2), "tail-fin")
    points = [
        j.on(0, b.torso * 0.8),
        j.hip,
        between(j.hip, knee, 0.5),
        knee,
        between(knee, foot, 0.5),
        tip,
    ]
    body = sleeve(points, wide, b.limb * 0.7)
    s.form(body, cloth.colour, "tail", to=mix(cloth.colour, rgb("4a6ad0"), 0.35))
    scales = [
        oval(between(j.hip, knee, 0.15 + 0.3 * row)[0] + (i + row % 2 * 0.5) * wide * 0.5,
             between(j.hip, knee, 0.15 + 0.3 * row)[1], wide * 0.16, wide * 0.1)
        for row in range(3) for i in (-1, 0) if not (row == 2 and i)
    ]  # fmt: skip
    for scale in scales:
        s.pen.flat(scale, mix(cloth.colour, WHITE, 0.4), alpha=0.6)
