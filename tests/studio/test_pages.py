"""Every page, driven from the entry point against the real studio with tiny real models."""

import time
from pathlib import Path

import pytest

from core.models.device import DevicePlan
from core.story import StoryRequest
from studio.components import text
from studio.components.text import drawn_otherwise, plain, sentence
from studio.compose import Studio
from studio.resources import close_studio
from tests.studio.pages import (  # noqa: F401
    APP,
    RUDE,
    STORY,
    build,
    make,
    pick,
    picture_file,
    quiet,
    studio_of_pages,
    visit,
    words,
)


def test_pages_are_friendly_when_there_is_nothing_yet(studio: Studio) -> None:
    first = visit()
    quiet(first)
    assert "Make a storybook" in words(first)
    for page, sentence_ in (
        ("story", "No story is open"),
        ("gallery", "No books yet"),
        ("evaluate", "Nothing to show yet"),
    ):
        app = visit(page)
        quiet(app)
        assert sentence_ in words(app), page


def test_evaluate_has_a_view_for_every_question(studio: Studio) -> None:
    app = visit("evaluate")
    for view in ("speed", "ratings", "compare", "quality", "runs"):
        pick(app, "evaluate.view", view)
        quiet(app)
    assert "No run yet" in words(app)


def test_pasted_story_becomes_a_book(studio: Studio) -> None:
    app = visit()
    pick(app, "create.source", "text")
    app.text_area(key="_create.text").set_value(STORY).run()
    app.text_input(key="_create.title").set_value(RUDE).run()
    app.button(key="create.mood.scary").click().run()
    app.button(key="create.go.text").click().run()
    quiet(app)
    assert "Your book is being made" in words(app)
    story_id = studio.reading.gallery()[0].id
    assert story_id in app.query_params["story"]
    assert studio.reading.story(story_id).request.mood == "scary"

    build(studio, story_id)
    again = visit(story=story_id)
    quiet(again)
    assert "Your book is ready" in words(again)
    assert plain(RUDE) in words(again)


def test_too_short_a_story_is_answered_in_a_sentence(studio: Studio) -> None:
    app = visit()
    pick(app, "create.source", "text")
    app.button(key="create.go.text").click().run()
    assert "no story yet" in app.error[0].value
    app.text_area(key="_create.text").set_value("Too short.").run()
    app.button(key="create.go.text").click().run()
    assert len(app.error) == 1
    assert not app.exception
    assert studio.reading.gallery() == []


def test_a_pasted_story_that_is_too_long_says_by_how_much_at_once() -> None:
    app = visit()
    pick(app, "create.source", "text")
    app.text_area(key="_create.text").set_value(" ".join([STORY] * 40)).run()
    count = len(STORY.split()) * 40
    assert f"{count:,} words: {count - 500:,} too many for one book." in words(app)
    assert "so far" not in words(app)


def test_good_pictures_stay_when_others_are_refused(studio: Studio) -> None:
    app = visit()
    uploader = app.file_uploader[0]
    uploader.upload("fox *a*.png", picture_file(), "image/png")
    uploader.upload("notes.jpg", b"this is not a picture", "image/jpeg")
    uploader.upload("../empty.png", b"", "image/png").run()
    assert not app.exception
    assert len(app.session_state["create.tray"].items) == 1
    assert len(app.warning) == 2
    assert "notes" in app.warning[0].value


def test_length_and_pronoun_are_chosen_on_create(studio: Studio) -> None:
    app = visit()
    app.file_uploader[0].upload("fox.png", picture_file(), "image/png").run()
    pick(app, "create.length", "long")
    assert "350 to 450 words" in words(app)
    pick(app, "create.pronoun", "they")
    app.button(key="create.go.captions").click().run()
    quiet(app)
    (card,) = studio.reading.gallery()
    assert (studio.graphs.request(card.id).length, studio.graphs.request(card.id).pronoun) == (
        "long",
        "they",
    )


def test_captions_are_looked_over_before_the_story(studio: Studio) -> None:
    pictures = tuple(studio.uploads.accept(f"{i}.png", picture_file(i)) for i in range(2))
    story_id = studio.books.create(StoryRequest(pictures=pictures, preset="tiny"), until="captions")
    build(studio, story_id)
    app = visit(story=story_id)
    quiet(app)
    assert "What the studio sees" in words(app)
    app.text_area[1].set_value("a fox on the moon").run()
    assert studio.reading.story(story_id).captions[1].piece.text == "a fox on the moon"
    app.button(key="create.write").click().run()
    quiet(app)
    latest = studio.builds.latest(story_id)
    assert latest
    assert latest.active


def test_unknown_story_is_answered_with_a_way_on(studio: Studio) -> None:
    app = visit("story", "nothing-like-this")
    assert not app.exception
    assert "There is no story" in words(app)
    app = visit("create", "nothing-like-this")
    assert "There is no story" in words(app)
    assert "story" not in app.query_params


def test_book_is_read_mended_and_rated(studio: Studio) -> None:
    story_id = make(studio, title=RUDE)
    build(studio, story_id)
    app = visit("story", story_id)
    quiet(app)
    assert plain(RUDE) in words(app)

    pick(app, "story.mode", "edit")
    quiet(app)
    area = next(a for a in app.text_area if a.label == "The words of this page")
    area.set_value("A <b>new</b> sentence.")
    save = next(b for b in app.button if b.label == "Save the text")
    save.click().run()
    quiet(app)
    view = studio.reading.story(story_id)
    assert view.segments[0].text.text == "A <b>new</b> sentence."
    assert view.segments[0].stale == ("picture", "narration")
    assert view.segments[1].stale == ()
    assert "page 1 (picture and narration)" in words(app)

    app.button(key=f"story.lock.{story_id}.illustration/0").click().run()
    assert studio.reading.story(story_id).segments[0].illustration.locked
    app.button(key="story.rebuild").click().run()
    quiet(app)
    build(studio, story_id)
    assert studio.reading.story(story_id).finished

    pick(app, "story.mode", "rate")
    quiet(app)
    app.text_area(key=f"story.rating.{story_id}.book.review").set_value("Lovely *pie*").run()
    rating = studio.rating_desk.rating(story_id)
    assert rating
    assert rating.review == "Lovely *pie*"


def test_gallery_finds_deletes_and_brings_back(studio: Studio) -> None:
    story_id = make(studio, title=RUDE)
    make(studio, title="Two Umbrellas", mood="romance")
    app = visit("gallery")
    quiet(app)
    assert "2 books" in words(app)
    app.text_input(key="_gallery.search").set_value("nothing like this").run()
    assert "No book fits" in words(app)
    app.text_input(key="_gallery.search").set_value("").run()
    studio.books.delete(story_id)  # The cards are a component; tests/e2e presses their buttons.
    app.session_state["gallery.deleted"] = (story_id, RUDE)
    app.run()
    quiet(app)
    assert "1 book" in words(app)
    assert "was deleted" in words(app)
    app.button(key="gallery.undo").click().run()
    assert len(studio.reading.gallery()) == 2
    studio.books.delete(story_id)
    app.run()
    assert "Deleted books (1)" in [shelf.label for shelf in app.expander]
    app.button(key=f"deleted.erase.{story_id}").click().run()
    quiet(app)
    assert studio.stories.get(story_id) is None
    assert not app.expander


def test_evaluate_shows_what_was_recorded(studio: Studio) -> None:
    story_id = make(studio, title=RUDE)
    build(studio, story_id)
    studio.rating_desk.rate(story_id, stars=4, liked=True)
    app = visit("evaluate")
    for view, tables in (("quality", 1), ("speed", 1), ("ratings", 1), ("compare", 1)):
        pick(app, "evaluate.view", view)
        quiet(app)
        assert len(app.dataframe) == tables, view
    assert "4.0 of 5" in [metric.value for metric in app.metric]


def test_the_view_of_speed_says_what_a_book_costs(studio: Studio) -> None:
    app = visit()
    pick(app, "create.source", "text")
    app.text_area(key="_create.text").set_value(STORY).run()
    assert "no books like this one were made here" in words(app)
    for seed in (1, 2):
        build(studio, make(studio, seed=seed, title=RUDE))
    studio.speed.lately(age_s=0)
    app.run()
    assert "on this computer, from 2 books" in words(app)
    app = visit("evaluate")
    pick(app, "evaluate.view", "speed")
    quiet(app)
    assert "each predicted from the others" not in words(app)  # two books are too few for that
    build(studio, make(studio, seed=3))
    app.run()
    assert "Checked against 3 real books" in words(app)
    assert "Nothing yet by the models of “Tiny”" in words(app)  # from pictures none was made
    for measure in ("unit", "memory"):
        pick(app, "evaluate.speed.measure", measure)
        quiet(app)


def test_models_are_shown_downloaded_and_tried(studio: Studio) -> None:
    studio.pool._plan = DevicePlan(device="cpu", dtype="bfloat16", why="Models run somewhere.")
    app = visit("models")
    quiet(app)
    assert "Models run somewhere" in words(app)
    assert "945 MiB download" in words(app)
    assert "Runs on the processor in full precision: it needs about 200 MiB" in words(app).replace(
        "\u2060", ""
    )
    app.button(key="models.download.blip-base").click().run()
    quiet(app)
    assert studio.library.model("blip-base").download
    app.button(key="models.pause.blip-base").click().run()
    quiet(app)
    assert studio.library.step("blip-base") == "paused"  # what the worker would do
    app = visit("models")
    quiet(app)
    again = app.button(key="models.download.blip-base")
    assert again.label == "Go on"
    again.click().run()
    assert studio.library.step("blip-base") == "failed"  # there is no network in tests
    app = visit("models")
    assert [plain("HF_HUB_OFFLINE") in error.value for error in app.error] == [True]
    pick(app, "models.role", "narrator")
    app.button(key="models.try.espeak").click().run()
    app.button(key="models.try.start").click().run()
    quiet(app)
    until = time.monotonic() + 60
    while (trial := studio.library.trying.trial("espeak")) is not None and trial.active:
        assert time.monotonic() < until
        time.sleep(0.05)
    app.run()
    quiet(app)
    assert len(app.get("audio")) == 1
    app.button(key="models.try.close").click().run()
    quiet(app)
    assert not app.get("audio")


def test_runs_are_started_watched_and_compared(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for i in range(3):
        (folder / f"{i}.png").write_bytes(picture_file(i))
    lines = (f"{i}.png\ta bird number {i}\n" for i in range(4))
    (folder / "captions.tsv").write_text("".join(lines))
    app = visit("evaluate")
    pick(app, "evaluate.view", "runs")
    app.selectbox(key="_evaluate.suite").set_value("folder").run()
    app.button(key="evaluate.start").click().run()
    assert "needs a folder" in app.error[0].value
    assert studio.runs.all() == []

    app.text_input(key="_evaluate.folder").set_value(str(folder)).run()
    app.button(key="evaluate.start").click().run()
    quiet(app)
    assert app.button(key="evaluate.start").disabled
    (first,) = studio.runs.all()
    while studio.runs.step(first.id) == "more":
        pass
    app.run()
    quiet(app)
    assert plain("Done: 3 pictures.") in words(app)
    assert "1 picture with captions is not in the folder" in words(app)
    assert list(app.dataframe[1].value["n"]) == [3] * len(app.dataframe[1].value)

    second = studio.runs.start("folder", preset="tiny", n=2, data=str(folder))
    studio.runs.step(second)
    studio.runs.cancel(second)
    studio.runs.step(second)
    app.run()
    assert "partial" in " ".join(app.dataframe[0].value["State"])
    app.selectbox(key="_evaluate.run").set_value(first.id).run()
    app.multiselect(key="_evaluate.others").set_value([second]).run()
    quiet(app)
    assert "no difference can be told" in list(app.dataframe[1].value["Verdict"])


def test_choices_survive_a_change_of_page(studio: Studio) -> None:
    app = visit()
    app.text_input(key="_create.hero").set_value("Pip").run()
    app.switch_page("app_pages/gallery.py").run()
    app.switch_page("app_pages/create.py").run()
    assert app.text_input(key="_create.hero").value == "Pip"


def test_data_folder_that_cannot_be_used_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "file" / "data"))
    close_studio()
    app = visit()
    assert not app.exception
    assert len(app.error) == 1
    assert "STUDIO" in app.error[0].value


def test_labels_show_exactly_the_characters() -> None:
    shown = plain(RUDE)
    assert shown.replace("\\", "").replace("\u2060", "") == RUDE
    for eager in ("<script", " *Moon", " $x", ":smile", " [a]", "http:/"):
        assert eager not in shown
    assert plain("a\x00b\nc") == "a b c"
    assert sentence("run `make x_y` now") == "run `make x_y` now"


def test_times_and_counts_are_said_as_people_do() -> None:
    assert text.ago(1000.0, now=1030.0) == "just now"
    assert text.ago(1000.0, now=1060.0) == "1 minute ago"
    assert text.listed(["a", "b", "c"]) == "a, b and c"
    assert text.sureness(0.9) == "sure: about 90 of 100 such captions are right"


def test_what_a_picture_does_not_show_is_said() -> None:
    assert drawn_otherwise({"replaced": {}, "dropped": []}) == ""
    assert drawn_otherwise({}) == ""
    said = drawn_otherwise({"replaced": {"ukulele": "guitar"}, "dropped": ["surfing", "wave"]})
    assert said == (
        "Drawn as the nearest there is: guitar for ukulele. Not in the picture: surfing and wave."
    )
    assert drawn_otherwise({"replaced": {"friend": "child"}}) == ""
    assert "English only" in drawn_otherwise({"foreign": True, "dropped": ["Fuchs"]})
    assert drawn_otherwise({"dropped": list("abcdefgh")}).endswith("a, b, c, d, e, f and 2 more.")
