"""A mood classifier: logistic regression on a story's words and pairs of words.

It learns from stories of the grammar, told with the names and things that the studio puts in, so
that it reads a finished story as a reader would.
"""

import itertools
import random
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn

from core.stages.starter_cast import cast_for
from train.world.tales.samples import draw_captions, draw_words
from train.world.tales.teller import tell

FEATURES: Final = 6000
STORIES: Final = 100
"""For each mood."""


def mood_stories(mood: str, count: int, seed: str) -> list[str]:
    """Stories of the grammar in one mood."""
    rng = random.Random(f"{seed}/{mood}")
    told = []
    for _ in range(count):
        captions, words = draw_captions(rng.choice((3, 4, 5, 5, 6)), rng), draw_words(rng)
        tale = tell(captions, mood=mood, hero=None, words=words, rng=rng, stand_ins=True)
        told.append(cast_for(mood, None, captions, rng.randrange(10**6)).real(" ".join(tale.parts)))
    return told


class MoodReader:
    """Names the mood of a story."""

    def __init__(self, moods: Sequence[str], seed: int = 0, stories: int = STORIES) -> None:
        self.moods = tuple(moods)
        told = [mood_stories(mood, stories, f"moods/{seed}") for mood in self.moods]
        counts = [_grams(text) for texts in told for text in texts]
        spread: Counter[str] = Counter(gram for found in counts for gram in found)
        common = [gram for gram, number in spread.most_common(FEATURES) if number > 1]
        self.columns = {gram: i for i, gram in enumerate(common)}
        self.linear = nn.Linear(len(self.columns), len(self.moods))
        nn.init.zeros_(self.linear.weight)
        labels = torch.arange(len(self.moods)).repeat_interleave(stories)
        self._fit(self._table(counts), labels)

    def _fit(self, table: Tensor, labels: Tensor) -> None:
        optimiser = torch.optim.AdamW(self.linear.parameters(), lr=0.03, weight_decay=0.05)
        for _ in range(120):
            loss = nn.functional.cross_entropy(self.linear(table), labels)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    def _table(self, counts: Sequence[set[str]]) -> Tensor:
        table = torch.zeros(len(counts), len(self.columns))
        for row, found in zip(table, counts, strict=True):
            at = [self.columns[gram] for gram in found if gram in self.columns]
            row[at] = 1.0
        return table / table.norm(dim=1, keepdim=True).clamp(min=1)

    @torch.no_grad()
    def read(self, stories: Sequence[str]) -> list[str]:
        best = self.linear(self._table([_grams(text) for text in stories])).argmax(-1)
        return [self.moods[i] for i in best.tolist()]


def _grams(text: str) -> set[str]:
    words = re.findall(r"[a-z']+|[!?…]", text.lower())
    return {*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))}


def confusion(moods: Sequence[str], asked: Sequence[str], read: Sequence[str]) -> list[list[int]]:
    """A row for each mood asked for, a column for each mood read."""
    pairs = Counter(zip(asked, read, strict=True))
    return [[pairs[mood, other] for other in moods] for mood in moods]
