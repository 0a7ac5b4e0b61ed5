"""Builds, progress, ratings, evaluation runs."""

import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.errors import BadInput
from core.figure import Figure
from db.builds import Builds
from db.evaluations import Evaluations, RunItem
from db.ratings import Ratings


def test_a_build_runs_and_ends(database, story_id):
    builds = Builds(database)
    assert builds.latest(story_id) is builds.active(story_id) is None
    build_id = builds.enqueue(story_id, ["story", "title"])
    build = builds.get(build_id)
    assert (build.status, build.targets, build.seconds) == ("queued", ("story", "title"), None)
    assert builds.active(story_id) == build
    builds.set_status(build_id, "running", message="Writing")
    started = builds.get(build_id).started_at
    builds.set_status(build_id, "running")
    build = builds.get(build_id)
    assert (build.started_at, build.message) == (started, "Writing")
    later = builds.enqueue(story_id)
    assert builds.get(later).targets is None
    assert builds.active(story_id).id == build_id
    assert [b.id for b in builds.unfinished()] == [build_id, later]
    builds.set_status(build_id, "failed", error="The disk is full.")
    build = builds.get(build_id)
    assert (build.active, build.error) == (False, "The disk is full.")
    assert build.seconds >= 0
    assert builds.active(story_id).id == builds.latest(story_id).id == later


def test_cancel(database, story_id):
    builds = Builds(database)
    done = builds.enqueue(story_id)
    builds.set_status(done, "done")
    running = builds.enqueue(story_id)
    assert not builds.is_cancelled(running)
    assert builds.request_cancel(story_id) == [running]
    assert builds.is_cancelled(running)
    assert not builds.is_cancelled(done)
    assert not builds.is_cancelled("nothing")


def test_bad_builds_are_refused(database, story_id):
    builds = Builds(database)
    with pytest.raises(BadInput, match="no story"):
        builds.enqueue("f" * 32)
    with pytest.raises(BadInput, match="no build"):
        builds.set_status("f" * 32, "done")
    with pytest.raises(ValueError, match="queued, running"):
        builds.set_status("f" * 32, "odd")


def test_progress(database, story_id):
    builds = Builds(database)
    builds.note(story_id, "story", "Writing", done=1, total=4, text="Once")
    builds.note(story_id, "story", "Writing", done=2, total=4, text="Once upon")
    builds.note(story_id, "title", "Waiting")
    progress = builds.progress(story_id)
    assert (progress["story"].fraction, progress["story"].partial) == (0.5, "Once upon")
    assert progress["title"].fraction is None
    builds.clear(story_id, "story")
    assert set(builds.progress(story_id)) == {"title"}
    builds.clear(story_id)
    assert builds.progress(story_id) == {}


def test_only_the_given_parts_of_a_rating_change(database, story_id):
    ratings = Ratings(database)
    assert ratings.get(story_id) is None
    ratings.rate(story_id, stars=4)
    ratings.rate(story_id, liked=False)
    ratings.rate(story_id, review="Lovely.")
    ratings.rate(story_id, stars=5)
    rating = ratings.get(story_id)
    assert (rating.stars, rating.liked, rating.review) == (5, False, "Lovely.")
    assert rating.segment is None
    assert rating.updated_at > rating.created_at
    ratings.rate(story_id, review="")
    assert ratings.get(story_id).review == ""
    ratings.rate(story_id, 3)
    assert ratings.get(story_id, 3) is None


def test_one_rating_a_person_and_thing(database, story_id):
    ratings = Ratings(database)
    for person in ("ann", "bob"):
        for segment in (None, 0, 1):
            for stars in (1, 5):
                ratings.rate(story_id, segment, person=person, stars=stars)
    said = [ratings.get(story_id, s, person=p) for s in (None, 0, 1) for p in ("ann", "bob")]
    assert [rating.stars for rating in said] == [5] * 6
    rows = ratings.rows()
    assert len(rows) == 6
    assert set(rows[0]) == {
        *("story_id", "title", "segment", "person", "stars", "liked", "review"),
        *("mood", "style", "preset", "updated_at"),
    }
    assert {row["segment"] for row in rows} == {None, 0, 1}


@pytest.mark.parametrize("stars", [0, 6, -1, 3.5])
def test_bad_stars_are_refused(database, story_id, stars):
    with pytest.raises(BadInput, match="one to five"):
        Ratings(database).rate(story_id, stars=stars)


def test_bad_things_are_refused(database, story_id):
    with pytest.raises(BadInput, match="no story"):
        Ratings(database).rate("f" * 32, stars=3)
    with pytest.raises(BadInput, match="no segment -1"):
        Ratings(database).rate(story_id, -1, stars=3)
    row = "INSERT INTO ratings VALUES (:story, 0, 'x', 9, NULL, '', 0, 0)"
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(text(row), {"story": story_id})


def test_an_evaluation_run(database):
    runs = Evaluations(database)
    run_id = runs.create(suite="captioner", preset="starter", n=50, seed=0, details={"k": 1})
    newer = runs.create(suite="captioner", preset="starter", n=5, seed=1)
    assert [run.id for run in runs.recent()] == [newer, run_id]
    assert [run.id for run in runs.recent(1)] == [newer]
    assert [run.id for run in runs.unfinished()] == [run_id, newer]
    runs.update(run_id, status="running", message="12 of 50", fraction=0.24)
    runs.request_cancel(run_id)
    assert runs.is_cancelled(run_id)
    bleu = Figure(value=0.3, low=0.2, high=0.4, n=1, left_out=2)
    fox = RunItem(name="fox.png", data={"caption": "a fox"})
    runs.update(run_id, status="cancelled", figures={"BLEU-4": bleu}, more=[fox])
    run = runs.get(run_id)
    assert (run.status, run.figures, run.done) == ("cancelled", {"BLEU-4": bleu}, 1)
    assert run.partial
    assert runs.items(run_id) == [fox]
    assert (run.details, run.fraction, run.message) == ({"k": 1}, 0.24, "12 of 50")
    assert run.finished_at >= run.created_at
    with pytest.raises(BadInput, match="no evaluation run"):
        runs.update("f" * 32, fraction=1.0)
    with pytest.raises(ValueError, match="queued"):
        runs.update(run_id, status="odd")
    with pytest.raises(Exception, match="JSON compliant"):
        runs.update(run_id, figures={"bleu": Figure(value=float("nan"), n=1)})


def test_items_of_a_run_are_appended_with_its_progress_or_not_at_all(database):
    runs = Evaluations(database)
    run_id = runs.create(suite="folder", preset="starter", n=25, seed=0)
    other = runs.create(suite="folder", preset="starter", n=25, seed=0)
    items = [RunItem(name=f"{i}.png", data={"caption": f"a fox {i}"}) for i in range(25)]
    broken = RunItem(name="x.png", data={}, error="“x.png” is damaged.")
    for start in range(0, 25, 10):
        runs.update(run_id, fraction=start / 25, more=items[start : start + 10])
    runs.update(other, more=[broken])
    assert runs.items(run_id) == items
    assert runs.items(other) == [broken]
    assert runs.get(run_id).done == 25
    bad = RunItem(name="nan.png", data={"score": float("nan")})
    with pytest.raises(Exception, match="JSON compliant"):
        runs.update(run_id, fraction=1.0, more=[bad])
    assert (runs.get(run_id).done, runs.get(run_id).fraction) == (25, 0.8)
    with pytest.raises(BadInput, match="no evaluation run"):
        runs.update("f" * 32, fraction=1.0, more=items)


def test_a_clock_that_is_set_back_leaves_the_order_of_builds(database, story_id, monkeypatch):
    builds = Builds(database)
    first = builds.enqueue(story_id)
    now = time.time()
    monkeypatch.setattr("db.builds.time.time", lambda: now - 86_400)
    second = builds.enqueue(story_id)
    assert builds.latest(story_id).id == second != first
    builds.set_status(second, "running")
    monkeypatch.setattr("db.builds.time.time", lambda: now - 90_000)
    builds.set_status(second, "done")
    assert builds.latest(story_id).seconds >= 0
