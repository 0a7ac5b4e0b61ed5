"""Long captions lose what a story has no room for; who and what they show stays."""

from core.stages.shortened import LEAST, shortened
from core.text import main_noun

FOX = "a fox in a red coat dancing in the forest in the evening in the rain with a kite"


def test_a_coat_is_told_when_somebody_first_comes_in() -> None:
    told = shortened(
        ["a fox in a red coat runs", "a fox in a red coat sits", "a fox in a blue coat"]
    )
    assert told == ("a fox in a red coat runs", "a fox sits", "a fox in a blue coat")


def test_short_captions_and_photographs_stay_as_they_are() -> None:
    said = ("a dog running in the snow", "two men in a boat", "a man in a red shirt surfing a wave")
    assert shortened(said) == said


def test_long_captions_lose_weather_and_hour() -> None:
    assert shortened([FOX] * 5)[0] == "a fox in a red coat dancing in the forest with a kite"
    assert shortened([f"in the evening, {FOX}"] * 5)[0].startswith("a fox in a red coat")
    pair = "a fox in a red coat and an owl wearing a blue coat sitting in the kitchen at night"
    assert shortened([pair] * 8)[0] == "a fox and an owl sitting in the kitchen"


def test_what_a_picture_shows_stays() -> None:
    captions = [FOX, "", "in the rain", "a very long caption " * 8, "snow falls on an owl at night"]
    for before, after in zip(captions, shortened(captions), strict=True):
        assert main_noun(after) == main_noun(before)
        assert bool(after) == bool(before)
    assert len(shortened(captions * 2)[0].split()) > LEAST - 2
