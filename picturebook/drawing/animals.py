"""Draws animals: paper puppets of `art/animals/`, posed, in the colours of their looks.

    placed = draw_animal(pen, look, id="rex", act="sit", length=60)

stands on the pen's origin and looks to the right; `placed` says where its mouth, its seat and so on
are on the page, for what it holds and who rides it.
"""

from collections.abc import Callable, Mapping
from typing import Final

from picturebook.drawing import animal_details as details
from picturebook.drawing.animal_poses import Stance, act_for, plan_of, poses, stance
from picturebook.drawing.artwork import Art, Part, art
from picturebook.drawing.colours import NAMED, Colour, rgb
from picturebook.drawing.painting import Move, anchor_at, matrix_of
from picturebook.drawing.paths import box as rectangle
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Box, Placed
from picturebook.scene import Look
from picturebook.tables import table

COATS: Final[Mapping[str, Colour]] = {
    **NAMED,
    **{name: rgb(code) for name, code in {
        "golden": "e2a84a", "ginger": "e8843a", "chestnut": "8c4a2a", "gray": "8f97a3",
        "sandy": "dcb878", "dark-brown": "5e3b26", "light-brown": "b98a5a", "fawn": "cfa276",
    }.items()},
}  # fmt: skip
"""What coats and feathers are called."""
_WINGS: Final = ("wing-near",)


def draw_animal(
    pen: Pen,
    look: Look,
    *,
    id: str,
    act: str = "stand",
    face: str = "",
    length: float,
    part: str = "all",
    under_water: bool = False,
) -> Placed:
    """Draw an animal with its feet on the pen's origin, its longer side (standing) `length` units.

    `part`: "behind" is all but what is in front of a rider, "front" the rest (head and near wing):
    rider's far leg, "behind", rider, "front".  In the act "swim" the origin is at the water line,
    and only what is above it is drawn unless `under_water`.
    """
    entry = table("animals")[look.kind]
    drawing, plan = art(entry.art), plan_of(entry.key, entry.word("plan", "quadruped"))
    pose = stance(entry.art, plan, act_for(plan, act), entry.word("wings") == "up")
    scale = length / max(drawing.box[2:])
    high = drawing.box[3]
    level = pose.box[3] + pose.lift * high
    cut = pose.cut > 0 and not under_water
    if cut:
        level = pose.box[3] - pose.cut * (pose.box[3] - pose.box[1])
    middle = (pose.trunk[0] + pose.trunk[2]) / 2
    with pen.whose(id), pen.at(scale=scale):
        placed = _placed(pen, drawing, pose, middle, level, cut)
        clip = rectangle(-9e3, -9e3, 9e3, 0.0) if cut else rectangle(-9e3, -9e3, 9e3, 9e3)
        with pen.clipped(clip), pen.at(-middle, -level), pen.moved(pose.root):
            _paint(pen, drawing, pose, look, face, part)
        if part != "behind" and (act == "sleep" or face == "asleep"):
            x, y = placed.points.get("top", placed.box[:2])
            details.snore(pen, x, y)
    return placed


def _placed(pen: Pen, drawing: Art, pose: Stance, middle: float, level: float, cut: bool) -> Placed:
    def page(box: Box) -> Box:
        corners = [pen.point(x - middle, y - level) for x in box[::2] for y in box[1::2]]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    points: dict[str, tuple[float, float]] = {"feet": pen.point(0, 0)}
    for name in drawing.anchors:
        at = anchor_at(drawing, name, pose.moves)
        if at is not None:
            p = pose.root.mapXY(*at)
            points[name] = pen.point(p.x() - middle, p.y() - level)
    left, top, right, bottom = pose.box
    return Placed(
        box=page((left, top, right, level if cut else bottom)), head=page(pose.head), points=points
    )


def _paint(pen: Pen, drawing: Art, pose: Stance, look: Look, face: str, part: str) -> None:
    colours: dict[str, Colour] = {}
    if look.colour in COATS:
        colours["body"] = COATS[look.colour]
    moves: dict[str, Move] = dict(pose.moves)
    show: set[str] = set()
    hide: set[str] = set()
    closed = pose.closed or face == "asleep"
    face_part = "head" if drawing.part("head") else "body"
    if closed:
        show, hide = {"eye-closed"}, {"eye"}
    if pose.open_mouth or face in ("laughing", "shouting", "singing"):
        show.add("mouth-open")
    details.widen_eyes(drawing, moves, face)
    dark = "body" in colours and sum(colours["body"]) < 0.95
    if look.toy or dark:
        hide.add("eye")
        show.discard("eye-closed")
    for item in sorted(drawing.items, key=lambda item: getattr(item, "id", "") in pose.over):
        name = item.id if isinstance(item, Part) else ""
        front = name == "head" or name in _WINGS
        if part != "all" and front != (part == "front"):
            continue
        skull = drawing.part("skull") if name == "head" else None
        if not isinstance(item, Part) or skull is None:
            pen.art(drawing, colours=colours, moves=moves, hide=hide, show=show, only={name})
        else:
            pen.art(
                drawing, colours=colours, moves=moves, hide={*hide, "skull"}, show=show, only={name}
            )
        if name == "body" or name.startswith("leg"):
            details.coat(pen, drawing, moves, look, colours.get("body"), name)
        elif name == "head":
            details.collar(pen, drawing, moves, look)
            if skull is not None and isinstance(item, Part):
                with pen.moved(matrix_of(item, moves.get("head"))):
                    pen.art(
                        drawing, colours=colours, moves=moves, hide=hide, show=show, only={"skull"}
                    )
        if name == face_part:
            if dark and not look.toy:
                details.bright_eyes(pen, drawing, moves, closed=closed)
            details.features(pen, drawing, moves, look, face, dark=dark)


def _one(kind: str, act: str) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        with pen.at(128, 214):
            draw_animal(pen, Look(kind=kind), id=kind, act=act, length=165)

    return draw


def entries() -> list[tuple[str, Callable[[Pen], None]]]:
    """For contact sheets: each animal standing, then each in each pose of its plan ("dog sit")."""
    animals = table("animals")
    found = [(name, _one(name, "stand")) for name in animals]
    for name, entry in animals.items():
        plan = plan_of(name, entry.word("plan", "quadruped"))
        found += [(f"{name} {act}", _one(name, act)) for act in poses(plan) if act != "stand"]
    return found
