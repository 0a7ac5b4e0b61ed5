"""Batches by number: what is shown, with which words, noise and times depends on nothing else.

So a training that goes on after a stop sees exactly what it would have seen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from train.diffusion.pictures import Shown


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Pictures of one bucket by number; captions by number (-1: none is told); `seed` of its
    noise and times."""

    pictures: Sequence[int]
    captions: Sequence[int]
    seed: int

    def noise(self, shape: Sequence[int], steps: int) -> tuple[Tensor, Tensor]:
        """Noise of shape (B, *shape), and as many times below `steps`."""
        generator = torch.Generator().manual_seed(self.seed)
        count = len(self.pictures)
        noise = torch.randn((count, *shape), generator=generator)
        return noise, torch.randint(0, steps, (count,), generator=generator)


class Batches:
    """Batches of at most `size` pictures, each of one bucket, epoch after epoch without end."""

    def __init__(
        self, pictures: Sequence[Shown], *, size: int, seed: int, dropout: float = 0.0
    ) -> None:
        """`dropout`: the share of pictures that are shown without a word, which guidance needs
        (Ho and Salimans 2022)."""
        self.pictures, self.size, self.seed, self.dropout = pictures, size, seed, dropout
        self.captions = list(dict.fromkeys(text for one in pictures for text in one.captions))
        self._places = {text: place for place, text in enumerate(self.captions)}
        groups: dict[object, list[int]] = {}
        for number, picture in enumerate(pictures):
            groups.setdefault(picture.cut.bucket, []).append(number)
        self.groups = [np.array(group) for _, group in sorted(groups.items())]  # type: ignore[type-var]
        self.epoch = sum(math.ceil(len(group) / size) for group in self.groups)

    @lru_cache(maxsize=2)  # noqa: B019 - lives as long as the training
    def _order(self, epoch: int) -> list[np.ndarray]:
        rng = np.random.default_rng([self.seed, epoch])
        lots = [
            group[start : start + self.size]
            for group in (rng.permutation(group) for group in self.groups)
            for start in range(0, len(group), self.size)
        ]
        return [lots[place] for place in rng.permutation(len(lots))]

    def __getitem__(self, number: int) -> Batch:
        epoch, place = divmod(number, self.epoch)
        rng = np.random.default_rng([self.seed, number, 1])
        rows = self._order(epoch)[place]
        told = []
        for row in rows:
            texts = self.pictures[row].captions
            text = texts[rng.integers(len(texts))]
            told.append(-1 if rng.random() < self.dropout else self._places[text])
        return Batch(
            pictures=[int(row) for row in rows], captions=told, seed=int(rng.integers(2**62))
        )


def parted(
    batch: Batch, shape: Sequence[int], steps: int, most: int
) -> list[tuple[Batch, Tensor, Tensor]]:
    """A batch in parts of at most `most` pictures, each with its share of the batch's noise and
    times; so fewer at once learn the same."""
    noise, times = batch.noise(shape, steps)
    return [
        (
            replace(
                batch,
                pictures=batch.pictures[start : start + most],
                captions=batch.captions[start : start + most],
            ),
            noise[start : start + most],
            times[start : start + most],
        )
        for start in range(0, len(batch.pictures), most)
    ]
