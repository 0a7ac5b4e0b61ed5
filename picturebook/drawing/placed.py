"""Where something that was drawn stands on the page, and where others can be put to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from picturebook.drawing.paths import Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page units."""


@dataclass(frozen=True)
class Placed:
    """Page coordinates of one figure or thing. `points`: "hand", "other_hand", "seat", "mouth" …"""

    box: Box
    head: Box | None = None
    points: Mapping[str, Point] = field(default_factory=dict)
    id: str = ""
    """Of the figure."""


def around(boxes: "list[Box]") -> Box:
    """The box round all `boxes`."""
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip
