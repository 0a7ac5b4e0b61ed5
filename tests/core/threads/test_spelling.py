"""Slips of the pen in captions."""

import pytest

from core.threads.spelling import spelled


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("a boy looling over a feild", "a boy looking over a field"),
        ("a view behing her", "a view behind her"),
        ("sveral people carring a boat", "several people carrying a boat"),
        ("a terrior jumping", "a terrier jumping"),
        ("Childern are playing", "Children are playing"),
    ],
)
def test_a_word_one_letter_away_from_a_common_one_is_mended(said: str, read: str) -> None:
    assert spelled(said) == read


@pytest.mark.parametrize(
    "said",
    [
        "a girl in a hoodie at a skatepark",
        "Zuzia and Oskar and Maddy",
        "Nkanyezi gets a bag",
        "a labradoodle with a frisbee",
        "a boy’s yo-yo",
        "two floaties and a blorp",
    ],
)
def test_rare_words_and_names_are_left_alone(said: str) -> None:
    assert spelled(said) == said
