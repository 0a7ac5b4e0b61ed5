"""Runs of evaluation suites: figures, items, progress and the wish to cancel."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from core.errors import BadInput
from core.figure import Figure
from db.builds import ACTIVE, STATUSES
from db.filters import Filters
from db.ids import new_id
from db.session import Database
from db.tables import EvaluationItemRow, EvaluationRow

_ALL: Final = Filters()


@dataclass(frozen=True, kw_only=True)
class RunItem:
    """One thing that a run looked at; `error` says in a sentence why it has no `data`."""

    name: str
    data: Mapping[str, Any]
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run: `done` items are stored of about `n`; `details` holds the rest of what was noted
    (models by role with revision, device and dtype, the code's version, the data)."""

    id: str
    suite: str
    preset: str
    n: int
    seed: int
    status: str
    message: str
    fraction: float
    figures: Mapping[str, Figure]
    details: Mapping[str, Any]
    error: str | None
    cancel_requested: bool
    created_at: float
    finished_at: float | None
    done: int

    @property
    def partial(self) -> bool:
        """Whether it ended before all of its items were looked at."""
        return self.status in ("cancelled", "failed") and self.done > 0


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
        figures: Mapping[str, Figure] | None = None,
        details: Mapping[str, Any] | None = None,
        error: str | None = None,
        more: Sequence[RunItem] = (),
    ) -> None:
        """Change the given parts and append items, in one transaction.

        A final status notes when the run ended.
        """
        if status is not None and status not in STATUSES:
            raise ValueError(f"a run is one of {', '.join(STATUSES)}; not {status}")
        stored = None if figures is None else {k: asdict(f) for k, f in figures.items()}
        parts: dict[str, Any] = {
            "status": status,
            "message": message,
            "fraction": fraction,
            "figures": stored,
            "details": None if details is None else dict(details),
            "error": error,
        }
        values = {name: part for name, part in parts.items() if part is not None}
        if status is not None:
            values["finished_at"] = None if status in ACTIVE else time.time()
        with self._database.session() as session:
            if values:
                _change(session, run_id, values)
            if more:
                _append(session, run_id, more)

    def get(self, run_id: str) -> Run | None:
        """The run of that id."""
        return next(iter(self._runs(EvaluationRow.id == run_id)), None)

    def named(self, given: str) -> Run:
        """The run whose id begins or ends so; `BadInput` where that is none, or several."""
        row = EvaluationRow
        words = given.strip().lower()
        fit = row.id.startswith(words, autoescape=True) | row.id.endswith(words, autoescape=True)
        found = self._runs(fit, limit=2) if words else []
        if len(found) == 1:
            return found[0]
        what = "Several runs' ids begin or end" if found else "No run's id begins or ends"
        raise BadInput(f"{what} with “{given[:40]}”; `python -m eval runs` lists them.")

    def items(self, run_id: str) -> list[RunItem]:
        """What a run looked at so far, in order."""
        row = EvaluationItemRow
        query = select(row.name, row.data, row.error).where(row.run_id == run_id)
        with self._database.reading() as session:
            found = session.execute(query.order_by(row.position)).mappings()
            return [RunItem(**item) for item in found]

    def recent(self, limit: int | None = None, chosen: Filters = _ALL) -> list[Run]:
        """Runs, newest first; of the filters, preset and time are applied."""
        where: list[Any] = []
        if chosen.presets:
            where.append(EvaluationRow.preset.in_(chosen.presets))
        if chosen.since is not None:
            where.append(EvaluationRow.created_at >= chosen.since)
        return self._runs(*where, limit=limit)

    def unfinished(self) -> list[Run]:
        """Runs that wait or work, oldest first."""
        return self._runs(EvaluationRow.status.in_(ACTIVE))[::-1]

    def request_cancel(self, run_id: str) -> None:
        """Ask a run to stop."""
        with self._database.session() as session:
            _change(session, run_id, {"cancel_requested": True})

    def is_cancelled(self, run_id: str) -> bool:
        """Whether this run was asked to stop."""
        query = select(EvaluationRow.cancel_requested).where(EvaluationRow.id == run_id)
        with self._database.reading() as session:
            return bool(session.scalar(query))

    def _runs(self, *where: Any, limit: int | None = None) -> list[Run]:
        item = EvaluationItemRow
        done = select(func.count()).where(item.run_id == EvaluationRow.id).scalar_subquery()
        query = (
            select(*EvaluationRow.__table__.columns, done.label("done"))
            .where(*where)
            .order_by(EvaluationRow.created_at.desc(), EvaluationRow.id.desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            rows = session.execute(query).mappings()
            return [Run(**{**row, "figures": _figures(row["figures"])}) for row in rows]


def _figures(stored: Mapping[str, Any]) -> dict[str, Figure]:
    return {name: Figure(**values) for name, values in stored.items()}


def _change(session: Session, run_id: str, values: dict[str, Any]) -> None:
    query = update(EvaluationRow).where(EvaluationRow.id == run_id).values(**values)
    if session.execute(query.returning(EvaluationRow.id)).first() is None:
        raise BadInput(f"There is no evaluation run with the id “{run_id[:40]}”.")


def _append(session: Session, run_id: str, items: Sequence[RunItem]) -> None:
    row = EvaluationItemRow
    last = session.scalar(select(func.max(row.position)).where(row.run_id == run_id))
    first = 0 if last is None else last + 1
    rows = [
        {
            "run_id": run_id,
            "position": position,
            "name": item.name,
            "data": dict(item.data),
            "error": item.error,
        }
        for position, item in enumerate(items, start=first)
    ]
    session.execute(insert(row), rows)
