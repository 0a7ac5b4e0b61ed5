"""Words for several people who are not alike: a family, a couple, parents."""

from typing import Final

from picturebook.reading.actors import Actor
from picturebook.reading.phrase import Phrase
from picturebook.reading.told import Told
from picturebook.words import Match

_OLDER: Final = {"man": "grandfather", "woman": "grandmother"}
_MOST: Final = 5
_HOUSE: Final = ("family", "parents", "couple")
_CHILDREN: Final = frozenset({"girl", "boy", "child", "toddler", "teenager"})


def company(stage: Told, phrase: Phrase, present: bool = True) -> list[Actor]:
    """The figures that one word means, nobody if it is no such word."""
    if phrase.kind != "noun" or phrase.measure or phrase.denied or phrase.entity is not None:
        return []
    word = phrase.said.lower()
    if word in ("animals", "creatures"):
        return _animals(stage, phrase, present)
    kinds = stage.lexicon.attribute("company").get(word, ())
    if not kinds or any(hint.sort == "animal" for hint in phrase.hints):
        return []
    owner = stage.entity(phrase.owner, present=False) if phrase.owner is not None else None
    if isinstance(owner, Actor) and owner.sort == "animal":
        return []
    known = [m for m in stage.cast.members if word in m.words] if stage.cast else []
    found = [stage.of_cast(member) for member in known]
    if len(found) < 2:
        found = [
            _one(stage, _OLDER.get(kind, kind) if phrase.old else kind, phrase, owner)
            for kind in kinds
            if not (isinstance(owner, Actor) and kind == owner.kind and kind in _CHILDREN)
        ]
    for actor in found:
        actor.present = actor.present or present
        actor.spans.append((phrase.start, phrase.end))
    stage.took(phrase)
    return found


def _animals(stage: Told, phrase: Phrase, present: bool) -> list[Actor]:
    """Animals of which no more is said: those of the story, else some that live there."""
    lexicon = stage.lexicon
    cast = stage.cast.members if stage.cast is not None else ()
    beasts = [m for m in cast if lexicon.noun(m.look.kind, "animal") and not m.look.toy]
    found = [a for a in stage.actors if a.sort == "animal" and a.count == 1]
    if phrase.definite and len(beasts) > 1:
        found = [stage.of_cast(member) for member in beasts[:_MOST]]
    elif not (phrase.definite and len(found) > 1):
        if phrase.shows is not None and phrase.shows.sort == "place" and phrase.shows.match:
            stage.setting.add(phrase.shows.match.key, 1.4, stage.sentence)
        _, place = stage.setting.best()
        homes = lexicon.attribute("animals")
        kinds = homes.get(place) or homes["forest"]
        known = {a.kind for a in found}
        found += [stage.new(Match(k, "animal"), phrase.said) for k in kinds if k not in known]
    found = found[: phrase.count] if phrase.count > 1 else found
    for actor in found:
        actor.present = actor.present or present
        actor.spans.append((phrase.start, phrase.end))
    stage.took(phrase)
    return found if len(found) > 1 else []


def _one(stage: Told, kind: str, phrase: Phrase, owner: object) -> Actor:
    """One of them: who is there already, or in the cast as mother or father, or somebody new."""
    for actor in stage.actors:
        if actor.kind == kind and actor.count == 1 and not actor.role and actor is not owner:
            return actor
    if stage.cast is not None:
        kin = (*stage.lexicon.attribute("kin").get(kind, ()), *_HOUSE)
        for member in stage.cast.members:
            if member.look.kind == kind and set(kin) & set(member.words):
                return stage.of_cast(member)
    return stage.new(Match(kind, "person"), phrase.said)
