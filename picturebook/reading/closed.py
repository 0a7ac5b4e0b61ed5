"""Word classes that do not need the sentence: the closed list, and what a word may be."""

from typing import Final

from picturebook.reading import grammar
from picturebook.reading.units import Unit
from picturebook.words import Lexicon
from picturebook.words.forms import classes, lemmas

_PLAIN_ADVERBS: Final = frozenset(
    "up down out off over away back along around by through in on".split()
)


_GROUPS: Final = frozenset("pair couple group bunch crowd dozen dozens trio double".split())
"""Numbers that are nouns."""
_EXISTING: Final = frozenset("stood sat lay lived once used came hung grew".split())
"""After "there" these tell that something is there."""
_NOT_ADJECTIVES: Final = frozenset("kitchen bathroom back front top side inside outside".split())


def closed_class(
    low: str, prev: str, previous: Unit | None, following: Unit | None, lexicon: Lexicon
) -> str:
    """The class of a word of the closed list, "" for other words."""
    next_low = following.low if following else ""
    if low == "'s" or low == "'":
        if previous is not None and previous.low == "name":
            return "AUX"
        if prev in ("PRON", "EX", "REL") or next_low in ("a", "an", "the", "not"):
            return "AUX"
        return "POSS" if prev in ("NOUN", "NAME") else "AUX"
    if low == "there" and (next_low in grammar.BE or next_low in _EXISTING):
        return "EX"
    if low == "to":
        is_verb = following is not None and bool(lemmas(next_low, "VERB")) and next_low not in (
            "work", "school", "bed",
        )  # fmt: skip
        base = is_verb and next_low in lemmas(next_low, "VERB")
        return (
            "TO" if base and not (lexicon.noun(next_low) and not lexicon.verb(next_low)) else "PREP"
        )
    if low in ("her", "his"):
        owned = following is not None and (
            following.tag in ("NUM", "NAME") or nominal(next_low, lexicon)
        )
        if owned and next_low not in grammar.PREPOSITIONS and next_low not in grammar.BE:
            return "DET"
        return "PRON"
    if low == "that":
        if prev in ("NOUN", "NAME", "PRON", "VERB", "ADJ"):
            return "REL"
        return "DET" if following is not None and nominal(next_low, lexicon) else "PRON"
    if low in ("night", "day") and previous is not None and previous.low == "all":
        return "ADV"
    if low == "next door":
        return "ADV"
    if low in ("who", "which", "whom"):
        return "REL"
    if low in ("both", "all", "each") and prev in ("AUX", "PRON"):
        return "ADV"
    if low == "all" and prev == "NOUN":
        return "ADV"
    if low == "all" and following is not None and lexicon.describes(next_low, "colour"):
        return "ADV"
    if low in grammar.PRONOUNS:
        return "PRON"
    if low in grammar.NEGATIONS:
        return {"nobody": "PRON", "nothing": "PRON", "none": "PRON", "no": "DET", "without": "PREP",
                "neither": "DET"}.get(low, "NEG")  # fmt: skip
    if low == "like":
        return "VERB" if prev in ("PRON", "NAME", "MODAL") else "PREP"
    if low == "what" and not (following is not None and nominal(next_low, lexicon)):
        return "SUB"
    if low in grammar.DETERMINERS:
        return "DET"
    if low in grammar.BE:
        return "AUX"
    if low in grammar.HAVE:
        return "HAVE"
    if low in grammar.MODALS and not (low in ("get", "gets", "got") and prev != "PRON"):
        return "MODAL"
    if low in grammar.SUBORDINATE and low not in ("after", "before", "since", "than", "so", "once"):
        return "SUB"
    if low in ("after", "before", "since", "until"):
        return "SUB" if following is not None and next_low in grammar.PRONOUNS else "PREP"
    if low in grammar.CONJUNCTIONS:
        return "CONJ"
    if low in _PLAIN_ADVERBS and (following is None or following.tag == "MARK"):
        return "ADV"
    if low == "by" and next_low in grammar.PREPOSITIONS:
        return "ADV"
    if low in ("inside", "outside", "near", "opposite", "past", "round", "around", "about", "up",
               "down", "off", "over", "along", "through", "across", "above", "below", "under",
               "behind", "in", "out"):  # fmt: skip
        if following is None or following.tag in ("MARK", "PREP") or low == "out":
            return "ADV"
        if next_low in grammar.PREPOSITIONS or next_low in ("and", "to"):
            return "ADV"
    if low in grammar.PREPOSITIONS and low not in ("facing", "wearing", "containing", "featuring"):
        return "PREP"
    if low == "wearing":
        return "PREP"
    if low in grammar.GREETINGS:
        return "INTJ"
    if lexicon.describes(low, "number") and low not in _GROUPS:
        return "NUM"
    if low in grammar.ADVERBS and not _nominal_adverb(low, following, lexicon):
        return "ADV"
    if low in grammar.QUESTIONS:
        return "SUB"
    return ""


def _nominal_adverb(low: str, following: Unit | None, lexicon: Lexicon) -> bool:
    """ "long hair", "the last page": words that are adverbs elsewhere."""
    return (
        low in ("long", "high", "low", "last", "first", "right", "left", "fast", "hard", "close",
                "straight", "next")
        and following is not None
        and nominal(following.low, lexicon)
    )  # fmt: skip


def possible(low: str, lexicon: Lexicon) -> tuple[str, str, bool]:
    """The noun and the verb that a word may be a form of ("" if none), and whether an adjective."""
    match = lexicon.noun(low)
    nouns = lemmas(low, "NOUN")
    noun = ""
    if match is not None or low in lexicon.void or low in lexicon.body or nouns:
        noun = nouns[0] if nouns else low
    verbs = lemmas(low, "VERB")
    verb = next((v for v in verbs if lexicon.verb(v)), verbs[0] if verbs else "")
    known = [
        m for m in lexicon.describing(low)
        if m.sort != "number" and not (nouns and m.sort in ("trait", "hair"))
    ]  # fmt: skip
    *before, last = low.split(" ")
    if before and known and not match and last in lexicon.body:
        return low, "", False  # "curly hair", "a white beard"
    adjective = bool(known) or "ADJ" in classes(low) or "-" in low
    if known and match is None and any(m.sort == "colour" for m in known):
        noun = ""
    if low in _NOT_ADJECTIVES or (match is not None and match.exact and not known):
        adjective = False
    return noun, verb, adjective


def nominal(low: str, lexicon: Lexicon) -> bool:
    """Whether a word can stand inside a noun phrase."""
    if low in grammar.PREPOSITIONS or low in grammar.CONJUNCTIONS or low in grammar.BE:
        return False
    if low in grammar.DETERMINERS or low in grammar.PRONOUNS:
        return False
    noun, _verb, adjective = possible(low, lexicon)
    return bool(noun) or adjective or bool(lexicon.describes(low, "number"))
