"""Suite of the gallery's stories: words, pictures, narrations, and what the writer thinks of them.

What is measured of one story is in `eval.story_figures`.
"""

import random
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from core.story import MOODS
from core.text import main_noun
from db.evaluations import RunItem
from eval.caption_figures import own_statistics, scored
from eval.custom import OwnMetric, facts_of
from eval.custom import measured as of_own
from eval.figures import Statistic
from eval.measures.likelihood import perplexities
from eval.measures.pairs import Told
from eval.stories import Gallery
from eval.story_figures import (
    PICTURES,
    SOUND,
    TOLD,
    WORDS,
    brought,
    judged,
    matched,
    painted,
    spoken,
    told,
)
from eval.suites import Item, Models, Note

_COUNTED = ("nats", "tokens", "characters")
_OTHERS = 5
"""With the pictures of so many other stories each is compared."""


class GalleryStories:
    """Stories that a preset made, as they stand in the gallery."""

    name = "stories"
    label = "Stories of the gallery"
    measures = (
        "Finished stories of the preset: words against what was asked for, readability, "
        "repetition, whether each page tells its picture, how the narration was spoken; by the "
        "preset's scorer, how well the painted pictures fit their prompts and each other, and "
        "whether a story fits the pictures that were uploaded for it better than others'; by its "
        "writer, how likely the text is and whether its mood is the likeliest."
    )
    unit = "story"
    roles: tuple[str, ...] = ("scorer", "writer")
    batch = 5
    timed = False

    def __init__(self, gallery: Gallery, *, preset: str, own: Sequence[OwnMetric] = ()) -> None:
        self._own = own
        self._gallery = gallery
        self._preset = preset
        self._nouns: frozenset[str] = frozenset()
        self._looks: dict[str, str] = {}
        self._vectors: dict[str, Told | None] = {}
        self.facts: Mapping[str, Any] = {
            "data": f"stories of the preset {preset}",
            **facts_of(own),
        }

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """`n` stories drawn by the seed; all of them, oldest first, if there are no more."""
        ids = self._gallery.ids(self._preset)
        chosen = ids if n >= len(ids) else random.Random(seed).sample(ids, n)
        note("Reading the captions of the pictures")
        captions = [caption for story_id in chosen for caption in self._gallery.captions(story_id)]
        self._nouns = frozenset(noun for caption in captions if (noun := main_noun(caption)))
        rng = random.Random(seed)
        items = []
        for story_id in chosen:
            others = [other for other in ids if other != story_id]
            given = tuple(rng.sample(others, min(_OTHERS, len(others))))
            items.append(Item(name=story_id, given=given))
        self._looks = self._gallery.looks({other for item in items for other in item.given})
        return items

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """Figures of each story."""
        stories = [(item, self._gallery.told(item.name)) for item in batch]
        data: dict[str, dict[str, Any]] = {}
        given = {item.name: item.given for item in batch}
        for read in [found for _, found in stories if found]:
            models.check()
            data[read.id] = {"title": read.title, "mood": read.mood}
            others = [self._looks[one] for one in given[read.id] if one in self._looks]
            data[read.id] |= told(read, self._nouns) | painted(read, models, others) | spoken(read)
            text = "\n\n".join(segment.text for segment in read.segments)
            data[read.id] |= of_own(self._own, read.title, text=text, captions=[*read.captions])
        for item, story in stories:
            if story:
                models.check()
                own, *rest = [self._brought(one, models) for one in (story.id, *item.given)]
                data[story.id] |= matched(own, [other for other in rest if other])
        # Scorer and writer may not fit into memory together: one after the other, not in turns.
        for story in (story for _, story in stories if story):
            models.check()
            data[story.id] |= judged(story, models)
        return [
            RunItem(name=item.name, data=data[item.name])
            if story
            else RunItem(name=item.name, data={}, error="The story was deleted.")
            for item, story in stories
        ]

    def _brought(self, story_id: str, models: Models) -> Told | None:
        """Vectors of a story's uploaded pictures and pages, made once."""
        if story_id not in self._vectors:
            story = self._gallery.told(story_id)
            self._vectors[story_id] = brought(story, models) if story else None
        return self._vectors[story_id]

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """Means over stories; perplexity over all their tokens."""
        scorer, writer = (models.get(role, role) for role in ("scorer", "writer"))
        by_writer = {
            "mood_agrees": f"Mood is the likeliest of {len(MOODS)} (share, {writer})",
            "mood_rank": f"Rank of the mood among {len(MOODS)} ({writer})",
        }
        return (
            scored(items, WORDS)
            | scored(items, {key: f"{name} ({scorer})" for key, name in PICTURES.items()})
            | scored(items, {key: f"{name} ({scorer})" for key, name in TOLD.items()})
            | scored(items, SOUND)
            | _perplexity(items, writer)
            | scored(items, by_writer)
            | own_statistics(items)
        )


def _perplexity(items: Sequence[RunItem], writer: str) -> dict[str, Statistic]:
    known = [item for item in items if all(item.data.get(key) for key in _COUNTED)]
    if not known:
        return {}
    rows = np.array([[item.data[key] for key in _COUNTED] for item in known], dtype=float)
    return {
        f"{name} ({writer})": Statistic(
            names=tuple(item.name for item in known),
            rows=rows,
            of=partial(_column, which=column),
            left_out=len(items) - len(known),
        )
        for column, name in enumerate(("Perplexity", "Bits a character"))
    }


def _column(sums: np.ndarray, *, which: int) -> np.ndarray:
    return perplexities(sums)[:, [which]]
