"""Two sets of results of the same items: the paired difference, and whether chance alone made it.

Everything is over the items that both sides measured, how rare words are for CIDEr-D included.
Intervals resample the items in pairs; the p-value asks how often a difference as large comes when
the two results of each item are exchanged at random (Fisher's randomisation test); a table of many
figures is corrected after Holm (1979), so that one wrong verdict in the whole table stays rare.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from statistics import NormalDist
from typing import Any, Final

import numpy as np

from core.figure import Figure
from db.evaluations import RunItem
from eval.figures import Statistic
from eval.intervals import mean_interval, statistic_interval, sum_intervals
from eval.machine import apart, caution
from eval.suites import Suite

ALPHA: Final = 0.05
POWER: Final = 0.8
EXCHANGES: Final = 4999
"""Random exchanges; with fewer items than 13 all there are."""
_FEW: Final = 12
_CELLS: Final = 2_000_000
"""So many exchanged items are held at once."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One figure of two sets of results over the items that both measured.

    `difference` is second minus first, None where they share fewer than two items; then `first`
    and `second` are over what each has.  `p`: of the randomisation test; `adjusted`: after Holm's
    correction over the table.  `detectable`: the smallest difference that so many items would show
    in four of five cases.  `wins`, `losses`, `ties`: items whose own value is higher, lower or
    equal in the second.
    """

    name: str
    first: Figure | None
    second: Figure | None
    difference: Figure | None = None
    p: float | None = None
    adjusted: float | None = None
    detectable: float | None = None
    wins: int = 0
    losses: int = 0
    ties: int = 0

    @property
    def verdict(self) -> str:
        """What interval and corrected p-value together allow to say, in words."""
        d = self.difference
        if self.first is None or self.second is None:
            return "only one of them has it"
        if d is None or self.adjusted is None:
            return "fewer than two items in common"
        low, high = d.limits
        if self.adjusted <= ALPHA and low > 0:
            return "the second is higher"
        if self.adjusted <= ALPHA and high < 0:
            return "the second is lower"
        return "no difference can be told"


def shared(
    first: Sequence[RunItem], second: Sequence[RunItem]
) -> tuple[list[RunItem], list[RunItem]]:
    """The results of those items that both sides measured without an error, in one order."""
    mine = {item.name: item for item in first if item.error is None}
    theirs = {item.name: item for item in second if item.error is None}
    names = [name for name in mine if name in theirs]
    return [mine[name] for name in names], [theirs[name] for name in names]


def cautions(
    kind: type[Suite], first: Mapping[str, Any], second: Mapping[str, Any]
) -> tuple[bool, list[str]]:
    """From the details of two runs: whether their items may be paired, and what to say of it."""
    data = [details.get("facts", {}).get("data") for details in (first, second)]
    if data[0] != data[1]:
        return False, ["They are of other data, so their items are not paired."]
    machines = [details.get("machine", {}) for details in (first, second)]
    if not kind.timed:
        return True, []
    if why := apart(*machines):
        return False, [why]
    busy = caution(*machines)
    return True, [busy] if busy else []


def pooled(runs: Sequence[Sequence[RunItem]]) -> list[RunItem]:
    """The results of several runs (of other seeds) as one; an item in two of them counts once."""
    found: dict[str, RunItem] = {}
    for items in runs:
        for item in items:
            found.setdefault(item.name, item)
    return list(found.values())


def compared(
    kind: type[Suite],
    first: Sequence[RunItem],
    second: Sequence[RunItem],
    *,
    models: tuple[Mapping[str, str], Mapping[str, str]],
    paired: bool = True,
    seed: int = 0,
) -> list[Comparison]:
    """Two sets of results of one suite; `models`: "id@revision" by role, for each.

    Without an item in common, or with `paired` false (other data), the figures of each stand beside
    each other, without a difference.
    """
    mine, theirs = shared(first, second) if paired else ([], [])
    paired = bool(mine)
    if not paired:
        mine, theirs = list(first), list(second)
    return compare(
        kind.statistics(mine, models[0]),
        kind.statistics(theirs, models[1]),
        paired=paired,
        seed=seed,
    )


def compare(
    first: Mapping[str, Statistic],
    second: Mapping[str, Statistic],
    *,
    paired: bool = True,
    seed: int = 0,
) -> list[Comparison]:
    """Each figure of two mappings side by side, corrected over all of them together."""
    found = [
        _compared(name, first.get(name), second.get(name), seed, paired)
        for name in dict.fromkeys([*first, *second])
    ]
    return holm([one for one in found if one.first or one.second])


def holm(found: Sequence[Comparison]) -> list[Comparison]:
    """The comparisons with Holm's step-down correction over those that have a p-value."""
    known = sorted(((one.p, at) for at, one in enumerate(found) if one.p is not None))
    adjusted: dict[int, float] = {}
    largest = 0.0
    for rank, (p, at) in enumerate(known):
        largest = max(largest, min(1.0, p * (len(known) - rank)))
        adjusted[at] = largest
    return [
        Comparison(**{**vars(one), "adjusted": adjusted.get(at)}) for at, one in enumerate(found)
    ]


def _compared(
    name: str, first: Statistic | None, second: Statistic | None, seed: int, paired: bool
) -> Comparison:
    if paired and first is not None and second is not None:
        names = [one for one in first.names if one in set(second.names)]
        if len(names) > 1:
            return _paired(name, first.only(names), second.only(names), seed)
    sides = [
        None if one is None or not one.names else one.figure(seed=seed) for one in (first, second)
    ]
    return Comparison(name=name, first=sides[0], second=sides[1])


def _paired(name: str, first: Statistic, second: Statistic, seed: int) -> Comparison:
    difference = _difference(first, second, seed)
    if first.without and second.without:
        difference = replace(difference, low=None, high=None, note=first.without)
    mine, theirs = first.values(), second.values()
    return Comparison(
        name=name,
        first=first.figure(seed=seed),
        second=second.figure(seed=seed),
        difference=difference,
        p=exchanged(first, second, seed=seed),
        detectable=_detectable(difference),
        wins=int((theirs > mine).sum()),
        losses=int((theirs < mine).sum()),
        ties=int((theirs == mine).sum()),
    )


def _difference(first: Statistic, second: Statistic, seed: int) -> Figure:
    """Second minus first, items drawn in pairs."""
    one, two = second.rows, first.rows
    if first.of is not None:
        of, width = first.of, one.shape[1]
        return sum_intervals(
            np.hstack([one, two]),
            lambda sums: of(sums[:, :width]) - of(sums[:, width:]),
            seed=seed,
        )[0]
    if first.quantile is not None:
        at = first.quantile
        found = statistic_interval(
            np.hstack([one, two]),
            lambda rows: float(np.quantile(rows[:, 0], at) - np.quantile(rows[:, 1], at)),
            seed=seed,
        )
        return found if first.reached else replace(found, low=None, high=None)
    return mean_interval(one[:, 0] - two[:, 0], seed=seed)


def _detectable(difference: Figure) -> float | None:
    """By the standard error that the interval implies: 2.8 of it at 5 % and a power of 80 %."""
    normal = NormalDist()
    low, high = difference.limits
    error = (high - low) / (2 * normal.inv_cdf(1 - ALPHA / 2))
    found = (normal.inv_cdf(1 - ALPHA / 2) + normal.inv_cdf(POWER)) * error
    return found if np.isfinite(found) else None


def exchanged(
    first: Statistic, second: Statistic, *, seed: int = 0, exchanges: int = EXCHANGES
) -> float:
    """Two-sided p-value of the randomisation test over paired items (both in one order).

    Of fewer than 13 items every exchange is tried, so the p-value is exact; else the identity is
    counted among the random ones, so it is never 0.
    """
    n = len(first.names)
    exact = n <= _FEW
    seen = abs(_apart(first, second, np.zeros((1, n), dtype=bool))[0])
    random = np.random.default_rng(seed)
    total = 2**n if exact else exchanges
    every = np.array(list(product((False, True), repeat=n)), dtype=bool) if exact else None
    reached, step = 0, max(1, _CELLS // n)
    for start in range(0, total, step):
        size = min(step, total - start)
        swap = (
            every[start : start + size]
            if every is not None
            else random.integers(0, 2, (size, n), dtype=np.int8).astype(bool)
        )
        apart = np.abs(_apart(first, second, swap))
        reached += int((apart >= seen - 1e-12 * max(1.0, seen)).sum())
    return reached / total if exact else (reached + 1) / (total + 1)


def _apart(first: Statistic, second: Statistic, swap: np.ndarray) -> np.ndarray:
    """Second minus first after exchanging the items of each row of `swap` (m, n); shape (m,)."""
    one, two = first.rows, second.rows
    if first.quantile is not None:
        mine = np.where(swap, two[:, 0], one[:, 0])
        theirs = np.where(swap, one[:, 0], two[:, 0])
        at = first.quantile
        found: np.ndarray = np.quantile(theirs, at, axis=1) - np.quantile(mine, at, axis=1)
        return found
    moved = swap.astype(float) @ (two - one)
    mine, theirs = one.sum(axis=0) + moved, two.sum(axis=0) - moved
    if first.of is not None:
        apart: np.ndarray = (first.of(theirs) - first.of(mine))[:, 0]
        return apart
    return (theirs - mine)[:, 0] / len(one)
