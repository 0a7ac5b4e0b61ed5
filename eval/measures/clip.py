"""Figures of CLIP vectors: CLIPScore, RefCLIPScore, torchmetrics' scale, likeness of pages.

All take vectors that a scorer made (`core.models.base.Scorer`) and normalise them again.  They know
no model: a figure means nothing without the model's id and revision, so the metrics built on these
ask for both.  Figures of different models or conventions do not compare.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from core.errors import BadInput
from core.models.base import Scorer

PREFIX: Final = "A photo depicts "
"""Stands before every caption in CLIPScore (Hessel et al., EMNLP 2021)."""
WEIGHT: Final = 2.5
"""CLIPScore's w, which stretches the cosines that occur to about 0 to 1."""


def caption_vectors(scorer: Scorer, captions: Sequence[str]) -> np.ndarray:
    """Vectors of captions as CLIPScore wants them, with its prefix; shape (n, d)."""
    return scorer.embed_texts([PREFIX + caption for caption in captions])


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Cosine of each row with the row beside it; both of shape (n, d), the result (n,)."""
    a, b = units(left), units(right)
    if a.shape != b.shape:
        raise BadInput(
            f"Vectors of the shapes {a.shape} and {b.shape} cannot be compared in pairs."
        )
    return (a * b).sum(axis=1)


def clip_score(images: np.ndarray, captions: np.ndarray) -> np.ndarray:
    """CLIPScore, 2.5 · max(cos, 0), of pictures and captions (those from `caption_vectors`)."""
    return WEIGHT * np.maximum(cosines(images, captions), 0)


def ref_clip_score(
    images: np.ndarray, captions: np.ndarray, references: Sequence[np.ndarray]
) -> np.ndarray:
    """RefCLIPScore: harmonic mean of CLIPScore and the likeness to the nearest reference.

    `references`: for each item the vectors of its reference captions (prefix too), shape (m, d).
    """
    if len(references) != len(captions) or not all(len(texts) for texts in references):
        raise BadInput("RefCLIPScore needs at least one reference caption for each picture.")
    scores = clip_score(images, captions)
    own = units(captions)
    nearest = np.array(
        [max(0.0, float((units(texts) @ own[i]).max())) for i, texts in enumerate(references)]
    )
    return _harmonic(scores, nearest)


def ref_clip_scores(
    images: np.ndarray, captions: np.ndarray, references: Sequence[np.ndarray]
) -> np.ndarray:
    """RefCLIPScore of every picture and its references with every caption, shape (n, n); the
    diagonal is `ref_clip_score`."""
    own = units(captions)
    scores = WEIGHT * np.maximum(units(images) @ own.T, 0)
    nearest = np.array([(units(texts) @ own.T).max(axis=0) for texts in references])
    return _harmonic(scores, np.maximum(nearest, 0))


def _harmonic(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """The harmonic mean of numbers from 0 up; 0 where both are."""
    both = one + two
    return np.divide(2 * one * two, both, out=np.zeros_like(both), where=both > 0)


def percent_cosine(images: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """100 · max(cos, 0) of pictures and texts, as torchmetrics has it; texts without prefix."""
    return 100 * np.maximum(cosines(images, texts), 0)


def likeness_to(pages: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """CLIP-I of each page to one picture, cosines of shape (n,); `reference` has shape (d,)."""
    return units(pages) @ units(np.asarray(reference)[None])[0]


def pairwise(pages: np.ndarray) -> float:
    """Mean cosine over all pairs of pages; NaN for fewer than two."""
    vectors = units(pages)
    n = len(vectors)
    if n < 2:
        return float("nan")
    total = float((vectors.sum(axis=0) ** 2).sum())
    return (total - n) / (n * (n - 1))


def vendi(pages: np.ndarray) -> float:
    """Vendi score (Friedman and Dieng, TMLR 2023): how many different pictures these amount to.

    1 when all are alike, n when no two have anything in common; cosine kernel.
    """
    vectors = units(pages)
    shares = np.linalg.eigvalsh(vectors @ vectors.T / len(vectors))
    shares = shares[shares > 1e-12]
    return float(np.exp(-(shares * np.log(shares)).sum()))


def units(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length one, float64, shape (n, d); `BadInput` for zeros and NaN."""
    rows = np.asarray(vectors, dtype=float)
    if rows.ndim != 2 or not len(rows):
        raise BadInput(f"Vectors come as rows, one an item, not with the shape {rows.shape}.")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise BadInput("A vector is zero or not a number; its picture or text was not embedded.")
    return rows / lengths
