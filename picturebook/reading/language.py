"""Whether a text is English enough to be read."""

import re
from typing import Final

from picturebook.words import lexicon

_WORDS: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = frozenset(
    """the a an and of to in is on was he she it they with his her had at for as that were said
    from by you i not but are there be this have one all we my so up out when what into down
    then no over little day some two just like who them him their its me very will would could
    man woman people dog""".split()
)


def readable(text: str) -> bool:
    """Whether a text is English: Latin letters and enough of the commonest words.

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
    return len(words) < 20 and sum(map(_known, words)) / len(words) >= 0.6


def _known(word: str) -> bool:
    """Whether the vocabulary has a word: "Amy's dad ran" has none of the commonest."""
    words = lexicon()
    if word in _COMMON or word in words.given or len(word) == 1:
        return True
    return words.noun(word) is not None or words.verb(word) is not None
