"""What the gallery shows of books that a person arranged: their first page is another one."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.pages import SLOT, Arrangement
from db.tables import ArtifactRow, ChoiceRow

_Pieces = dict[tuple[str, str], tuple[str | None, str | None]]
"""Text and media of what stands somewhere, by story and slot."""


def as_arranged(session: Session, ids: Sequence[str], *, letters: int) -> dict[str, dict[str, Any]]:
    """Cover, excerpt (so many `letters`) and number of pages of those of these stories that were
    arranged; two queries in all, and one where nothing is arranged."""
    laid = {
        story_id: Arrangement.from_json(data)
        for story_id, data in session.execute(
            select(ChoiceRow.story_id, ArtifactRow.data)
            .join(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
            .where(ChoiceRow.slot == SLOT, ChoiceRow.story_id.in_(ids))
        )
    }
    pieces = _pieces(session, laid) if laid else {}
    return {story_id: _shown(story_id, pages, pieces, letters) for story_id, pages in laid.items()}


def _pieces(session: Session, stories: Iterable[str]) -> _Pieces:
    query = (
        select(ChoiceRow.story_id, ChoiceRow.slot, ArtifactRow.text, ArtifactRow.media)
        .join(ArtifactRow, ArtifactRow.key == ChoiceRow.artifact_key)
        .where(
            ChoiceRow.story_id.in_(sorted(stories)),
            or_(ChoiceRow.slot.startswith("segment/"), ChoiceRow.slot.startswith("illustration/")),
        )
    )
    return {(story, slot): (text, media) for story, slot, text, media in session.execute(query)}


def _shown(story_id: str, pages: Arrangement, pieces: _Pieces, letters: int) -> dict[str, Any]:
    def there(kind: str, page: int) -> tuple[str | None, str | None]:
        return pieces.get((story_id, f"{kind}/{page}"), (None, None))

    texts = [there("segment", leaf.page)[0] for leaf in pages.leaves if leaf.words]
    pictures = [there("illustration", leaf.page)[1] for leaf in pages.leaves if leaf.picture]
    return {
        "cover": next(filter(None, pictures), None),
        "excerpt": (next(filter(None, texts), None) or "")[:letters],
        "segments": len(pages.leaves) if any(texts) else 0,
    }
