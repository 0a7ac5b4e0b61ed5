"""Who a noun means: somebody of the cast, or who is there already."""

from typing import Final

from picturebook.reading.actors import Actor
from picturebook.reading.members import Member
from picturebook.reading.phrase import Phrase
from picturebook.reading.told import Told

PEOPLE: Final = ("person", "role")


def described(stage: Told, phrase: Phrase) -> Member | None:
    """Who of the cast a noun means: "the kitten", "the bird", "the child"."""
    if stage.cast is None:
        return None
    word = phrase.head
    member = stage.cast.described(word) or stage.cast.described(phrase.said.lower())
    if member is not None or not phrase.definite or phrase.match is None:
        return member
    for line in stage.lexicon.attribute("kin").values():
        kin = [m for m in stage.cast.members if word in line and set(line) & set(m.words)]
        if len(kin) == 1:
            return kin[0]
    kinds = {*stage.lexicon.attribute("broader").get(phrase.match.key, ()), phrase.match.key}
    kinds |= {"boy", "girl", "toddler"} if phrase.match.key == "child" else set()
    known = [m for m in stage.cast.members if m.look.kind in kinds and not m.look.role]
    return known[0] if len(known) == 1 and phrase.owner is None else None


def known_actor(stage: Told, phrase: Phrase) -> Actor | None:
    """Somebody who is there already: "the dog" is the dog of before."""
    assert phrase.match is not None
    bare = phrase.match.sort == "person" and not phrase.count and not phrase.plural
    if phrase.other or not (phrase.definite or stage.caption or bare):
        return None
    several = phrase.several
    owner = phrase.owner.entity if phrase.owner is not None else None
    for actor in reversed(stage.actors):
        if actor is owner:
            continue
        same = phrase.match.key in (actor.kind, actor.role)
        if actor.kind in stage.lexicon.attribute("broader").get(phrase.match.key, ()):
            same = True
        if phrase.head in ("animal", "creature", "pet", "critter") and phrase.definite:
            same = same or actor.sort == "animal"
        if phrase.match.key == "person" and actor.sort in PEOPLE:
            same = True
        if phrase.match.key == "child" and actor.kind in ("boy", "girl", "child"):
            same = True
        if stage.caption and phrase.match.sort in PEOPLE and actor.sort in PEOPLE:
            same = same or actor.kind in ("child", "person")
        if stage.caption and phrase.head in ("animal", "pet") and actor.sort == "animal":
            same = True
        if same and (several == (actor.count > 1) or stage.caption):
            if stage.caption and phrase.count > 1 and actor.look is None and actor.count == 1:
                actor.count = phrase.count
            return actor
    return None
