"""Given names: girls', boys', and those that are both."""

import pytest

from core.given_names import pronoun_of


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Jonah", "he"), ("Anouk", "she"), ("Theo", "he"), ("Aoife", "she"), ("Владимир", "he"),
        ("AMÉLIE", "she"), ("Jean-Luc", "he"),
    ],
)  # fmt: skip
def test_it_is_a_girls_or_a_boys(name: str, pronoun: str) -> None:
    assert pronoun_of(name) == pronoun


@pytest.mark.parametrize("name", ["Jordan", "Taylor", "Sage", "Zorblax", "", "7"])
def test_it_is_both_or_unknown(name: str) -> None:
    assert pronoun_of(name) == ""
