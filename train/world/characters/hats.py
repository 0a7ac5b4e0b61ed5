"""What is worn on the head; it moves with the head."""

from math import cos, pi, sin
from typing import Final

import skia

from train.world.characters.parts import EYE, Sitter
from train.world.palette import WHITE, Colour, rgb
from train.world.shapes import blob, box, join, merged, oval, poly, star

GOLD: Final = rgb("ffd23f")
CREAM: Final = rgb("fff6e2")
TEAL: Final = rgb("19b5b0")
ORANGE: Final = rgb("ff8a2a")
PINK: Final = rgb("ff6fae")
BLACK: Final = rgb("2a2631")
STRAW: Final = rgb("f2cf7c")
WOOD: Final = rgb("9a6236")


def _flower(s: Sitter, x: float, y: float, size: float, colour: Colour) -> None:
    petals = [oval(x + cos(i * 2 * pi / 5 - pi / 2) * size * 0.62,
                   y + sin(i * 2 * pi / 5 - pi / 2) * size * 0.62, size * 0.5)
              for i in range(5)]  # fmt: skip
    s.form(merged(join(*petals)), colour, shadow=0.3, line=0.6)
    s.patch(oval(x, y, size * 0.36), GOLD)


def _crown_shape(x: float, y: float, wide: float, high: float) -> skia.Path:
    return poly((x - wide, y), (x - wide * 1.15, y - high), (x - wide * 0.52, y - high * 0.5),
                (x, y - high * 1.25), (x + wide * 0.52, y - high * 0.5),
                (x + wide * 1.15, y - high), (x + wide, y))  # fmt: skip


def daisy(s: Sitter) -> None:
    """A pink flower behind the ear."""
    _flower(s, 29, -131, 15, PINK)


def bobble(s: Sitter) -> None:
    """A woolly hat with a bobble."""
    s.form(oval(0, -162, 9), CREAM)
    cap = blob((-31, -130), (-27, -146), (0, -159), (27, -146), (31, -130))
    s.form(cap, TEAL)
    s.form(box(-34, -137, 34, -126, 5), CREAM)


def mortarboard(s: Sitter) -> None:
    """A scholar's square hat."""
    s.form(box(-26, -142, 26, -128, 5), BLACK)
    s.form(poly((0, -162), (48, -147), (0, -134), (-48, -147)), BLACK)
    s.line(blob((0, -148), (26, -144), (36, -138), (38, -122), closed=False), GOLD, 2.6)
    s.form(oval(38, -120, 4, 6.5), GOLD, shadow=0.2)


def crown(s: Sitter) -> None:
    """A small golden crown."""
    s.form(_crown_shape(0, -133, 17, 22), GOLD)
    for x in (-10, 0, 10):
        s.patch(oval(x, -138, 2.8), rgb("ff4f6d"))


def sailor(s: Sitter) -> None:
    """A sailor's hat."""
    crown = blob((-24, -136), (-30, -150), (-12, -157), (12, -157), (30, -150), (24, -136))
    s.form(crown, WHITE)
    s.form(box(-26, -143, 26, -132, 4), rgb("274690"))
    s.line(blob((24, -136), (36, -130), (35, -118), closed=False), rgb("274690"), 3.4)


def straw_hat(s: Sitter) -> None:
    """A straw hat with a ribbon."""
    s.form(oval(0, -135, 50, 10), STRAW)
    s.form(blob((-27, -136), (-24, -155), (0, -162), (24, -155), (27, -136), (0, -132)), STRAW)
    s.form(blob((-27, -144), (0, -139), (27, -144), (27, -135), (0, -130), (-27, -135)), PINK,
           shadow=0.2, line=0.6)  # fmt: skip


def apple_top(s: Sitter) -> None:
    """A red apple."""
    s.form(blob((0, -158), (12, -163), (19, -152), (12, -138), (0, -137), (-12, -138), (-19, -152),
                (-12, -163)), rgb("ff4b3e"))  # fmt: skip
    s.line(blob((0, -158), (1, -165), (5, -170), closed=False), WOOD, 3.0)
    s.form(blob((4, -164), (15, -174), (20, -165)), rgb("7ccf3f"), shadow=0.2, line=0.6)


def propeller(s: Sitter) -> None:
    """A cap with a propeller."""
    cap = blob((-33, -126), (-26, -145), (0, -153), (26, -145), (33, -126))
    s.form(cap, CREAM)
    wedge = blob((-11, -126), (-9, -147), (0, -153), (9, -147), (11, -126))
    s.form(wedge, ORANGE, shadow=0.0, line=0.5)
    s.line(poly((0, -152), (0, -162), closed=False), BLACK, 3.4)
    for side in (-1, 1):
        blade = blob((0, -163), (side * 16, -170), (side * 28, -164), (side * 14, -159))
        s.form(blade, TEAL, shadow=0.3)
    s.form(oval(0, -163, 4), GOLD, shadow=0.2)


def three_flowers(s: Sitter) -> None:
    """Three big flowers."""
    for x, y, colour in ((-22, -134, CREAM), (0, -142, ORANGE), (22, -134, CREAM)):
        _flower(s, x, y, 14, colour)


def party_hat(s: Sitter) -> None:
    """A striped, pointed hat."""
    s.form(poly((-21, -134), (0, -182), (21, -134)), ORANGE)
    for a, b in ((0.25, 0.42), (0.62, 0.80)):
        low, high = -134 - 48 * a, -134 - 48 * b
        left, right = 21 * (1 - a), 21 * (1 - b)
        s.patch(poly((-left, low), (left, low), (right, high), (-right, high)), CREAM)
    s.form(oval(0, -183, 8), PINK)


def wreath(s: Sitter) -> None:
    """A wreath of flowers."""
    s.line(blob((-34, -124), (-18, -134), (0, -137), (18, -134), (34, -124), closed=False),
           rgb("6bbf3a"), 6.0)  # fmt: skip
    for x, y, colour in (
        (-29, -127, PINK),
        (-11, -136, CREAM),
        (10, -137, PINK),
        (29, -127, CREAM),
    ):
        _flower(s, x, y, 12.5, colour)


def felt_hat(s: Sitter) -> None:
    """A brown hat with a feather."""
    s.form(blob((20, -140), (26, -166), (40, -180), (38, -160), (30, -140)), ORANGE)
    s.form(blob((-27, -132), (-26, -152), (-12, -161), (0, -156), (12, -161), (26, -152),
                (27, -132)), WOOD)  # fmt: skip
    s.patch(poly((-27, -140), (27, -140), (27, -131), (-27, -131)), rgb("4d2f1c"))
    s.form(blob((-48, -131), (0, -137), (48, -131), (30, -124), (0, -127), (-30, -124)), WOOD)


def flat_cap(s: Sitter) -> None:
    """A checked flat cap."""
    cap = blob((-42, -126), (-40, -144), (-14, -155), (16, -152), (38, -140), (42, -127),
               (20, -129), (-10, -130))  # fmt: skip
    s.form(cap, rgb("b98a5a"))
    for x in (-22, -4, 14):
        s.line(poly((x, -149), (x - 4, -132), closed=False), rgb("7d5630"), 2.2)
    s.line(blob((-38, -139), (0, -144), (38, -136), closed=False), rgb("7d5630"), 2.2)
    s.form(blob((-8, -130), (20, -131), (46, -126), (50, -118), (26, -121), (4, -124)),
           rgb("7d5630"))  # fmt: skip


def starry_hat(s: Sitter) -> None:
    """A wizard's hat."""
    night = rgb("33317f")
    cone = blob(
        (-32, -130), (-20, -158), (-2, -186), (22, -198), (12, -176), (22, -154), (32, -130)
    )
    s.form(cone, night)
    s.form(blob((-54, -128), (-28, -136), (0, -138), (28, -136), (54, -128), (28, -121), (0, -123),
                (-28, -121)), night)  # fmt: skip
    for x, y, size in ((-8, -148, 8), (9, -163, 7), (12, -143, 5.5)):
        s.patch(star(x, y, size, 5, 0.45), GOLD)


def pirate_hat(s: Sitter) -> None:
    """A black hat with a skull."""
    hat = blob((-54, -134), (-46, -124), (0, -131), (46, -124), (54, -134), (36, -146), (24, -164),
               (0, -170), (-24, -164), (-36, -146))  # fmt: skip
    s.form(hat, BLACK)
    s.line(
        blob((-50, -131), (-24, -140), (0, -142), (24, -140), (50, -131), closed=False), GOLD, 2.6
    )
    s.patch(oval(0, -155, 8, 7.4), WHITE)
    s.patch(box(-4.4, -151, 4.4, -145, 1.6), WHITE)
    for side in (-1, 1):
        s.brush.plain(oval(side * 3.3, -155, 2.1), EYE)


def space_helmet(s: Sitter) -> None:
    """A space helmet."""
    ring = skia.Op(oval(0, -107, 52, 47), oval(0, -106, 42, 36), skia.kDifference_PathOp)
    s.brush.plain(oval(0, -106, 43, 37), rgb("bfe9ff"), 0.20)
    s.form(ring, WHITE)
    for side in (-1, 1):
        s.form(oval(side * 51, -106, 7, 12), ORANGE, shadow=0.3)
    s.line(blob((20, -137), (31, -128), (36, -117), closed=False), WHITE, 4.0)
    s.form(box(-26, -68, 26, -60, 4), rgb("d5dde6"), shadow=0.3)


def plumed_helmet(s: Sitter) -> None:
    """A knight's helmet with a plume."""
    plume = blob((0, -146), (-6, -172), (-28, -188), (-54, -180), (-60, -158), (-44, -164),
                 (-30, -156), (-16, -142))  # fmt: skip
    s.form(plume, rgb("ff5a8a"))
    holes = join(box(-31, -121, 31, -90, 12), box(-14, -96, 14, -70, 5))
    shell = skia.Op(blob((0, -152), (30, -145), (46, -118), (45, -84), (30, -73), (-30, -73),
                         (-45, -84), (-46, -118), (-30, -145)),
                    merged(holes), skia.kDifference_PathOp)  # fmt: skip
    s.form(shell, rgb("b4c2cf"))
    s.line(poly((0, -150), (0, -124), closed=False), rgb("7d8d9c"), 3.4)
    for side in (-1, 1):
        s.patch(oval(side * 38, -104, 3), GOLD)


def tiara(s: Sitter) -> None:
    """A tiara."""
    s.form(_crown_shape(0, -134, 25, 17), GOLD)
    s.patch(oval(0, -141, 4.6, 5.6), rgb("ff4f9a"))
    for side in (-1, 1):
        s.patch(oval(side * 15, -139, 3.2), TEAL)


def chef_hat(s: Sitter) -> None:
    """A cook's tall hat."""
    puff = join(oval(-20, -162, 17), oval(0, -168, 19), oval(20, -162, 17), oval(0, -156, 24, 13))
    s.form(merged(puff), WHITE)
    s.form(box(-28, -154, 28, -130, 5), WHITE, rgb("e6e8ee"))
    for x in (-12, 0, 12):
        s.line(poly((x, -148), (x, -137), closed=False), rgb("c9cfda"), 2.2)


def big_bow(s: Sitter) -> None:
    """A big dotted bow."""
    x, y = 20.0, -142.0
    for side in (-1, 1):
        wing = blob((x, y), (x + side * 12, y - 13), (x + side * 25, y - 12),
                    (x + side * 25, y + 11), (x + side * 12, y + 11))  # fmt: skip
        s.form(wing, rgb("ff4fa0"))
        for px, py in ((13, -4), (20, 4), (19, -7)):
            s.patch(oval(x + side * px, y + py, 2.4), WHITE)
    s.form(oval(x, y, 6.5, 7.5), rgb("e03487"), shadow=0.3)
