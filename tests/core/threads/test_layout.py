"""How a plot is laid out: every page has a step, the steps rise, and lengths are met."""

import pytest

from core.story import LENGTHS
from core.text import count_words
from core.threads import tell, versions
from core.threads.check import sampled
from core.threads.layout import shapes

ORDER = ("opening", "early", "middle", "late", "turn", "ending")


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("count", range(3, 11))
def test_a_plot_opens_rises_and_ends_with_a_step_on_every_page(length: str, count: int) -> None:
    for shape in shapes(count, LENGTHS[length]):
        assert len(shape) == count
        assert all(shape)
        steps = [step for page in shape for step in page if step != "short"]
        assert steps == sorted(steps, key=ORDER.index)
        assert (steps[0], steps[-1]) == ("opening", "ending")


@pytest.mark.parametrize(
    ("length", "count"),
    [*(("short", n) for n in range(1, 11)), *(("long", n) for n in range(1, 11))],
)
def test_books_are_as_long_as_asked(length: str, count: int) -> None:
    low, high = LENGTHS[length]
    for seed, mood in enumerate(("funny", "poetic")):
        book = tell(sampled(count, seed=seed), mood=mood, words=LENGTHS[length], seed=seed)
        assert low <= sum(map(count_words, book.parts)) <= high
        assert book.notes == ()


def test_a_book_that_cannot_be_so_short_says_so() -> None:
    book = tell(sampled(10, seed=1), mood="comedy", words=(30, 60), seed=1)
    assert len(book.parts) == 10
    (note,) = book.notes
    assert "words" in note
    assert "10 pages" in note


def test_a_page_of_several_steps_is_told_anew_at_its_length() -> None:
    captions, words = sampled(4, seed=3), LENGTHS["long"]
    book = tell(captions, mood="poetic", words=words, seed=3)
    for index, part in enumerate(book.parts):
        text, wordings = versions(captions, book, index, words=words, seed=3, least=2)[0]
        others = [*book.parts[:index], *book.parts[index + 1 :]]
        assert text != part
        assert len(wordings) >= 2
        assert 350 <= sum(map(count_words, [text, *others])) <= 450
