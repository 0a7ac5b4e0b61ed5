"""Trainings: what was run, and its curves."""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from sqlalchemy import delete, select, update

from db.ids import new_id
from db.session import Database, upsert
from db.tables import TrainingPointRow, TrainingRunRow

State = Literal["running", "done", "stopped", "failed"]
_BATCH: Final = 1000


class Point(NamedTuple):
    """One value of the curve `name`, after `step` steps and `seconds` of training."""

    step: int
    seconds: float
    name: str
    value: float


@dataclass(frozen=True, kw_only=True)
class TrainingRun:
    """One training; `state` "stopped" is one that a person interrupted."""

    id: str
    model: str
    command: str
    git_commit: str
    seed: int
    data_hash: str
    device: str
    state: State
    started_at: float
    finished_at: float | None


class Trainings:
    """All trainings of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, *, model: str, command: str, git_commit: str, seed: int, data_hash: str, device: str,
        run_id: str | None = None,
    ) -> str:  # fmt: skip
        """Write a run down as running; returns its id, a new one unless `run_id` is given."""
        run = TrainingRunRow(
            id=run_id or new_id(), model=model, command=command, git_commit=git_commit, seed=seed,
            data_hash=data_hash, device=device, state="running", started_at=time.time(),
        )  # fmt: skip
        with self._database.session() as session:
            session.add(run)
        return run.id

    def resume(self, run_id: str, step: int) -> bool:
        """Go on with a run from `step`; False where this database does not know it.

        Points after `step` are forgotten: they will be made again.
        """
        late = (TrainingPointRow.run_id == run_id) & (TrainingPointRow.step > step)
        with self._database.session() as session:
            session.execute(delete(TrainingPointRow).where(late))
            query = update(TrainingRunRow).where(TrainingRunRow.id == run_id)
            query = query.values(state="running", finished_at=None)
            return session.execute(query.returning(TrainingRunRow.id)).first() is not None

    def add_points(self, run_id: str, points: Iterable[Point]) -> None:
        """Add points in one transaction; the last of a step and name counts, and only numbers."""
        found = {(p.name, p.step): p for p in points if math.isfinite(p.value)}
        rows = [{"run_id": run_id, **point._asdict()} for point in found.values()]
        if not rows:
            return
        with self._database.session() as session:
            query = upsert(session, TrainingPointRow)
            query = query.on_conflict_do_update(
                index_elements=["run_id", "name", "step"],
                set_={"value": query.excluded.value, "seconds": query.excluded.seconds},
            )
            for start in range(0, len(rows), _BATCH):
                session.execute(query, rows[start : start + _BATCH])

    def finish(self, run_id: str, state: State) -> None:
        """Note how a run ended."""
        query = update(TrainingRunRow).where(TrainingRunRow.id == run_id)
        with self._database.session() as session:
            session.execute(query.values(state=state, finished_at=time.time()))

    def runs(self, model: str | None = None, limit: int = 50) -> list[TrainingRun]:
        """Runs, newest first."""
        query = select(*TrainingRunRow.__table__.columns).limit(limit)
        query = query.order_by(TrainingRunRow.started_at.desc(), TrainingRunRow.id.desc())
        if model is not None:
            query = query.where(TrainingRunRow.model == model)
        with self._database.reading() as session:
            return [TrainingRun(**row) for row in session.execute(query).mappings()]

    def get(self, run_id: str) -> TrainingRun | None:
        """One run."""
        query = select(*TrainingRunRow.__table__.columns).where(TrainingRunRow.id == run_id)
        with self._database.reading() as session:
            row = session.execute(query).mappings().first()
            return TrainingRun(**row) if row else None

    def forget(self, run_id: str) -> None:
        """Delete a run and its curves."""
        with self._database.session() as session:
            session.execute(delete(TrainingPointRow).where(TrainingPointRow.run_id == run_id))
            session.execute(delete(TrainingRunRow).where(TrainingRunRow.id == run_id))

    def curves(self, run_id: str) -> dict[str, list[Point]]:
        """A run's curves by name, each in the order of its steps."""
        row = TrainingPointRow
        query = select(row.step, row.seconds, row.name, row.value).where(row.run_id == run_id)
        found: dict[str, list[Point]] = {}
        with self._database.reading() as session:
            for values in session.execute(query.order_by(row.name, row.step)):
                point = Point(*values)
                found.setdefault(point.name, []).append(point)
        return found
