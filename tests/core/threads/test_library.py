"""The threads: the library is whole, and every fault is told with file, line and thread."""

import re

import pytest

from core.errors import UnknownName
from core.story import MOODS
from core.threads.library import STEPS, Faulty, between, library, of_mood, parse, thread

LINES = {
    "opening": 4, "early": 8, "middle": 8, "late": 7, "short": 4, "turn": 4, "ending": 5,
}  # fmt: skip


def text_of(**changes: str) -> str:
    """A small thread that is right, with some of its lines changed."""
    rows = ["# a-test", "moods: funny", "plan: A plan.", "titles: One | Two"]
    for step, count in LINES.items():
        rows.append(f"@{step}")
        rows += [f"- [] {{hero}} saw number {i} of {step}, for {{clause}}." for i in range(count)]
    text = "\n".join(rows) + "\n"
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def test_a_right_thread_is_read() -> None:
    (one,) = parse(text_of())
    assert one.id == "a-test"
    assert one.moods == ("funny",)
    assert one.titles == ("One", "Two")
    assert tuple(one.steps) == STEPS
    assert len(one.steps["late"].wordings) == 7
    assert re.fullmatch(r"late-[0-9a-f]{8}", one.steps["late"].wordings[0].id)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "- [] {hero} saw number 3 of late",
            "- [unicorn] {hero} saw",
            "“unicorn”, which is no condition",
        ),
        ("{hero} saw number 2 of turn", "{hera} saw", "slot {hera} that nothing fills"),
        ("saw number 1 of early", "saw ⟦the moon", "a bracket that is not closed"),
        ("- [] {hero} saw number 2 of early", "- [] {who} saw {hero}", "speaks of somebody"),
        ("number 0 of late", "number 1 of late", "tells a wording twice"),
        ("plan: A plan.", "", "has no plan:"),
        ("@short", "@breather", "@breather is no step"),
        ("saw number 1 of turn", "saw " + "a very long walk " * 20, "words, at most"),
        ("- [] {hero} saw number 1 of early", "* {hero} saw", "can't be read"),
        ("titles: One", "cast: Flash = idea\ntitles: One", "nobody who can be drawn"),
    ],
)
def test_a_fault_is_told_with_file_thread_and_line(old: str, new: str, said: str) -> None:
    with pytest.raises(Faulty, match=re.escape(said)) as caught:
        parse(text_of(**{old: new}), file="funny.txt")
    assert re.search(r"funny\.txt, line \d+, thread a-test: ", str(caught.value))


def test_a_thread_says_who_its_names_are() -> None:
    (one,) = parse(
        text_of(**{"titles: One": "cast: Flash = tortoise | Plip = nobody\ntitles: One"})
    )
    assert one.cast == {"Flash": "tortoise", "Plip": "nobody"}


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Faulty) as caught:
        parse(text_of(**{"plan: A plan.": "", "{hero} saw number 2 of turn": "{hera} saw"}))
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "moods: funny\n"])
def test_an_empty_file_is_no_library(text: str) -> None:
    with pytest.raises(Faulty):
        parse(text)


def test_who_is_in_the_cast_is_in_the_plot() -> None:
    for one in library():
        assert all(name in one.text for name in one.cast), one.id


def test_the_bundled_library() -> None:
    assert len(library()) >= 60
    for mood in MOODS:
        assert len(of_mood(mood)) >= 8, mood
        assert of_mood(mood)[0].moods[0] == mood
    for one in library():
        wordings = [w for step in one.steps.values() for w in step.wordings]
        assert len(wordings) >= 44, one.id
        assert sum(bool(w.conditions) for w in wordings) >= 10, one.id
        assert len({w.id for w in wordings}) == len(wordings), one.id
        assert all("{hero}" in t or t for t in one.titles)
        assert one.plan
    assert len(between()) >= 10


def test_an_unknown_thread_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="just-missed-him"):
        thread("just-missed-me")
