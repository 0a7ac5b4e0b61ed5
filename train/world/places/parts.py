"""Parts that many landscapes are built from: trees, rocks, planks, lamps, waves."""

from collections.abc import Iterable

import skia

from train.world.palette import rgb
from train.world.places.land import Land
from train.world.shapes import blob, box, join, merged, oval, poly, thick


def cold(land: Land, code: str, snow: str = "f2f8ff") -> str:
    """`code`, or white in snow."""
    return snow if land.snow else code


def line(
    land: Land, code: str, width: float, *points: tuple[float, float], alpha: float = 1.0
) -> None:
    """A straight line."""
    land.brush.stroke(poly(*points, closed=False), land.on(code), width, alpha)


def dot(land: Land, code: str, x: float, y: float, rx: float, ry: float | None = None) -> None:
    """A plain spot."""
    land.brush.plain(oval(x, y, rx, ry), land.on(code))


def cap(land: Land, left: float, right: float, y: float, thickness: float = 5.0) -> None:
    """Snow lying on a flat top, if it snows."""
    if land.snow:
        slab = box(left - 2, y - thickness, right + 2, y + 2, thickness / 2)
        land.brush.fill(slab, land.on("ffffff"), shadow=0.3, line=0.6)


def crown(land: Land, x: float, y: float, size: float, code: str, to: str, far: float = 0) -> None:
    """The round crown of a tree around (x, y), about 2.8 times `size` wide."""
    puffs = join(
        oval(x - size * 0.68, y + size * 0.25, size * 0.78),
        oval(x + size * 0.68, y + size * 0.25, size * 0.78),
        oval(x, y - size * 0.42, size),
        oval(x, y + size * 0.42, size * 0.85),
    )
    land.fill(merged(puffs), cold(land, code), cold(land, to, "a9c6d8"), far)


def tree(
    land: Land, x: float, base: float, size: float, code: str, to: str, far: float = 0.0
) -> None:
    """A round tree standing at (x, base), about 3.4 times `size` high."""
    trunk = poly((x, base - size * 2), (x, base), closed=False)
    land.fill(thick(trunk, size * 0.42), "80532f", far=far)
    crown(land, x, base - size * 2.2, size, code, to, far)


def bush(land: Land, x: float, y: float, size: float, code: str, to: str) -> None:
    """A low bush whose foot is at y."""
    shape = blob(
        (x - size, y),
        (x - size * 0.7, y - size * 0.7),
        (x, y - size),
        (x + size * 0.75, y - size * 0.6),
        (x + size, y),
        (x, y + size * 0.15),
    )
    land.fill(shape, cold(land, code), cold(land, to, "a9c6d8"))


def rock(land: Land, x: float, y: float, size: float, code: str, to: str) -> None:
    """A boulder whose foot is at y."""
    shape = poly(
        (x - size, y),
        (x - size * 0.7, y - size * 0.65),
        (x, y - size * 0.95),
        (x + size * 0.8, y - size * 0.45),
        (x + size, y),
    )
    land.fill(shape, cold(land, code, "e6eefa"), to)


def waves(land: Land, spots: Iterable[tuple[float, float, float]], code: str) -> None:
    """Short light lines on water: left, y, length."""
    for x, y, length in spots:
        path = blob(
            (x, y), (x + length * 0.3, y - 1.5), (x + length * 0.7, y + 1.5), (x + length, y),
            closed=False,
        )  # fmt: skip
        land.brush.stroke(path, land.on(code), 2.0, 0.65)


def water(land: Land, top: float, bottom: float, code: str, to: str, far: float = 0.0) -> None:
    """A sheet of water over the whole width."""
    land.fill(box(-8, top, 264, bottom), code, to, far)


def reeds(land: Land, x: float, base: float, height: float, code: str = "4c9a3c") -> None:
    """Three bulrushes."""
    for dx, h in ((-8, 0.75), (0, 1.0), (9, 0.82)):
        top = base - height * h
        line(land, code, 3.0, (x + dx, base), (x + dx * 1.3, top))
        land.fill(box(x + dx * 1.3 - 3, top - 6, x + dx * 1.3 + 3, top + 12, 3), "7a4a2a", line=0.6)


def glow(land: Land, x: float, y: float, radius: float, strength: float = 0.8) -> None:
    """Lamplight around (x, y), as far as lamps shine."""
    if land.light.lamps:
        land.brush.halo(x, y, radius, rgb("ffc64a"), strength * land.light.lamps)


def flower(land: Land, x: float, y: float, size: float, code: str) -> None:
    """A flower seen from the front."""
    petals = join(
        *(
            oval(x + dx * size, y + dy * size, size * 0.9)
            for dx, dy in ((0, -1), (1, -0.2), (0.6, 1), (-0.6, 1), (-1, -0.2))
        )
    )
    land.fill(merged(petals), code, shadow=0.4, line=0.6)
    dot(land, "ffc21a", x, y, size * 0.6)


def grid(
    left: float, top: float, right: float, bottom: float, columns: int, rows: int
) -> skia.Path:
    """Window panes: small boxes evenly spread over a wall."""
    w, h = (right - left) / columns, (bottom - top) / rows
    return join(
        *(
            box(
                left + w * (c + 0.2),
                top + h * (r + 0.2),
                left + w * (c + 0.8),
                top + h * (r + 0.8),
                1,
            )
            for c in range(columns)
            for r in range(rows)
        )
    )
