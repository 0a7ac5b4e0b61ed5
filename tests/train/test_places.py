"""Every place and weather has words and a look of its own, and looks the same each time."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from train.world import vocabulary_places
from train.world.draw import draw
from train.world.places import LIGHTS, PLACES, SHELTERED
from train.world.scene import Scene

TIMES = ("morning", "day", "evening", "night")


FOX = Scene("fox", "red", "standing", "forest", "day", "clear", "none", "paper", seed=3)


def picture(**said: str) -> np.ndarray:
    """A small picture of a fox, of which all else may be said otherwise."""
    return np.asarray(draw(replace(FOX, **said), 64), dtype=float)


def closest(pictures: dict[str, np.ndarray]) -> float:
    """How different the two most similar pictures are (mean of 0..255)."""
    return min(float(np.abs(a - b).mean()) for a, b in itertools.combinations(pictures.values(), 2))


def test_everything_drawn_has_words() -> None:
    assert set(PLACES) == set(vocabulary_places.PLACES) == set(vocabulary_places.THROUGH)
    assert set(vocabulary_places.WEATHERS) == set(vocabulary_places.HAPPENING)
    assert set(PLACES) >= SHELTERED | set(LIGHTS)
    assert len(PLACES) >= 20
    for table in (vocabulary_places.PLACES, vocabulary_places.WEATHERS):
        phrases = [phrase for said in table.values() for phrase in said]
        assert len(phrases) == len(set(phrases))
        assert all(len(said) >= 3 for said in table.values())


@pytest.mark.parametrize("time", TIMES)
def test_places_look_different(time: str) -> None:
    assert closest({place: picture(place=place, time=time) for place in PLACES}) > 8.0


@pytest.mark.parametrize("place", PLACES)
def test_hours_and_weathers_look_different_everywhere(place: str) -> None:
    weathers = vocabulary_places.WEATHERS
    least = 1.8 if place in SHELTERED else 5.0
    for time in ("day", "night"):
        seen = {w: picture(place=place, time=time, weather=w) for w in weathers}
        assert closest(seen) > least, time
    assert closest({time: picture(place=place, time=time) for time in TIMES}) > least


@pytest.mark.parametrize("style", ["paper", "watercolour", "crayon"])
def test_the_same_picture_each_time(style: str) -> None:
    for place, weather in (("moon", "storm"), ("kitchen", "wind"), ("market", "fog")):
        said = {"place": place, "weather": weather, "style": style}
        assert np.array_equal(picture(**said), picture(**said))
