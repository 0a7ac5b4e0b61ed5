"""What is worn at the neck and over everything: collars, scarves, ties, aprons, ponchos."""

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import Point, blob, join, oval, poly
from picturebook.drawing.people.body import along
from picturebook.drawing.people.shapes import hull, rounded
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.wardrobe import Cloth

_COLLARED = ("coat", "shirt", "jacket", "pyjamas", "dress", "spacesuit")


def draw_neck(s: Sitter) -> None:
    """Collars and what is worn at the neck, over the shoulders."""
    worn = s.outfit.worn
    main, neck, over = worn.get("whole") or worn.get("top"), worn.get("neck"), worn.get("over")
    h = s.build.head
    wide = s.build.shoulders * (1 - 0.2 * s.pose.turn)
    look = wide * (0.08 + 0.32 * s.pose.turn)
    if over and over.cut == "apron":
        _apron(s, over, wide, look)
    if over and over.cut == "poncho":
        _poncho(s, over, wide, look)
    with s.trunk_frame():
        if over and over.cut == "cape":
            for side in (-1, 1):
                flap = blob(
                    (look, h * 0.1),
                    (look * 0.4 + side * wide * 0.95, h * 0.12),
                    (look * 0.4 + side * wide * 0.8, -h * 0.07),
                    (look, -h * 0.03),
                )
                s.form(flap, over.colour, "cape", volume=0.3, shadow=0.3)
            s.pen.flat(oval(look, h * 0.07, h * 0.055), rgb("f2c14a"))
        elif neck and neck.cut == "scarf":
            _scarf(s, neck, wide, look)
        else:
            if main and main.cut in _COLLARED and not main.chest:
                _collar(s, main, wide, look)
            if neck:
                {"tie": _tie, "bow-tie": _bow, "necklace": _beads, "medal": _medal}[neck.cut](
                    s, neck, wide, look
                )


def _collar(s: Sitter, main: Cloth, wide: float, look: float) -> None:
    h = s.build.head
    tone: Colour = mix(main.colour, WHITE, 0.42)
    for side in (-1, 1):
        collar = blob((look, h * 0.05), (look + side * h * 0.1, h * 0.17),
                      (look * 0.6 + side * wide * 0.82, h * 0.11),
                      (look * 0.4 + side * wide * 0.72, -h * 0.06), (look, -h * 0.02))  # fmt: skip
        s.form(collar, tone, "collar", volume=0.0, shadow=0.3)


def _scarf(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h = s.build.head
    swing = s.pose.flare * h * 0.5 + s.pose.turn * h * 0.06
    x = look - wide * 0.3
    end = blob((x - h * 0.09, h * 0.06), (x + h * 0.1, h * 0.08), (x + h * 0.12 - swing, h * 0.46),
               (x - h * 0.11 - swing, h * 0.44))  # fmt: skip
    s.form(end, neck.colour, "scarf", volume=0.4, shadow=0.6)
    s.pattern(end, neck.pattern or "striped", neck.colour)
    band = blob(
        (-wide * 0.86, -h * 0.1),
        (0, h * 0.0),
        (wide * 0.9, -h * 0.1),
        (wide * 1.02, h * 0.05),
        (look, h * 0.17),
        (-wide * 0.98, h * 0.06),
    )
    s.form(band, neck.colour, "scarf", volume=0.6, shadow=0.6)
    s.pattern(band, neck.pattern or "striped", neck.colour, 90)


def _tie(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h, t = s.build.head, s.build.torso
    blade = poly(
        (look - h * 0.035, h * 0.1),
        (look + h * 0.035, h * 0.1),
        (look + h * 0.085, 0.6 * t),
        (look, 0.7 * t),
        (look - h * 0.085, 0.6 * t),
    )
    s.form(blade, neck.colour, "tie", volume=0.0, shadow=0.3)
    s.form(
        oval(look, h * 0.09, h * 0.06, h * 0.05),
        mix(neck.colour, DUSK, 0.15),
        "tie-knot",
        volume=0.0,
        shadow=0.3,
    )


def _bow(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h = s.build.head
    for side in (-1, 1):
        loop = blob(
            (look, h * 0.1), (look + side * h * 0.17, h * 0.01), (look + side * h * 0.18, h * 0.19)
        )
        s.form(loop, neck.colour, "bow-tie", volume=0.3, shadow=0.3)
    s.pen.flat(oval(look, h * 0.1, h * 0.045, h * 0.055), mix(neck.colour, DUSK, 0.25))


def _beads(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h = s.build.head
    spots = [((i - 3) / 3, abs(i - 3) / 3) for i in range(7)]
    beads = join(
        *(oval(look + x * wide * 0.62, h * (0.17 - 0.13 * a * a), h * 0.035) for x, a in spots)
    )
    s.pen.flat(beads, neck.colour, role="necklace")


def _medal(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h, t = s.build.head, s.build.torso
    for side in (-1, 1):
        s.pen.line(
            poly((look + side * wide * 0.5, -h * 0.02), (look, 0.42 * t), closed=False),
            rgb("d8402f"),
            h * 0.055,
        )
    s.form(oval(look, 0.5 * t, h * 0.11), neck.colour, "medal", volume=0.3, shadow=0.4)
    s.pen.flat(oval(look, 0.5 * t, h * 0.06), mix(neck.colour, WHITE, 0.45))


def _apron(s: Sitter, over: Cloth, wide: float, look: float) -> None:
    b, j = s.build, s.joints
    t, h = b.torso, b.head
    low = 0.2 if s.pose.seat else 0.4
    points: list[Point] = [j.on(look + side * wide * 0.55, 0.28 * t) for side in (-1, 1)]
    points += [j.on(look * 0.6 + side * wide * 0.86, 0.62 * t) for side in (-1, 1)]
    for side, leg in ((-1, j.leg_l), (1, j.leg_r)):
        (x, y), _ = along(leg, low)
        points += [(x + side * b.thigh * 0.85, y), (x + side * b.thigh * 0.5, y + h * 0.05)]
    with s.trunk_frame():
        for side in (-1, 1):
            strap = poly(
                (look + side * wide * 0.5, 0.3 * t),
                (look * 0.6 + side * wide * 0.42, 0.0),
                closed=False,
            )
            s.pen.line(strap, over.colour, h * 0.06, role="apron")
        belt = blob(
            (-wide * 1.12, 0.63 * t), (look, 0.68 * t), (wide * 1.12, 0.63 * t), closed=False
        )
        s.pen.line(belt, over.colour, h * 0.06, role="apron")
    path = rounded(hull(points), h * 0.12)
    s.form(path, over.colour, "apron", volume=0.4, shadow=0.5)
    s.pattern(path, over.pattern, over.colour, j.trunk)
    with s.trunk_frame():
        pocket = blob(
            (look - wide * 0.42, 0.8 * t),
            (look + wide * 0.42, 0.8 * t),
            (look + wide * 0.36, 0.98 * t),
            (look - wide * 0.36, 0.98 * t),
        )
        s.pen.flat(pocket, mix(over.colour, DUSK, 0.18), alpha=0.55)


def _poncho(s: Sitter, over: Cloth, wide: float, look: float) -> None:
    h, t = s.build.head, s.build.torso
    with s.trunk_frame():
        path = blob(
            (-wide * 0.7, -h * 0.04),
            (wide * 0.7, -h * 0.04),
            (wide * 1.42, 0.3 * t),
            (wide * 1.5, 0.56 * t),
            (look, 0.78 * t),
            (-wide * 1.5, 0.56 * t),
            (-wide * 1.42, 0.3 * t),
        )
        s.form(path, over.colour, "poncho", volume=0.7)
        s.pattern(path, over.pattern or "striped", over.colour)
