"""Stories of the gallery as they stand, for suites to measure. Only reads."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.build import Artifact
from core.errors import StorageError
from core.pages import SLOT, arranged
from core.story import StoryRequest
from db.artifacts import SqlArtifactStore
from db.media import MediaStore
from db.stories import Stories
from picturebook.reading.members import Cast
from picturebook.scene import Figure, Look, Scene
from picturebook.telling import describe


@dataclass(frozen=True, kw_only=True)
class ToldAloud:
    """A page's narration: its WAV file, a row (start_char, end_char, start_s, end_s) for each word,
    and the seconds that making it took (None where that is not known)."""

    sound: Path
    words: tuple[tuple[int, int, float, float], ...]
    run_s: float | None


@dataclass(frozen=True, kw_only=True)
class ToldSegment:
    """One page: its text, its prompt, its painted picture, its narration, and the picture that was
    brought (uploaded) and that it tells, with its caption, and the scene
    of a picture that was drawn."""

    text: str
    prompt: str | None
    picture: Path | None
    brought: Path | None = None
    caption: str = ""
    scene: Scene | None = None
    aloud: ToldAloud | None = None


@dataclass(frozen=True, kw_only=True)
class ToldStory:
    """A story's pages, and the captions of the pictures it tells. `target` is the range of words
    that was asked for; a pasted text has neither target nor captions. `seed` is the writer's.
    `age` is the reading age that was asked for, `star` the hero with their look."""

    id: str
    title: str
    mood: str
    target: tuple[int, int] | None
    segments: tuple[ToldSegment, ...]
    captions: tuple[str, ...]
    hero: str | None = None
    language: str = "en"
    seed: int = 0
    age: str | None = None
    star: "Hero | None" = None


@dataclass(frozen=True, kw_only=True)
class Hero:
    """Whom a story is about, by its cast: what they are called, and how they look, in words and as
    the picture book draws it (`figure`)."""

    id: str
    names: tuple[str, ...]
    look: str
    figure: Look

    def seen_in(self, scene: Scene) -> bool:
        """Whether a scene shows them as the cast has them."""
        return any(one.id == self.id and one.look == self.figure for one in scene.figures)

    def named_in(self, text: str) -> bool:
        """Whether words name them."""
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in self.names)


class Gallery:
    """The stories that were made here and that are not deleted."""

    def __init__(self, stories: Stories, store: SqlArtifactStore, media: MediaStore) -> None:
        self._stories = stories
        self._store = store
        self._media = media

    def ids(self, preset: str | None = None) -> list[str]:
        """Ids of stories that have a text, of one preset or of all, oldest first."""
        cards = self._stories.gallery(preset=preset, sort="oldest")
        brought = self._stories.opened()
        return [card.id for card in cards if card.segments and card.id not in brought]

    def captions(self, story_id: str) -> list[str]:
        """The captions of a story's pictures, in no order."""
        standing = self._store.artifacts_for(story_id)
        return [
            _text(place.artifact) or ""
            for slot, place in standing.items()
            if slot.startswith("caption/")
        ]

    def looks(self, story_ids: Iterable[str]) -> dict[str, str]:
        """How the heroes of these stories look, in words; those without a cast are not there."""
        found = {}
        for story_id in story_ids:
            place = self._store.artifacts_for(story_id).get("cast")
            if hero := _hero(place.artifact if place else None):
                found[story_id] = hero.look
        return found

    def told(self, story_id: str) -> ToldStory | None:
        """The story as it stands; None when it was deleted meanwhile."""
        story = self._stories.get(story_id)
        if story is None or story.deleted:
            return None
        standing = self._store.artifacts_for(story_id)

        def at(slot: str) -> Artifact | None:
            place = standing.get(slot)
            return place.artifact if place else None

        pictures = len(story.request.pictures)
        captions = tuple(_text(at(f"caption/{i}")) or "" for i in range(pictures))
        segments = []
        for leaf in arranged(story.request, at(SLOT)).leaves:
            tells = leaf.tells(story.request)
            i, picture = leaf.page, at(f"illustration/{leaf.page}") if leaf.picture else None
            segments.append(
                ToldSegment(
                    text=(_text(at(f"segment/{i}")) or "") if leaf.words else "",
                    prompt=_text(at(f"prompt/{i}")) if leaf.picture else None,
                    picture=_file(picture, self._media.path),
                    brought=None if tells is None else self._brought(story.request, tells),
                    caption="" if tells is None else captions[tells],
                    scene=_scene(at(f"prompt/{i}"), picture),
                    aloud=_aloud(at(f"narration/{i}") if leaf.words else None, self._media.path),
                )
            )
        written = at("story")
        return ToldStory(
            id=story.id,
            title=story.title or _text(at("title")) or "",
            mood=story.request.mood,
            target=story.request.words if pictures else None,
            segments=tuple(segments),
            captions=captions,
            hero=story.request.hero,
            language=story.request.language,
            seed=written.seed if written else 0,
            age=story.request.age if story.request.written else None,
            star=_hero(at("cast")),
        )

    def _brought(self, request: StoryRequest, at: int) -> Path | None:
        """The file of a picture that was brought; None where it is gone."""
        try:
            return self._media.path(request.pictures[at].sha256)
        except StorageError:
            return None


def _text(artifact: Artifact | None) -> str | None:
    return artifact.text if artifact else None


def _hero(cast: Artifact | None) -> Hero | None:
    """The first of the cast; who has no name is called what the story calls them: the fox."""
    if cast is None or not cast.text:
        return None
    first = next(iter(Cast.from_json(cast.text).members), None)
    if first is None or not (called := first.names or first.words):
        return None
    alone = Scene(figures=(Figure(id=first.id, look=first.look),))
    return Hero(id=first.id, names=called, look=describe(alone), figure=first.look)


def _scene(scene: Artifact | None, picture: Artifact | None) -> Scene | None:
    """What a drawn picture shows; None where it was painted, or the scene is another one's."""
    said = scene.data.get("scene") if scene else None
    if not said or picture is None or scene is None or scene.key not in picture.inputs:
        return None
    return Scene.from_json(str(said))


def _aloud(artifact: Artifact | None, path: Callable[[str], Path]) -> ToldAloud | None:
    sound = _file(artifact, path)
    if artifact is None or sound is None:
        return None
    words: Any = artifact.data.get("words", ())
    return ToldAloud(
        sound=sound,
        words=tuple((w["start_char"], w["end_char"], w["start_s"], w["end_s"]) for w in words),
        run_s=artifact.run_s if artifact.maker == "model" and artifact.run_s > 0 else None,
    )


def _file(artifact: Artifact | None, path: Callable[[str], Path]) -> Path | None:
    """The picture's or sound's file; None while it was not made, or when its file is gone."""
    if artifact is None or artifact.media is None:
        return None
    try:
        return path(artifact.media)
    except StorageError:
        return None
