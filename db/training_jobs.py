"""Trainings that the studio runs as durable work, and the versions of models that they made."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import delete, func, select, update

from db.ids import new_id
from db.session import Database
from db.tables import TrainingJobRow

Status = Literal["queued", "running", "paused", "done", "cancelled", "failed"]
Wish = Literal["", "pause", "cancel"]
ACTIVE: Final = ("queued", "running")


@dataclass(frozen=True, kw_only=True)
class TrainingJob:
    """A training and, once it is done, a version.

    `plan` is what was asked for; `fraction` 0..1; `eta` seconds to go, where known; `number` counts
    the versions of the model `name`, `parent` is the id of the version that it began from.
    `took_s`: seconds from beginning to end on `machine`, None where it was interrupted.
    """

    id: str
    role: str
    name: str
    plan: Mapping[str, Any]
    status: Status
    wish: Wish
    message: str
    fraction: float
    eta: float | None
    error: str | None
    queued_at: float
    finished_at: float | None
    number: int | None
    parent: str | None
    in_use: bool
    took_s: float | None
    machine: str | None

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ACTIVE


class TrainingJobs:
    """All such trainings of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, *, role: str, name: str, plan: Mapping[str, Any], parent: str | None, job_id: str = ""
    ) -> str:
        """Write a training down as queued; returns its id."""
        row = TrainingJobRow(
            id=job_id or new_id(), role=role, name=name, plan=dict(plan), parent=parent,
            status="queued", wish="", message="", fraction=0.0, queued_at=time.time(),
            in_use=False,
        )  # fmt: skip
        with self._database.session() as session:
            session.add(row)
        return row.id

    def get(self, job_id: str) -> TrainingJob | None:
        """One training."""
        query = select(*TrainingJobRow.__table__.columns).where(TrainingJobRow.id == job_id)
        with self._database.reading() as session:
            row = session.execute(query).mappings().first()
            return TrainingJob(**row) if row else None

    def all(self) -> list[TrainingJob]:
        """Every training, newest first."""
        query = select(*TrainingJobRow.__table__.columns)
        query = query.order_by(TrainingJobRow.queued_at.desc(), TrainingJobRow.id.desc())
        with self._database.reading() as session:
            return [TrainingJob(**row) for row in session.execute(query).mappings()]

    def wish(self, job_id: str) -> Wish:
        """What a person wants of a running training."""
        query = select(TrainingJobRow.wish).where(TrainingJobRow.id == job_id)
        with self._database.reading() as session:
            return session.scalar(query) or ""  # type: ignore[return-value]

    def ask(self, job_id: str, wish: Wish) -> bool:
        """Ask an active training for something; one that waits obeys at once. False if it is not
        active."""
        ended = {"pause": "paused", "cancel": "cancelled"}
        row, now = TrainingJobRow, time.time()
        with self._database.session() as session:
            active = (row.id == job_id) & row.status.in_(ACTIVE)
            if wish in ended:
                waits = update(row).where((row.id == job_id) & (row.status == "queued"))
                waits = waits.values(status=ended[wish], wish="", message="", finished_at=now)
                if session.execute(waits.returning(row.id)).first():
                    return True
            found = session.execute(update(row).where(active).values(wish=wish).returning(row.id))
            return found.first() is not None

    def note(
        self, job_id: str, *, message: str, fraction: float | None = None, eta: float | None = None
    ) -> None:
        """Write down how far a training is."""
        known = {} if fraction is None else {"fraction": fraction}
        self._change(job_id, status="running", message=message, eta=eta, **known)

    def queue(self, job_id: str) -> bool:
        """Put a training that rests back among the waiting; False if it is active or done."""
        row = TrainingJobRow
        query = update(row).where((row.id == job_id) & row.status.not_in((*ACTIVE, "done")))
        query = query.values(status="queued", wish="", message="", error=None, finished_at=None)
        with self._database.session() as session:
            return session.execute(query.returning(row.id)).first() is not None

    def end(
        self, job_id: str, status: Status, *, message: str = "", error: str | None = None
    ) -> None:
        """Note how a training ended, or that it rests."""
        self._change(
            job_id, status=status, wish="", message=message, error=error, eta=None,
            finished_at=time.time(),
        )  # fmt: skip

    def publish(
        self, job_id: str, *, took_s: float | None = None, machine: str | None = None
    ) -> int:
        """Make a training the next version of its model, whole and done; returns the number."""
        row = TrainingJobRow
        with self._database.session() as session:
            name = session.scalar(select(row.name).where(row.id == job_id))
            last = session.scalar(select(func.max(row.number)).where(row.name == name)) or 0
            values = {
                "status": "done", "wish": "", "message": "", "fraction": 1.0, "eta": None,
                "error": None, "number": last + 1, "finished_at": time.time(), "took_s": took_s,
                "machine": machine,
            }  # fmt: skip
            session.execute(update(row).where(row.id == job_id).values(**values))
            return int(last) + 1

    def use(self, role: str, job_id: str | None) -> None:
        """Let one version, or none, be the one in use for a role."""
        row = TrainingJobRow
        with self._database.session() as session:
            session.execute(update(row).where(row.role == role).values(in_use=False))
            if job_id is not None:
                session.execute(update(row).where(row.id == job_id).values(in_use=True))

    def forget(self, job_id: str) -> None:
        """Delete the row."""
        with self._database.session() as session:
            session.execute(delete(TrainingJobRow).where(TrainingJobRow.id == job_id))

    def _change(self, job_id: str, **values: Any) -> None:
        query = update(TrainingJobRow).where(TrainingJobRow.id == job_id)
        with self._database.session() as session:
            session.execute(query.values(**values))
