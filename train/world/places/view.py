"""The sky seen through a window or out of a cave: hour and weather at one glance."""

import skia

from train.world import weather as air
from train.world.brush import pastel, sk
from train.world.palette import WHITE, Colour, light, mix, rgb
from train.world.places.land import Land
from train.world.shapes import blob, box, join, oval, poly, star

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def view(land: Land, rect: Rect) -> None:
    """Sky, sun or moon, a hill and the weather in `rect`; paint the wall around it after."""
    left, top, right, bottom = rect
    canvas = land.brush.canvas
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(*rect), True)
    canvas.translate(left, top)
    wide, high = right - left, bottom - top
    _sky(land, wide, high)
    _ground(land, wide, high)
    _falling(land, wide, high)
    canvas.restore()


def _sky(land: Land, wide: float, high: float) -> None:
    brush, seen = land.brush, light(land.time, land.weather)

    def tone(colour: Colour) -> int:
        return sk(pastel(colour) if brush.style == "watercolour" else colour)

    top, middle, low = seen.sky
    if land.weather == "snow":  # Deeper than outdoors: few flakes must do.
        top, middle, low = mix(top, rgb("2f5fb0"), 0.35), mix(middle, top, 0.8), middle
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, high * 0.85)], [tone(c) for c in (top, middle, low)]
    )
    brush.canvas.drawRect(skia.Rect.MakeWH(wide, high), skia.Paint(Shader=shader))
    seeable = {"clear": 1.0, "wind": 1.0, "snow": 0.7, "rain": 0.3, "fog": 0.4, "storm": 0.0}
    dim = seeable[land.weather]
    x, y, radius, code = {
        "morning": (wide * 0.70, high * 0.56, 15.0, "fff0a0"),
        "day": (wide * 0.70, high * 0.27, 15.0, "ffd92e"),
        "evening": (wide * 0.68, high * 0.60, 22.0, "ff8a2e"),
        "night": (wide * 0.70, high * 0.30, 16.0, "fff3c0"),
    }[land.time]
    if land.time == "night":
        for sx, sy in ((0.14, 0.16), (0.40, 0.40), (0.44, 0.10), (0.12, 0.56)):
            brush.plain(star(wide * sx, high * sy, 5.0), rgb("fff2b8"), dim)
    if dim:
        colour = mix(seen.sky[1], rgb(code), 0.25 + 0.75 * dim)
        brush.halo(x, y, radius * 2.6, colour, 0.6 * dim)
        disc = oval(x, y, radius)
        if land.time == "night":
            disc = skia.Op(disc, oval(x + 8, y - 5, 13.5), skia.kDifference_PathOp)
        brush.fill(disc, colour, shadow=0.5 * dim, line=dim)
    if land.weather in ("clear", "snow") and land.time != "night":
        tint = {"morning": "fff1ee", "day": "ffffff", "evening": "ffb59a"}[land.time]
        puffs = join(
            *(oval(wide * 0.25 + dx, high * 0.34, r) for dx, r in ((-9, 7), (2, 10), (12, 7)))
        )
        brush.plain(puffs, rgb(tint), 0.95)
    if land.weather in ("rain", "storm"):
        dark = mix(seen.sky[0], (0.1, 0.1, 0.2), 0.45 if land.weather == "storm" else 0.1)
        puffs = join(*(oval(i * 26.0, high * 0.06 + (4, 9)[i % 2], 19, 14) for i in range(6)))
        if land.weather == "storm":
            for x in (0.22, 0.72):
                air.flash(brush, wide * x, high * 0.14, high * 0.62)
        brush.fill(puffs, dark, shadow=0.4, line=0)
    if land.weather == "wind":
        pale = (
            rgb("5f93b8")
            if brush.style == "watercolour" and seen.lamps < 0.6
            else mix(seen.sky[2], WHITE, 0.7)
        )
        for cx, cy, length in ((-12, 0.50, 74), (wide * 0.45, 0.72, 60)):
            brush.stroke(air.curl(cx, high * cy, length), pale, 2.8, 0.9)


def _ground(land: Land, wide: float, high: float) -> None:
    seen = light(land.time, land.weather)
    for points, code in (
        (((-4, 0.84), (0.4 * wide, 0.74), (wide + 4, 0.86)), "8ccf7a"),
        (((-4, 0.92), (0.6 * wide, 0.86), (wide + 4, 0.80)), "5fb548"),
    ):
        line = [(x, y * high) for x, y in points]
        hill = blob(*line, closed=False)
        hill.lineTo(wide + 4, high + 4)
        hill.lineTo(-4, high + 4)
        hill.close()
        colour = rgb("f6faff" if land.snow else code)
        land.brush.fill(hill, seen.on(colour, 0.1), shadow=0.5, line=0.6)


def _falling(land: Land, wide: float, high: float) -> None:
    brush, seen = land.brush, light(land.time, land.weather)
    spots = [
        (wide * (c + 0.2 + 0.3 * (r % 2)) / 4, high * (r + 0.3 + 0.2 * (c % 2)) / 4)
        for r in range(4)
        for c in range(4)
    ]
    wet = mix(seen.sky[2], WHITE, 0.7)
    if brush.style == "watercolour" and seen.lamps < 0.6:
        wet = mix(rgb("4574a8"), seen.sky[1], 0.2)
    if land.weather == "rain":
        drops = join(*(poly((x + 3, y - 7), (x - 3, y + 7), closed=False) for x, y in spots))
        brush.stroke(drops, wet, 2.2, 0.9)
    elif land.weather == "storm":
        drops = join(*(poly((x + 7, y - 7), (x - 7, y + 7), closed=False) for x, y in spots))
        brush.stroke(drops, wet, 2.6, 0.9)
    elif land.weather == "snow":
        brush.plain(join(*(oval(x, y, 4.0) for x, y in spots)), WHITE, 0.97)
    elif land.weather == "wind":
        some = [(x, y, 40.0 * i) for i, (x, y) in enumerate(spots[::2])]
        air.draw_leaves(brush, seen, some, 8.0)
    elif land.weather == "fog":
        colour = mix(seen.sky[1], seen.sky[0], 0.7)
        air.veil(brush, colour, (0, -high * 0.2, wide, high))
        white = mix(colour, WHITE, 0.85 - 0.45 * seen.lamps)
        for x, y in ((-0.1, 0.22), (0.42, 0.42), (-0.05, 0.62), (0.36, 0.82)):
            bank = box(wide * x, high * y - 6, wide * (x + 0.66), high * y + 6, 6)
            brush.plain(bank, white, 0.9, 0.8)
