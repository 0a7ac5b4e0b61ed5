"""Fog, storm and wind: one fixed pattern each, the same in every scene."""

import math
from collections.abc import Sequence
from typing import Final

import skia

from train.world.brush import Brush, pastel, sk
from train.world.palette import WHITE, Colour, Light, mix, rgb
from train.world.shapes import PAGE, Point, blob, box, join, merged, oval, poly, thick

_LEAVES: Final = ("f28a1e", "e2483a", "ffc928", "8fbf2f")
_FAR_LEAVES: Final = (
    (22, 40, 20), (66, 20, 160), (112, 52, 40), (158, 26, 120), (226, 70, 10), (30, 108, 70),
    (96, 110, 150), (190, 120, 30), (240, 148, 100), (18, 178, 130), (212, 186, 60), (130, 150, 0),
)  # fmt: skip
"""x, y and turn (degrees) of each leaf behind the heroes."""
_NEAR_LEAVES: Final = (
    (44, 76, 35), (206, 98, 140), (24, 222, 10), (236, 216, 50), (128, 20, 80), (176, 60, 15),
)  # fmt: skip

_INDOOR_LEAVES: Final = (
    (26, 138, 30), (232, 130, 120), (62, 30, 75), (190, 24, 10), (22, 226, 150), (234, 222, 60),
    (128, 54, 20), (96, 104, 130), (168, 120, 45),
)  # fmt: skip
_FAR_BANKS: Final = (
    (-40, 66, 116, 13.0, 0.78), (128, 40, 110, 12.0, 0.72), (110, 104, 190, 14.0, 0.80),
    (-50, 136, 140, 15.0, 0.82), (126, 166, 180, 15.0, 0.80), (-30, 198, 100, 13.0, 0.74),
)  # fmt: skip
"""Left, y, length, thickness and opacity of each bank of fog."""
_NEAR_BANKS: Final = ((24, 232, 52, 9.0, 0.75), (176, 229, 56, 10.0, 0.75))


def bolt(x: float, top: float, height: float) -> skia.Path:
    """A flash of lightning going down from (x, top)."""
    u = height / 100
    return poly(
        (x + 8 * u, top),
        (x - 16 * u, top + 52 * u),
        (x - 2 * u, top + 52 * u),
        (x - 20 * u, top + 100 * u),
        (x + 20 * u, top + 38 * u),
        (x + 5 * u, top + 38 * u),
        (x + 28 * u, top),
    )


def flash(brush: Brush, x: float, top: float, height: float) -> None:
    """Lightning with its glow."""
    brush.halo(x, top + height * 0.45, height * 0.8, rgb("fff3b0"), 0.65)
    brush.fill(bolt(x, top, height), rgb("fffbd6"), to=rgb("ffd21f"), shadow=0.4)


def storm_sky(brush: Brush, light: Light, *, side: int) -> None:
    """Heavy clouds with lightning below them."""
    flash(brush, 128 - side * 98, 24, 104)
    flash(brush, 128 + side * 26, 28, 84)
    colour = mix(light.sky[0], (0.16, 0.17, 0.28), 0.5)
    for y, shade, off in ((24, 0.0, 0), (8, 0.45, 22)):
        puffs = [
            oval(x + off, y + (0, 7, 2)[i % 3], 28, 20) for i, x in enumerate(range(-10, 280, 40))
        ]
        bank = merged(join(box(-9, -12, 265, y), *puffs))
        dark = mix(colour, (0.05, 0.05, 0.14), shade)
        brush.fill(bank, dark, to=mix(dark, light.sky[1], 0.45))


def downpour(brush: Brush, light: Light, *, near: bool, face: Point) -> None:
    """Heavy rain driven sideways."""
    columns = 4 if near else 6
    step = PAGE / columns
    spots = [
        ((c + 0.3 + 0.37 * (r % 3)) * step, (r + 0.15 + 0.29 * ((c * 2) % 3)) * step)
        for r in range(columns)
        for c in range(columns)
    ]
    if near:
        spots = [spot for spot in spots if math.dist(spot, face) > 50]
    drops = join(*(poly((x + 9, y - 10), (x - 9, y + 10), closed=False) for x, y in spots))
    colour = mix(light.sky[2], WHITE, 0.72)
    if brush.style == "watercolour" and light.lamps < 0.6:
        colour = mix(rgb("3f689c"), light.sky[1], 0.2)
    brush.stroke(drops, colour, 2.8, 0.66 if near else 0.8)


def curl(x: float, y: float, length: float) -> skia.Path:
    """A gust of wind: a line that rolls up at its right end."""
    u = length / 90
    end = x + length
    return blob(
        (x, y + 4 * u),
        (x + length * 0.35, y - 3 * u),
        (x + length * 0.72, y + 3 * u),
        (end, y - 8 * u),
        (end - 6 * u, y - 22 * u),
        (end - 20 * u, y - 19 * u),
        (end - 17 * u, y - 9 * u),
        (end - 10 * u, y - 11 * u),
        closed=False,
    )


def gusts(brush: Brush, light: Light, *, side: int) -> None:
    """White lines of wind across the sky."""
    shift = 0 if side > 0 else 10
    for x, y, length in ((10, 66, 92), (118, 96, 104), (92, 38, 70), (-30, 122, 84)):
        colour = mix(light.sky[2], WHITE, 0.7)
        if brush.style == "watercolour" and light.lamps < 0.6:
            colour = rgb("5f93b8")
        brush.stroke(curl(x + shift, y, length), colour, 3.4, 0.9)


def leaf(x: float, y: float, turn: float, size: float) -> tuple[skia.Path, skia.Path]:
    """A leaf and its rib around (x, y)."""
    a = math.radians(turn)
    along, across = (math.cos(a) * size, math.sin(a) * size), (-math.sin(a), math.cos(a))
    wide = size * 0.55
    shape = blob(
        (x - along[0], y - along[1]),
        (x + across[0] * wide, y + across[1] * wide),
        (x + along[0] * 1.1, y + along[1] * 1.1),
        (x - across[0] * wide, y - across[1] * wide),
    )
    rib = poly((x - along[0] * 1.5, y - along[1] * 1.5), (x + along[0] * 0.5, y + along[1] * 0.5),
               closed=False)  # fmt: skip
    return shape, rib


def draw_leaves(
    brush: Brush, light: Light, spots: Sequence[tuple[float, float, float]], size: float
) -> None:
    """Coloured leaves at `spots`."""
    for i, (x, y, turn) in enumerate(spots):
        colour = mix(light.on(rgb(_LEAVES[i % 4])), rgb(_LEAVES[i % 4]), 0.45)
        shape, rib = leaf(x, y, turn, size)
        brush.fill(shape, colour, shadow=0.4, line=0.6)
        brush.stroke(rib, mix(colour, (0.3, 0.1, 0.1), 0.5), 1.3)


def leaves(brush: Brush, light: Light, *, near: bool, face: Point) -> None:
    """Flying leaves; behind the heroes also gusts over the ground and bent grass."""
    if near:
        spots = [spot for spot in _NEAR_LEAVES if math.dist(spot[:2], face) > 56]
        draw_leaves(brush, light, spots, 11.0)
        return
    pale = mix(light.sky[2], WHITE, 0.7)
    if brush.style == "watercolour" and light.lamps < 0.6:
        pale = rgb("5f93b8")
    for x, y, length in ((-20, 212, 80), (176, 158, 84)):
        brush.stroke(curl(x, y, length), pale, 3.0, 0.8)
    draw_leaves(brush, light, _FAR_LEAVES, 9.5)


def drift(brush: Brush, light: Light) -> None:
    """The few leaves that the wind carries into a room or a cave."""
    draw_leaves(brush, light, _INDOOR_LEAVES, 10.5)


def mist_colour(light: Light) -> Colour:
    """Fog in this light."""
    return mix(mix(light.sky[2], light.sky[1], 0.9), WHITE, 0.04)


def veil(brush: Brush, colour: Colour, rect: tuple[float, float, float, float]) -> None:
    """Fog over everything far: thickest at the horizon."""
    left, top, right, bottom = rect
    high = bottom - top
    tone = pastel(colour) if brush.style == "watercolour" else colour
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, bottom)],
        [sk(tone, a) for a in (0.26, 0.52, 0.56, 0.36, 0.12)],
        [0.0, 0.4, 0.62, 0.8, 1.0],
    )
    brush.canvas.drawRect(
        skia.Rect.MakeXYWH(left, top, right - left, high), skia.Paint(Shader=shader)
    )


def mist(brush: Brush, light: Light, *, near: bool) -> None:
    """Fog: a veil with long banks in it; low banks in front of the heroes' feet."""
    colour = mist_colour(light)
    if not near:
        veil(brush, colour, (-8, -8, 264, 264))
    white = mix(colour, WHITE, 0.70 - 0.26 * light.lamps)
    if brush.style == "watercolour":
        white = pastel(white)
    for x, y, length, width, alpha in _NEAR_BANKS if near else _FAR_BANKS:
        bank = merged(
            join(
                thick(poly((x, y), (x + length, y), closed=False), width),
                thick(poly((x + length * 0.22, y - width * 0.7),
                           (x + length * 0.68, y - width * 0.7), closed=False), width),
            )
        )  # fmt: skip
        brush.plain(bank, white, alpha, 1.2)
