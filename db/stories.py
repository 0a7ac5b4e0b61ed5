"""Stories: what was asked for, and their cards in the gallery."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import select, update

from core.errors import BadInput
from core.story import StoryRequest
from db import gallery
from db.filtering import opened
from db.gallery import Card, Wanted
from db.ids import new_id
from db.session import Database
from db.tables import ArtifactRow, ChoiceRow, HistoryRow, StoryRow


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story as it was asked for; `title` is set only when it overrides the one that was made."""

    id: str
    title: str | None
    request: StoryRequest
    created_at: float
    deleted_at: float | None

    @property
    def deleted(self) -> bool:
        """Hidden from the gallery."""
        return self.deleted_at is not None


class Stories:
    """All stories of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, request: StoryRequest) -> str:
        """Store a request as a new story; returns its id."""
        story_id = new_id()
        with self._database.session() as session:
            session.add(StoryRow(id=story_id, created_at=time.time(), **_columns(request)))
        return story_id

    def get(self, story_id: str) -> Story | None:
        """The story of that id, deleted or not."""
        with self._database.reading() as session:
            row = session.get(StoryRow, story_id)
            if row is None:
                return None
            return Story(
                id=row.id,
                title=row.title,
                request=StoryRequest.from_json(row.request),
                created_at=row.created_at,
                deleted_at=row.deleted_at,
            )

    def update_request(self, story_id: str, request: StoryRequest) -> None:
        """Replace what was asked for."""
        self._change(story_id, **_columns(request))

    def reorder(self, story_id: str, request: StoryRequest, slots: Mapping[str, str]) -> None:
        """Replace what was asked for, and let what stands and ever stood in slots be in others
        (old names to new ones), all at once."""
        with self._database.session() as session:
            session.execute(
                update(StoryRow).where(StoryRow.id == story_id).values(**_columns(request))
            )
            for table in (ChoiceRow, HistoryRow):
                # By names that nothing has, as two slots may change places.
                for names in ({old: f"~{old}" for old in slots},
                              {f"~{old}": new for old, new in slots.items()}):  # fmt: skip
                    for old, new in names.items():
                        here = (table.story_id == story_id, table.slot == old)
                        session.execute(update(table).where(*here).values(slot=new))

    def delete(self, story_id: str) -> None:
        """Hide a story; everything it consists of stays."""
        self._change(story_id, deleted_at=time.time())

    def restore(self, story_id: str) -> None:
        """Undo `delete`."""
        self._change(story_id, deleted_at=None)

    def _change(self, story_id: str, **values: Any) -> None:
        with self._database.session() as session:
            query = update(StoryRow).where(StoryRow.id == story_id).values(**values)
            if session.execute(query.returning(StoryRow.id)).first() is None:
                raise BadInput(f"There is no story with the id “{story_id[:40]}”.")

    def opened(self) -> set[str]:
        """Ids of stories that came in a book's file."""
        with self._database.reading() as session:
            return opened(session)

    def told(self, most: int) -> list[dict[str, Any]]:
        """What the newest stories and outlines say of plots and wordings, newest first."""
        query = (
            select(ArtifactRow.data)
            .where(ArtifactRow.stage.in_(("writing", "outlining")), ArtifactRow.maker != "person")
            .order_by(ArtifactRow.created_at.desc())
            .limit(2 * most)
        )
        with self._database.session() as session:
            told = [dict(data) for data in session.scalars(query) if data.get("thread")]
        return told[:most]

    def gallery(
        self,
        *,
        sort: str = "newest",
        limit: int | None = None,
        offset: int = 0,
        **wanted: Unpack[Wanted],
    ) -> list[Card]:
        """The cards of wanted stories, in order."""
        with self._database.reading() as session:
            ids = session.scalars(gallery.ordered(sort, limit, offset, wanted)).all()
            return gallery.cards(session, ids)

    def count(self, **wanted: Unpack[Wanted]) -> int:
        """How many stories are wanted."""
        with self._database.reading() as session:
            return session.scalar(gallery.counted(wanted)) or 0

    def titles(self, story_ids: Sequence[str]) -> dict[str, str | None]:
        """The titles of those of the stories that are not deleted."""
        query, title = gallery.with_title(select(StoryRow.id).select_from(StoryRow))
        query = query.where(StoryRow.id.in_(story_ids), StoryRow.deleted_at.is_(None))
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(query.add_columns(title))}

    def heroes(self, most: int = 500) -> list[str]:
        """The names of heroes of stories that are not deleted, by alphabet."""
        with self._database.reading() as session:
            return list(session.scalars(gallery.heroes(most)))


def _columns(request: StoryRequest) -> dict[str, Any]:
    return {
        "request": request.to_json(),
        "mood": request.mood,
        "style": request.style,
        "preset": request.preset,
        "seed": request.seed,
    }
