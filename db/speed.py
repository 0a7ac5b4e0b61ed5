"""What the view of speed reads: pieces that models made, whole builds, and timed items of suites.

Only reads.  Artifacts never change, so whoever keeps `pieces` asks `stamp` whether there are more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, select

from db.builds import EXPORT
from db.session import Database
from db.tables import (
    ArtifactRow,
    BuildRow,
    ChoiceRow,
    EvaluationItemRow,
    EvaluationRow,
    HistoryRow,
    StoryRow,
)

AnyRow = Row[*tuple[Any, ...]]

PIECE: Final = (
    *("stage", "model", "device", "dtype", "load_s", "run_s", "units", "batch", "peak_mib"),
    *("created_at", "story_id", "slot", "machine"),
)
"""Names of the columns of `pieces`."""
ITEM: Final = ("run_id", "name", "stage", "load_s", "run_s", "units", "batch", "peak_mib", "cold")
"""Names of the columns of `items`."""


@dataclass(frozen=True, kw_only=True)
class StoryFacts:
    """What a story is filtered by, and its size: pages, and pictures that were looked at.

    `text` is the pasted story, None for one that is written from pictures.
    """

    mood: str
    style: str
    preset: str
    pages: int
    pictures: int
    text: str | None


@dataclass(frozen=True, kw_only=True)
class DoneBuild:
    """A build that came to its end; `targets` None: everything that the story needs."""

    id: str
    story_id: str
    targets: tuple[str, ...] | None
    started_at: float
    finished_at: float


@dataclass(frozen=True, kw_only=True)
class TimedRun:
    """A run of a suite whose items may have times; `models` by role with id, device and dtype;
    `machine` as `core.models.machine` tells it."""

    id: str
    suite: str
    preset: str
    created_at: float
    models: Mapping[str, Mapping[str, Any]]
    machine: Mapping[str, Any] = field(default_factory=dict)


class SpeedRecords:
    """Everything of a database that has to do with speed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self) -> tuple[Any, ...]:
        """Another value when there is something new to read."""
        artifacts = select(func.count(), func.max(ArtifactRow.created_at)).where(
            ArtifactRow.maker == "model"
        )
        builds = select(func.count()).where(BuildRow.status == "done")
        items = select(func.count()).select_from(EvaluationItemRow)
        with self._database.reading() as session:
            return tuple(
                value
                for query in (artifacts, builds, items)
                for value in session.execute(query).one()
            )

    def pieces(self, most: int | None = None) -> list[AnyRow]:
        """One row (`PIECE`) an artifact that a model made, oldest first, with the story and slot
        that it was made for; of all, or of the latest ones (`most` of them)."""
        a = ArtifactRow
        latest = select(a.key).where(a.maker == "model").order_by(a.created_at.desc()).limit(most)
        mine = a.maker == "model" if most is None else a.key.in_(latest)
        made = select(HistoryRow.artifact_key, func.min(HistoryRow.id).label("id"))
        if most is not None:
            made = made.where(HistoryRow.artifact_key.in_(latest))
        first = made.group_by(HistoryRow.artifact_key).subquery()
        query: Select[*tuple[Any, ...]] = (
            select(
                *(a.stage, a.model_id, a.device, a.dtype, a.load_s, a.run_s, a.units, a.batch),
                *(a.peak_mib, a.created_at, HistoryRow.story_id, HistoryRow.slot, a.machine),
            )
            .outerjoin(first, first.c.artifact_key == a.key)
            .outerjoin(HistoryRow, HistoryRow.id == first.c.id)
            .where(mine)
            .order_by(a.created_at)
        )
        with self._database.reading() as session:
            return list(session.execute(query))

    def stories(self) -> dict[str, StoryFacts]:
        """All stories, also deleted ones, by id."""
        query: Select[*tuple[Any, ...]] = select(
            StoryRow.id,
            StoryRow.mood,
            StoryRow.style,
            StoryRow.preset,
            StoryRow.request["text"].as_string(),
        )
        with self._database.reading() as session:
            pages = _count(session, "illustration/%")
            pictures = _count(session, "caption/%")
            return {
                story_id: StoryFacts(
                    mood=mood,
                    style=style,
                    preset=preset,
                    pages=pages.get(story_id, 0),
                    pictures=pictures.get(story_id, 0),
                    text=text,
                )
                for story_id, mood, style, preset, text in session.execute(query)
            }

    def builds(self) -> list[DoneBuild]:
        """Builds that were done, in the order in which they ended."""
        b = BuildRow
        query = (
            select(b.id, b.story_id, b.targets, b.started_at, b.finished_at)
            .where(
                b.status == "done",
                b.kind != EXPORT,
                b.started_at.is_not(None),
                b.finished_at.is_not(None),
            )
            .order_by(b.finished_at)
        )
        with self._database.reading() as session:
            return [
                DoneBuild(
                    id=build_id,
                    story_id=story_id,
                    targets=None if targets is None else tuple(targets),
                    started_at=started,
                    finished_at=finished,
                )
                for build_id, story_id, targets, started, finished in session.execute(query)
                if started is not None and finished is not None
            ]

    def runs(self) -> dict[str, TimedRun]:
        """All runs of suites that know what ran where, by id."""
        r = EvaluationRow
        query = select(r.id, r.suite, r.preset, r.created_at, r.details)
        with self._database.reading() as session:
            return {
                run_id: TimedRun(
                    id=run_id,
                    suite=suite,
                    preset=preset,
                    created_at=created_at,
                    models=details.get("models", {}),
                    machine=details.get("machine", {}),
                )
                for run_id, suite, preset, created_at, details in session.execute(query)
            }

    def items(self) -> list[AnyRow]:
        """One row (`ITEM`) an item of a suite that was timed, in order; what it does not say is
        None."""
        item = EvaluationItemRow
        number = {
            name: item.data[name].as_float()
            for name in ("load_s", "run_s", "units", "batch", "peak_mib")
        }
        columns: tuple[ColumnElement[Any], ...] = (
            item.data["stage"].as_string(),
            *number.values(),
            item.data["cold"].as_boolean(),
        )
        query: Select[*tuple[Any, ...]] = (
            select(item.run_id, item.name, *columns)
            .where(number["run_s"].is_not(None))
            .order_by(item.run_id, item.position)
        )
        with self._database.reading() as session:
            return list(session.execute(query))


def _count(session: Any, slots: str) -> dict[str, int]:
    """How many slots like `slots` each story has."""
    query = (
        select(ChoiceRow.story_id, func.count())
        .where(ChoiceRow.slot.like(slots))
        .group_by(ChoiceRow.story_id)
    )
    return {story_id: count for story_id, count in session.execute(query)}
