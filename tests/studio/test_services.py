"""The use cases over real parts: SQLite, files, the queue, tiny real models."""

import json
from pathlib import Path

import pytest

from core.errors import BadInput, UnknownName
from core.settings import ROOT, Settings
from core.story import StoryRequest
from core.text import count_words
from studio.compose import Studio
from tests.studio.conftest import STORY

SAMPLES = sorted((ROOT / "studio" / "samples").glob("*.png"))


def request(**fields) -> StoryRequest:
    return StoryRequest(**{"text": STORY, "preset": "tiny", "seed": 3, **fields})


def test_a_book_from_pictures(studio: Studio, finish, tmp_path: Path) -> None:
    pictures = tuple(studio.uploads.accept(p.name, p.read_bytes()) for p in SAMPLES[:3])
    story_id = studio.books.create(
        StoryRequest(pictures=pictures, preset="starter", seed=7, mood="scary"), until="captions"
    )
    view = finish(studio, story_id)
    assert view.captioned
    assert not view.written
    studio.editing.edit(story_id, "caption/1", "a boy in a yellow coat on the beach")
    studio.jobs.build(story_id)
    view = finish(studio, story_id)
    assert view.build is not None
    assert view.build.status == "done", view.build.error
    assert view.finished
    assert 200 <= view.word_count <= 250
    assert "boy" in (view.segments[1].text.text or "")
    assert len({s.illustration.media for s in view.segments}) == 3
    assert all(s.word_timings and s.score is not None for s in view.segments)
    path = studio.binder.write_folder(story_id, tmp_path / "book")
    book = json.loads(path.read_text("utf-8"))
    assert book["word_count"] == sum(count_words(s["text"]) for s in book["segments"])
    assert {t["stage"] for t in book["timings"]} >= {"captioning", "writing", "illustrating"}
    assert studio.exports.content(story_id, "pdf").startswith(b"%PDF")


def test_pictures_that_grow_out_of_each_other(studio: Studio, finish) -> None:
    story_id = studio.books.create(request(continuity=0.5))
    view = finish(studio, story_id)
    assert view.finished
    steps = [s.illustration.artifact.data["steps"] for s in view.segments]
    assert steps[1] < steps[0], "only a share of the steps is done behind the first"
    studio.editing.regenerate(story_id, "illustration/0")
    view = finish(studio, story_id)
    behind = range(1, len(view.segments))
    assert {slot for slot in view.stale if slot.startswith("illustration/")} == {
        f"illustration/{i}" for i in behind
    }
    studio.editing.change(story_id, continuity=None)
    assert studio.reading.story(story_id).request.continuity is None


def test_mending_a_pasted_story(studio: Studio, finish) -> None:
    story_id = studio.books.create(request())
    before = finish(studio, story_id)
    assert before.finished
    second = before.segments[1]

    studio.editing.edit(story_id, "segment/1", (second.text.text or "") + " Then everybody sang.")
    view = studio.reading.story(story_id)
    assert set(view.stale) == {"prompt/1", "illustration/1", "narration/1", "score/1"}
    assert view.segments[1].stale == ("picture", "narration")
    assert view.segments[0].stale == ()

    studio.versions.lock(story_id, "illustration/1", True)
    studio.jobs.build(story_id)
    view = finish(studio, story_id)
    assert view.finished
    assert view.segments[1].illustration.media == second.illustration.media
    assert view.segments[1].narration.media != second.narration.media
    assert view.segments[0].illustration.media == before.segments[0].illustration.media

    with pytest.raises(BadInput, match="locked"):
        studio.editing.regenerate(story_id, "illustration/1")
    studio.editing.regenerate(story_id, "illustration/0")
    view = finish(studio, story_id)
    assert view.segments[0].illustration.media != before.segments[0].illustration.media
    assert len(studio.versions.history(story_id, "illustration/0")) == 2
    assert studio.versions.undo(story_id, "illustration/0")
    view = studio.reading.story(story_id)
    assert view.segments[0].illustration.media == before.segments[0].illustration.media
    assert not studio.versions.undo(story_id, "illustration/0")

    assert studio.versions.undo(story_id, "segment/1")
    assert studio.reading.story(story_id).segments[1].text.text == second.text.text


def test_ratings_gallery_delete(studio: Studio, finish) -> None:
    story_id = studio.books.create(request(title="The Long Day"), until="all")
    finish(studio, story_id)
    studio.rating_desk.rate(story_id, stars=4)
    studio.rating_desk.rate(story_id, stars=5, review="<b>lovely</b>")
    studio.rating_desk.rate(story_id, 1, liked=False)
    rating = studio.rating_desk.rating(story_id)
    assert rating is not None
    assert (rating.stars, rating.review) == (5, "<b>lovely</b>")
    with pytest.raises(BadInput):
        studio.rating_desk.rate(story_id, stars=6)
    card = studio.reading.gallery(search="long day")[0]
    assert (card.title, card.stars) == ("The Long Day", 5)
    assert studio.reading.gallery(search="walrus") == []
    studio.books.delete(story_id)
    assert studio.reading.gallery() == []
    studio.books.restore(story_id)
    assert len(studio.reading.gallery()) == 1


def test_cancel_keeps_what_is_finished(settings: Settings) -> None:
    studio = Studio(settings)  # whose worker does not run: each batch is asked for here
    story_id = studio.books.create(request())
    build = studio.builds.latest(story_id)
    assert build is not None
    while not studio.reading.story(story_id).segments[0].illustration.artifact:
        assert studio.building.step(build.id) == "more"
    studio.jobs.cancel(story_id)
    assert studio.building.step(build.id) == "cancelled"
    view = studio.reading.story(story_id)
    assert view.build is not None
    assert (view.build.status, view.build.active) == ("cancelled", False)
    assert view.missing
    assert view.segments[0].illustration.artifact
    studio.jobs.build(story_id)
    again = studio.builds.latest(story_id)
    assert again is not None
    while studio.building.step(again.id) == "more":
        pass
    assert studio.reading.story(story_id).finished
    studio.close()


def test_bad_requests_store_nothing(studio: Studio) -> None:
    with pytest.raises(UnknownName, match="starter"):
        studio.books.create(request(preset="gold"))
    with pytest.raises(UnknownName, match="en"):
        studio.books.create(request(language="tlh"))
    with pytest.raises(BadInput, match="name"):
        studio.books.create(request(hero="x" * 200))
    with pytest.raises(BadInput, match="gallery"):
        studio.reading.story("nothing")
    assert studio.reading.gallery() == []


def test_a_language_that_the_writer_lacks_is_said_before_the_work(studio) -> None:
    with pytest.raises(BadInput, match=r"English only.*German \(Qwen2.5 1.5B, Chat server\)"):
        studio.books.create(StoryRequest(idea="a fox", preset="tiny", language="de"))
    told = StoryRequest(text="Es war einmal ein Fuchs. " * 30, preset="tiny", language="de")
    assert studio.reading.story(studio.books.create(told)).request.language == "de"


def test_an_idea_is_tidied_and_read_in_english(studio) -> None:
    story = studio.books.create(StoryRequest(idea=" about\nsharing ", preset="tiny"))
    assert studio.graphs.request(story).idea == "about sharing"
    with pytest.raises(BadInput, match="in English only"):
        studio.books.create(
            StoryRequest(idea="ein Fuchs, der abends nicht einschlafen kann", preset="tiny")
        )
    with pytest.raises(BadInput, match="no words"):
        studio.editing.change(story, idea="🦊")


def test_same_seed_same_book(studio: Studio, finish) -> None:
    first = finish(studio, studio.books.create(request()))
    second = finish(studio, studio.books.create(request()))
    assert [s.illustration.media for s in first.segments] == [
        s.illustration.media for s in second.segments
    ]


def test_a_suite_is_run_by_the_worker(studio: Studio) -> None:
    import time

    run_id = studio.runs.start("world", preset="tiny", n=4, seed=2)
    until = time.monotonic() + 120
    while time.monotonic() < until:
        run = studio.runs.all()[0]
        if not run.active:
            break
        time.sleep(0.1)
    assert (run.id, run.status, run.done) == (run_id, "done", 4), run.error
    assert all(0 <= run.figures[f"BLEU-{k}"].value <= 1 for k in range(1, 5))
