"""Which place a phrase after a preposition names, and how strongly."""

from typing import Final

from picturebook.reading.actors import Actor
from picturebook.reading.places import INSIDE, SOFT
from picturebook.reading.saying import Place
from picturebook.reading.stage import Stage

_INTO: Final = frozenset({"to", "into", "up to", "down to", "over to", "back to", "towards"})

_BELOW: Final = frozenset(
    {"under", "beneath", "below", "underneath", "at the bottom of", "on the bottom of",
     "in the depths of", "to the bottom of"}
)  # fmt: skip
_WATERS: Final = frozenset("water sea ocean lake river pond wave surface waves".split())
_SHOWN_ON: Final = frozenset({"stage", "moon"})
"""What one stands on and is at a place by that."""
_VIEWS: Final = frozenset(
    {"behind", "beside", "around", "above", "facing", "under", "with", "between", "in front of"}
)


def named_place(stage: Stage, place: Place, living: list[Actor]) -> str:
    """The place that a phrase after a preposition names, "" if it is a thing there."""
    phrase = place.phrase
    if place.word in _BELOW and phrase.head in _WATERS:
        return "under-water"
    if phrase.kind != "noun" or phrase.match is None:
        return ""
    if phrase.match.sort == "place":
        return phrase.match.key
    found = stage.lexicon.noun(phrase.said, "place")
    celestial = found is not None and found.key in ("moon", "space", "sky", "lake")
    if found is not None and not phrase.match.exact and not celestial and (
        place.relation in ("in", "on", "at", "to")
    ):  # fmt: skip
        return found.key
    inside = INSIDE.get(phrase.match.key, "") if phrase.match.exact else ""
    if (
        inside
        and place.relation in ("in", "on")
        and living
        and stage.lexicon.entry("place", inside)
    ):
        vehicle = phrase.match.key in ("bus", "train", "airplane", "double-decker", "tram")
        if place.word in ("in", "inside", "into", "aboard", "inside of") or vehicle:
            return inside
    homes = ("church", "barn", "garage", "house", "castle", "school")
    if inside and phrase.match.key in homes and place.word in ("in", "inside"):
        return inside if stage.lexicon.entry("place", inside) else ""
    if found is not None and place.relation == "on" and phrase.head in _SHOWN_ON:
        return found.key
    if found is not None and place.relation in ("in", "at", "to") and found.exact:
        return found.key
    if phrase.head == "grass" or (phrase.match.key == "grass" and place.relation in ("in", "on")):
        return "meadow"
    return ""


def set_place(stage: Stage, place: Place, where: str) -> None:
    """Notes a place: one that is entered is stronger than one that is seen from there."""
    relation = place.relation
    if where == "under-water":
        relation = "in"
    if relation in _VIEWS and stage.lexicon.indoors(where):
        stage.setting.inside = False
        return
    if place.word in _INTO:
        strength = 2.2
    elif relation in _VIEWS:
        strength = 1.1
    else:
        strength = 2.4
    if (place.phrase.head in SOFT and where != "under-water") or place.phrase.match is None:
        strength = 0.5
    if stage.caption:
        strength -= 1.0
    stage.setting.add(where, strength, stage.sentence)
    if place.phrase.several and relation in _VIEWS:
        stage.draws(place.phrase)
