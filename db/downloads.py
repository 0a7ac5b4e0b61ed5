"""Downloads of models: how far each is, how it ended, and the wish to pause it."""

import time
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import delete, select, update

from db.session import Database, upsert
from db.tables import DownloadRow

State = Literal["queued", "running", "paused", "done", "failed"]
ACTIVE: Final = ("queued", "running")


@dataclass(frozen=True, kw_only=True)
class Download:
    """A model's latest download; `file` is the one that is being fetched, `error` a sentence."""

    model_id: str
    status: State
    done_bytes: int
    total_bytes: int
    done_files: int
    total_files: int
    file: str
    error: str | None
    pause_requested: bool
    started_at: float
    updated_at: float

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ACTIVE


class Downloads:
    """All downloads of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, model_id: str) -> bool:
        """Write a download down as queued; False if it waits or works already.

        What is known of an earlier, unfinished one (bytes, files) stays until there is news.
        """
        now = time.time()
        fresh: dict[str, Any] = {"status": "queued", "error": None, "pause_requested": False}
        fresh |= {"file": "", "started_at": now, "updated_at": now}
        counts = {"done_bytes": 0, "total_bytes": 0, "done_files": 0, "total_files": 0}
        with self._database.session() as session:
            query = upsert(session, DownloadRow).values(model_id=model_id, **fresh, **counts)
            query = query.on_conflict_do_update(
                index_elements=["model_id"],
                set_=fresh,
                where=DownloadRow.status.not_in(ACTIVE),
            )
            return session.execute(query.returning(DownloadRow.model_id)).first() is not None

    def note(
        self,
        model_id: str,
        *,
        done_bytes: int,
        total_bytes: int,
        done_files: int,
        total_files: int,
        file: str,
    ) -> None:
        """Write down how far a download is."""
        self._change(
            model_id,
            status="running",
            done_bytes=done_bytes,
            total_bytes=total_bytes,
            done_files=done_files,
            total_files=total_files,
            file=file,
        )

    def finish(self, model_id: str, status: State, error: str | None = None) -> None:
        """Note how a download ended, or that it was paused."""
        self._change(model_id, status=status, error=error, pause_requested=False)

    def request_pause(self, model_id: str, *, wanted: bool = True) -> None:
        """Ask a download to stop, or take that back; what has arrived is kept."""
        self._change(model_id, pause_requested=wanted)

    def is_paused(self, model_id: str) -> bool:
        """Whether this download was asked to stop."""
        query = select(DownloadRow.pause_requested).where(DownloadRow.model_id == model_id)
        with self._database.reading() as session:
            return bool(session.scalar(query))

    def forget(self, model_id: str) -> None:
        """Nothing of it is on this computer any more."""
        with self._database.session() as session:
            session.execute(delete(DownloadRow).where(DownloadRow.model_id == model_id))

    def all(self) -> dict[str, Download]:
        """Every model's latest download by its id."""
        query = select(*DownloadRow.__table__.columns).order_by(DownloadRow.started_at)
        with self._database.reading() as session:
            rows = session.execute(query).mappings()
            return {row["model_id"]: Download(**row) for row in rows}

    def _change(self, model_id: str, **values: Any) -> None:
        query = update(DownloadRow).where(DownloadRow.model_id == model_id)
        with self._database.session() as session:
            session.execute(query.values(**values, updated_at=time.time()))
