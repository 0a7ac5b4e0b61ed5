"""Says a figure that acts instead of the place where it does: "beside two dogs wrestling in the
grass" for "at the place where two dogs were wrestling in the grass"."""

import re
from typing import Final
from zlib import crc32

from core.threads.gists import Gist

_NEAR: Final = {
    "at": ("beside", "next to", "not far from"), "in": ("near", "beside", "close to"),
    "there": ("near", "beside", "not far from"), "over": ("over",), "round": ("round",),
    "past": ("past",), "to": ("to",), "from": ("from",), "near": ("near",), "by": ("by",),
}  # fmt: skip
_PLACE: Final = re.compile(
    rf"\b({'|'.join(_NEAR)}) the (?:place|spot) where \{{clause\}}", re.IGNORECASE
)
_WHERE: Final = re.compile(r"\b(there|past|to|from|near|by) where \{clause\}", re.IGNORECASE)
_OFTEN: Final = 2
"""Of so many plain "to where …" one is told so."""


def beside(text: str, gist: Gist) -> str:
    """A wording whose place is a figure, if its picture has one that acts and that the wording
    does not name itself."""
    if not gist.who or not gist.doing or "{who}" in text or "{Who}" in text or "{doing}" in text:
        return text
    luck = crc32((gist.intro + text).encode())
    text = _PLACE.sub(lambda m: _said(m[1], gist, luck), text, count=1)
    if luck % _OFTEN == 0:
        text = _WHERE.sub(lambda m: _said(m[1], gist, luck), text, count=1)
    return text


def _said(preposition: str, gist: Gist, luck: int) -> str:
    choice = _NEAR[preposition.lower()]
    word = choice[luck // _OFTEN % len(choice)]
    word = word[:1].upper() + word[1:] if preposition[0].isupper() else word
    return f"{word} {gist.intro.removesuffix(',').replace(', now ', ' ')}"
