"""How pages of a book are kept from being alike."""

from dataclasses import replace

import pytest

from core.threads import tell
from core.threads.gists import Gist
from core.threads.grammar import gist
from core.threads.variety import (
    ACTS,
    AFTER,
    BACK,
    BEFORE,
    PLAIN,
    SAYS,
    alike,
    has_event,
    jobs,
    looks_of,
    ways_in,
)

BOY = gist("A boy performs a stunt on a BMX bike")


def ways_of(text: str, one: Gist) -> dict[str, str]:
    return {way: told for way, told, *_ in ways_in(text, one)}


def test_a_figure_may_enter_in_four_ways() -> None:
    told = ways_of("Mum waved. “Happy what?” asked {who}. Nobody knew.", BOY)
    assert set(told) == {PLAIN, BEFORE, AFTER}
    assert told[BEFORE].startswith("Mum waved. ")
    assert told[BEFORE].endswith("“Happy what?” asked {who}. Nobody knew.")
    assert told[AFTER].endswith("asked {who}. {They} {was} {doing}. Nobody knew.")


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("{hero} went on.", BOY),
        ("“Hello,” said {who}.", gist("A fox in the snow")),
        ("“Hello,” said {who}.", replace(BOY, intro="the boy, now doing a stunt,")),
    ],
    ids=["nobody", "does nothing", "known"],
)
def test_who_does_nothing_new_enters_as_before(text: str, one: Gist) -> None:
    assert not ways_of(text, one)


def test_nobody_is_they_after_they_spoke_alone() -> None:
    assert AFTER not in ways_of("“Hello,” said {who}.", gist("A person climbs a rock"))
    assert AFTER in ways_of("“Hello,” said {who}.", gist("Two men climb a rock"))


def test_looks_tell_no_deed() -> None:
    assert looks_of(gist("A girl in a red coat runs")) == "a girl in a red coat"
    assert looks_of(gist("A man is sleeping on a bench")) == "a man on the bench"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Hello,” said {who}.", (SAYS,)),
        ("{Who} gave {hero} a sock.", (ACTS,)),
        ("{hero} waved to {who}, as {met} had.", (BACK,)),
        ("{hero} waved to {who}.", ()),
    ],
)
def test_the_jobs_of_figures(text: str, found: tuple[str, ...]) -> None:
    assert jobs(text) == found


def test_pages_alike_cost_and_a_comeback_is_worth_something_once() -> None:
    assert alike((SAYS,), ()) == 0.0
    assert alike((SAYS,), (SAYS, SAYS)) > alike((SAYS,), (SAYS,)) > 0.0
    assert alike((BACK,), ()) < 0.0
    assert alike((BACK,), (BACK,)) == 0.0


def test_a_glance_is_no_event() -> None:
    assert not has_event("{hero} waved to {who}.")
    assert has_event("“Good luck!” called {who}.")


def test_somebody_comes_back_in_most_books() -> None:
    captions = ["A man rides a horse", "Two girls on a swing", "A dog runs on a beach",
                "A boy in a red hat eats an apple", "A bus on a road"]  # fmt: skip
    back = 0
    moods = ("funny", "scary", "noir", "poetic", "action")
    for seed, mood in enumerate(moods):
        told = tell(captions, mood=mood, seed=seed)
        late = " ".join(told.parts[2:])
        back += "the man" in late or "the two girls" in late or "the girls" in late
    assert back >= len(moods) - 1
