"""`sample`: a random scene that makes sense, from the training or the held-out share."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final, Literal
from zlib import crc32

from picturebook.sampling.draft import Draft
from picturebook.sampling.people import PEOPLE, person, roles
from picturebook.sampling.stills import still
from picturebook.sampling.tables import (
    Deed,
    Habitat,
    deeds,
    drawable,
    habitats,
    places,
    raw,
)
from picturebook.scene import Figure, Scene, Thing
from picturebook.tables import table

Split = Literal["train", "test"]
HELD_OUT: Final = 8
"""One in so many combinations of who, act and place is never trained on."""
_NEEDED: Final = frozenset("sea sky deep airless space pool lake pond wet".split())
"""Tags of places whose air or water what is done there may need."""
_INDOORS: Final = frozenset({"couch", "armchair", "bed", "crib", "cushion", "rocking-chair"})
_OUTDOORS: Final = frozenset(
    "bench rock log stump hammock boulder fence wall car post-box sign statue haystack pole".split()
)
"""Seats that are not found out of doors, and indoors."""


def sample(rng: random.Random, *, split: Split, odd: float = 0.0) -> Scene:
    """A random scene of one share. The same state of `rng` gives the same scene.

    In a share `odd` of them somebody does it who does not usually, and where nobody does: whoever
    learns from these must look, and can't guess one from the other.
    """
    while True:
        scene = _any(rng)
        if odd and rng.random() < odd:
            scene = _odd(rng, scene)
        if held_out(scene) == (split == "test"):
            return scene


def held_out(scene: Scene) -> bool:
    """Whether the scene's combination of who, act and place is kept from training."""
    seen = attributes(scene)
    whole = "/".join((seen["subject"], seen.get("act", ""), seen.get("place", "")))
    return crc32(whole.encode()) % HELD_OUT == 0


def attributes(scene: Scene) -> dict[str, str]:
    """What is to be seen: subject, and what there is of act, place, time, weather, held, count."""
    first = scene.figures[0] if scene.figures else None
    found = {"place": scene.place, "time": scene.time, "weather": scene.weather}
    if first is None:
        return _said({"subject": scene.things[0].kind if scene.things else "", **found})
    kinds = {thing.id: thing.kind for thing in scene.things} | {
        f.id: f.look.kind for f in scene.figures
    }
    objects = [r for r in scene.relations if r.subject == first.id]
    held = next((kinds[r.object] for r in objects if r.kind == "holding" and r.object in kinds), "")
    return _said(
        {"subject": first.look.role or first.look.kind, "act": first.act, "held": held, **found}
        | {"count": str(first.count) if first.count > 1 else ""}
    )


def _said(found: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in found.items() if value or name == "subject"}


def _any(rng: random.Random) -> Scene:
    kind = rng.random()
    if kind < 0.56:
        return _people(rng)
    return _animals(rng) if kind < 0.86 else _still(rng)


# People and heroes


@cache
def _by_act() -> dict[str, tuple[Deed, ...]]:
    found: dict[str, list[Deed]] = {}
    for deed in deeds():
        found.setdefault(deed.act, []).append(deed)
    return {act: tuple(some) for act, some in found.items()}


def _people(rng: random.Random) -> Scene:
    # Half by act, half by deed, so that rare acts are seen often enough.
    deed = rng.choice(deeds() if rng.random() < 0.5 else rng.choice(list(_by_act().values())))
    draft = Draft(rng, rng.choice(deed.places))
    count = (
        rng.randint(deed.fewest, deed.most)
        if deed.most > 1 and (deed.fewest > 1 or rng.random() < 0.4)
        else 1
    )
    who = rng.choice(deed.who)
    first = person(draft, who, deed.act, count)
    draft.figures.append(first)
    if deed.objects:
        _object(draft, first, deed)
    if deed.seats:
        seats = fitting(draft, deed.seats)
        if not seats:
            return _people(rng)
        seat = draft.thing(rng.choice(seats))
        draft.relate("on", first, seat)
        if deed.act not in ("sit", "lie", "sleep"):
            draft.figures[0] = replace(first, posture="sit")
    elif not deed.objects:
        _company(draft, deed, first)
    return draft.scene()


def fitting(draft: Draft, seats: Sequence[str]) -> list[str]:
    """What can be sat on, of that which is found there."""
    unfit = _INDOORS if places()[draft.place].outdoors else _OUTDOORS
    return [seat for seat in seats if seat not in unfit]


def _object(draft: Draft, first: Figure, deed: Deed) -> None:
    kind, rng = draft.rng.choice(deed.objects), draft.rng
    other: Figure | Thing
    if kind in table("animals"):
        act = {"riding": "walk", "leading": "walk", "chasing": "run"}.get(deed.relation, "stand")
        count = rng.randint(1, deed.objects_most) if deed.objects_most > 1 else 1
        other = draft.animal(kind, act=act, count=count)
    else:
        other = draft.thing(kind)
    draft.relate(deed.relation, first, other)


def _company(draft: Draft, deed: Deed, first: Figure) -> None:
    """Somebody who does the same, an animal that stands by, or a thing to stand next to."""
    rng, chance = draft.rng, draft.rng.random()
    if chance < 0.18 and first.count == 1 and not first.look.role:
        others = [who for who in deed.who if who not in (first.look.kind, first.look.role)]
        if others:
            second = person(draft, rng.choice(others), deed.act, 1)
            if second.look.kind != first.look.kind:
                draft.figures.append(second)
    elif (
        chance < 0.3
        and places()[draft.place].outdoors
        and deed.act in ("stand", "sit", "walk", "run", "wait")
    ):
        act = {"walk": "walk", "run": "run", "sit": "sit"}.get(deed.act, "stand")
        pet = draft.animal(
            rng.choice(("dog", "dog", "puppy", "cat", "goat", "fluffy-dog")), act=act
        )
        draft.relate("beside", pet, first)
    elif chance < 0.42 and deed.act in ("stand", "sit", "wave", "wait", "lie", "sleep", "kneel"):
        around = _around(draft.place)
        if around:
            draft.relate("beside", first, draft.thing(rng.choice(around)))


@cache
def _around(place: str) -> tuple[str, ...]:
    """Things of some size that fit a place."""
    loose = drawable(table("places")[place].word("loose"))
    return tuple(k for k in loose if k in table("things") and table("things")[k].cm >= 45
                 and table("things")[k].word("at", "ground") == "ground")  # fmt: skip


def _odd(rng: random.Random, scene: Scene) -> Scene:
    """The same done by others, and often elsewhere."""
    draft = Draft(rng, scene.place)
    figures = list(scene.figures)
    if figures:
        first = figures[0]
        if first.look.kind in table("animals") and not first.look.dressed:
            other = draft.animal(rng.choice(_real_animals()), act=first.act, count=first.count)
        else:
            some = rng.choices((PEOPLE, roles(), ("hero",)), (5, 4, 2))[0]
            other = person(draft, rng.choice(some), first.act, first.count)
        figures[0] = replace(other, id=first.id, posture=first.posture)
    place = scene.place
    if place and not places()[place].tags & _NEEDED and rng.random() < 0.6:
        place = rng.choice(_like(places()[place].outdoors))
    return replace(scene, figures=tuple(figures), place=place)


@cache
def _real_animals() -> tuple[str, ...]:
    return tuple(sorted({kind for habitat in habitats() for kind in habitat.kinds}))


@cache
def _like(outdoors: bool) -> tuple[str, ...]:
    """Places with ground to stand on, outdoors or indoors."""
    return tuple(
        key for key, p in places().items() if p.outdoors == outdoors and not p.tags & _NEEDED
    )


# Animals and things


def _animals(rng: random.Random) -> Scene:
    habitat: Habitat = rng.choice(habitats())
    draft = Draft(rng, rng.choice(habitat.places))
    kind, act = rng.choice(habitat.kinds), rng.choice(habitat.acts)
    if draft.place == "sky":
        act = "fly"
    lone = act in ("carry", "catch", "on", "chase", "beside")
    count = 1 if lone or rng.random() < 0.62 else rng.randint(2, 5)
    told = raw("deeds")
    if act == "on":
        line = told["upon"][habitat.name]
        seats = fitting(draft, drawable(line["o"]))
        if not seats:
            return _animals(rng)
        verb = rng.choice([says.split()[0] for says in line["says"]])
        first = draft.animal(kind, act="sit" if verb == "perch" else verb)
        draft.relate("on", first, draft.thing(rng.choice(seats)))
    elif act in told["held"]:
        first = draft.animal(kind, act=act)
        draft.relate("holding", first, draft.thing(rng.choice(drawable(told["held"][act]["o"]))))
    elif act == "chase":
        first = draft.animal(kind, act=act)
        prey = ("cat", "butterfly", "rabbit") if "dog" in kind else ("mouse", "bird", "butterfly")
        draft.relate("chasing", first, draft.animal(rng.choice(prey), act="run"))
    else:
        first = draft.animal(kind, act="stand" if act == "beside" else act, count=count)
        if act == "beside" or (
            count == 1 and act in ("stand", "walk", "sit") and rng.random() < 0.2
        ):
            others = [k for k in habitat.kinds if k != kind]
            around = [k for k in _around(draft.place) if k != "snowman"]
            if others and rng.random() < 0.5:
                draft.relate("beside", first, draft.animal(rng.choice(others)))
            elif around:
                draft.relate("beside", first, draft.thing(rng.choice(around)))
    return draft.scene()


def _still(rng: random.Random) -> Scene:
    draft = Draft(rng, "")
    still(draft)
    return draft.scene()
