"""A migrated database for each test: SQLite always, PostgreSQL where one can be had.

`STUDIO_TEST_POSTGRES_URL` names an empty PostgreSQL database; without it a throw-away server is
started when `initdb` and `pg_ctl` are installed.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from core.build import Artifact
from core.story import Picture, StoryRequest
from db.artifacts import SqlArtifactStore
from db.media import MediaStore
from db.session import Database
from db.stories import Stories
from db.tables import Table


def _start_postgres(folder: Path) -> tuple[str, dict[str, Any]]:
    """Start a server that only its socket in `folder` reaches; root must lend it another user."""
    who: dict[str, Any] = {"cwd": folder, "capture_output": True, "text": True, "timeout": 60}
    if os.geteuid() == 0:
        who["user"] = "postgres"
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    subprocess.run(
        ["initdb", "-N", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "studio", data],
        check=True,
        **who,
    )
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    start = ["pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start"]
    subprocess.run(start, check=True, **who)
    return f"postgresql+psycopg://studio@/postgres?host={folder}", who


def _for_worker(url: str, worker: str | None) -> str:
    """A database beside the given one for each process that runs tests; alone, the given one."""
    if worker is None:
        return url
    own = make_url(url).set(database=f"{make_url(url).database}_{worker}")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own.database}"'))
        connection.execute(text(f'CREATE DATABASE "{own.database}"'))
    engine.dispose()
    return own.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="psycopg (the PostgreSQL driver) is not installed")
    given = os.environ.get("STUDIO_TEST_POSTGRES_URL")
    if given:
        yield _for_worker(given, os.environ.get("PYTEST_XDIST_WORKER"))
        return
    if not (shutil.which("initdb") and shutil.which("pg_ctl")):
        pytest.skip("no PostgreSQL: set STUDIO_TEST_POSTGRES_URL or install initdb and pg_ctl")
    with tempfile.TemporaryDirectory(prefix="studio-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            url, who = _start_postgres(folder)
        except (OSError, LookupError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL cannot be started here: {error}")
        yield url
        stop = ["pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, **who)


@pytest.fixture(scope="session")
def postgres_database(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "studio.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    return file


@pytest.fixture
def sqlite_url(template: Path, tmp_path: Path) -> str:
    file = tmp_path / "studio.db"
    shutil.copy(template, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "sqlite":
        database = Database(request.getfixturevalue("sqlite_url"))
        yield database
        database.close()
        return
    database = request.getfixturevalue("postgres_database")
    names = ", ".join(Table.metadata.tables)
    with database.session() as session:
        session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    yield database


@pytest.fixture
def store(database: Database, tmp_path: Path) -> SqlArtifactStore:
    return SqlArtifactStore(database, MediaStore(tmp_path / "media"))


def request_(**changes: Any) -> StoryRequest:
    picture = Picture(sha256="a" * 64, name="fox.png", width=3, height=2)
    return StoryRequest(**{"pictures": (picture,), **changes})


@pytest.fixture
def stories(database: Database) -> Stories:
    return Stories(database)


@pytest.fixture
def story_id(stories: Stories) -> str:
    return stories.create(request_())


def artifact_(name: str, **changes: Any) -> Artifact:
    """An artifact with every field filled; `name` decides its key."""
    values: dict[str, Any] = {
        "key": name.rjust(64, "0"),
        "stage": "writing",
        "maker": "model",
        "inputs": ("1" * 64, "2" * 64),
        "params": {"mood": "comedy", "words": [200, 250], "hero": None},
        "seed": 2**32 - 1,
        "model_id": "tiny-writer",
        "model_revision": "r1",
        "device": "cpu",
        "dtype": "float32",
        "text": f"text of {name}",
        "media": None,
        "mime": None,
        "data": {"confidence": 0.1 + 0.2},
        "queued_s": 0.5,
        "load_s": 1.25,
        "run_s": 1 / 3,
        "created_at": 1_700_000_000.123,
    }
    return Artifact(**{**values, **changes})


@pytest.fixture
def new_request() -> Any:
    return request_


@pytest.fixture
def new_artifact() -> Any:
    return artifact_
