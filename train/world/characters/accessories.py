"""The one thing each character always wears, in colours that no coat has.

A thing may have a part behind the body, a part on the head (which moves with it) and a part at
the neck, over the collar.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import skia

import train.world.characters.hats as hats
from train.world.characters.hats import BLACK, CREAM, GOLD, ORANGE, PINK, TEAL
from train.world.characters.parts import Sitter
from train.world.palette import WHITE, mix, rgb
from train.world.shapes import blob, box, join, merged, oval, poly, star, thick

Painter = Callable[[Sitter], None]


@dataclass(frozen=True)
class Worn:
    """The painters of one accessory."""

    head: Painter | None = None
    neck: Painter | None = None
    behind: Painter | None = None


def _scarf(s: Sitter) -> None:
    band = blob((-26, -78), (0, -70), (26, -78), (28, -68), (0, -58), (-28, -68))
    end = poly((-20, -68), (-7, -64), (-10, -34), (-24, -36))
    for shape, rows in ((end, (-56, -46)), (band, ())):
        s.form(shape, TEAL)
        for y in rows:
            s.brush.stroke(poly((-20, y), (-11, y + 1), closed=False), s.lit(CREAM), 4.0)
    for x in (-17, 0, 17):
        rise = abs(x) * 0.28
        s.brush.stroke(poly((x - 1, -69 - rise), (x + 1, -61 - rise), closed=False),
                       s.lit(CREAM), 4.2)  # fmt: skip


def _bell(s: Sitter) -> None:
    s.form(blob((-24, -77), (0, -69), (24, -77), (25, -70), (0, -61), (-25, -70)), BLACK)
    s.form(oval(0, -58, 9.5), GOLD)
    s.brush.stroke(poly((-7, -57), (7, -57), closed=False), s.lit(rgb("a8701a")), 1.8)
    s.brush.plain(oval(0, -53, 2.2), s.lit(rgb("7a4a12")))


def _satchel_straps(s: Sitter) -> None:
    for side in (-1, 1):
        strap = blob((side * 17, -74), (side * 23, -56), (side * 22, -38), closed=False)
        s.form(thick(strap, 6), ORANGE, shadow=0.4)


def _satchel(s: Sitter) -> None:
    s.form(box(-42, -82, 42, -32, 12), rgb("b5541c"))
    s.form(box(-42, -82, 42, -58, 12), ORANGE)


def _bow_tie(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(poly((0, -68), (side * 22, -80), (side * 22, -57)), TEAL)
        s.patch(oval(side * 15, -68, 2.8), CREAM)
    s.form(oval(0, -68.5, 6, 6.5), TEAL, shadow=0.3)


def _goggles(s: Sitter) -> None:
    s.line(blob((-38, -116), (-20, -127), (0, -130), (20, -127), (38, -116), closed=False),
           BLACK, 6.0)  # fmt: skip
    for side in (-1, 1):
        s.form(oval(side * 15, -131, 14, 12), BLACK, shadow=0.3)
        s.brush.plain(oval(side * 15, -131, 10, 8.4), s.lit(rgb("8fe6ff")))
        s.brush.plain(poly((side * 15 - 4, -128), (side * 15 + 3, -136), (side * 15 + 6, -134),
                           (side * 15 - 1, -126)), WHITE, 0.8)  # fmt: skip


def _earmuffs(s: Sitter) -> None:
    s.line(blob((-42, -110), (-34, -136), (0, -149), (34, -136), (42, -110), closed=False),
           rgb("e0457f"), 6.0)  # fmt: skip
    for side in (-1, 1):
        s.form(oval(side * 44, -106, 12, 15), PINK)


def _sunglasses(s: Sitter) -> None:
    x = s.look
    s.brush.stroke(poly((x - 32, -116), (x + 32, -116), closed=False), BLACK, 4.4)
    for side in (-1, 1):
        lens = blob((x + side * 3, -117), (x + side * 28, -118), (x + side * 27, -104),
                    (x + side * 16, -98), (x + side * 6, -104))  # fmt: skip
        s.brush.plain(lens, BLACK)
        shine = poly((x + side * 15 - 5, -104), (x + side * 15 + 4, -114),
                     (x + side * 15 + 7, -113), (x + side * 15 - 2, -102))  # fmt: skip
        s.brush.plain(shine, WHITE, 0.75)


def _headphones(s: Sitter) -> None:
    s.line(blob((-44, -108), (-38, -136), (0, -152), (38, -136), (44, -108), closed=False),
           TEAL, 7.0)  # fmt: skip
    for side in (-1, 1):
        s.form(box(min(side * 38, side * 53), -120, max(side * 38, side * 53), -90, 7), TEAL)
        s.form(box(min(side * 49, side * 55), -115, max(side * 49, side * 55), -95, 3), ORANGE,
               shadow=0.2)  # fmt: skip


def _neckerchief(s: Sitter) -> None:
    cloth = blob((-27, -78), (0, -72), (27, -78), (22, -62), (2, -42), (-2, -42), (-22, -62))
    s.form(cloth, ORANGE)
    for x, y in ((-13, -67), (0, -64), (13, -67), (-6, -55), (7, -54)):
        s.patch(oval(x, y, 2.6), WHITE)


def _medal(s: Sitter) -> None:
    for side in (-1, 1):
        s.form(poly((side * 22, -77), (side * 14, -78), (0, -56), (side * 2, -48)), ORANGE,
               shadow=0.3)  # fmt: skip
    s.form(oval(0, -46, 12), GOLD)
    s.patch(star(0, -46, 9, 5, 0.45), rgb("fff6c9"))


def _key_behind(s: Sitter) -> None:
    s.form(box(-52, -58, -24, -51, 2), GOLD)
    rings = join(oval(-58, -66, 11), oval(-58, -43, 11))
    holes = join(oval(-58, -66, 4.5), oval(-58, -43, 4.5))
    ring = skia.Op(rings, holes, skia.kDifference_PathOp)
    s.form(ring, GOLD)


def _round_glasses(s: Sitter) -> None:
    x = s.look
    rim = rgb("7a3b6b")
    for side in (-1, 1):
        s.brush.plain(oval(x + side * 14, -104, 12), WHITE, 0.28)
        s.brush.stroke(oval(x + side * 14, -104, 12), s.lit(rim), 3.0)
        s.line(poly((x + side * 26, -105), (side * 37, -109), closed=False), rim, 2.6)
    s.line(blob((x - 3, -106), (x, -108), (x + 3, -106), closed=False), rim, 2.8)


def _hoops(s: Sitter) -> None:
    for side in (-1, 1):
        ring = oval(side * 39, -86, 8.5, 10)
        s.brush.stroke(ring, s.lit(rgb("a86a10")), 5.4)
        s.brush.stroke(ring, s.lit(GOLD), 3.4)


def _wings(s: Sitter) -> None:
    for side in (-1, 1):
        upper = blob((side * 10, -66), (side * 40, -104), (side * 72, -112), (side * 78, -84),
                     (side * 52, -60))  # fmt: skip
        lower = blob((side * 10, -60), (side * 48, -58), (side * 66, -38), (side * 48, -22),
                     (side * 24, -36))  # fmt: skip
        s.form(lower, rgb("ffc4ea"))
        s.form(upper, rgb("b5f0ff"))
        s.patch(oval(side * 60, -90, 7, 9), WHITE, 0.7)


def _ruff(s: Sitter) -> None:
    lobes = [
        oval(x, -68 + (1 - (x / 32) ** 2) * 4, 9.5, 8.5) for x in (-32, -19, -6.5, 6.5, 19, 32)
    ]
    s.form(merged(join(box(-30, -76, 30, -62, 6), *lobes)), CREAM)
    for x in (-26, -13, 0, 13, 26):
        s.line(poly((x * 0.8, -74), (x, -62), closed=False), mix(PINK, WHITE, 0.2), 2.4)


WORN: Final[dict[str, Worn]] = {
    "fox": Worn(neck=_scarf),
    "rabbit": Worn(head=hats.daisy),
    "bear": Worn(head=hats.bobble),
    "owl": Worn(head=hats.mortarboard),
    "cat": Worn(neck=_bell),
    "frog": Worn(head=hats.crown),
    "girl": Worn(),
    "boy": Worn(neck=_satchel_straps, behind=_satchel),
    "mouse": Worn(head=hats.big_bow),
    "pig": Worn(neck=_bow_tie),
    "duck": Worn(head=hats.sailor),
    "sheep": Worn(head=hats.straw_hat),
    "hedgehog": Worn(head=hats.apple_top),
    "squirrel": Worn(head=_goggles),
    "monkey": Worn(head=hats.propeller),
    "cow": Worn(head=hats.three_flowers),
    "penguin": Worn(head=_earmuffs),
    "elephant": Worn(head=hats.party_hat),
    "lion": Worn(head=_sunglasses),
    "panda": Worn(head=_headphones),
    "wolf": Worn(neck=_neckerchief),
    "deer": Worn(head=hats.wreath),
    "dragon": Worn(neck=_medal),
    "robot": Worn(behind=_key_behind),
    "grandmother": Worn(head=_round_glasses),
    "grandfather": Worn(head=hats.felt_hat),
    "woman": Worn(head=_hoops),
    "man": Worn(head=hats.flat_cap),
    "wizard": Worn(head=hats.starry_hat),
    "pirate": Worn(head=hats.pirate_hat),
    "astronaut": Worn(head=hats.space_helmet),
    "knight": Worn(head=hats.plumed_helmet),
    "fairy": Worn(behind=_wings),
    "princess": Worn(head=hats.tiara),
    "cook": Worn(head=hats.chef_hat),
    "clown": Worn(neck=_ruff),
}
