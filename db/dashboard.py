"""What the dashboards read: figures that artifacts recorded when they were made. Only reads."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from db.session import Database
from db.stories import with_title
from db.tables import ArtifactRow, ChoiceRow, HistoryRow, StoryRow


class Dashboard:
    """Rows for tables and charts, oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clip_scores(self) -> list[dict[str, Any]]:
        """One row a scored segment of a story that is not deleted.

        The score is `data["score"]` of the chosen artifact of stage "scoring" (100 · cos).
        """
        artifact = aliased(ArtifactRow)
        query, title = with_title(
            select()
            .select_from(artifact)
            .join(ChoiceRow, ChoiceRow.artifact_key == artifact.key)
            .join(StoryRow, StoryRow.id == ChoiceRow.story_id)
        )
        query = (
            query.add_columns(
                ChoiceRow.story_id,
                title.label("title"),
                ChoiceRow.slot.label("segment"),
                artifact.data["score"].as_float().label("score"),
                artifact.model_id.label("model"),
                artifact.model_revision.label("revision"),
                artifact.device,
                artifact.dtype,
                StoryRow.mood,
                StoryRow.style,
                StoryRow.preset,
                artifact.created_at,
            )
            .where(artifact.stage == "scoring", StoryRow.deleted_at.is_(None))
            .order_by(artifact.created_at)
        )
        with self._database.reading() as session:
            rows = session.execute(query).mappings()
            return [
                {**row, "segment": int(row["segment"].rpartition("/")[2])}
                for row in rows
                if row["score"] is not None
            ]

    def latencies(self) -> list[dict[str, Any]]:
        """One row an artifact made by a model, with the story and slot it was first made for."""
        first = (
            select(HistoryRow.artifact_key, func.min(HistoryRow.id).label("id"))
            .group_by(HistoryRow.artifact_key)
            .subquery()
        )
        query = (
            select(
                ArtifactRow.stage,
                ArtifactRow.model_id.label("model"),
                ArtifactRow.model_revision.label("revision"),
                ArtifactRow.device,
                ArtifactRow.dtype,
                ArtifactRow.queued_s,
                ArtifactRow.load_s,
                ArtifactRow.run_s,
                HistoryRow.story_id,
                HistoryRow.slot,
                ArtifactRow.created_at,
            )
            .outerjoin(first, first.c.artifact_key == ArtifactRow.key)
            .outerjoin(HistoryRow, HistoryRow.id == first.c.id)
            .where(ArtifactRow.maker == "model")
            .order_by(ArtifactRow.created_at)
        )
        with self._database.reading() as session:
            return [dict(row) for row in session.execute(query).mappings()]
