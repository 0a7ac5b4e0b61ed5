"""The queries of the gallery: which stories are wanted, in which order, and what their cards show.

Stories are chosen first, then only the chosen ones are looked at: a page of a full gallery costs
little more than one of an empty one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from sqlalchemy import ColumnElement, Double, Select, Text, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.ages import USUAL_AGE
from core.errors import UnknownName
from db.arranged import as_arranged
from db.builds import ACTIVE, EXPORT
from db.tables import ArtifactRow, BuildRow, ChoiceRow, RatingRow, ShelfRow, StoryRow

SORTS: Final = ("newest", "oldest", "best", "title")
_EXCERPT = 240
_SEARCH_WORDS = 8
_SEARCH_LETTERS = 60
_AT_ONCE = 5000


class Wanted(TypedDict, total=False):
    """Which stories: those that are not `deleted`, or those that are.

    Every word of `search` must occur in the title, the text or a caption, in any case.  `age` is a
    reading age; stories that nobody wrote for one have none, those from a pasted text.  `stars` is
    the lowest mean rating, 0: not rated yet.  `shelf` is a name; `making`: being made now.
    """

    search: str
    mood: str | None
    preset: str | None
    age: str | None
    hero: str | None
    stars: int | None
    shelf: str | None
    making: bool
    deleted: bool


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


def with_title(
    query: Select[*tuple[Any, ...]],
) -> tuple[Select[*tuple[Any, ...]], ColumnElement[str | None]]:
    """Join the chosen title to a query over stories, or the one that was asked for; returns the
    query and the title's column."""
    choice, artifact = aliased(ChoiceRow), aliased(ArtifactRow)
    joined = query.outerjoin(
        choice, (choice.story_id == StoryRow.id) & (choice.slot == "title")
    ).outerjoin(artifact, artifact.key == choice.artifact_key)
    asked = StoryRow.request["title"].as_string()
    return joined, func.coalesce(StoryRow.title, artifact.text, asked)


def ordered(sort: str, limit: int | None, offset: int, wanted: Wanted) -> Select[str]:
    """Ids of the wanted stories in order."""
    if sort not in SORTS:
        raise UnknownName("order", sort, SORTS)
    query: Select[Any] = select(StoryRow.id).where(*_conditions(wanted))
    newest: tuple[Any, ...] = (StoryRow.created_at.desc(), StoryRow.id.desc())
    if sort == "oldest":
        query = query.order_by(StoryRow.created_at, StoryRow.id)
    elif sort == "best":
        rated = _stars(select(RatingRow.story_id)).subquery()
        query = query.outerjoin(rated, rated.c.story_id == StoryRow.id).order_by(
            rated.c.stars.desc().nulls_last(), rated.c.ratings.desc(), *newest
        )
    elif sort == "title":
        query, title = with_title(query)
        query = query.order_by(func.lower(title).nulls_last(), *newest)
    else:
        query = query.order_by(*newest)
    return query.limit(limit).offset(offset or None)


def counted(wanted: Wanted) -> Select[int]:
    """How many stories are wanted."""
    return select(func.count()).select_from(StoryRow).where(*_conditions(wanted))


def heroes(most: int) -> Select[str]:
    """The names of heroes of stories that are not deleted."""
    hero = StoryRow.request["hero"].as_string()
    there = StoryRow.deleted_at.is_(None) & hero.is_not(None)
    return select(hero).where(there).distinct().order_by(hero).limit(most)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    gone = StoryRow.deleted_at
    now = gone.is_not(None) if wanted.get("deleted") else gone.is_(None)
    found: list[ColumnElement[bool]] = [now]
    if (mood := wanted.get("mood")) is not None:
        found.append(StoryRow.mood == mood)
    if (preset := wanted.get("preset")) is not None:
        found.append(StoryRow.preset == preset)
    if (age := wanted.get("age")) is not None:
        found.append(_is_for(age))
    if (hero := wanted.get("hero")) is not None:
        found.append(func.lower(StoryRow.request["hero"].as_string()) == hero.lower())
    if (stars := wanted.get("stars")) is not None:
        rated = select(RatingRow.story_id).where(RatingRow.stars.is_not(None))
        mean = func.avg(cast(RatingRow.stars, Double))
        at_least = rated.group_by(RatingRow.story_id).having(mean >= stars)
        found.append(StoryRow.id.in_(at_least) if stars else StoryRow.id.not_in(rated))
    if (shelf := wanted.get("shelf")) is not None:
        found.append(StoryRow.id.in_(select(ShelfRow.story_id).where(ShelfRow.shelf == shelf)))
    if wanted.get("making"):
        busy = (BuildRow.status.in_(ACTIVE), BuildRow.kind != EXPORT)
        found.append(StoryRow.id.in_(select(BuildRow.story_id).where(*busy)))
    for word in wanted.get("search", "").replace("\0", " ").split()[:_SEARCH_WORDS]:
        found.append(_mentions(word[:_SEARCH_LETTERS].lower()))
    return found


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


def _stars(query: Select[Any]) -> Select[Any]:
    """Mean and number of a story's stars, by story."""
    return query.add_columns(
        func.avg(cast(RatingRow.stars, Double)).label("stars"),
        func.count(RatingRow.stars).label("ratings"),
    ).group_by(RatingRow.story_id)


def cards(session: Session, ids: Sequence[str]) -> list[Card]:
    """The cards of these stories, in this order."""
    found: dict[str, Card] = {}
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        arranged = as_arranged(session, some, letters=_EXCERPT)
        for row in session.execute(_cards(some)).mappings():
            found[row["id"]] = Card(**{**row, **arranged.get(row["id"], {})})
    return [found[story_id] for story_id in ids]


def _cards(ids: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """One row a story, with what its card shows; each join gives at most one row."""
    stars = _stars(select(RatingRow.story_id).where(RatingRow.story_id.in_(ids))).subquery()
    segments = (
        select(ChoiceRow.story_id, func.count().label("segments"))
        .where(
            ChoiceRow.story_id.in_(ids),
            ChoiceRow.slot.startswith("segment/"),
            ChoiceRow.artifact_key.is_not(None),
        )
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
        .where(
            ChoiceRow.story_id.in_(ids),
            ChoiceRow.slot.startswith("illustration/"),
            ArtifactRow.media.is_not(None),
        )
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
        .where(BuildRow.story_id.in_(ids), BuildRow.kind != EXPORT)
        .subquery()
    )
    first, opening = aliased(ChoiceRow), aliased(ArtifactRow)
    query, title = with_title(select(StoryRow.id).select_from(StoryRow).where(StoryRow.id.in_(ids)))
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
