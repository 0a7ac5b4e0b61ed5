"""Contact sheets of people: by kind, by act, by role."""

from collections.abc import Callable

from picturebook.drawing.pen import Pen
from picturebook.drawing.people.figure import draw_person
from picturebook.drawing.people.kinds import kinds, table
from picturebook.drawing.people.poses import poses
from picturebook.scene import Look

Entry = tuple[str, Callable[[Pen], None]]


def entries(sort: str = "people") -> list[Entry]:
    """The cells of "people", "acts" or "roles"; each draws into 256 x 256 units."""
    if sort == "acts":
        cast = list(kinds())
        return [(act, _cell(Look(kind=cast[2 + i % 7]), f"a{i}", act)) for i, act in enumerate(poses())]
    if sort == "roles":
        return [
            (role, _cell(Look(kind=str(entry.get("kind") or "woman"), role=role), role, "stand"))
            for role, entry in table("roles").items()
        ]
    cells = []
    for kind in kinds():
        for i in range(8):
            cells.append((f"{kind} {i + 1}", _cell(Look(kind=kind), f"{kind}-{i}", "stand")))
    return cells


def _cell(look: Look, id: str, act: str) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        y = 226.0
        with pen.at(128, y):
            draw_person(pen, look, id=id, act=act, height=176)

    return draw
