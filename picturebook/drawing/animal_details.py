"""What is laid on an animal's puppet: spots, a collar, a toy's seam, what its face says."""

import math
import random
from collections.abc import Mapping
from typing import Final

import skia

from picturebook.drawing.artwork import Art, Part
from picturebook.drawing.colours import NAMED, WHITE, Colour, lightened, mix, rgb, shaded
from picturebook.drawing.paths import blob, join, merged, oval, poly
from picturebook.drawing.pen import Move, Pen, anchor_at, matrix_of
from picturebook.scene import Look

_BANDS: Final[Mapping[str, str]] = {
    "collar": "red", "scarf": "red", "bandana": "blue", "bow": "pink", "bow-tie": "red", "tie": "blue",
    "necklace": "gold", "bell": "gold", "ribbon": "pink", "harness": "blue", "reins": "brown",
    "leash": "red",
}  # fmt: skip
"""What is worn round an animal's neck, and its colour if none is said."""
_TEAR: Final = rgb("7cc7f2")
_SEAM: Final = rgb("fff6e6")


def _frame(drawing: Art, name: str, moves: Mapping[str, Move]) -> skia.Matrix:
    part = drawing.part(name)
    return matrix_of(part, moves.get(name)) if part else skia.Matrix()


def _trunk(part: Part) -> skia.Path:
    """The outline of the big shapes of a part."""
    return merged(*(s.path for s in part.shapes() if not s.flat and {"body", "shade"} & {*s.roles, "body"}))


def coat(
    pen: Pen, drawing: Art, moves: Mapping[str, Move], look: Look, colour: Colour | None
) -> None:
    """Spots or stripes on the body, and a toy's seam."""
    part = drawing.part("body")
    if part is None or not (look.pattern or look.toy):
        return
    outline = _trunk(part)
    if outline.isEmpty():
        return
    base = colour or next((s.colour for s in part.shapes() if s.role == "body"), WHITE)
    tone = mix(shaded(base), (0.16, 0.1, 0.14), 0.45) if sum(base) > 1.1 else lightened(lightened(base))
    b = outline.getBounds()
    with pen.moved(_frame(drawing, "body", moves)):
        if look.pattern:
            with pen.clipped(outline):
                pen.flat(_figure(look.pattern, b), tone, role="accent")
        if look.toy:
            x = b.left() + b.width() * 0.52
            for i in range(1, 8):
                y = b.top() + b.height() * i / 8
                pen.line(poly((x - 3, y - 1), (x + 3, y + 1), closed=False), _SEAM, 1.8)


def _figure(pattern: str, b: skia.Rect) -> skia.Path:
    """Stripes, checks or spots over a box: the same for the same box."""
    step = max(b.width(), b.height()) / 6
    if pattern in ("striped", "stripes"):
        return join(*(
            blob((x, b.top() - 5), (x + step * 0.36, b.top() - 5), (x + step * 0.3, b.centerY()),
                 (x + step * 0.1, b.bottom() - b.height() * 0.22), (x - step * 0.05, b.centerY()))
            for x in (b.left() + step * (i + 0.3) for i in range(6))
        ))  # fmt: skip
    dice = random.Random(7)
    big = pattern in ("patched", "patchy", "patches")
    spots = []
    for row in range(5):
        for column in range(7):
            if big and (row + column) % 3:
                continue
            x = b.left() + step * (column + 0.5 * (row % 2) + dice.uniform(-0.14, 0.14))
            y = b.top() + step * 0.85 * (row + 0.35 + dice.uniform(-0.14, 0.14))
            r = step * (0.6 if big else 0.21) * dice.uniform(0.8, 1.2)
            spots.append(oval(x, y, r, r * 0.85))
    return merged(*spots)


def collar(pen: Pen, drawing: Art, moves: Mapping[str, Move], look: Look) -> None:
    """What it wears round its neck."""
    garment = next((g for g in look.wears if g.kind in _BANDS), None)
    head, anchor = drawing.part("head"), drawing.anchors.get("neck")
    if garment is None or head is None or anchor is None:
        return
    colour = NAMED.get(garment.colour) or NAMED[_BANDS[garment.kind]]
    inside = "head" in anchor.within
    px, py = head.pivot or (anchor.x, anchor.y + 10)
    angle = math.degrees(math.atan2(anchor.y - py, anchor.x - px)) + 90 if inside else 20.0
    r = anchor.r if anchor.r > 2 else max(drawing.box[2:]) * 0.09
    wide = r * (0.42 if garment.kind in ("scarf", "bandana") else 0.26)
    frame = _frame(drawing, "head" if inside else "body", moves)
    with pen.moved(frame), pen.at(anchor.x, anchor.y, turn=angle):
        band = blob((-r, -wide), (0, wide * 0.2), (r, -wide), (r * 1.02, wide * 0.7), (0, wide * 1.9), (-r * 1.02, wide * 0.7))
        pen.form(band, colour, role="collar", shadow=0.5)
        if garment.kind in ("scarf", "bandana"):
            pen.form(blob((r * 0.1, wide), (r * 0.7, wide * 0.6), (r * 0.8, r * 1.3), (r * 0.2, r * 1.2)), colour, role="collar")
        elif garment.kind in ("bow", "bow-tie", "ribbon"):
            for side in (-1, 1):
                pen.form(blob((r * 0.4, wide), (r * (0.4 + 0.6 * side), 0), (r * (0.4 + 0.6 * side), r * 0.6)), colour, role="collar")
        elif garment.kind in ("collar", "bell", "necklace"):
            pen.form(oval(r * 0.35, wide * 2.2, r * 0.22), NAMED["gold"], shadow=0.5)


def widen_eyes(drawing: Art, moves: dict[str, Move], face: str) -> None:
    """Big eyes for the scared and surprised."""
    eye = drawing.part("eye")
    if eye is None or face not in ("scared", "surprised"):
        return
    c = _middle(eye)
    px, py = eye.pivot or (0.0, 0.0)
    k = 1.2
    moves["eye"] = Move(x=(c[0] - px) * (1 - k), y=(c[1] - py) * (1 - k), scale_x=k, scale_y=k)


def _eyes(part: Part) -> list[skia.Rect]:
    """The boxes of the eyes: a face seen from the front has two."""
    found: list[skia.Rect] = []
    for shape in part.shapes():
        b = shape.path.getBounds()
        near = next((f for f in found if abs(f.centerX() - b.centerX()) < (f.width() + b.width()) * 0.45), None)
        if near is None:
            found.append(skia.Rect.MakeLTRB(b.left(), b.top(), b.right(), b.bottom()))
        else:
            near.join(b)
    return found


def _middle(part: Part) -> tuple[float, float]:
    whole = skia.Rect.MakeEmpty()
    for shape in part.shapes():
        whole.join(shape.path.getBounds())
    return whole.centerX(), whole.centerY()


def _eye_frame(drawing: Art, moves: Mapping[str, Move]) -> skia.Matrix:
    matrix = _frame(drawing, "head", moves)
    if drawing.part("skull"):
        matrix = skia.Matrix.Concat(matrix, _frame(drawing, "skull", moves))
    head = drawing.part("head")
    return matrix if head is not None else skia.Matrix()


def features(
    pen: Pen, drawing: Art, moves: Mapping[str, Move], look: Look, face: str
) -> None:
    """Brows, tears, a toy's button eyes."""
    eye = drawing.part("eye")
    if eye is None or not (look.toy or face in ("angry", "sad", "crying", "scared")):
        return
    with pen.moved(_eye_frame(drawing, moves)):
        boxes = _eyes(eye)
        for i, b in enumerate(boxes):
            x, y, r = b.centerX(), b.centerY(), max(b.width(), b.height() * 0.8) / 2
            if look.toy:
                pen.form(oval(x, y, r * 1.25), rgb("3a2f45"), shadow=0.5)
                for dx in (-0.4, 0.4):
                    pen.flat(oval(x + dx * r, y, r * 0.2), _SEAM)
            # Brows fall towards the nose when angry, rise towards it when sad.
            inner = 1.0 if len(boxes) == 1 or i == 0 else -1.0
            tilt = {"angry": 0.45, "sad": -0.4, "crying": -0.4, "scared": -0.45}.get(face)
            if tilt is not None:
                a = (x - r * 1.2, y - r * 1.9 - inner * tilt * r)
                c = (x + r * 1.2, y - r * 1.9 + inner * tilt * r)
                pen.line(poly(a, c, closed=False), rgb("3a2a34"), r * 0.5)
            if face == "crying":
                tear = blob((x, y + r), (x + r * 0.6, y + r * 2.5), (x, y + r * 3.2), (x - r * 0.6, y + r * 2.5))
                pen.flat(tear, _TEAR, alpha=0.95)


def snore(pen: Pen, x: float, y: float) -> None:
    """Three letters z that rise from a sleeper's head; (x, y) on the page."""
    inverse = skia.Matrix()
    if not pen.frame.invert(inverse):
        return
    at = inverse.mapXY(x, y)
    unit = 1.0 / pen.frame.mapRadius(1.0)
    for i, size in enumerate((3.0, 4.2, 5.6)):
        cx, cy, s = at.x() + unit * (5 + i * 6.5), at.y() - unit * (6 + i * 8.5), size * unit * 0.5
        z = poly((cx - s, cy - s), (cx + s, cy - s), (cx - s, cy + s), (cx + s, cy + s), closed=False)
        pen.line(z, rgb("fdf8ee"), unit * 1.9, lit=False)
        pen.line(z, rgb("6f79c4"), unit * 1.1, lit=False)


