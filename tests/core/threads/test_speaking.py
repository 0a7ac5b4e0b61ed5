"""Whose talk it is, and what is said of a thread's wordings before a book is told."""

import pytest

from core.threads import tell
from core.threads.casting import PRONOUNS, Hero
from core.threads.doubts import thread_doubts, thread_faults
from core.threads.filling import fill, fits
from core.threads.library import parse
from core.threads.seen import see
from core.threads.speaking import of_figure, of_one, says_first
from tests.core.threads.test_library import text_of


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("“I only came out for a stamp,” said {who}.", ["I only came out for a stamp,"]),
        ("“Lunch,” said {hero}. “Mine!” {they} called.", ["Mine!"]),
        ("“With me,” {they} said at last, “it was a sprout.”", ["With me,", "it was a sprout."]),
        ("“Run!” said {who}. “I mustn’t,” said {hero}.", ["Run!"]),
        ("“No,” said {who}. “I know.”", ["No,", "I know."]),
        ("{Who} looked up and said, “I do.”", ["I do."]),
        ("“I’m lost,” {hero} told {who}.", []),
        ("{hero} turned to {who} and said, “I am.”", []),
        ("{Who} waited, and {hero} said, “I am.”", []),
        ("“I see,” said the coat in front of {who}.", []),
    ],
)
def test_whose_talk(text: str, talk: list[str]) -> None:
    assert of_figure(text) == talk


def test_one_says_i() -> None:
    assert of_one("“I’m lost,” said {who}.")
    assert of_one("“Give it to me!” {they} cried.")
    assert not of_one("“We’re lost,” said {who}.")
    assert not of_one("“I’m lost,” said {hero}, and {who} nodded.")


TALK = "- [talks] “I’m up,” said {who}, and {hero} saw number 3 of late."


def test_what_one_says_is_not_told_of_several() -> None:
    (one,) = parse(text_of(**{"- [] {hero} saw number 3 of late": TALK + " It was"}))
    wording = next(w for w in one.wordings if "I’m up" in w.text)
    assert "group" in wording.barred
    assert fits(wording, see("Two women are talking")) is None
    assert fits(wording, see("A woman is talking")) is not None
    assert any("says “I”" in fault for fault in thread_faults(one))
    for right in ("talks one", "talks !group"):
        text = text_of(**{"- [] {hero} saw number 3 of late": TALK.replace("talks", right) + " It"})
        assert thread_faults(*parse(text)) == []


def test_what_is_the_heros_alone() -> None:
    text = text_of(**{"- [] {hero} saw number 3 of late": "- [] {hero} hid {hers} of late"})
    (one,) = parse(text)
    assert thread_faults(one) == []
    wording = next(w for w in one.wordings if "{hers}" in w.text)
    told = [fill(wording.text, see("a dog"), Hero(name="Kim", pronoun=p)) for p in PRONOUNS]
    assert [line.split()[2] for line in told] == ["hers", "his", "theirs", "its"]
    (wrong,) = parse(text.replace("{hers}", "{his}"))
    assert any("write {hers}" in fault for fault in thread_faults(wrong))


def test_a_thing_may_be_several() -> None:
    line = "- [thing] {hero} looked at {thing}, which {was} all on one side,"
    text = text_of(**{"- [] {hero} saw number 3 of early": line})
    assert not thread_faults(*parse(text))
    (wrong,) = parse(text.replace("which {was}", "which was"))
    assert any("write {was}" in fault for fault in thread_faults(wrong))


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("- [dog] {Who} turned. It ran from {hero},", "“It” after {who}"),
        ("- [talks] {hero} met {who}. They told {him},", "“They” after {who}"),
        ("- [animal] {hero} saw that {who} {was} fast asleep,", "sleep without"),
        ("- [animal] {hero} saw that {who} stood on one leg,", "sits, stands or lies"),
        ("- [animal !sleep] {hero} heard that {who} barked,", "“barked” without [dog]"),
    ],
)
def test_what_somebody_should_look_at(line: str, doubt: str) -> None:
    text = text_of(**{"- [] {hero} saw number 3 of early": line})
    assert any(doubt in said for said in thread_doubts(*parse(text)))
    rest = thread_doubts(*parse(text_of()))
    assert not any("line" in said for said in rest)
    assert any("@meet has 0" in said for said in rest)


def test_sentences_that_bring_a_picture_in() -> None:
    text = text_of() + "@meet\n- [] Next {hero} came to where {clause}.\n"
    (one,) = parse(text)
    assert one.meets[0].id.startswith("meet-")
    assert one.meets[0] not in one.wordings
    with pytest.raises(ValueError, match="tells nothing of the picture"):
        parse(text_of() + "@meet\n- [] Next came {hero}.\n")


def test_nobody_barks_with_a_full_mouth() -> None:
    line = "- [dog] {Who} barked at {hero}, who saw number 3 of early."
    (one,) = parse(text_of(**{"- [] {hero} saw number 3 of early": line + " It was"}))
    wording = next(w for w in one.wordings if "barked" in w.text)
    assert fits(wording, see("A dog runs")) is not None
    assert fits(wording, see("A dog runs with a stick in its mouth")) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("“Mind out,” said {who}. {They} sat.", True), ("“Mind out,” {who} said.", True),
        ("“Wake up,” {hero} told {who}. No.", True), ("{Who} sat. “Mind out,” {they} said.", False),
        ("“Mind out,” said {hero}. {Who} sat.", False), ("{hero} went on.", False),
    ],
)  # fmt: skip
def test_whether_a_figure_is_named_first_in_talk(text: str, first: bool) -> None:
    assert says_first(text) == first


def test_a_known_figure_does_something_before_it_speaks() -> None:
    captions = ["A girl on a swing", "A red bus", "A girl is eating an apple", "A red boat",
                "A girl is reading a book"]  # fmt: skip
    for seed, mood in enumerate(("funny", "comedy", "noir", "action", "romance")):
        text = " ".join(tell(captions, mood=mood, hero="Ravi", seed=seed).parts)
        for said in ("said", "asked", "told", "called"):
            assert f"{said} the girl, now" not in text
