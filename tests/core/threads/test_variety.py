"""How pages of a book are kept from being alike."""

import pytest

from core.threads.variety import ACTS, SAYS, alike, has_event, jobs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Hello,” said {who}.", (SAYS,)),
        ("{Who} gave {hero} a sock.", (ACTS,)),
        ("{hero} waved to {who}.", ()),
    ],
)
def test_the_jobs_of_figures(text: str, found: tuple[str, ...]) -> None:
    assert jobs(text) == found


def test_pages_alike_cost() -> None:
    assert alike((SAYS,), ()) == 0.0
    assert alike((SAYS,), (SAYS, SAYS)) > alike((SAYS,), (SAYS,)) > 0.0
    assert alike((ACTS,), (ACTS,)) == 0.0


def test_a_glance_is_no_event() -> None:
    assert not has_event("{hero} waved to {who}.")
    assert has_event("“Good luck!” called {who}.")
