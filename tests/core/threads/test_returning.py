"""Figures that come back by a name of their own, and books for small and for older children."""

import re

import pytest

from core.errors import BadInput
from core.text import count_words
from core.threads import tell
from core.threads.casting import Hero
from core.threads.doubts import thread_faults
from core.threads.filling import fill, fits
from core.threads.library import Faulty, Thread, Wording, parse
from core.threads.meeting import met_again
from core.threads.returning import called_back, with_figures
from core.threads.seen import Seen, see
from core.threads.teller import versions

HERO = Hero(name="Pip", pronoun="he")
CAPTIONS = (
    "A boy sitting on a green swing", "A man in a red jacket looks at the mountains",
    "Two dogs wrestling in the grass", "A red bus on the road", "A woman is eating soup",
)  # fmt: skip
_LINES = {"opening": 6, "early": 12, "middle": 12, "late": 12, "short": 8, "turn": 6, "ending": 6}


def seen_of(*captions: str) -> list[Seen]:
    return with_figures(met_again([see(c) for c in captions], HERO), HERO)


def names(one: Seen) -> list[str]:
    return [f.name for f in one.before]


def wording(line: str, step: str = "late") -> Wording:
    """One wording of a thread that is otherwise plain."""
    (one,) = parse(rows(extra={step: [line]}))
    return one.steps[step].wordings[-1]


def rows(*, extra: dict[str, list[str]]) -> str:
    """A thread of general wordings, and some of its own."""
    lines = ["# made-up", "moods: funny", "plan: A plan.", "titles: One"]
    for step, count in _LINES.items():
        lines.append(f"@{step}")
        lines += [
            f"- [] {{hero}} went on for the {i}th time in the {step} of the day, looking for a hat "
            f"that had been seen, as they said, just where {{clause}}, and that was {i} of them."
            + " It had gone up, and then it had gone along, and then nobody could say."
            * (i % 2)
            for i in range(count)
        ]
        lines += extra.get(step, [])
    return "\n".join(lines)


def made_up(monkeypatch: pytest.MonkeyPatch, extra: dict[str, list[str]]) -> Thread:
    """A thread that `tell` finds by its name."""
    (one,) = parse(rows(extra=extra))
    monkeypatch.setattr("core.threads.teller.thread", lambda name: one)
    return one


def test_each_figure_comes_back_by_what_tells_it_apart() -> None:
    seen = seen_of(*CAPTIONS)
    assert names(seen[0]) == []
    assert names(seen[1]) == ["the boy on the green swing"]
    assert set(names(seen[4])) == {
        "the boy on the green swing", "the man in the red jacket", "the two dogs",
    }  # fmt: skip
    assert names(seen[3])[-1] == "the two dogs", "who was on the page just before comes last"
    assert "met2" not in seen[1].conditions
    assert {"met", "met2", "mettalks"} <= seen[2].conditions


def test_a_figure_that_is_in_the_picture_is_not_called_back() -> None:
    seen = seen_of("A girl in a pink dress eats cake", "A dog runs", "A girl in a pink dress sings")
    assert names(seen[1]) == ["the girl in the pink dress"]
    assert names(seen[2]) == ["the dog"]


def test_a_colour_tells_two_of_a_kind_apart() -> None:
    seen = seen_of("A brown dog is running", "A white dog is running", "A red bus")
    assert names(seen[2]) == ["the brown dog", "the white dog"]


def test_slots_are_filled_with_one_another_and_all() -> None:
    last = seen_of(*CAPTIONS)[4]
    told = wording("- [met2] {Met} waved to {met2}. {all} came to where {clause}.")
    spoken = called_back(told, last)
    assert spoken is not None
    text = fill(told.text, spoken, HERO)
    assert re.match(r"The \w.* waved to the \w", text)
    assert "the boy on the green swing, the man in the red jacket and the two dogs came" in text


def test_who_speaks_can_talk_and_says_i_alone() -> None:
    dogs_last = seen_of("A man in a red jacket", "Two dogs wrestling", "A boat", "A red bus")[3]
    asked = wording("- [mettalks] “I saw it,” said {met}, where {clause}.")
    spoken = called_back(asked, dogs_last)
    assert spoken is not None
    assert spoken.before[0].name == "the man in the red jacket"
    two = seen_of("Two women in red coats talk", "A bus", "A boat")[2]
    assert fits(asked, two) is None
    assert fits(wording("- [mettalks] “We saw it,” said {met}, where {clause}."), two) is not None
    assert fits(asked, seen_of("A dog runs", "A bus", "A boat")[2]) is None


@pytest.mark.parametrize(
    ("line", "step", "said"),
    [
        ("- [] {Met} waved.", "late", "does not ask for [met or met2 or mettalks]"),
        ("- [met] {all} waved.", "ending", "does not ask for [met2]"),
        ("- [met] {Met} waved.", "opening", "before anybody can be called back"),
    ],
)
def test_calling_back_needs_its_condition_and_its_place(line: str, step: str, said: str) -> None:
    with pytest.raises(Faulty, match=re.escape(said)):
        wording(line, step)


def test_a_verb_that_fits_only_one_is_a_fault() -> None:
    (one,) = parse(rows(extra={"late": ["- [met] {Met} was there again, where {clause}."]}))
    assert any("one or several" in fault for fault in thread_faults(one))


def test_turn_and_ending_may_call_somebody_back(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up(monkeypatch, {
        "turn": ["- [met] But {met} had seen where the hat went, as anybody could tell from "
                 "the way that eyes went up, and up, to the place where {clause}."],
        "ending": ["- [met2] So {all} came to supper, and so did Pip, and the hat had the best "
                   "seat of all, at the head of the table, where it could see that {clause}."],
    })  # fmt: skip
    book = tell(CAPTIONS, mood="funny", hero="Pip", threads=["made-up"], seed=1)
    for page, said in ((3, "had seen where the hat went"), (4, "came to supper")):
        others = versions(CAPTIONS, book, page, hero="Pip", seed=1)
        found = [text for text in (book.parts[page], *(t for t, _ in others)) if said in text]
        assert found, said
        assert page == 3 or "the man in the red jacket" in found[0]


def test_small_and_older_children_are_told_what_is_written_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = [
        f"- [{asked}] {{hero}} looked for his hat, and looked number {i} was here. {tells} No hat. "
        "{He} put a hand on {his} head. It was cold up there."
        for asked, tells in (
            ("young", "Was it where {clause}?"),
            ("young living", "{He} asked {who}."),
        )
        for i in range(8)
    ]
    older = ["- [older] This was the moment at which Pip understood what hats want, for {clause}."]
    made_up(monkeypatch, {
        "opening": small, "early": small, "middle": small, "late": [*small, *older],
        "turn": small, "ending": small,
    })  # fmt: skip
    for count in (1, 3, 5, 8, 10):
        captions = [*CAPTIONS, *CAPTIONS][:count]
        books = {
            age: tell(captions, mood="funny", hero="Pip", threads=["made-up"], age=age)
            for age in ("3-5", "6-8", "9-12")
        }
        for book in books.values():
            assert 200 <= sum(map(count_words, book.parts)) <= 250
            assert len(set(book.wordings)) == len(book.wordings)
        texts = {age: " ".join(book.parts) for age, book in books.items()}
        assert texts["3-5"].count("looked for his hat") >= 4
        assert "looked for his hat" not in texts["6-8"] + texts["9-12"]
        assert "what hats want" not in texts["3-5"] + texts["6-8"]


def test_an_age_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="ages 3-5, 6-8, 9-12"):
        tell(CAPTIONS, mood="funny", age="40")
