"""Ratings: stars, like or dislike, and a review; one per person and thing, changeable."""

import time
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.orm import Session

from core.errors import BadInput
from db.filtering import made_by, of_story
from db.filters import Filters
from db.gallery import with_title
from db.quality import number
from db.session import Database, upsert
from db.tables import ArtifactRow, ChoiceRow, HistoryRow, RatingRow, StoryRow

_ALL: Final = Filters()
WHOLE_STORY = -1
"""In the table; outside of it the whole story is segment None."""

_COLUMNS = (
    *(RatingRow.story_id, RatingRow.segment, RatingRow.person, RatingRow.stars),
    *(RatingRow.liked, RatingRow.review, RatingRow.created_at, RatingRow.updated_at),
)


@dataclass(frozen=True, kw_only=True)
class Rating:
    """What one person said about a story (`segment` None) or one of its segments."""

    story_id: str
    segment: int | None
    person: str
    stars: int | None
    liked: bool | None
    review: str
    created_at: float
    updated_at: float


class Ratings:
    """All ratings of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(
        self,
        story_id: str,
        segment: int | None = None,
        *,
        person: str = "local",
        stars: int | None = None,
        liked: bool | None = None,
        review: str | None = None,
    ) -> None:
        """Rate a thing; only the given parts change."""
        if stars is not None and stars not in (1, 2, 3, 4, 5):
            raise BadInput(f"A rating has one to five stars, not {stars}.")
        if segment is not None and segment < 0:
            raise BadInput(f"There is no segment {segment}.")
        parts = {"stars": stars, "liked": liked, "review": review}
        given: dict[str, Any] = {name: part for name, part in parts.items() if part is not None}
        if not given:
            return
        now = time.time()
        first = {"stars": None, "liked": None, "review": "", **given}
        with self._database.session() as session:
            session.execute(
                upsert(session, RatingRow)
                .values(
                    story_id=story_id,
                    segment=WHOLE_STORY if segment is None else segment,
                    person=person,
                    created_at=now,
                    updated_at=now,
                    **first,
                )
                .on_conflict_do_update(
                    index_elements=["story_id", "segment", "person"],
                    set_={**given, "updated_at": now},
                )
            )

    def get(
        self, story_id: str, segment: int | None = None, *, person: str = "local"
    ) -> Rating | None:
        """What this person said about this thing."""
        place = WHOLE_STORY if segment is None else segment
        found = self._ratings(
            select(*_COLUMNS).where(
                RatingRow.story_id == story_id,
                RatingRow.segment == place,
                RatingRow.person == person,
            )
        )
        return found[0] if found else None

    def rows(self, chosen: Filters = _ALL) -> list[dict[str, Any]]:
        """One row a rating with its story's title, mood, style and preset; none of deleted ones.

        A rating of a whole story counts as one of every page of it.
        """
        query, title = with_title(select().select_from(RatingRow).join(StoryRow))
        query = (
            query.add_columns(
                RatingRow.story_id,
                title.label("title"),
                RatingRow.segment,
                RatingRow.person,
                RatingRow.stars,
                RatingRow.liked,
                RatingRow.review,
                StoryRow.mood,
                StoryRow.style,
                StoryRow.preset,
                RatingRow.updated_at,
            )
            .where(StoryRow.deleted_at.is_(None))
            .order_by(RatingRow.updated_at.desc())
        )
        with self._database.reading() as session:
            query = query.where(*_within(session, chosen))
            return [_outside(row) for row in session.execute(query).mappings()]

    def of_deleted(self) -> int:
        """How many ratings of deleted stories there are."""
        query = select(func.count()).select_from(RatingRow).join(StoryRow)
        with self._database.reading() as session:
            return session.scalar(query.where(StoryRow.deleted_at.is_not(None))) or 0

    def painters(self) -> list[tuple[str, int, str]]:
        """(story id, segment, illustrator's model id) of the pictures in stories with ratings."""
        rated = select(RatingRow.story_id)
        query = (
            select(ChoiceRow.story_id, ChoiceRow.slot, ArtifactRow.model_id)
            .join(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
            .where(
                ArtifactRow.stage == "illustrating",
                ArtifactRow.model_id.is_not(None),
                ChoiceRow.story_id.in_(rated),
            )
        )
        with self._database.reading() as session:
            return [
                (story_id, int(slot.rpartition("/")[2]), model or "")
                for story_id, slot, model in session.execute(query)
            ]

    def scored_pages(self, chosen: Filters = _ALL) -> list[dict[str, Any]]:
        """One row a star rating of a page whose picture has a score: story_id, segment, person,
        stars, score (100 · cos), model, revision and dtype of the scorer, and `replaced`, which is
        true when another picture stood there at the time of the rating."""
        picture = _slot("illustration/")
        stood = (
            select(HistoryRow.artifact_key)
            .where(
                HistoryRow.story_id == RatingRow.story_id,
                HistoryRow.slot == picture,
                HistoryRow.at <= RatingRow.updated_at,
            )
            .order_by(HistoryRow.id.desc())
            .limit(1)
            .correlate(RatingRow)
            .scalar_subquery()
        )
        stands = (
            select(ChoiceRow.artifact_key)
            .where(ChoiceRow.story_id == RatingRow.story_id, ChoiceRow.slot == picture)
            .correlate(RatingRow)
            .scalar_subquery()
        )
        query = _scored(ChoiceRow.slot == _slot("score/")).add_columns(
            RatingRow.segment,
            RatingRow.person,
            func.coalesce(stood != stands, False).label("replaced"),
        )
        with self._database.reading() as session:
            query = query.where(RatingRow.segment >= 0, *_within(session, chosen))
            return [_with_score(row) for row in session.execute(query).mappings()]

    def scored_books(self, chosen: Filters = _ALL) -> list[dict[str, Any]]:
        """One row a star rating of a whole story: story_id, person, stars, the mean score of its
        pictures, model, revision and dtype of the scorer."""
        query = _scored(ChoiceRow.slot.startswith("score/")).add_columns(RatingRow.person)
        with self._database.reading() as session:
            query = query.where(RatingRow.segment == WHOLE_STORY, *_within(session, chosen))
            scores: dict[tuple[Any, ...], list[float]] = {}
            for row in session.execute(query).mappings():
                found = _with_score(row)
                score = found.pop("score")
                known = scores.setdefault(tuple(found.items()), [])
                if score is not None:
                    known.append(score)
        return [
            {**dict(book), "score": fmean(known) if known else None}
            for book, known in scores.items()
        ]

    def _ratings(self, query: Select[*tuple[Any, ...]]) -> list[Rating]:
        with self._database.reading() as session:
            return [Rating(**_outside(row)) for row in session.execute(query).mappings()]


def _within(session: Session, chosen: Filters) -> list[ColumnElement[bool]]:
    """Conditions on `RatingRow` and its story."""
    page, whole = cast(RatingRow.segment, String), RatingRow.segment == WHOLE_STORY
    found = of_story(chosen)
    found += made_by(session, chosen, story=StoryRow.id, page=page, whole=whole)
    return found if chosen.since is None else [*found, RatingRow.updated_at >= chosen.since]


def _with_score(row: Any) -> dict[str, Any]:
    values = dict(row)
    return {"score": number(values.pop("data"), "score"), **values}


def _slot(prefix: str) -> ColumnElement[str]:
    """The name of a rated segment's slot."""
    return literal(prefix) + cast(RatingRow.segment, String)


def _scored(place: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Star ratings of stories that are not deleted, with the scores that stand in `place`."""
    return (
        select(
            RatingRow.story_id,
            RatingRow.stars,
            ArtifactRow.data,
            ArtifactRow.model_id.label("model"),
            ArtifactRow.model_revision.label("revision"),
            ArtifactRow.dtype,
        )
        .select_from(RatingRow)
        .join(StoryRow, StoryRow.id == RatingRow.story_id)
        .join(ChoiceRow, (ChoiceRow.story_id == RatingRow.story_id) & place)
        .join(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
        .where(
            StoryRow.deleted_at.is_(None),
            RatingRow.stars.is_not(None),
            ArtifactRow.stage == "scoring",
        )
    )


def _outside(row: Any) -> dict[str, Any]:
    segment = row["segment"]
    return {**row, "segment": None if segment == WHOLE_STORY else segment}
