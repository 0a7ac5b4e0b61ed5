"""Tools, as icons around a hand at (0, 0)."""

from collections.abc import Callable
from typing import Final

import skia

from train.world.characters import Sitter
from train.world.palette import WHITE, rgb
from train.world.shapes import blob, box, join, merged, oval, poly, thick

GOLD: Final = rgb("ffd23f")
WOOD: Final = rgb("a86a38")
STEEL: Final = rgb("b4c2cf")
DARK: Final = rgb("3b2b33")


def telescope(s: Sitter) -> None:
    parts = (
        ((-12, 4), (12, -12), 11, "8a4f28"),
        ((8, -9), (32, -26), 16, "d99a1e"),
        ((28, -23), (52, -40), 22, "8a4f28"),
    )
    for a, b, wide, colour in parts:
        tube = skia.Path()
        paint = skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=wide)
        paint.getFillPath(poly(a, b, closed=False), tube)
        s.form(tube, rgb(colour))
    s.line(poly((46, -49), (58, -31), closed=False), GOLD, 5.0)


def magnifier(s: Sitter) -> None:
    s.form(thick(poly((0, 14), (12, -12), closed=False), 9), rgb("8a4f28"))
    s.brush.plain(oval(24, -34, 21), rgb("c9f0ff"), 0.85)
    ring = skia.Op(oval(24, -34, 25), oval(24, -34, 18), skia.kDifference_PathOp)
    s.form(ring, DARK)
    s.brush.stroke(blob((13, -36), (16, -45), (24, -49), closed=False), WHITE, 4.4)


def fishing_rod(s: Sitter) -> None:
    s.form(thick(blob((-14, 20), (10, -30), (46, -104), closed=False), 5.4), WOOD)
    s.form(oval(0, 2, 7), rgb("e5322d"), shadow=0.3)
    line = blob((46, -104), (56, -70), (54, -40), closed=False)
    s.brush.stroke(line, s.lit(WHITE), 2.2)
    s.form(poly((54, -4), (42, 8), (66, 8)), rgb("4fa8e8"), shadow=0.3)
    s.form(blob((54, -42), (66, -24), (54, 0), (42, -24)), rgb("4fa8e8"))
    s.brush.plain(oval(57, -30, 3), WHITE)
    s.brush.plain(oval(57, -30, 1.7), DARK)


def bucket(s: Sitter) -> None:
    s.line(blob((-4, -20), (6, -46), (20, -50), (34, -46), (44, -20), closed=False), DARK, 3.4)
    s.form(poly((-10, -22), (50, -22), (42, 14), (-2, 14)), rgb("3fb8c9"))
    s.patch(poly((-7, -6), (47, -6), (45, 2), (-5, 2)), WHITE)
    s.form(oval(20, -22, 31, 7), rgb("2a8796"), shadow=0.2)
    s.patch(oval(20, -21, 26, 4.6), rgb("9fe3ff"))


def watering_can(s: Sitter) -> None:
    handle = skia.Op(oval(-4, -14, 15, 18), oval(-4, -14, 9, 12), skia.kDifference_PathOp)
    s.form(handle, rgb("58b947"))
    s.form(poly((30, -14), (52, -38), (57, -33), (34, 4)), rgb("58b947"))
    s.form(poly((46, -46), (64, -34), (60, -28), (44, -40)), rgb("3f8f34"), shadow=0.3)
    s.form(box(0, -30, 38, 12, 6), rgb("6fd05a"))
    s.patch(oval(19, -9, 8), rgb("ffe14d"))
    for x, y in ((62, -20), (70, -12), (60, -6)):
        s.brush.plain(blob((x, y - 5), (x + 3, y), (x, y + 4), (x - 3, y)), rgb("3fb4ff"))


def broom(s: Sitter) -> None:
    s.form(thick(poly((-2, -78), (10, 20), closed=False), 6), WOOD)
    s.form(poly((2, 18), (18, 16), (34, 52), (-10, 56)), rgb("f2c14e"))
    s.line(poly((1, 22), (20, 20), closed=False), rgb("e5322d"), 5.0)
    for x0, x1 in ((6, 2), (11, 13), (15, 24)):
        s.line(poly((x0, 28), (x1, 50), closed=False), rgb("b5812a"), 2.4)


def paintbrush(s: Sitter) -> None:
    s.form(thick(poly((-8, 20), (18, -28), closed=False), 7.5), rgb("ffb84d"))
    s.form(thick(poly((18, -28), (24, -39), closed=False), 11), STEEL, shadow=0.3)
    s.form(blob((16, -40), (30, -34), (38, -52), (46, -66), (28, -60)), rgb("2f7df0"))
    for x, y, r in ((50, -40, 6.5), (58, -54, 4.2), (44, -26, 3.6)):
        s.brush.plain(oval(x, y, r), s.lit(rgb("2f7df0")))


def hammer(s: Sitter) -> None:
    s.form(thick(poly((-4, 18), (18, -36), closed=False), 8), rgb("d99b52"))
    s.form(poly((-4, -52), (38, -34), (31, -19), (-11, -37)), STEEL)
    s.form(poly((36, -38), (48, -33), (40, -13), (28, -18)), rgb("8494a3"), shadow=0.3)


def shovel(s: Sitter) -> None:
    s.form(thick(poly((-6, 22), (16, -26), closed=False), 6.5), WOOD)
    s.form(thick(poly((-15, 18), (4, 27), closed=False), 7), rgb("e5322d"))
    s.form(blob((8, -26), (26, -18), (40, -36), (40, -62), (22, -54), (8, -44)), STEEL)


def compass(s: Sitter) -> None:
    s.form(oval(20, -42, 7), GOLD)
    s.form(oval(20, -14, 26), GOLD)
    s.form(oval(20, -14, 20), rgb("fffbee"), shadow=0.2)
    s.patch(poly((32, -32), (25, -10), (15, -18)), rgb("e5322d"))
    s.patch(poly((8, 4), (15, -18), (25, -10)), rgb("2f6fc9"))
    s.patch(oval(20, -14, 3), DARK)


def scissors(s: Sitter) -> None:
    for side in (-1, 1):
        blade = poly((20 - side * 3, -14), (20 + side * 13, -60), (20 + side * 5, -14))
        s.form(blade, STEEL)
    for side in (-1, 1):
        ring = skia.Op(oval(20 + side * 13, 3, 13, 14), oval(20 + side * 13, 3, 6.4, 7.4),
                       skia.kDifference_PathOp)  # fmt: skip
        s.form(ring, rgb("ff7a1f"))
    s.patch(oval(20, -15, 3), DARK)


def saw(s: Sitter) -> None:
    teeth = [(8 + i * 5.6, 2.0 if i % 2 else -6.0) for i in range(9)]
    s.form(poly((6, -22), (58, -34), (60, -22), *((x, y - 8 - x * 0.16) for x, y in teeth[::-1])),
           rgb("cfd9e2"))  # fmt: skip
    handle = skia.Op(merged(join(oval(0, -8, 17, 15))), oval(0, -8, 7, 6), skia.kDifference_PathOp)
    s.form(handle, rgb("e88a2e"))


ICONS: Final[dict[str, Callable[[Sitter], None]]] = {
    "broom": broom,
    "bucket": bucket,
    "compass": compass,
    "fishing rod": fishing_rod,
    "hammer": hammer,
    "magnifying glass": magnifier,
    "paintbrush": paintbrush,
    "saw": saw,
    "scissors": scissors,
    "shovel": shovel,
    "telescope": telescope,
    "watering can": watering_can,
}
