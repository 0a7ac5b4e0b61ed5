"""What tells an action besides the pose: notes, tears, a thought, water, a ladder, a boat."""

from collections.abc import Callable
from typing import Final

import skia

from train.world.characters import Sitter
from train.world.palette import WHITE, Colour, mix, rgb
from train.world.poses import POSES
from train.world.shapes import Point, blob, box, join, merged, oval, poly, star, thick

CREAM: Final = rgb("fffaf0")
TEAR: Final = rgb("3fb4ff")
WATER: Final = rgb("3aa7e8")
FOAM: Final = rgb("e8f8ff")
WOOD: Final = rgb("b5733c")
BARK: Final = rgb("8a5a35")
VIOLET: Final = rgb("5b3fd0")
ROSE: Final = rgb("ff3f86")


def _sign(s: Sitter, path: skia.Path, colour: Colour, rim: float = 5.0) -> None:
    """A clear sign with a light rim, readable on any ground."""
    s.brush.stroke(path, CREAM, rim)
    s.brush.plain(path, colour)


def _strokes(s: Sitter, lines: list[tuple[Point, ...]], colour: Colour, width: float) -> None:
    for points in lines:
        s.brush.stroke(blob(*points, closed=False), CREAM, width + 3.4)
    for points in lines:
        s.brush.stroke(blob(*points, closed=False), colour, width)


def _upright(s: Sitter, x: float, y: float) -> None:
    """Letters stay readable in figures that look left."""
    s.brush.canvas.translate(x, y)
    s.brush.canvas.scale(-1 if s.flip else 1, 1)


def _note(s: Sitter, x: float, y: float, colour: Colour, twin: bool = False) -> None:
    s.brush.canvas.save()
    _upright(s, x, y)
    if twin:
        parts = join(
            oval(-9, 9, 6, 4.8),
            oval(9, 6, 6, 4.8),
            box(-6.5, -16, -3, 9),
            box(11.5, -19, 15, 6),
            poly((-6.5, -16), (15, -20), (15, -12), (-6.5, -8)),
        )
    else:
        parts = join(oval(-3, 9, 6.6, 5.2), box(0, -18, 3.6, 9),
                     blob((1, -18), (8, -10), (14, -8), (12, 2), (9, -4), (2, -7)))  # fmt: skip
    _sign(s, merged(parts), colour)
    s.brush.canvas.restore()


def _running(s: Sitter) -> None:
    for x, y, r in ((-62, -8, 10), (-78, -12, 7.5), (-50, -3, 7)):
        s.brush.plain(oval(x, y, r * 1.2, r), CREAM, 0.92)
        s.brush.plain(oval(x, y + r * 0.3, r, r * 0.6), rgb("d9c9b4"), 0.6)
    _strokes(s, [((-84, -100), (-56, -100)), ((-92, -78), (-58, -78)), ((-84, -56), (-60, -56))],
             rgb("ff8a2a"), 4.0)  # fmt: skip


def _stump(s: Sitter) -> None:
    s.form(blob((-42, -32), (42, -32), (44, -8), (54, 3), (0, 5), (-54, 3), (-44, -8)), BARK)
    s.form(oval(0, -32, 43, 10), rgb("e8bf86"), line=0.7, shadow=0.2)
    for r in (30, 16):
        s.brush.stroke(oval(0, -32, r, r * 0.23), s.lit(rgb("b5824c")), 1.8)


def _soles(s: Sitter) -> None:
    trousers = s.fur.trousers or mix(s.fur.main, s.fur.dark, 0.35)
    for side in (-1, 1):
        s.form(thick(poly((side * 13, -28), (side * 18, -12), closed=False), 17), trousers)
        s.form(oval(side * 20, -7, 13, 11), s.fur.feet)
        s.patch(oval(side * 20, -6, 7, 6), mix(s.fur.feet, WHITE, 0.3))


def _pillow(s: Sitter) -> None:
    shape = blob((-88, -6), (-84, -26), (-40, -24), (4, -28), (8, -4), (2, 5), (-40, 3), (-82, 6))
    s.form(shape, rgb("fdf3ff"), rgb("d9c9f2"))


def _zzz(s: Sitter) -> None:
    for x, y, size in ((2, -92, 9), (22, -116, 12), (48, -146, 16)):
        s.brush.canvas.save()
        _upright(s, x, y)
        letter = poly((-size * 0.7, -size * 0.8), (size * 0.7, -size * 0.8),
                      (-size * 0.7, size * 0.8), (size * 0.7, size * 0.8),
                      closed=False)  # fmt: skip
        s.brush.stroke(letter, CREAM, 4.5 + size * 0.36)
        s.brush.stroke(letter, VIOLET, 1.2 + size * 0.32)
        s.brush.canvas.restore()


def _waving(s: Sitter) -> None:
    _strokes(s, [((-74, -118), (-79, -131), (-74, -144)), ((-36, -148), (-44, -153), (-54, -153)),
                 ], ROSE, 4.4)  # fmt: skip


def _dancing(s: Sitter) -> None:
    _strokes(s, [((-58, -24), (-52, -10), (-42, -2), (-28, 2)),
                 ((58, -2), (67, -14), (70, -28), (66, -42))], ROSE, 4.4)  # fmt: skip
    for x, y, size in ((-78, -92, 12), (82, -112, 13), (72, -150, 9)):
        _sign(s, star(x, y, size, 5, 0.45), rgb("ffc21f"), 4.0)


def _singing(s: Sitter) -> None:
    _note(s, -66, -132, VIOLET, True)
    _note(s, -44, -172, ROSE)
    _note(s, 50, -158, rgb("12a5a0"))


def _crying(s: Sitter) -> None:
    for side in (-1, 1):
        stream = blob((side * 16, -106), (side * 22, -101), (side * 27, -84), (side * 30, -64),
                      (side * 20, -66), (side * 15, -84))  # fmt: skip
        s.brush.plain(stream, TEAR)
        s.brush.stroke(stream, FOAM, 1.6)
        for x, y, size in ((56, -104, 7), (66, -84, 6), (52, -72, 5)):
            _drop(s, side * x, y, size)
    s.brush.plain(oval(0, 1, 52, 7), TEAR, 0.9)
    s.brush.plain(oval(-10, 0, 24, 2.6), FOAM, 0.8)


def _drop(s: Sitter, x: float, y: float, size: float) -> None:
    drop = blob((x, y - size * 1.7), (x + size, y + size * 0.2), (x, y + size * 1.1),
                (x - size, y + size * 0.2))  # fmt: skip
    _sign(s, drop, TEAR, 3.0)


def _laughing(s: Sitter) -> None:
    lines: list[tuple[Point, ...]] = []
    for side in (-1, 1):
        lines += [
            ((side * 56, -112), (side * 74, -114)),
            ((side * 52, -132), (side * 67, -144)),
            ((side * 53, -92), (side * 69, -84)),
        ]
    _strokes(s, lines, rgb("ffb01f"), 5.0)


def _thinking(s: Sitter) -> None:
    cloud = merged(join(oval(-80, -176, 21, 18), oval(-58, -188, 21, 17), oval(-39, -176, 19, 16),
                        oval(-60, -168, 25, 16)))  # fmt: skip
    for path in (cloud, oval(-58, -147, 6), oval(-50, -137, 4)):
        s.brush.stroke(path, rgb("6c6a9c"), 4.0)
        s.brush.plain(path, WHITE)
    s.brush.canvas.save()
    _upright(s, -60, -177)
    hook = blob((-9, -6), (-5, -13), (5, -13), (8, -5), (1, 1), (0, 7), closed=False)
    s.brush.stroke(hook, VIOLET, 5.4)
    s.brush.plain(oval(0, 14.5, 3.4), VIOLET)
    s.brush.canvas.restore()


def _ice(s: Sitter) -> None:
    s.brush.plain(oval(0, 7, 92, 13), s.lit(rgb("8fd0f0")))
    s.brush.plain(oval(0, 5.5, 90, 11.5), s.lit(rgb("dff5ff")))
    for a, b, y in ((-72, -30, 4), (-44, 20, 10), (34, 70, 3)):
        s.brush.stroke(poly((a, y), (b, y), closed=False), s.lit(rgb("9ad4f2")), 2.4)


def _blades(s: Sitter) -> None:
    steel = rgb("eef4f8")
    for x, y, turn in POSES["skating"].feet or ():
        s.brush.canvas.save()
        s.brush.canvas.translate(x, y)
        s.brush.canvas.rotate(turn)
        blade = poly((-13, 9), (15, 9), (20, 4), closed=False)
        for x0 in (-8, 8):
            s.brush.stroke(poly((x0, 3), (x0, 9), closed=False), rgb("46586a"), 3.0)
        s.brush.stroke(blade, rgb("46586a"), 5.6)
        s.brush.stroke(blade, steel, 2.8)
        s.brush.canvas.restore()


def _wind(s: Sitter) -> None:
    _strokes(s, [((-112, -64), (-80, -62)), ((-106, -42), (-84, -40)), ((-70, -96), (-44, -96))],
             rgb("4aa8f0"), 4.4)  # fmt: skip
    for dx, y in ((-40, 16), (46, 22)):
        puffs = (oval(dx - 18, y, 14, 9), oval(dx, y - 5, 18, 13), oval(dx + 20, y, 13, 9))
        puff = merged(join(*puffs))
        s.brush.plain(puff, s.lit(WHITE), 0.96)


def _pool(s: Sitter) -> None:
    s.brush.plain(oval(0, -2, 98, 18), s.lit(mix(WATER, rgb("1b4f9c"), 0.35)))
    s.brush.plain(oval(0, -4, 95, 15.5), s.lit(WATER))


def _ring(s: Sitter) -> None:
    ring = skia.Path()
    ring.moveTo(-56, -30)
    ring.cubicTo(-64, 8, 64, 8, 56, -30)
    ring.cubicTo(46, -22, 22, -19, 0, -19)
    ring.cubicTo(-22, -19, -46, -22, -56, -30)
    ring.close()
    s.form(ring, rgb("ff5a4d"))
    for a, b in ((-40, -22), (-9, 9), (22, 40)):
        band = skia.Op(ring, box(a, -40, b, 10), skia.kIntersect_PathOp)
        s.patch(band, WHITE)
    water = blob((-98, -4), (-72, -8), (-50, -3), (-26, -1), (0, 2), (26, -1), (50, -3), (72, -8),
                 (98, -4), (84, 9), (40, 16), (-40, 16), (-84, 9))  # fmt: skip
    s.brush.plain(water, s.lit(WATER), 0.94)
    for x, y in ((-60, 4), (0, 8), (58, 4)):
        wave = blob((x - 16, y), (x - 8, y - 4), (x, y), (x + 8, y - 4), (x + 16, y), closed=False)
        s.brush.stroke(wave, s.lit(FOAM), 3.0)
    for side in (-1, 1):
        _drop(s, side * 82, -34, 5.5)
        _drop(s, side * 92, -20, 4.5)


def _finger(s: Sitter) -> None:
    s.form(thick(poly((-68, -85), (-82, -87), closed=False), 7), s.fur.hand or s.fur.main)
    _strokes(s, [((-94, -88), (-106, -89)), ((-90, -101), (-99, -110)), ((-91, -75), (-101, -67))],
             ROSE, 4.4)  # fmt: skip


def _bush(s: Sitter) -> None:
    puffs = ((-60, -24, 19), (-41, -30, 18), (-20, -19, 16), (0, -15, 16), (20, -19, 16),
             (41, -30, 18), (60, -24, 18))  # fmt: skip
    leaves = join(box(-66, -20, 66, 4, 8), *(oval(*puff) for puff in puffs))
    s.form(merged(leaves), rgb("3f9a3a"), rgb("2a7434"))
    for x, y in (
        (-60, -28),
        (-40, -36),
        (-46, -12),
        (-20, -20),
        (0, -8),
        (20, -20),
        (42, -36),
        (46, -12),
        (62, -26),
    ):
        s.patch(oval(x, y, 4.6), rgb("ff4f5e"))
        s.brush.plain(oval(x + 1.4, y - 1.6, 1.3), WHITE, 0.8)


def _ladder(s: Sitter) -> None:
    for y in range(-176, 31, 29):
        s.form(box(-42, y - 4, 42, y + 4, 2), rgb("e0a45c"), shadow=0.3)
    for side in (-1, 1):
        s.form(box(side * 44 - 5, -196, side * 44 + 5, 34, 4), WOOD)


def _sail(s: Sitter) -> None:
    _pool(s)
    s.form(box(-50, -206, -43, -20, 3), WOOD)
    s.form(blob((-52, -196), (-76, -168), (-94, -124), (-98, -72), (-74, -66), (-52, -68)), CREAM)
    s.patch(poly((-52, -128), (-92, -128), (-97, -100), (-52, -100)), rgb("ff8a2a"), 0.9)
    s.form(poly((-46, -208), (-16, -198), (-46, -188)), rgb("ff3f86"), shadow=0.3)


def _hull(s: Sitter) -> None:
    hull = skia.Path()
    hull.moveTo(-80, -28)
    hull.lineTo(80, -28)
    hull.cubicTo(76, -12, 66, 2, 54, 8)
    hull.lineTo(-56, 8)
    hull.cubicTo(-68, 2, -76, -12, -80, -28)
    hull.close()
    s.form(hull, WOOD, rgb("8a4f28"))
    s.form(box(-85, -34, 85, -25, 4), rgb("e0a45c"), shadow=0.4)
    s.brush.stroke(poly((-72, -13), (72, -13), closed=False), s.lit(rgb("7a4522")), 2.2)
    water = blob((-98, 2), (-72, -5), (-48, 2), (-24, -5), (0, 2), (24, -5), (48, 2), (72, -5),
                 (98, 2), (80, 12), (40, 17), (-40, 17), (-80, 12))  # fmt: skip
    s.brush.plain(water, s.lit(WATER))
    for x in (-48, 0, 48):
        wave = blob((x - 14, 10), (x - 7, 6), (x, 10), (x + 7, 6), (x + 14, 10), closed=False)
        s.brush.stroke(wave, s.lit(FOAM), 2.8)


def _trembling(s: Sitter) -> None:
    lines: list[tuple[Point, ...]] = []
    for side in (-1, 1):
        for x, y in ((56, -44), (66, -104)):
            lines.append(tuple((side * (x + (i % 2) * 8), y + i * 9 - 14) for i in range(5)))
    _strokes(s, lines, rgb("4a6cf0"), 3.8)
    _drop(s, -47, -136, 6.5)


BEHIND: Final[dict[str, Callable[[Sitter], None]]] = {
    "running": _running,
    "sitting": _stump,
    "sleeping": _pillow,
    "dancing": _dancing,
    "singing": _singing,
    "skating": _ice,
    "flying": _wind,
    "swimming": _pool,
    "climbing": _ladder,
    "sailing": _sail,
    "laughing": _laughing,
    "trembling": _trembling,
}
FRONT: Final[dict[str, Callable[[Sitter], None]]] = {
    "sitting": _soles,
    "sleeping": _zzz,
    "waving": _waving,
    "thinking": _thinking,
    "crying": _crying,
    "skating": _blades,
    "swimming": _ring,
    "pointing": _finger,
    "hiding": _bush,
    "sailing": _hull,
}
"""Drawn before and after the body, in the figure's own frame."""
HAND_MARKS: Final = ("waving", "pointing")
"""Actions whose marks belong to the free hand."""
