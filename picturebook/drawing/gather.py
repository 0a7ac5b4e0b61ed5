"""From a scene to the pieces that stand on the page: who rides what, who holds what, what lies on what."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from picturebook.drawing.actors import Actor, Held
from picturebook.drawing.items import Alone, Crowd, Item, Mounted, Riding, Stacked, Standing
from picturebook.drawing.props import FLAT, Prop
from picturebook.scene import CROWD, Figure, Relation, Scene, Thing

BOARDS: Final[Mapping[str, str]] = {
    "surf": "surfboard", "skateboard": "skateboard", "snowboard": "snowboard", "row": "boat",
    "sail": "sailboat", "drive": "car",
}  # fmt: skip
"""What is under those who do this, where the scene does not say."""
_TOOLS: Final[Mapping[tuple[str, str], str]] = {
    ("hit", "tennis-court"): "tennis-racket", ("hit", "baseball-field"): "baseball-bat",
    ("play", "tennis-court"): "tennis-racket", ("hit", "golf-course"): "golf-club",
}  # fmt: skip
"""What those who do this there have in the hand, said or not."""
_BITES: Final = {"pizza": "pizza-slice"}
"""What is in the hand of those who eat a whole of it together."""
_USES: Final = frozenset(
    "kick throw catch play-piano play-drum play-guitar play-instrument type read phone photograph".split()
)
"""Acts that use the thing they are turned to."""
_SEDENTARY: Final = frozenset(
    {"eat", "drink", "read", "talk", "play", "look", "listen", "write", "draw"}
)
_SKY: Final = frozenset({"sun", "moon", "star", "cloud", "rainbow", "lightning"})
_OVERHEAD: Final = frozenset({"sun", "moon", "star", "cloud", "lightning"})
"""The sky shows these by itself."""
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
    missing: list[str] = field(default_factory=list)
    """Ids of things that have no drawing."""

    def index(self, node: str) -> int | None:
        """Which item holds a figure or thing."""
        return next((i for i, item in enumerate(self.items) if node in item.ids), None)


def gather(
    scene: Scene, rng: random.Random, *, place: str = "", sky: bool = True, wet: bool = True
) -> Pieces:
    """The pieces of a scene at a place, the one it is about first; `sky`: whether one is seen, `wet`:
    whether there is a surface to swim at."""
    shown = {place, *(_OVERHEAD if sky else ())}  # The stage has these already.
    used = {r.object for r in scene.relations if r.kind in (*_UPON, "holding")}
    if any(r.kind == "leading" for r in scene.relations):
        shown.add("rope")  # Drawn from hand to collar, when both are there.
    things = tuple(t for t in scene.things if t.kind not in shown or t.id in used)
    scene = replace(scene, things=things)
    return _Gatherer(scene, rng, place, wet=wet).pieces()


class _Gatherer:
    def __init__(self, scene: Scene, rng: random.Random, place: str, *, wet: bool) -> None:
        self.scene = scene
        self.wet = wet
        self.place = place
        self.rng = rng
        self.figures = {figure.id: figure for figure in scene.figures}
        self.things = {thing.id: thing for thing in scene.things}
        self.used: set[str] = set()
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

    def _add(self, item: Item | None) -> None:
        if item is not None:
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
        return Standing(actor, held, land, wet=self.wet)

    def _figure(self, figure: Figure) -> Item:
        self.used.add(figure.id)
        held = self._held(figure)
        members = [
            self._standing(member, held if n == 0 else self._copies(held, n))
            for n, member in enumerate(self._members(figure))
        ]
        if len(members) == 1:
            return members[0]
        return Crowd(members, members[0].land)

    def _copies(self, held: list[Held], n: int) -> list[Held]:
        return [
            replace(
                h, prop=replace(h.prop, thing=replace(h.prop.thing, id=f"{h.prop.thing.id}.{n}"))
            )
            for h in held
            if h.prop is not None
        ]

    def _held(self, figure: Figure) -> list[Held]:
        found: list[Held] = []
        for relation in self.scene.relations:
            used = relation.kind == "facing" and figure.act in _USES
            if (relation.kind != "holding" and not used) or relation.subject != figure.id:
                continue
            carried = self.figures.get(relation.object)
            if carried is not None and not found and carried.id not in self.used:
                found += self._carried(figure, carried)
                continue
            thing = self.things.get(relation.object)
            if thing is None or thing.id in self.used or len(found) > 1:
                continue
            if figure.act == "eat" and thing.kind in _BITES:
                thing = replace(thing, kind=_BITES[thing.kind])
            prop = Prop.of(thing)
            if prop is not None and (prop.hold or prop.entry.cm <= 120 or used):
                self.used.add(thing.id)
                found.append(Held(prop, "" if used else prop.hold or "both"))
        for relation in self.scene.relations:  # Under an umbrella is holding it.
            if relation.kind == "under" and relation.subject == figure.id and not found:
                thing = self.things.get(relation.object)
                prop = Prop.of(thing) if thing and thing.id not in self.used else None
                if prop is not None and prop.hold == "up":
                    self.used.add(prop.thing.id)
                    found.append(Held(prop, "up"))
        tool = _TOOLS.get((figure.act, self.place))
        if tool and not found:
            prop = Prop.of(Thing(id=f"{figure.id}-{tool}", kind=tool))
            if prop is not None:
                found.append(Held(prop, "hand"))
        return found

    def _carried(self, figure: Figure, carried: Figure) -> list[Held]:
        """A baby or a kitten in somebody's arms; nothing if it is too big for that."""
        who, what = Actor.of(figure), Actor.of(carried)
        if not who.person or what.cm > 0.75 * who.cm:
            return []
        self.used.add(carried.id)
        return [Held(None, "both", what)]

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
        if not riders:
            return
        if node in self.figures:
            mount = Actor.of(replace(self.figures[node], act=self._mount_act(node)))
            if mount.person or not mount.rideable:
                return
            self.used.update((node, *(r.id for r in riders)))
            seated = [self._standing(m, self._held(r)) for r in riders for m in self._members(r)]
            self._add(Mounted(mount, seated[:3], "water" if mount.home == "water" else "ground"))
            return
        thing = self.things.get(node)
        prop = Prop.of(thing) if thing else None
        if prop is None:
            return
        self.used.add(node)
        seated = []
        for rider in riders:
            self.used.add(rider.id)
            if thing and thing.kind in FLAT and rider.act in _SEDENTARY:
                rider = replace(rider, posture=rider.posture or "sit")  # On a blanket one sits.
            seated += [self._standing(m, self._held(rider)) for m in self._members(rider)]
        land = prop.at if prop.at in ("water", "air") else "ground"
        if any(rider.act == "fly" for rider in riders):
            land = "air"
        seats = prop.seats()
        if (
            len(seats) < 2
            and len(seated) > 1
            and prop.entry.cm < 270
            and (seats or prop.has("foot"))
        ):
            for n, rider in enumerate(seated[:4]):  # One bicycle each.
                own = prop if n == 0 else replace(prop, thing=replace(prop.thing, id=f"{node}.{n}"))
                self._add(Riding(own, [rider], land))
        elif seats or prop.has("foot"):
            if len(seated) > max(len(seats), 1) + 1:
                seated = seated[: max(len(seats), 1) + 1]
            self._add(Riding(prop, seated, land))
        else:
            inside = any(r.kind == "in" and r.object == node for r in self.scene.relations)
            self._add(Stacked(prop, seated[:4], land, inside=inside and "front" in prop.art.parts))

    def _mount_act(self, node: str) -> str:
        act = self.figures[node].act
        return act if act in ("walk", "run", "jump", "swim", "fly") else "walk"

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
        held = self._held(figure)
        self.used.update((figure.id, thing.id))
        members = list(self._members(figure))
        land = (
            prop.at
            if prop.at in ("water", "air")
            else "water"
            if figure.act == "surf"
            else "ground"
        )
        if prop.seats():
            self._add(Riding(prop, [self._standing(m, held) for m in members], land))
            return
        for n, member in enumerate(members[:3]):
            one = prop if n == 0 else replace(prop, thing=replace(thing, id=f"{thing.id}.{n}"))
            self._add(Riding(one, [self._standing(member, held if n == 0 else [])], land))

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
        if len(tops) > 5:
            tops = tops[:5]
        inside = any(r.kind == "in" and r.object == node for r in self.scene.relations)
        self._add(Stacked(prop, tops, land, inside=inside) if tops else Alone(prop, land))

    def _copies_of(self, thing: Thing, most: int) -> list[Item]:
        prop = Prop.of(thing)
        if prop is None:
            self.out.missing.append(thing.id)
            self.used.add(thing.id)
            return []
        self.used.add(thing.id)
        items: list[Item] = []
        for n in range(min(thing.count, most)):
            one = prop if n == 0 else replace(prop, thing=replace(thing, id=f"{thing.id}.{n}"))
            items.append(Alone(one, self._land(one)))
        return items

    def _land(self, prop: Prop) -> str:
        if prop.thing.kind in _SKY:
            return "air"
        if prop.at in ("water", "air", "wall", "ceiling", "table"):
            return prop.at
        return "back" if prop.entry.cm > _SCENERY_CM else "ground"

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


def _pairs(relation: Relation) -> Iterator[tuple[str, str, str]]:
    if relation.kind == "between":
        yield relation.subject, relation.object, "between"
        if relation.other:
            yield relation.subject, relation.other, "between"
    elif relation.kind not in ("holding", "wearing"):
        yield relation.subject, relation.object, relation.kind
