"""Votes about versions, answers about books, and ratings beside the scores of what was rated."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.errors import BadInput
from db.ratings import Ratings
from db.surveys import QUESTIONS, Surveys
from db.votes import Votes


def key(name):
    return name.rjust(64, "0")


@pytest.fixture
def versions(store, story_id, new_artifact):
    """Two pictures and one text in a story; an older and a newer picture on page 1."""
    for take, name in enumerate(("p1", "p2")):
        picture = new_artifact(name, stage="illustrating", text=None, media=name.rjust(64, "f"))
        store.put(story_id, "illustration/1", take, picture)
        score = new_artifact(
            f"s{name}",
            stage="scoring",
            inputs=(key("prompt"), key(name)),
            data={"score": 20.0 + take},
            model_id="tiny-clip",
        )
        store.put(story_id, "score/1", take, score)
    store.put(story_id, "segment/1", 0, new_artifact("t1", stage="segmenting"))
    return story_id


def vote(votes, story_id, **changes):
    given = {"left": key("p1"), "right": key("p2"), "outcome": "left", "seed": 7, **changes}
    return votes.add(story_id, "illustration/1", **given)


def test_slots_with_two_versions_can_be_compared(database, versions, store, stories, new_artifact):
    votes = Votes(database)
    assert {(v.slot, v.key, v.made) for v in votes.comparable("illustration")} == {
        ("illustration/1", key("p1"), "p1".rjust(64, "f")),
        ("illustration/1", key("p2"), "p2".rjust(64, "f")),
    }
    assert votes.comparable("segment") == []
    store.put(versions, "segment/1", 1, new_artifact("t2", stage="rewriting"))
    store.choose(versions, "segment/1", key("t1"), 0)
    assert {v.made for v in votes.comparable("segment")} == {"text of t1", "text of t2"}
    stories.delete(versions)
    assert votes.comparable("segment") == []


def test_votes_are_kept_and_hidden_with_their_story(database, versions, stories):
    votes = Votes(database)
    first = vote(votes, versions)
    vote(votes, versions, left=key("p2"), right=key("p1"), outcome="tie", person="Ada", seed=2**32)
    one, two = votes.all()
    assert (one.id, one.left_key, one.outcome, one.seed) == (first, key("p1"), "left", 7)
    assert (two.person, two.outcome, two.seed) == ("Ada", "tie", 2**32)
    stories.delete(versions)
    assert votes.all() == []
    stories.restore(versions)
    assert len(votes.all()) == 2


def test_votes_about_what_cannot_be_compared_are_refused(database, versions, stories):
    votes = Votes(database)
    with pytest.raises(BadInput, match="left, right, tie"):
        vote(votes, versions, outcome="won")
    for wrong in ({"right": key("p1")}, {"right": key("t1")}, {"right": key("nothing")}):
        with pytest.raises(BadInput, match="cannot be compared"):
            vote(votes, versions, **wrong)
    stories.delete(versions)
    with pytest.raises(BadInput, match="cannot be compared"):
        vote(votes, versions)
    stories.restore(versions)
    assert votes.all() == []


@pytest.mark.parametrize("wrong", [{"outcome": "won"}, {"right_key": key("p1")}])
def test_the_database_itself_refuses_nonsense(database, versions, wrong):
    row = {
        **{"id": "v", "story_id": versions, "slot": "illustration/1", "left_key": key("p1")},
        **{"right_key": key("p2"), "outcome": "tie", "person": "p", "seed": 1, "created_at": 1.0},
    }
    names = ", ".join(row)
    query = text(f"INSERT INTO votes ({names}) VALUES ({', '.join(':' + n for n in row)})")
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(query, {**row, **wrong})


def test_origins_and_scores_of_what_was_voted_on(database, versions):
    votes = Votes(database)
    assert votes.scores_of_voted() == []
    vote(votes, versions)
    assert votes.scores_of_voted() == [
        (key("p1"), "tiny-clip", "r1", "float32", 20.0),
        (key("p2"), "tiny-clip", "r1", "float32", 21.0),
    ]
    found = votes.origins([key("p1"), key("sp2"), key("nothing")])
    assert set(found) == {key("p1"), key("sp2")}
    assert found[key("sp2")].inputs == (key("prompt"), key("p2"))
    assert found[key("p1")].params["mood"] == "comedy"
    assert len(votes.origins(f"{i:064x}" for i in range(2000))) == 0


ANSWERS = dict(zip(QUESTIONS, (5, 4, 3, 2, 1), strict=True))


def test_answers_are_kept_changed_and_hidden_with_their_story(database, stories, story_id):
    surveys = Surveys(database)
    assert surveys.get(story_id) is None
    surveys.save(story_id, ANSWERS, comment="Lovely")
    surveys.save(story_id, {**ANSWERS, "overall": 5})
    surveys.save(story_id, ANSWERS, person="Ada")
    mine = surveys.get(story_id)
    assert (mine.pictures, mine.overall, mine.comment) == (5, 5, "")
    assert mine.created_at < mine.updated_at
    rows = surveys.rows()
    assert [row["person"] for row in rows] == ["Ada", "local"]
    assert (rows[0]["usability"], rows[0]["mood"], rows[0]["preset"]) == (2, "comedy", "starter")
    stories.delete(story_id)
    assert surveys.rows() == []
    assert surveys.get(story_id) == mine


@pytest.mark.parametrize(
    "wrong",
    [{}, {**ANSWERS, "speed": None}, {**ANSWERS, "speed": 6}, {**ANSWERS, "taste": 3}],
)
def test_incomplete_or_odd_answers_are_refused(database, story_id, wrong):
    with pytest.raises(BadInput, match=r"five questions|1 to 5"):
        Surveys(database).save(story_id, wrong)
    assert Surveys(database).rows() == []


def test_stars_stand_beside_the_score_of_what_was_rated(database, versions, stories, store):
    ratings = Ratings(database)
    ratings.rate(versions, 1, stars=4)
    ratings.rate(versions, 0, stars=5)  # a page without a score
    ratings.rate(versions, 1, person="Ada", liked=True)  # no stars
    ratings.rate(versions, stars=3)
    (page,) = ratings.scored_pages()
    assert (page["story_id"], page["segment"], page["stars"]) == (versions, 1, 4)
    assert (page["score"], page["model"], page["replaced"]) == (21.0, "tiny-clip", False)
    (book,) = ratings.scored_books()
    assert (book["stars"], book["score"], book["revision"]) == (3, 21.0, "r1")
    assert ratings.painters() == [(versions, 1, "tiny-writer")]
    stories.delete(versions)
    assert ratings.scored_pages() == ratings.scored_books() == []


def test_stars_for_a_picture_that_was_replaced_since_are_marked(
    database, versions, store, new_artifact
):
    ratings = Ratings(database)
    ratings.rate(versions, 1, stars=4)
    newer = new_artifact("p3", stage="illustrating", media="e" * 64)
    store.put(versions, "illustration/1", 2, newer)
    assert [row["replaced"] for row in ratings.scored_pages()] == [True]
    ratings.rate(versions, 1, stars=2)
    assert [row["replaced"] for row in ratings.scored_pages()] == [False]
