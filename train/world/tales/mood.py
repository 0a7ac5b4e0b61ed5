"""What one mood brings to a tale: its plots, its voice, and the lines that go with a picture.

Everything is a pattern: `[this|that]` chooses, `{H}` and its like are filled in.  In any line:
H the hero's name, he/him/his/himself, L the other name in the tale (never a pronoun: it may be
anyone), T what the tale turns on (no article; all take "a").  In lines about who is met or what is
seen: the ("the dogs"), and it/obj/its/was, which agree with one or many.  goal is the plot's want
as an infinitive without "to".  In call-backs: met (somebody of an earlier page), place (of the
first page).
"""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

Family = Literal["tender", "silly", "dark", "swift"]
_KEYS: Final = ("goal", "want", "step", "turn", "end")


@dataclass(frozen=True)
class Plot:
    """An arc: somebody wants something, sets out, pays for it, and it ends."""

    titles: tuple[str, ...]
    goal: str
    wants: tuple[str, ...]
    steps: tuple[str, ...]
    """What happens on the way, in order; any of them may be left out."""
    turns: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True)
class Mood:
    """One mood: its plots, and its voice around the pictures."""

    family: Family
    plots: tuple[Plot, ...]
    leads: tuple[str, ...]
    """How a page may start, with its comma or mark."""
    tails: tuple[str, ...]
    """How the hero does what the picture shows (", thinking of {L}")."""
    met: tuple[str, ...]
    """What somebody in a picture says or does."""
    seen: tuple[str, ...]
    """What the hero makes of something in a picture."""
    hero: tuple[str, ...]
    """Small moments for any page."""
    backs: tuple[str, ...] = field(default=())
    """The last page remembers an earlier one."""


def lines(text: str) -> tuple[str, ...]:
    """One pattern a line."""
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


def plots(text: str) -> tuple[Plot, ...]:
    """Plots, each begun by a line "@ title | title", then "goal:", "want:", "step:", … lines."""
    made = []
    for block in re.split(r"^\s*@", text, flags=re.MULTILINE)[1:]:
        head, *rest = lines(block)
        told: dict[str, list[str]] = {key: [] for key in _KEYS}
        for line in rest:
            key, _, pattern = line.partition(":")
            told[key].append(pattern.strip())
        made.append(
            Plot(
                tuple(title.strip() for title in head.split("|")),
                told["goal"][0],
                *(tuple(told[key]) for key in _KEYS[1:]),
            )
        )
    return tuple(made)
