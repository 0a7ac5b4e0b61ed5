"""Sentences of the way where the pictures' places change, and known figures that say something."""

import pytest

from core.threads import tell
from core.threads.journeys import MOST, way, ways
from core.threads.seen import see
from core.threads.speaking import says_first

PLACES = {
    "indoors": "A cat is sleeping on a bed", "snow": "A man is skiing down a snowy slope",
    "under water": "A fish under water", "land": "A dog is running in the park",
    "nowhere": "A man in a hat",
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("land", "indoors", "indoors"), ("indoors", "land", "outdoors"), ("land", "snow", "snow"),
        ("snow", "land", "thaw"), ("land", "under water", "under water"),
        ("under water", "land", "up"), ("snow", "snow", ""), ("indoors", "nowhere", ""),
        ("nowhere", "land", ""),
    ],
)  # fmt: skip
def test_a_way_leads_from_place_to_place(before: str, after: str, kind: str) -> None:
    assert way(see(PLACES[before]), see(PLACES[after])) == kind


def test_books_say_how_their_hero_comes_indoors_and_into_the_snow() -> None:
    captions = [PLACES[p] for p in ("land", "indoors", "snow", "indoors", "land", "snow")]
    told = 0
    for seed, mood in enumerate(("funny", "scary", "noir", "comedy", "action") * 3):
        book = tell(captions, mood=mood, hero="Ravi", pronoun="he", seed=seed)
        known = [
            text
            for kind in ("indoors", "snow", "outdoors", "thaw")
            for _, text in ways(kind, book.hero, "his")
        ]
        said = [text for text in known for part in book.parts if text in part]
        told += len(said)
        assert len(said) <= MOST
    assert told


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("“Mind out,” said {who}. {They} sat.", True), ("“Mind out,” {who} said.", True),
        ("“Wake up,” {hero} told {who}. No.", True), ("{Who} sat. “Mind out,” {they} said.", False),
        ("“Mind out,” said {hero}. {Who} sat.", False), ("{hero} went on.", False),
    ],
)  # fmt: skip
def test_whether_a_figure_is_named_first_in_talk(text: str, first: bool) -> None:
    assert says_first(text) == first


def test_a_known_figure_does_something_before_it_speaks() -> None:
    captions = ["A girl on a swing", "A red bus", "A girl is eating an apple", "A red boat",
                "A girl is reading a book"]  # fmt: skip
    for seed, mood in enumerate(("funny", "comedy", "noir", "action", "romance")):
        text = " ".join(tell(captions, mood=mood, hero="Ravi", seed=seed).parts)
        for said in ("said", "asked", "told", "called"):
            assert f"{said} the girl, now" not in text
