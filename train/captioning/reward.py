"""What self-critical training rewards: CIDEr-D of numbered words (Vedantam et al., CVPR 2015).

Rennie et al., CVPR 2017, with the mean of the other drawn captions as the baseline (Luo 2020). The
end counts as a word, or captions would end in the middle ("a man in a"). `eval` has the metric for
reports; this one is made to be fast.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from torch import Tensor

ORDERS: Final = 4
SIGMA: Final = 6.0
Gram = tuple[int, ...]
Vector = tuple[dict[Gram, float], float]
"""Weights of n-grams and their norm."""


class Reward:
    """Rewards for captions of pictures whose references (numbers of words) are given."""

    def __init__(self, references: Sequence[Sequence[Sequence[int]]], *, end: int) -> None:
        self.end, self.references = end, references
        found: Counter[Gram] = Counter()
        for texts in references:
            found.update({gram for text in texts for gram in self._grams(text)})
        self.everything = math.log(max(2, len(references)))
        self.rarity = {gram: self.everything - math.log(count) for gram, count in found.items()}
        self._kept: dict[int, list[tuple[list[Vector], int]]] = {}

    def _grams(self, text: Sequence[int]) -> list[Gram]:
        text = (*text, self.end)
        return [
            tuple(text[i : i + n]) for n in range(1, ORDERS + 1) for i in range(len(text) - n + 1)
        ]

    def _vectors(self, text: Sequence[int]) -> list[Vector]:
        parts: list[dict[Gram, float]] = [{} for _ in range(ORDERS)]
        for gram, count in Counter(self._grams(text)).items():
            parts[len(gram) - 1][gram] = count * self.rarity.get(gram, self.everything)
        return [(part, math.sqrt(sum(w * w for w in part.values()))) for part in parts]

    def _of(self, picture: int) -> list[tuple[list[Vector], int]]:
        if picture not in self._kept:
            texts = self.references[picture]
            self._kept[picture] = [(self._vectors(text), len(text)) for text in texts]
        return self._kept[picture]

    def __call__(self, picture: int, text: Sequence[int]) -> float:
        """CIDEr-D, 0 to 10, of a caption of that picture."""
        own, length = self._vectors(text), len(text)
        total = 0.0
        for vectors, its_length in self._of(picture):
            alike = 0.0
            for (weights, norm), (its, its_norm) in zip(own, vectors, strict=True):
                if norm and its_norm:
                    common = weights.keys() & its.keys()
                    alike += sum(min(weights[g], its[g]) * its[g] for g in common) / norm / its_norm
            total += alike / ORDERS * math.exp(-((length - its_length) ** 2) / (2 * SIGMA**2))
        return 10 * total / len(self.references[picture])


def said_of(drawn: Tensor, end: int) -> list[list[int]]:
    """Drawn rows (rows, T) as texts without their end."""
    texts = []
    for row in drawn.tolist():
        texts.append(row[: row.index(end)] if end in row else row)
    return texts


def advantages(rewards: np.ndarray) -> np.ndarray:
    """(B, K) rewards of K captions a picture: how much better than the mean of the others."""
    count = rewards.shape[1]
    others = (rewards.sum(1, keepdims=True) - rewards) / max(1, count - 1)
    return rewards - others


def policy_loss(logits: Tensor, drawn: Tensor, gains: Tensor) -> Tensor:
    """Makes drawn words likelier by how much their captions gained.

    `logits` (B, K, T, words) of `drawn` (B, K, T), -100 where nothing was drawn; `gains` (B, K).
    """
    kept = drawn >= 0
    chances = logits.float().log_softmax(-1)
    chosen = chances.gather(-1, drawn.clamp(min=0)[..., None])[..., 0]
    return -(chosen * kept * gains[..., None]).sum() / kept.sum()
