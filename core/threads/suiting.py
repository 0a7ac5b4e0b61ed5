"""How well a plot suits an idea ("about sharing"), by the words that both have.

Stems and synonyms (`themes.toml`) count; a word that many plots have says little.  No more than
that: what a plot means beyond its words is not known here.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from core.text import content_words
from core.threads.library import SLOT, Thread, library
from picturebook.words.forms import lemmas

_ASIDE: Final = 0.3
"""What a word is worth that stands in the wordings only, not in plan, title or refrain."""
_OFTEN: Final = 6
"""So often it must stand there."""
_SYNONYM: Final = 0.4
"""What another word of the same theme is worth."""
ENOUGH: Final = 0.17
"""From here on a plot is about an idea."""


def suits(thread: Thread, idea: str) -> float:
    """How much a plot has of an idea, from 0; `ENOUGH` and more is much."""
    asked = _asked(idea)
    if not asked:
        return 0.0
    heads, words = _words(thread.id)
    found = sum(
        worth * _rare()[word] * (1.0 if word in heads else _ASIDE * min(1.0, words[word] / _OFTEN))
        for word, worth in asked.items()
        if word in words
    )
    return found / math.sqrt(sum(1 for worth in asked.values() if worth == 1.0))


def left_out(idea: str) -> str:
    """The note of a book whose plot is not about its idea."""
    return (
        f"no plot of this mood is about the idea “{idea}”, so the plot leaves it out; another mood,"
        " or a language model as the writer, may take it up"
    )


@cache
def _asked(idea: str) -> Mapping[str, float]:
    """The words of an idea, and those of their themes for less."""
    own = {stem for word in content_words(idea) for stem in stems(word)}
    found = dict.fromkeys(own, 1.0)
    for line in _themes():
        if own & line:
            for word in line - own:
                found[word] = _SYNONYM
    return found


def stems(word: str) -> frozenset[str]:
    """A word's forms in a dictionary: "shared" is "share", "mice" is "mouse"."""
    found = {form for tag in ("VERB", "NOUN") for form in lemmas(word, tag)}
    return frozenset(found or {word})


@cache
def _themes() -> tuple[frozenset[str], ...]:
    text = (Path(__file__).parent / "themes.toml").read_text("utf-8")
    lines: Sequence[str] = tuple(tomllib.loads(text).values())
    return tuple(frozenset(s for w in line.split() for s in stems(w)) for line in lines)


@cache
def _words(name: str) -> tuple[frozenset[str], Counter[str]]:
    """The words of a plot's plan, titles and refrain, and how often each stands in all of it."""
    one = next(t for t in library() if t.id == name)
    head = " ".join((one.plan, one.refrain, *one.titles, one.id.replace("-", " ")))
    heads = list(_stems_of(head))
    return frozenset(heads), Counter([*heads, *_stems_of(" ".join(w.text for w in one.wordings))])


def _stems_of(text: str) -> Iterator[str]:
    for word in content_words(SLOT.sub(" ", text)):
        yield from stems(word)


@cache
def _rare() -> Mapping[str, float]:
    """How much a word says: 1 for one that a single plot has, 0 for one that all have."""
    count = len(library())
    having = Counter(word for one in library() for word in _words(one.id)[1])
    return {word: 1.0 - math.log(n) / math.log(count) for word, n in having.items()}
