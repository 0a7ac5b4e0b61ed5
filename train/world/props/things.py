"""Things of every day: books, letters, clocks; icons around a hand at (0, 0)."""

from collections.abc import Callable
from typing import Final

import skia

from train.world.characters import Sitter
from train.world.palette import WHITE, rgb
from train.world.shapes import blob, box, join, merged, oval, poly, thick

GOLD: Final = rgb("ffd23f")
WOOD: Final = rgb("a86a38")
DARK: Final = rgb("3b2b33")
PAGE: Final = rgb("fffbee")


def book(s: Sitter) -> None:
    s.form(poly((-16, -34), (20, -28), (56, -34), (56, 6), (20, 12), (-16, 6)), rgb("c2352c"))
    for side in (-1, 1):
        page = blob((20, -30), (20 + side * 16, -38), (20 + side * 32, -35), (20 + side * 32, 2),
                    (20 + side * 16, -1), (20, 7))  # fmt: skip
        s.form(page, PAGE, shadow=0.3, line=0.7)
        for y in (-26, -18, -10):
            s.line(poly((20 + side * 8, y), (20 + side * 25, y - 2), closed=False),
                   rgb("8a9ab0"), 2.4)  # fmt: skip


def basket(s: Sitter) -> None:
    s.line(blob((-6, -20), (4, -46), (20, -52), (36, -46), (46, -20), closed=False), WOOD, 5.4)
    for x, colour in ((6, "ff4b3e"), (21, "ffc21f"), (35, "ff4b3e")):
        s.form(oval(x, -22, 9.5), rgb(colour), shadow=0.3)
    s.form(blob((-12, -18), (20, -14), (52, -18), (44, 8), (20, 11), (-4, 8)), rgb("d99b52"))
    for y in (-8, 1):
        s.line(blob((-7, y), (20, y + 3), (47, y), closed=False), rgb("8a5426"), 2.4)
    for x in (2, 20, 38):
        s.line(poly((x, -14), (x * 0.8 + 4, 9), closed=False), rgb("8a5426"), 2.0)


def rolled_map(s: Sitter) -> None:
    s.form(poly((-14, -34), (8, -40), (30, -34), (54, -40), (54, 4), (30, 10), (8, 4), (-14, 10)),
           rgb("f5dea0"))  # fmt: skip
    for x in (8, 30):
        s.line(poly((x, -38 if x == 8 else -34), (x, 4 if x == 8 else 9), closed=False),
               rgb("c9a55a"), 2.0)  # fmt: skip
    for a, b in (((-6, -2), (2, -10)), ((8, -14), (16, -12)), ((22, -10), (29, -16))):
        s.line(poly(a, b, closed=False), rgb("8a5426"), 3.2)
    for turn in (-1, 1):
        s.line(poly((36, -24 - turn * 6), (48, -24 + turn * 6), closed=False), rgb("e0243f"), 5.0)
    s.patch(blob((-8, -28), (4, -32), (2, -22), (-8, -20)), rgb("58b947"))


def key(s: Sitter) -> None:
    ring = skia.Op(oval(22, -44, 17), oval(22, -44, 8), skia.kDifference_PathOp)
    shaft = join(box(18, -30, 26, 18, 2), box(26, 4, 38, 10, 1), box(26, -8, 36, -2, 1))
    s.form(skia.Op(ring, shaft, skia.kUnion_PathOp), GOLD)


def letter(s: Sitter) -> None:
    s.form(box(-12, -36, 54, 8, 3), PAGE)
    s.line(poly((-10, -33), (21, -10), (52, -33), closed=False), rgb("b58a6a"), 3.0)
    heart = blob((21, 2), (10, -10), (15, -17), (21, -12), (27, -17), (32, -10))
    s.form(heart, rgb("f0305a"), shadow=0.3)


def present(s: Sitter) -> None:
    s.form(box(-8, -26, 46, 12, 3), rgb("b58cf0"))
    s.form(box(-12, -36, 50, -22, 3), rgb("c9a5ff"))
    s.patch(box(14, -36, 24, 12), rgb("ff4f8b"))
    for side in (-1, 1):
        loop = blob((19, -36), (19 + side * 10, -54), (19 + side * 24, -52), (19 + side * 18, -38))
        s.form(loop, rgb("ff4f8b"))
    s.form(oval(19, -38, 5.4), rgb("d9306a"), shadow=0.3)


def candle(s: Sitter) -> None:
    s.brush.halo(18, -46, 44, rgb("ffd76a"), 0.85)
    handle = skia.Op(oval(45, 2, 10, 9), oval(45, 2, 4.4, 4), skia.kDifference_PathOp)
    s.form(handle, rgb("b5741c"))
    s.form(blob((-10, 0), (18, -4), (46, 0), (38, 10), (-2, 10)), rgb("d9962a"))
    s.form(box(9, -34, 27, 2, 4), rgb("fff6e6"))
    s.line(poly((18, -34), (18, -39), closed=False), DARK, 2.4)
    s.brush.plain(blob((18, -62), (26, -46), (18, -37), (10, -46)), rgb("ff9a1e"))
    s.brush.plain(blob((18, -54), (22, -45), (18, -39), (14, -45)), rgb("fff3a0"))


def flag(s: Sitter) -> None:
    s.line(poly((2, 26), (2, -62), closed=False), WOOD, 5.4)
    cloth = blob(
        (4, -60), (20, -66), (38, -58), (56, -62), (54, -30), (38, -27), (20, -34), (4, -28)
    )
    s.form(cloth, rgb("ff7a1f"))
    s.patch(oval(29, -46, 9.5), WHITE)
    s.form(oval(2, -65, 5), GOLD, shadow=0.2)


def camera(s: Sitter) -> None:
    s.form(box(8, -44, 30, -32, 4), rgb("46505e"))
    s.form(box(-10, -37, 50, 6, 7), rgb("46505e"))
    s.patch(box(-10, -20, 50, -8), rgb("6f7c8c"))
    s.form(oval(20, -14, 17), rgb("d5dde6"), shadow=0.3)
    s.brush.plain(oval(20, -14, 12), rgb("1c2b45"))
    s.brush.plain(oval(20, -14, 7), rgb("3f8fe0"))
    s.brush.plain(oval(24, -19, 3.4), WHITE)
    s.patch(box(35, -33, 46, -26, 2), rgb("fff3a0"))
    s.patch(oval(-2, -30, 3.4), rgb("ff4f4f"))


def clock(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(oval(20 + side * 15, -42, 9.5, 8), GOLD)
        s.line(poly((20 + side * 12, 4), (20 + side * 19, 13), closed=False), DARK, 5.0)
    s.form(oval(20, -17, 26), rgb("ff5a4d"))
    s.form(oval(20, -17, 19), PAGE, shadow=0.2)
    for x, y in ((20, -32), (35, -17), (20, -2), (5, -17)):
        s.patch(oval(x, y, 2.2), DARK)
    s.line(poly((20, -30), (20, -17), (29, -11), closed=False), DARK, 3.4)


def rope(s: Sitter) -> None:
    coil = skia.Op(oval(20, -18, 28, 24), oval(20, -18, 9, 7), skia.kDifference_PathOp)
    s.form(coil, rgb("e0b878"))
    for rx, ry in ((21.5, 18), (15, 12.5)):
        s.brush.stroke(oval(20, -18, rx, ry), s.lit(rgb("94652a")), 2.4)
    s.form(thick(blob((42, -6), (50, 6), (44, 18), closed=False), 7), rgb("e0b878"))
    for x, y in ((48, 1), (48, 10)):
        s.line(poly((x - 3, y + 2), (x + 3, y - 2), closed=False), rgb("94652a"), 2.2)


def suitcase(s: Sitter) -> None:
    handle = blob((8, -30), (10, -42), (30, -42), (32, -30), closed=False)
    s.line(handle, DARK, 5.4)
    s.form(box(-14, -32, 54, 14, 6), rgb("b5743a"))
    for x in (-1, 41):
        s.patch(box(x - 4, -32, x + 4, 14), rgb("6b3a1c"))
    s.form(box(14, -14, 26, -5, 2), GOLD, shadow=0.2)


def bottle(s: Sitter) -> None:
    shape = blob((14, -56), (26, -56), (26, -38), (36, -26), (36, 8), (20, 12), (4, 8), (4, -26),
                 (14, -38))  # fmt: skip
    s.form(shape, rgb("9fe3d0"))
    s.form(box(13, -64, 27, -52, 3), WOOD, shadow=0.3)
    s.form(merged(thick(poly((12, -10), (28, -22), closed=False), 11)), PAGE, shadow=0.2)
    s.line(poly((16, -19), (24, -10), closed=False), rgb("e0243f"), 3.4)


ICONS: Final[dict[str, Callable[[Sitter], None]]] = {
    "basket": basket,
    "book": book,
    "bottle": bottle,
    "camera": camera,
    "candle": candle,
    "clock": clock,
    "flag": flag,
    "key": key,
    "letter": letter,
    "map": rolled_map,
    "present": present,
    "rope": rope,
    "suitcase": suitcase,
}
