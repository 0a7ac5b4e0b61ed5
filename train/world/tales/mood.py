"""What one mood brings to a tale: its sentences, sorted by the place they can take.

A sentence is a pattern: `[this|that]` chooses, `{H}` and its like are filled in:
H the hero's name, Hn the name with what the hero is ("Pip the fox"), he/him/his/himself,
T what the tale turns on (no article), L the other name in the tale;
of a picture: F a phrase to open with, f the same phrase to close with, S the hero as seen,
A someone or something seen, the the same when known, P what they do and where, was was/were.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mood:
    """The sentences of one mood."""

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    openings: tuple[str, ...]
    see_hero: tuple[str, ...]
    see_other: tuple[str, ...]
    see_thing: tuple[str, ...]
    hero: tuple[str, ...]
    other: tuple[str, ...]
    thing: tuple[str, ...]
    turns: tuple[str, ...]
    endings: tuple[str, ...]


def lines(text: str) -> tuple[str, ...]:
    """One pattern a line."""
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())
