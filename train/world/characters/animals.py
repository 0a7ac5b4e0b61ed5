"""Animals of house, farm and garden: mouse, pig, duck, sheep, hedgehog, squirrel, monkey, cow."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

from train.world.characters.parts import EYE, Fur, Sitter, mirrored, near
from train.world.palette import WHITE, mix, rgb
from train.world.shapes import Point, blob, join, merged, oval, poly, thick

FURS: Final[dict[str, Fur]] = {
    "mouse": Fur(rgb("cdbdb2"), rgb("fff4ec"), rgb("8d7a70"), rgb("f4a3a8")),
    "pig": Fur(rgb("ff9fb0"), rgb("ffc9d2"), rgb("c9526d"), rgb("c9526d")),
    "duck": Fur(rgb("ffe24d"), rgb("fff6bf"), rgb("e0a81e"), rgb("ff8a1e")),
    "sheep": Fur(
        rgb("fff6e6"), rgb("ffffff"), rgb("4b3f4a"), rgb("3b323b"), rgb("eadfcb"), rgb("4b3f4a")
    ),
    "hedgehog": Fur(rgb("f6d3a2"), rgb("ffe9c9"), rgb("6d4a35"), rgb("6d4a35")),
    "squirrel": Fur(rgb("c9562b"), rgb("ffe2bd"), rgb("7d2f14"), rgb("7d2f14")),
    "monkey": Fur(rgb("7a4a2e"), rgb("f3c795"), rgb("4d2a18"), rgb("f3c795")),
    "cow": Fur(rgb("fdf8f2"), rgb("ffb3b8"), rgb("3a3038"), rgb("3a3038")),
}


def mouse(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(oval(side * 38, -138, 25), s.fur.main)
        s.patch(oval(side * 37, -137, 16.5), rgb("ff9fb0"))
    head = blob((0, -135), (25, -129), (37, -108), (30, -86), (0, -71), (-30, -86), (-37, -108),
                (-25, -129))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    s.patch(blob((x, -98), (x + 17, -92), (x + 13, -79), (x, -73), (x - 13, -79), (x - 17, -92)),
            s.fur.light)  # fmt: skip
    s.eyes(15, -109, 6.0)
    s.cheeks(25, -95)
    for side in (-1, 1):
        for rise in (-4, 3):
            hair = poly((side * 12 + x, -90), (side * 40 + x, -91 + rise * 1.5), closed=False)
            s.brush.stroke(hair, s.lit(s.fur.dark), 1.3)
    s.brush.plain(oval(x, -93, 6.2, 5.0), rgb("ef4f74"))
    s.brush.plain(oval(x + 1.8, -94.6, 1.6, 1.1), WHITE, 0.8)
    s.smile(-86, 6, 3.2)


def pig(s: Sitter) -> None:
    for side in (-1, 1):
        ear = blob((side * 14, -132), (side * 30, -150), (side * 47, -143), (side * 46, -122),
                   (side * 37, -114))  # fmt: skip
        s.form(ear, s.fur.main)
        s.patch(blob((side * 30, -132), (side * 40, -140), (side * 43, -124)), s.fur.dark, 0.6)
    s.form(oval(0, -104, 44, 34), s.fur.main)
    s.eyes(20, -113)
    s.cheeks(33, -96, "ff4f78")
    x = s.look
    s.form(oval(x, -99, 16, 11.5), mix(s.fur.main, s.fur.dark, 0.30), line=0.7, shadow=0.4)
    for side in (-1, 1):
        s.brush.plain(oval(side * 5.5 + x, -99, 2.8, 4.6), s.lit(rgb("8a2f4a")))
    s.smile(-84, 8, 4.0)


def duck(s: Sitter) -> None:
    for turn, tip in ((-12, -158), (0, -165), (12, -157)):
        tuft = blob((turn * 0.4 - 4, -134), (turn, tip), (turn * 0.4 + 5, -134))
        s.form(tuft, s.fur.main)
    s.form(oval(0, -107, 38, 34), s.fur.main)
    s.eyes(17, -115, 6.0)
    s.cheeks(29, -99, "ff8a5c")
    x, bill = s.look * 1.2, rgb("ff8a1e")
    if s.mouth in ("open", "round"):
        low = blob((x - 17, -92), (x, -96), (x + 17, -92), (x + 9, -76), (x - 9, -76))
        s.form(low, mix(bill, rgb("a03a10"), 0.2), line=0.7, shadow=0.3)
        s.brush.plain(oval(x, -88, 12, 7), rgb("8c1f34"))
    top = blob((x - 24, -92), (x - 13, -100), (x, -106), (x + 13, -100), (x + 24, -92),
               (x + 12, -86), (x, -85), (x - 12, -86))  # fmt: skip
    s.form(top, bill)
    for side in (-1, 1):
        s.brush.plain(oval(x + side * 4, -99, 1.5, 1.1), rgb("9a4a10"))


def _ring(x: float, y: float, rx: float, ry: float, count: int) -> list[Point]:
    return [
        (x + cos(i * 2 * pi / count) * rx, y + sin(i * 2 * pi / count) * ry) for i in range(count)
    ]


def sheep(s: Sitter) -> None:
    for side in (-1, 1):
        ear = blob((side * 28, -116), (side * 46, -120), (side * 62, -108), (side * 50, -100),
                   (side * 30, -104))  # fmt: skip
        s.form(ear, s.fur.dark)
    curls = join(oval(0, -112, 38, 28), *(oval(px, py, 14) for px, py in
                 _ring(0, -112, 33, 25, 9)))  # fmt: skip
    s.form(merged(curls), s.fur.main)
    muzzle = blob((0, -126), (22, -120), (25, -100), (17, -80), (0, -73), (-17, -80), (-25, -100),
                  (-22, -120))  # fmt: skip
    s.form(muzzle, s.fur.dark)
    for side in (-1, 1):
        s.form(oval(side * 10, -130, 13, 10), s.fur.main, line=0.6, shadow=0.2)
    x = s.look
    if s.gaze == "open":
        for side in (-1, 1):
            s.brush.plain(oval(side * 10 + x, -108, 7.0, 7.6), WHITE)
            s.brush.plain(oval(side * 10 + x + 0.8, -107, 4.2, 5.0), EYE)
            s.brush.plain(oval(side * 10 + x + 2.2, -109.4, 1.7), WHITE)
    else:
        s.eyes(11, -107, 5.0, s.fur.light)
    s.nose(-92, rgb("ff9fb0"), 5.0)
    if s.mouth == "smile":
        curve = blob((x - 6, -86), (x, -82), (x + 6, -86), closed=False)
        s.brush.stroke(curve, s.lit(s.fur.light), 2.0)
    else:
        s.smile(-87, 6, 3.2)


def hedgehog(s: Sitter) -> None:
    points: list[Point] = []
    for i in range(27):
        angle = pi * (1.16 * i / 26 - 0.08)
        reach = 1.0 if i % 2 == 0 else 1.3
        points.append((-cos(angle) * 45 * reach, -102 - sin(angle) * 44 * reach))
    s.form(poly((-34, -78), *points, (34, -78)), s.fur.dark)
    for i in range(4, 23, 3):
        angle = pi * (1.16 * i / 26 - 0.08)
        a = (-cos(angle) * 42, -102 - sin(angle) * 40)
        spike = poly(near(a, (0, -102), -0.12), near(a, (0, -102), 0.10), closed=False)
        s.brush.stroke(spike, s.lit(mix(s.fur.dark, s.fur.light, 0.45)), 2.6)
    head = blob((0, -120), (12, -127), (28, -122), (37, -102), (27, -84), (0, -72), (-27, -84),
                (-37, -102), (-28, -122), (-12, -127))  # fmt: skip
    s.form(head, s.fur.main)
    for side in (-1, 1):
        s.form(oval(side * 33, -120, 8.5), mix(s.fur.main, s.fur.dark, 0.25), line=0.6, shadow=0.2)
    s.eyes(15, -105)
    s.cheeks(25, -92)
    s.brush.plain(oval(s.look, -92, 6.6, 5.4), EYE)
    s.brush.plain(oval(s.look + 2, -94, 2, 1.3), WHITE, 0.8)
    s.smile(-84, 6, 3.4)


def squirrel(s: Sitter) -> None:
    for points in mirrored((12, -130), (34, -162), (37, -116)):
        s.form(blob(points[0], near(points[0], points[1], 0.6), points[1],
                    near(points[1], points[2], 0.4), points[2]), s.fur.main)  # fmt: skip
        s.patch(poly(near(points[1], points[0], 0.3), (points[1][0] * 1.08, -171),
                     near(points[1], points[2], 0.3)), s.fur.dark)  # fmt: skip
    head = blob((0, -137), (27, -130), (38, -108), (42, -92), (24, -78), (0, -72), (-24, -78),
                (-42, -92), (-38, -108), (-27, -130))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    for side in (-1, 1):
        s.patch(oval(side * 17 + x * 0.7, -88, 18, 12.5), s.fur.light)
        s.patch(oval(side * 16 + x, -110, 11.0), s.fur.light)
    s.eyes(16, -109, 5.8)
    s.cheeks(29, -93)
    if s.mouth == "smile":
        s.brush.plain(poly((x - 4.4, -88), (x + 4.4, -88), (x + 3.6, -78), (x - 3.6, -78)), WHITE)
        s.brush.stroke(poly((x, -88), (x, -78), closed=False), EYE, 0.9, 0.6)
    s.nose(-95, EYE, 5.0)
    s.smile(-89, 7, 2.8)


def monkey(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(oval(side * 43, -106, 16.5), s.fur.main)
        s.patch(oval(side * 43.5, -106, 10), s.fur.light)
    s.form(oval(0, -107, 38, 35), s.fur.main)
    tuft = blob((-7, -138), (-12, -152), (-2, -146), (4, -156), (7, -145), (14, -150), (8, -137))
    s.form(tuft, s.fur.main, shadow=0.3)
    x = s.look * 0.7
    mask = join(oval(x - 13, -110, 15, 16), oval(x + 13, -110, 15, 16), oval(x, -91, 27, 17))
    s.patch(merged(mask), s.fur.light)
    s.eyes(13, -109)
    for side in (-1, 1):
        s.brush.plain(oval(side * 3.4 + s.look, -98, 1.9, 1.5), s.lit(s.fur.dark))
    s.cheeks(23, -93)
    s.smile(-90, 12, 6.0)


def cow(s: Sitter) -> None:
    for side in (-1, 1):
        horn = blob((side * 14, -134), (side * 24, -152), (side * 20, -164), (side * 32, -152),
                    (side * 28, -130))  # fmt: skip
        s.form(horn, rgb("f2d9a0"))
        ear = blob((side * 30, -126), (side * 50, -136), (side * 62, -124), (side * 46, -112),
                   (side * 34, -114))  # fmt: skip
        s.form(ear, s.fur.dark if side > 0 else s.fur.main)
    head = blob((0, -138), (28, -131), (37, -108), (35, -84), (0, -72), (-35, -84), (-37, -108),
                (-28, -131))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    s.patch(blob((7, -134), (26, -128), (33, -108), (24, -96), (8, -104), (5, -120)), s.fur.dark)
    s.form(oval(x, -87, 32, 16.5), s.fur.light, line=0.7, shadow=0.3)
    if s.gaze == "open":
        s.patch(oval(16 + x, -110, 7.5, 8.5), s.fur.main)
        s.eyes(16, -110, 5.6)
    else:
        s.patch(oval(16 + x, -110, 10, 9), s.fur.main)
        s.eyes(16, -109, 5.6)
    for side in (-1, 1):
        s.brush.plain(oval(side * 12 + x, -93, 3.4, 2.8), s.lit(rgb("b5596a")))
    s.smile(-84, 9, 4.5)


HEADS: Final[dict[str, Callable[[Sitter], None]]] = {
    "mouse": mouse,
    "pig": pig,
    "duck": duck,
    "sheep": sheep,
    "hedgehog": hedgehog,
    "squirrel": squirrel,
    "monkey": monkey,
    "cow": cow,
}


def _mouse_tail(s: Sitter) -> None:
    curl = blob((-14, -28), (-38, -14), (-56, -26), (-54, -48), (-66, -62), closed=False)
    s.form(thick(curl, 5), rgb("f4a3a8"))


def _pig_tail(s: Sitter) -> None:
    curl = blob((-26, -34), (-42, -36), (-46, -46), (-38, -50), (-35, -42), (-46, -34), (-56, -38),
                closed=False)  # fmt: skip
    s.form(thick(curl, 5), s.fur.main)


def _duck_tail(s: Sitter) -> None:
    s.form(blob((-20, -24), (-40, -30), (-56, -46), (-46, -22), (-30, -14)), s.fur.main)


def _sheep_tail(s: Sitter) -> None:
    s.form(oval(-34, -28, 11), s.fur.main)


def _squirrel_tail(s: Sitter) -> None:
    bush = blob((-16, -22), (-44, -16), (-66, -38), (-66, -78), (-78, -106), (-66, -128),
                (-46, -124), (-38, -100), (-40, -72), (-34, -50), (-18, -44))  # fmt: skip
    s.form(bush, s.fur.main)
    curl = blob((-36, -34), (-52, -52), (-53, -84), (-62, -106), closed=False)
    s.brush.stroke(curl, s.lit(mix(s.fur.main, s.fur.light, 0.5)), 8)


def _monkey_tail(s: Sitter) -> None:
    curl = blob((-14, -26), (-44, -16), (-62, -34), (-58, -64), (-68, -78), (-78, -68), (-72, -58),
                closed=False)  # fmt: skip
    s.form(thick(curl, 8), s.fur.main)


def _cow_tail(s: Sitter) -> None:
    rope = blob((-18, -34), (-42, -36), (-52, -16), (-54, -8), closed=False)
    s.form(thick(rope, 5), s.fur.main)
    s.form(oval(-54, -7, 6, 9), s.fur.dark)


TAILS: Final[dict[str, Callable[[Sitter], None]]] = {
    "mouse": _mouse_tail,
    "pig": _pig_tail,
    "duck": _duck_tail,
    "sheep": _sheep_tail,
    "squirrel": _squirrel_tail,
    "monkey": _monkey_tail,
    "cow": _cow_tail,
}
