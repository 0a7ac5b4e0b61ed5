"""The first eight heroes: heads, ears and tails."""

from collections.abc import Callable
from typing import Final

from train.world.characters.parts import EYE, Fur, Sitter, brows, face, mirrored, near
from train.world.palette import WHITE, mix, rgb
from train.world.shapes import blob, box, join, oval, poly, thick

FURS: Final[dict[str, Fur]] = {
    "fox": Fur(rgb("f57f1f"), rgb("fff3e2"), rgb("5a2c18"), rgb("5a2c18")),
    "rabbit": Fur(rgb("fbf4ee"), rgb("ffffff"), rgb("ff9fb4"), rgb("e9d8cf"), rgb("ead9d0")),
    "bear": Fur(rgb("935a33"), rgb("eac79a"), rgb("5b321b"), rgb("5b321b")),
    "owl": Fur(rgb("a87648"), rgb("fbe6bd"), rgb("6a4426"), rgb("f59a23")),
    "cat": Fur(rgb("929bb0"), rgb("f3f3f8"), rgb("555d75"), rgb("f3f3f8")),
    "frog": Fur(rgb("7ccf3f"), rgb("d9f5a6"), rgb("2f7d2d"), rgb("4da032")),
    "girl": Fur(rgb("ffd2ae"), rgb("ffe3cb"), rgb("b5502a"), rgb("6b4433"), rgb("5b4a86")),
    "boy": Fur(rgb("c98a5c"), rgb("dfa67c"), rgb("2e211f"), rgb("6b4433"), rgb("3f4f7d")),
}


def fox(s: Sitter) -> None:
    for points in mirrored((8, -128), (35, -171), (39, -112)):
        s.form(poly(*points), s.fur.main)
        tip = poly(points[1], *(near(points[1], p, 0.38) for p in (points[0], points[2])))
        s.patch(tip, s.fur.dark)
    head = blob((0, -138), (30, -129), (39, -108), (45, -88), (20, -78), (0, -71), (-20, -78),
                (-45, -88), (-39, -108), (-30, -129))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    for points in mirrored((1, -104), (17, -98), (43, -88), (20, -79), (0, -72)):
        s.patch(blob(*((px + x * 0.5, py) for px, py in points)), s.fur.light)
    s.eyes(17, -109)
    s.cheeks(29, -93)
    s.nose(-90, EYE, 5.5)
    s.smile(-84, 6, 3.6)


def rabbit(s: Sitter) -> None:
    for side in (-1, 1):
        ear = blob((side * 7, -128), (side * 8, -165), (side * 20, -186), (side * 28, -162),
                   (side * 24, -126))  # fmt: skip
        inner = blob((side * 12, -132), (side * 13, -162), (side * 19.5, -175), (side * 23, -158),
                     (side * 20, -132))  # fmt: skip
        s.form(ear, s.fur.main)
        s.patch(inner, s.fur.dark, 0.9)
    head = blob((0, -138), (28, -130), (39, -107), (34, -84), (0, -73), (-34, -84), (-39, -107),
                (-28, -130))  # fmt: skip
    s.form(head, s.fur.main, rgb("f1e2dc"))
    s.eyes(16, -108, 6.0)
    s.cheeks(26, -95)
    x = s.look
    s.brush.plain(box(x - 3.6, -88, x + 3.6, -81, 1.4), WHITE)
    s.brush.stroke(box(x - 3.6, -88, x + 3.6, -81, 1.4), EYE, 0.9, 0.6)
    s.nose(-94, rgb("f0607c"), 4.6)
    s.smile(-89, 7, 2.6)


def bear(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(oval(side * 29, -136, 13.5), s.fur.main)
        s.patch(oval(side * 29, -135, 7.5), s.fur.light)
    s.form(oval(0, -106, 42, 35), s.fur.main)
    s.form(oval(s.look, -92, 20, 15), s.fur.light, line=0.5, shadow=0.3)
    s.eyes(17, -112)
    s.cheeks(30, -97)
    s.nose(-98, EYE, 7.0)
    s.smile(-90, 6.5, 4.2)


def owl(s: Sitter) -> None:
    head = blob((0, -134), (14, -139), (34, -154), (38, -126), (43, -104), (32, -80), (0, -71),
                (-32, -80), (-43, -104), (-38, -126), (-34, -154), (-14, -139))  # fmt: skip
    s.form(head, s.fur.main)
    x = s.look
    s.patch(blob((0, -131), (30, -147), (20, -128), (-20, -128), (-30, -147)), s.fur.dark, 0.85)
    for side in (-1, 1):
        s.form(oval(side * 18 + x * 0.5, -107, 20.5), s.fur.light, line=0.7, shadow=0.3)
    if s.gaze in ("shut", "happy"):
        s.lids(17, -106, 9.0)
    else:
        pupil = 8.6 if s.gaze == "open" else 5.0
        for side in (-1, 1):
            s.brush.plain(oval(side * 17 + x, -107, 13), rgb("ffb81c"))
            s.brush.plain(oval(side * 17 + x, -107, pupil), EYE)
            s.brush.plain(oval(side * 17 + x + 2.8, -110.5, 3.2), WHITE)
    s.beak(-98, rgb("ff8a1e"))


def cat(s: Sitter) -> None:
    for points in mirrored((10, -132), (36, -162), (38, -114)):
        s.form(poly(*points), s.fur.main)
        s.patch(poly(*(near(p, (27, -136) if p[0] > 0 else (-27, -136), 0.42) for p in points)),
                rgb("ff9fb4"))  # fmt: skip
    head = blob((0, -137), (28, -131), (41, -108), (35, -85), (0, -73), (-35, -85), (-41, -108),
                (-28, -131))  # fmt: skip
    s.form(head, s.fur.main)
    for x, low in ((-9.0, -124), (0.0, -119), (9.0, -124)):
        s.patch(poly((x - 3, -136), (x + 3, -136), (x, low)), s.fur.dark)
    s.patch(oval(s.look, -88, 17, 11.5), s.fur.light)
    for side in (-1, 1):
        x = side * 17 + s.look
        if s.gaze == "open":
            s.brush.plain(oval(x, -108, 7.6, 7.8), rgb("b7e34c"))
            s.brush.plain(oval(x, -108, 4.4, 7.0), EYE)
            s.brush.plain(oval(x + 2, -111, 2.2), WHITE)
        for rise in (-3, 3):
            line = poly((side * 20 + s.look, -89), (side * 46, -90 + rise * 1.6), closed=False)
            s.brush.stroke(line, s.fur.light if s.brush.style == "paper" else s.fur.dark, 1.5)
    if s.gaze != "open":
        s.lids(17, -108, 6.0)
    s.cheeks(29, -97)
    s.nose(-93, rgb("f0607c"), 4.4)
    s.smile(-88, 6, 3.2)


def frog(s: Sitter) -> None:
    bumps = join(oval(-23, -136, 16), oval(23, -136, 16))
    s.form(bumps, s.fur.main)
    head = blob((0, -134), (30, -128), (46, -102), (36, -80), (0, -73), (-36, -80), (-46, -102),
                (-30, -128))  # fmt: skip
    s.form(head, s.fur.main, mix(s.fur.main, s.fur.light, 0.45))
    for side in (-1, 1):
        if s.gaze in ("open", "wide"):
            pupil = 7.0 if s.gaze == "open" else 4.2
            s.patch(oval(side * 23, -137, 11.5), WHITE)
            s.brush.plain(oval(side * 22 + s.look * 0.8, -136, pupil), EYE)
            s.brush.plain(oval(side * 22 + s.look * 0.8 + 2.2, -139, 2.6), WHITE)
        s.brush.plain(oval(side * 5 + s.look, -110, 1.7), s.fur.dark)
    if s.gaze in ("shut", "happy"):
        s.lids(23, -136, 6.4)
    s.cheeks(34, -97, "ff8a5c")
    x = s.look * 0.7
    if s.mouth == "open":
        s.laugh(x, -97, 24, 16)
        return
    if s.mouth == "round":
        s.smile(-95, 9)
        return
    if s.mouth == "sad":
        low = blob((x - 22, -86), (x, -95), (x + 22, -86), closed=False)
        s.brush.stroke(low, s.lit(rgb("1f5a22")), 2.8)
        return
    mouth = blob((x - 29, -99), (x - 14, -90), (x, -87), (x + 14, -90), (x + 29, -99), closed=False)
    s.brush.stroke(mouth, s.lit(rgb("1f5a22")), 2.8)


def girl(s: Sitter) -> None:
    back = blob((0, -146), (33, -138), (44, -106), (38, -76), (-38, -76), (-44, -106), (-33, -138))
    s.form(back, s.fur.dark)
    for side in (-1, 1):
        tail = blob((side * 36, -122), (side * 54, -112), (side * 57, -86), (side * 46, -66),
                    (side * 38, -84))  # fmt: skip
        s.form(tail, s.fur.dark)
    face(s)
    x = s.look * 0.4
    fringe = blob((0, -147), (31, -138), (40, -112), (33, -105), (24 + x, -122), (4 + x, -127),
                  (-18 + x, -121), (-33, -104), (-40, -112), (-31, -138))  # fmt: skip
    s.form(fringe, s.fur.dark, shadow=0.4)
    pink = rgb("ff5c9a")
    for side in (-1, 1):
        bow = poly((side * 39, -121), (side * 31, -134), (side * 31, -112), (side * 39, -121),
                   (side * 50, -134), (side * 52, -114))  # fmt: skip
        s.form(bow, pink, shadow=0.4)


def boy(s: Sitter) -> None:
    face(s)
    x = s.look * 0.4
    hair = blob((-39, -106), (-42, -126), (-28, -143), (-8, -146), (4, -157), (10, -148),
                (24, -152), (27, -143), (40, -136), (40, -122), (38, -106), (31, -116),
                (22 + x, -126), (8 + x, -122), (-6 + x, -127), (-22 + x, -121),
                (-32, -114))  # fmt: skip
    s.form(hair, s.fur.dark, shadow=0.4)
    brows(s, s.fur.dark)


HEADS: Final[dict[str, Callable[[Sitter], None]]] = {
    "fox": fox,
    "rabbit": rabbit,
    "bear": bear,
    "owl": owl,
    "cat": cat,
    "frog": frog,
    "girl": girl,
    "boy": boy,
}


def tail(s: Sitter, character: str) -> None:
    """What shows behind the coat."""
    if character == "fox":
        brushy = blob((-14, -34), (-36, -26), (-56, -38), (-64, -66), (-48, -60), (-34, -48),
                      (-18, -52))  # fmt: skip
        s.form(brushy, s.fur.main)
        s.patch(blob((-64, -66), (-52, -62), (-48, -50), (-57, -45)), s.fur.light)
    elif character == "cat":
        curl = blob((-14, -32), (-38, -24), (-54, -36), (-52, -58), (-60, -68), closed=False)
        s.form(thick(curl, 9), s.fur.main)
        s.patch(oval(-59, -67, 4.4), s.fur.dark)
    elif character == "rabbit":
        s.form(oval(-30, -28, 10), s.fur.light)
    elif character == "owl":
        s.form(poly((-8, -30), (-40, -10), (-34, -26), (-44, -24), (-18, -46)), s.fur.dark)
