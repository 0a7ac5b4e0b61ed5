"""Who pronouns and names mean, and when an animal is food."""

from typing import Final

from picturebook.reading import deeds
from picturebook.reading.actors import LIVING, Actor, Item
from picturebook.reading.company import company
from picturebook.reading.phrase import Phrase
from picturebook.reading.told import Told
from picturebook.words import Match

_KIN: Final = frozenset(
    """wife husband mother father mum mom dad mummy daddy mama papa baby child son daughter
    brother sister cousin uncle aunt grandmother grandfather grandma grandpa granny twin parent
    kid""".split()
)
_OLDER: Final = frozenset(
    """mother father mum mom dad mummy daddy mama papa uncle aunt grandmother grandfather grandma
    grandpa granny parent""".split()
)
_GROWN: Final = {
    "puppy": "dog", "kitten": "cat", "duckling": "duck", "lamb": "sheep", "calf": "cow",
    "foal": "horse", "piglet": "pig", "fawn": "deer", "chick": "chicken", "lion-cub": "lion",
    "elephant-calf": "elephant", "baby-dragon": "dragon", "tadpole": "frog",
}  # fmt: skip
"""The parents of young animals."""
_CHILDREN: Final = frozenset("boy girl child toddler teenager".split())
_HUMAN: Final = frozenset(
    "man woman boy girl child person teenager toddler baby grandmother grandfather".split()
)
_MOST: Final = 4


def pronoun(stage: Told, phrase: Phrase) -> Actor | Item | None:
    """Who or what a pronoun means, if anything that is drawn."""
    word = phrase.head
    if word == "one":
        return next((a for a in reversed(stage.actors) if a.count > 1), None)
    if word in ("i", "we"):
        return _narrator(stage, word)
    if word == "it" and stage.vague:
        return None
    others = [a for a in stage.actors if not set(a.names) & stage.others]
    others = [a for a in others if a.present] or others
    recent = sorted(others, key=lambda a: -(a.spans[-1][0] if a.spans else 0))
    if word in ("she", "he"):  # Who led the sentence before comes before whom it met.
        recent.sort(key=lambda a: -max(2 * a.led + 1 if a.led else 0, 2 * a.mentioned))
    fitting = [actor for actor in recent if actor.fits(word)]
    sure = [actor for actor in fitting if actor.surely(word)]
    hero = stage.cast.members[0] if stage.cast is not None and stage.cast.members else None
    if sure:
        return sure[0]
    free = hero is not None and not set(hero.names) & stage.others
    if hero is not None and free and hero.pronoun == word and word in ("she", "he"):
        return stage.of_cast(hero)
    if fitting:
        return fitting[0]
    if word == "it" and stage.items:
        return max(stage.items, key=lambda item: item.spans[-1] if item.spans else (0, 0))
    if word == "they" and len(stage.actors) > 1:
        return None
    if stage.cast is not None and word in ("she", "he", "it"):
        for member in stage.cast.members:
            if member.pronoun == word and not set(member.names) & stage.others:
                return stage.of_cast(member)
    if word == "they" and not stage.actors and not stage.items and stage.cast is None:
        some = stage.new(Match("person", "person"), "people")
        some.count, some.plural = 2, True
        return some
    beasts = stage.cast.members if stage.cast is not None and word in ("she", "he") else ()
    beast = next((m for m in beasts if m.pronoun in ("it", "") and m.look.kind not in _HUMAN), None)
    if beast is not None and not any(a.present for a in stage.actors):
        return stage.of_cast(beast)
    if word in ("she", "he") and not any(a.present for a in stage.actors):
        young = stage.cast is None
        kind = ("girl" if young else "woman") if word == "she" else "boy" if young else "man"
        return stage.new(Match(kind, "person"), kind)
    return None


def _titled(stage: Told, name: str) -> Match | None:
    """Who a name says that somebody is: "Grandpa Sol", "Grandpa", "Queen Babette", "Mr Sloth",
    "Monkey"."""
    *titles, last = name.replace(".", "").split(" ")
    animal = stage.lexicon.noun(last, "animal")
    if animal is not None and last.lower() not in stage.lexicon.given:
        return animal
    for title in [*titles, *([last] if last.lower() in _KIN else [])]:
        match = stage.lexicon.noun(title)
        if match is not None and match.sort in ("person", "role") and title[:1].isupper():
            return match
    return None


def _narrator(stage: Told, word: str) -> Actor | None:
    if stage.cast is not None:
        for member in stage.cast.members:
            if member.pronoun == "i":
                return stage.of_cast(member)
    known = next((a for a in stage.actors if a.id == "narrator"), None)
    if known is None and not stage.caption:
        known = stage.new(Match("child", "person"), "narrator")
        known.id = "narrator"
    return known


def named(stage: Told, phrase: Phrase) -> Actor | None:
    """Who has a name; None for names of nobody."""
    for actor in stage.actors:
        if phrase.head in actor.names:
            return actor
    member = stage.cast.called(phrase.head) if stage.cast else None
    if member is not None:
        return stage.of_cast(member)
    first = phrase.head.lower().split(" ")[0]
    known = phrase.head in stage.names or first in stage.lexicon.given
    if not known and phrase.match is None and not phrase.more:
        return None
    told = stage.kinds.get(phrase.head)
    match = told or phrase.match or _titled(stage, phrase.head) or Match("child", "person")
    for more in phrase.more:
        if told is None and more.match is not None and more.match.sort in LIVING:
            match = more.match
    actor = stage.new(match, phrase.head)
    actor.names = (phrase.head,)
    pronoun = stage.lexicon.given.get(phrase.head.lower().split(" ")[0], "")
    told_so = bool(told or phrase.match or phrase.more)
    actor.guessed = match.key == "child" and not told_so
    if match.key == "child" and pronoun:
        actor.kind = "girl" if pronoun == "she" else "boy"
    actor.pronoun = pronoun
    return actor


def known_by_name(stage: Told, phrase: Phrase) -> Actor | None:
    """Who "a boy named Tom" is, if Tom is known already."""
    for more in phrase.more:
        if more.kind == "name":
            known = next((a for a in stage.actors if more.head in a.names), None)
            member = stage.cast.called(more.head) if stage.cast and known is None else None
            if known is not None or member is not None:
                return known or stage.of_cast(member)  # type: ignore[arg-type]
    return None


def eaten(stage: Told, phrase: Phrase) -> bool:
    """Chicken, not a chicken: what is told like a stuff is food."""
    match = phrase.match
    if match is None or match.sort != "animal" or match.key not in deeds.FOOD:
        return False
    bare = not (phrase.count or phrase.definite or phrase.plural or phrase.describing)
    told = bare and match.key in ("chicken", "turkey", "lamb") and phrase.said.islower()
    if not (told or phrase.measure in ("piece", "slice", "plate", "bite", "leg")):
        return False
    food = stage.lexicon.noun(deeds.FOOD[match.key], "thing") or stage.lexicon.noun("meat")
    phrase.match = food or match
    return food is not None


def group(stage: Told, phrase: Phrase) -> list[Actor]:
    """Who "they" are, or "the children", if it is several figures; nobody if it is one crowd."""
    cast = stage.cast.members if stage.cast is not None else ()
    several = company(stage, phrase)
    if several:
        return several
    if phrase.kind == "pronoun" and phrase.head == "they":
        latest = max(stage.actors, key=lambda a: a.spans[-1] if a.spans else (0, 0), default=None)
        if latest is not None and latest.fits("they"):
            return []
        found = stage.group
        if not found and any(actor.fits("they") for actor in stage.actors):
            return []
        if not found:
            found = [actor for actor in stage.actors if actor.present][-_MOST:]
        if len(found) < 2 and len(cast) > 1 and not stage.items:
            found = [stage.of_cast(member) for member in cast[:2]]
        if phrase.count > 1:
            found = found[-phrase.count :]
    elif phrase.kind == "pronoun" and phrase.head == "we":
        told = next((m for m in cast if m.pronoun == "i"), None)
        young = [m for m in cast if m.names and m is not told and m.look.kind in _CHILDREN]
        found = [stage.of_cast(m) for m in [*([told] if told else []), *young[:2]]] if told else []
    elif phrase.head in ("child", "kid", "friend") and phrase.plural and phrase.definite:
        young = [
            m for m in cast if m.names and (m.look.kind in _CHILDREN or phrase.head == "friend")
        ]
        here = [a for a in stage.actors if a.kind in _CHILDREN and a.count == 1]
        if any(actor.fits("they") and actor.kind in ("child", "person") for actor in stage.actors):
            return []
        found = here if len(here) > 1 else [stage.of_cast(m) for m in young[:_MOST]]
    else:
        return []
    if len(found) < 2:
        return []
    for actor in found:
        actor.present = True
        actor.spans.append((phrase.start, phrase.end))
    stage.took(phrase)
    return list(found)


def objects(stage: Told, phrase: Phrase, present: bool = True) -> list[Actor]:
    """Several figures that an object means: a family, or "them" where no things are meant."""
    if phrase.kind != "pronoun":
        few = phrase.head in ("animal", "creature") and not phrase.definite
        return [] if few else company(stage, phrase, present)
    item = max((i.spans[-1] for i in stage.items if i.spans and i.count > 1), default=(-1, -1))
    actor = max((a.spans[-1] for a in stage.actors if a.spans), default=(-1, -1))
    return group(stage, phrase) if phrase.head == "they" and item < actor else []


def kind_of_kin(stage: Told, phrase: Phrase) -> str:
    """The kind of an animal's family: the mother of a baby hippo is a hippo; "" for people."""
    if phrase.owner is None or phrase.head not in _KIN:
        return ""
    owner = phrase.owner.entity
    if owner is None and phrase.owner.kind == "pronoun":
        owner = pronoun(stage, phrase.owner)
    if not isinstance(owner, Actor) or owner.sort != "animal":
        return ""
    return _GROWN.get(owner.kind, owner.kind) if phrase.head in _OLDER else owner.kind
