"""Blind tests of two models: real models do the tasks, votes decide, pages show it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.errors import BadInput
from core.settings import Settings
from db.blind_tests import BlindTests
from eval.preference import sign_test
from studio.comparing import Pair
from studio.compose import Studio
from studio.training.blind import USUAL_TASKS, Blind
from studio.training.views import BlindView
from tests.studio.pages import visit, words

TASKS = ("a fox in a red coat", "a dog on the beach", "a fox in a red coat", "  ")


@pytest.fixture
def quiet(settings: Settings) -> Iterator[Studio]:
    """A studio whose worker does not run."""
    opened = Studio(settings)
    yield opened
    opened.close()


def worked(studio: Studio, test_id: str) -> BlindView:
    """The test after the worker's steps."""
    while studio.blind.step(test_id) == "more":
        pass
    return next(test for test in studio.blind.all() if test.id == test_id)


def pairs(blind: Blind, judge: Callable[[Pair], str]) -> list[Pair]:
    """All pairs, judged one after the other."""
    found: list[Pair] = []
    while (pair := blind.next_pair("trained", seed=3)) is not None:
        blind.vote(pair, judge(pair))
        found.append(pair)
    return found


def test_two_illustrators_paint_the_same_and_votes_decide(quiet: Studio) -> None:
    present = quiet.training.models.present("illustrator")
    test_id = quiet.blind.start("tiny-illustrator", present, words=TASKS)
    assert quiet.blind.next_pair("trained", seed=3) is None, "nothing is painted yet"
    first = quiet.blind.step(test_id)
    assert first == "more"
    (now,) = quiet.blind.all()
    assert (now.status, now.tasks, now.made, now.verdict) == ("running", 2, 1, "")
    done = worked(quiet, test_id)
    assert (done.status, done.made, done.unjudged) == ("done", 4, 2)

    judged = pairs(
        quiet.blind, lambda pair: "left" if present in pair.left.traits.model else "right"
    )
    assert [pair.asked for pair in judged] == ["a fox in a red coat", "a dog on the beach"]
    for pair in judged:
        assert {pair.left.traits.model, pair.right.traits.model} == {"tiny-illustrator", present}
        assert pair.left.media != pair.right.media
        assert quiet.files.read(str(pair.left.media)).startswith(b"\x89PNG")
    supply = quiet.blind.supply("trained")
    assert (supply.pairs, supply.judged) == (2, 2)
    (told,) = quiet.blind.all()
    assert (told.better, told.worse, told.same, told.unjudged) == (0, 2, 0, 0)
    assert told.verdict.startswith("Not decided: ")
    assert "p = 0.50" in told.verdict

    tidy = quiet.housekeeping.tidy(deleted_days=0, takes_days=0)
    assert tidy.files == 0
    BlindTests(quiet.database).forget("tiny-illustrator")
    assert quiet.blind.all() == []
    assert quiet.blind.supply("trained").pairs == 0
    with pytest.raises(BadInput, match="was deleted"):
        quiet.blind.vote(judged[0], "left")


def test_six_tasks_of_six_are_decided_and_the_sides_are_drawn(quiet: Studio) -> None:
    present = quiet.training.models.present("writer")
    words = [f"{task} {number}" for number, task in enumerate(USUAL_TASKS)]
    done = worked(quiet, quiet.blind.start("tiny-writer", present, words=words))
    judged = pairs(quiet.blind, lambda pair: "left" if pair.left.key.endswith("/one") else "right")
    assert {pair.left.key.rpartition("/")[2] for pair in judged} == {"one", "other"}
    (told,) = quiet.blind.all()
    assert told.better == len(words) - done.alike
    assert told.verdict.startswith(f"{told.one} is better: ")


def test_captioners_see_brought_pictures_or_the_studios(quiet: Studio) -> None:
    present = quiet.training.models.present("captioner")
    samples = [(one.name, Path(one.path).read_bytes()) for one in quiet.uploads.samples()]
    usual = quiet.blind.start("tiny-captioner", present)
    brought = quiet.blind.start("tiny-captioner", present, pictures=samples[:1])
    newest, older = quiet.blind.all()
    assert (newest.id, newest.tasks) == (brought, 1)
    assert (older.id, older.tasks) == (usual, len(samples))
    worked(quiet, brought)
    pair = quiet.blind.next_pair("trained", seed=1)
    assert pair is not None
    assert pair.shown is not None
    assert quiet.files.has(pair.shown)
    assert pair.left.text != pair.right.text


def test_what_cannot_be_tested_is_said(quiet: Studio) -> None:
    present = quiet.training.models.present("illustrator")

    def refused(one: str, other: str, **given: object) -> str:
        with pytest.raises(BadInput) as error:
            quiet.blind.start(one, other, **given)  # type: ignore[arg-type]
        return str(error.value)

    assert "two different models" in refused(present, present)
    assert "two different models" in refused(present, "tiny-writer")
    assert "21 lines are many" in refused(
        present, "tiny-illustrator", words=[str(n) for n in range(21)]
    )
    assert "301 characters" in refused(present, "tiny-illustrator", words=["a" * 301])
    assert quiet.blind.all() == []


def test_a_failure_is_told_and_ends_the_test(quiet: Studio) -> None:
    present = quiet.training.models.present("captioner")
    test_id = quiet.blind.start("tiny-captioner", present)
    for file in (quiet.settings.data_dir / "media").rglob("*.*"):
        if file.is_file():
            file.unlink()
    failed = worked(quiet, test_id)
    assert failed.status == "failed"
    assert "is missing" in str(failed.error)


def test_the_worker_does_it(studio: Studio) -> None:
    test_id = studio.blind.start("tiny-captioner", studio.training.models.present("captioner"))
    end = time.monotonic() + 240
    while (now := next(t for t in studio.blind.all() if t.id == test_id)).active:
        assert time.monotonic() < end, now
        time.sleep(0.05)
    assert (now.status, now.made) == ("done", 2 * now.tasks), now.error


def test_compare_shows_the_pairs_and_train_the_verdict(drawn_studio: Studio) -> None:
    studio = drawn_studio
    present = next(
        entry.id
        for entry in studio.catalog.models.values()
        if entry.role == "captioner" and entry.id != "tiny-captioner"
        if studio.catalog.status(entry.id).ready
    )
    page = visit("compare")
    page.segmented_control(key="_compare.kind").set_value("trained").run()
    assert "press “Blind test” beside it" in words(page)
    done = worked(studio, studio.blind.start("tiny-captioner", present))
    page.run()
    shown = words(page)
    assert not page.exception
    assert "What each said about this picture" in shown
    assert f"0 of {done.unjudged} pairs compared" in shown
    page.button(key="compare.left").click().run()
    assert "you found left better" in page.success[0].value
    labels = [studio.catalog.model(one).label for one in (present, "tiny-captioner")]
    assert all(label in page.success[0].value for label in labels)
    other = worked(studio, studio.blind.start(present, "tiny-captioner"))
    page.run()
    assert page.selectbox(key="_compare.test").value == done.id, "the one that was begun with stays"
    page.selectbox(key="_compare.test").set_value(other.id).run()
    assert f"0 of {other.unjudged} pairs compared" in words(page)
    page.selectbox(key="_compare.test").set_value(done.id).run()
    assert f"1 of {done.unjudged} pairs compared" in words(page)
    while page.button:
        if not [button for button in page.button if button.key == "compare.tie"]:
            break
        page.button(key="compare.tie").click().run()
    assert "You have compared every pair of this test" in words(page)
    assert studio.blind.next_pair(other.id, seed=1) is not None


@pytest.mark.parametrize(
    ("wins", "losses", "chance"), [(0, 0, 1.0), (1, 1, 1.0), (5, 0, 0.0625), (9, 1, 0.021484375)]
)
def test_the_sign_test_counts_what_is_at_least_as_uneven(
    wins: int, losses: int, chance: float
) -> None:
    assert sign_test(wins, losses) == pytest.approx(chance)
    assert sign_test(losses, wins) == pytest.approx(chance)
