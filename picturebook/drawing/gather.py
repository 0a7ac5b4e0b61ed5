"""From a scene to the pieces that stand on the page: who rides what, what lies on what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from picturebook.drawing import hands
from picturebook.drawing.actors import Actor, Held
from picturebook.drawing.items import Alone, Crowd, Item, Mounted, Riding, Stacked, Standing
from picturebook.drawing.props import FLAT, TABLES, Prop
from picturebook.scene import CROWD, Figure, Relation, Scene, Thing
from picturebook.tables import table

BOARDS: Final[Mapping[str, str]] = {
    "surf": "surfboard", "skateboard": "skateboard", "snowboard": "snowboard", "row": "boat",
    "sail": "sailboat", "drive": "car",
}  # fmt: skip
"""What is under those who do this, where the scene does not say."""
_SEDENTARY: Final = frozenset(
    {"eat", "drink", "read", "talk", "play", "look", "listen", "write", "draw"}
)
_SKY: Final = frozenset({"sun", "moon", "star", "cloud", "rainbow", "lightning"})
_OVERHEAD: Final = frozenset({"sun", "moon", "star", "cloud", "lightning"})
"""The sky shows these by itself."""
_MARKING: Final = frozenset({"write", "draw", "paint"})
"""Who writes on a board stands before it."""
_UPON: Final = ("on", "in", "riding")
_SCENERY_CM: Final = 330.0
"""Things longer than this stand at the back, unless somebody is in them."""
_IN_WATER: Final = frozenset({"swim", "dive", "surf", "float", "row", "sail"})
_IN_AIR: Final = frozenset({"fly", "float"})


@dataclass
class Pieces:
    """The pieces of a picture and how they stand to each other. `relations` are between indices."""

    items: list[Item] = field(default_factory=list)
    relations: list[tuple[str, int, int]] = field(default_factory=list)

    def index(self, node: str) -> int | None:
        """Which item holds a figure or thing."""
        return next((i for i, item in enumerate(self.items) if node in item.ids), None)


def gather(
    scene: Scene, *, place: str = "", sky: bool = True, wet: bool = True, windows: bool = False
) -> Pieces:
    """The pieces of a scene at a place, the one it is about first.

    `sky`: whether one is seen; `wet`: whether there is a surface to swim at; `windows`: whether
    the room shows windows of its own.
    """
    shown = {place, *(_OVERHEAD if sky else ())}  # The stage has these already.
    if not sky and scene.time == "night":
        shown.add("moon")  # It stands in the window.
    if windows and scene.figures:
        shown.add("window")  # Whoever looks out of it looks out of the room's.
    if not sky:  # A room has walls; what is on one hangs there by itself.
        walls = {thing.id for thing in scene.things if thing.kind == "wall"}
        left = tuple(r for r in scene.relations if not walls & {r.subject, r.object})
        scene = replace(
            scene, things=tuple(t for t in scene.things if t.id not in walls), relations=left
        )
    used = {r.object for r in scene.relations if r.kind in (*_UPON, "holding")}
    if any(r.kind == "leading" for r in scene.relations):
        shown.add("rope")  # Drawn from hand to collar, when both are there.
    things = tuple(t for t in scene.things if t.kind not in shown or t.id in used)
    marking = {f.id for f in scene.figures if f.act in _MARKING}
    boards = (
        {t.id for t in things if not table("things")[t.kind].word("hold")} if marking else set()
    )
    relations = tuple(
        replace(r, kind="facing")
        if r.kind == "on" and r.subject in marking and r.object in boards
        else r
        for r in scene.relations
    )
    scene = replace(scene, things=things, relations=relations)
    return _Gatherer(scene, place, wet=wet).pieces()


class _Gatherer:
    def __init__(self, scene: Scene, place: str, *, wet: bool) -> None:
        self.scene = scene
        self.wet = wet
        self.supply = hands.Supply(scene, place)
        self.figures, self.things = self.supply.figures, self.supply.things
        self.used = self.supply.used
        self.out = Pieces()

    def pieces(self) -> Pieces:
        for relation in self.scene.relations:  # Riders first: they take their mount along.
            if relation.kind in _UPON and relation.subject in self.figures:
                self._upon(relation.object)
        for figure in self.scene.figures:
            if figure.id not in self.used:
                self._board(figure)
            if figure.id not in self.used:
                self._add(self._figure(figure))
        for relation in self.scene.relations:
            if relation.kind in ("on", "in") and relation.subject in self.things:
                self._stack(relation.object)
        for thing in self.scene.things:
            if thing.id not in self.used:
                self._things(thing)
        self._relate()
        order = {node: i for i, node in enumerate([*self.figures, *self.things])}
        ranked = sorted(self.out.items, key=lambda item: min(order.get(i, 99) for i in item.ids))
        places = {id(item): i for i, item in enumerate(ranked)}
        moved = [places[id(item)] for item in self.out.items]
        self.out.items = ranked
        self.out.relations = [(kind, moved[a], moved[b]) for kind, a, b in self.out.relations]
        return self.out

    def _add(self, item: Item) -> None:
        self.out.items.append(item)
        self.used.update(item.ids)

    # Figures

    def _members(self, figure: Figure) -> Iterator[Figure]:
        """A figure as often as it is there; the further ones have ids of their own."""
        for n in range(min(figure.count, CROWD)):
            yield replace(figure, id=figure.id if n == 0 else f"{figure.id}.{n}", count=1)

    def _standing(self, figure: Figure, held: list[Held]) -> Standing:
        actor = Actor.of(figure)
        land = "ground"
        if figure.act in _IN_WATER and not self.wet:
            land = "air" if figure.act == "float" else "ground"
        elif figure.act in _IN_WATER or (actor.home == "water" and figure.act != "fly"):
            land = "water"
        elif figure.act in _IN_AIR or (actor.home == "air" and figure.act in ("fly", "stand")):
            land = "air"
        return Standing(actor, held, land, wet=self.wet, at_table=self._at_table(figure))

    def _at_table(self, figure: Figure) -> bool:
        """Whether somebody sits behind a table."""
        if figure.posture != "sit" and figure.act not in ("sit", *_SEDENTARY):
            return False
        first = figure.id.partition(".")[0]
        tables = {t.id for t in self.scene.things if t.kind in TABLES}
        return any(
            r.kind == "behind" and r.subject == first and r.object in tables
            for r in self.scene.relations
        )

    def _figure(self, figure: Figure) -> Item:
        self.used.add(figure.id)
        held = hands.held(figure, self.supply)
        members = [
            self._standing(member, held if n == 0 else hands.copies(held, n))
            for n, member in enumerate(self._members(figure))
        ]
        if len(members) == 1:
            return members[0]
        return Crowd(members, members[0].land)

    # Riders

    def _upon(self, node: str) -> None:
        """All figures that are on or in `node` with it, as one piece."""
        if node in self.used:
            return
        riders = [
            self.figures[r.subject]
            for r in self.scene.relations
            if r.kind in _UPON and r.object == node and r.subject in self.figures
            and r.subject not in self.used and r.subject != node
        ]  # fmt: skip
        riders = list(dict.fromkeys(riders))
        if riders and node in self.figures:
            self._mount(self.figures[node], riders)
        elif riders and node in self.things:
            self._board_together(self.things[node], riders)

    def _mount(self, animal: Figure, riders: list[Figure]) -> None:
        """An animal with all who ride it, if it can be ridden."""
        act = animal.act if animal.act in ("walk", "run", "jump", "swim", "fly") else "walk"
        mount = Actor.of(replace(animal, act=act))
        if not mount.rideable:
            return
        self.used.update((animal.id, *(rider.id for rider in riders)))
        seated = [one for rider in riders for one in self._seated(rider)]
        self._add(Mounted(mount, seated[:3], "water" if mount.home == "water" else "ground"))

    def _board_together(self, thing: Thing, riders: list[Figure]) -> None:
        """A thing with all who are on or in it."""
        prop = Prop.of(thing)
        if prop is None:
            return
        self.used.add(thing.id)
        seated: list[Standing] = []
        for rider in riders:
            self.used.add(rider.id)
            if thing.kind in FLAT and rider.act in _SEDENTARY:
                rider = replace(rider, posture=rider.posture or "sit")  # On a blanket one sits.
            seated += self._seated(rider)
        land = prop.at if prop.at in ("water", "air") else "ground"
        if any(rider.act == "fly" for rider in riders):
            land = "air"
        seats = prop.seats()
        rideable = bool(seats) or prop.has("foot")
        if rideable and len(seats) < 2 and len(seated) > 1 and prop.entry.cm < 270:
            for n, one in enumerate(seated[:4]):  # One bicycle each.
                self._add(Riding(prop.another(n), [one], land))
        elif rideable:
            self._add(Riding(prop, seated[: max(len(seats), 1) + 1], land))
        else:
            inside = self._holds(thing) and "front" in prop.art.parts
            self._add(Stacked(prop, seated[:4], land, inside=inside))

    def _seated(self, rider: Figure) -> list[Standing]:
        return [self._standing(m, hands.held(rider, self.supply)) for m in self._members(rider)]

    def _holds(self, thing: Thing) -> bool:
        """Whether something is in it."""
        return any(r.kind == "in" and r.object == thing.id for r in self.scene.relations)

    def _board(self, figure: Figure) -> None:
        """Whoever surfs has a board under the feet, said or not."""
        kind = BOARDS.get(figure.act)
        if kind is None:
            return
        said = next(
            (t for t in self.scene.things if t.kind == kind and t.id not in self.used), None
        )
        thing = said or Thing(id=f"{figure.id}-{kind}", kind=kind)
        prop = Prop.of(thing)
        if prop is None:
            return
        held = hands.held(figure, self.supply)
        self.used.update((figure.id, thing.id))
        members = list(self._members(figure))
        land = "water" if figure.act == "surf" else "ground"
        if prop.at in ("water", "air"):
            land = prop.at
        if prop.seats():
            self._add(Riding(prop, [self._standing(m, held) for m in members], land))
            return
        for n, member in enumerate(members[:3]):
            rider = self._standing(member, held if n == 0 else [])
            self._add(Riding(prop.another(n), [rider], land))

    # Things

    def _stack(self, node: str) -> None:
        """Everything that lies on or in a thing, with it."""
        thing = self.things.get(node)
        if thing is None or node in self.used:
            return
        prop = Prop.of(thing)
        if prop is None:
            return
        self.used.add(node)
        tops: list[Item] = []
        for relation in self.scene.relations:
            if relation.object != node or relation.kind not in ("on", "in"):
                continue
            if relation.subject in self.things and relation.subject not in self.used:
                self._stack(relation.subject)  # What lies on that in turn.
                index = self.out.index(relation.subject)
                if index is not None:
                    tops.append(self.out.items.pop(index))
                else:
                    tops += self._copies_of(self.things[relation.subject], 3)
        land = prop.at if prop.at in ("water", "air", "wall") else "ground"
        if not tops:
            self._add(Alone(prop, land))
            return
        self._add(Stacked(prop, tops[:5], land, inside=self._holds(thing)))

    def _copies_of(self, thing: Thing, most: int) -> list[Item]:
        prop = Prop.of(thing)
        self.used.add(thing.id)
        if prop is None:
            return []
        several = [prop.another(n) for n in range(min(thing.count, most))]
        return [Alone(one, _land(one)) for one in several]

    def _things(self, thing: Thing) -> None:
        for item in self._copies_of(thing, 5):
            self._add(item)

    # Relations between pieces

    def _relate(self) -> None:
        for relation in self.scene.relations:
            person = self.figures.get(relation.subject)
            if relation.kind == "above" and person and person.act not in ("fly", "jump", "float"):
                relation = replace(relation, kind="behind")  # Who stands over a table.
            for a, b, kind in _pairs(relation):
                first, second = self.out.index(a), self.out.index(b)
                if first is not None and second is not None and first != second:
                    self.out.relations.append((kind, first, second))


def _land(prop: Prop) -> str:
    if prop.thing.kind in _SKY:
        return "air"
    if prop.at in ("water", "air", "wall", "ceiling", "table"):
        return prop.at
    return "back" if prop.entry.cm > _SCENERY_CM else "ground"


def _pairs(relation: Relation) -> Iterator[tuple[str, str, str]]:
    if relation.kind == "between":
        yield relation.subject, relation.object, "between"
        if relation.other:
            yield relation.subject, relation.other, "between"
    elif relation.kind not in ("holding", "wearing"):
        yield relation.subject, relation.object, relation.kind
