"""Toys, instruments and treasures, as icons around a hand at (0, 0)."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

import skia

from train.world.characters import Sitter
from train.world.palette import WHITE, rgb
from train.world.shapes import blob, box, join, merged, oval, poly, star, thick

GOLD: Final = rgb("ffd23f")
WOOD: Final = rgb("a86a38")
DARK: Final = rgb("3b2b33")


def ball(s: Sitter) -> None:
    ring = oval(20, -16, 25)
    s.form(ring, WHITE)
    for turn, colour in ((0, "ff4f4f"), (2 * pi / 3, "2fa8f0"), (4 * pi / 3, "ffc21f")):
        turns = [turn + a * pi / 18 for a in range(7)]
        wedge = poly((20, -16), *((20 + cos(a) * 40, -16 + sin(a) * 40) for a in turns))
        s.patch(skia.Op(ring, wedge, skia.kIntersect_PathOp), rgb(colour))
    s.patch(oval(20, -16, 5), WHITE)


def teddy(s: Sitter) -> None:
    fur = rgb("e0a35c")
    for side in (-1, 1):
        s.form(oval(20 + side * 17, 2, 8, 7), fur, shadow=0.3)
        s.form(oval(20 + side * 19, -14, 6, 8.5), fur, shadow=0.3)
        s.form(oval(20 + side * 13, -52, 7.5), fur, shadow=0.3)
    s.form(oval(20, -8, 16, 17), fur)
    s.form(oval(20, -37, 19, 17), fur)
    s.patch(oval(20, -32, 8.5, 6.5), rgb("fff0d2"))
    for side in (-1, 1):
        s.brush.plain(oval(20 + side * 7, -40, 2.4, 2.8), DARK)
    s.brush.plain(oval(20, -35, 3, 2.2), DARK)
    s.form(join(poly((20, -20), (10, -25), (10, -14)), poly((20, -20), (30, -25), (30, -14))),
           rgb("ff4f8b"), shadow=0.2, line=0.6)  # fmt: skip


def drum(s: Sitter) -> None:
    s.form(box(-8, -28, 46, 6, 6), rgb("e5322d"))
    zigzag = poly((-7, -22), (3, 2), (13, -22), (23, 2), (33, -22), (45, 2), closed=False)
    s.line(zigzag, GOLD, 3.2)
    s.form(oval(19, -28, 28, 8), rgb("fff3df"))
    for x0, y0, x1, y1 in ((4, -56, 16, -31), (42, -54, 26, -30)):
        s.line(poly((x0, y0), (x1, y1), closed=False), WOOD, 4.2)
        s.form(oval(x1, y1, 4.4), rgb("ffe2a8"), shadow=0.2)


def trumpet(s: Sitter) -> None:
    s.form(merged(join(thick(poly((-14, -14), (34, -24), closed=False), 6.5),
                       poly((26, -27), (56, -46), (60, -8), (28, -18)))), GOLD)  # fmt: skip
    loop = skia.Op(oval(12, -15, 17, 12), oval(12, -15, 11, 6.5), skia.kDifference_PathOp)
    s.form(loop, GOLD, shadow=0.3)
    for x in (4, 12, 20):
        s.line(poly((x, -24), (x, -33), closed=False), rgb("a8701a"), 4.2)
    s.line(poly((58, -44), (61, -10), closed=False), rgb("a8701a"), 4.0)


def guitar(s: Sitter) -> None:
    neck = poly((6, -12), (42, -56), (49, -50), (14, -6))
    s.form(neck, rgb("5b3418"))
    s.form(poly((38, -60), (48, -68), (58, -58), (50, -48)), rgb("5b3418"))
    body = merged(join(oval(-2, 2, 21, 19), oval(12, -13, 15, 14)))
    s.form(body, rgb("e88a2e"))
    s.patch(oval(6, -6, 7.5), rgb("4d2612"))
    s.line(poly((-10, 12), (46, -56), closed=False), rgb("fff3df"), 1.8)
    s.line(poly((-14, 6), (-4, 16), closed=False), rgb("5b3418"), 4.4)


def bell(s: Sitter) -> None:
    s.line(poly((18, -36), (18, -46), closed=False), WOOD, 8.0)
    s.form(
        blob((18, -42), (28, -36), (33, -16), (44, 0), (18, 3), (-8, 0), (3, -16), (8, -36)), GOLD
    )
    s.form(oval(18, 5, 7), rgb("b5741c"), shadow=0.3)
    s.line(blob((-2, -7), (18, -4), (38, -7), closed=False), rgb("c98a1e"), 3.0)
    for side in (-1, 1):
        s.brush.stroke(blob((18 + side * 32, -34), (18 + side * 37, -24), (18 + side * 36, -14),
                            closed=False), GOLD, 3.4)  # fmt: skip


def toy_boat(s: Sitter) -> None:
    s.form(poly((18, -56), (18, -14), (48, -14)), WHITE)
    s.form(poly((13, -48), (13, -14), (-8, -14)), rgb("ffd23f"))
    s.line(poly((15.5, -60), (15.5, -8), closed=False), WOOD, 3.4)
    s.form(poly((-16, -10), (52, -10), (40, 10), (-4, 10)), rgb("e5322d"))
    s.line(poly((-11, -1), (46, -1), closed=False), WHITE, 3.4)


def pinwheel(s: Sitter) -> None:
    s.line(poly((2, 20), (20, -34), closed=False), WOOD, 4.4)
    for i, colour in enumerate(("ff4f4f", "ffc21f", "2fa8f0", "4fc25a")):
        a = i * pi / 2 + 0.3
        tip = (20 + cos(a) * 30, -36 + sin(a) * 30)
        side = (20 + cos(a + 1.15) * 21, -36 + sin(a + 1.15) * 21)
        s.form(poly((20, -36), tip, side), rgb(colour), shadow=0.3)
    s.form(oval(20, -36, 5), WHITE, shadow=0.2)


def sword(s: Sitter) -> None:
    blade = poly((2, -10), (30, -60), (41, -66), (40, -54), (12, -4))
    s.form(blade, rgb("e8bf86"))
    s.line(poly((9, -10), (34, -54), closed=False), rgb("b5824c"), 2.4)
    s.form(thick(poly((-8, -15), (22, 2), closed=False), 8), rgb("8a4f28"))
    s.form(thick(poly((4, -4), (-5, 12), closed=False), 8), rgb("8a4f28"))


def shield(s: Sitter) -> None:
    shape = blob((-8, -46), (20, -50), (48, -46), (46, -14), (20, 14), (-6, -14))
    s.form(shape, rgb("c3cfda"))
    inner = blob((-1, -40), (20, -43), (41, -40), (39, -15), (20, 5), (1, -15))
    s.form(inner, rgb("1f7fd6"), shadow=0.2, line=0.6)
    s.patch(star(20, -21, 16, 5, 0.46), GOLD)


def kite(s: Sitter) -> None:
    x, y = 28.0, -82.0
    s.brush.stroke(blob((0, 2), (16, -34), (x, y + 34), closed=False), s.lit(rgb("fff6e6")), 2.2)
    for dx, dy in ((-5, 9), (-11, 21)):
        s.line(poly((x + dx - 4, y + 26 + dy), (x + dx + 6, y + 32 + dy), closed=False),
               rgb("ff4fa0"), 4.4)  # fmt: skip
    s.form(poly((x, y - 36), (x + 26, y - 6), (x, y + 34), (x - 26, y - 6)), rgb("ff7a1f"))
    s.patch(poly((x, y - 36), (x + 26, y - 6), (x, y - 6)), rgb("2fc2d6"))
    s.patch(poly((x, y + 34), (x - 26, y - 6), (x, y - 6)), rgb("2fc2d6"))


def crown(s: Sitter) -> None:
    s.form(poly((-6, 4), (-14, -32), (4, -16), (20, -44), (36, -16), (54, -32), (46, 4)), GOLD)
    for x, y in ((-14, -34), (20, -46), (54, -34)):
        s.form(oval(x, y, 5), rgb("ff4f6d"), shadow=0.2)
    s.patch(box(-6, -6, 46, 4), rgb("d99a1e"))
    for x, colour in ((4, "2fa8f0"), (20, "ff4f6d"), (36, "2fa8f0")):
        s.patch(oval(x, -1, 4), rgb(colour))


def wand(s: Sitter) -> None:
    s.brush.halo(28, -46, 34, rgb("fff0a0"), 0.8)
    s.line(poly((-4, 14), (24, -38), closed=False), DARK, 5.6)
    s.form(star(28, -46, 21, 5, 0.46), GOLD)
    for x, y, size in ((2, -50, 6), (52, -24, 6), (50, -64, 5)):
        s.brush.plain(star(x, y, size), WHITE)


def doll(s: Sitter) -> None:
    s.form(poly((20, -32), (42, 10), (-2, 10)), rgb("ff6fae"))
    for side in (-1, 1):
        s.line(poly((20 + side * 5, -24), (20 + side * 21, -14), closed=False), rgb("ffd2ae"), 6.0)
    s.form(oval(20, -42, 18), rgb("a8562a"))
    s.form(oval(20, -39, 13.5), rgb("ffdcc0"), shadow=0.2)
    for side in (-1, 1):
        s.brush.plain(oval(20 + side * 5, -40, 2), DARK)
    s.brush.stroke(blob((16, -34), (20, -31), (24, -34), closed=False), rgb("c4303f"), 2.0)


def rocket(s: Sitter) -> None:
    s.brush.plain(blob((12, 0), (28, 0), (20, 20)), rgb("ff9a1e"))
    for side in (-1, 1):
        s.form(poly((20 + side * 9, -20), (20 + side * 25, 4), (20 + side * 8, 0)), rgb("e5322d"))
    s.form(blob((20, -62), (34, -36), (31, 0), (9, 0), (6, -36)), rgb("f2f6fa"))
    s.form(blob((20, -63), (30, -44), (20, -41), (10, -44)), rgb("e5322d"), shadow=0.2)
    s.form(oval(20, -26, 7), rgb("5ac8f5"), shadow=0.2)


ICONS: Final[dict[str, Callable[[Sitter], None]]] = {
    "ball": ball,
    "bell": bell,
    "crown": crown,
    "doll": doll,
    "drum": drum,
    "guitar": guitar,
    "kite": kite,
    "pinwheel": pinwheel,
    "rocket": rocket,
    "shield": shield,
    "sword": sword,
    "teddy": teddy,
    "toy boat": toy_boat,
    "trumpet": trumpet,
    "wand": wand,
}
