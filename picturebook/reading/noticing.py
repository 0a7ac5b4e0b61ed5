"""Small questions about phrases and things that several parts of the reading ask."""

from collections.abc import Sequence

from picturebook.reading.actors import LIVING, Actor, Item
from picturebook.reading.phrase import Phrase
from picturebook.reading.places import INSIDE
from picturebook.reading.stage import Stage
from picturebook.reading.tokens import Token
from picturebook.words.forms import classes

_HAND_CM = 90
_TABLE_CM = 60


def missed(stage: Stage, phrase: Phrase) -> None:
    """Notes a noun that is not drawn, unless it names nothing that could be seen."""
    if phrase.kind != "noun" or phrase.match is not None or phrase.denied:
        if phrase.match is not None and phrase.match.sort in ("garment", "place", "act"):
            stage.took(phrase)
        return
    lexicon = stage.lexicon
    parts = {w for line in lexicon.attribute("part").values() for w in line}
    words = {phrase.head, phrase.said.lower()}
    if "NOUN" not in classes(phrase.head.split(" ")[-1].split("-")[-1]):
        return
    groups = {w for line in lexicon.attribute("group").values() for w in line}
    if not words & (lexicon.void | lexicon.body | parts | groups) and phrase.head.strip("'"):
        stage.left_out.append(phrase.said.lower())


def fill(stage: Stage, phrase: Phrase, vessel: Actor | Item | None) -> None:
    inner = phrase.contents
    if inner is None:
        return
    food = stage.entity(inner)
    if isinstance(vessel, Item) and food is not None:
        flat = vessel.kind in ("plate", "tray", "table", "cutting-board", "cart", "shelf")
        stage.relate("on" if flat else "in", food.id, vessel.id)
    elif food is None:
        missed(stage, inner)


def follow_hints(stage: Stage, phrase: Phrase) -> None:
    """ "kitchen table", "street sign": what stands before a noun hints where it is."""
    for hint in phrase.hints:
        if hint.sort == "place" and hint.key != "space" and not phrase.alive:
            stage.setting.add(hint.key, 1.2, stage.sentence)
        elif hint.sort in stage.moments:
            stage.moment([hint])


def mention_owner(stage: Stage, phrase: Phrase, here: bool = False) -> None:
    """ "Mia's dog": Mia may be far away; but where "Mia's nose" is, there she is."""
    owner = phrase.owner
    if owner is not None and owner.kind == "name":
        stage.entity(owner, present=here and phrase.head in stage.lexicon.body)


def hero_too(stage: Stage, said: Sequence[Token]) -> None:
    """The hero of a book is on a page that has its name in a way that nobody could read, or names
    what it owns ("there went Pip's honey"): but not where only Pip's mother or house is told of.
    """
    if stage.cast is None or not stage.cast.members or stage.cast.members[0].absent:
        return
    hero = stage.cast.members[0]
    if any(actor.id == hero.id and actor.present for actor in stage.actors):
        return
    for name in hero.names:
        words = name.lower().replace("’", "'").split(" ")
        for i, token in enumerate(said):
            if [t.low for t in said[i : i + len(words)]] != words:
                continue
            after = said[i + len(words) : i + len(words) + 3]
            if after and after[0].low in ("'s", "'"):
                there = not any(_is_elsewhere(stage, word) for word in after[1:])
            else:
                there = not any(a <= token.start < b for a, b in stage.taken)
            if there:
                stage.of_cast(hero).present = True
                return


def _is_elsewhere(stage: Stage, word: Token) -> bool:
    """Whether what the hero owns may well be where the hero is not."""
    match = stage.lexicon.noun(word.low) if word.kind == "word" else None
    return match is not None and (match.sort in (*LIVING, "place") or match.key in INSIDE)


def as_thing(stage: Stage, phrase: Phrase) -> None:
    """A garment that is not worn is a thing like any other."""
    if phrase.sort == "garment":
        thing = stage.lexicon.noun(phrase.said, "thing")
        phrase.match = thing or phrase.match


def edible(stage: Stage, item: Item) -> bool:
    entry = stage.lexicon.entry("thing", item.kind)
    return entry is not None and entry.table == "food"


def small(stage: Stage, item: Item) -> bool:
    """Whether a thing is no larger than what lies in hands or on a table."""
    entry = stage.lexicon.entry("thing", item.kind)
    held = entry is not None and entry.data.get("hold") in ("hand", "both")
    return held or 0 < length(stage, item) <= _TABLE_CM


def fits_hand(stage: Stage, object_: Actor | Item) -> bool:
    """Whether somebody can hold it."""
    entry = stage.lexicon.entry("thing", object_.kind)
    if entry is None:
        return True
    return bool(entry.data.get("hold")) or length(stage, object_) <= _HAND_CM


def length(stage: Stage, object_: Actor | Item) -> float:
    """How long a thing is in centimetres, 0 if that isn't known."""
    entry = stage.lexicon.entry("thing", object_.kind)
    size = entry.data.get("cm", 0) if entry is not None else 0
    return float(size) if isinstance(size, int | float) else 0.0


# -- places ------------------------------------------------------------------------------------
