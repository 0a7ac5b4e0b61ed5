"""What the words before a word say of its class."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from picturebook.reading import grammar
from picturebook.reading.units import Unit
from picturebook.words import Lexicon

_BASE_PASTS: Final = frozenset(
    """read put hit cut let set shut hurt cast spread split bid burst cost quit rid shed slit thrust
    upset wed wet bet beat""".split()
)
"""Verbs whose past looks like the base: "the king set down his crown"."""


def told(unit: Unit, before: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether a word that may be past or base follows somebody, or another verb in the past."""
    if unit.low not in _BASE_PASTS or not before:
        return False
    last = before[-1]
    if last.tag in ("CONJ", "ADV", "MARK"):
        return any(u.tag == "VERB" and u.form == "past" for u in before)
    if last.tag in ("NAME", "PRON", "QUOTE", "HAVE"):
        return True
    if last.tag != "NOUN":
        return False
    if not _alive(last, lexicon):
        alone = all(u.tag in ("DET", "ADJ", "NUM", "NOUN") for u in before)
        return cut(unit, last, lexicon, alone=alone)
    return last.form != "plural"


def cut(unit: Unit, last: Unit, lexicon: Lexicon, *, alone: bool) -> bool:
    """Whether it says what was done to a thing: "a pizza cut in two", "a table set for two"."""
    laid = unit.low == "set" and last.low.split(" ")[-1] in ("table", "tables")
    return alone and (laid or (unit.low == "cut" and lexicon.noun(last.low) is not None))


def after_letting(before: Sequence[Unit]) -> bool:
    """ "let the bird go", "saw her run": a verb after the object of these."""
    if not before or before[-1].tag not in ("NOUN", "NAME", "PRON"):
        return False
    found = next((u for u in reversed(before) if u.tag in ("VERB", "MARK", "CONJ", "PREP")), None)
    return found is not None and found.lemma in grammar.LETTING


def gear(before: Sequence[Unit]) -> bool:
    """Whether what follows is a thing that somebody has: "carrying camping (gear)"."""
    return bool(before) and before[-1].tag == "VERB" and before[-1].lemma in _HAVING


_HAVING: Final = frozenset("carry hold wear use bring pull push sell buy eat".split())


def lets_act(before: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether somebody is helped or watched, so that a verb may follow: "helping a boy squirt"."""
    return after_letting(before) and _alive(before[-1], lexicon) and not several(before[-1])


def somebody(before: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether the noun before is a person in the singular."""
    last = before[-1] if before else None
    match = lexicon.noun(last.low, "person") if last is not None and last.tag == "NOUN" else None
    named = last is not None and last.tag == "NAME"
    return named or (match is not None and match.exact and last.form != "plural")  # type: ignore[union-attr]


def joined_state(before: Sequence[Unit]) -> bool:
    """ "hurt and scared": an adjective and a conjunction before."""
    return len(before) > 1 and before[-1].tag == "CONJ" and before[-2].tag == "ADJ"


def colour_worn(before: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether a colour at the end stands for clothes: "a man in white"."""
    if not lexicon.describes(before[-1].low, "colour"):
        return False
    opening = next((u for u in reversed(before[:-1]) if u.tag not in ("ADJ", "CONJ", "ADV")), None)
    return opening is not None and opening.low in ("in", "wearing", "dressed in")


def auxiliary(before: Sequence[Unit]) -> bool:
    """Whether an auxiliary stands before the adverbs at the end of `before`."""
    for unit in reversed(before):
        if unit.tag in ("AUX", "MODAL", "TO"):
            return True
        if unit.tag not in ("NEG", "ADV"):
            return False
    return False


def agrees_with(before: Sequence[Unit], form: str) -> bool:
    """Whether a verb of this form goes with the noun before it: "dogs run", "a dog runs"."""
    if form in ("past", "ing") or not before:
        return True
    last = before[-1]
    outer = next((k for k in range(len(before) - 1, 0, -1) if before[k].tag == "PREP"), 0)
    heads = [last] + [u for u in before[outer - 1 : outer] if u.tag == "NOUN"]
    numbers = [u for u in before[-4:] if u.tag == "NUM" and u.low not in ("one", "1")]
    joined = any(u.low == "and" for u in before[:-1][-4:])
    group = any(u.low == "of" for u in before[:-1])
    if form == "s":
        return group or not all(several(head) and head.low not in grammar.HERDS for head in heads)
    return (
        bool(numbers)
        or joined
        or group
        or any(several(head) or head.low in grammar.HERDS for head in heads)
    )


def only_acts(before: Sequence[Unit], form: str, lexicon: Lexicon) -> bool:
    """Whether a word that might be a noun can only be what those before it do.

    No noun follows one in the plural ("two dogs looks"), none in the plural follows "a" ("a hydrant
    spills"), and people in the plural name no thing ("cowboys herd cattle").
    """
    last = before[-1] if before else None
    if last is None or last.tag != "NOUN" or last.low in _BEFORE_THINGS:
        return False
    alive = _alive(last, lexicon)
    if form == "base":
        inner = any(u.tag == "PREP" and u.low != "of" for u in before)
        return (alive and several(last) and not (inner or acting(before))) or _dressed(
            before, lexicon
        )
    if form != "s":
        return False
    if last.form == "plural":
        return alive or lexicon.noun(last.low, "garment") is not None
    opening = next((u for u in reversed(before) if u.tag not in ("NOUN", "ADJ")), None)
    return opening is not None and (
        opening.low in _ONE
        or ((alive or last.low in _SHINING) and opening.low in grammar.DETERMINERS)
    )


def _dressed(before: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether several people have been named, the last by what they wear: "a man in black and a
    woman in a red shirt (blow bubbles)"."""
    who = subject(before, lexicon)
    worn = who is not None and lexicon.noun(before[-1].low, "garment") is not None
    return worn and who is not None and (
        several(who) or any(
            one.low == "and" and other.tag == "DET" for one, other in pairwise(before)
        )
    )  # fmt: skip


def at_things(before: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether a preposition comes before that says where something is: "a bridge over rushing
    water", and not how: "keeping fit by riding a bike", "bending over picking flowers"."""
    *earlier, last = before
    before_that = earlier[-1] if earlier else last
    bent = before_that.lemma in _AT_DEEDS
    worn = lexicon.noun(before_that.low, "garment") is not None  # "with a shirt on holding cups"
    seen = last.low == "at" and before_that.lemma in grammar.LOOKING
    return last.low in _AT or seen or (last.low in ("over", "on") and not (bent or worn))


_AT: Final = frozenset(
    "with in of into onto through near under beside against between among".split()
)
_AT_DEEDS: Final = frozenset("bend lean sit lie kneel squat stand focus concentrate work".split())


def acting(before: Sequence[Unit]) -> bool:
    """Whether something is said already of those before: "is", "runs", "seated", "there are"."""
    return any(
        u.tag in ("AUX", "EX", "HAVE") or (u.tag == "VERB" and u.form != "ing") for u in before
    )


def subject(before: Sequence[Unit], lexicon: Lexicon) -> Unit | None:
    """Whoever a sentence begins with, if somebody alive, and nothing is said of them yet."""
    first = next((u for u in before if u.tag not in ("DET", "ADJ", "NUM", "ADV")), None)
    known = first is not None and first.tag == "NOUN" and _alive(first, lexicon)
    return first if known and not acting(before) else None


def _alive(unit: Unit, lexicon: Lexicon) -> bool:
    match = lexicon.noun(unit.low)
    if match is None:  # "war reenactors"
        return unit.form == "plural" and unit.low.endswith(("ers", "ors", "ists", "ians"))
    return match.sort in ("person", "role", "animal")


_SHINING: Final = frozenset("sun moon wind".split())
_ONE: Final = frozenset("a an one another this each every".split())
_BEFORE_THINGS: Final = frozenset("sports clothes arts ladies mens womens kids fish".split())
"""In the plural, and yet before a noun: "sports shoes"."""


def one_thing(before: Sequence[Unit]) -> bool:
    """Whether the noun before is one thing that something is done to, or that says where: "watch a
    drag (race)", "on a mountain (slope)"."""
    start = next((k for k in range(len(before) - 1, -1, -1)
                  if before[k].tag not in ("NOUN", "ADJ")), -1)  # fmt: skip
    if start < 1 or before[start].low not in _ONE:
        return False
    return before[start - 1].tag in ("PREP", "VERB") and len(before) - start == 2


def several(unit: Unit) -> bool:
    return unit.form == "plural" or unit.low in ("people", "police", "cattle", "sheep", "fish")
