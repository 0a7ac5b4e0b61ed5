"""What a text is about: its content words, and the noun that a caption is about."""

import re
from functools import lru_cache
from typing import Final

from picturebook.reading import grammar
from picturebook.reading.phrases import parse
from picturebook.reading.tagging import tag
from picturebook.reading.tokens import sentences, tokens
from picturebook.words import lexicon
from picturebook.words.forms import lemmas

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICLES: Final = frozenset(
    """very too just only also yes more most other such own same again once ever still here there
    now
    one two three four five six seven eight nine ten few many much several another lot both all
    up down out off over away back how why t s ll re ve d m do don""".split()
)
_STOPS: Final = frozenset().union(
    grammar.DETERMINERS, grammar.PRONOUNS, grammar.BE, grammar.HAVE, grammar.MODALS,
    grammar.NEGATIONS, grammar.CONJUNCTIONS, grammar.SUBORDINATE, grammar.RELATIVE,
    grammar.PREPOSITIONS, _PARTICLES,
)  # fmt: skip
_EVENTS: Final = frozenset(
    "rain snow hail storm night morning evening dawn noon wind fog sky".split()
)
"""What opens a caption without being its subject: "rain falls on a fox"."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation and without "'s"."""
    return [re.sub(r"['’]s?$", "", word.lower()) for word in _WORD.findall(text)]


@lru_cache(20_000)
def singular(word: str) -> str:
    """A word with its English plural folded away ("foxes" -> "fox", "bus" -> "bus")."""
    found = lemmas(word, "NOUN")
    return found[0] if found and word not in found else word


def content_words(text: str) -> list[str]:
    """What a text is about: its words in order without those that only hold sentences together,
    plurals folded."""
    return [singular(w) for w in words_of(text) if w not in _STOPS and len(w) > 1]


def tells(text: str, noun: str) -> bool:
    """Whether a text tells a noun literally, in the singular or the plural (also as "fox's")."""
    wanted = singular(noun.lower())
    return not wanted or any(
        singular(part) == wanted for word in words_of(text) for part in (word, *word.split("-"))
    )


@lru_cache(4096)
def main_noun(caption: str) -> str:
    """The head of a caption's subject as it stands there: "a little girl in a red coat" -> "girl",
    "two dogs" -> "dogs"; of "a group of people" "people". "" for a caption without words."""
    found = ""
    for sentence in sentences(tokens(caption)):
        units = tag(sentence, lexicon(), frozenset())
        at = 0
        while at < len(units):
            phrase, after = parse(units, at, lexicon())
            if phrase is None or phrase.kind == "pronoun":
                at += 1
                continue
            shown = phrase.shows or phrase
            head = (shown.said or shown.head).split(" ")[-1].lower()
            found = found or head
            if head not in _EVENTS:
                return head
            at = max(after, at + 1)
    return found or next(iter(content_words(caption)), "") or next(iter(words_of(caption)), "")
