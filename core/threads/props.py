"""What a plot brings in before it speaks of it: "the coats" want a page that told of a coat.

Found in the wordings themselves: a thing that some wordings of a thread bring in ("a coat", "two
hats") and others take as known ("the coats", "her hat").  What most threads speak of as known from
the start (the door, the road, the town) needs no bringing in.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final

from core.threads.library import Thread, library
from picturebook.words.forms import classes, singulars

_NEW: Final = (
    r"an?|another|some|one|two|three|four|five|six|seven|eight|nine|ten|eleven|forty|every|any|no"
    r"|several|many|more"
)
_KNOWN: Final = r"the|that|those|these|both"
_NOUN: Final = re.compile(rf"\b(?:({_NEW})|({_KNOWN})) ((?:[a-z-]+ ){{0,2}}?)([a-z]{{3,}})\b")
_WORD: Final = re.compile(r"[a-z]{3,}")
_COMMON: Final = 39
"""Said as known in so many threads, a thing needs no bringing in."""
_NO_THINGS: Final = frozenset(
    """lot bit look say wait hurry help moment more breath missing rule matter sort kind size
    second third little time thought question nose face foot hand moon sun sea night morning town
    floor roof ceiling step stair word person line tip evening dusk day elbow""".split()
)


def needs(known: frozenset[str], text: str) -> frozenset[str]:
    """The props, of a thread's `known` ones, that a text takes as known and does not bring in."""
    said = {(_one(m[4]), m.start()) for m in _NOUN.finditer(text) if m[2]}
    return frozenset(n for n, at in said if n in known and n not in brings(known, text[:at]))


def brings(known: frozenset[str], text: str) -> frozenset[str]:
    """The props, of a thread's `known` ones, that a text tells of."""
    return known.intersection(_one(word) for word in _WORD.findall(text.lower()))


def props(thread: Thread) -> frozenset[str]:
    """The things that a thread brings in on one page and takes as known on another."""
    new, known = _told(tuple(w.text for w in thread.wordings))
    return frozenset(n for n in new & known if _everywhere()[n] < _COMMON and _thing(n))


@cache
def _thing(noun: str) -> bool:
    kinds = classes(noun)
    return "NOUN" in kinds and not kinds & {"ADJ", "ADV", "NUM"} and noun not in _NO_THINGS


@lru_cache(maxsize=256)
def _told(texts: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """What the wordings bring in, and what they take as known."""
    new: set[str] = set()
    known: set[str] = set()
    for text in texts:
        for match in _NOUN.finditer(text):
            (new if match[1] else known).add(_one(match[4]))
    return frozenset(new), frozenset(known)


@cache
def _everywhere() -> Counter[str]:
    """In how many threads a thing is taken as known."""
    told = (_told(tuple(w.text for w in one.wordings)) for one in library())
    return Counter(noun for _, known in told for noun in known)


@lru_cache(maxsize=16384)
def _one(noun: str) -> str:
    return singulars(noun)[-1] if len(singulars(noun)) > 1 else noun
