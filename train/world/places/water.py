"""Places by the water: lighthouse, harbour, river, lake."""

import skia

from train.world.palette import mix, rgb
from train.world.places.land import Land
from train.world.places.parts import (
    cold,
    dot,
    flower,
    glow,
    line,
    reeds,
    rock,
    tree,
    water,
    waves,
)
from train.world.shapes import blob, box, join, merged, oval, poly, thick


def lighthouse(land: Land) -> None:
    """A red and white tower on a cliff over the dark sea."""
    water(land, 142, 216, "13688f", "2fa5b0", 0.05)
    waves(
        land, ((8, 152, 40), (76, 158, 46), (20, 170, 36), (96, 176, 40), (40, 188, 50)), "d9f7ff"
    )
    land.fill(poly((22, 148), (56, 148), (50, 156), (28, 156)), "f2efe6")
    land.fill(poly((40, 116), (40, 145), (24, 145)), "ff8a5c")
    cliff = blob((150, 214), (158, 188), (176, 176), (184, 162), (214, 156), (270, 160), (272, 230),
                 (210, 232))  # fmt: skip
    land.fill(cliff, cold(land, "8d86a8", "eef3fc"), "5d5580")
    x, low, high = 212.0, 164.0, 66.0

    def half(y: float) -> float:
        return 14 + 10 * (y - high) / (low - high)

    steps = 5
    for i in range(steps):
        a, b = (high + (low - high) * k / steps for k in (i, i + 1))
        band = poly((x - half(a), a), (x + half(a), a), (x + half(b), b), (x - half(b), b))
        land.fill(band, "e8382f" if i % 2 == 0 else "fff8ee", shadow=0.5)
    land.fill(box(x - 8, 144, x + 8, 166, 7), "5a3540")
    land.window(x, 108, 9, 14)
    land.fill(box(x - 20, 60, x + 20, 68, 2), "453a5c")
    lit = max(land.light.lamps, 0.25)
    if land.light.lamps:
        for spread in (26, 15):
            beam = poly((x - 8, 48), (-10, 34 - spread), (-10, 58 + spread))
            land.brush.plain(beam, rgb("fff0a0"), 0.24 * land.light.lamps, 2.0)
        glow(land, x, 48, 60, 1.0)
    lamp = mix(land.on("cfeaf2"), rgb("ffe66b"), lit)
    land.brush.fill(box(x - 12, 38, x + 12, 60), lamp)
    for dx in (-4, 4):
        line(land, "453a5c", 1.8, (x + dx, 38), (x + dx, 60))
    land.fill(blob((x - 17, 39), (x - 9, 27), (x, 20), (x + 9, 27), (x + 17, 39), (x, 41)),
              cold(land, "e8382f"), "b5242a")  # fmt: skip
    land.soil(((-8, 206), (60, 200), (140, 206), (200, 198), (264, 202)), "e8fbff", "ffffff")
    land.soil(((-8, 214), (60, 207), (140, 213), (200, 205), (264, 208)), "b4a9c4", "7a6f96")
    rock(land, 22, 234, 24, "8f86aa", "5f5680")
    rock(land, 238, 240, 24, "8f86aa", "5f5680")


def harbour(land: Land) -> None:
    """A ship with three sails at a wooden pier."""
    houses = ((-8, 26, 104, "f2b04a"), (26, 58, 116, "e2736a"), (58, 92, 108, "f4e2c0"),
              (92, 122, 120, "7fb8c9"))  # fmt: skip
    for left, right, top, wall in houses:
        land.fill(box(left, top, right, 150), wall, far=0.12)
        land.roof(left + 3, right - 3, top + 3, top - 18, "8a4a4a")
        land.window((left + right) / 2, top + 16, 10, 12)
    water(land, 146, 212, "0f7f86", "36b8ac")
    waves(
        land, ((10, 158, 44), (66, 168, 40), (14, 182, 50), (96, 190, 60), (190, 194, 54)), "d6fff4"
    )
    for x, top in ((158, 44), (206, 24), (242, 54)):
        line(land, "5d3a26", 4.4, (x, top), (x, 150))
        land.fill(poly((x, top - 14), (x + 18, top - 9), (x, top - 3)), "ff5a4a", shadow=0.3)
    for x, top, wide, high in ((158, 54, 22, 72), (206, 36, 26, 92), (242, 64, 18, 64)):
        sail = blob((x - wide, top + 4), (x + wide * 0.8, top), (x + wide * 0.9, top + high * 0.5),
                    (x + wide, top + high), (x - wide * 0.9, top + high * 0.94),
                    (x - wide * 1.3, top + high * 0.5))  # fmt: skip
        land.fill(sail, "fff4dc", "f0d2a2")
        band = ((-1.28, 0.40), (0.88, 0.40), (0.92, 0.60), (-1.28, 0.60))
        stripe = blob(*((x + wide * a, top + high * b) for a, b in band))
        land.brush.plain(stripe, land.on("e8503f"), 0.9)
    hull = blob((120, 140), (160, 147), (220, 147), (266, 136), (266, 184), (210, 190), (156, 188),
                (134, 172))  # fmt: skip
    land.fill(hull, "9a4a2a", "6a2e20")
    line(land, "ffc94a", 4.5, (131, 154), (170, 160), (262, 156))
    for x in (160, 188, 216, 244):
        land.fill(oval(x, 171, 6), "fff0c8", shadow=0.3, line=0.6)
        dot(land, "3f6f8f", x, 171, 3.6)
    glow(land, 206, 140, 46, 0.5)
    land.soil(((-8, 202), (80, 201), (170, 202), (264, 201)), "dca064", "a56b3c")
    if not land.snow:
        for y in (213, 227, 242):
            line(land, "8a5530", 1.8, (-8, y), (264, y + 1), alpha=0.55)
    for x, base in ((20, 226), (238, 226)):
        land.fill(box(x - 9, base - 32, x + 9, base, 3), "6b4428", "4a2e1e")
        land.fill(oval(x, base - 32, 11, 5), cold(land, "8a5a38"))
        line(land, "f5e6c4", 3.6, (x - 9, base - 18), (x + 9, base - 16))
        line(land, "f5e6c4", 3.6, (x - 9, base - 12), (x + 9, base - 10))


def river(land: Land) -> None:
    """A blue river under a red arched bridge."""
    land.soil(((-8, 136), (60, 118), (130, 138), (200, 122), (264, 132)), "9fd6a0", "b5dfb0", 0.4)
    land.soil(((-8, 158), (80, 146), (170, 156), (264, 146)), "a6d94e", "7fc044", 0.1)
    tree(land, 24, 162, 24, "57ad3f", "3c8a3c")
    tree(land, 66, 158, 16, "6cbf48", "479a40")
    stream = blob((-20, 168), (60, 160), (150, 166), (270, 158), (276, 204), (180, 200), (90, 206),
                  (-20, 200))  # fmt: skip
    land.fill(stream, "2f97ea", "7fd2fa")
    waves(
        land,
        ((10, 178, 46), (70, 188, 44), (120, 174, 40), (20, 192, 40), (168, 192, 60)),
        "ffffff",
    )
    deck = blob((96, 194), (130, 154), (186, 130), (242, 152), (272, 184), closed=False)
    deck.lineTo(272, 206)
    deck.lineTo(248, 206)
    deck.cubicTo(244, 156, 128, 156, 124, 206)
    deck.lineTo(96, 206)
    deck.close()
    land.fill(deck, "d9573f", "a63a30")
    rail = blob((98, 168), (132, 128), (186, 104), (242, 126), (272, 158), closed=False)
    for x, y in (
        (112, 176),
        (136, 152),
        (160, 138),
        (186, 131),
        (212, 138),
        (238, 151),
        (260, 172),
    ):
        line(land, "8f3028", 4.0, (x, y), (x, y - 26))
    land.fill(thick(rail, 6.5), cold(land, "f0705a"))
    land.soil(((-8, 206), (70, 199), (160, 206), (264, 196)), "9ade58", "4fa03a")
    reeds(land, 20, 236, 54)
    reeds(land, 238, 240, 46)


def lake(land: Land) -> None:
    """A still lake with swans, lilies and a willow."""
    hills = ((-30, 84, 90), (46, 70, 104), (128, 84, 96), (214, 70, 110))
    for x, half, top in hills:
        hill = blob((x - half, 150), (x - half * 0.5, (top + 150) / 2), (x, top),
                    (x + half * 0.5, (top + 150) / 2), (x + half, 150))  # fmt: skip
        land.fill(hill, cold(land, "5f8fb0", "dfeaf8"), "7fb3bd", 0.3)
    water(land, 140, 220, "3aa9b5", "8fe6dc")
    for x, half, deep in ((-30, 70, 36), (46, 56, 26), (128, 70, 32), (214, 56, 24)):
        mirror = poly((x - half, 141), (x + half, 141), (x, 141 + deep))
        land.brush.plain(mirror, land.on("2a7f96"), 0.45, 2.0)
    waves(land, ((20, 190, 44), (84, 164, 40), (116, 196, 44), (180, 184, 40)), "ffffff")
    for x, y, size in ((46, 168, 1.0), (158, 178, 1.15)):
        swan(land, x, y, size)
    for x, y in ((22, 196), (92, 190), (116, 199), (178, 200)):
        land.fill(oval(x, y, 13, 4.6), cold(land, "3f9a5a"), shadow=0.3, line=0.6)
    for x, y in ((22, 192), (116, 195)):
        flower(land, x, y, 4.4, "ff8fbf")
    trunk = blob((240, 226), (232, 170), (236, 120), (226, 84), closed=False)
    land.fill(thick(trunk, 15), "7d5a3c")
    crown = merged(join(oval(206, 66, 26), oval(236, 56, 30), oval(258, 72, 26), oval(226, 80, 26)))
    land.fill(crown, cold(land, "b9d93f"), cold(land, "8fbf35", "b9d2d8"))
    for x, top, low in ((186, 72, 150), (200, 84, 176), (216, 92, 160), (250, 92, 180)):
        branch = blob((x - 7, top), (x + 7, top), (x + 6, (top + low) / 2), (x, low),
                      (x - 6, (top + low) / 2))  # fmt: skip
        land.fill(branch, cold(land, "a9cf3a"), "6fa52f", shadow=0.5)
    land.soil(((-8, 214), (70, 206), (150, 212), (264, 202)), "74c79a", "2f8562")
    reeds(land, 16, 240, 48, "3b8f5a")


def swan(land: Land, x: float, y: float, size: float) -> None:
    """A white swan looking left, swimming at (x, y)."""
    canvas = land.brush.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(size, size)
    neck = blob((-9, -3), (-15, -14), (-9, -24), (-15, -30), closed=False)
    body = skia.Op(
        blob((-14, -3), (-2, -11), (16, -12), (24, -16), (18, 1), (0, 4)),
        thick(neck, 6),
        skia.kUnion_PathOp,
    )
    land.fill(body, "ffffff", "dbe8f4")
    land.fill(poly((-17, -32), (-26, -28), (-17, -27)), "ff8a2e", shadow=0, line=0.4)
    dot(land, "2a2a3a", -15.5, -30.5, 1.3)
    canvas.restore()
