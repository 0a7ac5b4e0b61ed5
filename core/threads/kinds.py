"""Particular conditions of a wording: "[person bicycle]", "[dog jump]", "[thing cake]".

They are read from a gist's own words (`kinds.toml`), so that a wording that knows a bicycle is told
only where the page's words have one; `wide` ones hold where any of several kinds does.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from picturebook.words.forms import lemmas, singulars

DOES, IS, WITH, LIKE = "does", "is", "with", "like"
_WORD: Final = re.compile(r"[a-z]+")
_MOTOR: Final = re.compile(r"\b(?:dirt|motor|quad)[ -](?=bike)")
_OF_A_GAME: Final = re.compile(
    r"\b(?:(?:base|foot|basket|volley)ball|soccer|tennis) (?=(?:player|team|uniform|jersey|field"
    r"|court|game|match|cap|bat|glove|helmet|shirt)s?\b)"
)
"""What has no ball in it that one sees for sure."""


@cache
def kinds(of: str = "") -> frozenset[str]:
    """The names of all particular conditions, or of those of one sort."""
    return frozenset(name for sort in ([of] if of else _tables()) for name in _tables()[sort])


def shown(verb: str, figure: Sequence[str], told: str) -> frozenset[str]:
    """What holds of a figure that does `verb` ("" if nothing), is named by the words of `figure`,
    and is told of in the words `told`."""
    found = set(_of_verb(verb)) if verb else set()
    for name in figure:
        found |= _of_noun(name.lower(), IS)
    for word in _WORD.findall(_OF_A_GAME.sub("", _MOTOR.sub("motor", told.lower()))):
        found |= _of_noun(word, WITH)
    return frozenset(found) | _wide(frozenset(found))


@lru_cache(maxsize=8192)
def _wide(found: frozenset[str]) -> frozenset[str]:
    """The wider kinds of which one of these is."""
    return frozenset(name for name, few in _tables()[LIKE].items() if found & set(few.split()))


@cache
def nouns_of(wide: str) -> frozenset[str]:
    """The things, people and animals that a wider kind may mean: of [wearing] "hat", "mask" …"""
    few = _tables()[LIKE][wide].split()
    return frozenset(
        word
        for sort in (IS, WITH)
        for name in few
        for word in _tables()[sort].get(name, "").split()
    )


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Sort, name, words."""
    text = (Path(__file__).parent / "kinds.toml").read_text("utf-8")
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return found


@cache
def _names(sort: str) -> Mapping[str, frozenset[str]]:
    """The kinds of each word of a sort."""
    found: dict[str, set[str]] = {}
    for name, words in _tables()[sort].items():
        for word in words.split():
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=4096)
def _of_verb(verb: str) -> frozenset[str]:
    names = _names(DOES)
    first = verb.split(" ")[0].lower()
    return frozenset().union(*(names.get(form, ()) for form in {first, *lemmas(first, "VERB")}))


@lru_cache(maxsize=16384)
def _of_noun(noun: str, sort: str) -> frozenset[str]:
    names = _names(sort)
    return frozenset().union(*(names.get(form, ()) for form in {noun, *singulars(noun)}))
