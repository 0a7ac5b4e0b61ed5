"""The last touches to a page's text, once its slots are filled."""

import re
from typing import Final

from core.threads.casting import Hero

_WHERE_THERE: Final = re.compile(r"\b([Ww]here) (the [\w ]+?) (was|were)( still)? there\b")


def tidy(text: str, hero: Hero) -> str:
    """No gap where a slot was empty, and a capital where a sentence begins."""
    text = re.sub(r"\b([Tt])here there\b", r"\1here", text)
    text = _WHERE_THERE.sub(r"\1 \2\4 \3", text)
    text = re.sub(r"\b([Oo])ne of (the \w+) and the \w+", _first_of, text)
    text = re.sub(r"\s+([,.;:!?…])", r"\1", re.sub(r"  +", " ", text)).strip()
    text = re.sub(r",([,.;:!?])", r"\1", text)
    text = re.sub(r"(?<=\w)'(?=s?\b)", "’", text)
    own = {"she": "her", "he": "his"}.get(hero.pronoun, "their")
    twice = re.compile(rf"(\b{re.escape(hero.name)}\b(?!’)[^.!?…“”]*?)\b{re.escape(hero.name)}’s ")
    text = twice.sub(rf"\1{own} ", text)
    if hero.name[:1].islower():
        start = re.compile(rf"(^|[.!?…]”? |“){re.escape(hero.name)}\b")
        text = start.sub(lambda m: m[1] + hero.name[:1].upper() + hero.name[1:], text)
    return text


def _first_of(match: re.Match[str]) -> str:
    """ "The father" of "One of the father and the son"."""
    return match[2].capitalize() if match[1] == "O" else match[2]
