"""Where a scene is: what is said of it, else what acts, roles and things suggest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from picturebook.words import Lexicon

SOFT: Final = {"water": "lake", "waters": "lake", "grass": "meadow", "air": "sky", "sky": "sky",
               "path": "forest", "pathway": "forest", "trail": "forest"}  # fmt: skip
"""Words that stand for a place only vaguely: anything more particular is better."""
_SOFT_PLACES: Final = frozenset(SOFT.values())
_SPORTS: Final = frozenset("baseball-field soccer-field".split())
_WATERS: Final = frozenset("sea lake river pond swimming-pool beach harbour under-water".split())
_AFLOAT: Final = {"swim": "lake", "row": "lake", "dive": "lake", "surf": "sea"}
"""Nobody does this in a street: what else is said to be the place is near it."""
_NO_ROOM_CM: Final = 350
"""What is as long stands in no room: a house, a tower, a bus."""
_FULL: Final = frozenset("aquarium bathtub bowl bucket fountain paddling-pool puddle tub".split())
"""Things with room enough to swim in."""
_INSIDE: Final = {"bus": "bus-inside", "train": "train-inside", "airplane": "plane-inside",
                  "double-decker": "bus-inside", "tram": "bus-inside", "tent": "tent-inside",
                  "spaceship": "spaceship-inside", "submarine": "submarine-inside",
                  "rocket": "spaceship-inside", "church": "church-inside", "barn": "barn-inside",
                  "garage": "garage-inside", "house": "living-room", "cottage": "living-room",
                  "hut": "cabin", "castle": "castle-hall", "tower": "tower-room",
                  "ship": "ship-deck", "ferry": "ship-deck", "school": "classroom"}  # fmt: skip
_OUTSIDE: Final = {"classroom": "schoolyard", "castle-hall": "castle-yard", "cabin": "forest",
                   "burrow-home": "meadow", "cave": "mountain", "barn-inside": "farm",
                   "stable": "farm", "shop": "street", "supermarket": "street", "bakery": "street",
                   "restaurant": "street", "cafe": "street", "office": "street"}  # fmt: skip
"""Where those are who go out of a room."""
INSIDE: Final = _INSIDE
"""Things that people are in, and the place that this is."""


@dataclass
class Setting:
    """What is known of a place so far: candidates as (strength, order, place)."""

    said: list[tuple[float, int, str]] = field(default_factory=list)
    inside: bool | None = None
    """Whether it is said to be indoors."""

    def add(self, place: str, strength: float, order: int) -> None:
        """A place that is told; "in" is stronger than "near"."""
        self.said.append((strength, order, place))

    def leave(self, place: str) -> None:
        """Nobody is there any more."""
        self.said = [(0.2 if p == place else s, o, p) for s, o, p in self.said]

    def best(self) -> tuple[float, str]:
        """The place of the last sentence that tells one in strength, the first said in it."""
        if not self.said:
            return 0.0, ""
        top = max(strength for strength, _, _ in self.said)
        strong = [entry for entry in self.said if entry[0] >= min(top, 2.0)]
        last = max(order for _, order, _ in strong)
        strength, _, place = next(entry for entry in strong if entry[1] == last)
        return strength, place


def suggested(
    lexicon: Lexicon, acts: Iterable[str], roles: Iterable[str], things: Iterable[str]
) -> list[str]:
    """Places that acts, roles and things suggest, the strongest first."""
    found: list[str] = []
    for section, keys in (("act", acts), ("role", roles), ("thing", things)):
        here = set(keys)
        for place, words in lexicon.setting(section).items():
            if here & {word.replace(" ", "-") for word in words}:
                found.append(place)
    return list(dict.fromkeys(found))


def decide(
    lexicon: Lexicon,
    setting: Setting,
    acts: Iterable[str],
    roles: Iterable[str],
    things: Iterable[str],
    before: str = "",
) -> str:
    """The place of a scene, "" if nothing tells it. `before` is that of the page before."""
    strength, place = setting.best()
    acts, roles, things = list(acts), list(roles), list(things)
    if before == "sky" and "fly" not in acts:
        before = ""  # Nobody stays there.
    if place == "field":
        sports = [g for g in suggested(lexicon, acts, roles, things) if g in _SPORTS]
        return sports[0] if sports else place
    if strength >= 1.5:
        dry = not _FULL & {*things} and _is_dry(lexicon, place)
        return (_wet(setting, acts) if dry else "") or place
    guesses = suggested(lexicon, acts, roles, things)
    if setting.inside is None and any(_is_outdoors(lexicon, thing) for thing in things):
        guesses = [g for g in guesses if not lexicon.indoors(g)]
    if setting.inside is not None:
        guesses = [g for g in guesses if lexicon.indoors(g) == setting.inside]
    if place in _SOFT_PLACES and strength <= 0.5:
        better = [g for g in guesses if (g in _WATERS) == (place == "lake") and g != place]
        if place == "forest":
            return before if before and not lexicon.indoors(before) else place
        if place == "lake" and before in _WATERS:
            return before
        if place == "meadow":
            better = [g for g in guesses if not lexicon.indoors(g) and g not in _WATERS
                      and g not in ("street", "road", "sky", "space", "railway")]  # fmt: skip
        if place == "sky" and (not acts or "fly" in acts):
            return place
        if place == "sky":
            better = [g for g in guesses if not lexicon.indoors(g)]
        return better[0] if better else "" if place == "sky" else place
    if place:
        return place
    if before and setting.inside is not None and lexicon.indoors(before) != setting.inside:
        before = "living-room" if setting.inside else _OUTSIDE.get(before, "backyard")
    if before and not (guesses and setting.inside is not None):
        return before
    if guesses:
        return guesses[0]
    if setting.inside:
        return "living-room"
    return before


def _is_outdoors(lexicon: Lexicon, thing: str) -> bool:
    """Whether a thing is larger than rooms are."""
    entry = lexicon.entry("thing", thing)
    if entry is None or entry.table not in ("street", "vehicles"):
        return False  # The moon shines in at a window.
    return float(entry.data.get("cm", 0)) >= _NO_ROOM_CM


def _is_dry(lexicon: Lexicon, place: str) -> bool:
    """Whether it is out of doors, and no water is seen there."""
    entry = lexicon.entry("place", place)
    water = place in _WATERS or entry is None or bool(entry.data.get("water"))
    return not water and not lexicon.indoors(place)


def _wet(setting: Setting, acts: Iterable[str]) -> str:
    """Where somebody swims who was said to be beside a dry place, "" if nobody does."""
    water = next((_AFLOAT[act] for act in acts if act in _AFLOAT), "")
    told = (place for _, _, place in setting.said if place in _WATERS)
    return water and next(told, water)
