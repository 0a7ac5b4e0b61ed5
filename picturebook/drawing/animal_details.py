"""What is laid on an animal's puppet: spots, a collar, a toy's seam, what its face says."""

import math
import random
from collections.abc import Mapping
from typing import Final

import skia

from picturebook.drawing.animal_outlines import outline
from picturebook.drawing.artwork import Art, Part
from picturebook.drawing.colours import NAMED, WHITE, Colour, lightened, mix, rgb, shaded
from picturebook.drawing.painting import Move, matrix_of
from picturebook.drawing.paths import blob, join, merged, moved, oval, poly
from picturebook.drawing.pen import Pen
from picturebook.scene import Look

_BANDS: Final[Mapping[str, str]] = {
    "collar": "red", "scarf": "red", "bandana": "blue", "bow": "pink", "bow-tie": "red",
    "tie": "blue", "necklace": "gold", "bell": "gold", "ribbon": "pink", "harness": "blue",
    "reins": "brown", "leash": "red",
}  # fmt: skip
"""What is worn round an animal's neck, and its colour if none is said."""
_TEAR: Final = rgb("7cc7f2")
_SEAM: Final = rgb("fff6e6")
_BRIGHT: Final = rgb("ffe7a6")


def _frame(drawing: Art, name: str, moves: Mapping[str, Move]) -> skia.Matrix:
    part = drawing.part(name)
    return matrix_of(part, moves.get(name)) if part else skia.Matrix()


def coat(
    pen: Pen, drawing: Art, moves: Mapping[str, Move], look: Look, colour: Colour | None, name: str
) -> None:
    """Spots or stripes on the body or a leg, and a toy's seam."""
    part = drawing.part(name)
    if part is None or not (look.pattern or look.toy):
        return
    path = outline(drawing, name, moves)
    if path.isEmpty():
        return
    base = colour or next((s.colour for s in part.shapes() if s.role == "body"), WHITE)
    tone = (
        mix(shaded(base), (0.16, 0.1, 0.14), 0.45)
        if sum(base) > 1.1
        else lightened(lightened(base))
    )
    b = path.getBounds()
    if look.pattern:
        step = max(drawing.box[2:]) / 10
        with pen.clipped(path):
            pen.flat(_figure(look.pattern, b, step), tone, role="accent")
    if look.toy and name == "body":
        x = b.left() + b.width() * 0.52
        with pen.clipped(path):
            for i in range(1, 8):
                y = b.top() + b.height() * i / 8
                pen.line(poly((x - 3, y - 1), (x + 3, y + 1), closed=False), _SEAM, 1.8)


def _figure(pattern: str, b: skia.Rect, step: float) -> skia.Path:
    """Stripes, checks or spots over a box: the same for the same box."""
    columns, rows = math.ceil(b.width() / step) + 1, math.ceil(b.height() / step) + 1
    if pattern in ("striped", "stripes"):
        return join(*(
            blob((x, b.top() - 5), (x + step * 0.36, b.top() - 5), (x + step * 0.3, b.centerY()),
                 (x + step * 0.1, b.bottom() - b.height() * 0.22), (x - step * 0.05, b.centerY()))
            for x in (b.left() + step * (i + 0.3) for i in range(columns))
        ))  # fmt: skip
    dice = random.Random(7)
    big = pattern in ("patched", "patchy", "patches")
    spots = []
    for row in range(rows + 1):
        for column in range(columns):
            if big and (row + column) % 3:
                continue
            x = b.left() + step * (column + 0.5 * (row % 2) + dice.uniform(-0.14, 0.14))
            y = b.top() + step * 0.85 * (row + 0.35 + dice.uniform(-0.14, 0.14))
            r = step * (0.6 if big else 0.21) * dice.uniform(0.8, 1.2)
            spots.append(oval(x, y, r, r * 0.85))
    return merged(*spots)


def collar(pen: Pen, drawing: Art, moves: Mapping[str, Move], look: Look) -> None:
    """What it wears round its neck, drawn before the skull that hangs over it."""
    garment = next((g for g in look.wears if g.kind in _BANDS), None)
    head, anchor = drawing.part("head"), drawing.anchors.get("neck")
    if garment is None or head is None or anchor is None:
        return
    colour = NAMED.get(garment.colour) or NAMED[_BANDS[garment.kind]]
    inside = "head" in anchor.within
    r = anchor.r if anchor.r > 2 else max(drawing.box[2:]) * 0.09
    x, y, angle = anchor.x, anchor.y, 20.0
    if inside:
        x, y, angle = _below_skull(drawing, moves, head)
    wide = r * (0.42 if garment.kind in ("scarf", "bandana") else 0.28)
    frame = _frame(drawing, "head" if inside else "body", moves)
    with pen.moved(frame), pen.at(x, y, turn=angle):
        low = wide * 1.9
        band = blob((-r, -wide), (0, wide * 0.2), (r, -wide), (r * 1.02, wide * 0.7), (0, low),
                    (-r * 1.02, wide * 0.7))  # fmt: skip
        pen.form(band, colour, role="collar", shadow=0.5)
        if garment.kind in ("scarf", "bandana"):
            end = blob(
                (r * 0.1, wide), (r * 0.7, wide * 0.6), (r * 0.8, r * 1.3), (r * 0.2, r * 1.2)
            )
            pen.form(end, colour, role="collar")
        elif garment.kind in ("bow", "bow-tie", "ribbon"):
            for side in (-0.6, 0.6):
                x0, x1 = r * 0.35, r * (0.35 + side)
                pen.form(
                    blob((x0, wide * 1.2), (x1, wide * 0.2), (x1, wide * 2.8)),
                    colour,
                    role="collar",
                )
            pen.form(
                oval(r * 0.35, wide * 1.4, r * 0.14), shaded(colour), role="collar", shadow=0.5
            )
        elif garment.kind in ("collar", "bell", "necklace"):
            pen.form(oval(r * 0.35, wide * 2.2, r * 0.22), NAMED["gold"], shadow=0.5)


def _below_skull(drawing: Art, moves: Mapping[str, Move], head: Part) -> tuple[float, float, float]:
    """Where the neck leaves the skull, and how a band lies there (in the frame of the head)."""
    anchor = drawing.anchors["neck"]
    skull = drawing.part("skull")
    px, py = head.pivot or (anchor.x, anchor.y + 10)
    if skull is None or skull.pivot is None:
        return anchor.x, anchor.y, math.degrees(math.atan2(anchor.y - py, anchor.x - px)) + 90
    kx, ky = skull.pivot
    matrix = matrix_of(skull, moves.get("skull"))
    shape = merged(*(moved(s.path, matrix) for s in skull.shapes() if not s.flat))
    angle = math.degrees(math.atan2(ky - py, kx - px)) + 90
    for i in range(34):
        t = i / 20
        x, y = kx + (px - kx) * t, ky + (py - ky) * t
        if t >= 0.4 and not shape.contains(x, y):
            break
    return x, y, angle


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
        near = next(
            (f for f in found if abs(f.centerX() - b.centerX()) < (f.width() + b.width()) * 0.45),
            None,
        )
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


def bright_eyes(pen: Pen, drawing: Art, moves: Mapping[str, Move], *, closed: bool) -> None:
    """The eyes of a coat that is too dark for dark eyes: on light discs, lids of light lines."""
    eye = drawing.part("eye")
    if eye is None:
        return
    ringed = sum(next(eye.shapes()).colour) > 2.2
    with pen.moved(_eye_frame(drawing, moves)):
        for b in _eyes(eye):
            x, y, r = b.centerX(), b.centerY(), max(b.width(), b.height() * 0.8) / 2
            if closed:
                lid = blob((x - r * 1.1, y), (x, y + r * 0.8), (x + r * 1.1, y), closed=False)
                pen.line(lid, _BRIGHT, r * 0.5)
            elif not ringed:
                pen.flat(oval(x, y, r * 1.35, r * 1.5), _BRIGHT)
        if not closed:
            pen.art(drawing, only={"eye"}, moves=moves)


def features(
    pen: Pen, drawing: Art, moves: Mapping[str, Move], look: Look, face: str, *, dark: bool
) -> None:
    """Brows, tears, a toy's button eyes."""
    eye = drawing.part("eye")
    if eye is None or not (look.toy or face in ("angry", "sad", "crying", "scared")):
        return
    brow = _BRIGHT if dark else rgb("3a2a34")
    with pen.moved(_eye_frame(drawing, moves)):
        boxes = _eyes(eye)
        for i, b in enumerate(boxes):
            x, y, r = b.centerX(), b.centerY(), max(b.width(), b.height() * 0.8) / 2
            if look.toy:
                pen.form(oval(x, y, r * 1.25), rgb("6a5a78" if dark else "3a2f45"), shadow=0.5)
                for dx in (-0.4, 0.4):
                    pen.flat(oval(x + dx * r, y, r * 0.2), _SEAM)
            # Brows fall towards the nose when angry, rise towards it when sad.
            inner = 1.0 if len(boxes) == 1 or i == 0 else -1.0
            tilt = {"angry": 0.45, "sad": -0.4, "crying": -0.4, "scared": -0.45}.get(face)
            if tilt is not None:
                rise = inner * tilt * r
                ends = (x - r * 1.2, y - r * 1.9 - rise), (x + r * 1.2, y - r * 1.9 + rise)
                pen.line(poly(*ends, closed=False), brow, r * 0.5)
            if face == "crying":
                pen.flat(blob((x, y + r), (x + r * 0.6, y + r * 2.5), (x, y + r * 3.2),
                              (x - r * 0.6, y + r * 2.5)), _TEAR, alpha=0.95)  # fmt: skip


def snore(pen: Pen, x: float, y: float) -> None:
    """Three letters z that rise from a sleeper's head; (x, y) on the page."""
    inverse = skia.Matrix()
    if not pen.frame.invert(inverse):
        return
    at = inverse.mapXY(x, y)
    unit = 1.0 / pen.frame.mapRadius(1.0)
    here = pen.frame
    mirrored = here.getScaleX() * here.getScaleY() < here.getSkewX() * here.getSkewY()
    way = -1.0 if mirrored else 1.0  # Letters are never mirrored.
    for i, size in enumerate((3.0, 4.2, 5.6)):
        cx, cy = at.x() + way * unit * (5 + i * 6.5), at.y() - unit * (6 + i * 8.5)
        s, across = size * unit * 0.5, way * size * unit * 0.5
        corners = (cx - across, cy - s), (cx + across, cy - s), (cx - across, cy + s)
        z = poly(*corners, (cx + across, cy + s), closed=False)
        pen.line(z, rgb("fdf8ee"), unit * 1.9, lit=False)
        pen.line(z, rgb("6f79c4"), unit * 1.1, lit=False)
