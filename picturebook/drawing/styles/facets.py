"""Curves made straight: a path with as few corners as keep its shape."""

import math

import skia

from picturebook.drawing.paths import Point, poly

_STEP = 1.5
"""Units between the points that a curve is first cut into."""


def faceted(path: skia.Path, tolerance: float) -> skia.Path:
    """`path` with straight edges, which leave it by at most `tolerance` of its smaller side.

    After Ramer, 1972, and Douglas and Peucker, 1973.
    """
    bounds = path.getBounds()
    far = max(0.25, tolerance * min(bounds.width(), bounds.height()))
    out = skia.Path()
    out.setFillType(path.getFillType())
    for points, closed in _contours(path, min(_STEP, max(0.2, far))):
        if len(points) < 3:
            continue
        if closed:
            middle = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
            kept = _simple(points[: middle + 1], far)[:-1]
            kept += _simple([*points[middle:], points[0]], far)[:-1]
        else:
            kept = _simple(points, far)
        if len(kept) >= (3 if closed else 2):
            out.addPath(poly(*kept, closed=closed), 0, 0)
    return out


def _contours(path: skia.Path, step: float) -> list[tuple[list[Point], bool]]:
    measure = skia.PathMeasure(path, False)
    found = []
    while True:
        length = measure.getLength()
        count = max(3, math.ceil(length / step))
        points: list[Point] = []
        for i in range(count if measure.isClosed() else count + 1):
            at = measure.getPosTan(length * i / count)
            if at:
                points.append((at[0].x(), at[0].y()))
        found.append((points, measure.isClosed()))
        if not measure.nextContour():
            return found


def _simple(points: list[Point], far: float) -> list[Point]:
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay)
    worst, at = 0.0, 0
    for i in range(1, len(points) - 1):
        x, y = points[i]
        if length:
            off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
        else:
            off = math.hypot(x - ax, y - ay)
        if off > worst:
            worst, at = off, i
    if worst <= far:
        return [points[0], points[-1]]
    return [*_simple(points[: at + 1], far)[:-1], *_simple(points[at:], far)]
