"""Filters reach every query of the dashboard, and odd records break none of them."""

import time

import pytest
from sqlalchemy import text

from db.changes import fingerprint
from db.dashboard import Dashboard
from db.evaluations import Evaluations, RunItem
from db.filters import Filters
from db.quality import Quality
from db.ratings import Ratings
from db.surveys import QUESTIONS, Surveys
from db.votes import Votes


@pytest.fixture
def books(database, store, stories, new_request, new_artifact):
    """Two books of two pages: the first one comedy by "one" on the processor, the second one
    scary, its pages by "one" on a card and by "two" on the processor."""
    made = {}
    plan = {
        "comedy": [("one", "cpu"), ("one", "cpu")],
        "scary": [("one", "cuda"), ("two", "cpu")],
    }
    for mood, pages in plan.items():
        story_id = made[mood] = stories.create(new_request(mood=mood, preset=f"{mood}-preset"))
        store.put(story_id, "story", 0, new_artifact(f"{mood}w", model_id=f"writer-{mood}"))
        for i, (model, device) in enumerate(pages):
            name = f"{mood}{i}"
            picture = new_artifact(
                f"{name}p", stage="illustrating", model_id=model, device=device, media="m" * 64
            )
            score = new_artifact(
                f"{name}s",
                stage="scoring",
                model_id="scorer",
                data={"score": 20.0 + i},
                created_at=time.time() - (0 if mood == "comedy" else 40 * 86400),
            )
            store.put(story_id, f"illustration/{i}", 0, picture)
            store.put(story_id, f"score/{i}", 0, score)
    return made


CASES = {
    "all": (Filters(), {"comedy/0", "comedy/1", "scary/0", "scary/1"}),
    "mood": (Filters(moods=("scary",)), {"scary/0", "scary/1"}),
    "moods and preset": (
        Filters(moods=("scary", "comedy"), presets=("comedy-preset",)),
        {"comedy/0", "comedy/1"},
    ),
    "painter": (Filters(models=("two",)), {"scary/1"}),
    "two painters": (Filters(models=("one", "two"), moods=("scary",)), {"scary/0", "scary/1"}),
    "painter and writer": (Filters(models=("one", "writer-scary")), {"scary/0"}),
    "device": (Filters(devices=("cuda",)), {"scary/0"}),
    "unknown model": (Filters(models=("nobody",)), set()),
}


@pytest.mark.parametrize("case", CASES)
def test_pages_and_ratings_are_filtered_alike(case, books, database):
    chosen, expected = CASES[case]
    ratings = Ratings(database)
    for story_id in books.values():
        for page in (0, 1):
            ratings.rate(story_id, page, stars=3)
    names = {story_id: mood for mood, story_id in books.items()}

    def places(rows):
        return {f"{names[row['story_id']]}/{row['segment']}" for row in rows}

    assert places(Quality(database).pages(chosen)) == expected
    assert places(ratings.rows(chosen)) == expected
    assert places(ratings.scored_pages(chosen)) == expected


def test_whole_books_are_kept_for_any_of_their_pages(books, database):
    ratings, surveys = Ratings(database), Surveys(database)
    for story_id in books.values():
        ratings.rate(story_id, stars=3)
        surveys.save(story_id, dict.fromkeys(QUESTIONS, 4))
    second = books["scary"]
    for chosen in (Filters(models=("two",)), Filters(devices=("cuda",)), Filters(moods=("scary",))):
        assert [row["story_id"] for row in ratings.rows(chosen)] == [second]
        assert [row["story_id"] for row in surveys.rows(chosen)] == [second]
        assert Dashboard(database).stories(chosen) == [second]
        assert [row["score"] for row in ratings.scored_books(chosen)] == [20.5]
    late = Filters(since=time.time() - 86400)
    assert {row["story_id"] for row in Quality(database).pages(late)} == {books["comedy"]}
    assert ratings.rows(Filters(since=time.time() + 60)) == []


def test_votes_are_filtered_by_either_side(books, database, store, new_artifact):
    votes, story_id = Votes(database), books["scary"]
    other = new_artifact("other", stage="illustrating", model_id="two", media="n" * 64)
    store.put(story_id, "illustration/0", 1, other)
    left = "scary0p".rjust(64, "0")
    votes.add(story_id, "illustration/0", left=left, right=other.key, outcome="tie", seed=0)
    for chosen, count in (
        (Filters(models=("two",)), 1),
        (Filters(models=("three",)), 0),
        (Filters(devices=("cuda",)), 1),
        (Filters(presets=("comedy-preset",)), 0),
        (Filters(since=time.time() + 60), 0),
    ):
        assert len(votes.all(chosen)) == count, chosen


def test_scores_that_are_no_numbers_are_kept_apart(books, database, store, new_artifact):
    story_id = books["comedy"]
    for i, data in enumerate(({"score": None}, {}, {"score": "high"}, {"score": True})):
        score = new_artifact(f"odd{i}", stage="scoring", data=data, inputs=("a", "b"))
        store.put(story_id, f"score/{i + 5}", 0, score)
    Ratings(database).rate(story_id, 5, stars=2)
    Ratings(database).rate(story_id, stars=2)
    if database.sqlite:  # PostgreSQL takes no NaN as JSON
        store.put(story_id, "score/9", 0, new_artifact("nan", stage="scoring"))
        with database.session() as session:
            session.execute(
                text("UPDATE artifacts SET data = '{\"score\"\\: NaN}' WHERE key LIKE '%nan'")
            )
    rows = [row for row in Quality(database).pages() if row["story_id"] == story_id]
    assert [row["score"] for row in rows if row["segment"] < 5] == [20.0, 21.0]
    assert {row["score"] for row in rows if row["segment"] >= 5} == {None}
    ratings = Ratings(database)
    assert [row["score"] for row in ratings.scored_pages()] == [None]
    assert 20.5 in [row["score"] for row in ratings.scored_books()]
    assert Votes(database).scores_of_voted() == []


def test_stories_of_the_suite_and_their_filters(books, database):
    runs = Evaluations(database)
    for words in (100.0, 200.0):
        details = {"models": {"scorer": {"id": "scorer", "revision": "r1"}}}
        run_id = runs.create(suite="stories", preset="starter", n=2, seed=0, details=details)
        items = [
            RunItem(name=story_id, data={"words": words, "clip_percent": None})
            for story_id in [*books.values(), "gone"]
        ]
        runs.update(run_id, status="done", more=items)
    quality = Quality(database)
    rows = quality.stories()
    assert {(row["story_id"], row["words"], row["scorer"]) for row in rows} == {
        (story_id, 200.0, "scorer") for story_id in books.values()
    }
    assert len(quality.stories(Filters(moods=("scary",)))) == 1
    assert [run.suite for run in runs.recent(chosen=Filters(presets=("classic",)))] == []


def test_a_fingerprint_changes_with_every_thing_that_is_said_or_made(
    books, database, stories, store, new_artifact, new_request
):
    story_id = books["comedy"]
    seen = [fingerprint(database)]
    for change in (
        lambda: Ratings(database).rate(story_id, stars=3),
        lambda: Ratings(database).rate(story_id, stars=4),
        lambda: Surveys(database).save(story_id, dict.fromkeys(QUESTIONS, 4)),
        lambda: store.put(story_id, "title", 0, new_artifact("title", text="Hello")),
        lambda: stories.update_request(story_id, new_request(mood="noir")),
        lambda: stories.delete(story_id),
        lambda: stories.restore(story_id),
    ):
        change()
        seen.append(fingerprint(database))
        assert seen[-1] != seen[-2]
    assert fingerprint(database) == seen[-1]


def test_what_is_said_about_deleted_stories_is_counted(books, database, stories):
    ratings, surveys = Ratings(database), Surveys(database)
    for story_id in books.values():
        ratings.rate(story_id, stars=3)
        surveys.save(story_id, dict.fromkeys(QUESTIONS, 4))
    assert (ratings.of_deleted(), surveys.of_deleted(), Votes(database).of_deleted()) == (0, 0, 0)
    stories.delete(books["scary"])
    assert (ratings.of_deleted(), surveys.of_deleted(), Votes(database).of_deleted()) == (1, 1, 0)
    assert [row["story_id"] for row in ratings.rows()] == [books["comedy"]]


def test_seconds_of_books_and_names_to_filter_by(books, database, store, stories, new_artifact):
    dashboard = Dashboard(database)
    shared = new_artifact("comedyw", model_id="writer-comedy")
    store.put(books["scary"], "title", 0, shared)  # counts for the book it was first made for
    seconds = {row["story_id"]: row for row in dashboard.book_seconds()}
    each = 1.25 + 1 / 3
    assert seconds[books["comedy"]]["seconds"] == pytest.approx(5 * each)
    assert seconds[books["scary"]]["seconds"] == pytest.approx(5 * each)
    assert seconds[books["comedy"]]["device"] == "cpu"
    names = dashboard.names()
    assert names["moods"] == ["comedy", "scary"]
    assert names["models"] == ["one", "scorer", "two", "writer-comedy", "writer-scary"]
    assert names["devices"] == ["cpu", "cuda"]
    stories.delete(books["scary"])
    assert [row["story_id"] for row in dashboard.book_seconds()] == [books["comedy"]]
