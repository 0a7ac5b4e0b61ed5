"""Numbers in words."""

import pytest

from core.models.number_words import find_numbers, in_words, knows

WORDS = {
    "en": {
        0: "zero",
        13: "thirteen",
        40: "forty",
        99: "ninety-nine",
        100: "one hundred",
        342: "three hundred forty-two",
        1001: "one thousand one",
        999_999: "nine hundred ninety-nine thousand nine hundred ninety-nine",
    },
    "de": {
        1: "eins",
        16: "sechzehn",
        21: "einundzwanzig",
        37: "siebenunddreißig",
        101: "einhunderteins",
        1000: "eintausend",
        61_217: "einundsechzigtausendzweihundertsiebzehn",
        201_001: "zweihunderteintausendeins",
    },
    "fr": {
        21: "vingt et un",
        22: "vingt-deux",
        70: "soixante-dix",
        71: "soixante et onze",
        80: "quatre-vingts",
        81: "quatre-vingt-un",
        99: "quatre-vingt-dix-neuf",
        200: "deux cents",
        201: "deux cent un",
        1984: "mille neuf cent quatre-vingt-quatre",
        80_000: "quatre-vingt mille",
        200_000: "deux cent mille",
    },
    "es": {
        16: "dieciséis",
        29: "veintinueve",
        31: "treinta y uno",
        100: "cien",
        101: "ciento uno",
        555: "quinientos cincuenta y cinco",
        1000: "mil",
        21_000: "veintiún mil",
        31_001: "treinta y un mil uno",
        100_000: "cien mil",
    },
}


def spelled(text: str, language: str) -> str:
    for start, end, words in reversed(find_numbers(text, language)):
        text = text[:start] + words + text[end:]
    return text


@pytest.mark.parametrize("language", WORDS)
def test_cardinals_are_written_as_people_do(language: str) -> None:
    assert {n: in_words(n, language) for n in WORDS[language]} == WORDS[language]
    assert all(in_words(n, language) for n in range(0, 1_000_000, 997))
    assert len({in_words(n, language) for n in range(3000)}) == 3000


def test_numbers_are_found_in_a_text() -> None:
    assert spelled("On the 21st, 1,250 foxes ran 3.5 miles.", "en") == (
        "On the twenty-first, one thousand two hundred fifty foxes ran three point five miles."
    )
    assert spelled("the 2nd, 3rd, 12th and 30th", "en-US") == (
        "the second, third, twelfth and thirtieth"
    )
    assert spelled("Agent 007 has 12345678.", "en") == (
        "Agent zero zero seven has one two three four five six seven eight."
    )
    assert spelled("1.250 Füchse, 3,5 Meilen", "de") == (
        "eintausendzweihundertfünfzig Füchse, drei Komma fünf Meilen"
    )
    assert spelled("12, 5", "fr") == "douze, cinq"
    assert spelled("7 lišek", "cs") == "7 lišek"


def test_only_some_languages_are_known() -> None:
    assert knows("en-GB")
    assert not knows("cs")
    with pytest.raises(ValueError, match="1000000000000 is not between"):
        in_words(10**12, "en")
