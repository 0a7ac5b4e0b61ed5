"""What each figure has in its hands: what it holds, uses or carries, and the tools it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from picturebook.drawing.actors import Actor, Held
from picturebook.drawing.props import Prop
from picturebook.scene import Figure, Scene, Thing

_TOOLS: Final[Mapping[tuple[str, str], str]] = {
    ("hit", "tennis-court"): "tennis-racket",
    ("play", "tennis-court"): "tennis-racket",
    ("hit", "baseball-field"): "baseball-bat",
    ("hit", "golf-course"): "golf-club",
}
"""What those who do this there have in the hand, said or not."""
_BITES: Final = {"pizza": "pizza-slice"}
"""What is in the hand of those who eat a whole of it together."""
_USES: Final = frozenset(
    "kick throw catch play-piano play-drum play-guitar play-instrument type read phone "
    "photograph".split()
)
"""Acts that use the thing they are turned to."""
_BALL_GAMES: Final = frozenset({"kick", "throw", "catch"})


@dataclass
class Supply:
    """A scene at its place, and which of its figures and things are `used` already.

    Each of them is drawn once, by whoever has it.
    """

    scene: Scene
    place: str
    used: set[str] = field(default_factory=set)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures by id."""
        return {figure.id: figure for figure in self.scene.figures}

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """The things by id."""
        return {thing.id: thing for thing in self.scene.things}


def held(figure: Figure, supply: Supply) -> list[Held]:
    """What the figure has in its hands; nobody else gets it any more."""
    found: list[Held] = []
    for relation in supply.scene.relations:
        used = relation.kind == "facing" and figure.act in _USES
        if (relation.kind != "holding" and not used) or relation.subject != figure.id:
            continue
        other = supply.figures.get(relation.object)
        if other is not None:  # Whom somebody reads or throws to stands by themselves.
            if not used and not found and other.id not in supply.used:
                found += _carried(figure, other, supply)
            continue
        thing = supply.things.get(relation.object)
        if thing is None or thing.id in supply.used or len(found) > 1:
            continue
        if figure.act == "eat" and thing.kind in _BITES:
            thing = replace(thing, kind=_BITES[thing.kind])
        prop = Prop.of(thing)
        if prop is not None and (prop.hold or prop.entry.cm <= 120 or used):
            supply.used.add(thing.id)
            posed = used or figure.act in _BALL_GAMES  # Where the pose has it.
            found.append(Held(prop, "" if posed else prop.hold or "both"))
    return found or _umbrella(figure, supply) or _tool(figure, supply) or _meal(figure, supply)


def copies(things: Iterable[Held], n: int) -> list[Held]:
    """The same things for the `n`th of several alike figures; nobody is carried twice."""
    return [replace(one, prop=one.prop.another(n)) for one in things if one.prop is not None]


def _carried(figure: Figure, carried: Figure, supply: Supply) -> list[Held]:
    """A baby or a kitten in somebody's arms; nothing if it is too big for that."""
    who, what = Actor.of(figure), Actor.of(carried)
    if not who.person or what.cm > 0.75 * who.cm:
        return []
    supply.used.add(carried.id)
    return [Held(None, "both", what)]


def _umbrella(figure: Figure, supply: Supply) -> list[Held]:
    """Who stands under an umbrella holds it."""
    for relation in supply.scene.relations:
        if relation.kind != "under" or relation.subject != figure.id:
            continue
        thing = supply.things.get(relation.object)
        prop = Prop.of(thing) if thing and thing.id not in supply.used else None
        if prop is not None and prop.hold == "up":
            supply.used.add(prop.thing.id)
            return [Held(prop, "up")]
    return []


def _meal(figure: Figure, supply: Supply) -> list[Held]:
    """Who eats or drinks with others has the same as they have."""
    if figure.act not in ("eat", "drink"):
        return []
    for relation in supply.scene.relations:
        other = supply.figures.get(relation.subject)
        thing = supply.things.get(relation.object)
        together = other is not None and other.act == figure.act and relation.kind == "holding"
        if together and thing is not None:
            own = replace(
                thing, id=f"{thing.id}~{figure.id}", kind=_BITES.get(thing.kind, thing.kind)
            )
            prop = Prop.of(own)
            return [Held(prop, prop.hold or "hand")] if prop else []
    return []


def _tool(figure: Figure, supply: Supply) -> list[Held]:
    """What the act needs at this place."""
    kind = _TOOLS.get((figure.act, supply.place))
    prop = Prop.of(Thing(id=f"{figure.id}-{kind}", kind=kind)) if kind else None
    return [Held(prop, "hand")] if prop else []
