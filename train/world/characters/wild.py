"""Wild animals and two beings of fairy tales: from the penguin to the dragon and the robot."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

from train.world.characters.parts import EYE, MOUTH, Fur, Sitter, mirrored, near
from train.world.palette import WHITE, mix, rgb
from train.world.shapes import Point, blob, box, join, merged, oval, poly, thick

FURS: Final[dict[str, Fur]] = {
    "penguin": Fur(rgb("2b3350"), rgb("ffffff"), rgb("1d2338"), rgb("ff9a1e")),
    "elephant": Fur(rgb("8fa6bd"), rgb("c4d3e2"), rgb("5d7389"), rgb("5d7389")),
    "lion": Fur(rgb("ffbf4d"), rgb("ffe6b0"), rgb("a8501a"), rgb("d98f2a")),
    "panda": Fur(
        rgb("fdfbf8"), rgb("ffffff"), rgb("2b2830"), rgb("2b2830"), rgb("2b2830"), rgb("2b2830")
    ),
    "wolf": Fur(rgb("566580"), rgb("eef1f6"), rgb("323c52"), rgb("323c52")),
    "deer": Fur(rgb("c98746"), rgb("fbe8cb"), rgb("6b3f20"), rgb("4d2c18")),
    "dragon": Fur(rgb("21b8a6"), rgb("c9f7d9"), rgb("0d6e6a"), rgb("0d6e6a")),
    "robot": Fur(rgb("b9cbd9"), rgb("eaf3f9"), rgb("5a7389"), rgb("5a7389")),
}


def penguin(s: Sitter) -> None:
    s.form(oval(0, -107, 41, 36), s.fur.main)
    x = s.look * 0.6
    mask = join(oval(x - 14, -107, 18, 19), oval(x + 14, -107, 18, 19), oval(x, -92, 27, 17))
    s.patch(merged(mask), s.fur.light)
    s.eyes(14, -107, 6.0)
    s.cheeks(25, -92)
    s.beak(-97, rgb("ff9a1e"), 9, 10)


def elephant(s: Sitter) -> None:
    for side in (-1, 1):
        ear = blob((side * 22, -134), (side * 48, -146), (side * 70, -124), (side * 64, -94),
                   (side * 46, -80), (side * 28, -92))  # fmt: skip
        s.form(ear, s.fur.main)
        s.patch(blob((side * 36, -128), (side * 52, -134), (side * 62, -118), (side * 57, -98),
                     (side * 44, -92)), rgb("ffb3bd"), 0.85)  # fmt: skip
    s.form(oval(0, -108, 37, 34), s.fur.main)
    s.eyes(18, -112)
    s.cheeks(26, -97)
    x = s.look
    if s.mouth in ("open", "round"):
        s.laugh(x + 11, -90, 9, 11)
    elif s.mouth == "sad":
        frown = blob((x + 8, -80), (x + 14, -86), (x + 22, -82), closed=False)
        s.brush.stroke(frown, EYE, 2.4)
    else:
        grin = blob((x + 8, -86), (x + 15, -82), (x + 23, -88), closed=False)
        s.brush.stroke(grin, EYE, 2.2)
    trunk = blob((x, -104), (x - 1, -88), (x - 6, -72), (x - 18, -64), (x - 29, -70), closed=False)
    s.form(merged(join(thick(trunk, 15), oval(x, -103, 9.5, 9))), s.fur.main)
    for px, py in ((x - 1, -92), (x - 3, -83), (x - 9, -74)):
        fold = poly((px - 5, py - 1), (px + 5, py + 1), closed=False)
        s.brush.stroke(fold, s.lit(s.fur.dark), 1.7, 0.7)


def lion(s: Sitter) -> None:
    mane = join(oval(0, -106, 46), *(
        oval(cos(i * 2 * pi / 12) * 44, -106 + sin(i * 2 * pi / 12) * 42, 14) for i in range(12)
    ))  # fmt: skip
    s.form(merged(mane), s.fur.dark)
    for side in (-1, 1):
        s.form(oval(side * 27, -134, 11), s.fur.main)
        s.patch(oval(side * 27, -133, 6), mix(s.fur.main, s.fur.dark, 0.6))
    s.form(oval(0, -105, 35, 32), s.fur.main, shadow=0.5)
    x = s.look
    for side in (-1, 1):
        s.patch(oval(side * 8 + x, -87, 11.5, 9), s.fur.light)
    s.eyes(15, -110)
    s.cheeks(25, -96)
    s.nose(-94, rgb("7a2f1a"), 7.0)
    s.smile(-87, 7, 4.0)


def panda(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(oval(side * 31, -136, 14.5), s.fur.dark)
    s.form(oval(0, -106, 43, 35), s.fur.main)
    x = s.look
    for side in (-1, 1):
        patch = blob((side * 11 + x, -121), (side * 25 + x, -118), (side * 30 + x, -101),
                     (side * 20 + x, -94), (side * 9 + x, -105))  # fmt: skip
        s.patch(patch, s.fur.dark)
        if s.gaze == "open":
            s.brush.plain(oval(side * 18 + x, -109, 6.6, 7.2), WHITE)
            s.brush.plain(oval(side * 17 + x, -108, 4.4, 5.2), EYE)
            s.brush.plain(oval(side * 17 + x + 1.6, -110.6, 1.9), WHITE)
    if s.gaze != "open":
        s.eyes(19, -107, 5.4, WHITE)
    s.cheeks(33, -92)
    s.nose(-94, EYE, 6.4)
    s.smile(-87, 7, 4.0)


def wolf(s: Sitter) -> None:
    for points in mirrored((6, -130), (26, -172), (40, -122)):
        s.form(poly(*points), s.fur.main)
        s.patch(poly(*(near(p, (24, -138) if p[0] > 0 else (-24, -138), 0.42) for p in points)),
                rgb("e59aa5"))  # fmt: skip
    head = poly((0, -140), (24, -136), (39, -118), (40, -106), (54, -96), (43, -93), (49, -82),
                (34, -82), (20, -74), (0, -70), (-20, -74), (-34, -82), (-49, -82), (-43, -93),
                (-54, -96), (-40, -106), (-39, -118), (-24, -136))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    for side in (-1, 1):
        s.patch(poly((side * 18, -92), (side * 40, -102), (side * 46, -95), (side * 39, -92),
                     (side * 42, -85), (side * 26, -84)), s.fur.light)  # fmt: skip
        s.patch(oval(side * 16 + x, -122, 6.0, 3.4), s.fur.light)
    muzzle = blob((x - 10, -106), (x + 10, -106), (x + 20, -88), (x + 12, -75), (x, -72),
                  (x - 12, -75), (x - 20, -88))  # fmt: skip
    s.form(muzzle, s.fur.light, line=0.6, shadow=0.3)
    if s.gaze == "open":
        for side in (-1, 1):
            s.brush.plain(oval(side * 17 + x, -110, 7.4, 6.6), rgb("ffe14d"))
            s.brush.plain(oval(side * 16.5 + x, -109.6, 4.4, 5.4), EYE)
            s.brush.plain(oval(side * 16.5 + x + 1.8, -112, 1.8), WHITE)
    else:
        s.eyes(17, -109, 5.4, rgb("12161f"))
    s.nose(-97, EYE, 7.6)
    if s.mouth == "smile":
        s.brush.plain(poly((x + 5, -84), (x + 10, -85), (x + 8, -79)), WHITE)
    s.smile(-87, 9, 5.0)


def deer(s: Sitter) -> None:
    for side in (-1, 1):
        antler = join(
            blob((side * 14, -132), (side * 22, -152), (side * 40, -162), (side * 46, -182),
                 closed=False),
            blob((side * 20, -150), (side * 18, -168), (side * 22, -182), closed=False),
            blob((side * 34, -158), (side * 50, -158), (side * 60, -166), closed=False),
        )  # fmt: skip
        s.form(merged(thick(antler, 7)), s.fur.dark)
        ear = blob((side * 28, -120), (side * 46, -132), (side * 60, -128), (side * 52, -112),
                   (side * 34, -106))  # fmt: skip
        s.form(ear, s.fur.main)
        s.patch(blob((side * 36, -118), (side * 47, -126), (side * 54, -124), (side * 48, -115)),
                rgb("ffb9b0"))  # fmt: skip
    head = blob((0, -138), (26, -131), (36, -110), (28, -86), (0, -71), (-28, -86), (-36, -110),
                (-26, -131))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    s.patch(blob((x, -96), (x + 17, -90), (x + 12, -77), (x, -72), (x - 12, -77), (x - 17, -90)),
            s.fur.light)  # fmt: skip
    for px, py in ((-8, -128), (8, -128), (0, -121)):
        s.patch(oval(px, py, 3.2), s.fur.light)
    s.eyes(17, -107, 6.0)
    s.cheeks(26, -93)
    s.nose(-92, EYE, 6.4)
    s.smile(-85, 6, 3.2)


def dragon(s: Sitter) -> None:
    for side in (-1, 1):
        horn = blob((side * 16, -134), (side * 24, -152), (side * 40, -166), (side * 38, -146),
                    (side * 30, -128))  # fmt: skip
        s.form(horn, rgb("ffd98a"))
        fin = poly((side * 32, -118), (side * 58, -126), (side * 50, -110), (side * 60, -100),
                   (side * 36, -96))  # fmt: skip
        s.form(fin, rgb("ff7a3d"))
    crest = poly((-14, -134), (-8, -158), (0, -142), (0, -168), (8, -142), (14, -154), (16, -132))
    s.form(crest, rgb("ff7a3d"))
    head = blob((0, -139), (28, -131), (38, -110), (40, -90), (22, -76), (0, -72), (-22, -76),
                (-40, -90), (-38, -110), (-28, -131))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    s.form(oval(x, -88, 29, 15.5), mix(s.fur.main, s.fur.light, 0.75), line=0.6, shadow=0.3)
    for side in (-1, 1):
        s.brush.plain(oval(side * 9 + x, -95, 3.0, 2.4), s.lit(s.fur.dark))
    if s.gaze == "open":
        for side in (-1, 1):
            s.brush.plain(oval(side * 17 + x, -113, 8.0, 8.4), WHITE)
            s.brush.plain(oval(side * 16.5 + x, -112, 5.2, 6.4), EYE)
            s.brush.plain(oval(side * 16.5 + x + 2, -114.6, 2.1), WHITE)
    else:
        s.eyes(17, -111, 5.6)
    s.cheeks(33, -98, "ff8a9a")
    s.smile(-86, 13, 5.0)
    if s.mouth == "smile":
        for side in (-1, 1):
            tooth = poly((x + side * 8 - 2.6, -84), (x + side * 8 + 2.6, -84), (x + side * 8, -78))
            s.brush.plain(tooth, WHITE)


def robot(s: Sitter) -> None:
    s.brush.stroke(poly((0, -138), (0, -158), closed=False), s.lit(s.fur.dark), 4.0)
    s.form(oval(0, -163, 7.5), rgb("ff4f5e"))
    for side in (-1, 1):
        s.form(box(*_ear_box(side * 36, side * 48), 4), s.fur.dark)
    s.form(box(-40, -140, 40, -74, 10), s.fur.main)
    x = s.look
    s.patch(box(x * 0.5 - 31, -130, x * 0.5 + 31, -96, 8), rgb("24344d"))
    if s.gaze in ("open", "wide"):
        grow = 1.0 if s.gaze == "open" else 1.25
        for side in (-1, 1):
            s.brush.plain(oval(side * 14 + x, -113, 9.5 * grow), rgb("7df3ff"))
            s.brush.plain(oval(side * 14 + x + 2.5, -116, 3.0), WHITE)
    else:
        s.eyes(14, -112, 6.4, rgb("7df3ff"))
    if s.mouth in ("open", "round"):
        wide = 14 if s.mouth == "open" else 8
        s.brush.plain(box(x - wide, -92, x + wide, -78, 4), MOUTH)
    else:
        bend = 4.5 if s.mouth == "smile" else -4.5
        y = -87 if bend > 0 else -82
        curve = blob((x - 13, y), (x, y + bend), (x + 13, y), closed=False)
        s.brush.stroke(curve, s.lit(rgb("24344d")), 3.2)
    for px, py in ((-34, -80), (34, -80)):
        s.patch(oval(px, py, 2.2), s.fur.dark)


def _ear_box(a: float, b: float) -> tuple[float, float, float, float]:
    """The robot's ear between two abscissas, as a box."""
    return min(a, b), -118.0, max(a, b), -96.0


HEADS: Final[dict[str, Callable[[Sitter], None]]] = {
    "penguin": penguin,
    "elephant": elephant,
    "lion": lion,
    "panda": panda,
    "wolf": wolf,
    "deer": deer,
    "dragon": dragon,
    "robot": robot,
}


def _penguin_tail(s: Sitter) -> None:
    s.form(poly((-8, -30), (-44, -8), (-18, -12)), s.fur.main)


def _elephant_tail(s: Sitter) -> None:
    rope = blob((-18, -36), (-42, -36), (-50, -18), closed=False)
    s.form(thick(rope, 5), s.fur.main)
    s.form(oval(-51, -14, 5, 7), s.fur.dark)


def _lion_tail(s: Sitter) -> None:
    curl = blob((-14, -28), (-42, -18), (-58, -34), (-60, -56), closed=False)
    s.form(thick(curl, 7), s.fur.main)
    s.form(oval(-61, -62, 10, 12), s.fur.dark)


def _wolf_tail(s: Sitter) -> None:
    brushy = poly((-14, -38), (-38, -38), (-58, -24), (-68, -6), (-54, -10), (-50, -2), (-36, -12),
                  (-16, -20))  # fmt: skip
    s.form(brushy, s.fur.main)
    s.patch(poly((-60, -20), (-68, -6), (-54, -10), (-50, -2), (-46, -12)), s.fur.light)


def _deer_tail(s: Sitter) -> None:
    s.form(blob((-24, -30), (-40, -34), (-48, -46), (-36, -48), (-26, -42)), s.fur.light)


def _dragon_tail(s: Sitter) -> None:
    body = blob((-10, -36), (-36, -30), (-56, -14), (-74, -18), (-60, -4), (-34, -6), (-12, -18))
    s.form(body, s.fur.main)
    s.form(poly((-66, -16), (-86, -34), (-82, -12), (-72, -4)), rgb("ff7a3d"))
    wings: list[tuple[Point, ...]] = [
        tuple((side * px, py) for px, py in
              ((16, -62), (44, -92), (72, -86), (62, -70), (68, -54), (52, -54), (46, -40)))
        for side in (-1, 1)
    ]  # fmt: skip
    for wing in wings:
        s.form(poly(*wing), rgb("ff7a3d"))


TAILS: Final[dict[str, Callable[[Sitter], None]]] = {
    "penguin": _penguin_tail,
    "elephant": _elephant_tail,
    "lion": _lion_tail,
    "wolf": _wolf_tail,
    "deer": _deer_tail,
    "dragon": _dragon_tail,
}
