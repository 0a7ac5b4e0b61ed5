"""BLEU, ROUGE-L and CIDEr-D of captions, to the conventions of the COCO caption evaluation.

Everything works on tokens (`eval.measures.ptb`) and returns a figure for the whole set
together with one for each item; nothing here knows files, models or the command line.  Scales are
the usual ones: BLEU and ROUGE-L 0 to 1, CIDEr-D 0 to 10 (papers print all three times 100).
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.errors import BadInput
from eval.measures.ptb import tokenise

Tokens = tuple[str, ...]
"""A caption's tokens."""

ORDERS: Final = 4
"""n-grams of one to four tokens are counted."""
BETA: Final = 1.2
"""How much more recall weighs than precision in ROUGE-L."""
SIGMA: Final = 6.0
"""Width of CIDEr-D's penalty for another length, in bigrams."""
_TINY: Final = 1e-15
_SMALL: Final = 1e-9
"""What the COCO evaluation adds to hits and to counts, so that nothing is divided by zero. A
sentence without a common 4-gram therefore has a BLEU-4 slightly above zero, which rank correlations
over sentences depend on."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """A metric of a whole set, and of each of its items in their order; `items` has shape (n,)."""

    value: float
    items: np.ndarray


def tokenised(
    candidates: Sequence[str], references: Sequence[Sequence[str]]
) -> tuple[list[Tokens], list[list[Tokens]]]:
    """Tokens of candidates and references. `BadInput` where they do not match or are missing."""
    if not candidates or len(candidates) != len(references) or not all(map(len, references)):
        raise BadInput("Every caption needs at least one reference, and there must be a caption.")
    return [tokenise(text) for text in candidates], [[*map(tokenise, t)] for t in references]


def runs(tokens: Tokens, order: int) -> Iterator[Tokens]:
    """Each run of `order` tokens."""
    return zip(*(tokens[i:] for i in range(order)), strict=False)


def ngrams(tokens: Tokens, order: int) -> Counter[Tokens]:
    """How often each run of `order` tokens occurs."""
    return Counter(runs(tokens, order))


def bleu(counts: np.ndarray) -> list[Score]:
    """BLEU-1 to BLEU-4 (Papineni et al., ACL 2002) from what `bleu_counts` counted.

    The figure of the set is that of the summed counts, not a mean of sentences.
    """
    corpus = bleu_of(counts.sum(axis=0, keepdims=True))[0]
    items = bleu_of(counts)
    return [Score(value=float(corpus[k]), items=items[:, k]) for k in range(ORDERS)]


def bleu_counts(candidates: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> np.ndarray:
    """What BLEU is computed from, shape (n, 10): a candidate's length, the closest reference
    length, then how many n-grams of each order it has, then how many of them are hits.

    Of two references equally close in length the shorter one counts.
    """
    rows = np.zeros((len(candidates), 2 + 2 * ORDERS))
    for row, candidate, texts in zip(rows, candidates, references, strict=True):
        length = len(candidate)
        row[0] = length
        row[1] = min((abs(len(text) - length), len(text)) for text in texts)[1]
        for k in range(ORDERS):
            own = ngrams(candidate, k + 1)
            most: dict[Tokens, int] = {}
            for text in texts:
                hits: dict[Tokens, int] = {}
                for gram in runs(text, k + 1):
                    if gram in own:
                        hits[gram] = hits.get(gram, 0) + 1
                for gram, count in hits.items():
                    if count > most.get(gram, 0):
                        most[gram] = count
            row[2 + k] = max(0, length - k)
            row[2 + ORDERS + k] = sum(min(own[gram], count) for gram, count in most.items())
    return rows


def bleu_of(counts: np.ndarray) -> np.ndarray:
    """BLEU-1 to BLEU-4 of rows of `bleu_counts` (or of their sums), shape (n, 4)."""
    length, closest = counts[:, 0], counts[:, 1]
    tried, hit = counts[:, 2 : 2 + ORDERS], counts[:, 2 + ORDERS :]
    precisions = np.cumprod((hit + _TINY) / (tried + _SMALL), axis=1)
    means = precisions ** (1 / np.arange(1, ORDERS + 1))
    ratio = (length + _TINY) / (closest + _SMALL)
    brevity = np.where(ratio < 1, np.exp(1 - 1 / np.minimum(ratio, 1)), 1.0)
    return means * brevity[:, None]


def hits(counts: np.ndarray) -> np.ndarray:
    """How many n-grams of each order matched in all, shape (4,), of rows of `bleu_counts`."""
    found: np.ndarray = counts[:, 2 + ORDERS :].sum(axis=0)
    return found


def rouge_l(candidates: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> Score:
    """ROUGE-L (Lin, 2004): F of the longest common subsequence, mean over the items.

    As the COCO evaluation has it, precision and recall are each the best over the references, so
    that they may come from different ones.
    """
    items = np.array(
        [_rouge(candidate, texts) for candidate, texts in zip(candidates, references, strict=True)]
    )
    return Score(value=float(items.mean()), items=items)


def _rouge(candidate: Tokens, references: Sequence[Tokens]) -> float:
    if not candidate:
        return 0.0
    places: dict[str, int] = {}
    for i, token in enumerate(candidate):
        places[token] = places.get(token, 0) | 1 << i
    common = [_common(places, len(candidate), text) for text in references]
    precision = max(common) / len(candidate)
    recall = max(c / max(1, len(text)) for c, text in zip(common, references, strict=True))
    if not precision:
        return 0.0
    return (1 + BETA**2) * precision * recall / (recall + BETA**2 * precision)


def _common(places: Mapping[str, int], length: int, text: Tokens) -> int:
    """Length of the longest common subsequence, bits at a time (Hyyrö, 2004).

    `places` has a bit for each place of a token in the first sentence, whose length is `length`.
    """
    everything = (1 << length) - 1
    row = everything
    for token in text:
        if here := row & places.get(token, 0):
            row = (row + here | row - here) & everything
    return length - row.bit_count()


def cider_d(candidates: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> Score:
    """CIDEr-D (Vedantam et al., CVPR 2015), n = 1 to 4, sigma 6, times 10; mean over the items.

    How rare an n-gram is comes from the references of this very set: an item's figure changes with
    the set that it is in, and a set of one item has 0.
    """
    found: Counter[Tokens] = Counter()
    for texts in references:
        found.update({gram for text in texts for k in range(ORDERS) for gram in runs(text, k + 1)})
    everything = math.log(max(1, len(references)))
    rarity = {gram: everything - math.log(count) for gram, count in found.items()}
    items = np.zeros(len(candidates))
    for i, (candidate, texts) in enumerate(zip(candidates, references, strict=True)):
        own = _Weighted(candidate, rarity, everything)
        likeness = sum(own.likeness(_Weighted(text, rarity, everything)) for text in texts)
        items[i] = 10 * likeness / len(texts)
    return Score(value=float(items.mean()), items=items)


class _Weighted:
    """A caption as four vectors, one for each order: counts of n-grams times how rare they are."""

    def __init__(self, tokens: Tokens, rarity: Mapping[Tokens, float], unseen: float) -> None:
        self.bigrams = max(0, len(tokens) - 1)
        self.vectors: list[dict[Tokens, float]] = []
        self.norms: list[float] = []
        for k in range(ORDERS):
            vector = {
                gram: count * rarity.get(gram, unseen)
                for gram, count in ngrams(tokens, k + 1).items()
            }
            self.vectors.append(vector)
            self.norms.append(math.sqrt(sum(weight * weight for weight in vector.values())))

    def likeness(self, other: "_Weighted") -> float:
        """Mean over the orders of the clipped cosine, less for another length; 0 to 1."""
        total = 0.0
        for own, its, norm, its_norm in zip(
            self.vectors, other.vectors, self.norms, other.norms, strict=True
        ):
            if norm and its_norm:
                product = 0.0
                for gram, weight in own.items():
                    if gram in its:
                        product += min(weight, its[gram]) * its[gram]
                total += product / (norm * its_norm)
        apart = self.bigrams - other.bigrams
        return total / ORDERS * math.exp(-(apart**2) / (2 * SIGMA**2))
