"""Migrations: from nothing, from a filled older schema, two processes at once, from anywhere."""

import multiprocessing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from core.build import Artifact
from core.errors import StorageError
from core.figure import Figure
from core.story import StoryRequest
from db.artifacts import SqlArtifactStore
from db.evaluations import Evaluations, RunItem
from db.media import MediaStore
from db.ratings import Ratings
from db.session import MIGRATIONS, Database
from db.stories import Stories
from db.tables import Table


def test_models_and_migrations_agree(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
        assert inspect(connection).get_check_constraints("ratings")[0]["name"] == "ck_ratings_stars"


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A database of the first revision with a rated story in it."""
    database = Database(f"sqlite:///{tmp_path}/older/studio.db")
    (tmp_path / "older").mkdir()
    with database.engine.execution_options(studio_write=True).begin() as connection:
        database._upgrade(connection, "0001")
        for row in (
            "INSERT INTO stories VALUES ('s', 'Old', :request, 'comedy', 'paper', 'starter', 7, 1,"
            " NULL)",
            "INSERT INTO artifacts VALUES ('k', 'titling', 'code', '[]', '{}', 0, NULL, NULL,"
            " NULL, NULL, 'Made', NULL, NULL, '{}', 0, 0, 0, 1)",
            "INSERT INTO choices VALUES ('s', 'title', 'k', 0, 0)",
            "INSERT INTO history VALUES (1, 's', 'title', 0, 'k', 1)",
            "INSERT INTO ratings VALUES ('s', -1, 'local', 4, 1, 'Good', 1, 1)",
        ):
            request = '{"text": "Once upon a time."}'
            connection.execute(text(row), {"request": request} if ":request" in row else {})
    return database


def test_a_filled_older_schema_keeps_its_data(older):
    with older.reading() as session:
        assert not inspect(session.connection()).has_table("evaluation_runs")
    older.migrate()
    (card,) = Stories(older).gallery()
    assert (card.title, card.stars, card.ratings) == ("Old", 4.0, 1)
    assert Stories(older).get("s").request.text == "Once upon a time."
    assert Ratings(older).get("s").review == "Good"
    with older.reading() as session:
        assert inspect(session.connection()).has_table("evaluation_runs")
        assert session.scalar(text("SELECT count(*) FROM history")) == 1


def test_votes_and_surveys_come_and_go(older):
    with older.engine.execution_options(studio_write=True).begin() as connection:
        older._upgrade(connection, "0003")
        assert not inspect(connection).has_table("votes")
    older.migrate()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with older.engine.execution_options(studio_write=True).begin() as connection:
        assert {"votes", "surveys"} <= set(inspect(connection).get_table_names())
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        assert not {"votes", "surveys"} & set(inspect(connection).get_table_names())
    assert Ratings(older).get("s").review == "Good"


def test_runs_of_an_older_studio_keep_figures_and_items(older):
    with older.engine.execution_options(studio_write=True).begin() as connection:
        older._upgrade(connection, "0003")
        connection.execute(
            text(
                "INSERT INTO evaluation_runs VALUES ('r', 'captions of world scenes', 'starter', 2,"
                " 7, 'done', 'Done', 1, :figures, :items, :details, NULL, 0, 1, 2)"
            ),
            {
                "figures": '{"bleu_1": 0.5, "bleu_4": 0.25, "n": 2}',
                "items": '[{"scene": "a.png", "caption": "a fox", "references": ["a fox"]},'
                ' {"scene": "b.png", "caption": "an owl", "references": ["a bear"]}]',
                "details": '{"model": "starter-captioner", "revision": "r1", "device": "cpu",'
                ' "dtype": "float32"}',
            },
        )
    older.migrate()
    runs = Evaluations(older)
    (run,) = runs.recent()
    assert (run.suite, run.done) == ("world", 2)
    assert run.figures == {"BLEU-1": Figure(value=0.5, n=2), "BLEU-4": Figure(value=0.25, n=2)}
    captioner = {"id": "starter-captioner", "revision": "r1", "device": "cpu", "dtype": "float32"}
    assert run.details == {"models": {"captioner": captioner}}
    assert runs.items("r")[1] == RunItem(
        name="b.png", data={"caption": "an owl", "references": ["a bear"]}
    )


def test_stories_written_as_a_whole_stay_as_they_are(older):
    with older.engine.execution_options(studio_write=True).begin() as connection:
        older._upgrade(connection, "0007")
        for key, stage in (("told", "writing"), ("page", "segmenting"), ("pasted", "reading")):
            connection.execute(
                text(
                    "INSERT INTO artifacts (key, stage, maker, inputs, params, seed, data,"
                    " queued_s, load_s, run_s, created_at)"
                    " VALUES (:key, :stage, 'model', '[]', '{}', 0, '{}', 0, 0, 0, 1)"
                ),
                {"key": key, "stage": stage},
            )
        for story_id, slot, key in (("s", "story", "told"), ("s", "segment/0", "page")):
            connection.execute(
                text("INSERT INTO choices VALUES (:id, :slot, :key, 0, 0)"),
                {"id": story_id, "slot": slot, "key": key},
            )
    older.migrate()
    with older.reading() as session:
        rows = session.execute(text("SELECT slot, locked FROM choices ORDER BY slot")).all()
    locked = [("segment/0", 0), ("story", 1), ("title", 0)]
    assert [tuple(row) for row in rows] == locked


def test_what_older_artifacts_made_is_known_where_they_say_it(older):
    rows = (
        ("caption", "captioning", "model", "{}"),
        ("sound", "narrating", "model", '{"duration_s": 12.5}'),
        ("story", "writing", "model", "{}"),
        ("mine", "captioning", "person", "{}"),
    )
    with older.engine.execution_options(studio_write=True).begin() as connection:
        older._upgrade(connection, "0006")
        for key, stage, maker, data in rows:
            connection.execute(
                text(
                    "INSERT INTO artifacts VALUES (:key, :stage, :maker, '[]', '{}', 0, 'm', '1',"
                    " 'cpu', 'float32', 'Made', NULL, NULL, :data, 0, 0.5, 2, 1)"
                ),
                {"key": key, "stage": stage, "maker": maker, "data": data},
            )
    older.migrate()
    store = SqlArtifactStore(older, MediaStore(older.file.parent / "media"))
    units = {key: store.artifact(key).units for key, *_ in rows}
    assert units == {"caption": 1.0, "sound": 12.5, "story": None, "mine": None}
    sound = store.artifact("sound")
    assert (sound.batch, sound.peak_mib, sound.load_s, sound.run_s) == (None, None, 0.5, 2.0)


def test_a_migration_that_fails_changes_nothing(older):
    with older.session() as session:
        session.execute(text("UPDATE ratings SET stars = 9"))
    with pytest.raises(Exception, match="CHECK"):
        older.migrate()
    with older.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
        assert not inspect(session.connection()).has_table("evaluation_runs")
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_migrating_again_is_harmless(sqlite_url, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    database = Database(sqlite_url)
    database.migrate()
    database.migrate()
    assert capfd.readouterr() == ("", "")


def test_a_database_of_a_newer_studio_is_refused(sqlite_url):
    database = Database(sqlite_url)
    with database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="another version"):
        database.migrate()


def migrate_and_write(url, media):
    """What each of two processes does."""
    database = Database(url)
    database.migrate()
    store = SqlArtifactStore(database, MediaStore(media))
    story = Stories(database).create(StoryRequest(text="Once."))
    for i in range(30):
        artifact = Artifact(key=f"{i:064x}", stage="x", maker="model")
        store.put(story, f"segment/{i % 10}", i, artifact)
        store.choices(story)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_processes_start_and_write_at_once(request, tmp_path, kind):
    """Both migrate the same empty database, then put the same keys."""
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/data %20/studio.db"
    else:
        url = request.getfixturevalue("postgres_url")
        with request.getfixturevalue("postgres_database").session() as session:
            session.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    fork = multiprocessing.get_context("fork")
    processes = [
        fork.Process(target=migrate_and_write, args=(url, tmp_path / "media")) for _ in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
        assert process.exitcode == 0
    database = Database(url)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM artifacts")) == 30
        assert session.scalar(text("SELECT count(*) FROM history")) == 60
    database.close()
