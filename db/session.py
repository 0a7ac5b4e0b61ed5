"""The door to the database: engine, transactions, migrations. Knows no table."""

import json
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from filelock import FileLock, Timeout
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

from core.errors import StorageError
from db.errors import storage
from db.tables import Table

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK_S = 60
ADVISORY_LOCK = 7_305_808_869
"""PostgreSQL's lock for migrations: any number that nobody else uses."""


def _number(value: Any) -> Any:
    """What `json` cannot write itself: numbers of other libraries, and mappings or sets of ours."""
    if hasattr(value, "items"):
        return dict(value.items())
    if hasattr(value, "__index__"):
        return int(value)
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"Out of range float values are not JSON compliant: {number}")
    return number


def dumps(value: Any) -> str:
    """JSON with real numbers; NaN and infinities are refused with a ValueError."""
    return json.dumps(value, allow_nan=False, default=_number)


class Database:
    """One database by its SQLAlchemy URL. Threads may share it; processes each open their own."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        options: dict[str, Any] = {}
        if self.sqlite:
            self.file = Path(parsed.database or "studio.db").expanduser().absolute()
            parsed = parsed.set(database=str(self.file))
            self.where = str(self.file.parent)
            options["connect_args"] = {"timeout": 10}
        else:
            self.where = "the database server"  # visitors need not know which
            options["pool_pre_ping"] = True
        self.engine = create_engine(parsed, json_serializer=dumps, **options)
        if self.sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writing = sessionmaker(
            self.engine.execution_options(studio_write=True), expire_on_commit=False
        )
        self._reading = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction that writes. SQLite takes the write lock at once, and waits for it.

        Trouble with storage comes out as `core.errors.StorageError`.
        """
        with storage(self.where), self._writing.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that only reads; never waits for writers on SQLite."""
        with storage(self.where), self._reading() as session:
            yield session

    def migrate(self) -> None:
        """Bring the schema up to date, making folder and database when absent.

        Two processes may start together: one migrates, the other waits for it.
        """
        logging.getLogger("alembic").setLevel(logging.WARNING)
        with storage(self.where):
            if not self.sqlite:
                with self.engine.begin() as connection:
                    connection.execute(
                        text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK}
                    )
                    self._upgrade(connection)
                return
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._check_emptied()
            try:
                with FileLock(f"{self.file}.lock", timeout=MIGRATION_LOCK_S):
                    self._migrate_sqlite()
            except Timeout as error:
                raise StorageError(
                    f"Another process has been preparing the database in {self.where} for"
                    f" {MIGRATION_LOCK_S} s: end it and start the studio again."
                ) from error

    def _check_emptied(self) -> None:
        """A file without a byte is what a full disk or a broken copy leaves of a database: taken
        for a new one, all books would be gone without a word."""
        files = self.file.parent / "media"
        empty = self.file.is_file() and not self.file.stat().st_size
        if empty and files.is_dir() and any(files.iterdir()):
            raise StorageError(
                f"The database {self.file} is empty (0 bytes), though there are pictures and sounds"
                " beside it: put a backup copy back, or delete the file to begin anew."
            )

    def _migrate_sqlite(self) -> None:
        with self.engine.connect().execution_options(studio_write=True) as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            # A table that batch mode rebuilds is dropped on the way: rows that point to it must
            # not stop that. The pragma has no effect inside a transaction, so it comes first.
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]
            try:
                with connection.begin():
                    self._upgrade(connection)
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise StorageError(
                            f"The database in {self.where} has rows that point to nothing:"
                            " put a backup copy back."
                        )
            finally:
                raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]

    def _upgrade(self, connection: Connection, revision: str = "head") -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError as error:
            raise StorageError(
                f"The database in {self.where} was made by another version of the studio:"
                " update the studio, or set STUDIO_DATA_DIR to another folder."
            ) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Transactions are begun by `_begin_sqlite`, not guessed by the driver.
    connection.isolation_level = None
    for pragma in (
        "busy_timeout=10000",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    # SQLite's own lower() knows ASCII only; searches must find "Ärger" by "ärger".
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: Connection) -> None:
    # A read that turns into a write cannot wait for another writer, so writers say so first.
    write = connection.get_execution_options().get("studio_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def upsert(session: Session, table: type[Table]) -> Any:
    """An INSERT with `on_conflict_do_update` and `_nothing`, in this database's words."""
    postgres = session.get_bind().dialect.name == "postgresql"
    return (postgresql if postgres else sqlite).insert(table)
