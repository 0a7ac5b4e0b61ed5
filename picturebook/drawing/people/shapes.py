"""Soft shapes that bodies are made of."""

import math
from collections.abc import Iterable, Sequence

import skia

from picturebook.drawing.paths import Point, blob
from picturebook.drawing.people.skeleton import Limb, add, between, turned


def bone_line(limb: Limb, upto: float = 1.0, start: float = 0.0) -> list[Point]:
    """Points along a limb with a soft joint, from `start` to `upto` of its length (0..1)."""
    a, b, c = limb.root, limb.joint, limb.end
    p, q = between(b, a, 0.62), between(b, c, 0.62)
    # Straight, a rounded corner, straight; each with its share of the length.
    points: list[Point] = []
    for i in range(9):
        t = start + (upto - start) * i / 8
        if t < 0.19:
            points.append(between(a, p, t / 0.19))
        elif t > 0.81:
            points.append(between(q, c, (t - 0.81) / 0.19))
        else:
            u = (t - 0.19) / 0.62
            points.append(between(between(p, b, u), between(b, q, u), u))
    return points


def sleeve(
    points: Sequence[Point], first: float, last: float, *, open_end: bool = False
) -> skia.Path:
    """A tube round `points`, `first` wide (half) at its root and `last` at its end; round ends,
    or cut straight at the end."""
    left: list[Point] = []
    right: list[Point] = []
    n = len(points) - 1
    for i, here in enumerate(points):
        before, after = points[max(0, i - 1)], points[min(n, i + 1)]
        x, y = after[0] - before[0], after[1] - before[1]
        long = math.hypot(x, y) or 1.0
        half = first + (last - first) * i / n
        left.append((here[0] - y / long * half, here[1] + x / long * half))
        right.append((here[0] + y / long * half, here[1] - x / long * half))
        if i == 0:
            root = (here[0] - x / long * half * 0.9, here[1] - y / long * half * 0.9)
        if i == n:
            tip = (here[0] + x / long * half * 0.9, here[1] + y / long * half * 0.9)
    path = skia.Path()
    path.moveTo(*left[0])
    _through(path, left)
    if open_end:
        path.lineTo(*right[-1])
    else:
        _cap(path, left[-1], tip, right[-1])
    _through(path, right[::-1])
    _cap(path, right[0], root, left[0])
    path.close()
    return path


def _through(path: skia.Path, points: Sequence[Point]) -> None:
    for i in range(len(points) - 1):
        a, b = points[max(0, i - 1)], points[i]
        c, d = points[i + 1], points[min(len(points) - 1, i + 2)]
        path.cubicTo(
            b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6,
            c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6, *c,
        )  # fmt: skip


def _cap(path: skia.Path, start: Point, tip: Point, end: Point) -> None:
    """Half a circle from `start` over `tip` to `end`."""
    x, y = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    middle = between(start, end, 0.5)
    out = (tip[0] - middle[0], tip[1] - middle[1])
    k = 0.55
    path.cubicTo(start[0] + out[0] * k, start[1] + out[1] * k, tip[0] - x * k, tip[1] - y * k, *tip)
    path.cubicTo(tip[0] + x * k, tip[1] + y * k, end[0] + out[0] * k, end[1] + out[1] * k, *end)


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, clockwise on the page."""
    rest = sorted(set(points))
    if len(rest) < 3:
        return rest

    def half(points: Iterable[Point]) -> list[Point]:
        out: list[Point] = []
        for p in points:
            while len(out) > 1 and _cross(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return half(rest) + half(reversed(rest))


def _cross(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def ring(centre: Point, rx: float, ry: float | None = None, count: int = 10) -> list[Point]:
    """Points round a centre."""
    ry = rx if ry is None else ry
    return [
        (
            centre[0] + math.cos(i * math.tau / count) * rx,
            centre[1] + math.sin(i * math.tau / count) * ry,
        )
        for i in range(count)
    ]


def rounded(points: Sequence[Point], radius: float) -> skia.Path:
    """A polygon with round corners."""
    path = skia.Path()
    n = len(points)
    for i, here in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % n]
        start = _toward(here, before, radius)
        end = _toward(here, after, radius)
        if i == 0:
            path.moveTo(*start)
        else:
            path.lineTo(*start)
        path.quadTo(*here, *end)
    path.close()
    return path


def _toward(a: Point, b: Point, far: float) -> Point:
    long = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return between(a, b, min(0.5, far / long))


def mitten(centre: Point, radius: float, direction: float, thumb: int) -> skia.Path:
    """A hand whose fingers point in `direction` (degrees; 90 is down), with a thumb on one side."""
    shape = [(-0.9, -0.55), (0.1, -0.92), (0.95, -0.62), (1.2, 0.05), (0.85, 0.74), (0.0, 0.95),
             (-0.9, 0.6)]  # fmt: skip
    if thumb:
        shape[1:2] = [(-0.35, -0.85), (-0.12, -1.12), (0.26, -1.14), (0.42, -0.86)]
    return blob(*(
        add(turned((x * radius, y * radius * (thumb or 1)), direction), *centre) for x, y in shape
    ))  # fmt: skip


def shoe(length: float, high: float, *, boot: float = 0.0) -> skia.Path:
    """A shoe seen from the side, its ankle at (0, 0), toe to the right, sole at y = `high`;
    `boot` is how far a shaft reaches up."""
    heel, toe = -length * 0.42, length * 0.72
    top = -high * 0.35
    return blob(
        (heel * 0.85, top - boot), (high * 0.3 - heel * 0.0, top - boot * 1.02),
        (high * 0.62 - heel * 0.12, top * 0.2), (toe * 0.78, high * 0.05), (toe, high * 0.55),
        (toe * 0.86, high), (0.0, high * 1.02), (heel * 0.92, high), (heel * 1.08, high * 0.4),
    )  # fmt: skip
