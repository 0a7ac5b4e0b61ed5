"""How queries apply `db.filters.Filters`: to stories, and to who made what stands in them."""

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.filters import Filters
from db.tables import ArtifactRow, ChoiceRow, HistoryRow, StoryRow

Column = ColumnElement[str] | InstrumentedAttribute[str]
_PLACES: Final = {
    "writing": "segment/",
    "segmenting": "segment/",
    "rewriting": "segment/",
    "prompting": "prompt/",
    "illustrating": "illustration/",
    "narrating": "narration/",
    "composing": "music/",
    "scoring": "score/",
    "matching": "told/",
}
"""Where the pieces of a page stand; those of other stages belong to the whole story."""
_WHOLE: Final = {"writing": "story"}
"""Where a stage's work stands in older books, for all pages."""


def of_story(chosen: Filters) -> list[ColumnElement[bool]]:
    """Conditions on `StoryRow`: mood, style and preset."""
    asked = (
        (StoryRow.mood, chosen.moods),
        (StoryRow.style, chosen.styles),
        (StoryRow.preset, chosen.presets),
    )
    return [column.in_(names) for column, names in asked if names]


def opened(session: Session) -> set[str]:
    """Stories that came in a book's file: they count in no figure of this studio's models."""
    query = (
        select(HistoryRow.story_id, ArtifactRow.data)
        .join(ArtifactRow, ArtifactRow.key == HistoryRow.artifact_key)
        .where(HistoryRow.slot.in_(("story", "title")), ArtifactRow.maker == "person")
    )
    return {story_id for story_id, data in session.execute(query) if "brought" in data}


def made_by(
    session: Session,
    chosen: Filters,
    *,
    story: Column,
    page: ColumnElement[str] | None = None,
    whole: ColumnElement[bool] | None = None,
) -> list[ColumnElement[bool]]:
    """Conditions on who made a page (its number as text), or a story when there is no `page`.

    For every stage that chosen models work at, one of them made the page's piece; its picture was
    painted on a chosen device.  Where `whole` holds, and without a page, any page of the story
    will do.
    """
    found: list[ColumnElement[bool]] = []
    if chosen.models:
        stages = _stages(session, chosen.models)
        for stage, models in stages.items():
            found.append(_stands(stage, ArtifactRow.model_id.in_(models), story, page, whole))
        if not stages:
            found.append(false())
    if chosen.devices:
        on = ArtifactRow.device.in_(chosen.devices)
        found.append(_stands("illustrating", on, story, page, whole))
    return found


def _stages(session: Session, models: tuple[str, ...]) -> dict[str, list[str]]:
    """Which of the models worked at which stage."""
    query = select(ArtifactRow.stage, ArtifactRow.model_id).where(ArtifactRow.model_id.in_(models))
    found: dict[str, list[str]] = defaultdict(list)
    for stage, model in session.execute(query.distinct()):
        found[stage].append(str(model))
    return found


def _stands(
    stage: str,
    made: ColumnElement[bool],
    story: Column,
    page: ColumnElement[str] | None,
    whole: ColumnElement[bool] | None,
) -> ColumnElement[bool]:
    """Whether what a stage made stands in the page (or story), and was `made` so.

    Both queries inside depend on no row outside, so a database answers them once.
    """
    choice = aliased(ChoiceRow)

    def standing(*columns: Any) -> Any:
        joined = select(*columns).join(ArtifactRow, ArtifactRow.key == choice.artifact_key)
        return joined.where(ArtifactRow.stage == stage, made).correlate(None)

    anywhere = story.in_(standing(choice.story_id))
    if page is None or stage not in _PLACES:
        return anywhere
    place = tuple_(story, literal(_PLACES[stage]) + page)
    here: ColumnElement[bool] = place.in_(standing(choice.story_id, choice.slot))
    if stage in _WHOLE:
        once = standing(choice.story_id).where(choice.slot == _WHOLE[stage])
        here = or_(here, story.in_(once))
    return here if whole is None else or_(here, and_(whole, anywhere))
