"""What a picture shows, in a wording's own slots: {thing}, {it} and {spot}."""

import re
from dataclasses import replace
from typing import Final

from core.threads.gists import Gist
from core.threads.seen import Seen
from core.threads.spots import spot_of, thing_of

SPOTS: Final = frozenset("spot Spot".split())
_OF_THING: Final = re.compile(r"\{(?:[Tt]hing|[Ii]ts?|is)\}")
_SLOT: Final = re.compile(r"\{([Tt]hing|[Ss]pot|[Cc]lause|[Ww]ho)\}")
_MANY: Final = ("they", "them", "their", "were")
_ONE: Final = ("it", "it", "its", "was")


def named(text: str, gist: Gist) -> Gist:
    """A picture's gist, in its thing's number if the wording names that."""
    found = thing_of(gist) if _OF_THING.search(text) else None
    if found is None:
        return gist
    they, them, their, was = _MANY if found.several else _ONE
    return replace(gist, they=they, them=them, their=their, was=was)


def with_shown(text: str, seen: Seen, *, met: bool) -> str:
    """A wording with its {thing} and {spot} filled: first "a pizza", then "the pizza".

    `met`: the page has told its picture already.
    """
    known, stood = met, False
    found = thing_of(seen.gist)

    def said(match: re.Match[str]) -> str:
        nonlocal known, stood
        slot, told = match[1], match[0]
        if slot in SPOTS:
            told, stood = spot_of(seen.gist, seen.scene, known=known).at, True
        elif slot in ("thing", "Thing") and found is not None:
            told = found.known if known else found.met
        elif slot in ("who", "Who") and stood:
            told = seen.gist.bare
        known = True
        return told[:1].upper() + told[1:] if slot[0].isupper() and told != match[0] else told

    return _SLOT.sub(said, text)
