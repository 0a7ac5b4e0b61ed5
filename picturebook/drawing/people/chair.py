"""The wheelchair of who sits in one."""

from typing import Final

from picturebook.drawing.artwork import art
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import Build

_ART: Final = "things/vehicles/wheelchair"


def chair_height(build: Build) -> float:
    """How high its seat is, in the figure's units."""
    return build.leg * 0.7 + build.head * 0.34


def draw_chair(s: Sitter, high: float, part: str) -> None:
    """What of it is behind or before the figure, whose seat is at (0, 0)."""
    drawing = art(_ART)
    seat = drawing.anchors["seat"]
    _, top, _, tall = drawing.box
    k = high / (top + tall - seat.y)
    with s.pen.at(-seat.x * k - s.build.head * 0.02, -seat.y * k, scale=k):
        before = len(s.pen.marks)
        if part == "behind":
            s.pen.art(drawing, hide=("front",))
        else:
            s.pen.art(drawing, only=("front",))
        for mark in s.pen.marks[before:]:
            mark.role = mark.role and f"wheelchair-{mark.role}"
