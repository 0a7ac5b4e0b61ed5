"""A sampled scene in the making: things and animals with their colours, the light at the end."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from picturebook.sampling.tables import places
from picturebook.scene import TIMES, Figure, Look, Relation, Scene, Thing

COLOURS: Final = (
    *("red", "blue", "green", "yellow", "orange", "purple", "pink", "brown", "black", "white"),
    "grey",
)
COATS: Final = {
    **dict.fromkeys(("dog", "puppy", "pony", "horse", "foal"), ("brown", "black", "white", "grey")),
    **dict.fromkeys(("cat", "kitten"), ("black", "white", "grey", "orange")),
    **dict.fromkeys(("rabbit", "mouse", "goat", "cow", "pigeon"), ("brown", "white", "grey")),
    **dict.fromkeys(("bird", "butterfly", "fish", "parrot"), ("blue", "red", "yellow", "green")),
    **dict.fromkeys(("dragon", "baby-dragon", "dinosaur", "snake"), ("green", "red", "blue")),
    "bear": ("brown", "black"), "sheep": ("white", "black"),
}  # fmt: skip
_PAINTED: Final = frozenset(
    "ball balloon umbrella kite bicycle car truck van boat sailboat motorcycle scooter couch "
    "armchair chair bench bucket basket suitcase backpack box present cup mug book pram wagon sled "
    "surfboard skateboard tent lantern vase bed blanket bus train hot-air-balloon canoe kayak bag "
    "frisbee doll drum rug tractor race-car pickup toy-car house door pillow".split()
)
_WARM: Final = frozenset({"swim", "dive", "surf", "lie", "sleep", "float", "plant", "pick"})
"""Acts of fair weather."""


@dataclass
class Draft:
    """A scene in the making."""

    rng: random.Random
    place: str
    figures: list[Figure] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def name(self, kind: str) -> str:
        """An id of its own, from which the drawing chooses what is not said."""
        return f"{kind}-{self.rng.randrange(1, 1000)}"

    def thing(self, kind: str, *, count: int = 1, colour: str | None = None) -> Thing:
        """A thing, painted now and then."""
        painted = kind in _PAINTED and self.rng.random() < 0.45
        chosen = self.rng.choice(COLOURS) if painted else ""
        thing = Thing(
            id=self.name(kind), kind=kind, count=count, colour=chosen if colour is None else colour
        )
        self.things.append(thing)
        return thing

    def animal(self, kind: str, *, act: str = "stand", count: int = 1) -> Figure:
        """A real animal, its coat said now and then."""
        coat = self.rng.choice(COATS[kind]) if kind in COATS and self.rng.random() < 0.4 else ""
        size = self.rng.choice(("small", "big")) if self.rng.random() < 0.08 else ""
        figure = Figure(
            id=self.name(kind), look=Look(kind=kind, colour=coat, size=size), act=act, count=count
        )
        self.figures.append(figure)
        return figure

    def relate(self, kind: str, subject: Figure | Thing, other: Figure | Thing) -> None:
        """Says how one stands to another."""
        self.relations.append(Relation(kind=kind, subject=subject.id, object=other.id))

    def scene(self) -> Scene:
        """It, in some light."""
        time, weather, season = light_of(self.rng, self.place, self.figures)
        return Scene(
            figures=tuple(self.figures), things=tuple(self.things), relations=tuple(self.relations),
            place=self.place, time=time, weather=weather, season=season,
        )  # fmt: skip


def light_of(rng: random.Random, place: str, figures: Sequence[Figure]) -> tuple[str, str, str]:
    """Time, weather and season that suit a place; "" where nothing is said."""
    if not place:
        return "", "", ""
    where, time = places()[place], ""
    dark = where.tags & {"space", "deep", "airless"} or place in ("cave", "dungeon")
    if not dark and rng.random() < (0.26 if where.outdoors else 0.12):
        time = rng.choice([t for t in TIMES if t != "day"])
    if not where.outdoors or rng.random() > 0.24:
        return time, "", ""
    fair = any(figure.act in _WARM for figure in figures)
    open_sky = bool(where.tags & {"sky", "sea", "sand", "dry", "savanna", "pool", "tale", "deep"})
    if fair:
        return time, rng.choice(("cloudy", "wind")), ""
    weathers = ["rain", "fog", "wind", "cloudy", "storm"]
    if not open_sky:
        weathers += ["snow", "snow", "rain"]
    if where.tags & {"snow", "polar", "ice"}:
        weathers = ["snow", "snow", "fog", "wind"]
    weather = rng.choice(weathers)
    return time, weather, "winter" if weather == "snow" else ""
