"""How the parts of a drawing of `picturebook/art/` are moved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import skia

from picturebook.drawing.artwork import Art, Part
from picturebook.drawing.colours import Colour
from picturebook.drawing.paths import Point

Tint = Callable[[str, Colour], Colour]
"""Changes a colour by its role: leaves in autumn, roofs in snow."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """How a part is moved: turned (degrees) about its pivot, scaled there, then shifted."""

    turn: float = 0.0
    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0


def matrix_of(part: Part, move: Move | None) -> skia.Matrix:
    """What a move does to the points of a part."""
    matrix = skia.Matrix()
    if move is None:
        return matrix
    x, y = part.pivot or (0.0, 0.0)
    matrix.preTranslate(x + move.x, y + move.y)
    if move.turn:
        matrix.preRotate(move.turn)
    if move.scale_x != 1 or move.scale_y != 1:
        matrix.preScale(move.scale_x, move.scale_y)
    matrix.preTranslate(-x, -y)
    return matrix


def anchor_at(art: Art, name: str, moves: Mapping[str, Move] | None = None) -> Point | None:
    """Where an anchor lies when the parts it belongs to are moved; None if there is none."""
    anchor = art.anchors.get(name)
    if anchor is None:
        return None
    matrix = skia.Matrix()
    for part_id in anchor.within:
        part = art.part(part_id)
        if part is not None:
            matrix.preConcat(matrix_of(part, (moves or {}).get(part_id)))
    p = matrix.mapXY(anchor.x, anchor.y)
    return p.x(), p.y()
