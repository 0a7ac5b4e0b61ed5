"""Do voters agree with each other, and does the side on which a version stands matter?"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.figure import Figure
from eval.intervals import share_interval, statistic_interval

FEWEST: Final = 10
"""So few pairs that several people judged say nothing of agreement."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One vote: `pair` is the same for both ways round; `turned` says that its first version stood
    on the right; `outcome` is "left", "right" or "tie"."""

    pair: Hashable
    voter: str
    outcome: str
    turned: bool = False

    @property
    def said(self) -> str:
        """Which version was better, whatever its side: "first", "second" or "tie"."""
        if self.outcome == "tie":
            return "tie"
        return "first" if (self.outcome == "left") != self.turned else "second"


@dataclass(frozen=True, kw_only=True)
class Voters:
    """`left`: the share of decided votes that the left side won (0.5 without a bias; None without
    one); `same`: of two votes of different people on one pair the share that say the same, over
    `pairs` such pairs; `alpha`: Krippendorff's for names, with an interval that draws pairs again
    (1 all agree, 0 as if by chance; None with fewer than ten such pairs)."""

    votes: int
    voters: int
    pairs: int
    left: Figure | None
    same: float | None
    alpha: Figure | None


def voters(judged: Sequence[Judged], *, seed: int = 0) -> Voters:
    """The figures of some votes; a voter's latest vote on a pair counts for agreement."""
    decided = [one.outcome for one in judged if one.outcome != "tie"]
    by_pair: dict[Hashable, dict[str, str]] = defaultdict(dict)
    for one in judged:
        by_pair[one.pair][one.voter] = one.said
    tables = [Counter(said.values()) for said in by_pair.values() if len(said) > 1]
    rows = np.array([[t["first"], t["second"], t["tie"]] for t in tables], dtype=float)
    return Voters(
        votes=len(judged),
        voters=len({one.voter for one in judged}),
        pairs=len(rows),
        left=share_interval(decided.count("left"), len(decided)) if decided else None,
        same=_same(rows) if len(rows) else None,
        alpha=statistic_interval(rows, _alpha, seed=seed) if len(rows) >= FEWEST else None,
    )


def _same(rows: np.ndarray) -> float:
    """Mean over pairs of the share of two voters who agree."""
    n = rows.sum(axis=1)
    return float(((rows * (rows - 1)).sum(axis=1) / (n * (n - 1))).mean())


def _alpha(rows: np.ndarray) -> float:
    """Krippendorff's α for names (2004) of counts, shape (pairs, 3), in which the two versions of a
    pair have no order of their own: "first" and "second" are exchanged in half of what is expected.
    """
    n = rows.sum(axis=1)
    observed = ((n**2 - (rows**2).sum(axis=1)) / (n - 1)).sum()
    decided, tied = rows[:, :2].sum() / 2, rows[:, 2].sum()
    totals = np.array([decided, decided, tied])
    every = totals.sum()
    expected = (every**2 - (totals**2).sum()) / (every - 1)
    return 1 - float(observed / expected) if expected > 0 else math.nan
