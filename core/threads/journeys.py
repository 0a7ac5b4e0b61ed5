"""A sentence of the way, where the pictures go indoors, into the snow or under water from one page
to the next."""

from typing import Final
from zlib import crc32

from core.threads.casting import Hero
from core.threads.seen import Seen
from picturebook.words import lexicon

MOST: Final = 1
"""So many of them a book has."""
_WAYS: Final = {
    "indoors": (
        "In at the next door went {hero}.",
        "Up some steps went {hero}, along a passage, and in.",
        "{hero} wiped {his} feet, and went in.",
        "There was a door open, and in went {hero}.",
        "{hero} knocked at the next door, and went in.",
        "So {hero} tried indoors.",
        "{hero} ran up to the next house, and in at the door.",
        "A kind postman held the door, and {hero} went in after him.",
        "{hero} opened a door, and was indoors.",
        "It was windy out there, so {hero} went indoors.",
    ),
    "outdoors": (
        "Out again went {hero}, into the air.",
        "Then it was out at the back door, and on.",
        "Then {hero} was out of doors again, and glad of the sky.",
        "{hero} took the steps two at a time, and was outside.",
        "{hero} went out by another door, and on.",
        "Then {hero} ran out into the open air.",
        "{hero} blinked. It was so much brighter outside.",
        "Then {hero} went on out of doors.",
        "“Shut the door!” somebody called, when {hero} was out already.",
    ),
    "snow": (
        "Over the next hill it was winter, and snow lay on the ground.",
        "The way went up, and it grew colder, and then it grew white.",
        "{hero} turned up {his} collar, for there was snow ahead.",
        "Higher up there was snow.",
        "Soon {hero} could see {his} own breath, and then {his} own tracks.",
        "{hero} put {his} hands up {his} sleeves, for now there was snow.",
        "The puddles turned to ice, and the ice to snow.",
        "Crunch, went the road under {hero}. It was snow.",
    ),
    "thaw": (
        "Down in the valley there was no more snow.",
        "A little lower down it was warm again.",
        "Down went {hero}, out of the snow.",
        "{hero} stamped the snow off, and there was green under it.",
        "The last of the snow was a patch the size of a handkerchief, and {hero} jumped over it.",
        "{hero} unbuttoned {his} coat, for down here there was no snow.",
    ),
    "water": (
        "From there the way ran down to the water.",
        "{hero} could smell water, and went that way.",
        "{hero} ran downhill, and at the bottom there was water.",
        "There was sand in {hero}’s shoes, and then there was water in them.",
        "{hero} went on to the edge of the water.",
        "Something glittered between the trees, and {hero} ran to look.",
        "A path with reeds on both sides took {hero} to the water.",
    ),
    "under water": (
        "{hero} took a deep breath, and looked under the water.",
        "There was only one way on, and that was down, under the water.",
        "{hero} held {his} nose, and went under.",
        "{hero} put {his} face in the water, and opened {his} eyes.",
    ),
    "up": (
        "Up came {hero}, and shook the water out of both ears.",
        "Back on dry land {hero} wrung out {his} socks.",
        "{hero} came up like a cork.",
        "Dripping, {hero} went on.",
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
