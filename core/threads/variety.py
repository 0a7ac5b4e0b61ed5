"""What keeps the pages of a book from being alike: how a figure enters each, and what it is for.

A figure may enter with its deed ("a boy doing a stunt"), by its looks alone ("a boy in red"), in a
sentence of its own before the plot's ("In the woods a dog was running.") or after its talk ("…
asked a boy. He was doing a stunt.").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final
from zlib import crc32

from core.threads.articles import says_nothing
from core.threads.gists import Gist
from core.threads.placing import definite
from core.threads.speaking import of_figure

WITH, BEFORE, AFTER, PLAIN = "with", "before", "after", "plain"
SAYS, ACTS, BACK = "says", "acts", "comes back"
_COSTS: Final = {BEFORE: 0.3, AFTER: 0.3, PLAIN: 8.0}
"""What each costs; looks alone leave the deed unsaid."""
_AGAIN: Final = {SAYS: 0.5, ACTS: 0.0, BACK: 0.0}
"""What it costs a page that another page of the book has its figure do the same job,"""
_SAME_WAY: Final = 0.7
"""or enter in the same way."""
_COMES_BACK: Final = 5.0
"""What it is worth that anybody of an earlier page comes back in a book."""
_ROOM: Final = 14
_WHO: Final = re.compile(r"\{[Ww]ho\}")
_CALLS: Final = re.compile(r"\{(?:[Mm]et2?|all)\}")
_BEGINS: Final = re.compile(r"(?:(?<=[.!?…⟧])|(?<=[.!?…]”)) (?=[“A-Z{⟦])")
_ENDS: Final = re.compile(r"\{who\}(?=\.(?: |$))")
_DOES: Final = re.compile(
    r"\{(?:Who|They|who|they)\} (?:\w+ly )?(?:gave|lent|held|helped|carried|came|followed|joined|"
    r"took|pulled|pushed|threw|caught|lifted|tied|cut|opened|shut|brought|led|fetched|handed|ran|"
    r"jumped|climbed|dug|hid|put|tore|broke|stole|ate|drank|licked|sat|sniffed|swallowed|turned|"
    r"let|shook|passed|picked|blew|drew|sang|danced)\b"
)


def ways_in(text: str, gist: Gist) -> Iterator[tuple[str, str, Gist, bool, float]]:
    """The other ways in which a wording's figure may enter: the way's name, the wording's text, the
    gist that it is filled with, whether the figure is known by then, and what the way costs."""
    first = _WHO.search(text)
    if first is None or not gist.doing or not gist.alive or gist.intro.startswith("the "):
        return
    look = looks_of(gist)
    if look != gist.intro:
        yield PLAIN, text, replace(gist, intro=look), False, _COSTS[PLAIN]
    if text.count("“", 0, first.start()) > text.count("”", 0, first.start()):
        return
    at = max((m.end() for m in _starts(text) if m.end() <= first.start()), default=0)
    if text.startswith(("“", "{Who}"), at) and not says_nothing(gist.clause):
        said = own_sentence(gist, opens=not at)
        if said:
            yield BEFORE, f"{text[:at]}{said} {text[at:]}", gist, True, _COSTS[BEFORE]
    ends = _ENDS.search(text)
    one_or_many = gist.they != "they" or gist.was == "were"
    if ends and ends.start() == first.start() and one_or_many:
        told = f"{text[: ends.end()]}. {{They}} {{was}} {{doing}}{text[ends.end() :]}"
        yield AFTER, told, replace(gist, intro=look), False, _COSTS[AFTER]


def _starts(text: str) -> Iterator[re.Match[str]]:
    """Where sentences begin that are nobody's talk."""
    for match in _BEGINS.finditer(text):
        before = text[: match.start()]
        if before.count("“") == before.count("”"):
            yield match


def looks_of(gist: Gist) -> str:
    """ "a boy in a red coat", "a woman at the bus stop": who it is without what it does."""
    if " and " in gist.met:
        return gist.met
    if gist.worn:
        return f"{gist.met} {gist.worn}"
    short = gist.place and len(gist.met.split()) + len(gist.place.split()) < 7
    return f"{gist.met} {definite(gist.place)}" if short else gist.met


def own_sentence(gist: Gist, *, opens: bool) -> str:
    """ "In the woods a dog was running.", "" if it can't be told so; a page does not open with a
    caption's bare clause."""
    ways = [] if opens else [f"{_capital(gist.clause)}."]
    if gist.place and gist.doing == f"{gist.deed} {gist.place}":
        ways.append(f"{_capital(definite(gist.place))} {gist.met} {gist.was} {gist.deed}.")
    if gist.clause.startswith(f"{gist.met} {gist.was} "):
        ways.append(f"There {gist.was} {gist.met}, {gist.doing}.")
    return ways[crc32(gist.clause.encode()) % len(ways)] if ways else ""


@lru_cache(maxsize=16384)
def jobs(text: str) -> tuple[str, ...]:
    """What a wording's figures are for: one says something, or does something, or comes back."""
    found = [SAYS] if of_figure(text) else [ACTS] if _DOES.search(text) else []
    return (*found, BACK) if _CALLS.search(text) else tuple(found)


@lru_cache(maxsize=4096)
def has_event(text: str) -> bool:
    """Whether a brief page has talk, an act of its figure, or room for more than a glance."""
    return "“" in text or bool(_DOES.search(text)) or len(text.split()) >= _ROOM


def alike(labels: Sequence[str], told: Sequence[str]) -> float:
    """What it costs that a page is like those `told` before it, by the labels of all."""
    cost = sum(_AGAIN.get(one, _SAME_WAY) * told.count(one) for one in labels if one)
    return cost - (_COMES_BACK if BACK in labels and BACK not in told else 0.0)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
