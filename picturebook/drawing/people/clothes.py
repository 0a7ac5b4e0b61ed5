"""What is worn on the trunk: tops, dresses, coats, their collars, buttons, belts and pockets."""

from picturebook.drawing.artwork import art
from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import blob, merged, oval, poly
from picturebook.drawing.people.body import draw_hips, skirt, trunk, under
from picturebook.drawing.people.sitter import CREAM, Sitter
from picturebook.drawing.people.wardrobe import Cloth


def draw_trunk(s: Sitter) -> None:
    """Everything on the trunk but arms and what is at the neck."""
    worn = s.outfit.worn
    whole, bottom, top = worn.get("whole"), worn.get("bottom"), worn.get("top")
    if not whole or whole.cut not in ("dress", "gown", "robe"):
        draw_hips(s)
    if bottom and bottom.cut in ("skirt", "long-skirt", "tutu"):
        _skirt(s, bottom)
    main = whole or top
    if main is None:
        s.form(trunk(s, 0.98), s.skin, s.skin_role)
        return
    _top(s, main)


def _skirt(s: Sitter, cloth: Cloth) -> None:
    h = s.build.head
    length, flare = {"skirt": (0.42, 0.14), "long-skirt": (0.85, 0.2), "tutu": (0.24, 0.34)}[cloth.cut]
    path = skirt(s, length, flare * h)
    s.form(path, cloth.colour, cloth.cut)
    s.pattern(path, cloth.pattern, cloth.colour, s.joints.trunk)


def _top(s: Sitter, cloth: Cloth) -> None:
    h = s.build.head
    cut = cloth.cut
    colour = cloth.colour
    if cut in ("dress", "gown", "robe", "coat", "tunic"):
        length, flare = {"dress": (0.44, 0.16), "gown": (0.9, 0.24), "robe": (0.9, 0.12),
                         "coat": (0.34, 0.10), "tunic": (0.26, 0.06)}[cut]  # fmt: skip
        path = merged(trunk(s, 0.98), skirt(s, length, flare * h, waist=0.35))
    elif cut == "swimsuit":
        s.form(trunk(s, 1.0), s.skin, s.skin_role)
        path = trunk(s, 1.03, top=0.22)
    elif cut == "overalls":
        s.form(trunk(s, 0.95), under(s), "shirt")
        path = trunk(s, 1.06, top=0.42, fit=1.02)
    else:
        path = trunk(s, {"jumper": 1.02, "hoodie": 1.04, "jacket": 1.04}.get(cut, 1.0), fit=1.04,
                     flare=0.02 * h)  # fmt: skip
    if cut == "vest":
        s.form(path, under(s), "shirt")
    s.form(path, colour, cut, to=mix(colour, DUSK, 0.12))
    s.pattern(path, cloth.pattern, colour, s.joints.trunk)
    _details(s, cloth)


def _details(s: Sitter, cloth: Cloth) -> None:
    """Seams, buttons, pockets, belts, straps and what is sewn on."""
    t, h = s.build.torso, s.build.head
    wide = s.build.shoulders * (1 - 0.2 * s.pose.turn)
    look = wide * (0.10 + 0.34 * s.pose.turn)
    dark = mix(cloth.colour, DUSK, 0.32)
    pen = s.pen
    with s.trunk_frame():
        if cloth.cut in ("coat", "jacket", "shirt", "pyjamas", "robe"):
            low = 1.24 if cloth.cut in ("coat", "robe") else 0.98
            pen.line(poly((look, 0.1 * t), (look * 1.1, t * low), closed=False), dark, h * 0.026)
            button = CREAM if sum(cloth.colour) < 2.2 else dark
            for i in range(3):
                pen.flat(oval(look, t * (0.3 + 0.28 * i), h * 0.042), button)
        if cloth.cut == "coat":
            for side in (-1, 1):
                x, y = look + side * wide * 0.72, t * 0.72
                pocket = blob((x - h * 0.11, y), (x + h * 0.11, y - h * 0.01), (x + h * 0.1, y + h * 0.15),
                              (x - h * 0.1, y + h * 0.15))  # fmt: skip
                pen.flat(pocket, dark, alpha=0.7)
        if cloth.cut in ("dress", "tunic", "gown"):
            belt = blob((-wide * 1.0, 0.6 * t), (look, 0.66 * t), (wide * 1.0, 0.6 * t), closed=False)
            pen.line(belt, mix(cloth.colour, WHITE, 0.5) if sum(cloth.colour) < 2 else dark, h * 0.06)
        if cloth.cut == "overalls":
            for side in (-1, 1):
                strap = poly((look + side * wide * 0.55, 0.0), (look + side * wide * 0.5, 0.46 * t),
                             closed=False)  # fmt: skip
                pen.line(strap, cloth.colour, h * 0.09)
                pen.flat(oval(look + side * wide * 0.5, 0.47 * t, h * 0.04), rgb("ffd35a"))
            pen.flat(blob((look - wide * 0.36, 0.56 * t), (look + wide * 0.36, 0.56 * t),
                          (look + wide * 0.3, 0.8 * t), (look - wide * 0.3, 0.8 * t)), dark, alpha=0.6)  # fmt: skip
        if cloth.chest:
            before = len(pen.marks)
            with pen.at(look, 0.02 * t, scale=t / 100, scale_y=t / 100):
                pen.art(art(cloth.chest), volume=0.3, shadow=0.3)
            for mark in pen.marks[before:]:
                mark.role = mark.role and f"chest-{mark.role}"


def draw_neck(s: Sitter) -> None:
    """Collars and what is worn at the neck, over the shoulders."""
    worn = s.outfit.worn
    main = worn.get("whole") or worn.get("top")
    neck = worn.get("neck")
    h = s.build.head
    wide = s.build.shoulders * (1 - 0.2 * s.pose.turn)
    look = wide * (0.10 + 0.30 * s.pose.turn)
    with s.trunk_frame():
        if neck:
            _neckwear(s, neck, wide, look)
        elif main and main.cut in ("coat", "shirt", "jacket", "pyjamas", "dress"):
            tone: Colour = mix(main.colour, WHITE, 0.42)
            for side in (-1, 1):
                collar = blob((look, h * 0.06), (look + side * h * 0.1, h * 0.17),
                              (look * 0.6 + side * wide * 0.8, h * 0.1),
                              (look * 0.4 + side * wide * 0.72, -h * 0.06), (look, -h * 0.02))  # fmt: skip
                s.form(collar, tone, "collar", volume=0.0, shadow=0.3)


def _neckwear(s: Sitter, neck: Cloth, wide: float, look: float) -> None:
    h = s.build.head
    if neck.cut == "scarf":
        end = blob((look + h * 0.02, h * 0.05), (look + h * 0.2, h * 0.06), (look + h * 0.22, h * 0.4),
                   (look + h * 0.02, h * 0.38))  # fmt: skip
        s.form(end, neck.colour, "scarf", volume=0.4)
        s.pattern(end, neck.pattern or "striped", neck.colour)
        band = blob((-wide * 0.8, -h * 0.06), (0, h * 0.01), (wide * 0.8, -h * 0.06),
                    (wide * 0.86, h * 0.08), (look, h * 0.16), (-wide * 0.86, h * 0.08))  # fmt: skip
        s.form(band, neck.colour, "scarf", volume=0.5)
        s.pattern(band, neck.pattern or "striped", neck.colour, 90)


def draw_back(s: Sitter) -> None:
    """What is worn on the back: capes, wings, backpacks."""
