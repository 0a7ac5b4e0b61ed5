"""Slips of the pen in captions: "behing" is read as "behind", "a feild" as "a field"."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from core.threads.nouns import is_alive
from picturebook.words import lexicon
from picturebook.words.forms import classes, lemmas

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD: Final = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
"""Words in small letters only: what has a capital may be a name."""
_FIRST: Final = re.compile(r"^[A-Z][a-z]{5,}(?= )")
_LOUD: Final = re.compile(r"(?<=[a-z] )[A-Z][a-z]+ing\b")
"""A verb written with a capital: "a group of giraffes Standing"."""
_LOOK: Final = re.compile(
    r"(?i)(?<![\w'’-])((?:an?|the|two|three|four|some|several|his|her|their) |^)"
    r"([a-z]{4,}) ([a-z]+)(?![\w'’-])"
)
"""What stands where a look would, before one more word."""
_COMMON: Final = {5: 5e-6, 8: 2e-7}
"""By letters, a share of all words of English; rarer words are not put in place of anything."""
_SURE: Final = 2.0
"""So many times as common as the next must a word be."""
_NEW: Final = frozenset("texting backflip kickflip wallride wheelie selfie emoji drone".split())
"""Words that the checker does not know yet."""
_NEVER: Final = frozenset(
    "being shit crap arse bitch damn sexy porn slut whore piss dick cock tits".split()
)
"""Common, but hardly ever a caption's word, and never a child's."""


def spelled(text: str) -> str:
    """A caption with every unknown word that is one letter away from a common one mended; a look
    that stays unknown ("a muxzzled greyhound") is left out."""
    text = _LOUD.sub(lambda m: m[0].lower() if lemmas(m[0].lower(), "VERB") else m[0], text)
    mended = _WORD.sub(lambda m: _mended(m[0]), _FIRST.sub(_first, text))
    return _LOOK.sub(_known_look, mended)


def _known_look(match: re.Match[str]) -> str:
    before, word, noun = match.groups()
    follows = lexicon().noun(noun) is not None or bool(list(lexicon().describing(noun)))
    return f"{before}{noun}" if follows and not is_known(word.lower()) else match[0]


def is_known(word: str) -> bool:
    """Whether a word in small letters is one of English, or of the vocabulary."""
    words = lexicon()
    return bool(
        classes(word)
        or words.noun(word)
        or list(words.describing(word))
        or word in words.given
        or word in _NEW
        or word in _checker()
    )


@lru_cache(maxsize=1024)
def is_word(word: str) -> bool:
    """The same, or two such words in one: "handcrank"."""
    return is_known(word) or any(
        "NOUN" in classes(word[i:]) and is_known(word[:i]) for i in range(4, len(word) - 3)
    )


def _first(match: re.Match[str]) -> str:
    """ "Children" of "Childern": a first word is mended where it can only be somebody."""
    word = match[0].lower()
    mended = _mended(word)
    return mended.capitalize() if mended != word and is_alive(mended) else match[0]


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if is_known(word):
        return word
    words, checker = lexicon(), _checker()
    found = [w for w in checker.candidates(word) or () if w[0] == word[0] and w not in _NEVER]
    share = checker.word_usage_frequency
    ranked = sorted(((share(w), w) for w in found if classes(w) or words.noun(w)), reverse=True)
    beasts = [w for _, w in ranked if words.noun(w, "animal") is not None]
    thing = bool(ranked) and words.noun(ranked[0][1], "thing") is not None
    if len(beasts) == 1 and not thing:
        return beasts[0]
    if len(ranked) == 1 and (thing or is_alive(ranked[0][1])):
        return ranked[0][1]
    if not ranked or ranked[0][0] < _COMMON[8 if len(word) >= 8 else 5]:
        return word
    drawn = [w for _, w in ranked if any(words.verb(v) for v in lemmas(w, "VERB"))]
    if word.endswith("ing") and len(drawn) == 1:
        return drawn[0]
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] >= _SURE * ranked[1][0] else word


@cache
def _checker() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
