"""The paths everything is drawn with, on a page of 256 x 256 units."""

import math
from collections.abc import Sequence
from typing import Final

import skia

PAGE: Final = 256.0
Point = tuple[float, float]


def oval(x: float, y: float, rx: float, ry: float | None = None) -> skia.Path:
    """An ellipse around (x, y)."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def box(x0: float, y0: float, x1: float, y1: float, radius: float = 0.0) -> skia.Path:
    """A rectangle, with round corners if asked."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(x0, y0, x1, y1), radius, radius)
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


def merged(path: skia.Path) -> skia.Path:
    """The outer outline of overlapping parts."""
    return skia.Op(path, skia.Path(), skia.kUnion_PathOp)


def ground(points: Sequence[Point]) -> skia.Path:
    """Everything below a smooth line from the left to the right edge."""
    path = blob(*points, closed=False)
    path.lineTo(PAGE + 8, PAGE + 8)
    path.lineTo(-8, PAGE + 8)
    path.close()
    return path


def star(x: float, y: float, radius: float, points: int = 4, inner: float = 0.38) -> skia.Path:
    """A star with `points` rays."""
    return poly(
        *(
            (
                x + math.sin(i * math.pi / points) * radius * (inner if i % 2 else 1),
                y - math.cos(i * math.pi / points) * radius * (inner if i % 2 else 1),
            )
            for i in range(points * 2)
        )
    )
