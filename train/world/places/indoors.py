"""Rooms: kitchen, library, bedroom, classroom; a big window shows hour and weather."""

from collections.abc import Sequence

import skia

from train.world.palette import mix, rgb
from train.world.places.land import Land
from train.world.places.parts import dot, line
from train.world.places.view import Rect, view
from train.world.shapes import PAGE, blob, box, join, merged, oval, poly, star


def room(
    land: Land,
    window: Rect,
    *,
    wall: tuple[str, str],
    floor: tuple[str, str],
    frame: str = "fff6e6",
    boards: str | None = None,
) -> None:
    """Wall with a window, skirting board and floor."""
    left, top, right, bottom = window
    view(land, window)
    around = skia.Op(box(-8, -8, PAGE + 8, 204), box(*window), skia.kDifference_PathOp)
    land.fill(around, *wall, shadow=0.8, line=0.6)
    rim = skia.Op(
        box(left - 6, top - 6, right + 6, bottom + 6, 3), box(*window), skia.kDifference_PathOp
    )
    land.fill(rim, frame, shadow=0.5)
    middle = (left + right) / 2
    land.fill(box(middle - 1.8, top, middle + 1.8, bottom), frame, shadow=0.3, line=0.4)
    land.fill(box(left - 11, bottom + 3, right + 11, bottom + 11, 2), frame, shadow=0.6)
    land.fill(box(-8, 190, PAGE + 8, 264), *floor, shadow=0.6)
    if boards:
        for row, y in enumerate((204, 222, 244)):
            line(land, boards, 1.6, (-8, y), (264, y), alpha=0.5)
            for x in range(-20 + 34 * (row % 2), 270, 84):
                line(land, boards, 1.6, (x, y), (x, y + 20), alpha=0.4)
    land.fill(box(-8, 185, PAGE + 8, 193), frame, shadow=0.4, line=0.5)
    if land.weather in ("clear", "wind") and land.time != "night":
        sun = {"morning": "fff2b0", "day": "fffbe0", "evening": "ffb066"}[land.time]
        patch = poly((148, 212), (214, 212), (196, 248), (120, 248))
        land.brush.plain(patch, rgb(sun), 0.34, 1.5)


def curtains(land: Land, window: Rect, code: str, to: str) -> None:
    """Two gathered curtains on a rod."""
    left, top, right, bottom = window
    line(land, "8a5a38", 4.0, (left - 16, top - 9), (right + 16, top - 9))
    for x, side in ((left - 10, 1), (right + 10, -1)):
        cloth = blob((x - side * 5, top - 8), (x + side * 26, top - 8), (x + side * 18, top + 30),
                     (x + side * 2, top + (bottom - top) * 0.6), (x + side * 10, bottom + 8),
                     (x - side * 8, bottom + 8))  # fmt: skip
        land.fill(cloth, code, to)
        band = top + (bottom - top) * 0.6
        line(land, "ffe27a", 4.0, (x - side * 8, band), (x + side * 4, band))


def lamp(land: Land, x: float, y: float, code: str, size: float = 1.0) -> None:
    """A hanging or standing lampshade at (x, y) that shines in the dark."""
    lit = land.light.lamps
    if lit:
        land.brush.halo(x, y + 8 * size, 74 * size, rgb("ffd66b"), 0.85 * lit)
    shade = poly((x - 9 * size, y - 10 * size), (x + 9 * size, y - 10 * size),
                 (x + 19 * size, y + 10 * size), (x - 19 * size, y + 10 * size))  # fmt: skip
    colour = mix(land.on(code), mix(rgb(code), rgb("fff0a0"), 0.55), lit)
    land.brush.fill(shade, colour)
    bulb = mix(land.on("fff6d8"), rgb("fff3a0"), lit)
    land.brush.fill(oval(x, y + 12 * size, 6 * size, 4 * size), bulb, shadow=0, line=0.4)


def books(land: Land, left: float, right: float, base: float, high: float, first: int = 0) -> None:
    """A row of books standing on a shelf at `base`."""
    codes = ("e4483f", "f2b632", "3f8fd0", "5fb05a", "a05fc4", "f08a4a", "2f9a94", "f0e2c0")
    x, i = left, first
    while x + 8 <= right:
        wide = (9.0, 7.0, 10.0)[i % 3]
        top = base - high * (0.92, 0.74, 0.84, 0.66)[i % 4]
        code = codes[(i * 3) % len(codes)]
        land.fill(box(x, top, min(x + wide, right), base, 1), code, shadow=0.3, line=0.6)
        x, i = x + wide + 0.6, i + 1


def bookcase(land: Land, left: float, right: float, rows: Sequence[float], base: float) -> None:
    """A bookcase; `rows` are the y of its shelf boards, from the top."""
    land.fill(box(left, rows[0] - 5, right, base), "7a4a2a", "5d361f")
    land.fill(box(left + 5, rows[0], right - 5, base - 4), "46281a", shadow=0, line=0.4)
    for i, (a, b) in enumerate(zip(rows, (*rows[1:], base), strict=True)):
        books(land, left + 6, right - 5, b - 3, b - a - 8, first=i * 5)
        land.fill(box(left, b - 4, right, b), "8f5a34", shadow=0.3, line=0.5)


def kitchen(land: Land) -> None:
    """A yellow kitchen: stove, pots and a chequered floor."""
    window = (138.0, 20.0, 238.0, 112.0)
    room(land, window, wall=("ffdf8a", "ffc866"), floor=("fff0d8", "f2d2a8"))
    for row, (y, h) in enumerate(((193, 15), (208, 20), (228, 28))):
        for x in range(-14, 270, 56):
            off = 28 if row % 2 else 0
            land.brush.plain(box(x + off, y, x + off + 28, y + h), land.on("f0946a"), 0.55)
    curtains(land, window, "f0503f", "d83a38")
    land.fill(box(-8, 74, 40, 206, 4), "8fd8cf", "5fb8b5")
    line(land, "3f8f90", 2.2, (-8, 116), (40, 116))
    for y0, y1 in ((92, 108), (124, 152)):
        line(land, "f5fbfa", 4.0, (32, y0), (32, y1))
    line(land, "6b4a3a", 3.6, (52, 40), (128, 40))
    for x, r in ((66, 12), (94, 15), (120, 10)):
        line(land, "6b4a3a", 2.4, (x, 40), (x, 56))
        land.fill(oval(x, 56 + r, r), "d9763a", "a84f2a")
        dot(land, "ffb37a", x + r * 0.3, 52 + r, r * 0.32)
    land.fill(box(108, 146, 176, 200), "3fa79f", "2f8a86")
    for x in (125, 159):
        land.fill(box(x - 13, 156, x + 13, 192, 2), "57bfb5", shadow=0.3, line=0.5)
        dot(land, "fff0c0", x + 8, 166, 2.4)
    land.fill(box(104, 140, 264, 149, 2), "b5773f", "96602f")
    land.fill(box(178, 140, 244, 206, 3), "f6f6f4", "d5d9de")
    land.fill(box(178, 138, 244, 150, 2), "4a4a58")
    fire = box(188, 164, 234, 194, 4)
    land.brush.halo(211, 180, 44, rgb("ff9a3a"), 0.5)
    land.brush.fill(fire, rgb("ffb03a"), to=rgb("f0602a"), shadow=0)
    for x in (190, 211, 232):
        dot(land, "e8483f", x, 157, 3)
    for x, y in ((206, 96), (216, 82)):
        land.brush.plain(oval(x, y + 14, 8, 6), (1, 1, 1), 0.6, 2.0)
    land.fill(box(192, 116, 230, 139, 5), "3f78c4", "2c5a9a")
    land.fill(box(188, 113, 234, 119, 3), "5a92da")
    dot(land, "2c3a5a", 211, 110, 4)
    land.fill(box(246, 150, 264, 206), "3fa79f", "2f8a86")
    lamp(land, 94, 14, "e8483f", 0.9)


def library(land: Land) -> None:
    """Walls of books, an armchair and a red carpet."""
    window = (144.0, 22.0, 232.0, 122.0)
    room(land, window, wall=("4f7a5c", "3f6650"), floor=("a8683c", "7a4628"), frame="c99a5a")
    bookcase(land, -10, 112, (8, 42, 76, 110, 144), 196)
    bookcase(land, 246, 272, (8, 42, 76, 110, 144), 196)
    bookcase(land, 118, 246, (146,), 196)
    carpet = poly((-8, 214), (264, 214), (264, 262), (-8, 262))
    land.fill(carpet, "c4323a", "96222f", shadow=0.3)
    line(land, "ffc95a", 3.0, (-8, 220), (264, 220))
    for x0, x1 in ((26, 44),):
        line(land, "e0a868", 4.4, (x0, 10), (x0 - 12, 214))
        line(land, "e0a868", 4.4, (x1, 10), (x1 + 6, 214))
        for k in range(7):
            y = 34 + k * 26
            line(land, "e0a868", 3.6, (x0 - 1 - (y - 10) * 0.058, y), (x1 + (y - 10) * 0.03, y))
    chair = blob((190, 218), (188, 168), (200, 138), (226, 132), (250, 140), (258, 170), (256, 220))
    land.fill(chair, "e8803a", "b8542a")
    land.fill(box(198, 182, 250, 206, 8), "ffa85a", "e0803f")
    for x in (192, 254):
        land.fill(box(x - 9, 172, x + 9, 222, 9), "d86f30", "a84a24")
    line(land, "5a3a24", 4.0, (134, 146), (134, 128))
    lamp(land, 134, 120, "3fae7a", 0.85)


def bedroom(land: Land) -> None:
    """A lilac bedroom with a bed under a patchwork quilt."""
    window = (136.0, 22.0, 236.0, 112.0)
    room(land, window, wall=("c3b8f2", "aea2e6"), floor=("e0b088", "b8825c"), boards="9a6a44")
    for sx, sy in ((16, 30), (60, 18), (104, 36), (44, 62), (90, 74), (14, 84), (122, 92)):
        land.brush.plain(star(sx, sy, 6.5, 5, 0.5), land.on("fff3b8"), 0.9)
    curtains(land, window, "5f8af0", "4468cf")
    land.fill(oval(92, 232, 84, 19), "ffb3cc", "f58fb0", shadow=0.4)
    land.brush.stroke(oval(92, 232, 70, 14), land.on("fff0f5"), 2.6, 0.8)
    for post, top in ((244, 116), (126, 156)):
        land.fill(box(post, top, post + 15, 218, 6), "a8683c", "7f4a2a")
        land.fill(oval(post + 7.5, top, 9.5), "c4824a")
    land.fill(box(136, 196, 250, 208, 3), "8f5630")
    land.fill(box(140, 170, 248, 198, 8), "fffaf0", "e8dcd6")
    pillow = blob((204, 170), (210, 154), (226, 151), (243, 156), (246, 170), (226, 175))
    land.fill(pillow, "ffffff", "e5e0f0")
    quilt = blob((137, 176), (146, 163), (180, 160), (210, 166), (218, 180), (216, 206), (140, 206))
    land.fill(quilt, "ff7a9a", "e85a82")
    codes = ("ffd65a", "6fc0f0", "8fdc7a", "fff0e0")
    for row in range(2):
        for column in range(4):
            x, y = 142 + column * 18.5, 168 + row * 18.5
            code = codes[(row * 3 + column + row) % 4]
            land.fill(box(x, y, x + 15, y + 15, 3), code, shadow=0.2, line=0.5)
    land.fill(box(0, 150, 46, 206, 3), "c4824a", "96602f")
    land.fill(box(6, 166, 40, 184, 2), "d99a5c", shadow=0.2, line=0.5)
    dot(land, "fff0c0", 23, 175, 3)
    line(land, "8a5a38", 5.0, (22, 150), (22, 128))
    lamp(land, 22, 120, "ff9f4a", 1.05)


def classroom(land: Land) -> None:
    """A mint classroom with blackboard, desk, globe and apple."""
    window = (146.0, 22.0, 238.0, 114.0)
    room(land, window, wall=("d2f2e2", "b5e3d2"), floor=("f0bd78", "cf9250"), boards="a86e34")
    land.fill(box(2, 30, 128, 122, 3), "c98a4a", "a86a34")
    land.fill(box(9, 37, 121, 115), "2c6650", "22543f", shadow=0)
    chalk = land.on("f6fff4")
    land.brush.stroke(oval(34, 60, 11), chalk, 2.6, 0.95)
    for dx, dy in ((0, -17), (14, -10), (17, 4), (-14, -10), (-17, 4), (0, 17)):
        line(
            land, "f6fff4", 2.4, (34 + dx * 0.85, 60 + dy * 0.85), (34 + dx * 1.15, 60 + dy * 1.15)
        )
    house = join(
        poly((80, 60), (80, 82), (104, 82), (104, 60)),
        poly((76, 62), (92, 46), (108, 62), closed=False),
    )
    land.brush.stroke(house, land.on("ffd6e0"), 2.6, 0.95)
    wave = blob((20, 98), (34, 92), (48, 99), (62, 92), (76, 99), (90, 92), (106, 98), closed=False)
    land.brush.stroke(wave, land.on("bfe6ff"), 2.8, 0.95)
    land.fill(box(14, 118, 112, 124, 2), "e0a868", shadow=0.4)
    for x, code in ((30, "ffffff"), (46, "ff9fb5"), (62, "ffe27a")):
        land.fill(box(x, 114, x + 10, 118, 1.5), code, shadow=0, line=0.4)
    for i, code in enumerate(("ff6b5e", "ffc93c", "4fb8f0", "8fd04f", "c47af0")):
        x = 10 + i * 27
        land.fill(poly((x, 4), (x + 20, 4), (x + 10, 22)), code, shadow=0.4, line=0.6)
    for x in (158, 246):
        land.fill(box(x - 5, 166, x + 5, 216, 2), "b5703a", "8f5226")
    land.fill(box(146, 156, 262, 170, 3), "e29a52", "c47a38")
    land.fill(box(170, 170, 236, 200, 2), "d0873f", "b06a30")
    land.fill(box(206, 148, 226, 156, 2), "8f5226")
    globe = oval(216, 132, 19)
    land.fill(globe, "4fa8f0", "2f7ad0")
    for part in (
        blob((204, 122), (216, 116), (222, 126), (212, 136)),
        blob((220, 134), (232, 130), (232, 144), (222, 148)),
    ):
        land.brush.plain(skia.Op(part, globe, skia.kIntersect_PathOp), land.on("6fc95a"))
    ring = blob((230, 114), (240, 130), (234, 148), (218, 153), closed=False)
    land.brush.stroke(ring, land.on("c98a2a"), 3.2)
    for i, code in enumerate(("e4483f", "3f8fd0", "f2b632")):
        land.fill(
            box(152 + i, 149 - i * 7, 184 - i * 2, 156 - i * 7, 1.5), code, shadow=0.3, line=0.5
        )
    apple = merged(join(oval(191, 149, 7), oval(197, 149, 7)))
    land.fill(apple, "f0342f")
    line(land, "4f8a2f", 2.6, (194, 143), (197, 137))
    lamp(land, 136, 8, "ffb53a", 0.8)
