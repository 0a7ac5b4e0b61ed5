"""What is worn round the body: at the neck, over everything, and on the back."""

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import Point, blob, join, oval, poly
from picturebook.drawing.people.body import along
from picturebook.drawing.people.shapes import hull, rounded, sleeve
from picturebook.drawing.people.sitter import CREAM, Sitter
from picturebook.drawing.people.wardrobe import Cloth

_COLLARED = ("coat", "shirt", "jacket", "pyjamas", "dress", "spacesuit")


def draw_back(s: Sitter) -> None:
    """Behind the body: capes, wings, backpacks, quivers, hoods that hang down."""
    worn = s.outfit.worn
    over, back, top = worn.get("over"), worn.get("back"), worn.get("top")
    if back and back.cut == "wings":
        _wings(s, back)
    if over and over.cut == "cape":
        _cape(s, over)
    if back and back.cut == "backpack":
        _backpack(s, back)
    if back and back.cut == "quiver":
        _quiver(s, back)
    if top and top.cut == "hoodie":
        h, t = s.build.head, s.build.torso
        with s.trunk_frame():
            s.form(
                oval(-h * 0.04, 0.02 * t, h * 0.47, h * 0.2),
                mix(top.colour, DUSK, 0.12),
                "hood",
                volume=0.4,
            )


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
                flap = blob((look, h * 0.1), (look * 0.4 + side * wide * 0.95, h * 0.12),
                            (look * 0.4 + side * wide * 0.8, -h * 0.07), (look, -h * 0.03))  # fmt: skip
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
    band = blob((-wide * 0.86, -h * 0.1), (0, h * 0.0), (wide * 0.9, -h * 0.1), (wide * 1.02, h * 0.05),
                (look, h * 0.17), (-wide * 0.98, h * 0.06))  # fmt: skip
    s.form(band, neck.colour, "scarf", volume=0.6, shadow=0.6)
    s.pattern(band, neck.pattern or "striped", neck.colour, 90)


def _tie(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h, t = s.build.head, s.build.torso
    blade = poly((look - h * 0.035, h * 0.1), (look + h * 0.035, h * 0.1), (look + h * 0.085, 0.6 * t),
                 (look, 0.7 * t), (look - h * 0.085, 0.6 * t))  # fmt: skip
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
        pocket = blob((look - wide * 0.42, 0.8 * t), (look + wide * 0.42, 0.8 * t), (look + wide * 0.36, 0.98 * t),
                      (look - wide * 0.36, 0.98 * t))  # fmt: skip
        s.pen.flat(pocket, mix(over.colour, DUSK, 0.18), alpha=0.55)


def _poncho(s: Sitter, over: Cloth, wide: float, look: float) -> None:
    h, t = s.build.head, s.build.torso
    with s.trunk_frame():
        path = blob((-wide * 0.7, -h * 0.04), (wide * 0.7, -h * 0.04), (wide * 1.42, 0.3 * t), (wide * 1.5, 0.56 * t),
                    (look, 0.78 * t), (-wide * 1.5, 0.56 * t), (-wide * 1.42, 0.3 * t))  # fmt: skip
        s.form(path, over.colour, "poncho", volume=0.7)
        s.pattern(path, over.pattern or "striped", over.colour)


def _cape(s: Sitter, over: Cloth) -> None:
    b, j = s.build, s.joints
    t = b.torso
    long = t + b.leg * 0.72
    swing = b.head * (0.12 + 0.25 * s.pose.turn + 0.9 * s.pose.flare)
    wide = b.shoulders
    points = [j.on(-wide * 0.9, 0.0), j.on(wide * 0.9, 0.0), j.on(wide * 1.05, t * 0.5),
              j.on(b.hips * 1.45 - swing * 0.4, long), j.on(-swing * 0.5, long * 1.04),
              j.on(-b.hips * 1.5 - swing, long), j.on(-wide * 1.25 - swing * 0.3, t * 0.5)]  # fmt: skip
    if not s.joints.lift:
        points = [(x, min(y, -b.sole * 0.3)) for x, y in points]
    s.form(blob(*points), over.colour, "cape", to=mix(over.colour, DUSK, 0.25))


def _backpack(s: Sitter, back: Cloth) -> None:
    b = s.build
    t, h = b.torso, b.head
    x = -b.shoulders * (0.1 + 0.9 * s.pose.turn)
    wide = b.shoulders * 1.18
    with s.trunk_frame():
        path = blob((x - wide * 0.8, 0.04 * t), (x + wide * 0.8, 0.04 * t), (x + wide, 0.3 * t), (x + wide, 0.86 * t),
                    (x, 0.95 * t), (x - wide, 0.86 * t), (x - wide, 0.3 * t))  # fmt: skip
        s.form(path, back.colour, "backpack")
        pocket = blob((x - wide * 0.95, 0.6 * t), (x - wide * 0.4, 0.6 * t), (x - wide * 0.44, 0.86 * t),
                      (x - wide * 0.92, 0.84 * t))  # fmt: skip
        s.pen.flat(pocket, mix(back.colour, WHITE, 0.3), alpha=0.8)
    del h


def _wings(s: Sitter, back: Cloth) -> None:
    b = s.build
    t, h = b.torso, b.head
    fairy = "fairy" in back.kind
    pale = mix(back.colour, WHITE, 0.35)
    with s.trunk_frame():
        for side in (1, -1):
            k = h * (0.8 if side > 0 and s.pose.turn > 0.45 else 1.0)
            if fairy:
                upper = blob((0, 0.28 * t), (side * k * 0.55, -k * 0.5), (side * k * 1.2, -k * 0.55),
                             (side * k * 1.15, k * 0.15), (side * k * 0.6, 0.36 * t))  # fmt: skip
                lower = blob((0, 0.34 * t), (side * k * 0.7, 0.42 * t), (side * k * 0.92, 0.9 * t),
                             (side * k * 0.5, 0.98 * t))  # fmt: skip
                for path in (lower, upper):
                    s.form(path, pale, "wings", volume=0.5)
                s.pen.flat(
                    oval(side * k * 0.82, -k * 0.2, k * 0.16),
                    mix(back.colour, WHITE, 0.7),
                    alpha=0.8,
                )
                continue
            wing = blob((0, 0.2 * t), (side * k * 0.45, -k * 0.34), (side * k * 1.1, -k * 0.42), (side * k * 1.2, 0.0),
                        (side * k * 1.02, k * 0.2), (side * k * 1.0, k * 0.36), (side * k * 0.78, k * 0.46),
                        (side * k * 0.7, k * 0.62), (side * k * 0.4, k * 0.6), (0, 0.5 * t))  # fmt: skip
            s.form(wing, back.colour, "wings")
            for y in (0.02, 0.22):
                feather = blob((side * k * 0.35, k * y), (side * k * 0.7, k * (y + 0.06)), (side * k * 0.95, k * (y - 0.02)),
                               closed=False)  # fmt: skip
                s.pen.line(feather, mix(back.colour, DUSK, 0.16), h * 0.03)


def _quiver(s: Sitter, back: Cloth) -> None:
    b = s.build
    t, h = b.torso, b.head
    with s.trunk_frame():
        for i, dx in enumerate((-0.08, 0.02, 0.12)):
            tip = (-b.shoulders * 1.25 + dx * h, -h * (0.34 - 0.06 * (i % 2)))
            s.pen.line(
                poly((-b.shoulders * 0.5 + dx * h * 0.5, 0.3 * t), tip, closed=False),
                rgb("b5733c"),
                h * 0.035,
            )
            s.pen.flat(blob((tip[0] - h * 0.05, tip[1]), (tip[0], tip[1] - h * 0.1), (tip[0] + h * 0.06, tip[1] + h * 0.02)),
                       CREAM)  # fmt: skip
        tube = sleeve(
            [(-b.shoulders * 1.05, -h * 0.08), (-b.shoulders * 0.2, 0.6 * t)], h * 0.13, h * 0.11
        )
        s.form(tube, back.colour, "quiver")
