"""Wordings for a picture that has been told: its clause is not wanted (again).

So it is with nobody in it but the hero, whose own sentence has told all of it, and with a page's
second step.

Where a wording wants the caption's clause as a place ("to where {clause}"), the place is "there".
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from core.threads.library import Wording
from core.threads.seen import Seen

NOBODY: Final = "nobody else was there"
"""The clause of such a picture, where nothing but a clause will do."""
_COST: Final = 6.0
_PLACE: Final = r"the (?:very |same |exact )*(?:place|spot) where \{clause\}"
_ASIDE: Final = (
    rf",(?: just| right| there)? (?:(?:past|by way of|in|at|to|on|into|near|by) )?"
    rf"(?:{_PLACE}|where \{{clause\}})"
    r"(?=[.,;:!?…⟧”]| and| but)"
)
_NO_WENT: Final = r"(?<!\bwent)(?<!\bgo)(?<!\bgone)(?<!\bcame)(?<!\bget)(?<!\bled)"
_RULES: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"^\{Clause\}[.!] (?=\S)", ""),
        (r", where \{clause\},(?= (?:that|how|what|who)\b)", ""),
        (_ASIDE, ""),
        (rf", as far as {_PLACE}(?=[.,!?])", ""),
        (rf"\bas far as {_PLACE}", "that far"),
        (rf"(\b(?:home|back|off|out|down|up|there|it|away|over|along|together|round)|\{{him\}}) "
         rf"(?:past|by) (?:{_PLACE}|where \{{clause\}})", r"\1"),
        (rf"{_NO_WENT} by (?:{_PLACE}|where \{{clause\}})", ""),
        (rf"\b(past|by) (?:{_PLACE}|where \{{clause\}})", r"\1"),
        (rf"\b(?:in|at|to|on|into) {_PLACE}", "there"),
        (rf"\b(?:At|In|On|To) {_PLACE},?", "There"),
        (rf"\b(t|T){_PLACE[1:]}", r"\1hat place"),
        (r"\b([Tt])here,? where \{clause\}", r"\1here"),
        (r"(?<=from here to )where \{clause\}", "there"),
        (r"\b(?:to|at|as far as) where \{clause\}", "there"),
        (r"(?:(?<=[.!?…”⟦⟧] )|^|(?<=[“⟦]))Where \{clause\}, there (?=was|were)", "There "),
        (r"(?:(?<=[.!?…”⟦⟧] )|^|(?<=[“⟦]))Where \{clause\}", "There"),
        (r"(?<=\w)(?<!\bone)(?<!\bsee)(?<!\bsaw)(?<!look) where \{clause\}", " there"),
    )
)  # fmt: skip
"""How a wording is told without its clause; one that isn't can't be told."""


_THERE: Final = 4.0
"""What it costs to say "there" where nothing was said of the place on that page."""
_NO_ENGLISH: Final = re.compile(
    r"\b(?:for|of|with|from|by|about|like) there\b|\b[Tt]hat place\b|\bnight there\b|\bthat far\b"
    r"|\b(?:came|crept|was) there\b"
    r"|(?:^|[.!?”] )On[.!]"
)
"""What is left of some wordings without their clause, and can't be said."""
_ONLY_GOES: Final = re.compile(
    r"(?:^|(?<=[.!?”…] ))(?:\{hero\}|\{He\}|It|They|Then \{hero\}|On) \w+"
    r"(?: on| up| over| out)? there[.!] (?=\S)|(?:(?<=[.!?”…] ))From there! (?=\S)"
)
"""What says nothing where the hero is there already."""


@lru_cache(maxsize=8192)
def there(text: str) -> str:
    """ "On went Pip, and sat down there." of "…, past where {clause}, and sat down there"."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return text


def on_the_page(wording: Wording, seen: Seen) -> tuple[Wording, Seen, float]:
    """A wording that goes on about a picture that its page has told: "there", no second clause."""
    text = there(wording.text) if "{clause}" in wording.text else wording.text
    if text != wording.text:
        gone = _ONLY_GOES.sub("", text)
        text = gone if gone == text or not gone.startswith("{He}") else "{hero}" + gone[4:]
    if text == wording.text or "lause}" in text or _NO_ENGLISH.search(text):
        return as_told(wording, seen)
    return replace(wording, text=text), seen, _THERE


def is_alone(seen: Seen) -> bool:
    """Whether the hero is all that a picture shows."""
    return seen.hero and not seen.gist.who


def as_told(wording: Wording, seen: Seen) -> tuple[Wording, Seen, float]:
    """A wording and a picture as they can be told together, and what that costs.

    With the hero alone the wording is told without the clause, or else with `NOBODY`.
    """
    if not is_alone(seen) or "hero" in wording.conditions or "lause}" not in wording.text:
        return wording, seen, 0.0
    text = there(wording.text)
    if "lause}" not in text:
        return replace(wording, text=text), seen, _THERE
    return wording, replace(seen, gist=replace(seen.gist, clause=NOBODY, short=NOBODY)), _COST
