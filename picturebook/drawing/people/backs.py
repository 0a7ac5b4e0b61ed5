"""What is worn on the back: capes, wings, backpacks, quivers."""

from picturebook.drawing.colours import DUSK, WHITE, mix, rgb
from picturebook.drawing.paths import blob, oval, poly
from picturebook.drawing.people.shapes import sleeve
from picturebook.drawing.people.sitter import CREAM, Sitter
from picturebook.drawing.people.wardrobe import Cloth


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


def _cape(s: Sitter, over: Cloth) -> None:
    b, j = s.build, s.joints
    t = b.torso
    long = t + b.leg * 0.72
    swing = b.head * (0.12 + 0.25 * s.pose.turn + 0.9 * s.pose.flare)
    wide = b.shoulders
    points = [
        j.on(-wide * 0.9, 0.0),
        j.on(wide * 0.9, 0.0),
        j.on(wide * 1.05, t * 0.5),
        j.on(b.hips * 1.45 - swing * 0.4, long),
        j.on(-swing * 0.5, long * 1.04),
        j.on(-b.hips * 1.5 - swing, long),
        j.on(-wide * 1.25 - swing * 0.3, t * 0.5),
    ]
    if not s.joints.lift:
        points = [(x, min(y, -b.sole * 0.3)) for x, y in points]
    s.form(blob(*points), over.colour, "cape", to=mix(over.colour, DUSK, 0.25))


def _backpack(s: Sitter, back: Cloth) -> None:
    b = s.build
    t = b.torso
    x = -b.shoulders * (0.1 + 0.9 * s.pose.turn)
    wide = b.shoulders * 1.18
    with s.trunk_frame():
        path = blob(
            (x - wide * 0.8, 0.04 * t),
            (x + wide * 0.8, 0.04 * t),
            (x + wide, 0.3 * t),
            (x + wide, 0.86 * t),
            (x, 0.95 * t),
            (x - wide, 0.86 * t),
            (x - wide, 0.3 * t),
        )
        s.form(path, back.colour, "backpack")
        pocket = blob(
            (x - wide * 0.95, 0.6 * t),
            (x - wide * 0.4, 0.6 * t),
            (x - wide * 0.44, 0.86 * t),
            (x - wide * 0.92, 0.84 * t),
        )
        s.pen.flat(pocket, mix(back.colour, WHITE, 0.3), alpha=0.8)


def _wings(s: Sitter, back: Cloth) -> None:
    b = s.build
    t, h = b.torso, b.head
    fairy = "fairy" in back.kind
    pale = mix(back.colour, WHITE, 0.35)
    with s.trunk_frame():
        for side in (1, -1):
            k = h * (0.8 if side > 0 and s.pose.turn > 0.45 else 1.0)
            if fairy:
                upper = blob(
                    (0, 0.28 * t),
                    (side * k * 0.55, -k * 0.5),
                    (side * k * 1.2, -k * 0.55),
                    (side * k * 1.15, k * 0.15),
                    (side * k * 0.6, 0.36 * t),
                )
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
            wing = blob(
                (0, 0.2 * t),
                (side * k * 0.45, -k * 0.34),
                (side * k * 1.1, -k * 0.42),
                (side * k * 1.2, 0.0),
                (side * k * 1.02, k * 0.2),
                (side * k * 1.0, k * 0.36),
                (side * k * 0.78, k * 0.46),
                (side * k * 0.7, k * 0.62),
                (side * k * 0.4, k * 0.6),
                (0, 0.5 * t),
            )
            s.form(wing, back.colour, "wings")
            for y in (0.02, 0.22):
                feather = blob(
                    (side * k * 0.35, k * y),
                    (side * k * 0.7, k * (y + 0.06)),
                    (side * k * 0.95, k * (y - 0.02)),
                    closed=False,
                )
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
            s.pen.flat(
                blob(
                    (tip[0] - h * 0.05, tip[1]),
                    (tip[0], tip[1] - h * 0.1),
                    (tip[0] + h * 0.06, tip[1] + h * 0.02),
                ),
                CREAM,
            )
        tube = sleeve(
            [(-b.shoulders * 1.05, -h * 0.08), (-b.shoulders * 0.2, 0.6 * t)], h * 0.13, h * 0.11
        )
        s.form(tube, back.colour, "quiver")
