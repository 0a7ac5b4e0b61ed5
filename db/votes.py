"""Blind comparisons: the versions of slots that can be compared, and the votes about them.

Votes stay when a story is deleted, but nothing here shows them until it is restored.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select

from core.errors import BadInput
from db.filters import Filters
from db.ids import new_id
from db.quality import number
from db.session import Database
from db.tables import ArtifactRow, HistoryRow, StoryRow, VoteRow

_ALL: Final = Filters()
OUTCOMES: Final = ("left", "right", "tie")
_MOST_KEYS: Final = 500
"""Keys asked for at once: databases limit the parameters of a query."""


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One person's judgement; `seed` is the one that the sides were drawn with; `mood` and `style`
    are those of the story."""

    id: str
    story_id: str
    slot: str
    left_key: str
    right_key: str
    outcome: str
    person: str
    seed: int
    created_at: float
    mood: str
    style: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """An artifact that stood in a slot of a story, with what was made (text or media name)."""

    story_id: str
    slot: str
    key: str
    made: str


@dataclass(frozen=True, kw_only=True)
class Origin:
    """How an artifact was made, as far as comparisons ask; it never changes."""

    key: str
    stage: str
    maker: str
    inputs: tuple[str, ...]
    params: dict[str, Any]
    seed: int
    model_id: str | None
    model_revision: str | None
    text: str | None


class Votes:
    """All votes of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        story_id: str,
        slot: str,
        *,
        left: str,
        right: str,
        outcome: str,
        seed: int,
        person: str = "local",
    ) -> str:
        """Keep a vote about two versions of a slot (keys of artifacts); returns its id."""
        if outcome not in OUTCOMES:
            raise BadInput(f"A vote is one of {', '.join(OUTCOMES)}; not “{outcome[:40]}”.")
        stood = (
            select(func.count(HistoryRow.artifact_key.distinct()))
            .join(StoryRow, StoryRow.id == HistoryRow.story_id)
            .where(
                HistoryRow.story_id == story_id,
                HistoryRow.slot == slot,
                HistoryRow.artifact_key.in_((left, right)),
                StoryRow.deleted_at.is_(None),
            )
        )
        vote_id = new_id()
        with self._database.session() as session:
            if session.scalar(stood) != 2:
                raise BadInput(
                    "These two versions cannot be compared any more: their story was deleted, or"
                    " one of them never stood in this place."
                )
            session.add(
                VoteRow(
                    id=vote_id,
                    story_id=story_id,
                    slot=slot,
                    left_key=left,
                    right_key=right,
                    outcome=outcome,
                    person=person,
                    seed=seed,
                    created_at=time.time(),
                )
            )
        return vote_id

    def all(self, chosen: Filters = _ALL) -> list[Vote]:
        """Votes about stories that are not deleted, oldest first.

        Of the filters, preset, time, models and devices are applied here (a model or device that
        made one of the sides); mood and style are what each side was made with (`studio.lineage`).
        """
        query = (
            select(*VoteRow.__table__.columns, StoryRow.mood, StoryRow.style)
            .join(StoryRow, StoryRow.id == VoteRow.story_id)
            .where(StoryRow.deleted_at.is_(None))
            .order_by(VoteRow.id)
        )
        if chosen.presets:
            query = query.where(StoryRow.preset.in_(chosen.presets))
        if chosen.since is not None:
            query = query.where(VoteRow.created_at >= chosen.since)
        if chosen.models:
            query = query.where(_side(ArtifactRow.model_id.in_(chosen.models)))
        if chosen.devices:
            query = query.where(_side(ArtifactRow.device.in_(chosen.devices)))
        with self._database.reading() as session:
            return [Vote(**row) for row in session.execute(query).mappings()]

    def of_deleted(self) -> int:
        """How many votes about deleted stories there are."""
        query = select(func.count()).select_from(VoteRow).join(StoryRow)
        with self._database.reading() as session:
            return session.scalar(query.where(StoryRow.deleted_at.is_not(None))) or 0

    def comparable(self, kind: str) -> list[Version]:
        """Versions in slots "`kind`/i" in which two or more ever stood; none of deleted stories."""
        several = (
            select(HistoryRow.story_id, HistoryRow.slot)
            .join(StoryRow, StoryRow.id == HistoryRow.story_id)
            .where(HistoryRow.slot.startswith(f"{kind}/"), StoryRow.deleted_at.is_(None))
            .group_by(HistoryRow.story_id, HistoryRow.slot)
            .having(func.count(HistoryRow.artifact_key.distinct()) > 1)
            .subquery()
        )
        query = (
            select(
                HistoryRow.story_id,
                HistoryRow.slot,
                ArtifactRow.key,
                func.coalesce(ArtifactRow.media, ArtifactRow.text).label("made"),
            )
            .join(
                several,
                (several.c.story_id == HistoryRow.story_id) & (several.c.slot == HistoryRow.slot),
            )
            .join(ArtifactRow, ArtifactRow.key == HistoryRow.artifact_key)
            .where(or_(ArtifactRow.media.is_not(None), ArtifactRow.text.is_not(None)))
            .distinct()
        )
        with self._database.reading() as session:
            return [Version(**row) for row in session.execute(query).mappings()]

    def origins(self, keys: Iterable[str]) -> dict[str, Origin]:
        """How these artifacts were made, by key."""
        wanted = sorted(set(keys))
        columns = [getattr(ArtifactRow, name) for name in Origin.__dataclass_fields__]
        found = {}
        with self._database.reading() as session:
            for start in range(0, len(wanted), _MOST_KEYS):
                query = select(*columns).where(
                    ArtifactRow.key.in_(wanted[start : start + _MOST_KEYS])
                )
                for row in session.execute(query).mappings():
                    found[row["key"]] = Origin(**{**row, "inputs": tuple(row["inputs"])})
        return found

    def scores_of_voted(self) -> list[tuple[str, str, str, str, float | None]]:
        """(picture's key, scorer's model id, its revision, its dtype, CLIP score) of the pictures
        that stood where somebody voted, oldest score first."""
        voted = select(VoteRow.story_id, VoteRow.slot).distinct().subquery()
        row = ArtifactRow
        query = (
            select(row.inputs, row.model_id, row.model_revision, row.dtype, row.data)
            .join(HistoryRow, HistoryRow.artifact_key == ArtifactRow.key)
            .join(
                voted,
                (voted.c.story_id == HistoryRow.story_id)
                & (func.replace(voted.c.slot, "illustration/", "score/") == HistoryRow.slot),
            )
            .where(ArtifactRow.stage == "scoring")
            .order_by(ArtifactRow.created_at)
        )
        with self._database.reading() as session:
            return [
                (inputs[-1], model or "", revision or "", dtype or "", number(data, "score"))
                for inputs, model, revision, dtype, data in session.execute(query)
                if inputs
            ]


def _side(made: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether one of a vote's two versions was `made` so."""
    sides = ArtifactRow.key.in_((VoteRow.left_key, VoteRow.right_key))
    return select(ArtifactRow.key).where(sides, made).correlate(VoteRow).exists()
