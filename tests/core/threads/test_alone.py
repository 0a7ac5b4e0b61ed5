"""Pages whose picture shows nobody but the hero."""

import pytest

from core.threads import tell
from core.threads.alone import NOBODY, as_told, is_alone, on_the_page, there
from core.threads.casting import Hero, with_hero
from core.threads.filling import fits
from core.threads.library import Wording, library
from core.threads.meeting import met_again
from core.threads.seen import see

SIV = Hero(name="Siv", pronoun="she", kind="girl")
GIRL = ["A girl sits at a table", "A girl in the rain", "A girl runs on a beach",
        "A girl stands in the mud", "A girl is reading a book"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("She ran to where {clause}.", "She ran there."),
        ("On went Siv, past where {clause}, and sat.", "On went Siv, and sat."),
        ("On went Siv, as far as where {clause}.", "On went Siv, there."),
        ("The lid lay in the place where {clause}.", "The lid lay there."),
        ("It led to the place where {clause}, and on.", "It led there, and on."),
        ("At the place where {clause}, it stopped.", "There it stopped."),
        ("The place where {clause} was dark.", "That place was dark."),
        ("She knelt, there where {clause}.", "She knelt."),
        ("“No,” said Siv, where {clause}. “No!”", "“No,” said Siv. “No!”"),
        ("By the road, where {clause}, she sat.", "By the road, she sat."),
        ("They walked home by the place where {clause}, and sang.", "They walked home, and sang."),
        ("They walked home by where {clause}.", "They walked home."),
        ("It went by the place where {clause}.", "It went by."),
        ("So still, where {clause}, that she heard it.", "So still that she heard it."),
        ("She got as far as the place where {clause} today.", "She got that far today."),
        ("She hopped past where {clause} and ran.", "She hopped past and ran."),
        ("Where {clause}, there was a hat.", "There was a hat."),
        ("Up! Where {clause}, she sat.", "Up! There, she sat."),
        ("{Clause}. She sat.", "She sat."),
        ("Siv saw where {clause}.", "Siv saw where {clause}."),
        ("{Clause}, and it glowed.", "{Clause}, and it glowed."),
    ],
)  # fmt: skip
def test_where_the_hero_is_alone_is_there(written: str, told: str) -> None:
    assert there(written) == told


def wording(text: str, *conditions: str) -> Wording:
    return Wording(id="late-1", conditions=frozenset(conditions), barred=frozenset(), text=text)


def test_only_a_picture_of_the_hero_alone_is_told_so() -> None:
    alone = with_hero(see("A girl sits at a table"), SIV, 1)
    assert is_alone(alone)
    assert not is_alone(with_hero(see("A girl and a dog are on a bench"), SIV, 1))
    assert not is_alone(see("A red bus"))
    written = wording("{hero} ran to where {clause}.")
    assert as_told(written, see("A red bus"))[0] is written
    told, picture, cost = as_told(written, alone)
    assert told.text == "{hero} ran there."
    assert cost > 0
    assert fits(told, picture) is not None
    told, picture, cost = as_told(wording("{Clause}, and it glowed."), alone)
    assert picture.gist.clause == NOBODY
    assert cost > 0
    mine = wording("It was odd: {clause}.", "hero")
    assert as_told(mine, alone) == (mine, alone, 0.0)


def test_a_lead_that_says_nothing_is_not_told() -> None:
    assert with_hero(see("A girl"), SIV, 1).lead == ""
    assert with_hero(see("A girl standing"), SIV, 1).lead == ""
    assert with_hero(see("A girl standing on a rock"), SIV, 0).lead == "Siv was standing on a rock."


def test_no_page_of_the_hero_says_only_that_nobody_is_there() -> None:
    moods = ("funny", "bedtime", "noir", "scary", "comedy", "action")
    pages = [
        part
        for seed, mood in enumerate(moods)
        for part in tell(GIRL, mood=mood, hero="Siv", pronoun="she", seed=seed).parts
    ]
    assert sum(NOBODY in page for page in pages) <= 0.07 * len(pages)
    assert not any("quiet all around" in page or "where nobody else" in page for page in pages)


def test_every_thread_can_tell_the_hero_alone() -> None:
    alone = with_hero(see("A girl"), SIV, 1)
    for thread in library():
        for step in thread.steps.values():
            assert any(
                fits(*as_told(one, alone)[:2]) is not None for one in step.wordings
            ), (thread.id, step.name)  # fmt: skip


def test_the_same_picture_of_the_hero_is_told_as_going_on() -> None:
    first, second, third = met_again(
        [with_hero(see("A girl sits at a table"), SIV, i) for i in range(3)], SIV
    )
    assert first.lead == "Siv was sitting at a table."
    assert second.lead == "Siv was still sitting at a table."
    assert third.lead == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The button went pink, where {clause}. “No!”", "The button went pink. “No!”"),
        ("{hero} went to where {clause}. {He} took off {his} hat.",
         "{hero} took off {his} hat."),
        ("{hero} sat down where {clause}. It was cold.", "{hero} sat down there. It was cold."),
        ("{Clause}, and {hero} sat.", "{Clause}, and {hero} sat."),
    ],
)  # fmt: skip
def test_a_second_step_does_not_tell_the_picture_again(text: str, told: str) -> None:
    wording = Wording(
        id="late-1", conditions=frozenset(), barred=frozenset(), text=text,
    )  # fmt: skip
    assert on_the_page(wording, see("Two dogs run in the snow"))[0].text == told
