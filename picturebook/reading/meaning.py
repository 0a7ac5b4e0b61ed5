"""Who pronouns and names mean, and when an animal is food."""

from typing import TYPE_CHECKING

from picturebook.reading import deeds
from picturebook.reading.actors import LIVING, Actor, Item
from picturebook.reading.phrase import Phrase
from picturebook.words import Match

if TYPE_CHECKING:
    from picturebook.reading.stage import Stage


def pronoun(stage: "Stage", phrase: Phrase) -> Actor | Item | None:
    """Who or what a pronoun means, if anything that is drawn."""
    word = phrase.head
    if word == "one":
        return next((a for a in reversed(stage.actors) if a.count > 1), None)
    if word in ("i", "we"):
        return _narrator(stage, word)
    if word == "it" and stage.vague:
        return None
    recent = sorted(stage.actors, key=lambda a: -(a.spans[-1][0] if a.spans else 0))
    fitting = [actor for actor in recent if actor.fits(word)]
    sure = [actor for actor in fitting if actor.surely(word)]
    hero = stage.cast.members[0] if stage.cast is not None and stage.cast.members else None
    if sure:
        return sure[0]
    if hero is not None and hero.pronoun == word and word in ("she", "he"):
        return stage.of_cast(hero)
    if fitting:
        return fitting[0]
    if word == "it" and stage.items:
        return max(stage.items, key=lambda item: item.spans[-1] if item.spans else (0, 0))
    if word == "they" and len(stage.actors) > 1:
        return None
    if stage.cast is not None and word in ("she", "he", "it"):
        for member in stage.cast.members:
            if member.pronoun == word:
                return stage.of_cast(member)
    if word in ("she", "he") and not stage.actors and stage.cast is None:
        kind = "girl" if word == "she" else "boy"
        return stage.new(Match(kind, "person"), kind)
    return None


def _narrator(stage: "Stage", word: str) -> Actor | None:
    if stage.cast is not None:
        for member in stage.cast.members:
            if member.pronoun == "i":
                return stage.of_cast(member)
    known = next((a for a in stage.actors if a.id == "narrator"), None)
    if known is None and not stage.caption and stage.cast is None:
        known = stage.new(Match("child", "person"), "narrator")
        known.id = "narrator"
    return known


def named(stage: "Stage", phrase: Phrase) -> Actor | None:
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
    match = phrase.match or Match("child", "person")
    for more in phrase.more:
        if more.match is not None and more.match.sort in LIVING:
            match = more.match
    actor = stage.new(match, phrase.head)
    actor.names = (phrase.head,)
    pronoun = stage.lexicon.given.get(phrase.head.lower().split(" ")[0], "")
    actor.guessed = match.key == "child" and phrase.match is None and not phrase.more
    if match.key == "child" and pronoun:
        actor.kind = "girl" if pronoun == "she" else "boy"
    actor.pronoun = pronoun
    return actor


def eaten(stage: "Stage", phrase: Phrase) -> bool:
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
