"""Who says what in a wording: the talk between “ and ”, and whose it is.

Found by the slots around a quotation: "“Lunch,” said {hero}. “Mine!” {they} called."
"""

import re
from typing import Final

_VERBS: Final = "|".join(
    """said asked whispered called cried shouted answered replied told added explained sighed
    muttered murmured yawned laughed gasped snapped sang shrieked yelled begged agreed admitted
    puffed panted roared hissed groaned mumbled announced promised suggested declared grumbled
    sniffed chuckled wailed remarked breathed counted thought wondered say ask whisper call cry
    shout answer tell""".split()
) + "|went on|put in"  # fmt: skip
_FIGURES: Final = (r"\{(?:[Ww]ho|[Tt]hey)\}", r"\{[Mm]et\}")
"""The figure of the page, and somebody of an earlier one."""
_AFTER: Final = tuple(
    re.compile(rf"^,?\s*(?:(?:{_VERBS})\s+{figure}|{figure}\s+(?:\w+ly\s+|all\s+)?(?:{_VERBS})\b)")
    for figure in _FIGURES
)
_BEFORE: Final = tuple(
    re.compile(
        rf"(?:^|[.!?…”⟦⟧])\s*(?:(?:Then|But|And|So|At last),?\s+)?{figure}\s[^.!?“”]*?"
        rf"(?<!hero\}} )(?<!he\}} )\b(?:{_VERBS})\b[^.!?“”]*[,:]\s*$"
    )
    for figure in _FIGURES
)
_OTHER: Final = re.compile(rf"^,?\s*(?:(?:{_VERBS})\b|(?:\{{\w+\}}|\w+)\s+(?:{_VERBS})\b)")
"""Somebody says it, whoever that is."""
_FIGURE_ANY: Final = re.compile(r"\{(?:[Ww]ho|[Tt]hey|[Tt]heir|[Tt]hem)\}")
_NOISE: Final = re.compile(
    r"(?i)\b(?:woofs?|woofed|barks?|barked|barking|growl(?:s|ed)?|howl(?:s|ed)?|yap(?:s|ped)?|"
    r"miaow(?:s|ed)?|licks?|licked|licking)\b"
)
_QUOTE: Final = re.compile(r"“([^“”]*)”?")
_MYSELF: Final = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")


def of_figure(text: str, *, met: bool = False) -> list[str]:
    """The talk in a wording that is the figure's ({who} or {they}), a quotation each.

    `met`: that of somebody who is called back ({met}).
    """
    said_after, said_before = _AFTER[met], _BEFORE[met]
    found: list[str] = []
    end, mine = 0, False
    for match in _QUOTE.finditer(text):
        gap = text[end : match.start()]
        before, after = text[: match.start()], text[match.end() :]
        asked = bool(found) and found[-1].endswith("?")
        goes_on = mine and (
            gap.strip().endswith(",") or (bool(said_after.match(gap)) and not asked)
        )
        goes_on = goes_on and (match[1].endswith(".") or not _OTHER.match(after))
        mine = goes_on or bool(said_after.match(after) or said_before.search(before))
        if mine:
            found.append(match[1])
        end = match.end()
    return found


def of_one(text: str, *, met: bool = False) -> bool:
    """Whether the figure speaks of itself as one: "“I only came out for a stamp,” said {who}."."""
    if (met and "{met}" not in text.lower()) or not _MYSELF.search(text):
        return False
    return any(_MYSELF.search(talk) for talk in of_figure(text, met=met))


def says_first(text: str) -> bool:
    """Whether the figure is named first where it says something: "“Lunch,” said {who}."."""
    at = re.search(r"\{[Ww]ho\}", text)
    if at is None:
        return False
    before = text[: at.start()]
    tag = re.search(r"”([^“”.!?]*)$", before)
    after = re.match(rf"\s+(?:{_VERBS})\b", text[at.end() :])
    return tag is not None and bool(after or re.search(rf"\b(?:{_VERBS}|began)\b", tag[1]))


def barks(text: str) -> bool:
    """Whether the figure makes an animal's noise, or licks: what a full mouth can't."""
    return bool(_FIGURE_ANY.search(text) and _NOISE.search(text))


def outside(text: str) -> str:
    """A wording without its talk."""
    return _QUOTE.sub("“”", text)
