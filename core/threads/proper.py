"""Names of places and things, told as they are spelt: "in London", "at Victoria Station"."""

from collections.abc import Sequence

from core.threads.nouns import LETTERS, PROPER
from picturebook.reading.units import Unit
from picturebook.words import Lexicon, lexicon
from picturebook.words.forms import capital, classes


def proper(chunk: Sequence[Unit], sentence: Sequence[Unit], words: Lexicon) -> str:
    """The name that a noun phrase is, with the "the" that it was given; "" of a common noun.

    `sentence`: all that is said; where most words have capitals they make no name.
    """
    run: list[Unit] = []
    for unit in reversed(chunk):
        if unit.tag not in ("NOUN", "NAME", "ADJ") or not _written(unit):
            break
        run.insert(0, unit)
    if not run or run[-1].tag == "ADJ" or (len(run) == 1 and run[0].tag == "NAME"):
        return ""
    known = words.noun(run[-1].low)
    place = known is not None and known.sort == "place"
    dropped = ("ADJ", "NOUN") if place else ("ADJ",)  # "downtown Chicago"
    before = [u.low for u in chunk[: len(chunk) - len(run)] if u.tag not in dropped]
    if before not in ([], ["the"]) or not _rare(run, sentence):
        return ""
    strange = any(not classes(w) or w in PROPER for u in run for w in u.low.split(" "))
    coloured = not place and bool(words.describes(run[0].low, "colour"))
    named = (strange and not coloured) or (place and len(run) > 1)
    return " ".join([*before, *(u.text for u in run)]) if named else ""


def as_spelt(unit: Unit) -> str:
    """A word as it is written, without capitals that only begin a sentence."""
    letters = unit.text.removesuffix("s")  # ATVs
    named = unit.start and unit.text[:1].isupper() and " " not in unit.text
    if (
        named
        and not unit.low.endswith("ed")
        and not classes(unit.low)
        and lexicon().noun(unit.low) is None
    ):
        return unit.text
    if unit.tag == "NAME" or (letters.isupper() and 1 < len(letters) < 5):
        return unit.text
    low = unit.text.lower().split(" ")
    low = [word.upper() if word in LETTERS else word for word in low]
    return " ".join(capital(word) if word in PROPER else word for word in low)


def _written(unit: Unit) -> bool:
    """Whether it is written like a name, and not because a sentence begins."""
    return unit.start > 0 and all(w[:1].isupper() and w.isalpha() for w in unit.text.split(" "))


def _rare(run: Sequence[Unit], sentence: Sequence[Unit]) -> bool:
    others = [u for u in sentence if u.tag in ("NOUN", "ADJ", "VERB") and u not in run]
    others = [u for u in others if u.start > 0]
    return not others or sum(u.text.islower() for u in others) * 2 > len(others)
