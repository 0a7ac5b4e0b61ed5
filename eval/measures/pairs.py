"""How pictures fit their own texts beside wrong ones: chance level, rank, area under the curve.

A score alone says little: what is high for one scorer is chance for another. All of this is counted
from the vectors that a scorer made (`core.models.base.Scorer`), on the scale 100 · max(cosine, 0).
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures.clip import units


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A picture with its own text beside wrong ones: the mean score of the picture with those
    (`chance`), and the rank of its own among `of` texts (1: none fits better)."""

    chance: float
    rank: int
    of: int

    @property
    def better(self) -> float:
        """The share of wrong texts that fit no better, in percent; 50 is chance."""
        return 100 * (self.of - self.rank) / (self.of - 1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A book's vectors, row by row: pictures (n, d), the texts of its pages (n, d), and which
    picture each is."""

    pictures: np.ndarray
    texts: np.ndarray
    sources: tuple[Hashable, ...]


@dataclass(frozen=True, kw_only=True)
class Separation:
    """Books with their own pictures against the same books with other books' pictures.

    `area` under the ROC curve: the chance that a right pairing scores higher than a wrong one (0.5
    is guessing); `own` and `chance` are mean scores of both; None without two books that differ.
    """

    area: float
    own: float
    chance: float
    books: int
    wrong: int


def scores(pictures: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """Every picture with every text, shape (n, m)."""
    return 100 * np.maximum(units(pictures) @ units(texts).T, 0)


def fits(pictures: np.ndarray, texts: np.ndarray, groups: Sequence[Hashable]) -> list[Fit | None]:
    """Each picture with the text beside it; wrong texts are those of another group.

    None where there is no wrong text.
    """
    if not len(groups):
        return []
    numbers = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    every, own_group = scores(pictures, texts), np.array([numbers[group] for group in groups])
    found: list[Fit | None] = []
    for i, row in enumerate(every):
        wrong = row[own_group != own_group[i]]
        found.append(
            Fit(
                chance=float(wrong.mean()),
                rank=1 + int((wrong > row[i]).sum()),
                of=1 + len(wrong),
            )
            if len(wrong)
            else None
        )
    return found


def shuffled(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of scores of every picture with every text, shape (n, n), the right ones on the diagonal:
    each picture's mean with wrong texts (chance), and the share of those that fit it less (ties
    count half; 0.5 is chance); NaN for a single one."""
    n = len(scores)
    if n < 2:
        return np.full(n, np.nan), np.full(n, np.nan)
    right = np.diag(scores)[:, None]
    wrong = ~np.eye(n, dtype=bool)
    chance = np.where(wrong, scores, 0).sum(axis=1) / (n - 1)
    less = np.where(wrong, (scores < right) + 0.5 * (scores == right), 0).sum(axis=1) / (n - 1)
    return chance, less


def area_under_curve(right: np.ndarray, wrong: np.ndarray) -> float:
    """The share of (right, wrong) in which right is higher; ties count half (Mann and Whitney)."""
    if not len(right) or not len(wrong):
        return float("nan")
    ordered = np.sort(wrong)
    below = np.searchsorted(ordered, right, "left")
    upto = np.searchsorted(ordered, right, "right")
    return float((below + upto).sum() / (2 * len(right) * len(wrong)))


def mispaired(book: Told, other: Told) -> float | None:
    """The mean score of a book's pages with another book's pictures, page by page; None where the
    two share a picture."""
    if set(book.sources) & set(other.sources):
        return None
    places = np.arange(len(book.texts)) % len(other.pictures)
    own, wrong = units(book.texts), units(other.pictures)[places]
    return float((100 * np.maximum((own * wrong).sum(axis=1), 0)).mean())


def separation(books: Sequence[Told]) -> Separation | None:
    """Every book with its own pictures, and with those of every other book that shares none."""
    right, wrong = [], []
    for book in books:
        others = [mispaired(book, other) for other in books if other is not book]
        known = [score for score in others if score is not None]
        if known:
            right.append(float(np.diag(scores(book.pictures, book.texts)).mean()))
            wrong += known
    if not right:
        return None
    return Separation(
        area=area_under_curve(np.array(right), np.array(wrong)),
        own=float(np.mean(right)),
        chance=float(np.mean(wrong)),
        books=len(right),
        wrong=len(wrong),
    )
