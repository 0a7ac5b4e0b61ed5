"""How signs are spoken, and that times still fall on what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models.espeak import Espeak
from core.models.spoken_forms import find_forms, knows
from core.models.spoken_text import pieces, placed, written_out


def spoken(text: str, language: str = "en", *, numbers: bool = True) -> str:
    for start, end, words in reversed(find_forms(text, language, numbers=numbers)):
        text = text[:start] + words + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("£5.50 & $1", "five pounds fifty and one dollar"),
        ("€3 million, ¥1,000", "three million euros, one thousand yen"),
        (
            "20% at −5 °C or 1° F",
            "twenty percent at minus five degrees Celsius or one degree Fahrenheit",
        ),
        ("at 3:45 and 12:00", "at three forty-five and twelve o'clock"),
        ("3:05 p.m. or 7:30am", "three oh five p m or seven thirty a m"),
        ("the 2ND of Jan. 3rd, 1998", "the second of January third, nineteen ninety-eight"),
        (
            "in 1905, in 2004, in 1800",
            "in nineteen oh five, in two thousand four, in eighteen hundred",
        ),
        ("1,000,000 or 2,500,001", "one million or two million five hundred thousand one"),
        ("2½ apples, ½ a pear, ¾", "two and a half apples, half a pear, three quarters"),
        ("Mr. and Mrs. Fox, Dr. Owl", "Mister and Missus Fox, Doctor Owl"),
        ("e.g. this, i.e. that, etc.", "for example this, that is that, et cetera"),
        ("No. 5, #3; no. Yes", "number five, number three; no. Yes"),
        (
            "King Henry VIII and Louis XIV's dog",
            "King Henry the eighth and Louis the fourteenth's dog",
        ),
        ("Chapter IV, World War II, Part I", "Chapter four, World War two, Part one"),
        ("I am here; vitamin C; MIX it; Plan V", "I am here; vitamin C; MIX it; Plan V"),
        ("3 + 4 = 7 × 1", "three plus four equals seven times one"),
        ("5 km, 1 kg, 30 km/h", "five kilometres, one kilogram, thirty kilometres an hour"),
    ],
)
def test_english(text: str, said: str) -> None:
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (
            "de",
            "Am 3. Mai, der 1. Tag, der 21. März",
            "Am dritten Mai, der erste Tag, der einundzwanzigste März",
        ),
        ("de", "um 15:30 Uhr, 3.45 Uhr", "um fünfzehn Uhr dreißig, drei Uhr fünfundvierzig"),
        (
            "de",
            "z. B. Dr. Maus, 5,50 €, 20 %",
            "zum Beispiel Doktor Maus, fünf Euro fünfzig, zwanzig Prozent",
        ),
        ("de", "1.000.000 und 2.000.000.000", "eine Million und zwei Milliarden"),
        ("de", "Heinrich VIII. war da. Kapitel IV", "Heinrich der Achte war da. Kapitel vier"),
        (
            "fr",
            "M. Renard, le 1er mai, la 1re et 2e fois",
            "Monsieur Renard, le premier mai, la première et deuxième fois",
        ),
        ("fr", "Louis XIV, François Ier", "Louis quatorze, François premier"),
        ("fr", "21e, 9e, 5e", "vingt et unième, neuvième, cinquième"),
        (
            "fr",
            "à 15 h 30, 1:00, 2 millions €",
            "à quinze heures trente, une heure, deux millions d’euros",
        ),
        (
            "es",
            "Felipe II, Alfonso XIII, 3.º y 1ª",
            "Felipe segundo, Alfonso trece, tercero y primera",
        ),
        (
            "es",
            "El Sr. Zorro, 5,50 €, 1 km",
            "El señor Zorro, cinco euros con cincuenta, un kilómetro",
        ),
    ],
)
def test_other_languages(language: str, text: str, said: str) -> None:
    assert spoken(text, language) == said


def test_plain_numbers_are_left_to_who_reads_them() -> None:
    assert (
        spoken("25 foxes, £5 at 3:45", numbers=False) == "25 foxes, five pounds at three forty-five"
    )
    assert spoken("20 % a 3:45", "cs") == "20 % a 3:45"
    assert (knows("en-GB"), knows("cs")) == (True, False)


def test_forms_keep_the_place_of_what_is_written() -> None:
    text = "He paid £5.50 (20 %) to Dr. Owl."
    out, sources = written_out(text, "en")
    assert out == "He paid five pounds fifty (twenty percent) to Doctor Owl."
    assert len(out) == len(sources)
    assert sources == sorted(sources)
    (piece,) = pieces(text, None, language="en")
    assert piece.characters == out
    spans, at = [], 0
    for i, word in enumerate(out.split()):
        at = out.index(word, at)
        spans.append((at, at + len(word), float(i), i + 1.0))
        at += len(word)
    assert [(text[a:b], s, e) for a, b, s, e in placed(text, spans, sources)] == [
        ("He", 0, 1), ("paid", 1, 2), ("5.50", 2, 5), ("20", 5, 7), ("to", 7, 8), ("Dr", 8, 9),
        ("Owl", 9, 10),
    ]  # fmt: skip


def test_a_form_over_the_end_of_a_sentence_is_said_once() -> None:
    said = " ".join(p.characters for p in pieces("Er mag z. B. Äpfel.", None, language="de"))
    assert said == "Er mag zum Beispiel Äpfel."


def test_espeak_speaks_them_and_times_what_is_written() -> None:
    text = "Dr. Owl paid £5.50 at 3:45."
    said = Espeak().speak(text, language="en", voice=None, speed=1.0, check=lambda: None)
    assert [text[a:b] for a, b, _, _ in said.words] == ["Dr", "Owl", "paid", "5.50", "at", "3:45"]
    lengths = {text[a:b]: e - s for a, b, s, e in said.words}
    assert lengths["5.50"] > 2 * lengths["paid"]


@given(
    st.text(alphabet="12.,:;%£€½ IVXDr MhH&+=#°C\n-−stndKing", max_size=40),
    st.sampled_from(["en", "de", "fr", "es"]),
)
def test_whatever_is_written_forms_are_in_order_and_apart(text: str, language: str) -> None:
    found = find_forms(text, language)
    ends = [0, *(end for _, end, _ in found)]
    assert all(before <= start < end for before, (start, end, _) in zip(ends, found, strict=False))
    for piece in pieces(text, None, language=language):
        assert len(piece.characters) == len(piece.sources)
        assert list(piece.sources) == sorted(piece.sources)
