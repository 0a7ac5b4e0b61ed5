"""Builds of stories: their state, the wish to cancel, and what is being done for each slot.

Writing a book into a file is a build, too, of the kind `EXPORT`; it is no news of the story.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, func, select, update

from core.errors import BadInput
from db.ids import new_id
from db.session import Database, upsert
from db.tables import BuildRow, ProgressRow

ACTIVE: Final = ("queued", "running")
STATUSES: Final = (*ACTIVE, "done", "cancelled", "failed")
EXPORT: Final = "export"
"""The kind of a build that writes the book into a file; its one target is the format."""
_OF_STORY: Final = BuildRow.kind != EXPORT


@dataclass(frozen=True, kw_only=True)
class Build:
    """One build. `targets` None means everything; `error` is one sentence."""

    id: str
    story_id: str
    kind: str
    targets: tuple[str, ...] | None
    status: str
    message: str
    error: str | None
    cancel_requested: bool
    queued_at: float
    started_at: float | None
    finished_at: float | None

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ACTIVE

    @property
    def seconds(self) -> float | None:
        """How long it has been working, or worked; None before it started."""
        if self.started_at is None:
            return None
        return max((self.finished_at or time.time()) - self.started_at, 0.0)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What is being done for a slot; `partial` is the text streamed so far."""

    slot: str
    message: str
    done: int | None
    total: int | None
    partial: str | None
    updated_at: float

    @property
    def fraction(self) -> float | None:
        """0 to 1, when it is known."""
        if self.done is None or not self.total:
            return None
        return min(max(self.done / self.total, 0.0), 1.0)


class Builds:
    """All builds of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(
        self,
        story_id: str,
        targets: Sequence[str] | None = None,
        *,
        kind: str = "story",
        build_id: str | None = None,
    ) -> str:
        """Write a build down as queued; returns its id."""
        build_id = build_id or new_id()
        with self._database.session() as session:
            # Behind the story's other builds, even if somebody set the clock back.
            before = session.scalar(
                select(func.max(BuildRow.queued_at)).where(BuildRow.story_id == story_id)
            )
            queued_at = max(time.time(), (before or 0.0) + 1e-3)
            session.add(
                BuildRow(
                    id=build_id,
                    story_id=story_id,
                    kind=kind,
                    targets=None if targets is None else list(targets),
                    status="queued",
                    message="",
                    cancel_requested=False,
                    queued_at=queued_at,
                )
            )
        return build_id

    def get(self, build_id: str) -> Build | None:
        """The build of that id."""
        return next(iter(self._builds(BuildRow.id == build_id)), None)

    def latest(self, story_id: str) -> Build | None:
        """The build of a story that was enqueued last."""
        return next(iter(self._builds(BuildRow.story_id == story_id, _OF_STORY, limit=1)), None)

    def active(self, story_id: str) -> Build | None:
        """The running build of a story, else the one queued last, else None."""
        found = self._builds(BuildRow.story_id == story_id, _OF_STORY, BuildRow.status.in_(ACTIVE))
        running = [build for build in found if build.status == "running"]
        return next(iter(running or found), None)

    def exports(self, story_id: str) -> dict[str, Build]:
        """The latest export of a story in each format."""
        found = self._builds(BuildRow.story_id == story_id, BuildRow.kind == EXPORT)
        return {build.targets[0]: build for build in reversed(found) if build.targets}

    def unfinished(self) -> list[Build]:
        """All builds that wait or work (after a crash: that should go on), oldest first."""
        return self._builds(BuildRow.status.in_(ACTIVE))[::-1]

    def ended(self, since: float) -> list[Build]:
        """Builds that ended after a POSIX time, newest first."""
        return self._builds(BuildRow.finished_at > since, BuildRow.status.not_in(ACTIVE))

    def set_status(
        self, build_id: str, status: str, *, message: str | None = None, error: str | None = None
    ) -> None:
        """Move a build on; notes when it first started to run, and when it ended."""
        if status not in STATUSES:
            raise ValueError(f"a build is one of {', '.join(STATUSES)}; not {status}")
        values: dict[str, Any] = {"status": status, "error": error}
        if message is not None:
            values["message"] = message
        if status == "running":
            values["started_at"] = func.coalesce(BuildRow.started_at, time.time())
        values["finished_at"] = None if status in ACTIVE else time.time()
        with self._database.session() as session:
            query = update(BuildRow).where(BuildRow.id == build_id).values(**values)
            if session.execute(query.returning(BuildRow.id)).first() is None:
                raise BadInput(f"There is no build with the id “{build_id[:40]}”.")

    def request_cancel(self, story_id: str, build_id: str | None = None) -> list[str]:
        """Ask the story's active builds, or this one alone, to stop; returns their ids."""
        which = _OF_STORY if build_id is None else BuildRow.id == build_id
        query = (
            update(BuildRow)
            .where(BuildRow.story_id == story_id, which, BuildRow.status.in_(ACTIVE))
            .values(cancel_requested=True)
            .returning(BuildRow.id)
        )
        with self._database.session() as session:
            return list(session.scalars(query))

    def is_cancelled(self, build_id: str) -> bool:
        """Whether this build was asked to stop."""
        query = select(BuildRow.cancel_requested).where(BuildRow.id == build_id)
        with self._database.reading() as session:
            return bool(session.scalar(query))

    def note(
        self,
        story_id: str,
        slot: str,
        message: str,
        *,
        done: int | None = None,
        total: int | None = None,
        text: str | None = None,
    ) -> None:
        """Say what is being done for a slot; replaces what was said before."""
        values = {
            "message": message,
            "done": done,
            "total": total,
            "partial": text,
            "updated_at": time.time(),
        }
        with self._database.session() as session:
            session.execute(
                upsert(session, ProgressRow)
                .values(story_id=story_id, slot=slot, **values)
                .on_conflict_do_update(index_elements=["story_id", "slot"], set_=values)
            )

    def clear(self, story_id: str, slot: str | None = None) -> None:
        """Forget what was being done for a slot, or for the whole story."""
        query = delete(ProgressRow).where(ProgressRow.story_id == story_id)
        if slot is not None:
            query = query.where(ProgressRow.slot == slot)
        with self._database.session() as session:
            session.execute(query)

    def progress(self, story_id: str) -> dict[str, Progress]:
        """What is being done for the story's slots right now."""
        query = select(
            ProgressRow.slot,
            ProgressRow.message,
            ProgressRow.done,
            ProgressRow.total,
            ProgressRow.partial,
            ProgressRow.updated_at,
        ).where(ProgressRow.story_id == story_id)
        with self._database.reading() as session:
            rows = session.execute(query).mappings()
            return {row["slot"]: Progress(**row) for row in rows}

    def _builds(self, *where: Any, limit: int | None = None) -> list[Build]:
        """Builds, newest first."""
        query = (
            select(*BuildRow.__table__.columns)
            .where(*where)
            .order_by(BuildRow.queued_at.desc(), BuildRow.id.desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            found = []
            for row in session.execute(query).mappings():
                targets = row["targets"]
                whole = {**row, "targets": None if targets is None else tuple(targets)}
                found.append(Build(**whole))
            return found
