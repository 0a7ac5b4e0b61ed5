"""The first six landscapes: forest, meadow, beach, village, mountains, castle."""

from train.world.palette import mix, rgb
from train.world.places.land import Land
from train.world.shapes import blob, box, join, merged, oval, poly, star, thick


def forest(land: Land) -> None:
    s = land.shift
    for i, x in enumerate((6, 40, 74, 108, 142, 176, 210, 244)):
        land.pine(x + s, 160, (84, 100, 90)[i % 3], "4f9a6c", far=0.58)
    land.soil(((-8, 160), (60, 152), (140, 158), (264, 150)), "6fb060", "4f9a4a", far=0.2)
    for i, x in enumerate((-2, 30, 66, 190, 226, 258)):
        land.pine(x - s, 178, (120, 138)[i % 2], "2f8a55", far=0.2)
    land.soil(((-8, 184), (70, 176), (150, 184), (264, 176)), "62b04a", "2f7a38")
    path = blob((118, 180), (138, 180), (150, 204), (200, 262), (60, 262), (104, 206))
    land.fill(
        path,
        "f2f6fd" if land.snow else "dcb67c",
        "cfdff2" if land.snow else "b98a52",
        shadow=0.4,
        line=0.6,
    )
    land.pine(226 + s, 226, 176, "1e6b43")
    land.pine(12 + s * 0.5, 232, 150, "1a6440")
    for x, y in ((196, 236), (226, 246)):
        land.fill(box(x - 4, y - 10, x + 4, y + 3, 3), "fff0d8")
        land.fill(blob((x - 13, y - 9), (x, y - 24), (x + 13, y - 9), (x, y - 7)), "f04438")
        for dx in (-5, 4):
            land.brush.plain(oval(x + dx, y - 14, 2.2), land.on("ffffff"))


def meadow(land: Land) -> None:
    s = land.shift
    land.soil(
        ((-8, 132), (50, 118), (120, 140), (200, 116), (264, 128)), "8fc99a", "a9d8a2", far=0.45
    )
    land.soil(((-8, 160), (80, 142), (170, 156), (264, 138)), "8ed05c", "6cb84a", far=0.12)
    x = 196 + s
    land.fill(box(x - 24, 122, x + 24, 156), "fff0d2", "f2d3a4")
    land.roof(x - 24, x + 24, 124, 92, "e2493f")
    land.window(x - 11, 137, 12, 13)
    land.fill(box(x + 4, 132, x + 16, 156, 4), "8a5530")
    tx = 48 - s
    land.fill(thick(poly((tx, 120), (tx, 172), closed=False), 11), "80532f")
    crown = join(
        oval(tx - 17, 116, 20), oval(tx + 17, 116, 20), oval(tx, 98, 25), oval(tx, 118, 22)
    )
    land.fill(
        merged(crown), "f4f9ff" if land.snow else "58b845", "8fb8a0" if land.snow else "2f9440"
    )
    land.soil(((-8, 182), (70, 172), (160, 182), (264, 168)), "74cc3f", "3f9a34")
    colours = ("ff5f7e", "ffd43b", "ffffff", "b56cf0", "ff8a3d")
    spots = (
        (14, 206),
        (38, 232),
        (70, 246),
        (190, 246),
        (218, 212),
        (242, 238),
        (24, 252),
        (164, 200),
        (244, 196),
    )
    for i, (fx, fy) in enumerate(spots):
        stem = poly((fx, fy), (fx, fy + 13), closed=False)
        land.brush.stroke(stem, land.on("2f8434"), 2.4)
        petals = join(
            *(
                oval(fx + dx, fy + dy, 4.6)
                for dx, dy in ((0, -5), (5, -1), (3, 5), (-3, 5), (-5, -1))
            )
        )
        land.fill(merged(petals), colours[(i + int(s / 8) + 1) % 5], shadow=0.4, line=0.6)
        land.brush.plain(oval(fx, fy, 3.1), land.on("ffb703"))


def beach(land: Land) -> None:
    s = land.shift
    land.fill(box(-8, 138, 264, 200), "1f86c8", "4cd0d6", far=0.08)
    for y, x0, x1 in ((147, 20, 92), (154, 120, 214), (163, 60, 150), (166, 196, 250)):
        land.brush.stroke(poly((x0 + s, y), (x1 + s, y), closed=False), land.on("d9f7ff"), 1.8, 0.6)
    bx = 84 + s
    land.fill(poly((bx - 24, 146), (bx + 24, 146), (bx + 15, 157), (bx - 15, 157)), "d9463a")
    land.fill(poly((bx - 2, 96), (bx - 2, 143), (bx - 28, 143)), "fff6e6")
    land.fill(poly((bx + 2, 88), (bx + 2, 143), (bx + 25, 143)), "ffd35c")
    land.soil(((-8, 176), (60, 186), (140, 178), (200, 186), (264, 176)), "e9fbff", "ffffff")
    land.soil(((-8, 184), (60, 194), (140, 186), (200, 194), (264, 184)), "ffe2a0", "eebd68")
    x = 214 + s * 0.6
    trunk = blob((x + 14, 226), (x + 8, 180), (x - 2, 140), (x - 12, 104), closed=False)
    land.fill(thick(trunk, 11), "a9713f")
    leaves = (
        ((-14, 100), (-38, 84), (-66, 104)),
        ((-14, 100), (-40, 108), (-54, 136)),
        ((-12, 98), (12, 78), (42, 98)),
        ((-12, 98), (16, 106), (30, 134)),
        ((-12, 98), (-14, 66), (-34, 54)),
    )
    for (ax, ay), (mx, my), (ex, ey) in leaves:
        leaf = blob(
            (x + ax, ay - 3), (x + mx, my - 9), (x + ex, ey), (x + mx + 1, my + 8), (x + ax, ay + 4)
        )
        land.fill(leaf, "e6f3ef" if land.snow else "2fae55", "168a4a")
    land.fill(join(oval(x - 17, 107, 6), oval(x - 6, 109, 6)), "7a4a2a")
    sx = 42 + s
    land.fill(star(sx, 234, 14, 5, 0.5), "ff7a59")
    land.fill(
        blob((208, 244), (214, 230), (224, 226), (234, 230), (240, 244), (224, 249)), "ffc2cf"
    )


def village(land: Land) -> None:
    s = land.shift
    land.soil(((-8, 140), (80, 120), (170, 132), (264, 116)), "8cc7a0", "a0d2ac", far=0.5)
    rows = (
        (-22, 28, 92, "f6c667", "b5473c"),
        (30, 74, 106, "e88f86", "7a4a5c"),
        (76, 122, 84, "9fd3c7", "c05a3c"),
        (124, 166, 104, "f3a65a", "6b4a6b"),
        (168, 218, 80, "f6b8c6", "b5473c"),
        (220, 270, 98, "a7c6ec", "7a4a5c"),
    )
    for left, right, top, wall, roof in rows:
        a, b = left + s, right + s
        land.fill(box(a, top, b, 186), wall, far=0.06)
        land.roof(a, b, top + 3, top - 30, roof)
        middle = (a + b) / 2
        for wx in (middle - 11, middle + 11):
            land.window(wx, top + 22, 12, 16)
        land.fill(box(middle - 8, 156, middle + 8, 186, 7), "6d4327")
        land.window(middle + 17, 162, 8, 11)
    land.soil(((-8, 182), (80, 181), (170, 182), (264, 181)), "d9c5ad", "a68f83")
    if not land.snow:
        for y, off in ((200, 0), (222, 22), (244, 6)):
            for stone in range(-10, 266, 44):
                land.brush.plain(oval(stone + off, y, 15, 5), land.on("f1e2cc"), 0.55)
    x = 236 - s * 0.5
    land.fill(thick(poly((x, 232), (x, 112), closed=False), 6), "3a3348")
    if land.light.lamps:
        land.brush.halo(x, 102, 56, rgb("ffc64a"), 0.85 * land.light.lamps)
    lamp = mix(land.on("f5efd8"), rgb("ffe27a"), land.light.lamps)
    land.brush.fill(poly((x - 11, 92), (x + 11, 92), (x + 7, 114), (x - 7, 114)), lamp)
    land.fill(poly((x - 15, 93), (x, 80), (x + 15, 93)), "3a3348")


def mountains(land: Land) -> None:
    s = land.shift
    far = (
        (-30.0, 128.0, 78.0, 0.62),
        (40.0, 130.0, 62.0, 0.55),
        (120.0, 130.0, 80.0, 0.6),
        (250.0, 140.0, 66.0, 0.55),
    )
    for x, half, top, haze in far:
        land.fill(poly((x - half, 190), (x, top), (x + half, 190)), "6f83b8", far=haze)
        cap = poly(
            (x, top),
            (x + half * 0.22, top + 24),
            (x + half * 0.05, top + 18),
            (x - half * 0.06, top + 27),
            (x - half * 0.2, top + 22),
        )
        land.fill(cap, "ffffff", far=0.25, shadow=0.2, line=0.5)
    x, top = 186 + s, 30.0
    land.fill(poly((x - 100, 196), (x, top), (x + 104, 196)), "6a78a8", "8d9cc4", far=0.12)
    land.brush.plain(
        poly((x, top), (x + 104, 196), (x + 20, 196), (x - 8, 104)), land.on("4b568a"), 0.55
    )
    cap = poly(
        (x, top),
        (x + 36, top + 60),
        (x + 20, top + 50),
        (x + 8, top + 66),
        (x - 8, top + 50),
        (x - 20, top + 64),
        (x - 36, top + 60),
    )
    land.fill(cap, "ffffff", shadow=0.4, line=0.8)
    land.soil(((-8, 172), (60, 156), (140, 174), (264, 158)), "86bf7a", "6aa866", far=0.15)
    for i, px in enumerate((16, 46, 214, 244)):
        land.pine(px - s, 190, (64, 78)[i % 2], "2f7f5f", far=0.08)
    land.soil(((-8, 188), (80, 180), (170, 190), (264, 180)), "8fcf5c", "4f9a48")
    for rx, ry, size in ((30, 240, 22), (228, 232, 26)):
        rock = poly(
            (rx - size, ry + 6),
            (rx - size * 0.7, ry - size * 0.6),
            (rx, ry - size * 0.9),
            (rx + size * 0.8, ry - size * 0.4),
            (rx + size, ry + 6),
        )
        land.fill(rock, "b3b3c6", "7f7f9c")


def castle(land: Land) -> None:
    s = land.shift
    land.soil(((-8, 140), (60, 128), (150, 146), (264, 126)), "8fc4a8", "a4d3ae", far=0.5)
    x = 184 + s
    land.soil(((-8, 172), (80, 164), (150, 150), (264, 148)), "86c667", "62ab52", far=0.1)
    towers = ((-44, 28, 84), (44, 28, 84), (0, 36, 58))
    for dx, width, top in towers:
        left, right = x + dx - width / 2, x + dx + width / 2
        land.fill(box(left, top, right, 166), "efe3f2", "cbb6d9")
        pole = poly((x + dx, top - 40), (x + dx, top - 56), closed=False)
        land.brush.stroke(pole, land.on("6b4a6b"), 2.2)
        land.fill(
            poly((x + dx, top - 57), (x + dx + 17, top - 51), (x + dx, top - 45)),
            "ffc933",
            shadow=0.3,
            line=0.6,
        )
        land.roof(left, right, top + 2, top - 40, "5b6fd0")
        land.window(x + dx, top + 20, 10, 17)
    land.fill(box(x - 48, 116, x + 48, 172), "e2d2ea", "bfa7cf")
    merlons = join(*(box(x - 48 + i * 16, 107, x - 38 + i * 16, 120) for i in range(7)))
    land.fill(merlons, "f7f2fb" if land.snow else "e2d2ea", shadow=0.4, line=0.6)
    land.fill(box(x - 15, 134, x + 15, 184, 14), "6d4327")
    for dx in (-32, 32):
        land.window(x + dx, 140, 10, 14)
    land.soil(((-8, 186), (70, 178), (150, 176), (264, 172)), "7ccb4e", "3f9440")
    path = blob((x - 14, 175), (x + 14, 175), (x - 6, 206), (110, 264), (30, 264), (100, 212))
    land.fill(
        path,
        "f2f6fd" if land.snow else "f0d9a8",
        "d3e1f3" if land.snow else "d8b57c",
        shadow=0.4,
        line=0.6,
    )
    for bx, by, size in ((14, 214, 22), (240, 226, 26)):
        land.fill(
            blob(
                (bx - size, by + 10),
                (bx - size * 0.6, by - size * 0.5),
                (bx, by - size * 0.8),
                (bx + size * 0.7, by - size * 0.4),
                (bx + size, by + 10),
                (bx, by + 14),
            ),
            "eef5fb" if land.snow else "4aa84a",
            "2c7f3c",
        )
