"""Which plot is told for an idea."""

import pytest

from core.threads import tell
from core.threads.library import thread
from core.threads.suiting import ENOUGH, left_out, suits

CAPTIONS = ("a fox walking in the forest", "a bear by the castle", "two owls in the snow")


@pytest.mark.parametrize(
    ("idea", "mood"),
    [
        ("afraid of the dark", "bedtime"),
        ("a birthday cake", "funny"),
        ("a thief steals the cookies", "noir"),
    ],
)
def test_the_plot_that_suits_an_idea_is_told(idea: str, mood: str) -> None:
    books = [tell(CAPTIONS, mood=mood, seed=seed, idea=idea) for seed in range(2)]
    for book in books:
        assert suits(thread(book.thread), idea) >= ENOUGH
        assert left_out(idea) not in book.notes


def test_a_book_says_when_no_plot_is_about_its_idea() -> None:
    book = tell(CAPTIONS, mood="bedtime", seed=1, idea="quantum mechanics")
    assert left_out("quantum mechanics") in book.notes
    assert book.parts == tell(CAPTIONS, mood="bedtime", seed=1).parts


def test_forms_and_synonyms_count_and_other_words_do_not() -> None:
    dark = thread("the-small-dark-under-the-bed")
    assert suits(dark, "fears in darkness") >= ENOUGH
    assert suits(dark, "🦊") == suits(dark, "of the and") == 0.0
