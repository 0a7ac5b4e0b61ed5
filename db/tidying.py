"""Erases for good: deleted stories, old takes, and what nothing needs any more.

What is due can be counted first.  Each piece is asked again in the transaction that erases it, for
a story may be brought back meanwhile.  Files are the caller's work: `needed` says which of them
the database still speaks of.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Delete, Select, delete, exists, or_, select
from sqlalchemy.orm import Session

from db.session import Database, dumps
from db.tables import (
    ArtifactRow,
    BlindItemRow,
    BuildRow,
    ChoiceRow,
    EvaluationItemRow,
    HistoryRow,
    PictureRow,
    ProgressRow,
    RatingRow,
    ShelfRow,
    StoryRow,
    SurveyRow,
    VoteRow,
)

_OF_STORY: Final = (
    ProgressRow, SurveyRow, RatingRow, VoteRow, BuildRow, HistoryRow, ChoiceRow, ShelfRow
)  # fmt: skip
_NAME: Final = re.compile(r"[0-9a-f]{64}")
_AT_ONCE: Final = 500
"""Rows that one statement names; databases have a limit for it."""
_ALWAYS: Final = float("inf")


@dataclass(frozen=True, kw_only=True)
class Old:
    """Before which POSIX times something may go: stories by when they were deleted, takes by when
    they were made, artifacts that nothing needs by when they were made."""

    deleted: float
    takes: float
    unused: float


@dataclass(frozen=True, kw_only=True)
class Due:
    """What may go: ids of stories, ids of history rows, keys of artifacts."""

    stories: tuple[str, ...] = ()
    takes: tuple[int, ...] = ()
    artifacts: tuple[str, ...] = ()


class Tidying:
    """The rows that may leave."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, old: Old) -> Due:
        """What may go now: deleted stories; takes that stand nowhere and that nobody wrote or voted
        on; artifacts that no story, no vote and no needed artifact speaks of."""
        with self._database.reading() as session:
            stories = session.scalars(_deleted(old.deleted)).all()
            takes = session.scalars(_old_takes(old.takes)).all()
            artifacts = _unneeded(session, old.unused, set(stories), set(takes))
        return Due(stories=tuple(stories), takes=tuple(takes), artifacts=tuple(artifacts))

    def erase(self, old: Old) -> Due:
        """Erase what is due; returns what went."""
        with self._database.reading() as session:
            stories = session.scalars(_deleted(old.deleted)).all()
        gone = [story for story in stories if self.erase_story(story, before=old.deleted)]
        with self._database.session() as session:
            takes = session.scalars(_old_takes(old.takes)).all()
            _delete(session, takes, lambda ids: delete(HistoryRow).where(HistoryRow.id.in_(ids)))
            free = _unneeded(session, old.unused)
            _delete_artifacts(session, free)
        return Due(stories=tuple(gone), takes=tuple(takes), artifacts=tuple(free))

    def erase_story(self, story_id: str, *, before: float = _ALWAYS) -> bool:
        """Erase a story that was deleted before a time, with its pictures and all that was made for
        it alone; False if there is none such (any more)."""
        with self._database.session() as session:
            row = session.get(StoryRow, story_id, with_for_update=True)
            if row is None or row.deleted_at is None or row.deleted_at >= before:
                return False
            own = _made_for(session, story_id)
            pictures = {picture["sha256"] for picture in row.request.get("pictures", ())}
            for table in _OF_STORY:
                session.execute(delete(table).where(table.story_id == story_id))
            session.delete(row)
            session.flush()
            _delete_artifacts(session, [key for key in _unneeded(session, _ALWAYS) if key in own])
            for request in session.scalars(select(StoryRow.request)):
                pictures -= {picture["sha256"] for picture in request.get("pictures", ())}
            session.execute(delete(PictureRow).where(PictureRow.sha256.in_(pictures)))
            return True

    def needed(self, *, but: Due | None = None) -> set[str]:
        """Every name of a file that a row speaks of (pictures, requests, artifacts with their
        parameters and data, results of evaluations, blind tests), as if what is `but` had gone."""
        but = but or Due()
        stories, artifacts = set(but.stories), set(but.artifacts)
        names: set[str] = set()
        with self._database.reading() as session:
            requests = session.execute(select(StoryRow.id, StoryRow.request)).all()
            kept = {n for story, request in requests if story not in stories for n in _of(request)}
            gone = {n for story, request in requests if story in stories for n in _of(request)}
            names |= set(session.scalars(select(PictureRow.sha256))) - (gone - kept)
            names |= kept
            for value in session.scalars(select(EvaluationItemRow.data)):
                names |= _of(value)
            row = BlindItemRow
            for tested in session.execute(select(row.picture, row.one_media, row.other_media)):
                names.update(name for name in tested if name)
            rows = session.execute(
                select(ArtifactRow.key, ArtifactRow.media, ArtifactRow.params, ArtifactRow.data)
            )
            for key, *values in rows:
                if key not in artifacts:
                    names |= _of(values)
        return names


def _of(value: Any) -> set[str]:
    return set(_NAME.findall(dumps(value)))


def _deleted(before: float) -> Select[Any]:
    return select(StoryRow.id).where(StoryRow.deleted_at < before)


def _old_takes(before: float) -> Select[Any]:
    """Ids of history rows that may go."""
    here = HistoryRow
    stands = exists().where(
        ChoiceRow.story_id == here.story_id,
        ChoiceRow.slot == here.slot,
        ChoiceRow.artifact_key == here.artifact_key,
    )
    sides = or_(VoteRow.left_key == here.artifact_key, VoteRow.right_key == here.artifact_key)
    voted = exists().where(VoteRow.story_id == here.story_id, sides)
    return (
        select(here.id)
        .join(ArtifactRow, ArtifactRow.key == here.artifact_key)
        .where(here.at < before, ArtifactRow.maker != "person", ~stands, ~voted)
    )


def _made_for(session: Session, story_id: str) -> set[str]:
    """Keys of all that ever stood in a story and of what that was made of."""
    keys: set[str] = set()
    for table in (ChoiceRow, HistoryRow):
        found = session.scalars(select(table.artifact_key).where(table.story_id == story_id))
        keys.update(key for key in found if key)
    return _with_inputs(keys, _inputs(session))


def _inputs(session: Session) -> dict[str, list[Any]]:
    """What every artifact was made of."""
    rows = session.execute(select(ArtifactRow.key, ArtifactRow.inputs))
    return {key: made_of for key, made_of in rows}


def _with_inputs(keys: Iterable[str], inputs: dict[str, list[Any]]) -> set[str]:
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [made_of for made_of in inputs.get(key, ()) if made_of in inputs]
    return found


def _unneeded(
    session: Session,
    before: float,
    without_stories: Collection[str] = (),
    without_takes: Collection[int] = (),
) -> list[str]:
    """Keys of artifacts made before a time that no row needs, once those stories and takes went.

    What younger ones were made of is needed, too: their build may still be running.
    """
    needed: set[str | None] = set()
    choices = select(ChoiceRow.story_id, ChoiceRow.artifact_key)
    needed.update(key for story, key in session.execute(choices) if story not in without_stories)
    takes = select(HistoryRow.id, HistoryRow.story_id, HistoryRow.artifact_key)
    for number, story, key in session.execute(takes):
        if number not in without_takes and story not in without_stories:
            needed.add(key)
    votes = select(VoteRow.story_id, VoteRow.left_key, VoteRow.right_key)
    for story, left, right in session.execute(votes):
        if story not in without_stories:
            needed.update((left, right))
    inputs = _inputs(session)
    old = set(session.scalars(select(ArtifactRow.key).where(ArtifactRow.created_at < before)))
    young = inputs.keys() - old
    return sorted(old - _with_inputs([*(key for key in needed if key), *young], inputs))


def _delete_artifacts(session: Session, keys: Sequence[str]) -> None:
    _delete(session, keys, lambda some: delete(ArtifactRow).where(ArtifactRow.key.in_(some)))


def _delete(
    session: Session, names: Sequence[Any], statement: Callable[[Sequence[Any]], Delete]
) -> None:
    for first in range(0, len(names), _AT_ONCE):
        session.execute(statement(names[first : first + _AT_ONCE]))
