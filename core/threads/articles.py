"""Articles and numbers of a figure's words, as it is met first."""

import re
from collections.abc import Mapping
from typing import Any, Final

from core.threads.nouns import MANY, MASS
from picturebook.words.forms import is_plural, with_article
from picturebook.words.forms import plural as plural_of

COUNTS: Final = frozenset(
    """a an the some several various many few all no both two three four five six seven eight nine
    ten eleven twelve dozens hundreds lots his her its their my our your these those everyone
    everybody somebody someone""".split()
)
_MASS_FIRST: Final = re.compile(
    r"(\w+)(?:$| (?:of|in|on|with|at|by|from|near|under|\w+ing|\w+ed)\b)"
)
_WHEN: Final = re.compile(
    r" (?:(?:in the|by|this|every) (?:morning|afternoon|evening|day|daytime)"
    r"|at (?:night|dawn|dusk|noon|sunrise|sunset|sundown|midday|midnight))$"
)
_SAYS_NOTHING: Final = frozenset("standing sitting posing looking being lying going".split())
"""Without a place these say nothing of anybody."""


def says_nothing(said: str) -> bool:
    """Whether all that is told ends in a bare state: "a line of people standing", or "a camel
    standing in the morning"."""
    return _WHEN.sub("", said).split(" ")[-1] in _SAYS_NOTHING


def plural_form(noun: str) -> str:
    """ "dogs" of "dog"; "bison" stays."""
    return noun if noun in MANY else plural_of(noun)


def new(noun: str, several: bool) -> str:
    """ "a dog" of "the dog", where it is met only now."""
    if not noun.startswith("the "):
        return noun
    rest = noun[4:]
    return rest if several or _is_mass(rest) else with_article(rest.removeprefix("one "))


def a_of_one(clause: str) -> str:
    """ "an elephant was drinking" of "one elephant was drinking", and of "another": nobody was met
    before it."""
    there = "there was " if clause.startswith(("there was one ", "there was another ")) else ""
    rest = clause.removeprefix(there).removeprefix("one ").removeprefix("another ")
    same = there + rest == clause or rest.startswith("of ")
    return clause if same else there + with_article(rest)


def _a(text: str, noun: str = "") -> str:
    """ "a woman who ran", "men", "his dog"."""
    first = text.split(" ")[0]
    bare = first in COUNTS or first == "one" or is_plural(noun or first)
    return text if bare else with_article(text)


def first_met(figure: str, was: str) -> str:
    """ "a fox" of "the fox", "one fox" and "another fox", "dogs" of "the dogs", where they are met
    first."""
    first, _, rest = figure.partition(" ")
    if first not in ("the", "one", "another", "these", "those") or not rest:
        return figure
    one, _, other = rest.partition(" and ")
    if other and was == "were":
        return f"{_a(one, one.split(' ')[-1])} and {_a(other.removeprefix('the '))}"
    head, _, of = rest.partition(" ")
    group = of.startswith("of ") and not is_plural(head)
    many = was == "were" and not group
    return rest if many or _is_mass(rest) else with_article(rest)


def _is_mass(text: str) -> bool:
    """Whether it begins with a noun that has no article: "traffic in a city"."""
    match = _MASS_FIRST.match(text)
    return match is not None and match[1] in MASS


def some(figure: str, names: Mapping[str, Any]) -> str:
    """ "some children bathing" of "children bathing", with the article of a first meeting."""
    told = first_met(figure, names["was"])
    first = told.split(" ")[0]
    bare = names["was"] == "were" and first not in COUNTS
    return f"some {told}" if bare and first.islower() else told
