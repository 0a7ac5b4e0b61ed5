"""Shelves: books that people put together under a name."""

import time
from collections.abc import Sequence

from sqlalchemy import delete, func, select

from db.session import Database
from db.tables import ShelfRow, StoryRow


class Shelves:
    """All shelves of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self) -> dict[str, int]:
        """Every shelf by alphabet, with how many books stand on it that are not deleted."""
        query = (
            select(ShelfRow.shelf, func.count())
            .join(StoryRow, StoryRow.id == ShelfRow.story_id)
            .where(StoryRow.deleted_at.is_(None))
            .group_by(ShelfRow.shelf)
            .order_by(func.lower(ShelfRow.shelf))
        )
        with self._database.reading() as session:
            return {shelf: count for shelf, count in session.execute(query)}

    def of(self, story_id: str) -> list[str]:
        """The shelves on which a book stands."""
        query = select(ShelfRow.shelf).where(ShelfRow.story_id == story_id).order_by(ShelfRow.shelf)
        with self._database.reading() as session:
            return list(session.scalars(query))

    def put(self, story_id: str, shelves: Sequence[str]) -> None:
        """Let a book stand on these shelves and no others."""
        with self._database.session() as session:
            session.execute(delete(ShelfRow).where(ShelfRow.story_id == story_id))
            for shelf in dict.fromkeys(shelves):
                session.add(ShelfRow(story_id=story_id, shelf=shelf, at=time.time()))
