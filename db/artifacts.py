"""Artifacts, what stands in each slot of a story, and what ever stood there.

Fulfils `core.build.ArtifactStore`.  Artifacts are written once and never changed; one whose media
file is lost (missing or damaged) counts as not made, and is made again under its key.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.orm import Session

from core.build import Artifact, Choice
from core.errors import BadInput
from db.media import MediaStore
from db.session import Database, upsert
from db.tables import ArtifactRow, ChoiceRow, HistoryRow, StoryRow

AnyRow = Row[*tuple[Any, ...]]

_FIELDS = (
    *("key", "stage", "maker", "inputs", "params", "seed", "model_id", "model_revision"),
    *("device", "dtype", "text", "media", "mime", "data"),
    *("queued_s", "load_s", "run_s", "created_at", "units", "batch", "peak_mib"),
    *("machine", "moment"),
)
_COLUMNS = tuple(getattr(ArtifactRow, name) for name in _FIELDS)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A slot as it stands; `versions` counts the artifacts that ever stood here, `lost` says that
    the file of the one that stands now is missing or damaged."""

    choice: Choice
    artifact: Artifact | None
    versions: int
    lost: bool = False


@dataclass(frozen=True, kw_only=True)
class Version:
    """An artifact that stood in a slot since `at`."""

    take: int
    at: float
    artifact: Artifact


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A story's slots as read at one moment; `core.build.examine` takes it as its store."""

    standing: Mapping[str, Standing]

    def artifact(self, key: str) -> Artifact | None:
        """The artifact of that key, if it stands somewhere in the story."""
        for place in self.standing.values():
            if place.choice.key == key:
                return place.artifact
        return None

    def choices(self, story_id: str = "") -> dict[str, Choice]:
        """What stands in each slot."""
        return {slot: place.choice for slot, place in self.standing.items()}


class SqlArtifactStore:
    """Artifacts in the database, their media in a `MediaStore`."""

    def __init__(self, database: Database, media: MediaStore) -> None:
        self._database = database
        self._media = media

    # -- what the build asks ------------------------------------------------------------------
    def artifact(self, key: str) -> Artifact | None:
        """The artifact of that key, if it was ever made (for any story) and is not lost."""
        with self._database.reading() as session:
            row = session.execute(select(*_COLUMNS).where(ArtifactRow.key == key)).first()
            return _artifact(row) if row and not self._is_lost(row.media) else None

    def choices(self, story_id: str) -> dict[str, Choice]:
        """What stands in each slot of a story."""
        query = select(
            ChoiceRow.slot, ChoiceRow.artifact_key, ChoiceRow.take, ChoiceRow.locked
        ).where(ChoiceRow.story_id == story_id)
        with self._database.reading() as session:
            return {
                slot: Choice(slot=slot, key=key, take=take, locked=locked)
                for slot, key, take, locked in session.execute(query)
            }

    def put(self, story_id: str, slot: str, take: int, artifact: Artifact) -> None:
        """Store an artifact (once) and choose it for the slot, in one transaction.

        A build may be overtaken by its reader.  A slot that was locked or edited meanwhile keeps
        what stands there, and the artifact is only cached; a slot of a newer take keeps its take
        (and shows the artifact only if it is empty).
        """
        with self._database.session() as session:
            self._insert(session, artifact)
            now = _standing(session, story_id, slot)
            chosen = {"artifact_key": artifact.key, "take": take}
            if now is not None and artifact.maker != "person" and not self._is_lost(now.media):
                if now.artifact_key is not None and (now.locked or now.maker == "person"):
                    return
                if now.take > take:
                    chosen = {} if now.artifact_key else {"artifact_key": artifact.key}
            if chosen:
                _choose(session, story_id, slot, **chosen)
            _remember(session, story_id, slot, take, artifact.key)

    def put_media(self, content: bytes, mime: str) -> str:
        """Store a media file by its SHA-256 and return that name."""
        return self._media.put(content, mime)

    def media(self, sha256: str) -> bytes:
        """The bytes of a stored media file."""
        return self._media.read(sha256)

    # -- what pages ask -----------------------------------------------------------------------
    def artifacts_for(
        self, story_id: str, slots: Sequence[str] | None = None
    ) -> dict[str, Standing]:
        """Slots of a story (None: all) with what stands there, in one query."""
        versions = (
            select(
                HistoryRow.slot, func.count(HistoryRow.artifact_key.distinct()).label("versions")
            )
            .where(HistoryRow.story_id == story_id)
            .group_by(HistoryRow.slot)
            .subquery()
        )
        query = (
            select(
                *_COLUMNS,
                ChoiceRow.slot,
                ChoiceRow.artifact_key,
                ChoiceRow.take,
                ChoiceRow.locked,
                func.coalesce(versions.c.versions, 0),
            )
            .select_from(ChoiceRow)
            .outerjoin(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
            .outerjoin(versions, versions.c.slot == ChoiceRow.slot)
            .where(ChoiceRow.story_id == story_id)
        )
        if slots is not None:
            query = query.where(ChoiceRow.slot.in_(slots))
        width = len(_COLUMNS)
        with self._database.reading() as session:
            found = {}
            for row in session.execute(query):
                slot, key, take, locked, count = row[width:]
                lost = key is not None and self._is_lost(row.media)
                found[slot] = Standing(
                    choice=Choice(slot=slot, key=key, take=take, locked=locked),
                    artifact=_artifact(row) if key and not lost else None,
                    versions=count,
                    lost=lost,
                )
            return found

    def snapshot(self, story_id: str) -> Snapshot:
        """The same, as a store that asks the database nothing further."""
        return Snapshot(standing=self.artifacts_for(story_id))

    def history(self, story_id: str, slot: str) -> list[Version]:
        """What stood in a slot, newest first."""
        query: Select[*tuple[Any, ...]] = (
            select(*_COLUMNS, HistoryRow.take, HistoryRow.at)
            .join(HistoryRow, HistoryRow.artifact_key == ArtifactRow.key)
            .where(HistoryRow.story_id == story_id, HistoryRow.slot == slot)
            .order_by(HistoryRow.id.desc())
        )
        with self._database.reading() as session:
            return [
                Version(take=row[-2], at=row[-1], artifact=_artifact(row))
                for row in session.execute(query)
            ]

    def standing_in(self, slot: str, *, most: int) -> list[tuple[str, Artifact]]:
        """What stands in a slot of the newest stories that are not deleted, with their ids."""
        query: Select[*tuple[Any, ...]] = (
            select(*_COLUMNS, ChoiceRow.story_id)
            .join(ChoiceRow, ChoiceRow.artifact_key == ArtifactRow.key)
            .join(StoryRow, StoryRow.id == ChoiceRow.story_id)
            .where(ChoiceRow.slot == slot, StoryRow.deleted_at.is_(None))
            .order_by(StoryRow.created_at.desc(), StoryRow.id.desc())
            .limit(most)
        )
        with self._database.reading() as session:
            return [(row[-1], _artifact(row)) for row in session.execute(query)]

    # -- what readers do ----------------------------------------------------------------------
    def put_edit(self, story_id: str, slot: str, artifact: Artifact) -> None:
        """Let a person's text (`core.build.edited`) stand in a slot; take and lock stay."""
        self.put_edits(story_id, {slot: (artifact, None)})

    def put_edits(self, story_id: str, edits: Mapping[str, tuple[Artifact, int | None]]) -> None:
        """The same in several slots at once, each of this take (None: as it is)."""
        with self._database.session() as session:
            for slot, (artifact, new) in edits.items():
                self._insert(session, artifact)
                now = _standing(session, story_id, slot)
                take = new if new is not None else now.take if now else 0
                _choose(session, story_id, slot, artifact_key=artifact.key, take=take)
                _remember(session, story_id, slot, take, artifact.key)

    def put_back(self, story_id: str, before: Mapping[str, tuple[str | None, int]]) -> None:
        """Let what stood in slots stand there again, all at once: key (None: nothing) and take."""
        with self._database.session() as session:
            for slot, (key, take) in before.items():
                _choose(session, story_id, slot, artifact_key=key, take=take)

    def choose(self, story_id: str, slot: str, key: str, take: int) -> None:
        """Put an earlier version of a slot back; the history stays as it is."""
        with self._database.session() as session:
            stood = select(HistoryRow.id).where(
                HistoryRow.story_id == story_id,
                HistoryRow.slot == slot,
                HistoryRow.artifact_key == key,
            )
            if session.execute(stood.limit(1)).first() is None:
                raise BadInput(f"“{slot}” never had this version; choose one from its history.")
            _choose(session, story_id, slot, artifact_key=key, take=take)

    def let_go(self, story_id: str, slot: str) -> None:
        """Let nothing stand in a slot; the history stays as it is."""
        with self._database.session() as session:
            _choose(session, story_id, slot, artifact_key=None)

    def bump_take(self, story_id: str, slot: str, *, ahead: int = 0) -> int:
        """Ask for another take: the next after the highest so far, which is returned; or one that
        many `ahead` of it.

        An edit is taken off the slot (its history keeps it), for an edit counts as fresh and would
        never be built again; anything else stands, stale, until the new take is made.
        """
        with self._database.session() as session:
            now = _standing(session, story_id, slot)
            highest = session.scalar(
                select(func.max(HistoryRow.take)).where(
                    HistoryRow.story_id == story_id, HistoryRow.slot == slot
                )
            )
            take = (0 if highest is None else highest + 1) + ahead
            key = None if now is None or now.maker == "person" else now.artifact_key
            _choose(session, story_id, slot, artifact_key=key, take=take)
            return take

    def set_locked(self, story_id: str, slot: str, locked: bool) -> None:
        """A locked slot stays as it is, whatever changes."""
        with self._database.session() as session:
            _choose(session, story_id, slot, locked=locked)

    def _is_lost(self, media: str | None) -> bool:
        return media is not None and not self._media.whole(media)

    def _insert(self, session: Session, artifact: Artifact) -> None:
        """Insert once; another process may be first with the same key.

        Made again because its file was lost, it may have come out as another file.
        """
        values = {name: getattr(artifact, name) for name in _FIELDS}
        values["inputs"] = list(artifact.inputs)
        for name in ("queued_s", "load_s", "run_s", "created_at"):
            values[name] = float(values[name])
        before = session.scalar(select(ArtifactRow.media).where(ArtifactRow.key == artifact.key))
        if before is not None and before != artifact.media and self._is_lost(before):
            query = update(ArtifactRow).where(ArtifactRow.key == artifact.key)
            session.execute(query.values(**values))
            return
        session.execute(upsert(session, ArtifactRow).values(**values).on_conflict_do_nothing())


def _artifact(row: AnyRow) -> Artifact:
    values = dict(zip(_FIELDS, row, strict=False))
    values["inputs"] = tuple(values["inputs"])
    return Artifact(**values)


def _standing(session: Session, story_id: str, slot: str) -> AnyRow | None:
    query = (
        select(
            ChoiceRow.artifact_key,
            ChoiceRow.take,
            ChoiceRow.locked,
            ArtifactRow.maker,
            ArtifactRow.media,
        )
        .outerjoin(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
        .where(ChoiceRow.story_id == story_id, ChoiceRow.slot == slot)
        .with_for_update(of=ChoiceRow)
    )
    return session.execute(query).first()


def _choose(session: Session, story_id: str, slot: str, **changes: Any) -> None:
    first = {"artifact_key": None, "take": 0, "locked": False, **changes}
    session.execute(
        upsert(session, ChoiceRow)
        .values(story_id=story_id, slot=slot, **first)
        .on_conflict_do_update(index_elements=["story_id", "slot"], set_=changes)
    )


def _remember(session: Session, story_id: str, slot: str, take: int, key: str) -> None:
    last = (
        select(HistoryRow.artifact_key)
        .where(HistoryRow.story_id == story_id, HistoryRow.slot == slot)
        .order_by(HistoryRow.id.desc())
        .limit(1)
    )
    if session.scalar(last) != key:
        session.add(
            HistoryRow(story_id=story_id, slot=slot, take=take, artifact_key=key, at=time.time())
        )
