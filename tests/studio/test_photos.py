"""Photos on their way into a book: uploaded, kept, looked over, told, and told back."""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from core.errors import BadInput
from core.models.base import CaptionResult, Lease
from core.plan import dependents
from core.story import StoryRequest
from db.tables import PictureRow
from studio.assemble import Limits
from studio.components import text, tray
from studio.compose import Studio
from tests.studio.pages import (  # noqa: F401
    APP,
    build,
    from_pictures,
    make,
    pick,
    picture_file,
    quiet,
    studio_of_pages,
    visit,
    words,
)


def reloaded(app: AppTest) -> AppTest:
    """The same address in a session of its own, as after F5."""
    again = AppTest.from_file(str(APP), default_timeout=60)
    for name, values in app.query_params.items():
        again.query_params[name] = values
    return again.run()


def names(app: AppTest) -> list[str]:
    return [picture.name for _, picture in app.session_state["create.tray"].items]


def age(studio: Studio, seconds: float) -> None:
    """Let time pass for every picture."""
    with studio.database.session() as session:
        session.execute(update(PictureRow).values(created_at=time.time() - seconds))


def test_uploads_survive_a_reload_in_their_order(studio: Studio) -> None:
    app = visit()
    for i in range(3):
        app.file_uploader[0].upload(f"photo {i}.png", picture_file(i), "image/png").run()
    assert names(app) == ["photo 0.png", "photo 1.png", "photo 2.png"]
    item = app.session_state["create.tray"].items[2][0]
    app.button(key=f"tray.left.{item}").click().run()
    again = reloaded(app)
    quiet(again)
    assert names(again) == ["photo 0.png", "photo 2.png", "photo 1.png"]
    again.button(key="clear").click().run()
    assert "pictures" not in again.query_params
    assert "create.tray" not in reloaded(again).session_state or not names(reloaded(again))


def test_an_address_with_nonsense_in_it_is_an_empty_tray(studio: Studio) -> None:
    for nonsense in ("zzz", "%' OR 1", ".".join(["0" * 16] * 40), "ab" * 8):
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params["pictures"] = nonsense
        app.run()
        quiet(app)
        assert names(app) == []


def test_a_file_over_the_limit_is_named_beside_those_that_went_well(studio: Studio) -> None:
    app = visit()
    over = picture_file() + bytes(studio.settings.max_upload_mib * 2**20)
    app.file_uploader[0].upload("good.png", picture_file(1), "image/png")
    app.file_uploader[0].upload("far too much.png", over, "image/png").run()
    quiet(app)
    assert names(app) == ["good.png"]
    assert len(app.warning) == 1
    assert "far too much" in app.warning[0].value
    assert f"{studio.settings.max_upload_mib} MiB" in app.warning[0].value


def test_a_click_while_files_are_opened_does_not_take_back_what_was_said_of_them(
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = visit()
    put, clicks = tray.state.put, [1]

    def clicked(key: str, value: Any) -> None:
        if key.endswith("upload_round") and clicks:
            clicks.pop()
            raise RerunException(RerunData())  # What Streamlit does when somebody clicks.
        put(key, value)

    monkeypatch.setattr(tray.state, "put", clicked)
    app.file_uploader[0].upload("notes.jpg", b"no picture at all", "image/jpeg").run()
    if clicks == [] and not app.warning:
        app.run()
    assert not clicks
    assert "notes" in app.warning[0].value


def test_streamlits_own_limit_lets_larger_files_through_so_that_they_can_be_named(
    studio: Studio,
) -> None:
    app = visit()
    (uploader,) = app.file_uploader
    assert uploader.proto.max_upload_size_mb >= 10 * studio.settings.max_upload_mib


def test_unused_uploads_are_erased_after_a_day_and_used_ones_stay(studio: Studio) -> None:
    used, unused = (studio.uploads.accept(f"{i}.png", picture_file(i)) for i in range(2))
    story_id = studio.books.create(StoryRequest(pictures=(used,), preset="tiny"))
    studio.books.delete(story_id)  # It can be restored, so its picture is still in use.
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(unused.sha256)
    age(studio, 90_000)
    late = studio.uploads.accept("2.png", picture_file(2))
    studio.uploads.sweep(at_once=True)
    assert [studio.files.has(p.sha256) for p in (used, unused, late)] == [True, False, True]
    assert studio.uploads.found(studio.uploads.address((unused, late))) == (late,)
    with pytest.raises(BadInput, match=r"“1\.png” was not used for a day"):
        studio.books.create(StoryRequest(pictures=(unused,), preset="tiny"))


def test_a_picture_that_is_brought_again_or_was_made_here_is_not_erased(studio: Studio) -> None:
    again = studio.uploads.accept("0.png", picture_file(0))
    story_id = make(studio)
    build(studio, story_id)
    painted = studio.reading.story(story_id).segments[0].illustration.media
    assert painted
    own = studio.uploads.accept("mine.png", studio.stored.read(painted))
    age(studio, 90_000)
    studio.uploads.accept("0.png", picture_file(0))
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(again.sha256)
    assert studio.files.has(painted)
    assert own.sha256 == painted or not studio.files.has(own.sha256)


def test_sure_is_said_only_where_it_is_true() -> None:
    for hundredth in range(101):
        said = text.sureness(hundredth / 100)
        assert said.startswith("sure") == (hundredth >= 80)
        assert said.startswith("unsure") == (hundredth < 50)


def test_no_page_tells_people_to_use_a_terminal(studio: Studio) -> None:
    for said in (
        "BLIP is not downloaded yet: run `python -m studio models download blip-base`.",
        "It is damaged: restore it with `git checkout -- starter/scorer`.",
        "It is not installed: run `pip install espeakng-loader`.",
        "reinstall it with `pip install --force-reinstall espeakng-loader`.",
    ):
        assert "`" not in text.sentence(said)
    app = visit()
    app.toggle(key="_create.more").set_value(True).run()
    for preset in studio.catalog.presets:
        app.radio(key="_create.preset").set_value(preset).run()
        assert not app.exception
        assert "python" not in words(app)
        assert "pip install" not in words(app)


def test_a_preset_that_is_not_here_is_downloaded_in_place(studio: Studio) -> None:
    app = visit()
    app.file_uploader[0].upload("0.png", picture_file(), "image/png").run()
    assert not app.button(key="create.go.all").disabled
    app.toggle(key="_create.more").set_value(True).run()
    app.radio(key="_create.preset").set_value("classic").run()
    assert app.button(key="create.go.all").disabled
    assert "Waits for" in words(app)
    assert "BLIP" in words(app)
    app.button(key="create.download").click().run()
    assert not app.exception
    assert studio.library.model("blip-base").download
    assert "Waits until" in words(app)
    app.button(key="create.pause").click().run()
    assert studio.library.step("blip-base") == "paused"
    app.radio(key="_create.preset").set_value("tiny").run()
    assert not app.button(key="create.go.all").disabled


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
