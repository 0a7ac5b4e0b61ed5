"""Captions as a person looks them over: candidates, guesses, and what stays beside the photos."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.models.base import CaptionResult, Lease
from core.plan import dependents
from studio.assemble import Limits
from studio.compose import Studio
from tests.studio.pages import (  # noqa: F401
    build,
    from_pictures,
    pick,
    picture_file,
    quiet,
    studio_of_pages,
    visit,
    words,
)


class Captioner:
    """Says what it was told to, so sure of it, and what else it may be."""

    def __init__(self, *said: CaptionResult, calibrated: bool = True) -> None:
        self.said = said
        self.calibration = {"slope": 1.0} if calibrated else None

    def caption(self, images: Sequence[Any], *, check: Any) -> list[CaptionResult]:
        return [self.said[i % len(self.said)] for i in range(len(images))]


SURE = CaptionResult(text="a dog on the grass", confidence=0.93, candidates=("a wolf on a hill",))
GUESS = CaptionResult(
    text="a cake on a plate", confidence=0.21, candidates=("a hat", "a cake on a plate", " ")
)


HALF = CaptionResult(text="a boat on a lake", confidence=0.42, candidates=("a swan on a lake",))


@pytest.fixture
def says(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the preset's captioner say this of the pictures, in order."""

    def use(*said: CaptionResult, calibrated: bool = True) -> None:
        backend = Captioner(*said, calibrated=calibrated)
        usual = studio.pool.use

        def lend(model_id: str) -> Any:
            if model_id == "tiny-captioner":
                lease = Lease(
                    backend=backend, model_id=model_id, device="cpu", dtype="float32", load_s=0.0
                )
                return nullcontext(lease)
            return usual(model_id)

        monkeypatch.setattr(studio.pool, "use", lend)

    return use


def offers(app: AppTest) -> list[str]:
    """Other captions that the page offers."""
    return [o for r in app.radio if r.key.startswith("caption.or.") for o in r.options]


def take(app: AppTest, place: int) -> None:
    """Click one of them."""
    (radio,) = [r for r in app.radio if r.key.startswith("caption.or.")][-1:]
    radio.set_value(radio.options[place]).run()


def test_candidates_are_one_click_away_and_stay_so(studio: Studio, says: Any) -> None:
    says(SURE)
    story_id = from_pictures(studio, 1)
    app = visit(story=story_id)
    quiet(app)
    assert "sure: about 93 of 100" in words(app)
    assert app.text_area[0].value == "a dog on the grass"
    assert offers(app) == ["a wolf on a hill"]
    take(app, 0)
    quiet(app)
    assert studio.reading.story(story_id).captions[0].piece.text == "a wolf on a hill"
    assert app.text_area[0].value == "a wolf on a hill"
    assert offers(app) == ["a dog on the grass"]
    app.text_area[0].set_value("Rex, our dog, on the grass").run()
    assert offers(app) == ["a dog on the grass", "a wolf on a hill"]


def test_a_captioner_that_gives_no_candidates_offers_none(studio: Studio) -> None:
    story_id = from_pictures(studio, 1)
    app = visit(story=story_id)
    quiet(app)
    assert offers(app) == []
    assert "of 100 such captions" not in words(app)  # it was never calibrated
    assert not app.button(key="create.write").disabled


def test_a_wild_guess_leaves_the_field_empty_and_the_story_waits(studio: Studio, says: Any) -> None:
    says(SURE, GUESS)
    story_id = from_pictures(studio)
    app = visit(story=story_id)
    quiet(app)
    assert [area.value for area in app.text_area] == ["a dog on the grass", ""]
    assert "not sure what picture 2 shows" in words(app)
    assert app.button(key="create.write").disabled
    assert "Waits for a caption of picture 2" in words(app)
    assert offers(app)[1:] == ["a cake on a plate", "a hat"]
    take(app, 0)  # the guess itself: it is confirmed
    quiet(app)
    view = studio.reading.story(story_id)
    assert view.captions[1].piece.text == "a cake on a plate"
    assert view.captions[1].piece.edited
    assert not app.button(key="create.write").disabled
    app.button(key="create.write").click().run()
    build(studio, story_id)
    assert studio.reading.story(story_id).finished


def test_a_guess_that_may_well_be_right_stands_there_and_says_what_it_is(
    studio: Studio, says: Any
) -> None:
    says(SURE, HALF)
    story_id = from_pictures(studio)
    app = visit(story=story_id)
    quiet(app)
    assert [area.value for area in app.text_area] == ["a dog on the grass", "a boat on a lake"]
    assert "unsure: about 42 of 100 such captions are right" in words(app)
    assert "not sure what picture 2 shows. The story waits for your look" in words(app)
    assert words(app).count("This was only a guess") == 1
    assert offers(app) == ["a wolf on a hill", "a swan on a lake"]
    assert not app.button(key="create.write").disabled
    app.button(key="create.write").click().run()
    build(studio, story_id)
    view = studio.reading.story(story_id)
    assert view.finished
    assert [caption.piece.edited for caption in view.captions] == [False, True]
    assert not [note for note in view.notes if "unsure" in note], "a person has seen it"


@pytest.mark.parametrize(
    ("said", "waits"), [((SURE,), False), ((SURE, GUESS), True), ((SURE, HALF), True)]
)
def test_the_whole_book_at_once_asks_for_a_look_only_where_it_is_unsure(
    studio: Studio,
    says: Any,
    said: tuple[CaptionResult, ...],
    waits: bool,
) -> None:
    says(*said)
    app = visit()
    for i in range(2):
        app.file_uploader[0].upload(f"{i}.png", picture_file(i), "image/png").run()
    app.button(key="create.go.all").click().run()
    story_id = studio.reading.gallery()[0].id
    assert "pictures" not in app.query_params
    build(studio, story_id)
    view = studio.reading.story(story_id)
    assert view.written != waits
    assert view.finished != waits
    if waits:
        again = visit(story=story_id)
        quiet(again)
        assert "What the studio sees" in words(again)
        again.text_area[1].set_value("a blue hat").run()
        again.button(key="create.write").click().run()
        build(studio, story_id)
        assert studio.reading.story(story_id).finished


def test_the_command_line_says_so_in_one_sentence_and_goes_on(studio: Studio, says: Any) -> None:
    says(SURE, GUESS)
    view = studio.reading.story(from_pictures(studio, until="all"))
    assert view.finished
    (note,) = [note for note in view.notes if "unsure" in note]
    assert "picture 2" in note
    assert note.count(".") == 1


@pytest.mark.parametrize(
    ("limits", "confidence", "calibrated", "unsure", "familiar"),
    [
        (Limits(), 0.2, True, True, True),
        (Limits(), 0.6, True, False, True),
        (Limits(), 0.2, False, False, True),
        (Limits(unsure_below=0.7), 0.6, True, True, True),
        (Limits(unsure_below=0.1), 0.2, True, False, True),
        (Limits(unsure_below=0.3), 0.2, False, True, True),
        (Limits(familiar_above=0.8), 0.7, False, True, False),
        (Limits(familiar_above=0.8), 0.9, False, False, True),
        (Limits(familiar_above=0.8), None, False, False, True),
    ],
)
def test_what_unsure_means(
    limits: Limits, confidence: float | None, calibrated: bool, unsure: bool, familiar: bool
) -> None:
    assert limits.unsure(confidence, calibrated=calibrated) is unsure
    wild = limits.wild(confidence, calibrated=calibrated)
    assert wild is (unsure and not (calibrated and familiar and (confidence or 0) >= 0.3))
    assert limits.familiar(confidence) is familiar


def test_captions_stay_beside_their_photos_after_the_book_is_made(
    studio: Studio,
    says: Any,
) -> None:
    says(SURE, GUESS)
    story_id = from_pictures(studio, 2, until="all")
    before = studio.reading.story(story_id)
    app = visit("story", story_id)
    pick(app, "story.mode", "edit")
    quiet(app)
    pages = len(before.segments)
    last = before.segments[-1]
    assert last.caption == 1
    app.segmented_control(key="_story.page").set_value(pages - 1).run()
    quiet(app)
    area = next(a for a in app.text_area if a.label.startswith("Picture 2"))
    assert area.value == "a cake on a plate"  # the story was told from it
    assert "only a guess" in words(app)
    assert offers(app) == ["a hat"]
    area.set_value("Aunt Flora's blue hat").run()
    quiet(app)
    after = studio.reading.story(story_id)
    assert after.captions[1].piece.text == "Aunt Flora's blue hat"
    assert after.captions[0].piece.status == "fresh"
    # All that depends on it, by the graph, and nothing else; the plot keeps its lines:
    steps = studio.graphs.steps(after.request, studio.store.snapshot(story_id))
    stale = set(after.stale)
    assert "outline" not in stale
    assert stale <= dependents(steps, "caption/1")
    assert f"segment/{pages - 1}" in stale
    app.button(key="story.rebuild").click().run()
    build(studio, story_id)
    assert studio.reading.story(story_id).finished
