"""A wording with its slots filled: the page's text for one picture."""

import re
from dataclasses import dataclass
from typing import Final

from core.text import count_words
from core.threads.casting import Hero
from core.threads.library import OPTIONAL, Wording
from core.threads.seen import OF_FIGURE, Seen

PRONOUNS: Final = {
    "she": ("she", "her", "her", "herself"), "he": ("he", "him", "his", "himself"),
    "they": ("they", "them", "their", "themselves"), "it": ("it", "it", "its", "itself"),
}  # fmt: skip
_WHO: Final = re.compile(r"\{([Ww]ho)\}")
_ABOUT: Final = frozenset("who Who they them their They was doing".split())
_AGREE: Final = {
    "’s": "’re", " is": " are", " was": " were", " has": " have", " does": " do",
    " wasn’t": " weren’t", " isn’t": " aren’t", " hasn’t": " haven’t", " doesn’t": " don’t",
}  # fmt: skip
_HE: Final = re.compile(rf"\{{([hH]e)\}}({'|'.join(map(re.escape, _AGREE))})\b")
_MODES: Final = ((False, False, 0.0), (True, False, 0.2), (False, True, 0.3), (True, True, 0.5))
"""Without what may be dropped; with the short clause; what it costs."""
WEIGHT: Final = dict(
    cat=4, horse=4, bird=4, crowd=3, talks=1.5, couple=2, parent=2, indoors=1.5, outdoors=1,
    still=0.5, moving=0.7, night=3, toy=2.5, reading=3.5, music=4, machine=3, high=2.5, tree=2.5,
    sport=3, dog=4, baby=5, animal=3, snow=5, water=4, sleep=5, action=3.5, food=4, road=3,
    room=2.5, child=3, grownup=0.5, person=2, group=1, one=0.5, living=1, empty=3,
)  # fmt: skip
"""How particular a condition is."""


@dataclass(frozen=True)
class Piece:
    """A wording as it would be told about one picture."""

    text: str
    words: int
    score: float
    ids: tuple[str, ...]
    steps: tuple[str, ...]
    clause: bool
    """Whether the caption's clause is in it."""
    opens: bool = False
    """Whether it opens with it."""

    def then(self, other: "Piece") -> "Piece":
        """This and another on the same page; a clause twice is worth less."""
        twice = 1.5 if self.clause and other.clause else 0.0
        return Piece(
            f"{self.text} {other.text}", self.words + other.words,
            self.score + other.score - twice, self.ids + other.ids, self.steps + other.steps,
            self.clause or other.clause, self.opens,
        )  # fmt: skip


def fits(wording: Wording, seen: Seen) -> float | None:
    """How particularly a wording fits a picture; None if it doesn't."""
    if wording.barred & seen.conditions:
        return None
    slots = wording.slots
    gist = seen.gist
    if "doing" in slots and not gist.doing:
        return None
    if slots & _ABOUT and not gist.who:
        return None
    if slots & {"clause", "Clause"} and not gist.clause:
        return None
    score = 0.0
    for condition in wording.conditions:
        loose = condition in OF_FIGURE and not slots & _ABOUT
        loose = loose and condition not in ("group", "one", "person", "living")
        if condition not in (seen.around if loose else seen.conditions):
            return None
        score += WEIGHT[condition] * (1.0 if condition in seen.conditions else 0.8)
    return score


def pieces(wording: Wording, seen: Seen, hero: Hero, *, score: float, first: bool) -> list[Piece]:
    """The ways in which a wording can be told: whole or without what may be dropped.

    `first`: the page tells nothing of its picture yet.
    """
    found: dict[str, Piece] = {}
    step = wording.id.split("-")[0]
    slots = wording.slots
    has_clause = bool(slots & {"clause", "Clause"})
    for bare, short, cost in _MODES:
        text = OPTIONAL.sub("", wording.text) if bare else wording.text
        text = text.replace("⟦", "").replace("⟧", "")
        clause = seen.gist.short if short else seen.gist.clause
        for lead, worth in _leads(slots, seen, clause, first=first):
            opening = bool(lead) and not seen.lead
            told = fill(text, seen, hero, short=short, met=opening or not first)
            told = _after_lead(lead, told, hero, seen) if lead else told
            value = score + worth - cost - (1.0 if has_clause else 0.0)
            opens = opening or text.startswith("{Clause}")
            if told not in found:
                found[told] = Piece(
                    told, count_words(told), value, (wording.id,), (step,),
                    has_clause or opening, opens,
                )  # fmt: skip
    return list(found.values())


def _leads(
    slots: frozenset[str], seen: Seen, clause: str, *, first: bool
) -> list[tuple[str, float]]:
    """The sentences that may stand before a wording to tell its picture; what each is worth."""
    if not first:
        return [("", 0.0)]
    if seen.lead:
        return [(seen.lead, 0.0)]
    if slots & {"clause", "Clause"} or not clause:
        return [("", 0.0)]
    if "doing" in slots:
        return [("", 0.4)]
    return [("", -1.6 if slots & {"who", "Who"} else -4.0), (_sentence(clause), -0.3)]


def fill(text: str, seen: Seen, hero: Hero, *, short: bool = False, met: bool = False) -> str:
    """A wording's text with its slots filled. `met`: the figure has been told already."""
    gist = seen.gist
    he, him, his, himself = PRONOUNS.get(hero.pronoun, PRONOUNS["they"])
    if he == "they":
        text = _HE.sub(lambda m: "{" + m[1] + "}" + _AGREE[m[2]], text)
    if gist.they == "they" and gist.was == "was":
        text = re.sub(r"\{([Tt]hey)\} \{was\}", r"{\1} were", text)
    clause = gist.short if short else gist.clause
    place = gist.place
    told = "{clause}" in text or "{Clause}" in text
    again = "{doing}" in text and gist.place in gist.doing
    if met or told or again:
        place = ""
    known = met
    at = min((i for i in (text.find("{clause}"), text.find("{Clause}")) if i >= 0), default=-1)

    def who(match: re.Match[str]) -> str:
        nonlocal known
        early = at < 0 or match.start() < at
        said = gist.who if not known and early else gist.bare
        known = True
        return _capital(said) if match[1] == "Who" else said

    text = _WHO.sub(who, text)
    doing = gist.doing
    values = {
        "hero": hero.name, "he": he, "him": him, "his": his, "himself": himself,
        "He": _capital(he), "His": _capital(his), "clause": clause, "Clause": _capital(clause),
        "they": gist.they, "them": gist.them, "their": gist.their, "They": _capital(gist.they),
        "was": gist.was, "doing": doing, "place": place,
    }  # fmt: skip
    mine = {"her": "hers", "their": "theirs", "its": "its own"}.get(his, his)
    text = re.sub(r"\{his\}(?=[,.;:!?…”])", mine, text)
    text = re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), text)
    return tidy(text, hero)


def tidy(text: str, hero: Hero) -> str:
    """No gap where a slot was empty, and a capital where a sentence begins."""
    text = re.sub(r"\b([Tt])here there (?=was|were)", r"\1here ", text)
    text = re.sub(r"\s+([,.;:!?…])", r"\1", re.sub(r"  +", " ", text)).strip()
    if hero.name[:1].islower():
        start = re.compile(rf"(^|[.!?…]”? |“){re.escape(hero.name)}\b")
        text = start.sub(lambda m: m[1] + _capital(hero.name), text)
    return text


def _after_lead(lead: str, told: str, hero: Hero, seen: Seen) -> str:
    """A sentence about the picture before a wording; after the hero's own it says "he"."""
    if seen.lead:
        lead = tidy(lead, hero)
        he, _, his, _ = PRONOUNS.get(hero.pronoun, PRONOUNS["they"])
        name = re.escape(hero.name)
        own = re.compile(rf"^{name}(’s)?(?= )")
        if he != "they":
            told = own.sub(lambda m: _capital(his if m[1] else he), told, count=1)
    return f"{lead} {told}"


def _sentence(clause: str) -> str:
    return _capital(clause) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
