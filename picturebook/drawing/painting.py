"""How a drawing of `picturebook/art/` is laid down: its colours by role, its parts moved."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import skia

from picturebook.drawing.artwork import Art, Part, Shape
from picturebook.drawing.colours import WHITE, Colour, lightened, mix, multiply, rgb, shaded
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import Point, moved

if TYPE_CHECKING:
    from picturebook.drawing.pen import Pen

Tint = Callable[[str, Colour], Colour]
"""Changes a colour by its role: leaves in autumn, roofs in snow."""
_MAIN: Final = ("body", "hair", "cloth", "skin")
"""Roles that "shade" and "light" are relatives of, the first that is coloured."""


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


@dataclass(frozen=True, kw_only=True)
class Painting:
    """One way to lay down drawings; `Pen.art` says what the fields mean."""

    pen: "Pen"
    colours: Mapping[str, Colour]
    moves: Mapping[str, Move]
    hide: Collection[str]
    show: Collection[str]
    tint: Tint | None
    volume: float
    shadow: float

    def lay(self, art: Art, only: Collection[str] | None) -> None:
        """The drawing, or `only` these parts of it."""
        for item in art.items:
            name = item.id if isinstance(item, Part) else ""
            if only is None or name in only:
                self._item(item)
            elif isinstance(item, Part):
                self._only(item, only)

    def _only(self, part: Part, only: Collection[str]) -> None:
        for item in part.items:
            if isinstance(item, Part):
                if item.id in only:
                    self._item(item)
                else:
                    self._only(item, only)

    def _item(self, item: Shape | Part) -> None:
        if isinstance(item, Shape):
            self._shape(item)
            return
        if item.id in self.hide or (item.hidden and item.id not in self.show):
            return
        with self.pen.moved(matrix_of(item, self.moves.get(item.id))):
            for inner in item.items:
                self._item(inner)

    def _shape(self, shape: Shape) -> None:
        pen, colour, role = self.pen, self._colour(shape), shape.role
        if role == "glow":
            lamps = pen.light.lamps
            # Window panes turn to lamplight; lava, crystals and signals keep their own colour.
            vivid = max(colour) - min(colour)
            colour = mix(colour, rgb("ffe9a0"), 0.75 * lamps * max(0.15, 1 - 1.6 * vivid))
            if lamps and not shape.width:
                tone = multiply(colour, mix(pen.light.ambient, WHITE, 0.9))
                path = moved(shape.path, pen.frame)
                pen.add(Mark(path, tone, shape.alpha, role=role, base=colour))
                return
        if shape.width:
            pen.line(shape.path, colour, shape.width, alpha=shape.alpha, role=role)
        elif shape.flat:
            pen.flat(shape.path, colour, alpha=shape.alpha, role=role)
        elif shape.alpha < 1:
            with pen.faint(shape.alpha):
                pen.form(shape.path, colour, role=role, shadow=0, volume=0)
        else:
            pen.form(shape.path, colour, role=role, volume=self.volume, shadow=self.shadow)

    def _colour(self, shape: Shape) -> Colour:
        colour = shape.colour
        for role in shape.roles:
            if role in self.colours:
                colour = self.colours[role]
                break
            main = next((self.colours[m] for m in _MAIN if m in self.colours), None)
            if main is not None and role in ("shade", "light"):
                colour = shaded(main) if role == "shade" else lightened(main)
                break
        if self.tint:
            for role in shape.roles:
                colour = self.tint(role, colour)
        return colour
