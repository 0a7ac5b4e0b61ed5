"""Scenes for a story of which there is an idea and no picture: "a fox who can't sleep".

Who is in the idea, what they do and where comes from the reader of sentences; what the idea leaves
open is sampled, different on every page.  The hero is on all of them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from picturebook.reading import Reading, read
from picturebook.reading.cast import cast_of
from picturebook.sampling.draft import Draft
from picturebook.sampling.sayings import captions
from picturebook.sampling.scenes import fitting
from picturebook.sampling.tables import HEROES, Deed, deeds, habitats, places
from picturebook.scene import Figure, Look, Scene, Thing
from picturebook.tables import table
from picturebook.words import lexicon

_TRIES: Final = 60
"""So many scenes are drawn by lot for a page; the one that is most of its own is taken."""
_STILL: Final = frozenset("stand wait think look hold pose".split())
"""Acts that an idea has without saying what is to be seen."""
_UNFIT: Final = frozenset(
    """shop sell type phone fight cry hit wash sweep kneel search think talk cheer clap wait point
    pet""".split()
)
"""Acts that nobody makes up for a hero, or that need somebody else."""
_WORLDS: Final = tuple(line.split() for line in (
    "garden backyard street playground park childs-room living-room kitchen bedroom attic",
    "meadow farm hill field forest orchard river pond garden barn-inside village",
    "park street market playground bakery library schoolyard fair village-square bridge",
    "beach sea dock harbour island lake village hill",
    "castle castle-yard castle-hall dark-forest cave fairyland hill bridge village",
    "classroom schoolyard library playground street bedroom garden",
    "snowy-slope ice-rink arctic mountain village",
    "moon space spaceship-inside",
    "desert pyramids canyon savanna",
    "sea under-water submarine-inside island ship-deck beach",
))  # fmt: skip
"""Places that lie near enough to each other for one story."""
_TALES: Final = 4
_OF_TALES: Final = frozenset("dragon knight princess prince king queen witch wizard fairy unicorn "
                             "griffin troll giant".split())  # fmt: skip
_SIZES: Final = frozenset("young little small big old".split())
_LIKED: Final = ("fox", "rabbit", "bear", "mouse", "cat", "dog", "hedgehog", "owl", "penguin",
                 "otter", "girl", "boy")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Found:
    """What an idea says: the hero, who and what else, what happens now and what is longed for."""

    hero: Look | None = None
    count: int = 1
    others: tuple[Figure, ...] = ()
    things: tuple[Thing, ...] = ()
    friends: tuple[Figure, ...] = ()
    """Who is met on the pages between, though nobody spoke of them."""
    act: str = ""
    wish: str = ""
    """What the hero can't do, or wants to: on the last page it is done."""
    with_what: frozenset[str] = frozenset()
    """Things that are only spoken of: the bicycle that somebody learns to ride."""
    place: str = ""
    time: str = ""
    weather: str = ""
    season: str = ""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing in the idea that could be drawn."""
        return not (self.hero or self.others or self.things or self.place or self.wish)


def found_in(idea: str, hero: str = "") -> Found:
    """What an idea says; of a hero who is not in it the name may ("Pip the fox").

    Whom the idea calls by another name ("our cat Minka") is not the hero but comes along.
    """
    reading = read(idea)
    scene = reading.scene
    acting = {s for c in reading.clauses if c.verb or len(reading.clauses) == 1 for s in c.subjects}
    lead = next((f for f in scene.figures if f.id in acting and not f.look.toy), None)
    named_there = {n: (m.look.kind, m.look.role) for m in cast_of([idea]).members for n in m.names}
    if hero in named_there:
        kind, role = named_there[hero]
        there = (f for f in scene.figures if (f.look.kind, f.look.role) == (kind, role))
        lead = next(there, Figure(id=hero, look=Look(kind=kind, role=role)))
    elif hero and lead and (lead.look.kind, lead.look.role) in named_there.values():
        lead = None
    others = tuple(f for f in scene.figures if lead is None or f.id != lead.id)
    named = next(iter(read(hero).scene.figures), None) if hero and lead is None else None
    first = lead or named
    told = [c for c in reading.clauses if c.act and c.act not in _STILL]
    wish = next((c.act for c in told if c.denied or c.unreal), "")
    act = next((c.act for c in told if not c.denied and not c.unreal), "")
    return Found(
        hero=first.look if first else None, count=first.count if first else 1, others=others[:2],
        things=scene.things[:2], act=act if lead is not None else "", wish=wish,
        with_what=frozenset(_keys(reading)), place=scene.place, time=scene.time,
        weather=scene.weather, season=scene.season,
    )  # fmt: skip


def imagined(
    idea: str, *, pages: int, seed: int, hero: str = "", pronoun: str = "",
    others: Sequence[str] = (),
) -> tuple[Scene, ...]:  # fmt: skip
    """A scene for each page; `others` ("dog") are in it, too.

    The same arguments give the same scenes.
    """
    rng = random.Random(f"{seed}/{idea}")
    found = found_in(idea, hero)
    if found.hero is None and others:
        found = replace(found, hero=_look(others[0]))
    kinds = {look.kind for look in (found.hero, *(f.look for f in found.others)) if look}
    more = [look for kind in others if (look := _look(kind)) and look.kind not in kinds]
    added = tuple(Figure(id="", look=look) for look in more)
    found = replace(found, others=(*found.others, *added))
    if found.hero is None:
        found = replace(found, hero=_somebody(rng, found, pronoun))
    world = _world(rng, found)
    if not (found.others or found.things or found.count > 1):
        found = replace(found, friends=_friends(rng, found))
    scenes: list[Scene] = []
    for index in range(pages):
        scenes.append(_page(rng, found, world, index, pages, scenes))
    return tuple(scenes)


def said(scene: Scene, seed: int) -> str:
    """A scene's caption; whoever has no size in it gets none."""
    for turn in range(20):
        caption = captions(scene, random.Random(f"{seed}/{turn}"))[0].rstrip(".")
        words = set(caption.lower().split()) - {f.look.size for f in scene.figures}
        if not _SIZES & words and "one" not in words:
            break
    return caption


def _look(kind: str) -> Look | None:
    return next((figure.look for figure in read(f"a {kind}").scene.figures), None)


def _world(rng: random.Random, found: Found) -> Sequence[str]:
    """Places for the story, its own first."""
    kinds = {
        look.role or look.kind for look in (found.hero, *(f.look for f in found.others)) if look
    }
    if found.place:
        near = [w for w in _WORLDS if found.place in w]
        return [found.place, *(near[0] if near else ())]
    if kinds & _OF_TALES:
        return _WORLDS[_TALES]
    return rng.choice(_WORLDS[:_TALES])


def _keys(reading: Reading) -> Iterator[str]:
    for words in reading.mentioned:
        match = lexicon().noun(words.split(" ")[-1])
        if match is not None:
            yield match.key


def _somebody(rng: random.Random, found: Found, pronoun: str) -> Look:
    """A hero for an idea that has none, no other of its figures."""
    taken = {f.look.kind for f in found.others}
    barred = {"she": "boy", "he": "girl"}.get(pronoun, "")
    if found.others:  # Whoever meets a dentist is a child.
        return Look(kind="boy" if pronoun == "he" else "girl")
    return Look(kind=rng.choice([k for k in _LIKED if k not in taken and k != barred]))


def _friends(rng: random.Random, found: Found) -> tuple[Figure, ...]:
    """Somebody whom the hero meets now and then; wild animals meet several of their own."""
    assert found.hero is not None
    hero = found.hero.kind
    mine = [kind for h in habitats() if hero in h.kinds for kind in h.kinds if kind != hero]
    wild = hero not in HEROES and bool(mine)
    kinds = rng.sample(mine, min(4, len(mine))) if wild else [
        rng.choice([kind for kind in _LIKED if kind != hero])
    ]  # fmt: skip
    return tuple(Figure(id="", look=Look(kind=kind)) for kind in kinds)


def _page(
    rng: random.Random, found: Found, world: Sequence[str], index: int, pages: int,
    before: Sequence[Scene],
) -> Scene:  # fmt: skip
    first, last = index == 0, index == pages - 1
    place = found.place if first or last or index % 2 == 0 else ""
    act = found.act if first else found.wish if last else ""
    drafts = [_draft(rng, found, world, place, act) for _ in range(_TRIES)]
    there: list[Figure | Thing] = [*found.others, *found.things]
    joined = there[index % len(there)] if there and (first or last or index % 2) else None
    if found.friends and not (first or last) and (index % 2 or len(found.friends) > 1):
        joined = found.friends[index % len(found.friends)]
    best = min(drafts, key=lambda one: _cost(one, found, place, before, joined is not None))
    if joined is not None:
        _join(best, joined)
    return Scene(
        figures=tuple(best.figures), things=tuple(best.things), relations=tuple(best.relations),
        place=best.place, time=found.time, weather=found.weather if _open(best.place) else "",
        season=found.season,
    )  # fmt: skip


def _open(place: str) -> bool:
    return place not in places() or places()[place].outdoors


def _cost(draft: Draft, found: Found, place: str, before: Sequence[Scene], joined: bool) -> float:
    """How much of a scene was to be seen on the pages before, and how far it is from the idea."""
    act = draft.figures[0].act
    cost = 3.0 * sum(s.figures[0].act == act for s in before)
    cost += 2.0 * sum(s.place == draft.place for s in before) if draft.place != found.place else 0.0
    cost += 4.0 if place and draft.place != place else 0.0
    known = {t.kind for s in before for t in s.things} | {
        f.look.kind for s in before for f in s.figures[1:]
    }
    cost += sum(t.kind in known for t in draft.things)
    cost -= 3.0 * sum(t.kind in found.with_what for t in draft.things)
    cost += 1.0 if act == "stand" else 0.0
    return cost + (3.0 * (len(draft.things) + len(draft.figures) - 1) if joined else 0.0)


def _draft(rng: random.Random, found: Found, world: Sequence[str], place: str, act: str) -> Draft:
    """The hero doing something, where it can be done."""
    assert found.hero is not None
    look = found.hero
    deed = _deed(rng, look, [place] if place else world, act)
    if deed is None:
        return _of_its_kind(rng, found, world, place, act)
    near = [p for p in deed.places if p in world]
    where = place if place in deed.places or (place and act) else rng.choice(near or deed.places)
    draft = Draft(rng, where)
    figure = Figure(id=draft.name(look.role or look.kind), look=look, act=deed.act,
                    count=found.count)  # fmt: skip
    draft.figures.append(figure)
    if deed.objects:
        kind = rng.choice([o for o in deed.objects if o in found.with_what] or deed.objects)
        if kind in table("animals"):
            doing = {"riding": "walk", "leading": "walk", "chasing": "run"}.get(deed.relation, "")
            draft.relate(deed.relation, figure, draft.animal(kind, act=doing or "stand"))
        else:
            draft.relate(deed.relation, figure, draft.thing(kind))
    elif deed.seats:
        seats = fitting(draft, deed.seats) or deed.seats
        draft.relate("on", figure, draft.thing(rng.choice(seats)))
        if deed.act not in ("sit", "lie", "sleep"):
            draft.figures[0] = replace(figure, posture="sit")
    return draft


def _deed(rng: random.Random, look: Look, world: Sequence[str], act: str) -> Deed | None:
    """A deed for somebody; None for an animal that lives by its own ways."""
    animal = look.kind in table("animals")
    if animal and look.kind not in HEROES and any(look.kind in h.kinds for h in habitats()):
        return None
    who = {"hero"} if animal else {look.role, look.kind} - {""}
    fit = [d for d in deeds() if who & {*d.who}] or [d for d in deeds() if {"girl"} & {*d.who}]
    fit = [d for d in fit if d.act == act] if act else [d for d in fit if d.act not in _UNFIT]
    here = [d for d in fit if set(world) & {*d.places}]
    if act and not fit:
        return Deed(act=act, who=(), places=tuple(places()), says=())
    return rng.choice(here or fit)


def _of_its_kind(
    rng: random.Random, found: Found, world: Sequence[str], place: str, act: str
) -> Draft:
    """An animal as it lives."""
    assert found.hero is not None
    mine = [h for h in habitats() if found.hero.kind in h.kinds]
    habitat = rng.choice(mine)
    doings = [a for a in habitat.acts if a not in ("on", "catch", "carry", "chase", "beside")]
    near = [p for p in habitat.places if p in world]
    draft = Draft(rng, place or rng.choice(near or habitat.places))
    doing = act or rng.choice(doings or ["stand"])
    if draft.place == "sky":
        doing = "fly"
    draft.figures.append(Figure(id=draft.name(found.hero.kind), look=found.hero, act=doing,
                                count=found.count))  # fmt: skip
    return draft


def _join(draft: Draft, other: Figure | Thing) -> None:
    """Somebody or something more, next to the hero."""
    if isinstance(other, Figure):
        draft.figures.append(replace(other, id=draft.name(other.look.kind)))
        draft.relate("beside", draft.figures[0], draft.figures[-1])
    elif all(thing.kind != other.kind for thing in draft.things):
        draft.things.append(replace(other, id=draft.name(other.kind)))
        draft.relate("beside", draft.figures[0], draft.things[-1])
