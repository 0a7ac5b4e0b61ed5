"""Stories: what was asked for, and the cards of the gallery."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Double, Select, Text, cast, func, or_, select, update
from sqlalchemy.orm import aliased

from core.ages import USUAL_AGE
from core.errors import BadInput, UnknownName
from core.story import StoryRequest
from db.builds import EXPORT
from db.ids import new_id
from db.session import Database
from db.tables import ArtifactRow, BuildRow, ChoiceRow, HistoryRow, RatingRow, StoryRow

SORTS: Final = ("newest", "oldest", "best", "title")
_EXCERPT = 240
_SEARCH_WORDS = 8
_SEARCH_LETTERS = 60


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


@dataclass(frozen=True, kw_only=True)
class Card:
    """A story in the gallery.

    `cover` is the media name of the first illustration; `segments` counts those that have a text;
    `stars` is the mean of all `ratings` star ratings of the story and its segments; `status` is the
    latest build's (None: never built).
    """

    id: str
    title: str | None
    cover: str | None
    mood: str
    style: str
    preset: str
    created_at: float
    segments: int
    stars: float | None
    ratings: int
    status: str | None
    excerpt: str


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

    def set_title(self, story_id: str, title: str | None) -> None:
        """Override the title that was made; None goes back to it."""
        self._change(story_id, title=title)

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
        search: str = "",
        mood: str | None = None,
        preset: str | None = None,
        age: str | None = None,
        sort: str = "newest",
        limit: int | None = None,
        offset: int = 0,
        deleted: bool = False,
    ) -> list[Card]:
        """Stories that are not deleted, or those that are.

        `age` is a reading age; stories that nobody wrote for one have none, those from a pasted
        text.  Every word of `search` must occur in the title, the text or a caption, in any case.
        """
        if sort not in SORTS:
            raise UnknownName("order", sort, SORTS)
        gone = StoryRow.deleted_at
        query = _cards().where(gone.is_not(None) if deleted else gone.is_(None))
        if mood is not None:
            query = query.where(StoryRow.mood == mood)
        if preset is not None:
            query = query.where(StoryRow.preset == preset)
        if age is not None:
            query = query.where(_is_for(age))
        for word in search.replace("\0", " ").split()[:_SEARCH_WORDS]:
            query = query.where(_mentions(word[:_SEARCH_LETTERS].lower()))
        columns = query.selected_columns
        newest: tuple[Any, ...] = (StoryRow.created_at.desc(), StoryRow.id.desc())
        order: dict[str, tuple[Any, ...]] = {
            "newest": newest,
            "oldest": (StoryRow.created_at, StoryRow.id),
            "best": (columns["stars"].desc().nulls_last(), columns["ratings"].desc(), *newest),
            "title": (func.lower(columns["title"]).nulls_last(), *newest),
        }
        query = query.order_by(*order[sort]).limit(limit).offset(offset or None)
        with self._database.reading() as session:
            return [Card(**row) for row in session.execute(query).mappings()]


def with_title(
    query: Select[*tuple[Any, ...]],
) -> tuple[Select[*tuple[Any, ...]], ColumnElement[str | None]]:
    """Join the chosen title to a query over stories; returns the query and the title's column."""
    choice, artifact = aliased(ChoiceRow), aliased(ArtifactRow)
    joined = query.outerjoin(
        choice, (choice.story_id == StoryRow.id) & (choice.slot == "title")
    ).outerjoin(artifact, artifact.key == choice.artifact_key)
    return joined, func.coalesce(StoryRow.title, artifact.text)


def _columns(request: StoryRequest) -> dict[str, Any]:
    return {
        "request": request.to_json(),
        "mood": request.mood,
        "style": request.style,
        "preset": request.preset,
        "seed": request.seed,
    }


def _is_for(age: str) -> ColumnElement[bool]:
    """The story was written for a reading age; older requests don't say the usual one."""
    asked = func.coalesce(StoryRow.request["age"].as_string(), USUAL_AGE)
    return (asked == age) & StoryRow.request["text"].as_string().is_(None)


def _mentions(word: str) -> ColumnElement[bool]:
    """The story's title, pasted text, made text or a caption contains the (lower-case) word."""

    def has(text: ColumnElement[Any]) -> ColumnElement[bool]:
        return func.lower(text).contains(word, autoescape=True)

    told = (
        select(ChoiceRow.slot)
        .join(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
        .where(
            ChoiceRow.story_id == StoryRow.id,
            or_(
                ChoiceRow.slot.in_(("title", "story")),
                ChoiceRow.slot.startswith("segment/"),
                ChoiceRow.slot.startswith("caption/"),
            ),
            has(cast(ArtifactRow.text, Text)),
        )
        .correlate(StoryRow)
    )
    pasted = StoryRow.request["text"].as_string()
    return or_(has(cast(StoryRow.title, Text)), has(pasted), told.exists())


def _cards() -> Select[*tuple[Any, ...]]:
    """One row a story, with what its card shows; each join gives at most one row."""
    stars = (
        select(
            RatingRow.story_id,
            func.avg(cast(RatingRow.stars, Double)).label("stars"),
            func.count(RatingRow.stars).label("ratings"),
        )
        .group_by(RatingRow.story_id)
        .subquery()
    )
    segments = (
        select(ChoiceRow.story_id, func.count().label("segments"))
        .where(ChoiceRow.slot.startswith("segment/"), ChoiceRow.artifact_key.is_not(None))
        .group_by(ChoiceRow.story_id)
        .subquery()
    )
    covers = (
        select(
            ChoiceRow.story_id,
            ArtifactRow.media,
            func.row_number()
            .over(
                partition_by=ChoiceRow.story_id,
                order_by=(func.length(ChoiceRow.slot), ChoiceRow.slot),
            )
            .label("place"),
        )
        .join(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
        .where(ChoiceRow.slot.startswith("illustration/"), ArtifactRow.media.is_not(None))
        .subquery()
    )
    builds = (
        select(
            BuildRow.story_id,
            BuildRow.status,
            func.row_number()
            .over(
                partition_by=BuildRow.story_id,
                order_by=(BuildRow.queued_at.desc(), BuildRow.id.desc()),
            )
            .label("place"),
        )
        .where(BuildRow.kind != EXPORT)
        .subquery()
    )
    first, opening = aliased(ChoiceRow), aliased(ArtifactRow)
    query, title = with_title(select(StoryRow.id).select_from(StoryRow))
    return (
        query.outerjoin(stars, stars.c.story_id == StoryRow.id)
        .outerjoin(segments, segments.c.story_id == StoryRow.id)
        .outerjoin(covers, (covers.c.story_id == StoryRow.id) & (covers.c.place == 1))
        .outerjoin(builds, (builds.c.story_id == StoryRow.id) & (builds.c.place == 1))
        .outerjoin(first, (first.story_id == StoryRow.id) & (first.slot == "segment/0"))
        .outerjoin(opening, opening.key == first.artifact_key)
        .add_columns(
            title.label("title"),
            covers.c.media.label("cover"),
            StoryRow.mood,
            StoryRow.style,
            StoryRow.preset,
            StoryRow.created_at,
            func.coalesce(segments.c.segments, 0).label("segments"),
            stars.c.stars.label("stars"),
            func.coalesce(stars.c.ratings, 0).label("ratings"),
            builds.c.status.label("status"),
            func.coalesce(func.substr(opening.text, 1, _EXCERPT), "").label("excerpt"),
        )
    )
