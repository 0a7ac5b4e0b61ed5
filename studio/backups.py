"""Backups: a folder with the database, as it stood at one moment, and every file it speaks of.

Books that are being made may go on meanwhile: SQLite's own backup gives one moment's rows, and
files are only ever added while the housekeeping waits.  The work queue is not in it; what was
unfinished is queued anew when a studio opens the restored folder.  Models are not in it either.
"""

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from core.errors import BadInput, StorageError
from core.settings import sqlite_url
from core.version import code_version
from db.errors import storage
from db.media import MediaStore
from db.session import Database
from db.tidying import Tidying

FORMAT: Final = 1
_NOTE: Final = "backup.json"
_FILE: Final = "studio.db"


@dataclass(frozen=True, kw_only=True)
class Backup:
    """What a backup holds; `made_at` is a POSIX time, `bytes` the size of all files."""

    format: int
    version: str
    made_at: float
    stories: int
    files: int
    bytes: int


def back_up(database: Database, media: MediaStore, lock: FileLock, folder: Path) -> Backup:
    """Save database and media in `folder`; a later backup into the same folder copies only new
    files. `BadInput` where the database is not SQLite."""
    if not database.sqlite:
        raise BadInput(
            "This studio keeps its books in PostgreSQL: save that with pg_dump, and copy the folder"
            f" {media.root}."
        )
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file; choose a folder for the backup.")
    with lock, storage(folder):
        folder.mkdir(parents=True, exist_ok=True)
        saved = folder / f"{_FILE}.part"
        saved.unlink(missing_ok=True)
        connect = sqlite3.connect
        with closing(connect(database.file)) as source, closing(connect(saved)) as target:
            source.backup(target)
            stories = target.execute("SELECT COUNT(*) FROM stories").fetchone()[0]
        names, size, missing = _needed(saved), 0, 0
        for name in sorted(names):
            if not media.has(name):
                missing += 1
                continue
            path = media.path(name)
            size += _copied(path, folder / "media" / path.parent.name / path.name)
        os.replace(saved, folder / _FILE)
        backup = Backup(
            format=FORMAT, version=code_version(), made_at=time.time(), stories=stories,
            files=len(names) - missing, bytes=size,
        )  # fmt: skip
        (folder / _NOTE).write_text(json.dumps(asdict(backup), indent=2), encoding="utf-8")
    return backup


def restore(folder: Path, data_dir: Path, *, over: bool = False) -> Backup:
    """Put a backup into a data folder that no studio uses now. What stood there is kept beside it
    as `studio.db.before-restore`, and only replaced if `over`."""
    backup = _read(folder)
    data_dir.mkdir(parents=True, exist_ok=True)
    target = data_dir / _FILE
    if target.exists() and not over:
        raise BadInput(
            f"{data_dir} has books already; name another folder by STUDIO_DATA_DIR, or say --over."
        )
    worker = FileLock(data_dir / "worker.lock")
    try:
        worker.acquire(timeout=0)
    except Timeout:
        raise BadInput(f"A studio is open on {data_dir}; close it first.") from None
    try:
        with storage(data_dir):
            for path in (folder / "media").glob("??/*"):
                _copied(path, data_dir / "media" / path.parent.name / path.name)
            fresh = data_dir / f"{_FILE}.part"
            shutil.copyfile(folder / _FILE, fresh)
            if target.exists():
                with closing(sqlite3.connect(target)) as old:  # what is in its journal, too
                    old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                os.replace(target, data_dir / f"{_FILE}.before-restore")
            for name in (
                f"{_FILE}-wal",
                f"{_FILE}-shm",
                "queue.db",
                "queue.db-wal",
                "queue.db-shm",
            ):
                with suppress(FileNotFoundError):
                    (data_dir / name).unlink()
            os.replace(fresh, target)
    finally:
        worker.release()
    return backup


def _read(folder: Path) -> Backup:
    """The note of a backup whose database is whole."""
    try:
        backup = Backup(**json.loads((folder / _NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise BadInput(
            f"{folder} is no backup of the studio: it has no readable {_NOTE}."
        ) from None
    if backup.format > FORMAT:
        raise BadInput(
            f"{folder} was made by a newer studio ({backup.version}); update this one first."
        )
    file = folder / _FILE
    whole = False
    if file.is_file():
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as connection:
            whole = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    if not whole:
        raise StorageError(f"The database in {folder} is damaged or missing; use another backup.")
    return backup


def _needed(file: Path) -> set[str]:
    """Names of the files that a saved database speaks of."""
    database = Database(sqlite_url(file))
    try:
        return Tidying(database).needed()
    finally:
        database.close()


def _copied(source: Path, target: Path) -> int:
    """Copy a file unless it is there; its bytes."""
    size = source.stat().st_size
    if not target.exists() or target.stat().st_size != size:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.part")
        shutil.copyfile(source, partial)
        os.replace(partial, target)
    return size
