"""Blind tests of two models: their tasks, what each model made of them, and people's votes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import delete, or_, select, update

from core.errors import BadInput
from db.ids import new_id
from db.session import Database, upsert
from db.tables import BlindItemRow, BlindTestRow, BlindVoteRow

Status = Literal["queued", "running", "done", "failed"]
Side = Literal["one", "other"]
OUTCOMES: Final = ("one", "other", "tie")


@dataclass(frozen=True, kw_only=True)
class BlindTest:
    """Two models of one role, by their ids in the catalogue and as they were called."""

    id: str
    role: str
    one: str
    other: str
    one_label: str
    other_label: str
    status: Status
    error: str | None
    created_at: float


@dataclass(frozen=True, kw_only=True)
class BlindItem:
    """One task: `words` or a `picture` (the name of a stored file), and what was made of it."""

    test_id: str
    position: int
    words: str
    picture: str | None
    one_text: str | None
    one_media: str | None
    other_text: str | None
    other_media: str | None

    def made(self, side: Side) -> str | None:
        """The text, or the stored file, that one of the two made; None before."""
        if side == "one":
            return self.one_media or self.one_text
        return self.other_media or self.other_text


@dataclass(frozen=True, kw_only=True)
class BlindVote:
    """A person's vote on one task; `outcome` is one of `OUTCOMES`."""

    test_id: str
    position: int
    person: str
    outcome: str
    created_at: float


class BlindTests:
    """All blind tests of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        role: str,
        *,
        one: tuple[str, str],
        other: tuple[str, str],
        tasks: Sequence[tuple[str, str | None]],
    ) -> str:
        """Write a test down as queued; `one` and `other` are (id, label) of the models, `tasks`
        (words, picture). Returns its id."""
        row = BlindTestRow(
            id=new_id(), role=role, one=one[0], one_label=one[1], other=other[0],
            other_label=other[1], status="queued", created_at=time.time(),
        )  # fmt: skip
        with self._database.session() as session:
            session.add(row)
            session.flush()
            for position, (words, picture) in enumerate(tasks):
                task = BlindItemRow(test_id=row.id, position=position, words=words, picture=picture)
                session.add(task)
        return row.id

    def all(self) -> list[BlindTest]:
        """Every test, newest first."""
        query = select(*BlindTestRow.__table__.columns)
        query = query.order_by(BlindTestRow.created_at.desc(), BlindTestRow.id.desc())
        with self._database.reading() as session:
            return [BlindTest(**row) for row in session.execute(query).mappings()]

    def get(self, test_id: str) -> BlindTest | None:
        """One test."""
        query = select(*BlindTestRow.__table__.columns).where(BlindTestRow.id == test_id)
        with self._database.reading() as session:
            row = session.execute(query).mappings().first()
            return BlindTest(**row) if row else None

    def items(self, test_id: str) -> list[BlindItem]:
        """A test's tasks in their order."""
        row = BlindItemRow
        query = select(*row.__table__.columns).where(row.test_id == test_id).order_by(row.position)
        with self._database.reading() as session:
            return [BlindItem(**found) for found in session.execute(query).mappings()]

    def fill(
        self, item: BlindItem, side: Side, *, text: str | None = None, media: str | None = None
    ) -> None:
        """Note what one of the two made of a task."""
        query = update(BlindItemRow).where(
            BlindItemRow.test_id == item.test_id, BlindItemRow.position == item.position
        )
        with self._database.session() as session:
            session.execute(query.values({f"{side}_text": text, f"{side}_media": media}))

    def set_status(self, test_id: str, status: Status, error: str | None = None) -> None:
        """Note how far a test is, or how it ended."""
        query = update(BlindTestRow).where(BlindTestRow.id == test_id)
        with self._database.session() as session:
            session.execute(query.values(status=status, error=error))

    def vote(self, test_id: str, position: int, outcome: str, *, person: str = "local") -> None:
        """Keep a vote; a later one of the same person on the same task replaces it."""
        if outcome not in OUTCOMES:
            raise BadInput(f"{outcome!r} is no outcome; choose one of: {', '.join(OUTCOMES)}.")
        values = {
            "test_id": test_id, "position": position, "person": person, "outcome": outcome,
            "created_at": time.time(),
        }  # fmt: skip
        with self._database.session() as session:
            query = upsert(session, BlindVoteRow)
            query = query.on_conflict_do_update(
                index_elements=["test_id", "position", "person"],
                set_={"outcome": outcome, "created_at": query.excluded.created_at},
            )
            session.execute(query, [values])

    def votes(self, test_id: str) -> list[BlindVote]:
        """Every vote on a test."""
        row = BlindVoteRow
        query = select(*row.__table__.columns).where(row.test_id == test_id)
        with self._database.reading() as session:
            return [BlindVote(**found) for found in session.execute(query).mappings()]

    def forget(self, model_id: str) -> None:
        """Delete every test of a model, with its votes."""
        row = BlindTestRow
        with self._database.session() as session:
            of_model = or_(row.one == model_id, row.other == model_id)
            ids = list(session.scalars(select(row.id).where(of_model)))
            for table in (BlindVoteRow, BlindItemRow):
                session.execute(delete(table).where(table.test_id.in_(ids)))
            session.execute(delete(row).where(row.id.in_(ids)))
