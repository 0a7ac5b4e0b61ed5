"""What a text says that the starter illustrator can draw, word by word.

Shallow: phrases of the picture-book world and their everyday neighbours are looked up, the longest
first.  How they belong together is read in `core.stages.sketch`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.stages.vocabulary_ways import CLOTHES, COLOUR_WORDS, NO_MEANING, WAYS_TO_SAY
from core.stages.vocabulary_words import (
    ACTIONS,
    BETWEEN,
    CHARACTERS,
    COLOURS,
    HAPPENING,
    PLACES,
    PROPS,
    SKY,
    THROUGH,
    TIMES,
    WEATHERS,
    named,
)

TABLES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "character": CHARACTERS,
    "colour": COLOURS,
    "action": ACTIONS | BETWEEN,
    "place": PLACES,
    "time": TIMES,
    "weather": WEATHERS,
    "prop": PROPS,
}
STOPS: Final = frozenset(".!?;:…")
_TOKEN: Final = re.compile(r"[a-z]+|[.!?;:…,]")
_DETERMINERS: Final = frozenset(
    "a an the his her their its my your our this that some of with one two three another".split()
)
_ALSO_VERBS: Final = frozenset("saw leaves leaf present watch rose box note letters brush".split())
"""Held things only right behind an article: "a saw", but not "she saw"."""

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A phrase that says one value: the tokens from `start` to `end`."""

    kind: str
    value: str
    words: str
    start: int
    end: int

    @property
    def own(self) -> bool:
        """Whether these are the world's own words, not others that come near."""
        return tuple(self.words.split()) in _OWN


def tokens(text: str) -> list[str]:
    """The words and stops of a text in lower case, without "'s"."""
    return _TOKEN.findall(re.sub(r"['’]s?\b", "", text.lower()))


def _phrases() -> tuple[dict[str, list[tuple[Phrase, str, str]]], frozenset[Phrase]]:
    own: dict[Phrase, tuple[str, str]] = {}
    tables: list[tuple[str, Mapping[str, Iterable[str]]]] = [
        *((kind, table) for kind, table in TABLES.items() if kind not in ("colour", "prop")),
        ("place", {key: (phrase,) for key, phrase in THROUGH.items()}),
        ("weather", {key: (phrase,) for key, phrase in SKY.items()}),
        ("weather", {key: (phrase,) for key, phrase in HAPPENING.items()}),
        ("prop", {key: (named(key).partition(" ")[2], key) for key in PROPS if key != "none"}),
    ]
    for kind, table in tables:
        for value, phrases in table.items():
            for phrase in phrases:
                words = tuple(tokens(re.split(r" ?\{", phrase)[0]))
                if words:
                    own[words] = (kind, value)
    every = {tuple(tokens(phrase)): ("", "") for phrase in NO_MEANING}
    for kind, ways in WAYS_TO_SAY.items():
        for value, said_as in ways.items():
            every |= {tuple(tokens(phrase)): (kind, value) for phrase in said_as.split(", ")}
    every |= own
    first: dict[str, list[tuple[Phrase, str, str]]] = {}
    for words, (kind, value) in sorted(every.items(), key=lambda item: -len(item[0])):
        first.setdefault(words[0], []).append((words, kind, value))
    return first, frozenset(own)


_PHRASES, _OWN = _phrases()


def mentions(words: Sequence[str], names: Mapping[str, str] | None = None) -> list[Mention]:
    """Everything in `words` (see `tokens`) that can be drawn, in order.

    `names` are those of characters, in lower case.
    """
    found: list[Mention] = []
    at = 0
    while at < len(words):
        size = 1
        if names and words[at] in names:
            found.append(Mention("character", names[words[at]], words[at], at, at + 1))
        else:
            for phrase, kind, value in _PHRASES.get(words[at], ()):
                end = at + len(phrase)
                if tuple(words[at:end]) == phrase and _is_meant(words, at, end, kind):
                    size = len(phrase)
                    if kind:
                        found.append(Mention(kind, value, " ".join(phrase), at, end))
                    break
        at += size
    return found


def _is_meant(words: Sequence[str], start: int, end: int, kind: str) -> bool:
    """Whether a held thing is a noun here."""
    if kind != "prop" or end - start > 1:
        return True
    if end < len(words) and words[end] in CLOTHES:
        return False
    before = words[max(0, start - (1 if words[start] in _ALSO_VERBS else 3)) : start]
    return any(word in _DETERMINERS for word in before)


def coats(words: Sequence[str]) -> list[Mention]:
    """Every coloured piece of clothing: "a red coat", "a yellow rain coat", "in red"."""
    found = []
    for at, word in enumerate(words):
        if word not in COLOUR_WORDS:
            continue
        for end in (at + 1, at + 2):
            if end < len(words) and words[end] in CLOTHES:
                found.append(_coat(words, at, end + 1))
                break
        else:
            after = words[at + 1] if at + 1 < len(words) else "."
            ends = after in STOPS or after in (",", "and", "is", "are", "in", "on", "at", "by")
            if at and words[at - 1] in ("in", "wearing") and (ends or after.endswith("ing")):
                found.append(_coat(words, at, at + 1))
    return found


def _coat(words: Sequence[str], start: int, end: int) -> Mention:
    return Mention("colour", COLOUR_WORDS[words[start]], " ".join(words[start:end]), start, end)


def said(text: str, *, literally: bool = False) -> dict[str, list[str]]:
    """What a text says of each attribute, in the order it says so: {"place": ["forest", …], …}.

    `literally`: in the world's own words only.
    """
    words = tokens(text)
    found: dict[str, list[str]] = {}
    for mention in (*coats(words), *mentions(words)):
        if literally and not mention.own and mention.kind != "colour":
            continue
        values = found.setdefault(mention.kind, [])
        if mention.value not in values:
            values.append(mention.value)
    return found
