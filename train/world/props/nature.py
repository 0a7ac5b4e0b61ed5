"""Flowers, finds and what is made of sky: icons around a hand at (0, 0)."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

from train.world.characters import Sitter
from train.world.palette import WHITE, mix, rgb
from train.world.shapes import blob, join, merged, oval, poly, star, thick

LEAF: Final = rgb("3fa845")


def flower(s: Sitter) -> None:
    s.line(blob((0, 16), (6, -8), (18, -32), closed=False), LEAF, 5.0)
    s.form(blob((4, -2), (20, -14), (30, -6), (16, 2)), LEAF, shadow=0.3)
    petals = [oval(20 + cos(i * pi / 3) * 14, -38 + sin(i * pi / 3) * 14, 10.5) for i in range(6)]
    s.form(merged(join(*petals)), rgb("ff5ca8"))
    s.form(oval(20, -38, 9), rgb("ffd23f"), shadow=0.3)


def sunflower(s: Sitter) -> None:
    s.line(blob((0, 18), (6, -6), (18, -30), closed=False), LEAF, 5.6)
    s.form(blob((3, 2), (-12, -8), (-18, 2), (-6, 8)), LEAF, shadow=0.3)
    s.form(star(20, -38, 27, 14, 0.72), rgb("ffc21f"))
    s.form(oval(20, -38, 14.5), rgb("6b3a1c"), shadow=0.3)
    for x, y in ((15, -42), (24, -43), (20, -35), (27, -35), (13, -34)):
        s.patch(oval(x, y, 1.8), rgb("c98a3f"))


def shell(s: Sitter) -> None:
    fan = blob((20, 6), (-6, -12), (-8, -30), (6, -42), (20, -46), (34, -42), (48, -30), (46, -12))
    s.form(fan, rgb("ffb59a"), rgb("ff8f86"))
    for x, y in ((-2, -30), (9, -39), (20, -42), (31, -39), (42, -30)):
        s.line(poly((20, 2), (x, y), closed=False), rgb("d9636a"), 2.4)
    s.form(poly((8, 2), (32, 2), (27, 11), (13, 11)), rgb("ffc9b0"), shadow=0.3)


def snowball(s: Sitter) -> None:
    s.form(oval(20, -16, 24), rgb("f7fcff"), rgb("c3def2"))
    for x, y in ((10, -24), (26, -30), (30, -10), (14, -6)):
        s.line(blob((x - 4, y), (x, y + 2.4), (x + 4, y), closed=False), rgb("8fb8da"), 2.4)
    for x, y in ((-10, -44), (48, -44), (52, -4)):
        s.brush.plain(oval(x, y, 3.6), WHITE)


def feather(s: Sitter) -> None:
    plume = blob((2, 6), (2, -18), (14, -44), (36, -62), (42, -40), (30, -14), (12, 2))
    s.form(plume, rgb("36b7e8"), rgb("1c7fc4"))
    s.line(blob((-6, 16), (8, -8), (32, -48), closed=False), WHITE, 2.8)
    for a, b in (((14, -18), (10, -30)), ((22, -30), (20, -44)), ((16, -20), (29, -20)),
                 ((24, -33), (37, -36))):  # fmt: skip
        s.line(poly(a, b, closed=False), rgb("dff4ff"), 2.0)


def fish(s: Sitter) -> None:
    s.form(poly((36, -20), (58, -38), (54, -20), (58, -2)), rgb("ff7a3d"))
    s.form(blob((-12, -18), (2, -34), (24, -38), (44, -20), (24, -2), (2, -4)), rgb("ff9a3d"))
    s.form(blob((10, -35), (22, -50), (32, -34)), rgb("ff7a3d"), shadow=0.3)
    for x in (14, 26):
        s.patch(blob((x - 3, -36), (x + 4, -36), (x + 4, -4), (x - 3, -4), (x, -20)), WHITE)
    s.brush.plain(oval(0, -22, 5), WHITE)
    s.brush.plain(oval(-0.6, -22, 2.8), rgb("2a1a1f"))


def leaf(s: Sitter) -> None:
    s.line(poly((0, 12), (20, -24), closed=False), rgb("8a3f1a"), 4.0)
    lobes = poly((14, -8), (-8, -4), (-2, -18), (-14, -32), (2, -34), (4, -50), (16, -42),
                 (26, -62), (34, -44), (48, -46), (44, -30), (56, -18), (40, -14), (38, 0),
                 (24, -8))  # fmt: skip
    s.form(lobes, rgb("e8602a"))
    for tip in ((2, -34), (26, -54), (46, -34), (2, -12), (38, -8)):
        s.line(poly((20, -20), tip, closed=False), rgb("ffd08a"), 2.2)


def a_star(s: Sitter) -> None:
    s.brush.halo(20, -22, 46, rgb("ffe98a"), 0.75)
    s.form(star(20, -22, 32, 5, 0.5), rgb("ffdc3a"))
    s.brush.plain(oval(13, -22, 2.6, 3.4), rgb("7a4a12"))
    s.brush.plain(oval(27, -22, 2.6, 3.4), rgb("7a4a12"))
    s.brush.stroke(blob((15, -14), (20, -11), (25, -14), closed=False), rgb("7a4a12"), 2.2)


def acorn(s: Sitter) -> None:
    s.form(blob((0, -20), (40, -20), (36, -2), (20, 14), (4, -2)), rgb("e0a04c"), rgb("b8742c"))
    s.form(blob((-8, -20), (-2, -36), (20, -43), (42, -36), (48, -20), (20, -15)), rgb("7a4a26"))
    for x in (2, 14, 26, 38):
        s.line(poly((x - 3, -22), (x + 5, -34), closed=False), rgb("b5824c"), 2.0)
    s.line(blob((20, -42), (21, -49), (27, -54), closed=False), rgb("5b3418"), 4.6)


def snail(s: Sitter) -> None:
    body = blob((-14, 4), (-10, -18), (-16, -30), (-6, -34), (0, -18), (14, -6), (50, 2), (50, 7))
    s.form(body, rgb("ffd9a0"))
    for x in (-18, -8):
        s.line(poly((-11, -32), (x, -44), closed=False), rgb("ffd9a0"), 3.4)
        s.brush.plain(oval(x, -45, 3), rgb("2a1a1f"))
    s.form(oval(22, -18, 21), rgb("b5548f"))
    spiral = blob(*((22 + cos(i * pi / 4) * i, -18 + sin(i * pi / 4) * i) for i in range(17)),
                  closed=False)  # fmt: skip
    s.line(spiral, mix(rgb("b5548f"), WHITE, 0.65), 3.4)


def branch(s: Sitter) -> None:
    stick = join(thick(blob((-4, 18), (8, -14), (22, -52), closed=False), 7),
                 thick(poly((12, -24), (36, -38), closed=False), 5.5))  # fmt: skip
    s.form(merged(stick), rgb("8a5a35"))
    for x, y in ((40, -46), (26, -62), (8, -46), (44, -30)):
        s.form(blob((x - 9, y + 5), (x - 2, y - 8), (x + 10, y - 6), (x + 3, y + 6)), LEAF,
               shadow=0.3, line=0.7)  # fmt: skip


ICONS: Final[dict[str, Callable[[Sitter], None]]] = {
    "acorn": acorn,
    "branch": branch,
    "feather": feather,
    "fish": fish,
    "flower": flower,
    "leaf": leaf,
    "shell": shell,
    "snail": snail,
    "snowball": snowball,
    "star": a_star,
    "sunflower": sunflower,
}
