"""Figures of a run, each with its interval and its n.

Knows no metric: a `Statistic` says what is counted of each item and what is made of it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.figure import Figure
from eval.intervals import (
    ALIKE,
    FEW,
    mean_interval,
    share_interval,
    statistic_interval,
    sum_intervals,
)

ROUGH: Final = "rough"
"""The note of a resampled interval of few items, which is somewhat too narrow."""
_BEYOND: Final = 5
"""A quantile of a sample has an interval if about so many items lie beyond it."""


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """A number over items: the mean of their values, unless said otherwise.

    `rows`: shape (n, k), what is counted of each item in `names`.  `of` makes the number of sums of
    rows, shape (m, k) to (m, 1); `quantile` (0..1) takes that quantile of the only column.
    `left_out` items were looked at and do not count: not opened, or NaN.  `share`: its values say
    yes (1) or no (0) of each item; a mean of anything may be 0 throughout and be no share.
    `between`: where such numbers begin and end.  `without`: why there can be no interval, where
    that is known beforehand.
    """

    names: tuple[str, ...]
    rows: np.ndarray
    of: Callable[[np.ndarray], np.ndarray] | None = None
    quantile: float | None = None
    left_out: int = 0
    share: bool = False
    between: tuple[float, float] = (-math.inf, math.inf)
    without: str = ""

    def figure(self, *, seed: int) -> Figure:
        """The number over all items, with its interval.

        Shares have Wilson's.  There is none where resampling cannot know it: where all items are
        alike, and for a quantile beyond which fewer than five items lie.
        """
        return replace(self._figure(seed), left_out=self.left_out)

    def _figure(self, seed: int) -> Figure:
        column = self.rows[:, 0]
        counted = self.share or column.min() < column.max()
        alike = self.of is None and self.quantile is None and np.isin(column, (0.0, 1.0)).all()
        if counted and alike:
            return share_interval(int(column.sum()), len(column))
        found = self._resampled(seed)
        if not self.reached:
            return replace(found, low=None, high=None)
        low, high = found.limits
        if self.of is not None and low < high and len(column) < FEW:
            found = replace(found, note=ROUGH)
        note = self.without or (ALIKE if low == high else "")
        return replace(found, low=None, high=None, note=note) if note else found

    @property
    def reached(self) -> bool:
        """Whether so many items lie beyond a quantile that resampling knows it."""
        if self.quantile is None:
            return True
        return len(self.rows) * min(self.quantile, 1 - self.quantile) >= _BEYOND

    def _resampled(self, seed: int) -> Figure:
        if self.of is not None:
            return sum_intervals(self.rows, self.of, seed=seed)[0]
        if self.quantile is not None:
            at = self.quantile
            return statistic_interval(
                self.rows, lambda rows: float(np.quantile(rows[:, 0], at)), seed=seed
            )
        return mean_interval(self.rows[:, 0], seed=seed, between=self.between)

    def only(self, names: Sequence[str]) -> "Statistic":
        """The same number over these items alone, in their order."""
        place = {name: i for i, name in enumerate(self.names)}
        return replace(self, names=tuple(names), rows=self.rows[[place[one] for one in names]])

    def values(self) -> np.ndarray:
        """Each item's own value, shape (n,)."""
        return self.of(self.rows)[:, 0] if self.of is not None else self.rows[:, 0]


def mean_of(
    values: Mapping[str, float | None],
    *,
    quantile: float | None = None,
    share: bool = False,
    between: tuple[float, float] = (-math.inf, math.inf),
) -> Statistic:
    """The mean (or a quantile) of the values by item name; None and NaN are left out."""
    kept = {name: v for name, v in values.items() if v is not None and math.isfinite(v)}
    return Statistic(
        names=tuple(kept),
        rows=np.array(list(kept.values()), dtype=np.float64)[:, None],
        quantile=quantile,
        left_out=len(values) - len(kept),
        share=share,
        between=between,
    )


def figures_of(statistics: Mapping[str, Statistic], *, seed: int) -> dict[str, Figure]:
    """Each statistic with its interval; one over no item at all is not there."""
    return {name: one.figure(seed=seed) for name, one in statistics.items() if one.names}


def written(figure: Figure | None) -> str:
    """A figure as people read it: "0.312 [0.290, 0.334]", "224.0 [221.0, 227.0]"."""
    if figure is None:
        return "–"
    size = abs(figure.value)
    digits = 3 if size < 10 else 2 if size < 100 else 1

    def said(number: float) -> str:
        return f"{round(number, digits) + 0.0:.{digits}f}"  # never "-0.000"

    if figure.low is None or figure.high is None:
        return f"{said(figure.value)} ({figure.note})" if figure.note else said(figure.value)
    limits = f"[{said(figure.low)}, {said(figure.high)}]"
    return " ".join(filter(None, (said(figure.value), limits, figure.note)))
