"""Who does what is done: "two dogs are chasing a cat" of "a cat is being chased by two dogs"."""

import re
from typing import Final

from core.threads.nouns import is_alive
from picturebook.words.forms import gerund, is_plural, lemmas

_SOME: Final = r"(?:an?|the|two|three|four|some|several|his|her|its|their)"
_DONE: Final = re.compile(
    rf"(?i)^(?P<what>{_SOME} (?:(?!(?:as|while|they|who|and)\b)[\w'’-]+ ){{1,4}}?)"
    r"(?:(?:is|are|was|were) )?being (?P<verb>[a-z]+) "
    r"(?P<how>(?:on|in|through|up|along|down|across|into|out of|around|over|at) (?:[\w-]+ ){1,3}?)?"
    rf"by (?P<who>(?:{_SOME} )?(?:[\w'’-]+ ){{0,3}}?(?P<head>[a-z]+))"
    r"(?P<rest>,? (?:in|on|at|with|wearing|near|next|through|along|down|up|across|into|while|who"
    r"|from|as|under|over|beside|inside|outside|and|to|for)\b.*)?$"
)
_OWN: Final = re.compile(r"(?i)^(?:his|her|its|their) ")
_ROUGH: Final = frozenset("attack tackle bite arrest beat hit kick throw".split())
"""Done to somebody, it is left untold."""


def active(text: str) -> str:
    """A caption that tells what is done to something, told by who does it."""
    found = _DONE.match(text)
    doing = lemmas(found["verb"].lower(), "VERB") if found else ()
    if found is None or not doing or not is_alive(found["head"]):
        return text
    if doing[0] in _ROUGH and is_alive(found["what"].split()[-1]):
        return text
    be = "are" if is_plural(found["head"].lower()) else "is"
    what = found["what"][:1].lower() + found["what"][1:]
    told = f"{_OWN.sub('a ', found['who'])} {be} {gerund(doing[0])} {what}{found['how'] or ''}"
    return told.strip() + (found["rest"] or "")
