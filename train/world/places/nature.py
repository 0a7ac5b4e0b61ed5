"""Wild places: the moon, desert, jungle and cave."""

import skia

from train.world.palette import WHITE, rgb
from train.world.places.land import Land
from train.world.places.parts import cold, flower, line, rock
from train.world.places.view import view
from train.world.shapes import PAGE, blob, box, join, merged, oval, poly, thick


def moon(land: Land) -> None:
    """Craters and a rocket, the blue Earth in the sky."""
    land.brush.halo(150, 46, 60, rgb("7fb8ff"), 0.55)
    earth = oval(150, 46, 29)
    land.brush.fill(earth, rgb("3f9bf0"), to=rgb("1f62c4"))
    for part in (
        blob((132, 30), (146, 24), (156, 34), (146, 46), (136, 48)),
        blob((158, 46), (172, 44), (174, 56), (162, 68), (156, 58)),
        blob((130, 56), (140, 58), (146, 70), (136, 66)),
    ):
        inside = skia.Op(part, earth, skia.kIntersect_PathOp)
        land.brush.plain(inside, rgb("5fc45a"))
    land.soil(((-8, 152), (40, 132), (90, 156), (150, 140), (210, 158), (264, 138)),
              "b3accf", "9a93ba", 0.25)  # fmt: skip
    land.soil(((-8, 176), (80, 166), (160, 178), (264, 164)), "cbc5e0", "b3acd0", 0.08)
    for x, y, rx, ry in ((96, 184, 20, 5), (24, 186, 16, 4)):
        crater(land, x, y, rx, ry)
    rocket(land, 214, 204)
    land.soil(((-8, 202), (70, 196), (160, 204), (264, 198)), "e9e5f5", "b0a9cc")
    for x, y, rx, ry in ((30, 228, 30, 9), (226, 238, 32, 10), (110, 250, 22, 5)):
        crater(land, x, y, rx, ry)


def crater(land: Land, x: float, y: float, rx: float, ry: float) -> None:
    """A hollow with a light rim."""
    land.fill(oval(x, y, rx, ry), cold(land, "f3f0fb", "ffffff"), shadow=0.4, line=0.6)
    land.fill(oval(x, y + ry * 0.18, rx * 0.8, ry * 0.66), "8c84b0", "a59ec4", shadow=0, line=0.4)


def rocket(land: Land, x: float, base: float) -> None:
    """A red and white rocket standing at (x, base)."""
    for side in (-1, 1):
        edge = ((18, 50), (36, 24), (38, -2), (22, 10), (14, 16))
        fin = blob(*((x + side * dx, base - up) for dx, up in edge))
        land.fill(fin, "ef3f3a", "b8242f")
    body = blob((x, base - 124), (x + 20, base - 94), (x + 24, base - 56), (x + 16, base - 10),
                (x - 16, base - 10), (x - 24, base - 56), (x - 20, base - 94))  # fmt: skip
    land.fill(body, cold(land, "fff6ee", "ffffff"), "d9cfe0")
    nose = skia.Op(body, box(x - 40, base - 140, x + 40, base - 94), skia.kIntersect_PathOp)
    land.fill(nose, "ef3f3a", shadow=0, line=0.7)
    land.fill(oval(x, base - 70, 12), "ffc933")
    land.brush.fill(oval(x, base - 70, 8), rgb("7fe0ff") if land.light.lamps < 1 else rgb("ffe27a"))
    land.fill(box(x - 6, base - 40, x + 6, base, 4), "ef3f3a", "b8242f")


def desert(land: Land) -> None:
    """Orange dunes, red table mountains and a tall cactus."""
    for left, right, top in ((-14, 62, 104), (100, 196, 88), (212, 280, 112)):
        mesa = poly((left - 14, 172), (left + 6, top), (right - 6, top), (right + 14, 172))
        land.fill(mesa, "d2603c", "b84a3a", 0.16)
        land.brush.plain(box(left + 5, top + 16, right - 5, top + 24), land.on("f0905a", 0.1), 0.7)
        if land.snow:
            land.fill(box(left + 4, top - 4, right - 4, top + 7, 4), "ffffff", shadow=0.3, line=0.5)
    land.soil(((-8, 166), (60, 146), (130, 168), (200, 150), (264, 164)), "ffb54d", "f59638", 0.06)
    land.soil(((-8, 190), (90, 166), (180, 192), (264, 172)), "ffa53a", "ee8428")
    cactus(land, 216, 218, 1.0)
    land.soil(((-8, 204), (60, 210), (150, 198), (264, 208)), "ffc25c", "e88a30")
    cactus(land, 26, 234, 0.5)
    for x, y, length in ((60, 248, 60), (150, 228, 70)):
        ripple = blob((x, y), (x + length * 0.5, y - 4), (x + length, y), closed=False)
        land.brush.stroke(ripple, land.on("d9772a" if not land.snow else "b9cde6"), 2.4, 0.55)
    rock(land, 242, 244, 17, "c9603f", "943f35")


def cactus(land: Land, x: float, base: float, size: float) -> None:
    """A cactus with two arms and a pink blossom."""
    canvas = land.brush.canvas
    canvas.save()
    canvas.translate(x, base)
    canvas.scale(size, size)
    arms = (
        blob((-2, -60), (-30, -62), (-35, -78), (-34, -104), closed=False),
        blob((2, -46), (26, -48), (32, -62), (31, -86), closed=False),
    )
    for arm in arms:
        land.fill(thick(arm, 17), "2f9a55", "1f7a4a")
    land.fill(thick(poly((0, -138), (0, 0), closed=False), 27), "36a85c", "1f7f4a")
    for dx in (-6, 6):
        line(land, "8fdc8a", 2.2, (dx, -140), (dx, -6), alpha=0.7)
    if land.snow:
        for cx, cy, r in ((0, -148, 13), (-34, -110, 9), (31, -92, 9)):
            land.fill(oval(cx, cy, r, r * 0.55), "ffffff", shadow=0.2, line=0.5)
    else:
        flower(land, 0, -152, 5.5, "ff5f9e")
    canvas.restore()


def jungle(land: Land) -> None:
    """A waterfall among giant leaves."""
    for x, y, r in ((-10, 96, 44), (60, 110, 40), (120, 104, 44), (250, 92, 48)):
        land.fill(oval(x, y, r), cold(land, "c3e85a"), "9fd84a", 0.22, shadow=0.6)
    for x, top in ((58, 70), (112, 84)):
        land.fill(thick(poly((x, top), (x + 4, 170), closed=False), 9), "8a6a3f", far=0.16)
        for dx, dy in ((-34, 12), (-26, -12), (0, -22), (26, -12), (34, 12)):
            frond = blob((x, top - 4), (x + dx * 0.6, top + dy - 9), (x + dx, top + dy + 8),
                         (x + dx * 0.5, top + dy * 0.5 + 3))  # fmt: skip
            land.fill(frond, cold(land, "5fb83a"), cold(land, "3f9a35", "9cc4b4"), 0.12, shadow=0.5)
    canopy = join(box(-8, 150, 264, 214), *(oval(x, 150, 24, 19) for x in range(4, 170, 34)))
    land.fill(merged(canopy), cold(land, "7cc93a", "e6f3ea"), cold(land, "4fa52e", "a9cdb4"), 0.06)
    cliff = blob((150, 210), (156, 120), (162, 70), (196, 54), (232, 62), (262, 58), (270, 210))
    land.fill(cliff, cold(land, "9a7a4f", "e9f0f8"), "6f5638", 0.06)
    fall = blob((178, 60), (204, 57), (212, 68), (216, 130), (222, 206), (168, 206), (174, 130))
    land.fill(fall, "eafcff", "7fdcf5")
    for x in (184, 194, 204):
        line(land, "6fcdf0", 2.6, (x, 74), (x - 2, 196), alpha=0.8)
    land.soil(((-8, 190), (70, 184), (150, 194), (264, 186)), "7fcf3a", "4fa02c")
    land.fill(oval(194, 203, 52, 11), "58cdea", "a9eefa")
    land.soil(((-8, 212), (80, 206), (160, 213), (264, 208)), "a5dc3a", "3f9a2c")
    for x, y, length, turn, code in (
        (-6, 246, 120, -52, "1f8a3f"), (-10, 210, 104, -30, "35a845"),
        (262, 250, 104, 232, "1f8a3f"), (266, 216, 84, 212, "35a845"),
        (-8, 10, 92, 38, "1f8a3f"), (264, 6, 96, 140, "1f8a3f"),
        (-6, 50, 78, 18, "35a845"), (220, -12, 70, 112, "35a845"),
    ):  # fmt: skip
        palm_leaf(land, x, y, length, turn, code)
    vine = blob((112, -6), (116, 14), (110, 34), (114, 50), closed=False)
    land.brush.stroke(vine, land.on("3f8a34"), 3.4)
    for x, y, code in (
        (20, 232, "ff4f8b"),
        (40, 246, "ffa52e"),
        (236, 238, "ff4f8b"),
        (114, 54, "ff6f5a"),
    ):
        flower(land, x, y, 6.4, code)


def palm_leaf(land: Land, x: float, y: float, length: float, turn: float, code: str) -> None:
    """A huge leaf from (x, y) towards `turn` degrees, with a light rib."""
    canvas = land.brush.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    wide = length * 0.24
    leaf = blob((0, 0), (length * 0.35, -wide), (length * 0.75, -wide * 0.7), (length, 4),
                (length * 0.72, wide * 0.7), (length * 0.3, wide))  # fmt: skip
    land.fill(leaf, cold(land, code, "d9eee6"), cold(land, "1a7038", "6fae96"))
    rib = blob((0, 0), (length * 0.5, -2), (length * 0.92, 3), closed=False)
    land.brush.stroke(rib, land.on("a9e05a"), 2.6)
    for share in (0.3, 0.5, 0.7):
        for side in (-1, 1):
            line(land, "a9e05a", 1.4, (length * share, -1),
                 (length * (share + 0.14), side * wide * 0.66), alpha=0.7)  # fmt: skip
    canvas.restore()


def cave(land: Land) -> None:
    """A violet cave with glowing crystals; its mouth shows the sky."""
    view(land, (92, 34, 236, 190))
    mouth = blob((104, 192), (98, 120), (116, 66), (160, 42), (208, 58), (230, 108), (226, 192))
    wall = box(-8, -8, PAGE + 8, 200)
    land.fill(skia.Op(wall, mouth, skia.kDifference_PathOp), "7b62b4", "5a4690", shadow=1.2)
    for x, wide, high in ((12, 30, 78), (52, 20, 46), (86, 24, 60), (244, 28, 84), (214, 18, 36)):
        slim, half = wide * 0.3, high * 0.5
        spike = blob((x - wide, -8), (x - slim, half), (x, high), (x + slim, half), (x + wide, -8))
        land.fill(spike, "55408c", "6d54a6")
    floor = blob((-8, 190), (60, 178), (140, 184), (210, 176), (264, 184), closed=False)
    floor.lineTo(264, 264)
    floor.lineTo(-8, 264)
    floor.close()
    land.fill(floor, "8f77c4", "4f3c84")
    for x, base, size, code, to in (
        (24, 214, 1.0, "5ff0ff", "1fa5e0"),
        (236, 226, 1.25, "ff8af0", "c43fd0"),
        (204, 190, 0.6, "5ff0ff", "1fa5e0"),
        (66, 186, 0.5, "ff8af0", "c43fd0"),
    ):
        crystal(land, x, base, size, code, to)


def crystal(land: Land, x: float, base: float, size: float, code: str, to: str) -> None:
    """Three shining crystals growing at (x, base)."""
    land.brush.halo(x, base - 24 * size, 64 * size, rgb(code), 0.6)
    for dx, high, wide, lean in ((-13, 42, 9, -12), (14, 36, 9, 13), (0, 62, 12, 1)):
        a, b = x + dx * size, base - high * size
        w, tip = wide * size, lean * size
        shape = poly((a - w * 0.8, base), (a - w + tip, b + 14 * size), (a + tip, b),
                     (a + w + tip, b + 14 * size), (a + w * 0.8, base))  # fmt: skip
        land.brush.fill(shape, rgb(code), to=rgb(to))
        side = ((a + tip, b), (a + w + tip, b + 14 * size), (a + w * 0.8, base), (a, base))
        land.brush.plain(poly(*side), WHITE, 0.25)
