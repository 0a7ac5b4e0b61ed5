"""What the dashboards read; also with ten thousand segments."""

from sqlalchemy import text

from db.quality import Quality
from db.session import Database
from db.speed import SpeedRecords
from db.stories import Stories


def test_scores_and_times(store, stories, database, story_id, new_request, new_artifact):
    score = new_artifact("s", stage="scoring", data={"score": 27.5}, model_id="tiny-clip")
    other = stories.create(new_request(mood="scary"))
    store.put(story_id, "score/11", 0, score)
    store.put(other, "score/0", 0, score)
    store.put(story_id, "score/2", 0, new_artifact("none", stage="scoring", data={}))
    store.put(story_id, "title", 0, new_artifact("t", maker="code", text="Hello"))
    speed, quality = SpeedRecords(database), Quality(database)
    rows = quality.pages()
    assert {(r["story_id"], r["segment"], r["score"]) for r in rows} == {
        (story_id, 11, 27.5),
        (story_id, 2, None),
        (other, 0, 27.5),
    }
    row = next(r for r in rows if r["story_id"] == story_id)
    assert (row["title"], row["scorer"], row["mood"]) == ("Hello", "tiny-clip", "comedy")
    times = speed.pieces()
    assert {(r.stage, r.slot) for r in times} == {
        ("scoring", "score/11"),
        ("scoring", "score/2"),
    }
    assert times[0].run_s == 1 / 3
    assert {r.story_id for r in times} == {story_id}
    stories.delete(story_id)
    assert [r["story_id"] for r in quality.pages()] == [other]
    assert len(speed.pieces()) == 2


def test_ten_thousand_segments(sqlite_url):
    """A thousand stories of ten segments: text and score each."""
    database = Database(sqlite_url)
    stories = Stories(database)
    data = """'{"score"\\: ' || (i % 100) || '.5}'"""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
    pieces = {"score": "scoring", "segment": "segmenting"}
    with database.session() as session:
        session.execute(
            text(
                "INSERT INTO stories (id, request, mood, style, preset, seed, created_at) "
                + numbers.format(999)
                + " SELECT 's' || i, '{}', 'comedy', 'paper', 'p', 0, i FROM n"
            )
        )
        for piece, stage in pieces.items():
            session.execute(
                text(
                    "INSERT INTO artifacts (key, stage, maker, inputs, params, seed, text, media,"
                    " data, queued_s, load_s, run_s, created_at) "
                    + numbers.format(9999)
                    + f" SELECT '{piece}' || i, '{stage}', 'model', '[]',"
                    f" '{{}}', 0, 'The fox ' || i, 'm' || i, {data}, 0, 0, 1, i"
                    " FROM n"
                )
            )
            for table, names, rest in (
                ("choices", "take, locked", "0, false"),
                ("history", "take, at", "0, i"),
            ):
                session.execute(
                    text(
                        f"INSERT INTO {table} (story_id, slot, artifact_key, {names}) "
                        + numbers.format(9999)
                        + f" SELECT 's' || (i / 10), '{piece}/' || (i % 10), '{piece}' || i, {rest}"
                        " FROM n"
                    )
                )
    assert len(Quality(database).pages()) == 10_000
    assert len(SpeedRecords(database).pieces()) == 20_000
    cards = stories.gallery(search="FOX 123")
    assert {card.segments for card in cards} == {10}
    assert len(stories.gallery(sort="best")) == 1000
