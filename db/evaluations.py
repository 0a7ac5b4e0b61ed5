"""Runs of evaluation suites: figures, items, progress and the wish to cancel."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from core.errors import BadInput
from db.builds import ACTIVE, STATUSES
from db.ids import new_id
from db.session import Database
from db.tables import EvaluationRow


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run: `figures` are its numbers, `items` one mapping an item, `details` the rest."""

    id: str
    suite: str
    preset: str
    n: int
    seed: int
    status: str
    message: str
    fraction: float
    figures: Mapping[str, float]
    items: tuple[Mapping[str, Any], ...]
    details: Mapping[str, Any]
    error: str | None
    cancel_requested: bool
    created_at: float
    finished_at: float | None


class Evaluations:
    """All evaluation runs of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        *,
        suite: str,
        preset: str,
        n: int,
        seed: int,
        details: Mapping[str, Any] | None = None,
    ) -> str:
        """Write a run down as queued; returns its id."""
        run_id = new_id()
        with self._database.session() as session:
            session.add(
                EvaluationRow(
                    id=run_id,
                    suite=suite,
                    preset=preset,
                    n=n,
                    seed=seed,
                    status="queued",
                    message="",
                    fraction=0.0,
                    figures={},
                    items=[],
                    details=dict(details or {}),
                    cancel_requested=False,
                    created_at=time.time(),
                )
            )
        return run_id

    def update(
        self,
        run_id: str,
        *,
        status: str | None = None,
        message: str | None = None,
        fraction: float | None = None,
        figures: Mapping[str, float] | None = None,
        items: Sequence[Mapping[str, Any]] | None = None,
        details: Mapping[str, Any] | None = None,
        error: str | None = None,
    ) -> None:
        """Change the given parts; a final status notes when the run ended."""
        if status is not None and status not in STATUSES:
            raise ValueError(f"a run is one of {', '.join(STATUSES)}; not {status}")
        parts: dict[str, Any] = {
            "status": status,
            "message": message,
            "fraction": fraction,
            "figures": None if figures is None else dict(figures),
            "items": None if items is None else [dict(item) for item in items],
            "details": None if details is None else dict(details),
            "error": error,
        }
        values = {name: part for name, part in parts.items() if part is not None}
        if status is not None:
            values["finished_at"] = None if status in ACTIVE else time.time()
        if values:
            self._change(run_id, values)

    def get(self, run_id: str) -> Run | None:
        """The run of that id."""
        return next(iter(self._runs(EvaluationRow.id == run_id)), None)

    def recent(self, limit: int = 20) -> list[Run]:
        """Runs, newest first."""
        return self._runs(limit=limit)

    def unfinished(self) -> list[Run]:
        """Runs that wait or work, oldest first."""
        return self._runs(EvaluationRow.status.in_(ACTIVE))[::-1]

    def request_cancel(self, run_id: str) -> None:
        """Ask a run to stop."""
        self._change(run_id, {"cancel_requested": True})

    def is_cancelled(self, run_id: str) -> bool:
        """Whether this run was asked to stop."""
        query = select(EvaluationRow.cancel_requested).where(EvaluationRow.id == run_id)
        with self._database.reading() as session:
            return bool(session.scalar(query))

    def _change(self, run_id: str, values: dict[str, Any]) -> None:
        with self._database.session() as session:
            query = update(EvaluationRow).where(EvaluationRow.id == run_id).values(**values)
            if session.execute(query.returning(EvaluationRow.id)).first() is None:
                raise BadInput(f"There is no evaluation run with the id “{run_id[:40]}”.")

    def _runs(self, *where: Any, limit: int | None = None) -> list[Run]:
        query = (
            select(*EvaluationRow.__table__.columns)
            .where(*where)
            .order_by(EvaluationRow.created_at.desc(), EvaluationRow.id.desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            rows = session.execute(query).mappings()
            return [Run(**{**row, "items": tuple(row["items"])}) for row in rows]
