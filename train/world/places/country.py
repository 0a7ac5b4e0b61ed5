"""Places people tend: farm, garden, playground."""

from train.world.places.land import Land
from train.world.places.parts import cap, cold, crown, line, tree
from train.world.shapes import blob, box, join, merged, oval, poly, thick


def farm(land: Land) -> None:
    """A red barn and a silo in golden wheat."""
    land.soil(((-8, 140), (60, 126), (140, 142), (264, 128)), "a9d48a", "c4df94", 0.3)
    land.soil(((-8, 158), (70, 150), (170, 158), (264, 150)), "f4cf45", "e5b030", 0.05)
    if not land.snow:
        for x in range(-60, 320, 26):
            line(land, "d49a24", 2.6, (128 + (x - 128) * 0.5, 156), (x, 206), alpha=0.6)
    land.fill(box(226, 66, 256, 176, 3), "dfe3ea", "aeb6c6")
    land.fill(blob((222, 70), (228, 52), (241, 44), (254, 52), (260, 70), (241, 73)),
              cold(land, "4f86c4"))  # fmt: skip
    for y in (92, 118, 144):
        line(land, "9aa4b8", 2.0, (226, y), (256, y))
    left, right, base = 136.0, 226.0, 182.0
    middle = (left + right) / 2
    wall = poly((left, base), (left, 118), (left + 12, 92), (middle, 70), (right - 12, 92),
                (right, 118), (right, base))  # fmt: skip
    land.fill(wall, "d8362f", "b02a2c")
    roof = poly(
        (left - 6, 122),
        (left + 8, 90),
        (middle, 64),
        (right - 8, 90),
        (right + 6, 122),
        closed=False,
    )
    land.fill(thick(roof, 8), cold(land, "6a4248"))
    land.fill(box(middle - 22, 132, middle + 22, base), "fff4e4", "efd9c4")
    land.fill(box(middle - 18, 136, middle + 18, base), "a82a2c", shadow=0, line=0.5)
    for a, b in (
        ((middle - 18, 136), (middle + 18, base)),
        ((middle + 18, 136), (middle - 18, base)),
    ):
        line(land, "fff4e4", 4.0, a, b)
    land.window(middle, 103, 18, 18)
    land.soil(((-8, 190), (70, 183), (160, 190), (264, 181)), "e3c558", "b98a34")
    for x in (-2, 24, 50):
        land.fill(box(x - 4, 168, x + 4, 212, 3), "fff2dc", "dcc4a0")
        cap(land, x - 4, x + 4, 169)
    for y in (180, 196):
        land.fill(box(-8, y - 3.5, 60, y + 3.5, 2), cold(land, "fff2dc"), shadow=0.5)
    land.fill(oval(236, 214, 24), "f2c244", "c98f2a")
    for r in (16, 9):
        land.brush.stroke(oval(236, 214, r), land.on("a8731f"), 2.4, 0.8)
    if land.snow:
        land.fill(
            blob((216, 202), (224, 189), (236, 186), (248, 189), (256, 202), (236, 197)), "ffffff"
        )


def garden(land: Land) -> None:
    """A white arch of roses, a hedge and a pink tree in blossom."""
    land.soil(((-8, 140), (80, 130), (170, 142), (264, 132)), "b5e0b0", "c9ebc0", 0.35)
    hedge = join(
        box(-8, 140, 264, 184, 6),
        *(oval(x, 134, 15) for x in (88, 138)),
    )
    land.fill(merged(hedge), cold(land, "3f9a5c"), cold(land, "2c7a4c", "8fb5a8"))
    land.fill(thick(poly((34, 90), (34, 190), closed=False), 11), "8a5a48")
    crown(land, 34, 86, 31, "ffb3d1", "ff85b3")
    land.soil(((-8, 184), (70, 178), (160, 184), (264, 178)), "a5e37f", "58b862")
    path = blob((188, 182), (222, 182), (214, 204), (180, 262), (70, 262), (158, 214))
    land.fill(
        path, cold(land, "ffe3d8", "f6f9ff"), cold(land, "eab8b4", "d5e2f3"), shadow=0.4, line=0.6
    )
    x, half, top = 206.0, 36.0, 76.0
    bow = ((x - half, 112), (x - 24, 84), (x, top), (x + 24, 84), (x + half, 112), (x + half, 150))
    arch = blob((x - half, 206), (x - half, 150), *bow, (x + half, 206), closed=False)
    land.fill(thick(arch, 13), cold(land, "ffffff"), "e6eaf0")
    leaves = merged(thick(blob((x - half, 170), *bow, closed=False), 19))
    land.fill(leaves, cold(land, "4fae5c", "e3f1ea"), cold(land, "358f4c", "9cc4b4"))
    roses = (
        (-36, 168), (-40, 146), (-34, 124), (-34, 102), (-22, 86), (-6, 74), (12, 78), (26, 90),
        (38, 106), (33, 126), (39, 146),
    )  # fmt: skip
    for i, (dx, y) in enumerate(roses):
        rose(land, x + dx, y, 7.6, ("ff4f86", "ff8fb3", "f0307a")[i % 3])
    for fx, fy, code in (
        (18, 228, "ff5a5a"), (38, 236, "ffd23f"), (58, 244, "ff7ab8"), (20, 250, "ffd23f"),
        (218, 242, "ffd23f"), (238, 232, "ff5a5a"),
    ):  # fmt: skip
        tulip(land, fx, fy, code)


def rose(land: Land, x: float, y: float, size: float, code: str) -> None:
    """A round rose with a spiral."""
    land.fill(oval(x, y, size), code, shadow=0.5, line=0.6)
    land.brush.stroke(oval(x, y, size * 0.42), land.on("fff0f4"), 1.6, 0.75)


def tulip(land: Land, x: float, y: float, code: str) -> None:
    """A tulip whose head is at (x, y)."""
    line(land, "2f8a44", 3.0, (x, y), (x, y + 18))
    tips = ((x - 8, y - 10), (x - 3, y - 5), (x, y - 12), (x + 3, y - 5), (x + 8, y - 10))
    head = poly(*tips, (x + 6, y + 4), (x - 6, y + 4))
    land.fill(head, code, shadow=0.4, line=0.7)


def playground(land: Land) -> None:
    """A yellow slide from a red tower, a blue swing, a coral floor."""
    land.soil(((-8, 150), (80, 140), (170, 150), (264, 142)), "b9e27a", "9ad45f", 0.15)
    for x, base, size in ((96, 166, 19), (140, 164, 23), (258, 168, 24)):
        tree(land, x, base, size, "7fce58", "4fa850", 0.12)
    for i, x in enumerate(range(-4, 264, 14)):
        code = ("ff6b5e", "ffc93c", "4fb8f0", "8a6fe0")[i % 4]
        land.fill(poly((x, 186), (x, 162), (x + 5, 155), (x + 10, 162), (x + 10, 186)),
                  cold(land, code), code, 0.1, shadow=0.4, line=0.5)  # fmt: skip
    land.soil(((-8, 186), (80, 182), (170, 187), (264, 182)), "ff9f80", "e4685a")
    for a, b in (
        ((16, 92), (-4, 206)),
        ((16, 92), (30, 206)),
        ((72, 92), (60, 200)),
        ((72, 92), (88, 200)),
    ):
        land.fill(thick(poly(a, b, closed=False), 6.5), "2f6fd8", shadow=0.6)
    land.fill(thick(poly((12, 92), (76, 92), closed=False), 8), cold(land, "3f8af0"))
    for x in (30, 62):
        line(land, "5a4a5a", 2.2, (x - 6, 94), (x - 8, 172))
        line(land, "5a4a5a", 2.2, (x + 6, 94), (x + 4, 172))
        land.fill(box(x - 12, 170, x + 8, 177, 3), cold(land, "ffc21f"), shadow=0.5)
    for x in (206, 246):
        land.fill(thick(poly((x, 92), (x, 214), closed=False), 8), "8a5ad0")
    land.fill(box(202, 118, 250, 152), "a97af0", "8a5ad0")
    land.fill(oval(226, 134, 8), "ffe27a", shadow=0, line=0.6)
    land.roof(204, 248, 94, 54, "ef3f3a")
    chute = blob((212, 148), (190, 160), (168, 196), (138, 208), closed=False)
    land.fill(thick(chute, 21), "e8a010", "d88a10")
    land.fill(thick(chute, 13), cold(land, "ffd83a"), shadow=0, line=0.5)
    for y in (168, 184, 200):
        line(land, "ffd83a", 4.0, (208, y), (245, y))
    land.fill(oval(26, 232, 14), "3f8af0")
    land.fill(blob((14, 226), (26, 220), (38, 226), (40, 234), (26, 230), (12, 236)), "fff6e6",
              shadow=0, line=0.4)  # fmt: skip
