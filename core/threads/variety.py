"""What keeps the pages of a book from being alike: what the figure of each is for.

Other ways in (a sentence of its own before the plot's or after its talk) and rewards for figures
that come back were tried: readers who saw neither put the books without them first
(docs/readings).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from core.threads.library import SLOT
from core.threads.speaking import of_figure

SAYS, ACTS = "says", "acts"
_AGAIN: Final = {SAYS: 0.5, ACTS: 0.0}
"""What it costs a page that another page of the book has its figure do the same job,"""
_SAME_WORDS: Final = 2.5
"""and that it begins in the same words: "Mia danced into two boats", "Mia danced into a cow"."""
_BEGINS: Final = 3
"""So many words are a beginning."""
_ROOM: Final = 14
_DOES: Final = re.compile(
    r"\{(?:Who|They|who|they)\} (?:\w+ly )?(?:gave|lent|held|helped|carried|came|followed|joined|"
    r"took|pulled|pushed|threw|caught|lifted|tied|cut|opened|shut|brought|led|fetched|handed|ran|"
    r"jumped|climbed|dug|hid|put|tore|broke|stole|ate|drank|licked|sat|sniffed|swallowed|turned|"
    r"let|shook|passed|picked|blew|drew|sang|danced)\b"
)


@lru_cache(maxsize=16384)
def jobs(text: str) -> tuple[str, ...]:
    """What a wording's figure is for, it says something or does something; and how it begins."""
    first = SLOT.sub("_", text).split()[:_BEGINS]
    begins = (" ".join(first),) if first.count("_") < _BEGINS - 1 else ()
    return (SAYS, *begins) if of_figure(text) else (ACTS, *begins) if _DOES.search(text) else begins


@lru_cache(maxsize=4096)
def has_event(text: str) -> bool:
    """Whether a brief page has talk, an act of its figure, or room for more than a glance."""
    return "“" in text or bool(_DOES.search(text)) or len(text.split()) >= _ROOM


def alike(labels: Sequence[str], told: Sequence[str]) -> float:
    """What it costs that a page is like those `told` before it, by the labels of all."""
    return sum(_AGAIN.get(one, _SAME_WORDS) * told.count(one) for one in labels)
