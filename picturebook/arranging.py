"""A scene with one thing changed by hand: who is in it, what they do, what is where.

All functions are pure: they take a scene and give another.  What cannot be is a `ValueError` with a
sentence.
"""

from dataclasses import replace
from functools import cache
from typing import Final

from picturebook.drawing.animal_poses import plan_of
from picturebook.drawing.animal_poses import poses as animal_poses
from picturebook.drawing.people import poses
from picturebook.scene import CROWD, Figure, Look, Nudge, Relation, Scene, Thing
from picturebook.tables import table
from picturebook.wishes import without

MOST: Final = 12
"""So many figures, and so many things, are enough for one picture."""
FARTHEST: Final = 6
"""So many steps something can be moved each way."""
STANDINGS: Final = ("beside", "behind", "in front of", "on", "in", "under", "above", "riding",
                    "leading", "chasing", "facing")  # fmt: skip
"""How a figure or thing can be put to another."""
HELD: Final = "holding"


@cache
def acts(look: Look) -> tuple[str, ...]:
    """What somebody can do, by name: all poses of people, those of an animal's body."""
    if look.kind in table("animals") and not look.dressed:
        entry = table("animals")[look.kind]
        return tuple(sorted(animal_poses(plan_of(entry.key, entry.word("plan", "quadruped")))))
    return tuple(sorted(poses()))


@cache
def places() -> tuple[str, ...]:
    """All places, by name."""
    return tuple(sorted(table("places")))


@cache
def things() -> tuple[str, ...]:
    """All things, by name."""
    return tuple(sorted(table("things")))


def add_figure(scene: Scene, look: Look, *, id: str = "") -> Scene:
    """The scene with somebody more; somebody of the cast by their `id`."""
    if len(scene.figures) >= MOST:
        raise ValueError(f"There are {MOST} figures in this picture already; take one out first.")
    if any(f.id == id for f in scene.figures):
        raise ValueError("This figure stands in the picture already.")
    figure = Figure(id=id or _free(scene, look.kind), look=look)
    return replace(scene, figures=(*scene.figures, figure))


def add_thing(scene: Scene, kind: str, *, holder: str = "") -> Scene:
    """The scene with a thing more, in the hands of the figure `holder` if there is one."""
    if len(scene.things) >= MOST:
        raise ValueError(f"There are {MOST} things in this picture already; take one out first.")
    thing = Thing(id=_free(scene, kind), kind=kind)
    scene = replace(scene, things=(*scene.things, thing))
    return put(scene, thing.id, HELD, holder) if holder else scene


def take_out(scene: Scene, id: str) -> Scene:
    """The scene without a figure (and what only it holds) or a thing."""
    nudges = tuple(n for n in scene.nudges if n.id != id)
    return replace(without(scene, {id}), nudges=nudges)


def with_figure(scene: Scene, figure: Figure) -> Scene:
    """The scene with a figure as it is given, in place of that of its id."""
    if not 1 <= figure.count <= CROWD:
        raise ValueError(f"From 1 to {CROWD} alike figures can be drawn.")
    return replace(scene, figures=tuple(figure if f.id == figure.id else f for f in scene.figures))


def with_thing(scene: Scene, thing: Thing) -> Scene:
    """The scene with a thing as it is given, in place of that of its id."""
    return replace(scene, things=tuple(thing if t.id == thing.id else t for t in scene.things))


def standing(scene: Scene, id: str) -> tuple[str, str]:
    """How something is put, and to whom or what: ("on", "table-1"); ("", "") for by itself.

    A thing in somebody's hands is ("holding", that figure).
    """
    for relation in scene.relations:
        if relation.kind == HELD and relation.object == id:
            return HELD, relation.subject
    for relation in scene.relations:
        if relation.subject == id and relation.kind in STANDINGS:
            return relation.kind, relation.object
    return "", ""


def put(scene: Scene, id: str, kind: str, other: str) -> Scene:
    """The scene with something put to another; with "" for `kind` it stands by itself.

    Two things never stand on each other: what the other had to this one goes.
    """
    if id == other:
        raise ValueError("Nothing can be put to itself.")
    kept = [
        r
        for r in scene.relations
        if not (r.kind == HELD and r.object == id)
        and not (r.subject == id and r.kind in STANDINGS)
        and not (kind and r.subject == other and r.object == id)
    ]
    if kind == HELD:
        kept.append(Relation(kind=HELD, subject=other, object=id))
    elif kind:
        kept.append(Relation(kind=kind, subject=id, object=other))
    return replace(scene, relations=tuple(kept))


def move(scene: Scene, id: str, *, right: int = 0, nearer: int = 0, turn: bool = False) -> Scene:
    """The scene with something moved by steps from where it is, or turned round."""
    old = nudge_of(scene, id)
    new = Nudge(
        id=id,
        right=_within(old.right + right),
        nearer=_within(old.nearer + nearer),
        turned=old.turned != turn,
    )
    others = [n for n in scene.nudges if n.id != id]
    return replace(scene, nudges=tuple(others if new == Nudge(id=id) else [*others, new]))


def nudge_of(scene: Scene, id: str) -> Nudge:
    """How far something was moved."""
    return next((n for n in scene.nudges if n.id == id), Nudge(id=id))


def ids(scene: Scene) -> list[str]:
    """Of all figures, then of all things."""
    return [*(figure.id for figure in scene.figures), *(thing.id for thing in scene.things)]


def is_empty(scene: Scene) -> bool:
    """Whether nobody and nothing is in the picture."""
    return not (scene.figures or scene.things)


def _within(steps: int) -> int:
    return min(max(steps, -FARTHEST), FARTHEST)


def _free(scene: Scene, kind: str) -> str:
    """An id that nothing has."""
    taken = ids(scene)
    return next(f"{kind}-{n}" for n in range(1, 2 * MOST + 2) if f"{kind}-{n}" not in taken)
