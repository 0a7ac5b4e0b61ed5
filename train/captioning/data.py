"""Pictures and their captions from any data set that `corpora` reads, in batches by number.

A batch depends on its number and the seed alone, so a training that goes on draws what it would
have drawn. Pictures with many captions and pictures with one are batched apart.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from core.errors import BadInput
from core.models.caption_search import PAD
from corpora.folder import read_folder
from corpora.rows import UnreadableCorpus
from train.captioning.words import Words
from train.facts import data_hash

MANY: Final = 5
"""Captions of a picture that are learnt in one step."""
HELD_OUT: Final = 10
"""Without a split of its own, one picture in so many is for validation, if there are so many."""
_VALIDATION: Final = ("dev", "val", "valid", "validation", "restval")


@dataclass(frozen=True, kw_only=True)
class Captioned:
    """A picture file, its captions, and where it stands in its data set."""

    image: Path
    captions: tuple[str, ...]
    data: Path


def times(given: str) -> tuple[Path, int]:
    """A data set and how often its pictures are taken: "folder" or "folder:2"."""
    name, _, count = given.rpartition(":")
    return (Path(name), int(count)) if name and count.isdigit() else (Path(given), 1)


def read(folders: Sequence[str]) -> tuple[list[Captioned], dict[str, list[Captioned]]]:
    """Training pictures, and validation pictures by the name of their data set."""
    train: list[Captioned] = []
    validation: dict[str, list[Captioned]] = {}
    for given in folders:
        folder, count = times(given)
        try:
            found = read_folder(folder)
        except UnreadableCorpus as error:
            raise BadInput(str(error)) from error
        for note in found.notes:
            print(f"{folder}: {note}", flush=True)
        pictures = [
            (Captioned(image=p.image, captions=p.captions, data=found.folder), p.split)
            for p in found.pictures
        ]
        held = [picture for picture, split in pictures if split in _VALIDATION]
        own = [p for p, split in pictures if split not in _VALIDATION and split != "test"]
        named = any(split for _, split in pictures)
        if not held and not named and len(own) >= HELD_OUT:
            held = own[::HELD_OUT]
            own = [picture for i, picture in enumerate(own) if i % HELD_OUT]
        train += own * count
        if held:
            validation[folder.stem] = held
    if not train:
        raise BadInput("There are no pictures to train on: all of them are for validation or test.")
    return train, validation


def hash_of(pictures: Sequence[Captioned]) -> str:
    """Names all captions and, so that a large data set is named in seconds, some 500 pictures."""
    said = "\n".join(f"{p.image.name}\t{text}" for p in pictures for text in p.captions)
    files = data_hash([p.image for p in pictures[:: max(1, len(pictures) // 500)]])
    return hashlib.sha256(f"{files}\n{said}".encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Pictures by number; `ids` (B, K, T) are given, `labels` (B, K, T) wanted, -100 where not."""

    pictures: np.ndarray
    ids: Tensor
    labels: Tensor
    many: bool


class Batches:
    """Training batches by number; `size` pictures with `MANY` captions each, or as many rows."""

    def __init__(
        self,
        pictures: Sequence[Captioned],
        words: Words,
        *,
        size: int,
        longest: int,
        seed: int,
        unknown: int = 1,
        captions: int = MANY,
    ) -> None:
        """`captions` of a picture with many are learnt in one step. Captions with more than
        `unknown` rare words are left, and those longer than `longest`; a picture that has only
        such keeps their beginnings."""
        self.words, self.size, self.longest, self.seed = words, size, longest, seed
        self.captions = captions
        self.encoded: list[list[list[int]]] = []
        for picture in pictures:
            whole = [words.encode(text) for text in picture.captions]
            short = [text for text in whole if len(text) <= longest]
            texts = short or [text[:longest] for text in whole]
            self.encoded.append(
                [t for t in texts if t and (len(t) < 3 or t.count(words.unknown) <= unknown)]
            )
        counts = np.array([len(texts) for texts in self.encoded])
        self.many = np.flatnonzero(counts >= MANY - 1)
        self.few = np.flatnonzero((counts > 0) & (counts < MANY - 1))
        self.epoch = len(self._order(0))
        if not self.epoch:
            raise BadInput("No caption is left that has a word of the vocabulary.")

    @lru_cache(maxsize=2)  # noqa: B019 - lives as long as the training
    def _order(self, epoch: int) -> list[np.ndarray]:
        rng = np.random.default_rng([self.seed, epoch])
        batches: list[np.ndarray] = []
        for group, size in ((self.many, self.size), (self.few, self.size * 3)):
            order = rng.permutation(group)
            batches += [order[i : i + size] for i in range(0, len(order), size)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def __getitem__(self, number: int) -> Batch:
        epoch, at = divmod(number, self.epoch)
        pictures = self._order(epoch)[at]
        rng = np.random.default_rng([self.seed, epoch, at])
        many = len(self.encoded[pictures[0]]) >= MANY - 1
        chosen = [self._some(self.encoded[p], self.captions if many else 1, rng) for p in pictures]
        return Batch(pictures=pictures, many=many, **self._tensors(chosen))

    @staticmethod
    def _some(texts: list[list[int]], count: int, rng: np.random.Generator) -> list[list[int]]:
        order = rng.permutation(len(texts))
        return [texts[i] for i in np.resize(order, count)]

    def _tensors(self, chosen: Sequence[Sequence[Sequence[int]]]) -> dict[str, Tensor]:
        ids, labels = padded(chosen, self.words)
        return {"ids": ids, "labels": labels}


def padded(chosen: Sequence[Sequence[Sequence[int]]], words: Words) -> tuple[Tensor, Tensor]:
    """Captions (B, K, any length) → what is given and what is wanted, (B, K, T) each."""
    length = max((len(text) for texts in chosen for text in texts), default=0) + 1
    shape = (len(chosen), len(chosen[0]), length)
    ids = torch.full(shape, words.pad if words.pad is not None else PAD)
    labels = torch.full(shape, -100)
    for b, texts in enumerate(chosen):
        for k, text in enumerate(texts):
            row = torch.tensor([words.start, *text])
            ids[b, k, : len(row)] = row
            labels[b, k, : len(row)] = torch.tensor([*text, words.end])
    labels[labels == words.unknown] = -100
    return ids, labels


def texts_of(pictures: Iterable[Captioned]) -> list[str]:
    """All captions."""
    return [text for picture in pictures for text in picture.captions]
