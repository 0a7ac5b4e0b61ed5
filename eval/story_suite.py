"""Suite of the gallery's stories: length, repetition, grounding, pictures that fit and agree."""

import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image

from core.models.base import Scorer
from core.text import count_words
from db.evaluations import RunItem
from eval.caption_figures import scored
from eval.figures import Statistic
from eval.measures import clip
from eval.measures.stories import distinct, grounding, off_target, repeated
from eval.stories import Gallery, ToldStory
from eval.suites import Item, Models, Note, opened

_MEANS = {
    "words": "Words",
    "on_target": "Words as asked for (share)",
    "distinct_1": "Distinct-1",
    "distinct_2": "Distinct-2",
    "repeated": "Repeated 4-grams (share)",
    "pictures_told": "Pictures told (share)",
    "sentences_grounded": "Sentences that tell a picture (share)",
}
_BY_SCORER = {
    "clip_percent": "Picture and prompt, 100·cos",
    "clip_i_first": "Pictures like the first page, CLIP-I",
    "clip_i_pairs": "Pictures like each other, CLIP-I",
}


class GalleryStories:
    """Stories that a preset made, as they stand in the gallery."""

    name = "stories"
    label = "Stories of the gallery"
    measures = (
        "Finished stories of the preset: words against what was asked for, repetition, whether "
        "each page tells its picture, and, by the preset's scorer, how well the painted pictures "
        "fit their prompts and each other."
    )
    unit = "story"
    roles: tuple[str, ...] = ("scorer",)
    batch = 5

    def __init__(self, gallery: Gallery, *, preset: str) -> None:
        self._gallery = gallery
        self._preset = preset
        self.facts: Mapping[str, Any] = {"data": f"stories of the preset {preset}"}

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """`n` stories drawn by the seed; all of them, oldest first, if there are no more."""
        ids = self._gallery.ids(self._preset)
        chosen = ids if n >= len(ids) else random.Random(seed).sample(ids, n)
        return [Item(name=story_id, given=None) for story_id in chosen]

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """Figures of each story."""
        found = []
        for item in batch:
            models.check()
            story = self._gallery.told(item.name)
            if story is None:
                found.append(RunItem(name=item.name, data={}, error="The story was deleted."))
                continue
            data = {"title": story.title, "mood": story.mood}
            found.append(RunItem(name=item.name, data=data | told(story) | painted(story, models)))
        return found

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """Means over stories."""
        scorer = models.get("scorer", "scorer")
        return scored(items, _MEANS | {k: f"{name} ({scorer})" for k, name in _BY_SCORER.items()})


def told(story: ToldStory) -> dict[str, float | None]:
    """Figures of the words (`eval.measures.stories`); None where a story has none of a kind."""
    text = "\n\n".join(segment.text for segment in story.segments)
    found: dict[str, float | None] = {
        "words": float(count_words(text)),
        "on_target": float(not off_target(text, *story.target)) if story.target else None,
        "distinct_1": _finite(distinct(text, 1)),
        "distinct_2": _finite(distinct(text, 2)),
        "repeated": _finite(repeated(text)),
        "pictures_told": None,
        "sentences_grounded": None,
    }
    if story.captions:
        told_by = grounding(text, story.captions)
        found["pictures_told"] = told_by.pictures_told
        found["sentences_grounded"] = told_by.sentences_grounded
    return found


def painted(story: ToldStory, models: Models) -> dict[str, float | None]:
    """How the painted pictures fit their prompts and each other, and how many have no file that
    can be opened."""
    pictures, prompts = [], []
    unreadable = 0
    for segment in story.segments:
        picture = opened(segment.picture) if segment.picture else None
        if isinstance(picture, Image.Image):
            pictures.append(picture)
            prompts.append(segment.prompt or "")
        elif picture is not None:
            unreadable += 1
    found: dict[str, float | None] = dict.fromkeys(_BY_SCORER)
    found["unreadable_pictures"] = float(unreadable)
    if not pictures:
        return found
    with models.use("scorer") as lease:
        scorer: Scorer = lease.backend
        seen = scorer.embed_images(pictures)
        read = scorer.embed_texts(prompts)
    if np.isfinite(seen).all() and np.isfinite(read).all():
        found["clip_percent"] = _finite(clip.percent_cosine(seen, read).mean())
        found["clip_i_pairs"] = _finite(clip.pairwise(seen))
        if len(seen) > 1:
            found["clip_i_first"] = _finite(clip.likeness_to(seen[1:], seen[0]).mean())
    return found


def _finite(value: float | np.floating[Any]) -> float | None:
    """None for NaN, which is left out of the figures and counted there."""
    number = float(value)
    return round(number, 6) if math.isfinite(number) else None
