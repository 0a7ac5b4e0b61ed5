"""The last touches to a page's text, once its slots are filled."""

import re
from typing import Final

from core.threads.articles import COUNTS
from core.threads.casting import Hero

_WHERE_IT_WAS: Final = re.compile(
    r"\b(to|into|past|[Bb]y|[Nn]ear|as far as|reached|found|(?:was|of|saw|with|for|from)"
    r"(?= the (?:place|spot) )) (?:the (?:place|spot) )?"
    r"where there (was|were) (?!still|no|much)(\S+)"
)
"""A thing is reached, not the place where it was."""
_WHERE_CLOSE: Final = re.compile(
    r"\b(to|into|past|as far as|near)(?: the place)? where (the [\w ]+?) (?:was|were) close by"
)
_WHERE_THERE: Final = re.compile(r"\b([Ww]here) (the [\w ]+?) (was|were)( still)? there\b")
_WITH: Final = re.compile(r"\bwhere (the [\w ]+?) (?:was|were) close by")


def tidy(text: str, hero: Hero) -> str:
    """No gap where a slot was empty, and a capital where a sentence begins."""
    text = re.sub(r"\b([Tt])here there (?=was|were)", r"\1here ", text)
    text = _WHERE_IT_WAS.sub(_reached, text)
    text = _WHERE_THERE.sub(r"\1 \2\4 \3", text)
    text = _WHERE_CLOSE.sub(r"\1 \2", text)
    text = _WITH.sub(r"with \1 close by", text)
    text = re.sub(r"\b[Oo]ne of (the \w+) and the \w+", r"\1", text)
    text = re.sub(r"\s+([,.;:!?…])", r"\1", re.sub(r"  +", " ", text)).strip()
    text = re.sub(r",([,.;:!?])", r"\1", text)
    if hero.name[:1].islower():
        start = re.compile(rf"(^|[.!?…]”? |“){re.escape(hero.name)}\b")
        text = start.sub(lambda m: m[1] + hero.name[:1].upper() + hero.name[1:], text)
    return text


def _reached(match: re.Match[str]) -> str:
    """ "to some people" of "to where there were people"."""
    bare = match[2] == "were" and match[3] not in COUNTS
    return f"{match[1]} {'some ' if bare else ''}{match[3]}"
