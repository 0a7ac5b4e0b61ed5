"""How well a wording uses what its picture shows: what it is worth, and what it costs.

A figure should say or do something, a thing with a name be in the plot; a clause that is only hung
on ("…, where a man was sitting") makes a picture mere scenery, worst where the plot turns and ends.
"""

from dataclasses import replace
from typing import Final

from core.threads.library import TELLING, Wording
from core.threads.seen import OF_BOOK, Seen
from core.threads.showing import placed
from core.threads.spots import inert, spot_of

CLAUSE: Final = frozenset({"clause", "Clause"})
SPOTS: Final = frozenset({"spot", "Spot"})
NOW: Final = ", now "
"""How a known figure's new deed follows its name."""
ENDS: Final = frozenset({"turn", "ending"})
_FIGURE: Final = frozenset("who Who they They doing thing Thing".split())
_TELLS_DEED: Final = 0.8
"""What it is worth that a figure acts in the plot's own sentence."""
_BY_CLAUSE: Final = 2.5
"""What it costs to tell a picture by its clause,"""
_BY_SPOT: Final = 2.0
"""or as a place alone."""
_ONLY_A_PLACE: Final = 4.0
"""What it costs that somebody alive is only where the plot goes past: "to where a boy was …"."""
_SCENERY: Final = 2.0
"""What it costs that a picture is scenery where the plot turns or ends."""
_INERT: Final = 2.0
"""What it costs to say that there was a thing, and no more of it: "There was a plate, and …"."""
_UNSAID: Final = 3.5
"""What it costs to leave unsaid who is in the picture, and what they do."""


def worth(wording: Wording, slots: frozenset[str], seen: Seen, *, first: bool) -> float:
    """What a wording's own way to tell its picture is worth; `slots` without a label's."""
    gist = seen.gist
    if slots & CLAUSE or (slots & SPOTS and not slots & {"thing", "Thing"}):
        cost = _BY_CLAUSE if slots & CLAUSE else _BY_SPOT
        if not first or seen.hero or not gist.who or slots & _FIGURE:
            return -cost
        cost += _ONLY_A_PLACE if gist.alive else 0.0
        cost += _INERT if inert(gist) and "lause}" in placed(wording.text) else 0.0
        plain = gist.alive or not wording.conditions - OF_BOOK
        return -cost - (_SCENERY if plain and wording.id.split("-")[0] in ENDS else 0.0)
    if not first or seen.lead or not gist.who or not slots & TELLING:
        return 0.0
    if "doing" in slots:
        return _TELLS_DEED
    return _TELLS_DEED if gist.intro != gist.met else 0.0


def lost(told: str, seen: Seen) -> float:
    """What it costs that a page does not say who is seen, or what they do."""
    gist = seen.gist
    if not gist.clause or seen.unread:
        return 0.0
    deed, told = gist.deed.split(" ")[0], told.lower()
    spot = "" if gist.alive else spot_of(gist, seen.scene).name.split(" ")[-1]
    nouns = {gist.noun.lower(), spot} - {""}
    unsaid = int(bool(deed) and deed not in told)
    return _UNSAID * (unsaid + int(bool(gist.noun) and not any(n in told for n in nouns)))


def plainly(seen: Seen) -> Seen:
    """A picture whose known figure is told by its name alone, not "the man, now sitting"."""
    return by_name(seen) if NOW in seen.gist.intro else seen


def by_name(seen: Seen) -> Seen:
    """A picture whose figure is told without what it does."""
    return replace(seen, gist=replace(seen.gist, intro=seen.gist.met, deed=""))
