"""Pictures with texts that fit them, in batches by number: each batch is of one data set or of all.

A batch depends on its number and the seed alone, so a training that goes on draws what it would
have drawn. Batches of one data set make wrong texts hard to tell (a drawn scene among drawn
scenes); mixed ones keep the scores of all data sets on one scale.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import BadInput
from train.captioning.data import Captioned

TEXTS: Final = 2
"""Texts of a picture that are learnt in one step."""
MIXED: Final = 3
"""Every third epoch mixes the data sets."""
PAGES: Final = 0.5
"""How often one of a picture's texts is a page that tells it, where there is one."""


def same(text: str) -> str:
    """A caption without what differs between copies of it."""
    return " ".join(text.lower().split()).strip(" .")


def read_tales(file: Path) -> dict[str, list[str]]:
    """Pages of tales by the caption that each was written for (lines of JSON, see the README)."""
    pages: dict[str, list[str]] = {}
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            tale = json.loads(line)
            for page in tale["pages"]:
                pages.setdefault(same(tale["captions"][page["picture"]]), []).append(page["text"])
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise BadInput(f"{file} holds no tales: {error}.") from error
    return pages


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Pictures by number, and their texts (`TEXTS` each), picture by picture."""

    pictures: np.ndarray
    texts: list[str]


class Pairs:
    """Training batches by number."""

    def __init__(
        self,
        pictures: Sequence[Captioned],
        *,
        size: int,
        seed: int,
        pages: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.pictures, self.size, self.seed = pictures, size, seed
        known = pages or {}
        self.pages = [
            [text for caption in p.captions for text in known.get(same(caption), ())]
            for p in pictures
        ]
        folders: dict[Path, list[int]] = {}
        for number, picture in enumerate(pictures):
            folders.setdefault(picture.data, []).append(number)
        self.groups = [np.array(numbers) for numbers in folders.values()]
        if len(pictures) < 2:
            raise BadInput("Two pictures at least are needed, to tell a right text from a wrong.")

    def texts(self) -> list[str]:
        """All texts that a batch may hold."""
        captions = [text for picture in self.pictures for text in picture.captions]
        return captions + [text for texts in self.pages for text in texts]

    @lru_cache(maxsize=2 * MIXED)  # noqa: B019 - lives as long as the training
    def _order(self, epoch: int) -> list[np.ndarray]:
        rng = np.random.default_rng([self.seed, epoch])
        mixed = epoch % MIXED == MIXED - 1
        batches: list[np.ndarray] = []
        for group in [np.arange(len(self.pictures))] if mixed else self.groups:
            order = rng.permutation(group)
            parts = np.array_split(order, max(1, round(len(order) / self.size)))
            batches += [part for part in parts if len(part) > 1]
        return [batches[i] for i in rng.permutation(len(batches))]

    def __getitem__(self, number: int) -> Batch:
        per_round = sum(len(self._order(epoch)) for epoch in range(MIXED))
        turn, at = divmod(number, per_round)
        epoch = turn * MIXED
        while at >= len(self._order(epoch)):
            at -= len(self._order(epoch))
            epoch += 1
        pictures = self._order(epoch)[at]
        rng = np.random.default_rng([self.seed, epoch, at])
        texts = [text for picture in pictures for text in self._some(int(picture), rng)]
        return Batch(pictures=pictures, texts=texts)

    def _some(self, picture: int, rng: np.random.Generator) -> list[str]:
        captions, pages = self.pictures[picture].captions, self.pages[picture]
        chosen = [captions[i] for i in np.resize(rng.permutation(len(captions)), TEXTS)]
        if pages and rng.random() < PAGES:
            chosen[-1] = pages[rng.integers(len(pages))]
        return chosen
