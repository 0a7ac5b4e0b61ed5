"""What a picture shows, in a wording's own slots: {thing}, {it} and {spot}.

Where nobody acts in it, a wording's "where {clause}" is told by its spot, too: "beside a pizza" for
", where there was a pizza", "into the kitchen" for "to where there was a kitchen".
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from core.threads.alone import there
from core.threads.gists import Gist
from core.threads.seen import Seen
from core.threads.spots import Spot, inert, spot_of, thing_of

_OF_THING: Final = re.compile(r"\{(?:[Tt]hing|[Ii]ts?|is)\}")
_SLOT: Final = re.compile(r"\{([Tt]hing|[Ss]pot|[Cc]lause|[Ww]ho|=[A-Za-z]+)\}")
_MANY: Final = ("they", "them", "their", "were")
_ONE: Final = ("it", "it", "its", "was")

_WHERE: Final = r"where \{clause\}"
_PLACE: Final = (
    r"(?:the|a|an|that|one)(?: (?:very|same|exact|other|only|last|next|first))* (?:place|spot) "
    + _WHERE
)
_EITHER: Final = rf"(?:{_PLACE}|{_WHERE})"
_GOES: Final = (
    r"(?:went|go|going|came|come|ran|run|walked|got|crept|hopped|flew|rolled|hurried|jumped|"
    r"marched|slid|stepped|tiptoed|raced|rushed|trotted|swam|limped|skipped|dashed)"
)
_BEGINS: Final = r"(?:(?<=[.!?…”⟦⟧] )|^|(?<=[“⟦]))"
_GOES_ON: Final = (
    r"(?=,? (?:and|but|or|so|then|for|till|until|as|when|while|before|after|to|with)\b)"
)
_RULES: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (rf"\b({_GOES}) (?:to|into) {_EITHER}", r"\1 {=to}"),
        (rf"\bin to {_EITHER}", "{=in}"),
        (rf"\b(to|towards?|onto) {_EITHER}", r"\1 {=name}"),
        (rf"\binto {_EITHER}", "{=to}"),
        (rf"\bfrom {_EITHER}", "{=from}"),
        (rf"\b(looked|look|stared|gazed|at) (at) {_WHERE}", r"\1 \2 {=name}"),
        (rf"\b[Tt]hrough {_EITHER}", "{=through}"),
        (rf"\b(in|at|on) {_PLACE}", "{=at}"),
        (rf"\b(In|At|On) {_PLACE}", "{=At}"),
        (
            r"\b([Aa]s far as|[Pp]ast|[Bb]y|[Nn]ear|[Oo]ver|[Rr]ound|[Aa]round|[Bb]eyond|[Bb]ehind|"
            rf"[Bb]eside|[Ww]ith|[Oo]f|[Tt]han|[Ll]ike) {_EITHER}",
            r"\1 {=name}",
        ),
        (rf"\b([Aa]bout|[Ff]or) {_PLACE}", r"\1 {=name}"),
        (rf"\b((?:told|tell|telling|heard|thought|spoke|talked)(?: \S+){{0,3}} about) {_WHERE}",
         r"\1 {=name}"),
        (rf"(?<=\bas ){_WHERE}", "{=name}"),
        (rf"\bthe room {_WHERE}", "{=room}"),
        (rf"\b(the|that) one {_WHERE}", r"\1 one with {=name}"),
        (rf"\b(saw|see|seen|found|find|knew|remembered|reached|left) {_EITHER}", r"\1 {=name}"),
        (rf"{_BEGINS}{_PLACE.replace('the|a|an|that|one', 'The|A|An|That|One', 1)}", "{=Name}"),
        (_PLACE, "{=name}"),
        (r", where \{clause\},(?= (?:that|how|what|who|which)\b)", " {=at}"),
        (rf"(?<! too),(?: there| just)?,? {_WHERE}(?=[.;:!?…”⟦⟧—]|$)", " {=at}"),
        (rf"(?<! too),(?: there| just)?,? {_WHERE}{_GOES_ON}", " {=at}"),
        (rf"{_BEGINS}Where \{{clause\}}", "{=At}"),
        (_WHERE, "{=at}"),
    )
)  # fmt: skip
"""How a place that a wording tells by its clause is told by its spot."""
_ASIDE: Final = re.compile(r", \{spot\}(?:,(?= \w)|(?=[.:;!?]))")
"""A spot of which nothing can be told: "Leo bowed, there, till his nose was wet"."""
_NUMBER: Final = re.compile(r"\{=(Name)\}( still| only)? (was|is|has)\b")
_MANY_DO: Final = {"was": "were", "is": "are", "has": "have"}


def named(text: str, gist: Gist) -> Gist:
    """A picture's gist, in its thing's number if the wording names that."""
    found = thing_of(gist) if _OF_THING.search(text) else None
    if found is None:
        return gist
    they, them, their, was = _MANY if found.several else _ONE
    return replace(gist, they=they, them=them, their=their, was=was)


@lru_cache(maxsize=16384)
def placed(text: str) -> str:
    """A wording with slots for a spot instead of each "where {clause}"."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return text


def with_shown(text: str, seen: Seen, *, met: bool) -> str:
    """A wording with its {thing} and {spot} filled: first "a pizza", then "the pizza".

    `met`: the page has told its picture already.
    """
    gist = seen.gist
    if gist.who and inert(gist) and not seen.unread and "here {clause}" in text:
        found = spot_of(gist, seen.scene, known=met)
        text = placed(text) if found.name else there(text)
        if found.several:
            text = _NUMBER.sub(lambda m: f"{{={m[1]}}}{m[2] or ''} {_MANY_DO[m[3]]}", text)
    if "{spot}" in text and not spot_of(gist, seen.scene, known=met).name:
        text = _ASIDE.sub("", text)
    known, stood = met, False
    thing = thing_of(gist)

    def said(match: re.Match[str]) -> str:
        nonlocal known, stood
        slot, told = match[1], match[0]
        if slot in ("spot", "Spot") or slot[0] == "=":
            spot = spot_of(gist, seen.scene, known=known)
            told, stood = _way(slot.strip("=").lower(), spot), True
        elif slot in ("thing", "Thing") and thing is not None:
            told = thing.known if known else thing.met
        elif slot in ("who", "Who") and stood:
            told = gist.bare
        known = True
        capital = slot.strip("=")[0].isupper() and told != match[0]
        return told[:1].upper() + told[1:] if capital else told

    return _SLOT.sub(said, text)


def _way(slot: str, spot: Spot) -> str:
    """ "beside a pizza", "to a pizza", "past a pizza" by what a slot asks for."""
    if not spot.name:
        return spot.at
    by, under = spot.preposition in ("beside", "next to", "by"), spot.preposition == "under"
    match slot:
        case "to":
            return spot.to
        case "in":
            return spot.to if spot.room else f"in, {spot.to}"
        case "from":
            return f"from {'beside ' if by else 'under ' if under else ''}{spot.name}"
        case "room":
            return spot.name if spot.room else f"the room with {spot.name}"
        case "through":
            past = by or spot.preposition == "near"
            return f"{'past' if past else 'under' if under else 'through'} {spot.name}"
        case "name":
            return spot.name
    return spot.at
