"""Syllables of words as a dictionary has them."""

import pytest

from eval.measures.syllables import syllables

KNOWN = {
    1: "the he she made jumped makes queen friends house wolves don't it's toys mice called hour",
    2: "little apple wanted boxes careful quiet lion being giggled didn't well-known people table",
    3: "beautiful idea animals together butterfly piano decided adventure curious red-nosed-fox",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, n) for n, words in KNOWN.items() for word in words.split()]
)
def test_a_word_has_as_many_syllables_as_it_has(word: str, count: int) -> None:
    assert syllables(word) == count


def test_no_word_is_without_a_syllable() -> None:
    assert [syllables(word) for word in ("hm", "", "-", "b")] == [1, 1, 1, 1]
