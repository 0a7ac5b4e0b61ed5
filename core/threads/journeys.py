"""A sentence of the way, where the pictures go indoors, into the snow or under water from one page
to the next."""

from typing import Final
from zlib import crc32

from core.threads.casting import Hero
from core.threads.seen import Seen
from picturebook.words import lexicon

MOST: Final = 2
"""So many of them a book has."""
_WAYS: Final = {
    "indoors": (
        "In at the next door went {hero}.",
        "Up some steps went {hero}, along a passage, and in.",
        "The next place had a roof on it.",
        "{hero} wiped {his} feet, and went in.",
    ),
    "outdoors": (
        "Out again went {hero}, into the air.",
        "Outside, the wind had got up.",
        "Then it was out at the back door, and on.",
        "After that {hero} was glad of the sky.",
    ),
    "snow": (
        "Over the next hill it was winter.",
        "The way went up, and it grew colder, and then it grew white.",
        "{hero} turned up {his} collar, for there was snow ahead.",
        "Higher up there was snow.",
    ),
    "thaw": (
        "Down in the valley there was no more snow.",
        "A little lower down it was warm again.",
        "Down went {hero}, out of the snow.",
    ),
    "water": (
        "From there the way ran down to the water.",
        "{hero} could smell water, and went that way.",
        "Where the road stopped, there was water.",
    ),
    "under water": (
        "{hero} took a deep breath, and looked under the water.",
        "There was only one way on, and that was down, under the water.",
    ),
    "up": (
        "Up came {hero}, and shook the water out of both ears.",
        "Back on dry land {hero} wrung out {his} socks.",
    ),
}  # fmt: skip
_SAID: Final = {
    "indoors": ("indoors", "inside", "door", "room", "kitchen", "stairs", "house"),
    "outdoors": ("outside", "outdoors", "out of doors", "door"),
    "snow": ("snow", "cold", "white", "winter", "ice"),
    "thaw": ("snow", "warm"),
    "water": ("water", "sea", "shore", "wet", "beach", "river"),
    "under water": ("water", "under", "wet", "dive", "bubble"),
    "up": ("water", "wet", "dry"),
}  # fmt: skip
"""Words with which a page says it already."""


def way(before: Seen, one: Seen) -> str:
    """Where the way goes from one picture to the next: "indoors", "snow"; "" if it only goes on."""
    was, now = _ground(before), _ground(one)
    if was == now or not now:
        return ""
    if now in ("indoors", "under water", "snow"):
        return now
    if was in ("indoors", "under water", "snow"):
        return {"indoors": "outdoors", "under water": "up", "snow": "thaw"}[was]
    return now if now == "water" else ""


def _ground(one: Seen) -> str:
    """ "indoors", "under water", "snow", "water", "land", "" if the picture doesn't say."""
    if one.scene.place == "under-water":
        return "under water"
    for kind in ("indoors", "snow"):
        if kind in one.conditions:
            return kind
    place = lexicon().entry("place", one.scene.place) if one.scene.place else None
    if place is None:
        return ""
    return "water" if place.data.get("water") and "water" in one.conditions else "land"


def ways(kind: str, hero: Hero, his: str) -> list[tuple[str, str]]:
    """The sentences for a way, each with its id."""
    return [
        (
            f"way-{crc32(said.encode()):08x}",
            said.replace("{hero}", hero.name).replace("{his}", his),
        )
        for said in _WAYS.get(kind, ())
    ]


def says(kind: str, text: str) -> bool:
    """Whether a page's text speaks of such a way already."""
    low = text.lower()
    return any(word in low for word in _SAID.get(kind, ()))
