"""Word error rate: known answers, and what counts as the same word."""

import pytest

from core.errors import BadInput
from core.word_errors import Difference, counted, differences, normalised
from eval.metrics import load


def test_known_answers() -> None:
    said = "the old fox ran over the hill".split()
    assert differences(said, said) == []
    assert differences(said, "the fox ran all over the hall".split()) == [
        Difference(said="old", heard="", place=1),
        Difference(said="", heard="all", place=4),
        Difference(said="hill", heard="hall", place=6),
    ]
    assert len(differences(said, [])) == 7
    assert [d.heard for d in differences([], ["a", "b"])] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“It’s HERE!” said Mr. Fox—well.", "it's here said mister fox well"),
        ("25 well-known foxes, the 2nd", "twenty five well known foxes the second"),
        ("It’s £9.50 at 3:05.", "it's nine pounds fifty at three o five"),
        ("… — !", ""),
    ],
)
def test_only_words_count(text: str, words: str) -> None:
    assert normalised(text) == words.split()


def test_texts_count_by_their_words() -> None:
    assert counted("The fox ran.", "the fox rang") == (1, 3)
    found = load("word_error_rate").compute(
        predictions=["the fox rang", "a long sentence of seven words here"],
        references=["The fox ran.", "A long sentence of seven words here!"],
        intervals=True,
        per_item=True,
    )
    assert found["word_error_rate"] == pytest.approx(0.1)
    assert (found["words"], found["n"]) == (10, 2)
    assert found["word_error_rate_low"] <= 0.1 <= found["word_error_rate_high"]
    assert found["items"][0] == {"word_error_rate": pytest.approx(1 / 3), "words": 3}
    with pytest.raises(BadInput, match="without words"):
        counted("…", "fox")
