"""Things to eat and drink, as icons around a hand at (0, 0)."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

import skia

from train.world.characters import Sitter
from train.world.palette import WHITE, mix, rgb
from train.world.shapes import blob, box, join, merged, oval, poly, thick

LEAF: Final = rgb("58b947")
STEM: Final = rgb("7a4a26")
CHINA: Final = rgb("f7fbff")


def apple(s: Sitter) -> None:
    s.form(blob((18, -34), (30, -41), (42, -30), (38, -6), (26, 4), (18, 1), (10, 4), (-2, -6),
                (-6, -30), (6, -41)), rgb("f0362f"))  # fmt: skip
    s.line(blob((18, -34), (19, -44), (24, -51), closed=False), STEM, 3.6)
    s.form(blob((21, -42), (32, -54), (42, -46), (32, -40)), LEAF, shadow=0.3)
    s.brush.plain(oval(31, -26, 4, 7), WHITE, 0.6)


def cake(s: Sitter) -> None:
    s.form(oval(20, 3, 32, 6), CHINA)
    s.form(box(-6, -26, 46, 1, 5), rgb("f7b977"))
    icing = blob((-8, -28), (20, -34), (48, -28), (46, -16), (39, -19), (33, -11), (26, -18),
                 (18, -9), (11, -18), (4, -11), (-2, -19), (-7, -16))  # fmt: skip
    s.form(icing, rgb("ff86b8"), shadow=0.4)
    s.form(box(17, -48, 23, -30, 2), rgb("6fd0ff"), shadow=0.3)
    s.brush.plain(blob((20, -60), (25, -52), (20, -47), (15, -52)), rgb("ffb01f"))
    for x, y in ((4, -26), (34, -26)):
        s.form(oval(x, y - 5, 5.5), rgb("e0243f"), shadow=0.3)


def carrot(s: Sitter) -> None:
    for tip in ((-8, -50), (6, -56), (20, -52)):
        s.form(blob((4, -28), (tip[0] - 5, tip[1] + 8), tip, (tip[0] + 6, tip[1] + 9), (10, -29)),
               LEAF, shadow=0.3)  # fmt: skip
    s.form(blob((-4, -26), (8, -35), (20, -29), (28, -12), (44, 14), (20, 2), (4, -10)),
           rgb("ff8420"))  # fmt: skip
    for a, b in (((8, -14), (16, -20)), ((18, -2), (26, -7)), ((14, -28), (18, -31))):
        s.line(poly(a, b, closed=False), rgb("c9560f"), 2.4)


def cookie(s: Sitter) -> None:
    s.form(oval(20, -16, 25), rgb("d99a50"), rgb("c07f38"))
    for x, y in ((10, -26), (26, -30), (34, -14), (18, -13), (7, -8), (25, 0), (18, -37)):
        s.patch(oval(x, y, 4.2, 3.8), rgb("552c18"))


def ice_cream(s: Sitter) -> None:
    s.form(poly((2, -22), (34, -22), (18, 16)), rgb("e8a555"))
    for k in (-1, 0, 1):
        s.line(poly((18 + k * 10, -21), (18 + k * 3 + 5, 2), closed=False), rgb("b8742c"), 1.8)
        s.line(poly((18 + k * 10, -21), (18 + k * 3 - 5, 2), closed=False), rgb("b8742c"), 1.8)
    s.form(oval(8, -30, 13.5), rgb("8ee0c2"))
    s.form(oval(28, -30, 13.5), rgb("fff0c2"))
    s.form(oval(18, -46, 14), rgb("ff7fae"))
    s.form(oval(20, -60, 5), rgb("e0243f"), shadow=0.3)


def lollipop(s: Sitter) -> None:
    s.line(poly((4, 12), (18, -26), closed=False), CHINA, 5.0)
    s.form(oval(22, -38, 23), rgb("ff4fa0"))
    spiral = blob(*((22 + cos(i * pi / 4) * i * 1.12, -38 + sin(i * pi / 4) * i * 1.12)
                    for i in range(18)), closed=False)  # fmt: skip
    s.line(spiral, WHITE, 4.0)


def pumpkin(s: Sitter) -> None:
    for x, rx in ((4, 15), (36, 15), (12, 15), (28, 15), (20, 13)):
        s.form(oval(x, -14, rx, 21), rgb("ff8a1e"), shadow=0.4, line=0.8)
    s.line(blob((20, -34), (20, -42), (27, -48), closed=False), rgb("4f8f3a"), 6.5)
    s.form(blob((22, -38), (34, -46), (43, -38), (33, -34)), LEAF, shadow=0.3)


def teacup(s: Sitter) -> None:
    s.form(oval(20, 5, 30, 6), rgb("6fc3e8"))
    handle = skia.Op(oval(43, -12, 11, 10), oval(43, -12, 5, 4.6), skia.kDifference_PathOp)
    s.form(handle, CHINA)
    cup = blob((-6, -28), (20, -26), (42, -28), (38, -6), (28, 4), (10, 4), (0, -6))
    s.form(cup, CHINA)
    s.patch(oval(18, -27, 22, 4.5), rgb("a85f2a"))
    for x in (6, 18, 30):
        s.patch(oval(x, -12, 4.2), rgb("ff6f91"))
    for x in (10, 26):
        steam = blob((x, -36), (x + 5, -43), (x - 1, -50), (x + 4, -58), closed=False)
        s.brush.stroke(steam, WHITE, 4.0, 0.9)


def bread(s: Sitter) -> None:
    loaf = blob((-10, -4), (-4, -20), (20, -36), (42, -46), (52, -36), (46, -20), (22, -2), (0, 6))
    s.form(loaf, rgb("d98f42"), rgb("b86f2a"))
    for x, y in ((6, -14), (20, -23), (34, -32)):
        s.line(poly((x - 3, y - 7), (x + 6, y + 6), closed=False), rgb("ffe0a8"), 4.4)


def mushroom(s: Sitter) -> None:
    s.form(blob((10, -22), (30, -22), (32, 2), (20, 8), (8, 2)), rgb("fff3df"))
    s.form(blob((-10, -20), (-4, -40), (20, -52), (44, -40), (50, -20), (20, -14)), rgb("e5322d"))
    for x, y, r in ((6, -33, 5.5), (24, -41, 6), (36, -28, 5), (18, -25, 4.2)):
        s.patch(oval(x, y, r, r * 0.85), WHITE)


def pretzel(s: Sitter) -> None:
    knot = blob((8, 2), (26, -10), (44, -30), (34, -46), (20, -34), (6, -46), (-4, -30), (14, -10),
                (32, 2), closed=False)  # fmt: skip
    s.form(merged(thick(knot, 9.5)), rgb("b5651f"))
    for x, y in ((34, -42), (6, -42), (42, -26), (-2, -26), (20, -12)):
        s.brush.plain(oval(x, y, 2.0), WHITE)


def jam(s: Sitter) -> None:
    s.form(box(-2, -32, 40, 8, 9), mix(rgb("a81f5c"), WHITE, 0.08))
    s.form(join(box(-5, -42, 43, -29, 6)), rgb("ffe9a8"))
    s.form(box(6, -22, 32, -3, 4), CHINA, shadow=0.2)
    s.patch(oval(19, -12, 6.5), rgb("e0243f"))


ICONS: Final[dict[str, Callable[[Sitter], None]]] = {
    "apple": apple,
    "bread": bread,
    "cake": cake,
    "carrot": carrot,
    "cookie": cookie,
    "ice cream": ice_cream,
    "jam": jam,
    "lollipop": lollipop,
    "mushroom": mushroom,
    "pretzel": pretzel,
    "pumpkin": pumpkin,
    "teacup": teacup,
}
