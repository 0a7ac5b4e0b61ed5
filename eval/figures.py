"""Figures of a run and differences between two runs, each with a bootstrap interval and its n.

Knows no metric: a `Statistic` says what is counted of each item and what is made of it.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from db.evaluations import Figure
from eval.intervals import Interval, mean_interval, statistic_interval, sum_intervals


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """A number over items: the mean of their values, unless said otherwise.

    `rows`: shape (n, k), what is counted of each item in `names`.  `of` makes the number of sums of
    rows, shape (m, k) to (m, 1); `quantile` (0..1) takes that quantile of the only column.
    `left_out` items were looked at and do not count: not opened, or NaN.
    """

    names: tuple[str, ...]
    rows: np.ndarray
    of: Callable[[np.ndarray], np.ndarray] | None = None
    quantile: float | None = None
    left_out: int = 0

    def interval(self, *, seed: int) -> Interval:
        """The number over all items, with its interval."""
        if self.of is not None:
            return sum_intervals(self.rows, self.of, seed=seed)[0]
        if self.quantile is not None:
            at = self.quantile
            return statistic_interval(
                self.rows, lambda rows: float(np.quantile(rows[:, 0], at)), seed=seed
            )
        return mean_interval(self.rows[:, 0], seed=seed)

    def minus(self, other: "Statistic", *, seed: int) -> Interval | None:
        """This number less the other's over the items that both have, drawn in pairs; None where
        they share fewer than two."""
        place = {name: i for i, name in enumerate(other.names)}
        shared = [(i, place[name]) for i, name in enumerate(self.names) if name in place]
        if len(shared) < 2:
            return None
        mine, theirs = (list(column) for column in zip(*shared, strict=True))
        one, two = self.rows[mine], other.rows[theirs]
        if self.of is not None:
            of, width = self.of, self.rows.shape[1]
            return sum_intervals(
                np.hstack([one, two]),
                lambda sums: of(sums[:, :width]) - of(sums[:, width:]),
                seed=seed,
            )[0]
        if self.quantile is not None:
            at = self.quantile
            return statistic_interval(
                np.hstack([one, two]),
                lambda rows: float(np.quantile(rows[:, 0], at) - np.quantile(rows[:, 1], at)),
                seed=seed,
            )
        return mean_interval(one[:, 0] - two[:, 0], seed=seed)


def mean_of(values: Mapping[str, float | None], *, quantile: float | None = None) -> Statistic:
    """The mean (or a quantile) of the values by item name; None and NaN are left out."""
    kept = {name: v for name, v in values.items() if v is not None and math.isfinite(v)}
    return Statistic(
        names=tuple(kept),
        rows=np.array(list(kept.values()), dtype=np.float64)[:, None],
        quantile=quantile,
        left_out=len(values) - len(kept),
    )


def figures_of(statistics: Mapping[str, Statistic], *, seed: int) -> dict[str, Figure]:
    """Each statistic with its interval; one over no item at all is not there."""
    return {
        name: _figure(statistic.interval(seed=seed), left_out=statistic.left_out)
        for name, statistic in statistics.items()
        if statistic.names
    }


def _figure(interval: Interval, *, left_out: int = 0) -> Figure:
    known = not math.isnan(interval.low)
    return Figure(
        value=interval.value,
        low=interval.low if known else None,
        high=interval.high if known else None,
        n=interval.n,
        left_out=left_out,
    )


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One figure of two runs; `difference` is second minus first over the items that both have,
    None where they share fewer than two."""

    name: str
    first: Figure | None
    second: Figure | None
    difference: Figure | None

    @property
    def verdict(self) -> str:
        """What the interval of the difference allows to say, in words."""
        d = self.difference
        if d is None or d.low is None or d.high is None:
            return "no items in common"
        if d.low > 0:
            return "the second is higher"
        if d.high < 0:
            return "the second is lower"
        return "no difference can be told"


def compare(
    first: Mapping[str, Statistic],
    second: Mapping[str, Statistic],
    *,
    figures: tuple[Mapping[str, Figure], Mapping[str, Figure]],
    seed: int = 0,
) -> list[Comparison]:
    """Two runs' `figures` side by side, with the paired difference where items match."""
    one, two = figures
    found = []
    for name in dict.fromkeys([*one, *two]):
        difference = None
        if name in first and name in second:
            difference = second[name].minus(first[name], seed=seed)
        found.append(
            Comparison(
                name=name,
                first=one.get(name),
                second=two.get(name),
                difference=None if difference is None else _figure(difference),
            )
        )
    return found


def written(figure: Figure | None) -> str:
    """A figure as people read it: "0.312 [0.290, 0.334]", "224.0 [221.0, 227.0]"."""
    if figure is None:
        return "–"
    size = abs(figure.value)
    digits = 3 if size < 10 else 2 if size < 100 else 1
    value = f"{figure.value:.{digits}f}"
    if figure.low is None or figure.high is None:
        return value
    return f"{value} [{figure.low:.{digits}f}, {figure.high:.{digits}f}]"
