"""What the words before a word say of its class."""

from collections.abc import Sequence
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
    match = lexicon.noun(last.low) if last.tag == "NOUN" else None
    return (
        match is not None and match.sort in ("person", "role", "animal") and last.form != "plural"
    )


def after_letting(before: Sequence[Unit]) -> bool:
    """ "let the bird go", "saw her run": a verb after the object of these."""
    if not before or before[-1].tag not in ("NOUN", "NAME", "PRON"):
        return False
    found = next((u for u in reversed(before) if u.tag in ("VERB", "MARK", "CONJ", "PREP")), None)
    return found is not None and found.lemma in grammar.LETTING


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


def several(unit: Unit) -> bool:
    return unit.form == "plural" or unit.low in ("people", "police", "cattle", "sheep", "fish")
