"""What is done where by whom in sampled scenes, and how it is said: the TOML files here."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from picturebook.tables import table

HERE: Final = Path(__file__).parent
GROUPS: Final = {
    "kid": ("boy", "girl", "toddler", "hero"),
    "young": ("boy", "girl", "teenager", "man", "woman"),
    "grown": ("man", "woman", "teenager"),
    "old": ("grandmother", "grandfather"),
    "any": ("boy", "girl", "boy", "girl", "man", "woman", "man", "woman", "teenager", "toddler",
            "grandmother", "grandfather", "hero", "hero"),
}  # fmt: skip
"""Who is meant by a group; "hero" is an animal in clothes."""
HEROES: Final = (
    "fox rabbit bear mouse cat dog badger hedgehog squirrel owl frog pig wolf elephant lion "
    "penguin raccoon otter panda koala duck monkey tiger deer goat sheep mole beaver "
    "crocodile kangaroo"
).split()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place: what suits it, whether weather is seen there, phrases for it."""

    key: str
    tags: frozenset[str]
    outdoors: bool
    says: tuple[str, ...]
    afloat: tuple[str, ...] = ()
    """Phrases for boats and whoever is in one."""
    wet: tuple[str, ...] = ()
    """Phrases for swimmers."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An act, who does it where, with what and on what."""

    act: str
    who: tuple[str, ...]
    places: tuple[str, ...]
    says: tuple[str, ...]
    objects: tuple[str, ...] = ()
    relation: str = "holding"
    seats: tuple[str, ...] = ()
    most: int = 1
    """How many may do it together."""
    fewest: int = 1
    objects_most: int = 1


@dataclass(frozen=True, kw_only=True)
class Habitat:
    """Animals, the places where they are seen and what they do there."""

    name: str
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    acts: tuple[str, ...]


def listed(line: str) -> tuple[str, ...]:
    """The words of "one, two"."""
    return tuple(word.strip() for word in line.split(",") if word.strip())


@cache
def raw(name: str) -> Mapping[str, Any]:
    """One file as it is."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@cache
def places() -> Mapping[str, Place]:
    """All places of the file that can be drawn."""
    known = table("places")
    return {
        key: Place(
            key=key,
            tags=frozenset((key, *line["tags"].split())),
            outdoors=line.get("out", True),
            says=tuple(line["says"]),
            afloat=tuple(line.get("afloat", ())),
            wet=tuple(line.get("wet", ())),
        )
        for key, line in raw("places").items()
        if key in known
    }


@cache
def deeds() -> tuple[Deed, ...]:
    """All deeds that can be done somewhere with things that can be drawn."""
    found = []
    for line in raw("deeds")["deed"]:
        at = set(line["at"].split())
        where = tuple(key for key, place in places().items() if place.tags & at)
        objects, seats = drawable(line.get("o", "")), drawable(line.get("s", ""))
        if not where or bool(line.get("o")) != bool(objects) or bool(line.get("s")) != bool(seats):
            continue
        fewest, most = _range(line.get("count", "1"))
        found.append(
            Deed(
                act=line["act"],
                who=tuple(
                    kind for word in line["who"].split() for kind in GROUPS.get(word, (word,))
                ),
                places=where,
                says=tuple(line["says"]),
                objects=objects,
                relation=line.get("rel", "holding"),
                seats=seats,
                most=most,
                fewest=fewest,
                objects_most=_range(line.get("many", "1"))[1],
            )
        )
    return tuple(found)


@cache
def habitats() -> tuple[Habitat, ...]:
    """All habitats, with the animals and places that can be drawn."""
    found = []
    for name, line in raw("animals").items():
        kinds = tuple(kind for kind in listed(line["kinds"]) if kind in table("animals"))
        where = tuple(key for key in listed(line["places"]) if key in places())
        if kinds and where:
            found.append(Habitat(name=name, kinds=kinds, places=where, acts=listed(line["acts"])))
    return tuple(found)


def drawable(line: str) -> tuple[str, ...]:
    """The things and animals of a list that have a drawing."""
    return tuple(
        kind for kind in listed(line) if kind in table("things") or kind in table("animals")
    )


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    return int(low), int(high or low)
