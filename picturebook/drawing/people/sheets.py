"""Contact sheets of people: by kind, by act, by role."""

from collections.abc import Callable

from picturebook.drawing.artwork import art
from picturebook.drawing.pen import Pen
from picturebook.drawing.people.figure import draw_person
from picturebook.drawing.people.holding import Held
from picturebook.drawing.people.kinds import kinds, table
from picturebook.drawing.people.poses import pose_of, poses
from picturebook.drawing.people.posing import standing_height
from picturebook.scene import Look
from picturebook.tables import table as things

Entry = tuple[str, Callable[[Pen], None]]
HIGH = 168.0


def entries(sort: str = "people") -> list[Entry]:
    """The cells of "people", "acts" or "roles"; each draws into 256 x 256 units."""
    if sort == "acts":
        cast = list(kinds())
        return [
            (act, cell(Look(kind=cast[2 + i % 7]), f"a{i}", act)) for i, act in enumerate(poses())
        ]
    if sort == "roles":
        return [
            (role, cell(Look(kind=str(entry.get("kind") or "woman"), role=role), role, "stand",
                        str(entry.get("holds", ""))))
            for role, entry in table("roles").items()
        ]  # fmt: skip
    heads = [p for p in ("fox", "rabbit", "bear", "cat", "mouse", "owl", "frog", "pig")]
    cells = [
        (head, cell(Look(kind=head, dressed=True), f"h-{i}", "stand"))
        for i, head in enumerate(heads)
    ]
    return [
        *cells,
        *(
            (f"{kind} {i + 1}", cell(Look(kind=kind), f"{kind}-{i}", "stand"))
            for kind in kinds()
            for i in range(8)
        ),
    ]


def cell(look: Look, id: str, act: str, holds: str = "") -> Callable[[Pen], None]:
    """Draws one figure with what it naturally holds."""

    def draw(pen: Pen) -> None:
        pose = pose_of(act)
        held = thing_held(holds or pose.thing, HIGH / standing_height(look), at=pose.prop)
        seat = 40.0 if pose.seat in ("chair", "mount") else None
        water = 80.0 if pose.cut else 0.0
        with pen.at(128, 226 - (seat or 0.0) - water):
            draw_person(pen, look, id=id, act=act, height=HIGH, holds=held, seated_on=seat)

    return draw


def thing_held(kind: str, scale: float, *, at: str = "near") -> list[Held]:
    """A thing of the vocabulary to be held, `scale` units a centimetre; none if there is no such
    thing.

    Held things are drawn a little too big, as heads are.
    """
    entry = things("things").get(kind)
    if entry is None:
        return []
    drawing = art(entry.art)
    left, top, wide, high = drawing.box
    anchor = drawing.anchors.get(
        {"under": "foot", "front": "grip", "mouth": "mouth"}.get(at, "hand")
    )
    x, y = (left, top + high / 2) if at == "mouth" else (left + wide / 2, top + high / 2)
    if anchor := anchor or drawing.anchors.get("hand" if at != "mouth" else "mouth"):
        x, y = anchor.x, anchor.y
    big = max(1.3 * entry.cm * scale if entry.cm < 60 else entry.cm * scale, HIGH * 0.13)
    size = min(big, HIGH * 0.8) / max(wide, high)
    flip = at == "front" and x > left + wide * 0.6

    def paint(pen: Pen) -> None:
        with pen.at(scale=size, flip=flip), pen.at(-x, -y):
            pen.art(drawing)

    return [Held(paint=paint, id="thing")]
