"""Stories of the gallery as they stand, for suites to measure. Only reads."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.build import Artifact
from core.errors import StorageError
from db.artifacts import SqlArtifactStore
from db.media import MediaStore
from db.stories import Stories


@dataclass(frozen=True, kw_only=True)
class ToldSegment:
    """One page: its text, its prompt and its painted picture."""

    text: str
    prompt: str | None
    picture: Path | None


@dataclass(frozen=True, kw_only=True)
class ToldStory:
    """A story's pages, and the captions of the pictures it tells. `target` is the range of words
    that was asked for; a pasted text has neither target nor captions."""

    id: str
    title: str
    mood: str
    target: tuple[int, int] | None
    segments: tuple[ToldSegment, ...]
    captions: tuple[str, ...]


class Gallery:
    """The stories that one preset made and that are not deleted."""

    def __init__(self, stories: Stories, store: SqlArtifactStore, media: MediaStore) -> None:
        self._stories = stories
        self._store = store
        self._media = media

    def ids(self, preset: str) -> list[str]:
        """Ids of stories that have a text, oldest first."""
        cards = self._stories.gallery(preset=preset, sort="oldest")
        return [card.id for card in cards if card.segments]

    def told(self, story_id: str) -> ToldStory | None:
        """The story as it stands; None when it was deleted meanwhile."""
        story = self._stories.get(story_id)
        if story is None or story.deleted:
            return None
        standing = self._store.artifacts_for(story_id)

        def at(slot: str) -> Artifact | None:
            place = standing.get(slot)
            return place.artifact if place else None

        count, pictures = story.request.segment_count, len(story.request.pictures)
        segments = []
        for i in range(count):
            segments.append(
                ToldSegment(
                    text=_text(at(f"segment/{i}")) or "",
                    prompt=_text(at(f"prompt/{i}")),
                    picture=_file(at(f"illustration/{i}"), self._media.path),
                )
            )
        return ToldStory(
            id=story.id,
            title=story.title or _text(at("title")) or "",
            mood=story.request.mood,
            target=story.request.words if pictures else None,
            segments=tuple(segments),
            captions=tuple(_text(at(f"caption/{i}")) or "" for i in range(pictures)),
        )


def _text(artifact: Artifact | None) -> str | None:
    return artifact.text if artifact else None


def _file(artifact: Artifact | None, path: Callable[[str], Path]) -> Path | None:
    """The picture's file; None while it was not painted, or when its file is gone."""
    if artifact is None or artifact.media is None:
        return None
    try:
        return path(artifact.media)
    except StorageError:
        return None
