"""How good what was made is, as it was recorded: scores of pages, figures of stories. Reads.

Books that came in a file are left out: others made them.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from db.filtering import made_by, of_story, opened
from db.filters import Filters
from db.gallery import with_title
from db.session import Database
from db.tables import ArtifactRow, ChoiceRow, EvaluationItemRow, EvaluationRow, StoryRow

_ALL: Final = Filters()
DRAWN: Final = "score"
"""Scores of an illustration and its prompt, by the name of their slots."""
TOLD: Final = "told"
"""Scores of an uploaded picture and the words of the page that tells it."""
_STAGES: Final = {DRAWN: "scoring", TOLD: "matching"}
_STORIES: Final = "stories"
"""The suite whose items are stories, named by their ids."""


def number(data: Any, name: str) -> float | None:
    """A finite number out of an artifact's data; None for anything else (missing, NaN, a text).

    Databases are not asked for it: SQLite fails on a whole query for one NaN.
    """
    value = data.get(name) if isinstance(data, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


class Quality:
    """Rows for the view Quality, oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pages(self, chosen: Filters = _ALL, kind: str = DRAWN) -> list[dict[str, Any]]:
        """One row a page of a story that is not deleted, scored in one of two ways (`DRAWN`,
        `TOLD`): story_id, title, segment, mood, style, preset, `model` (the illustrator), scorer
        and its revision, device of the illustration, created_at, and `score` (100 · cos), None
        where what was recorded is no number; `picture` and `text`, the vectors behind it, packed
        (`core.vectors`), and `source`, the uploaded picture, None where they were not kept."""
        slot = f"{kind}/"
        score, picture, place = aliased(ArtifactRow), aliased(ArtifactRow), aliased(ChoiceRow)
        page = func.substr(ChoiceRow.slot, len(slot) + 1)
        device = func.coalesce(picture.device, score.device)
        query, title = with_title(
            select()
            .select_from(score)
            .join(ChoiceRow, ChoiceRow.artifact_key == score.key)
            .join(StoryRow, StoryRow.id == ChoiceRow.story_id)
            .outerjoin(
                place,
                (place.story_id == ChoiceRow.story_id)
                & (place.slot == func.replace(ChoiceRow.slot, slot, "illustration/")),
            )
            .outerjoin(picture, picture.key == place.artifact_key)
        )
        query = (
            query.add_columns(
                ChoiceRow.story_id,
                title.label("title"),
                page.label("segment"),
                score.data,
                score.model_id.label("scorer"),
                score.model_revision.label("revision"),
                score.dtype,
                picture.model_id.label("model"),
                device.label("device"),
                StoryRow.mood,
                StoryRow.style,
                StoryRow.preset,
                score.created_at,
            )
            .where(
                score.stage == _STAGES[kind],
                ChoiceRow.slot.startswith(slot),
                StoryRow.deleted_at.is_(None),
                *of_story(chosen),
            )
            .order_by(score.created_at)
        )
        if chosen.since is not None:
            query = query.where(score.created_at >= chosen.since)
        if chosen.devices:
            query = query.where(device.in_(chosen.devices))
        with self._database.reading() as session:
            models = replace(chosen, devices=())
            query = query.where(*made_by(session, models, story=ChoiceRow.story_id, page=page))
            rows, brought = session.execute(query).mappings(), opened(session)
            return [
                _page({**row})
                for row in rows
                if row["segment"].isdigit() and row["story_id"] not in brought
            ]

    def stories(self, chosen: Filters = _ALL) -> list[dict[str, Any]]:
        """One row a story that the suite "stories" measured and that is not deleted: story_id,
        title, mood, style, preset, scorer and revision, created_at, and the figures by their keys.

        The latest run with a scorer counts.
        """
        item, run = EvaluationItemRow, EvaluationRow
        query, title = with_title(
            select()
            .select_from(item)
            .join(run, run.id == item.run_id)
            .join(StoryRow, StoryRow.id == item.name)
        )
        query = (
            query.add_columns(
                StoryRow.id.label("story_id"),
                title.label("title"),
                item.data,
                run.details,
                StoryRow.mood,
                StoryRow.style,
                StoryRow.preset,
                run.created_at,
            )
            .where(
                run.suite == _STORIES,
                item.error.is_(None),
                StoryRow.deleted_at.is_(None),
                *of_story(chosen),
            )
            .order_by(run.created_at)
        )
        if chosen.since is not None:
            query = query.where(run.created_at >= chosen.since)
        with self._database.reading() as session:
            query = query.where(*made_by(session, chosen, story=StoryRow.id))
            rows, brought = session.execute(query).mappings(), opened(session)
            mine = ({**row} for row in rows if row["story_id"] not in brought)
            return list(_latest(map(_story, mine)))


def _page(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name != "data"}
    data = row["data"] if isinstance(row["data"], Mapping) else {}
    score = number(data, "score")
    kept = {name: data.get(name) for name in ("picture", "text", "source")}
    return {**values, "segment": int(row["segment"]), "score": score, **kept}


def _story(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in ("data", "details")}
    scorer = ((row["details"] or {}).get("models") or {}).get("scorer") or {}
    figures = {name: number(row["data"], name) for name in row["data"] or {}}
    return {
        **{name: value for name, value in figures.items() if name not in values},
        **values,
        "scorer": scorer.get("id"),
        "revision": scorer.get("revision"),
        "dtype": scorer.get("dtype"),
    }


def _latest(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return {
        (row["story_id"], row["scorer"], row["revision"], row["dtype"]): row for row in rows
    }.values()
