"""What the dashboards read: figures that artifacts recorded when they were made. Only reads."""

from typing import Any, Final

from sqlalchemy import case, func, select

from db.filtering import made_by, of_story, opened
from db.filters import Filters
from db.session import Database
from db.tables import ArtifactRow, HistoryRow, StoryRow

_ALL: Final = Filters()


class Dashboard:
    """Rows for tables and charts, oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def book_seconds(self) -> list[dict[str, Any]]:
        """One row a story that is not deleted: story_id, preset, device (of its pictures),
        created_at, and `seconds` of model time that it took, loading included.

        What stories share counts for the one that it was first made for; stories that came in a
        file are left out.
        """
        first = (
            select(HistoryRow.artifact_key, func.min(HistoryRow.id).label("id"))
            .group_by(HistoryRow.artifact_key)
            .subquery()
        )
        device = case((ArtifactRow.stage == "illustrating", ArtifactRow.device))
        query = (
            select(
                StoryRow.id.label("story_id"),
                StoryRow.preset,
                StoryRow.created_at,
                func.max(device).label("device"),
                func.sum(ArtifactRow.run_s + ArtifactRow.load_s).label("seconds"),
            )
            .select_from(first)
            .join(HistoryRow, HistoryRow.id == first.c.id)
            .join(ArtifactRow, ArtifactRow.key == first.c.artifact_key)
            .join(StoryRow, StoryRow.id == HistoryRow.story_id)
            .where(ArtifactRow.maker == "model", StoryRow.deleted_at.is_(None))
            .group_by(StoryRow.id, StoryRow.preset, StoryRow.created_at)
            .order_by(StoryRow.created_at)
        )
        with self._database.reading() as session:
            rows, brought = session.execute(query).mappings(), opened(session)
            return [dict(row) for row in rows if row["story_id"] not in brought]

    def stories(self, chosen: Filters = _ALL) -> list[str]:
        """Ids of the stories that are not deleted."""
        query = select(StoryRow.id).where(StoryRow.deleted_at.is_(None), *of_story(chosen))
        if chosen.since is not None:
            query = query.where(StoryRow.created_at >= chosen.since)
        with self._database.reading() as session:
            return list(session.scalars(query.where(*made_by(session, chosen, story=StoryRow.id))))

    def names(self) -> dict[str, list[str]]:
        """What can be filtered by: moods, styles, presets of stories, models and devices of
        artifacts, each as they occur, sorted."""
        asked = {
            "moods": StoryRow.mood,
            "styles": StoryRow.style,
            "presets": StoryRow.preset,
            "models": ArtifactRow.model_id,
            "devices": ArtifactRow.device,
        }
        with self._database.reading() as session:
            return {
                name: sorted(filter(None, session.scalars(select(column).distinct())))
                for name, column in asked.items()
            }
