"""What the parts of a posed puppet cover."""

from collections.abc import Iterator, Mapping

import skia

from picturebook.drawing.artwork import Art, Part, Shape
from picturebook.drawing.painting import Move, matrix_of
from picturebook.drawing.paths import merged, moved
from picturebook.drawing.placed import Box


def lowest_body(drawing: Art, frame: skia.Matrix) -> float:
    """The lowest of the body in a frame."""
    body = drawing.part("body")
    paths = [moved(shape.path, frame) for shape in body.shapes()] if body else []
    return max((path.computeTightBounds().bottom() for path in paths), default=0.0)


def whole(drawing: Art) -> Box:
    """The box of the whole file."""
    left, top, wide, high = drawing.box
    return left, top, left + wide, top + high


def box_of(
    drawing: Art, ids: set[str], moves: Mapping[str, Move], root: skia.Matrix | None = None
) -> Box | None:
    """What the top-level parts cover when they are moved so."""
    found = skia.Rect.MakeEmpty()
    for item in drawing.items:
        if isinstance(item, Part) and item.id in ids:
            for shape, matrix in _posed(item, root or skia.Matrix(), moves):
                bounds = moved(shape.path, matrix).computeTightBounds()
                if shape.width:
                    bounds.outset(shape.width / 2, shape.width / 2)
                found.join(bounds)
    if found.isEmpty():
        return None
    return found.left(), found.top(), found.right(), found.bottom()


def outline(drawing: Art, name: str, moves: Mapping[str, Move]) -> skia.Path:
    """What the big shapes of a top-level part cover when it is moved so."""
    found: list[skia.Path] = []
    for item in drawing.items:
        if isinstance(item, Part) and item.id == name:
            for shape, matrix in _posed(item, skia.Matrix(), moves):
                if not shape.flat:
                    found.append(moved(shape.path, matrix))
    return merged(*found)


def _posed(
    part: Part, matrix: skia.Matrix, moves: Mapping[str, Move]
) -> Iterator[tuple[Shape, skia.Matrix]]:
    here = skia.Matrix.Concat(matrix, matrix_of(part, moves.get(part.id)))
    for item in part.items:
        if isinstance(item, Shape):
            yield item, here
        elif not item.hidden:
            yield from _posed(item, here, moves)
