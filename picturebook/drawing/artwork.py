"""Reads the drawings under `picturebook/art/`: small SVG files whose shapes have roles.

A subset of SVG, so that any program shows the files and an artist can add one: groups, paths,
circles, ellipses, rectangles, polygons and lines.  `class` says which role a shape's colour plays
("body", "shade", "leaf" …) and "flat" that it lies on the shape below it without a shadow; circles
of the class "anchor" are points to put things to; groups with an `id` are parts that can be left
out or moved, about their `data-pivot`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import skia
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from picturebook.drawing.colours import Colour, rgb
from picturebook.drawing.paths import Point, box, moved, oval, poly

ART: Final = Path(__file__).parent.parent / "art"
_ATTRIBUTES: Final = frozenset(
    "id class fill stroke stroke-width stroke-linecap stroke-linejoin opacity transform display d "
    "cx cy r rx ry x y width height points x1 y1 x2 y2 data-pivot".split()
)
_TRANSFORM: Final = re.compile(r"(translate|rotate|scale)\(([^)]*)\)")


@dataclass(frozen=True, eq=False)
class Shape:
    """One shape in the file's units; `width` above 0 is a line's."""

    path: skia.Path
    colour: Colour
    roles: tuple[str, ...] = ()
    flat: bool = False
    width: float = 0.0
    alpha: float = 1.0

    @property
    def role(self) -> str:
        """The first of its roles, or ""."""
        return self.roles[0] if self.roles else ""


@dataclass(frozen=True, eq=False)
class Part:
    """A group: `pivot` is the point it turns about; `hidden` ones are shown only when asked for."""

    id: str
    items: tuple["Shape | Part", ...]
    pivot: Point | None = None
    hidden: bool = False

    def shapes(self) -> Iterator[Shape]:
        """All shapes in it, in order."""
        for item in self.items:
            if isinstance(item, Part):
                yield from item.shapes()
            else:
                yield item


@dataclass(frozen=True, eq=False)
class Anchor:
    """A point of the drawing, and the parts that it moves with (outermost first)."""

    x: float
    y: float
    r: float
    within: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Art:
    """A drawing as it was read: `box` is left, top, width, height of its view."""

    name: str
    box: tuple[float, float, float, float]
    items: tuple[Shape | Part, ...]
    anchors: dict[str, Anchor] = field(default_factory=dict)

    def shapes(self) -> Iterator[Shape]:
        """All shapes, in order."""
        return Part("", self.items).shapes()

    def part(self, name: str) -> Part | None:
        """The part of that id, wherever it is."""
        return next((p for p in _parts(self.items) if p.id == name), None)

    @property
    def parts(self) -> frozenset[str]:
        """The ids of all parts."""
        return frozenset(p.id for p in _parts(self.items))


def _parts(items: tuple[Shape | Part, ...]) -> Iterator[Part]:
    for item in items:
        if isinstance(item, Part):
            if item.id:
                yield item
            yield from _parts(item.items)


@cache
def art(name: str) -> Art:
    """The drawing `name`, a path under `art/` without its ending ("things/food/apple").

    Raises `ValueError` with a sentence that names what is wrong with the file.
    """
    file = ART / f"{name}.svg"
    try:
        return parse(file.read_text("utf-8"), name)
    except FileNotFoundError:
        raise ValueError(f"There is no drawing {name}.svg under {ART.name}/.") from None


def has(name: str) -> bool:
    """Whether there is a drawing of that name."""
    return (ART / f"{name}.svg").is_file()


def parse(text: str, name: str) -> Art:
    """An SVG text as a drawing."""
    try:
        root = ElementTree.fromstring(text)
        left, top, wide, high = (float(v) for v in root.attrib["viewBox"].split())
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise ValueError(f"{name}.svg cannot be read: {error}.") from error
    anchors: dict[str, Anchor] = {}
    items = _items(root, skia.Matrix(), (), anchors, name)
    return Art(name, (left, top, wide, high), items, anchors)


def _items(
    parent: ElementTree.Element,
    matrix: skia.Matrix,
    within: tuple[str, ...],
    anchors: dict[str, Anchor],
    name: str,
) -> tuple[Shape | Part, ...]:
    items: list[Shape | Part] = []
    for element in parent:
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag in ("", "title", "desc"):
            continue
        given = element.attrib
        if unknown := set(given) - _ATTRIBUTES:
            raise ValueError(
                f"{name}.svg: <{tag}> has {', '.join(sorted(unknown))}, which is not used here."
            )
        here = skia.Matrix.Concat(matrix, skia.Matrix())
        if "transform" in given:
            here.preConcat(_transform(given["transform"]))
        if tag == "g":
            part = given.get("id", "")
            inner = (*within, part) if part else within
            pivot = given.get("data-pivot")
            at = None
            if pivot:
                x, y = (float(v) for v in re.split(r"[ ,]+", pivot.strip()))
                p = here.mapXY(x, y)
                at = (p.x(), p.y())
            hidden = given.get("display") == "none"
            items.append(Part(part, _items(element, here, inner, anchors, name), at, hidden))
            continue
        if "anchor" in given.get("class", "").split():
            p = here.mapXY(float(given["cx"]), float(given["cy"]))
            anchors[given["id"]] = Anchor(p.x(), p.y(), float(given.get("r", 1)), within)
            continue
        items.append(_shape(tag, given, here, name))
    return tuple(items)


def _shape(tag: str, given: dict[str, str], matrix: skia.Matrix, name: str) -> Shape:
    classes = given.get("class", "").split()
    path = moved(_path(tag, given, name), matrix)
    stroke = given.get("stroke", "none")
    fill = given.get("fill", "none" if stroke != "none" else "#2b2030")
    line = stroke != "none" and fill == "none"
    return Shape(
        path=path,
        colour=rgb(stroke if line else fill),
        roles=tuple(c for c in classes if c != "flat"),
        flat="flat" in classes or line,
        width=float(given.get("stroke-width", 1)) * matrix.mapRadius(1.0) if line else 0.0,
        alpha=float(given.get("opacity", 1)),
    )


def _path(tag: str, given: dict[str, str], name: str) -> skia.Path:
    def number(key: str, default: float = 0.0) -> float:
        return float(given.get(key, default))

    if tag == "path":
        return path_of(given["d"])
    if tag == "circle":
        return oval(number("cx"), number("cy"), number("r"))
    if tag == "ellipse":
        return oval(number("cx"), number("cy"), number("rx"), number("ry"))
    if tag == "rect":
        x, y = number("x"), number("y")
        return box(x, y, x + number("width"), y + number("height"), number("rx"))
    if tag in ("polygon", "polyline"):
        values = [float(v) for v in re.split(r"[ ,]+", given["points"].strip())]
        return poly(*zip(values[::2], values[1::2], strict=True), closed=tag == "polygon")
    if tag == "line":
        start, end = (number("x1"), number("y1")), (number("x2"), number("y2"))
        return poly(start, end, closed=False)
    raise ValueError(f"{name}.svg: <{tag}> is not among the elements used here.")


def path_of(data: str) -> skia.Path:
    """The path that the `d` of an SVG path describes."""
    pen = _SkiaPen()
    parse_path(data, pen)
    return pen.path


def _transform(text: str) -> skia.Matrix:
    out = skia.Matrix()
    for what, numbers in _TRANSFORM.findall(text):
        values = [float(v) for v in re.split(r"[ ,]+", numbers.strip())]
        step = skia.Matrix()
        if what == "translate":
            step.setTranslate(values[0], values[1] if len(values) > 1 else 0.0)
        elif what == "scale":
            step.setScale(values[0], values[1] if len(values) > 1 else values[0])
        elif len(values) == 3:
            step.setRotate(values[0], values[1], values[2])
        else:
            step.setRotate(values[0])
        out.preConcat(step)
    return out


class _SkiaPen(BasePen):
    """Receives fontTools' reading of path data."""

    def __init__(self) -> None:
        super().__init__(None)
        self.path = skia.Path()

    def _moveTo(self, pt: Point) -> None:
        self.path.moveTo(*pt)

    def _lineTo(self, pt: Point) -> None:
        self.path.lineTo(*pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
        self.path.cubicTo(*pt1, *pt2, *pt3)

    def _qCurveToOne(self, pt1: Point, pt2: Point) -> None:
        self.path.quadTo(*pt1, *pt2)

    def _closePath(self) -> None:
        self.path.close()

    def _endPath(self) -> None:
        pass
