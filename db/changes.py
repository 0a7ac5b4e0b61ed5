"""Whether anything that dashboards show has changed: a fingerprint that costs milliseconds."""

from typing import Any

from sqlalchemy import func, select

from db.session import Database
from db.tables import (
    ArtifactRow,
    ChoiceRow,
    EvaluationItemRow,
    HistoryRow,
    RatingRow,
    StoryRow,
    SurveyRow,
    VoteRow,
)


def fingerprint(database: Database) -> tuple[Any, ...]:
    """Counts and latest times of the tables; another one after anything was made, rated, answered,
    voted, measured, deleted or restored, or a story got another mood.

    It cannot see every change in place (two stories that swap their moods); so what is kept under
    it should grow old, too.
    """
    asked: tuple[tuple[Any, ...], ...] = (
        (func.count(), func.max(StoryRow.created_at), func.count(StoryRow.deleted_at)),
        (func.max(StoryRow.deleted_at), func.count(StoryRow.title)),
        (func.count(),),
        (func.count(), func.sum(ChoiceRow.take)),
        (func.max(HistoryRow.id),),
        (func.count(), func.max(RatingRow.updated_at)),
        (func.count(), func.max(VoteRow.created_at)),
        (func.count(), func.max(SurveyRow.updated_at)),
        (func.count(EvaluationItemRow.name),),
    )
    tables = (StoryRow, StoryRow, ArtifactRow, ChoiceRow, HistoryRow, RatingRow, VoteRow)
    kinds = (StoryRow.mood, StoryRow.style, StoryRow.preset)
    stories = select(*kinds, func.count()).group_by(*kinds).order_by(*kinds)
    with database.reading() as session:
        found: list[Any] = [tuple(row) for row in session.execute(stories)]
        for columns, table in zip(asked, (*tables, SurveyRow, EvaluationItemRow), strict=True):
            found += session.execute(select(*columns).select_from(table)).one()
    return tuple(found)
