"""Forms of words: what a word in a sentence may be a form of, and the forms of a word.

The tables of lemminflect are loaded with the first word that is asked for.
"""

from functools import cache
from typing import Any, Final

IRREGULAR_NOUNS: Final = {
    "people": "person", "kids": "kid", "oxen": "ox", "mice": "mouse", "geese": "goose",
    "children": "child", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth",
    "giraffes": "giraffe", "skis": "ski", "taxis": "taxi", "shoes": "shoe", "toes": "toe",
    "leaves": "leaf", "lives": "life", "wolves": "wolf", "loaves": "loaf", "cows": "cow",
    "dice": "die", "calves": "calf", "halves": "half", "axes": "axe", "does": "doe",
    "tops": "top",
}  # fmt: skip
"""What the tables don't know or have in another sense."""
IRREGULAR_VERBS: Final = {"lay": "lie", "laid": "lay", "laying": "lie", "lies": "lie",
                          "lain": "lie", "found": "find", "saw": "see", "felt": "feel",
                          "left": "leave", "fell": "fall", "wound": "wind", "ground": "grind",
                          "bore": "bear", "hung": "hang", "wove": "weave", "rode": "ride",
                          "rose": "rise", "dove": "dive", "sprang": "spring",
                          "hid": "hide"}  # fmt: skip
"""Words in a caption or a story of which the tables take the rarer verb first."""
_NO_VERBS: Final = frozenset("ear ears eared earing".split())
"""Verbs of the tables that nobody means."""


@cache
def _tables() -> Any:
    import lemminflect

    return lemminflect


@cache
def lemmas(word: str, tag: str) -> tuple[str, ...]:
    """The words of class `tag` ("NOUN", "VERB", "ADJ", "ADV") of which `word` is a form.

    Only words that the tables know; none if they don't.
    """
    if tag == "NOUN" and word in IRREGULAR_NOUNS:
        return (IRREGULAR_NOUNS[word],)
    if tag == "VERB" and word in IRREGULAR_VERBS:
        return (IRREGULAR_VERBS[word],)
    if not word.isalpha() or (tag == "VERB" and word in _NO_VERBS):
        return ()
    return tuple(_tables().getAllLemmas(word, upos=tag).get(tag, ()))


@cache
def classes(word: str) -> frozenset[str]:
    """The word classes that the tables know of a word."""
    found = frozenset(_tables().getAllLemmas(word)) if word.isalpha() else frozenset()
    return found - {"VERB"} if word in _NO_VERBS else found


@cache
def singulars(word: str) -> tuple[str, ...]:
    """`word` itself and what it may be the plural of; rules help where the tables know nothing."""
    found = [word, *lemmas(word, "NOUN")]
    if len(found) == 1 and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        found += [word[:-3] + "y"] if word.endswith("ies") else []
        found += [word[:-2]] if word.endswith("es") else []
        found.append(word[:-1])
    return tuple(dict.fromkeys(found))


@cache
def plural(word: str) -> str:
    """The plural of a noun, of its last word if it has several."""
    *before, last = word.split(" ")
    forms = _tables().getInflection(last, tag="NNS") if last else ()
    return " ".join([*before, forms[0] if forms else last + "s"])


@cache
def is_plural(word: str) -> bool:
    """Whether a noun's form means several ("dogs", "people"), as far as the form tells."""
    if word in IRREGULAR_NOUNS:
        return True
    stems = [lemma for lemma in lemmas(word, "NOUN") if lemma != word]
    if stems:
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "us", "ops"))
    return not lemmas(word, "NOUN") and ends


@cache
def may_be_participle(word: str, lemma: str) -> bool:
    """Whether a verb's form is one that "was" or "had" may stand before: "seen", "held"; not
    "saw". True of what the tables don't know."""
    participles = _tables().getInflection(lemma, tag="VBN")
    only_past = word in _tables().getInflection(lemma, tag="VBD") and word not in participles
    return not participles or not only_past


@cache
def verb_form(word: str, lemma: str) -> str:
    """ "ing", "past", "s" or "base": which form of `lemma` a word is."""
    if word.endswith("ing") and word != lemma:
        return "ing"
    if word == lemma:
        return "base"
    if word.endswith("s") and not word.endswith("ss"):
        return "s"
    return "past"


# What scenes are said with

_CONSONANT: Final = ("uni", "use", "eu", "one", "once", "uku", "ute", "uti", "urin", "usua", "ufo")
"""Beginnings that are written with a vowel and spoken with a consonant."""
_SPOKEN: Final = frozenset("FUN HOT LOVE MOM NEW NO RED SALE HI MY ROAD STOP".split())
"""Capitals that are words: "a STOP sign"."""
_VOWEL: Final = ("hour", "honest", "heir", "x-ray")


@cache
def with_article(phrase: str) -> str:
    """ "an owl", "a red umbrella", "a unicorn", "an hour"."""
    low = phrase.lower()
    first = phrase.split(" ")[0]
    if first.isupper() and 1 < len(first) <= 4 and first[0] in "FHLMNRSX" and first not in _SPOKEN:
        return f"an {phrase}"  # "an NFL fan"
    vowel = low[:1] in "aeiou" and not low.startswith(_CONSONANT)
    return f"{'an' if vowel or low.startswith(_VOWEL) else 'a'} {phrase}"


def capital(words: str) -> str:
    """Words with their first letter as a capital."""
    return words[:1].upper() + words[1:]


@cache
def gerund(verb: str) -> str:
    """ "running" of "run", "shaking hands" of "shake hands"."""
    first, _, rest = verb.partition(" ")
    forms = _tables().getInflection(first, "VBG")
    return f"{forms[0] if forms else first + 'ing'} {rest}".strip()
