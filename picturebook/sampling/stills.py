"""Sampled scenes without anybody: food on tables, vehicles on their ways, things at home."""

import random
from collections.abc import Mapping
from functools import cache

from picturebook.sampling.draft import Draft
from picturebook.sampling.tables import drawable, listed, places, raw


def still(draft: Draft) -> None:
    """Fills a draft with things."""
    chance = draft.rng.random()
    if chance < 0.25:
        _served(draft)
    elif chance < 0.5:
        _upon(draft)
    elif chance < 0.85:
        _on_the_way(draft)
    else:
        _room(draft)


@cache
def vessels() -> Mapping[str, tuple[str, ...]]:
    """What food is served in or on, and which."""
    return {kind: drawable(line) for kind, line in raw("stills")["served"].items()}


def _served(draft: Draft) -> None:
    """Food in a bowl, on a plate."""
    rng = draft.rng
    kind = rng.choice(list(vessels()))
    food = rng.choice(vessels()[kind])
    several = food in listed(raw("stills")["lies"]["several"])
    vessel = draft.thing(kind, colour="")
    inside = "in" if kind in ("bowl", "basket") else "on"
    draft.relate(inside, draft.thing(food, count=3 if several else 1), vessel)
    if rng.random() < 0.5:
        draft.relate("on", vessel, draft.thing("table"))
    draft.place = _some(rng, "kitchen, dining-room, , ")


def _upon(draft: Draft) -> None:
    """One or two things on a table or a shelf."""
    rng = draft.rng
    tops: Mapping[str, str] = raw("stills")["tops"]
    top = draft.thing(rng.choice(("table", "table", *tops)))
    things = drawable(raw("stills")["lies"]["on"])
    for kind in rng.sample(things, 2 if rng.random() < 0.45 else 1):
        draft.relate("on", draft.thing(kind), top)
    draft.things.append(draft.things.pop(0))  # What the picture is about comes first.
    draft.place = _some(rng, tops[top.kind])


def _on_the_way(draft: Draft) -> None:
    rng = draft.rng
    way = rng.choice(raw("stills")["way"])
    wanted = set(way["at"].split())
    where = [key for key, place in places().items() if place.tags & wanted]
    kinds = drawable(way["o"])
    if not where or not kinds:
        return _on_the_way(draft)
    draft.place = rng.choice(where)
    kind = rng.choice(kinds)
    count = rng.randint(2, 3) if rng.random() < 0.15 else 1
    first = draft.thing(kind, count=count)
    others = [other for other in kinds if other != kind]
    if others and count == 1 and rng.random() < 0.22:
        relation = rng.choice(("beside", "behind", "in front of"))
        draft.relate(relation, first, draft.thing(rng.choice(others)))
    return None


def _room(draft: Draft) -> None:
    rng = draft.rng
    rooms: Mapping[str, str] = raw("stills")["rooms"]
    draft.place = rng.choice([room for room in rooms if room in places()])
    kinds = drawable(rooms[draft.place])
    first = rng.choice(kinds)
    thing = draft.thing(first)
    if rng.random() < 0.5:
        other = rng.choice([kind for kind in kinds if kind != first])
        draft.relate("beside", thing, draft.thing(other))


def _some(rng: random.Random, rooms: str) -> str:
    known = [room.strip() for room in rooms.split(",")]
    return rng.choice([room for room in known if not room or room in places()] or [""])
