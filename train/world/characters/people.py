"""Grown-up and fairy-tale people, of many looks; hats and the like are in `accessories.py`."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

import skia

from train.world.characters.parts import Fur, Sitter, brows, face
from train.world.palette import WHITE, Colour, mix, rgb
from train.world.shapes import blob, join, merged, oval, poly


def _person(skin: str, hair: str, shoes: str, trousers: str) -> Fur:
    main = rgb(skin)
    return Fur(main, mix(main, WHITE, 0.3), rgb(hair), rgb(shoes), rgb(trousers))


FURS: Final[dict[str, Fur]] = {
    "grandmother": _person("f7cba9", "c3c6d0", "6a4a5c", "7a6a86"),
    "grandfather": _person("b97f57", "f4f2ee", "4b382c", "6d6257"),
    "woman": _person("8a5536", "33201c", "a8432f", "d8a05a"),
    "man": _person("e0a878", "1f1a1e", "3a2a24", "40506b"),
    "wizard": _person("f5c8a5", "f3f1f6", "3c3566", "3c3566"),
    "pirate": _person("d39a6b", "2b1d18", "241a18", "5b3a2a"),
    "astronaut": _person("f0c493", "221c26", "e8edf3", "e8edf3"),
    "knight": _person("9c6644", "2c1d1a", "8c99a8", "a9b6c4"),
    "fairy": _person("ffd9bf", "ff8fc0", "ff8fc0", "ffe3f0"),
    "princess": _person("b97a50", "241a1f", "f08fb5", "f6d9e6"),
    "cook": _person("f3c79b", "241d24", "3a3540", "e9e9ee"),
    "clown": _person("fff1e8", "ff7a1a", "e0352f", "ffd23f"),
}


def _fringe(s: Sitter, colour: Colour, *points: tuple[float, float], shadow: float = 0.4) -> None:
    s.form(blob(*points), colour, shadow=shadow)


def grandmother(s: Sitter) -> None:
    s.form(oval(0, -151, 19, 17), s.fur.dark)
    for rise in (-3, 4):
        curl = blob((-12, -151 + rise), (0, -147 + rise), (12, -151 + rise), closed=False)
        s.brush.stroke(curl, s.lit(rgb("8f93a3")), 1.8)
    s.form(oval(0, -112, 42, 34), s.fur.dark)
    face(s)
    left = blob((0, -141), (-20, -139), (-37, -124), (-40, -104), (-33, -102), (-29, -116),
                (-12, -127), (1, -132))  # fmt: skip
    right = blob((0, -141), (20, -139), (37, -124), (40, -104), (33, -102), (29, -116),
                 (12, -127), (-1, -132))  # fmt: skip
    s.form(join(left, right), s.fur.dark, shadow=0.3)
    for side in (-1, 1):
        line = blob((side * 23 + s.look, -84), (side * 20 + s.look, -80), closed=False)
        s.brush.stroke(line, s.lit(mix(s.fur.main, rgb("8a4a34"), 0.5)), 1.5)


def grandfather(s: Sitter) -> None:
    face(s)
    for side in (-1, 1):
        puff = join(oval(side * 37, -114, 9), oval(side * 39, -103, 8), oval(side * 34, -122, 7))
        s.form(merged(puff), s.fur.dark)
    x = s.look * 0.6
    beard = blob((-36, -98), (-29, -90), (-14 + x, -93), (x, -91), (14 + x, -93), (29, -90),
                 (36, -98), (35, -76), (20, -60), (0, -53), (-20, -60), (-35, -76))  # fmt: skip
    s.form(beard, s.fur.dark, shadow=0.5)
    x = s.look
    s.patch(oval(x, -95, 5.4, 4.6), mix(s.fur.main, rgb("c4503f"), 0.35))
    _beard_mouth(s, -84)
    brows(s, s.lit(s.fur.dark), -116, width=4.4)


def _beard_mouth(s: Sitter, y: float) -> None:
    x = s.look
    if s.mouth == "smile":
        s.brush.plain(blob((x - 8, y - 1), (x, y + 0.5), (x + 8, y - 1), (x, y + 6)), rgb("a8434c"))
    else:
        s.smile(y, 7, 4.0)


def woman(s: Sitter) -> None:
    curls = [
        oval(cos(a * pi / 9) * 42, -112 - sin(a * pi / 9) * 36, 15) for a in range(-2, 12)
    ]  # fmt: skip
    s.form(merged(join(oval(0, -112, 46, 37), *curls)), s.fur.dark)
    face(s)
    top = [oval(px, py, 11) for px, py in ((-27, -130), (-14, -136), (0, -138), (14, -136),
                                           (27, -130))]  # fmt: skip
    s.form(merged(join(*top)), s.fur.dark, shadow=0.2)
    brows(s, s.fur.dark, -113)
    if s.mouth == "smile":
        x = s.look
        s.brush.plain(blob((x - 8, -88), (x, -86), (x + 8, -88), (x, -80)), s.lit(rgb("d2434f")))


def man(s: Sitter) -> None:
    face(s)
    hair = blob((-39, -104), (-42, -126), (-28, -142), (0, -148), (28, -142), (42, -126),
                (39, -104), (33, -112), (28, -124), (-4, -130), (-16, -124),
                (-32, -116))  # fmt: skip
    s.form(hair, s.fur.dark, shadow=0.4)
    brows(s, s.fur.dark, -114, width=3.4)
    x = s.look
    wings = join(*(
        blob((x, -92), (x + side * 10, -95), (x + side * 19, -89), (x + side * 26, -94),
             (x + side * 21, -83), (x + side * 9, -84), (x, -87))
        for side in (-1, 1)
    ))  # fmt: skip
    s.form(wings, s.fur.dark, shadow=0.2, line=0.6)
    s.patch(oval(x, -97, 4.4, 3.6), mix(s.fur.main, rgb("c4503f"), 0.4))


def wizard(s: Sitter) -> None:
    back = blob((0, -140), (36, -132), (46, -104), (44, -68), (-44, -68), (-46, -104), (-36, -132))
    s.form(back, s.fur.dark)
    face(s)
    x = s.look * 0.6
    beard = blob((-35, -100), (-28, -92), (-12 + x, -95), (x, -92), (12 + x, -95), (28, -92),
                 (35, -100), (33, -76), (18, -54), (2, -34), (-4, -36), (-18, -54),
                 (-33, -76))  # fmt: skip
    s.form(beard, s.fur.dark, shadow=0.5)
    for px in (-9, 0, 9):
        wave = blob((px + x, -72), (px * 0.8, -62), (px * 0.6, -50), closed=False)
        s.brush.stroke(wave, s.lit(rgb("c9c6d6")), 1.6)
    s.patch(oval(s.look, -96, 5.0, 4.2), mix(s.fur.main, rgb("c4503f"), 0.4))
    _beard_mouth(s, -85)
    brows(s, s.lit(s.fur.dark), -115, width=5.0)


def pirate(s: Sitter) -> None:
    face(s)
    s.form(blob((-39, -102), (-42, -126), (-26, -143), (0, -147), (26, -143), (42, -126),
                (39, -102), (31, -118), (0, -128), (-31, -118)), s.fur.dark,
           shadow=0.3)  # fmt: skip
    x = s.look
    jaw = skia.Op(
        blob((-37, -96), (-24, -90), (-10 + x, -95), (x, -92), (10 + x, -95), (24, -90), (37, -96),
             (31, -74), (0, -66), (-31, -74)),
        oval(x, -84, 10, 6.5),
        skia.kDifference_PathOp,
    )  # fmt: skip
    s.form(jaw, s.fur.dark, shadow=0.3, line=0.7)
    if s.mouth != "smile":
        s.smile(-87, 7, 4.6)
    s.brush.stroke(poly((-37, -96), (33, -124), closed=False), rgb("191416"), 2.8)
    s.brush.plain(blob((8 + x, -113), (15 + x, -114), (22 + x, -112), (20 + x, -98), (14 + x, -95),
                       (9 + x, -99)), rgb("191416"))  # fmt: skip


def astronaut(s: Sitter) -> None:
    s.form(blob((0, -144), (34, -136), (43, -106), (38, -80), (-38, -80), (-43, -106),
                (-34, -136)), s.fur.dark)  # fmt: skip
    face(s)
    x = s.look * 0.4
    _fringe(s, s.fur.dark, (0, -144), (31, -136), (39, -112), (35, -98), (30, -114), (18 + x, -119),
            (-18 + x, -119), (-30, -114), (-35, -98), (-39, -112), (-31, -136))  # fmt: skip


def knight(s: Sitter) -> None:
    face(s)
    hair = blob((-39, -104), (-41, -126), (-26, -142), (0, -146), (26, -142), (41, -126),
                (39, -104), (30, -118), (0, -126), (-30, -118))  # fmt: skip
    s.form(hair, s.fur.dark, shadow=0.4)
    brows(s, s.fur.dark, -113, width=3.0)


def fairy(s: Sitter) -> None:
    for side in (-1, 1):
        bun = join(oval(side * 32, -138, 16), oval(side * 42, -122, 9))
        s.form(merged(bun), s.fur.dark)
        s.form(poly((side * 30, -112), (side * 54, -122), (side * 34, -94)), s.fur.main)
    face(s)
    x = s.look * 0.4
    _fringe(s, s.fur.dark, (0, -145), (28, -138), (39, -116), (34, -104), (24 + x, -118),
            (12 + x, -126), (0 + x, -119), (-14 + x, -126), (-25 + x, -118), (-34, -104),
            (-39, -116), (-28, -138))  # fmt: skip
    for side in (-1, 1):
        s.brush.plain(oval(side * 24 + s.look * 0.7, -93, 2.2), rgb("fff3a0"))


def princess(s: Sitter) -> None:
    back = blob((0, -146), (34, -138), (46, -106), (50, -72), (42, -54), (28, -62), (-28, -62),
                (-42, -54), (-50, -72), (-46, -106), (-34, -138))  # fmt: skip
    s.form(back, s.fur.dark)
    face(s)
    left = blob((0, -144), (-24, -140), (-41, -120), (-42, -84), (-36, -84), (-32, -108),
                (-16, -124), (1, -130))  # fmt: skip
    right = blob((0, -144), (24, -140), (41, -120), (42, -84), (36, -84), (32, -108),
                 (16, -124), (-1, -130))  # fmt: skip
    s.form(join(left, right), s.fur.dark, shadow=0.3)
    if s.mouth == "smile":
        x = s.look
        s.brush.plain(blob((x - 7, -88), (x, -86), (x + 7, -88), (x, -81)), s.lit(rgb("d23a5c")))


def cook(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(oval(side * 44, -92, 13), s.fur.dark)
        s.form(oval(side * 37, -100, 5), rgb("ff5c6c"), shadow=0.2)
    s.form(blob((0, -142), (34, -134), (42, -108), (34, -88), (-34, -88), (-42, -108),
                (-34, -134)), s.fur.dark)  # fmt: skip
    face(s)
    x = s.look * 0.4
    _fringe(s, s.fur.dark, (0, -143), (30, -136), (40, -112), (34, -102), (28, -118),
            (10 + x, -126),
            (-6 + x, -128), (-26, -116), (-34, -102), (-40, -112), (-30, -136))  # fmt: skip


def clown(s: Sitter) -> None:
    for side in (-1, 1):
        puff = join(oval(side * 40, -124, 16), oval(side * 48, -108, 14), oval(side * 38, -98, 11))
        s.form(merged(puff), s.fur.dark)
    s.form(blob((0, -140), (27, -133), (38, -107), (30, -82), (0, -72), (-30, -82), (-38, -107),
                (-27, -133)), s.fur.main)  # fmt: skip
    x = s.look
    for side in (-1, 1):
        s.patch(oval(side * 15 + x, -108, 9.5, 13), rgb("6fc9f2"))
    s.eyes(15, -107, 5.6)
    s.cheeks(27, -93, "ff5c6c")
    lips = blob((x - 20, -92), (x, -86), (x + 20, -92), (x + 14, -80), (x, -75), (x - 14, -80))
    s.patch(lips, rgb("e0352f"))
    if s.mouth == "smile":
        curve = blob((x - 12, -86), (x, -80.5), (x + 12, -86), closed=False)
        s.brush.stroke(curve, WHITE, 2.6)
    else:
        s.smile(-86, 7, 4.0)
    s.form(oval(x, -97, 9), rgb("ff3b30"), shadow=0.3, line=0.6)
    s.brush.plain(oval(x + 3, -100, 2.6, 2.0), WHITE, 0.85)


HEADS: Final[dict[str, Callable[[Sitter], None]]] = {
    "grandmother": grandmother,
    "grandfather": grandfather,
    "woman": woman,
    "man": man,
    "wizard": wizard,
    "pirate": pirate,
    "astronaut": astronaut,
    "knight": knight,
    "fairy": fairy,
    "princess": princess,
    "cook": cook,
    "clown": clown,
}
