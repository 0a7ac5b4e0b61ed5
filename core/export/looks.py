"""The colours of a book by its mood."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Look:
    """`accent` is for type and buttons on paper, `on_dark` for those on a dark ground; both have a
    contrast of at least 4.5 to it."""

    accent: str
    on_dark: str


_LOOKS: Final = {
    "romance": Look(accent="#b03e68", on_dark="#f19ab8"),
    "comedy": Look(accent="#9a5f06", on_dark="#f2b759"),
    "scary": Look(accent="#5b4b8a", on_dark="#b6a6ea"),
    "action": Look(accent="#b3391f", on_dark="#f59a82"),
    "cartoonish": Look(accent="#1d766b", on_dark="#63cdbf"),
    "funny": Look(accent="#a94e14", on_dark="#f3a873"),
    "poetic": Look(accent="#42659a", on_dark="#a3c1ec"),
    "noir": Look(accent="#4a4e5a", on_dark="#bcc1cf"),
    "bedtime": Look(accent="#3d5a98", on_dark="#9db9f2"),
}
_OTHER: Final = _LOOKS["scary"]


def look_of(mood: str) -> Look:
    """The colours of a mood."""
    return _LOOKS.get(mood, _OTHER)
