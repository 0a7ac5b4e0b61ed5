"""How pages of a book are kept from being alike."""

import pytest

from core.threads.variety import ACTS, SAYS, alike, has_event, jobs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Hello,” said {who}.", (SAYS, "“Hello,” said _.")),
        ("{Who} gave {hero} a sock.", (ACTS,)),
        ("{hero} waved to {who}.", ("_ waved to",)),
    ],
)
def test_the_jobs_of_figures(text: str, found: tuple[str, ...]) -> None:
    assert jobs(text) == found


def test_pages_alike_cost() -> None:
    assert alike((SAYS,), ()) == 0.0
    assert alike((SAYS,), (SAYS, SAYS)) > alike((SAYS,), (SAYS,)) > 0.0
    assert alike((ACTS,), (ACTS,)) == 0.0


def test_pages_that_begin_in_the_same_words_cost_more() -> None:
    boats, cow = jobs("{hero} danced into {thing}. Oops."), jobs("{hero} danced into {who}. Oops.")
    assert alike(cow, boats) > alike((SAYS,), (SAYS,))
    assert alike(jobs("{hero} bowed to {who}. Oops."), boats) == 0.0


def test_a_glance_is_no_event() -> None:
    assert not has_event("{hero} waved to {who}.")
    assert has_event("“Good luck!” called {who}.")
