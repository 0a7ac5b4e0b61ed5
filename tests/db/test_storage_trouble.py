"""Pragmas, and trouble with disk and database said in one sentence."""

import ctypes
import errno
import multiprocessing
import os

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from core.errors import BadInput, StorageError
from db.errors import storage, trouble
from db.media import MediaStore
from db.session import Database
from db.stories import Stories


def test_pragmas(sqlite_url):
    database = Database(sqlite_url)
    with database.reading() as session:
        values = [
            session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    assert values == ["wal", 1, 10000, 1]


def test_foreign_keys_hold(database):
    row = "INSERT INTO history (story_id, slot, take, artifact_key, at) VALUES ('x','y',0,'z',0)"
    with pytest.raises(BadInput, match="no story"), database.session() as session:
        session.execute(text(row))


def test_an_error_rolls_everything_back(database, stories, new_request):
    kept = stories.create(new_request())

    def fail():
        with database.session() as session:
            session.execute(text("DELETE FROM stories"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [card.id for card in stories.gallery()] == [kept]


def test_a_full_disk_is_said(sqlite_url, new_request):
    database = Database(sqlite_url)
    stories = Stories(database)
    kept = stories.create(new_request())
    with database.reading() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count={pages}"))
    large = new_request(pictures=(), text="word " * 100_000)
    with pytest.raises(StorageError, match="full") as caught:
        stories.create(large)
    assert database.where in str(caught.value)
    assert stories.get(kept) is not None


def write_everywhere(folder, request, said):
    """Try each way of writing; put what was said about it. Root's right to write anywhere goes."""
    if os.geteuid() == 0:
        version = (ctypes.c_uint32 * 2)(0x20080522, 0)
        ctypes.CDLL(None).capset(version, (ctypes.c_uint32 * 6)())
    url = f"sqlite:///{folder}/studio.db"
    for action in (
        lambda: Database(url).migrate(),
        lambda: Stories(Database(url)).create(request),
        lambda: MediaStore(folder / "media").put(b"x", "image/png"),
        lambda: Database(f"sqlite:///{folder}/new/studio.db").migrate(),
    ):
        try:
            action()
            said.put("nothing")
        except Exception as error:
            said.put(f"{type(error).__name__}: {error}")


def test_a_read_only_folder_is_said(tmp_path, sqlite_url, new_request):
    for path in tmp_path.iterdir():
        path.chmod(0o444)
    tmp_path.chmod(0o555)
    fork = multiprocessing.get_context("fork")
    said = fork.SimpleQueue()
    process = fork.Process(target=write_everywhere, args=(tmp_path, new_request(), said))
    try:
        process.start()
        process.join(30)
    finally:
        tmp_path.chmod(0o755)
    assert process.exitcode == 0
    for _ in range(4):
        line = said.get()
        assert line.startswith("StorageError: The studio cannot write to")
        assert str(tmp_path) in line
        assert "STUDIO_DATA_DIR" in line


def test_a_damaged_database_is_said(tmp_path):
    (tmp_path / "studio.db").write_bytes(b"This is not a database. " * 100)
    with pytest.raises(StorageError, match="damaged"):
        Database(f"sqlite:///{tmp_path}/studio.db").migrate()


def test_a_file_in_the_way_is_said(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match="no folder"):
        Database(f"sqlite:///{tmp_path}/data/studio.db").migrate()


def test_a_held_database_is_said(sqlite_url, new_request):
    database, other = Database(sqlite_url), Database(sqlite_url)
    with database.reading() as session:
        session.execute(text("PRAGMA busy_timeout=50"))
    with other.session() as held:
        held.execute(text("SELECT 1"))
        with pytest.raises(StorageError, match="held by another"):
            Stories(database).create(new_request())


def test_a_server_that_is_away_is_said():
    pytest.importorskip("psycopg")
    database = Database("postgresql+psycopg://me:secret@127.0.0.1:1/studio")
    with pytest.raises(StorageError, match="cannot be reached") as caught:
        database.migrate()
    said = str(caught.value)
    assert not any(word in said for word in ("secret", "me:", "127.0.0.1", "/studio"))


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "x"), "full"),
        (OSError(errno.EROFS, "x"), "cannot write"),
        (PermissionError(errno.EACCES, "x"), "cannot write"),
        (OSError(errno.EIO, "x"), "reports an error"),
        (OperationalError("", {}, Exception("database or disk is full")), "full"),
        (OperationalError("", {}, Exception("attempt to write a readonly database")), "cannot"),
        (OperationalError("", {}, Exception("disk I/O error")), "reports an error"),
    ],
)
def test_each_trouble_has_its_sentence(error, word):
    with pytest.raises(StorageError, match=word) as caught, storage("/data/here"):
        raise error
    sentence = str(caught.value)
    assert "/data/here" in sentence
    assert sentence.endswith(".")


def test_a_database_without_a_byte_is_not_taken_for_a_new_one(tmp_path):
    url = f"sqlite:///{tmp_path / 'studio.db'}"
    (tmp_path / "studio.db").write_bytes(b"")
    Database(url).migrate()  # nothing is beside it: a start that was interrupted
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "picture").write_bytes(b"x")
    Database(url).migrate()
    (tmp_path / "studio.db").write_bytes(b"")
    for more in tmp_path.glob("studio.db-*"):
        more.unlink()
    with pytest.raises(StorageError, match=r"0 bytes.*backup"):
        Database(url).migrate()


def test_other_errors_stay_what_they_are():
    assert trouble(ValueError("x"), "/data") is None
    assert trouble(OperationalError("", {}, Exception("no such table: x")), "/data") is None
    column = Exception('column "x" does not exist')
    assert trouble(ProgrammingError("", {}, column), "server/studio") is None
    assert trouble(IntegrityError("", {}, Exception("CHECK constraint failed")), "/d") is None
