"""Busy places: market, train station, city."""

import skia

from train.world.palette import mix, rgb
from train.world.places.land import Land
from train.world.places.parts import cap, cold, dot, glow, grid, line
from train.world.shapes import blob, box, join, merged, oval, poly


def market(land: Land) -> None:
    """Striped awnings over crates of fruit, flags above the square."""
    for left, right, top in ((-8, 70, 92), (70, 140, 80), (140, 264, 88)):
        land.fill(box(left, top, right, 190), "ffe4bd", "f5c592", 0.2)
        land.roof(left + 4, right - 4, top + 3, top - 22, "c9694a")
        for share in (0.25, 0.75):
            land.window(left + (right - left) * share, top + 20, 11, 14)
    land.soil(((-8, 186), (80, 184), (170, 186), (264, 184)), "f0ab80", "c4735a")
    stall(land, 80, 142, 142, 194, "3fb9b0", ("ff5a4a", "ffc93c", "7fce4f"))
    stall(land, -16, 62, 128, 210, "f5b81f", ("8ad04f", "ff7a2e", "e8484f"))
    stall(land, 150, 266, 106, 218, "e8392f", ("ff8a1f", "e8342f", "7fc63f"))
    y, dip = 18, 34
    low = y + dip * 0.72
    rope = blob((-10, y), (58, low), (128, y + dip), (198, low), (266, y), closed=False)
    land.brush.stroke(rope, land.on("7a5a4a"), 1.8)
    for i, x in enumerate(range(2, 262, 28)):
        at = y + dip * (1 - ((x - 128) / 138) ** 2)
        code = ("ff5a5a", "ffd23f", "4fb8f0", "8fd04f", "c47af0")[i % 5]
        flag = poly((x - 8, at - 1), (x + 8, at - 1), (x, at + 17))
        land.fill(flag, code, shadow=0.4, line=0.6)
        if land.light.lamps:
            glow(land, x + 14, at + 3, 20, 0.9)
            land.brush.plain(oval(x + 14, at + 3, 3.4), rgb("fff0a0"), land.light.lamps)


def stall(
    land: Land,
    left: float,
    right: float,
    top: float,
    base: float,
    code: str,
    fruit: tuple[str, ...],
) -> None:
    """A market stall: awning in stripes of `code` and white, fruit in crates."""
    wide, high = right - left, base - top
    for x in (left + 4, right - 4):
        line(land, "7a4f30", 4.5, (x, top), (x, base))
    counter = base - high * 0.36
    glow(land, (left + right) / 2, counter - high * 0.2, wide * 0.6, 0.8)
    count = len(fruit)
    step = wide / count
    for i, colour in enumerate(fruit):
        x = left + step * (i + 0.5)
        r = step * 0.17
        heap = [(-1.6, 0), (0, 0), (1.6, 0), (-0.8, -1.4), (0.8, -1.4)]
        pile = join(*(oval(x + dx * r, counter - r * 0.5 + dy * r, r) for dx, dy in heap))
        land.fill(merged(pile), colour, shadow=0.4, line=0.7)
    land.fill(box(left, counter, right, base, 2), "b5773f", "8a5530")
    line(
        land,
        "8a5530",
        2.0,
        (left, counter + (base - counter) / 2),
        (right, counter + (base - counter) / 2),
    )
    deep = high * 0.30
    stripes = 6
    w = wide / stripes
    for i in range(stripes):
        a, b = left - 4 + i * (w + 8 / stripes), left - 4 + (i + 1) * (w + 8 / stripes)
        strip = join(box(a, top, b, top + deep), oval((a + b) / 2, top + deep, (b - a) / 2, 7))
        land.fill(merged(strip), code if i % 2 == 0 else "fff8ea", shadow=0.5, line=0.7)
    cap(land, left - 4, right + 4, top + 2, 8)


def station(land: Land) -> None:
    """A steam engine at the platform, the station clock on its post."""
    land.soil(((-8, 140), (70, 124), (150, 142), (264, 128)), "a9d6b8", "bfe0c4", 0.4)
    land.soil(((-8, 160), (80, 154), (170, 160), (264, 154)), "93c47a", "7ab06a", 0.2)
    for x, y, r in ((126, 86, 13), (112, 66, 17), (90, 46, 21), (62, 30, 24)):
        puff = join(
            oval(x, y, r), oval(x - r * 0.9, y + r * 0.3, r * 0.7), oval(x + r, y + 3, r * 0.6)
        )
        land.brush.plain(merged(puff), mix(land.on("ffffff"), rgb("ffffff"), 0.2), 0.92)
    land.fill(box(-8, 182, 264, 206), "8f857f", "6f6664")
    for x in range(-4, 264, 22):
        land.fill(box(x, 186, x + 12, 192), "5d4334", shadow=0, line=0.4)
    line(land, "d5dae0", 3.4, (-8, 187), (264, 187))
    engine(land)
    land.fill(box(-8, 108, 44, 186), "f6d9b4", "e5b98a")
    land.roof(-8, 44, 110, 84, "b5473c")
    for x in (6, 30):
        land.window(x, 132, 13, 18)
    land.fill(box(8, 156, 28, 186, 3), "6d4327")
    land.soil(((-8, 200), (80, 199), (170, 200), (264, 199)), "dcd7d6", "a39da6")
    stripe = box(-8, 206, 264, 213)
    land.brush.plain(stripe, land.on("ffcf1f"), 0.95 if not land.snow else 0.45)
    x = 228
    land.fill(box(x - 3.5, 100, x + 3.5, 236), "4a4458")
    glow(land, x, 84, 54, 0.8)
    land.fill(oval(x, 84, 23), "4a4458")
    face = mix(land.on("fffdf2"), rgb("fff0b0"), land.light.lamps)
    land.brush.fill(oval(x, 84, 18), face, shadow=0, line=0.5)
    line(land, "4a3a4a", 3.2, (x, 84), (x, 72))
    line(land, "4a3a4a", 3.2, (x, 84), (x + 9, 88))
    if land.snow:
        land.fill(
            blob((x - 18, 68), (x - 8, 58), (x, 56), (x + 8, 58), (x + 18, 68), (x, 63)), "ffffff"
        )


def engine(land: Land) -> None:
    """The steam engine, looking left, with its first coach."""
    land.fill(box(218, 120, 270, 172, 4), "e8a53a", "c9812a")
    land.window(240, 138, 18, 18)
    cap(land, 218, 270, 120)
    land.fill(poly((108, 190), (128, 168), (142, 168), (142, 190)), "d8362f")
    land.fill(box(118, 126, 176, 172, 14), "1f8a8f", "136a74")
    for x in (136, 152):
        line(land, "ffc93c", 3.4, (x, 127), (x, 171))
    land.fill(poly((122, 98), (142, 98), (138, 128), (126, 128)), "3a3a52")
    land.fill(box(119, 94, 145, 102, 3), cold(land, "d8362f"))
    land.fill(blob((150, 128), (152, 114), (160, 110), (168, 114), (170, 128)), "ffc93c", "d89a20")
    land.fill(box(172, 98, 216, 174, 3), "1f8a8f", "136a74")
    land.fill(box(166, 90, 222, 101, 4), cold(land, "d8362f"))
    land.window(194, 120, 24, 22)
    land.fill(box(112, 164, 222, 176, 4), "d8362f")
    glow(land, 118, 146, 44, 0.9)
    lamp = mix(land.on("fff3c4"), rgb("ffe66b"), land.light.lamps)
    land.brush.fill(oval(118, 146, 7.5), lamp)
    for x, r in ((148, 11), (172, 11), (202, 14), (246, 11)):
        land.fill(oval(x, 190 - r, r), "3a3a52")
        dot(land, "ffc93c", x, 190 - r, r * 0.42)


def city(land: Land) -> None:
    """Glass towers, a yellow taxi and a traffic light on a grey street."""
    for left, right, top in (
        (-8, 30, 74),
        (30, 62, 96),
        (62, 100, 66),
        (100, 130, 88),
        (128, 166, 70),
    ):
        land.fill(box(left, top, right, 200), "7fa8cf", "a5c4dd", 0.5)
        cap(land, left + 2, right - 2, top)
    towers = (
        (-14, 42, 42, 3, 8, "4f8fb5", "35698f"),
        (44, 86, 92, 3, 5, "e08a5a", "b5644a"),
        (144, 182, 70, 2, 6, "56b0a8", "3a857f"),
        (180, 222, 16, 3, 9, "5a78c4", "3c5596"),
        (222, 272, 58, 3, 7, "8a6fb8", "654f94"),
    )
    for left, right, top, columns, rows, code, to in towers:
        land.fill(box(left, top, right, 196), code, to)
        cap(land, left, right, top)
        panes = grid(left + 2, top + 4, right - 2, 178, columns, rows)
        glass = mix(land.on("d4f0fa"), rgb("ffdf72"), land.light.lamps)
        land.brush.plain(panes, glass, 0.95)
    line(land, "3c5596", 3.0, (201, 16), (201, -6))
    land.soil(((-8, 188), (80, 187), (170, 188), (264, 187)), "c9ccd8", "b0b3c4")
    land.soil(((-8, 202), (80, 201), (170, 202), (264, 201)), "747a92", "4f546c")
    for x in range(-14, 270, 46):
        stripe = poly((x, 252), (x + 8, 240), (x + 34, 240), (x + 28, 252))
        land.brush.plain(stripe, land.on("f6f6fa"), 0.75 if not land.snow else 0.3)
    taxi(land, 60, 206)
    x = 230
    land.fill(box(x - 4, 150, x + 4, 238), "3a3a4c")
    land.fill(box(x - 14, 92, x + 14, 158, 8), "3a3a4c")
    cap(land, x - 12, x + 12, 92)
    for y, code, on in ((104, "ff3b30", 0.35), (125, "ffc21f", 0.35), (146, "35d06a", 1.0)):
        shine = max(on, 0.6)
        if on == 1.0:
            land.brush.halo(x, y, 22, rgb(code), 0.5)
        land.brush.fill(oval(x, y, 8.4), mix(rgb("3a3a4c"), rgb(code), shine), shadow=0, line=0.5)


def taxi(land: Land, x: float, base: float) -> None:
    """A yellow taxi looking left."""
    cabin = ((-20, 24), (-12, 38), (16, 38), (28, 24), (4, 20))
    land.fill(blob(*((x + dx, base - up) for dx, up in cabin)), cold(land, "ffc21f"))
    pane = mix(land.on("bfe6f5"), rgb("ffe9a0"), land.light.lamps * 0.8)
    for a, b in ((-12, 1), (5, 18)):
        land.brush.plain(box(x + a, base - 35, x + b, base - 24, 3), pane)
    body = skia.Op(box(x - 40, base - 25, x + 38, base - 6, 8), skia.Path(), skia.kUnion_PathOp)
    land.fill(body, "ffc21f", "f09a10")
    for dx in (-22, 20):
        land.fill(oval(x + dx, base - 5, 8.5), "33303f")
        dot(land, "d5d8e0", x + dx, base - 5, 3.6)
    glow(land, x - 40, base - 16, 26, 0.9)
    dot(land, "fff6d0", x - 38, base - 17, 3.4)
