"""Which language a text is in, and whether that is English enough to be read."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any, Final

from picturebook.words import lexicon
from picturebook.words.forms import lemmas

_WORDS: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = frozenset(
    """the a an and of to in is on was he she it they with his her had at for as that were said
    from by you i not but are there be this have one all we my so up out when what into down
    then no over little day some two just like who them him their its me very will would could
    man woman people dog""".split()
)


_DOUBTFUL: Final = 0.05
"""With a smaller share of the commonest words no longer text is English."""


def language_of(text: str, among: Collection[str] = ()) -> str:
    """The likeliest language of a text (ISO 639-1), of all or of some; "" without letters.

    A sentence is enough, a few words are not.
    """
    if not any(c.isalpha() for c in text):
        return ""
    ranked = _identifier().rank(text)
    return next((code for code, _ in ranked if not among or code in among), "")


@cache
def _identifier() -> Any:
    from py3langid import langid  # Its table takes half a second.

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=False)


def readable(text: str) -> bool:
    """Whether a text is English: Latin letters and enough of the commonest words; where names make
    those rare, the letters decide.

    Captions of a few words need not have any of them.
    """
    words = [word.lower() for word in _WORDS.findall(text)]
    letters = "".join(words)
    if not letters:
        return False
    latin = sum("a" <= c <= "z" for c in letters) / len(letters)
    if latin < 0.9:
        return False
    common = sum(word in _COMMON for word in words) / len(words)
    if len(words) < 6 or common >= (0.1 if len(words) < 20 else 0.16):
        return True
    if len(words) >= 20:
        return common >= _DOUBTFUL and language_of(text) == "en"
    return sum(map(_known, words)) / len(words) >= 0.6


def known_share(text: str) -> float:
    """The share of a text's words that the vocabulary has, names included (0 to 1)."""
    words = [word for word in _WORDS.findall(text) if len(word) > 1 or word in ("a", "I")]
    known = sum(_known(w.lower()) or bool(lemmas(w.lower(), "ADJ")) for w in words)
    return known / len(words) if words else 0.0


def _known(word: str) -> bool:
    """Whether the vocabulary has a word: "Amy's dad ran" has none of the commonest."""
    words = lexicon()
    if word in _COMMON or word in words.given or len(word) == 1:
        return True
    return words.noun(word) is not None or words.verb(word) is not None
