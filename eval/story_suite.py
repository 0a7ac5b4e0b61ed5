"""Suite of the gallery's stories: length, repetition, grounding, pictures that fit and agree."""

import math
import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from PIL import Image

from core.models.base import Scorer
from core.text import count_words, main_noun, tells, words_of
from db.evaluations import RunItem
from eval.figures import Statistic, mean_of
from eval.stories import Gallery, ToldStory
from eval.suites import Item, Models, Note, opened

_MEANS = {
    "words": "Words",
    "in_range": "Words as asked for (share)",
    "distinct_1": "Distinct-1",
    "distinct_2": "Distinct-2",
    "grounded": "Pictures told on their page (share)",
}
_BY_SCORER = {"clip": "Picture and prompt, 100·cos", "consistency": "Pictures of a book, 100·cos"}


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
        names = _MEANS | {key: f"{name} ({scorer})" for key, name in _BY_SCORER.items()}
        return {
            name: mean_of({item.name: item.data.get(key) for item in items})
            for key, name in names.items()
        }


def told(story: ToldStory) -> dict[str, float | None]:
    """Figures of the words.

    Distinct-n is the share of different n-grams (Li et al., NAACL 2016); a page tells its picture
    when it names the main noun of the caption.
    """
    texts = [segment.text for segment in story.segments]
    words = sum(count_words(text) for text in texts)
    nouns = [
        tells(segment.text, main_noun(segment.caption))
        for segment in story.segments
        if segment.caption
    ]
    low, high = story.target or (0, 0)
    tokens = [token for text in texts for token in words_of(text)]
    return {
        "words": float(words),
        "in_range": float(low <= words <= high) if story.target else None,
        "distinct_1": distinct(tokens, 1),
        "distinct_2": distinct(tokens, 2),
        "grounded": sum(nouns) / len(nouns) if nouns else None,
    }


def distinct(tokens: Sequence[str], order: int) -> float | None:
    """Different n-grams among all n-grams (0..1); None for a text that has none."""
    grams = list(zip(*(tokens[i:] for i in range(order)), strict=False))
    return len(set(grams)) / len(grams) if grams else None


def painted(story: ToldStory, models: Models) -> dict[str, float | None]:
    """100 · cosine of pictures and their prompts, and of all pairs of pictures, as means."""
    pictures, prompts = [], []
    unreadable = 0
    for segment in story.segments:
        picture = opened(segment.picture) if segment.picture else None
        if isinstance(picture, Image.Image):
            pictures.append(picture)
            prompts.append(segment.prompt or "")
        elif picture is not None:
            unreadable += 1
    if not pictures:
        return {"clip": None, "consistency": None, "unreadable": float(unreadable)}
    with models.use("scorer") as lease:
        scorer: Scorer = lease.backend
        seen = scorer.embed_images(pictures)
        read = scorer.embed_texts(prompts)
    fits = [float(a @ b) for a, b, prompt in zip(seen, read, prompts, strict=True) if prompt]
    pairs = [float(a @ b) for a, b in combinations(seen, 2)]
    return {
        "clip": _hundred(fits),
        "consistency": _hundred(pairs),
        "unreadable": float(unreadable),
    }


def _hundred(cosines: Sequence[float]) -> float | None:
    """100 · the mean of cosines, none below 0; None without any, or for NaN."""
    if not cosines:
        return None
    value = 100 * float(np.maximum(cosines, 0.0).mean())
    return round(value, 4) if math.isfinite(value) else None
