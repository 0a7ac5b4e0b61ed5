"""The five questions after a book: one set of answers a person and story, changeable."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from core.errors import BadInput
from db.filtering import made_by, of_story
from db.filters import Filters
from db.gallery import with_title
from db.session import Database, upsert
from db.tables import StoryRow, SurveyRow

_ALL: Final = Filters()
QUESTIONS: Final = ("pictures", "alignment", "speed", "usability", "overall")
"""Picture quality, how picture and text fit, speed, usability, and the book as a whole."""


@dataclass(frozen=True, kw_only=True)
class Survey:
    """One person's answers about one story, each 1 (poor) to 5 (excellent)."""

    story_id: str
    person: str
    pictures: int
    alignment: int
    speed: int
    usability: int
    overall: int
    comment: str
    created_at: float
    updated_at: float


class Surveys:
    """All answers of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        story_id: str,
        answers: Mapping[str, int],
        *,
        comment: str = "",
        person: str = "local",
    ) -> None:
        """Keep a person's answers to all questions; earlier ones of theirs are replaced."""
        missing = [question for question in QUESTIONS if answers.get(question) is None]
        if missing or set(answers) - set(QUESTIONS):
            raise BadInput("Answer all five questions, then send them.")
        for answer in answers.values():
            if answer not in (1, 2, 3, 4, 5):
                raise BadInput(f"An answer is a number from 1 to 5, not {answer}.")
        now = time.time()
        given: dict[str, Any] = {**answers, "comment": comment, "updated_at": now}
        with self._database.session() as session:
            session.execute(
                upsert(session, SurveyRow)
                .values(story_id=story_id, person=person, created_at=now, **given)
                .on_conflict_do_update(index_elements=["story_id", "person"], set_=given)
            )

    def get(self, story_id: str, *, person: str = "local") -> Survey | None:
        """What this person answered about this story."""
        query = select(*SurveyRow.__table__.columns).where(
            SurveyRow.story_id == story_id, SurveyRow.person == person
        )
        with self._database.reading() as session:
            row = session.execute(query).mappings().first()
            return Survey(**row) if row else None

    def rows(self, chosen: Filters = _ALL) -> list[dict[str, Any]]:
        """One row a set of answers with its story's title, mood, style and preset, latest first;
        none of deleted stories."""
        query, title = with_title(select().select_from(SurveyRow).join(StoryRow))
        query = (
            query.add_columns(
                *SurveyRow.__table__.columns,
                title.label("title"),
                StoryRow.mood,
                StoryRow.style,
                StoryRow.preset,
            )
            .where(StoryRow.deleted_at.is_(None), *of_story(chosen))
            .order_by(SurveyRow.updated_at.desc())
        )
        if chosen.since is not None:
            query = query.where(SurveyRow.updated_at >= chosen.since)
        with self._database.reading() as session:
            query = query.where(*made_by(session, chosen, story=StoryRow.id))
            return [dict(row) for row in session.execute(query).mappings()]

    def of_deleted(self) -> int:
        """How many sets of answers about deleted stories there are."""
        query = select(func.count()).select_from(SurveyRow).join(StoryRow)
        with self._database.reading() as session:
            return session.scalar(query.where(StoryRow.deleted_at.is_not(None))) or 0
