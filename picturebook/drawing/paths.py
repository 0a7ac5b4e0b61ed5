"""The paths everything is drawn with; units are whatever the drawing's frame says."""

import math
from collections.abc import Iterator

import skia

Point = tuple[float, float]
_ARC = 0.5522847498
"""How far a quarter circle's handles reach, in radii."""


def oval(x: float, y: float, rx: float, ry: float | None = None) -> skia.Path:
    """An ellipse around (x, y), of cubics (conics are no part of SVG)."""
    ry = rx if ry is None else ry
    kx, ky = rx * _ARC, ry * _ARC
    path = skia.Path()
    path.moveTo(x + rx, y)
    path.cubicTo(x + rx, y + ky, x + kx, y + ry, x, y + ry)
    path.cubicTo(x - kx, y + ry, x - rx, y + ky, x - rx, y)
    path.cubicTo(x - rx, y - ky, x - kx, y - ry, x, y - ry)
    path.cubicTo(x + kx, y - ry, x + rx, y - ky, x + rx, y)
    path.close()
    return path


def box(x0: float, y0: float, x1: float, y1: float, radius: float = 0.0) -> skia.Path:
    """A rectangle, with round corners if asked."""
    path = skia.Path()
    r = min(radius, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
    if r <= 0:
        path.addRect(skia.Rect.MakeLTRB(x0, y0, x1, y1))
        return path
    k = r * (1 - _ARC)
    path.moveTo(x0 + r, y0)
    path.lineTo(x1 - r, y0)
    path.cubicTo(x1 - k, y0, x1, y0 + k, x1, y0 + r)
    path.lineTo(x1, y1 - r)
    path.cubicTo(x1, y1 - k, x1 - k, y1, x1 - r, y1)
    path.lineTo(x0 + r, y1)
    path.cubicTo(x0 + k, y1, x0, y1 - k, x0, y1 - r)
    path.lineTo(x0, y0 + r)
    path.cubicTo(x0, y0 + k, x0 + k, y0, x0 + r, y0)
    path.close()
    return path


def poly(*points: Point, closed: bool = True) -> skia.Path:
    """Straight lines through `points`."""
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in points], closed)
    return path


def blob(*points: Point, closed: bool = True) -> skia.Path:
    """A smooth curve through `points` (Catmull-Rom)."""
    n = len(points)
    path = skia.Path()
    path.moveTo(*points[0])

    def at(i: int) -> Point:
        return points[i % n] if closed else points[min(max(i, 0), n - 1)]

    for i in range(n if closed else n - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        path.cubicTo(
            bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy
        )
    if closed:
        path.close()
    return path


def thick(path: skia.Path, width: float) -> skia.Path:
    """The outline of a line drawn with a round pen."""
    paint = skia.Paint(
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    out = skia.Path()
    paint.getFillPath(path, out)
    return out


def join(*paths: skia.Path) -> skia.Path:
    """All `paths` as one."""
    out = skia.Path()
    for path in paths:
        out.addPath(path, 0, 0)
    return out


def _op(path: skia.Path, other: skia.Path, op: skia.PathOp, instead: skia.Path) -> skia.Path:
    """Skia gives up on some outlines that cross themselves very often; `instead` is near enough."""
    try:
        return skia.Op(path, other, op)
    except RuntimeError:
        return instead


def merged(*paths: skia.Path) -> skia.Path:
    """The outer outline of overlapping parts."""
    out = skia.Path()
    for path in paths:
        out = _op(out, path, skia.kUnion_PathOp, join(out, path))
    return out


def minus(path: skia.Path, other: skia.Path) -> skia.Path:
    """`path` without what `other` covers."""
    return _op(path, other, skia.kDifference_PathOp, skia.Path())


def within(path: skia.Path, other: skia.Path) -> skia.Path:
    """What both cover."""
    return _op(path, other, skia.kIntersect_PathOp, skia.Path())


def moved(path: skia.Path, matrix: skia.Matrix) -> skia.Path:
    """`path` in another frame."""
    out = skia.Path()
    path.transform(matrix, out)
    return out


def star(x: float, y: float, radius: float, points: int = 4, inner: float = 0.38) -> skia.Path:
    """A star with `points` rays."""
    turn = math.pi / points
    return poly(
        *(
            (
                x + math.sin(i * turn) * radius * (inner if i % 2 else 1),
                y - math.cos(i * turn) * radius * (inner if i % 2 else 1),
            )
            for i in range(points * 2)
        )
    )


def svg_data(path: skia.Path, digits: int = 1) -> str:
    """A path as the `d` of an SVG path."""
    out: list[str] = []

    def number(value: float) -> str:
        text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
        return "0" if text in ("-0", "") else text

    for letter, points in _segments(path):
        out.append(letter + " ".join(f"{number(x)} {number(y)}" for x, y in points))
    return "".join(out)


def _segments(path: skia.Path) -> Iterator[tuple[str, list[Point]]]:
    walk = skia.Path.Iter(path, False)
    while True:
        verb, points = walk.next()
        at = [(p.x(), p.y()) for p in points]
        if verb == skia.Path.kDone_Verb:
            return
        if verb == skia.Path.kMove_Verb:
            yield "M", at[:1]
        elif verb == skia.Path.kLine_Verb:
            yield "L", at[1:2]
        elif verb == skia.Path.kQuad_Verb:
            yield "Q", at[1:3]
        elif verb == skia.Path.kCubic_Verb:
            yield "C", at[1:4]
        elif verb == skia.Path.kConic_Verb:
            quads = skia.Path.ConvertConicToQuads(*points[:3], walk.conicWeight(), 1)
            for i in range(1, len(quads) - 1, 2):
                yield "Q", [(q.x(), q.y()) for q in quads[i : i + 2]]
        elif verb == skia.Path.kClose_Verb:
            yield "Z", []
