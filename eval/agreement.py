"""Does a metric agree with people? Rank correlations with bootstrap intervals, and a plain verdict.

Pure arithmetic over numbers: knows no database and no page.  A replicate of the bootstrap is a row
of weights (how often each item was drawn), so that all replicates are computed together.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.figure import Figure

Floats = NDArray[np.float64]

NEEDED: Final = 60
"""With so many independent items a τ of 0.25 is told from 0 in four of five cases: under
independence τ has the variance 2(2n + 5) / 9n(n − 1), a standard error of 0.089 at n = 60."""
SAMPLES: Final = 1000
FEWEST_GROUPS: Final = 10
"""Below so many books the bootstrap's intervals are too narrow, and nothing is concluded."""
MARGIN: Final = 0.1
"""A τ is called (dis)agreement only where its interval lies beyond this: less helps nobody."""
_STEADY: Final = 5
"""A person with so many ratings is compared with their own ratings only."""
_CHUNK: Final = 50
"""Replicates computed at once: keeps the weights of 5,000 items within a few MiB."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How a metric goes along with what people said.

    `tau`: Kendall's τ-b with stars, or (concordant − discordant) / decided votes; `spearman` is
    None for votes, `share` (of decided votes that the better-scored version won) None for stars.
    `left_out` counts items without a finite score, `ties` the votes or scores without a winner.
    """

    metric: str
    against: str
    tau: Figure
    spearman: Figure | None = None
    share: Figure | None = None
    left_out: int = 0
    ties: int = 0
    verdict: str = ""


def limits(values: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Percentile interval over axis 0; replicates that are NaN are left out, infinities are kept.

    The inverted distribution function, for between a number and infinity nothing can be
    interpolated.  All-NaN columns give NaN.
    """
    low = np.full(values.shape[1:], np.nan)
    high = low.copy()
    for at in np.ndindex(values.shape[1:]):
        column = values[(slice(None), *at)]
        column = np.sort(column[~np.isnan(column)])
        if len(column):
            tail = int(np.floor((1 - level) / 2 * len(column)))
            low[at], high[at] = column[tail], column[-1 - tail]
    return low, high


def enough(groups: Sequence[Hashable]) -> bool:
    """Whether there may be a verdict on items of these groups, one an item that can be used."""
    return len(groups) >= NEEDED and len(set(groups)) >= FEWEST_GROUPS


def agreement(
    metric: Sequence[float],
    ratings: Sequence[float],
    *,
    name: str = "CLIP score",
    against: str = "stars",
    groups: Sequence[Hashable] | None = None,
    raters: Sequence[Hashable] | None = None,
    metrics: int = 1,
    needed: int = NEEDED,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Agreement:
    """Rank correlations of a metric with stars, item by item.

    `groups` name what items belong together (the pages of a book); the bootstrap then draws whole
    groups, and `n` stays the number of items.  With `raters`, τ is over pairs of stars by the same
    person, so that it does not matter who is strict.  The verdict is corrected for so many
    `metrics` that are judged at once (Bonferroni); those that have not `enough` are not judged.
    Takes O(n · different ratings).
    """
    if len(metric) != len(ratings):
        raise ValueError(f"{len(metric)} scores do not go with {len(ratings)} ratings")
    x, y = np.asarray(metric, dtype=float), np.asarray(ratings, dtype=float)
    good = np.isfinite(x) & np.isfinite(y)
    codes: dict[Hashable, int] = {}
    names = range(len(x)) if groups is None else groups
    owner = np.array(
        [codes.setdefault(g, len(codes)) for g, ok in zip(names, good, strict=True) if ok]
    )
    x, y = x[good], y[good]
    n = len(x)
    strata = _strata(raters, good)
    ones = np.ones((1, n))
    tau, rho = (
        (float(_tau_b(x, y, ones, strata)[0]), float(_rho(x, y, ones)[0]))
        if n > 1
        else (np.nan, np.nan)
    )
    drawn: list[Floats] = []
    if np.isfinite(tau):
        rng = np.random.default_rng(seed)
        chances = np.full(len(codes), 1 / len(codes))
        for start in range(0, samples, _CHUNK):
            size = min(_CHUNK, samples - start)
            weights = rng.multinomial(len(codes), chances, size=size)[:, owner].astype(float)
            drawn.append(np.stack([_tau_b(x, y, weights, strata), _rho(x, y, weights)], axis=1))
    every = np.concatenate(drawn) if drawn else np.full((1, 2), np.nan)
    low, high = limits(every)
    found = Figure.within(tau, float(low[0]), float(high[0]), n=n)
    return Agreement(
        metric=name,
        against=against,
        tau=found,
        spearman=Figure.within(rho, float(low[1]), float(high[1]), n=n),
        left_out=int((~good).sum()),
        verdict=_verdict(name, found, needed, "ratings", len(codes), _corrected(every, metrics)),
    )


def agreement_with_votes(
    left: Sequence[float],
    right: Sequence[float],
    outcomes: Sequence[str],
    *,
    name: str = "CLIP score",
    groups: Sequence[Hashable] | None = None,
    metrics: int = 1,
    needed: int = NEEDED,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Agreement:
    """Whether the version with the better score won: one score for each side of each vote.

    `outcomes` are "left", "right" or "tie".  Ties, and votes between equal scores, decide nothing
    and are counted apart.  `groups` and `metrics` as in `agreement`.
    """
    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    won = np.array([{"left": 1, "right": -1, "tie": 0}[outcome] for outcome in outcomes])
    if not len(a) == len(b) == len(won):
        raise ValueError("every vote needs two scores and an outcome")
    good = np.isfinite(a) & np.isfinite(b)
    signs = (np.sign(a - b) * won)[good]
    codes: dict[Hashable, int] = {}
    names = range(len(a)) if groups is None else groups
    owner = np.array(
        [codes.setdefault(g, len(codes)) for g, ok in zip(names, good, strict=True) if ok],
        dtype=np.intp,
    )
    right_ones, n = int((signs > 0).sum()), int((signs != 0).sum())
    share = right_ones / n if n else np.nan
    every = np.full((1, 1), np.nan)
    if n:
        counts = np.zeros((len(codes), 2))
        np.add.at(counts[:, 0], owner, signs > 0)
        np.add.at(counts[:, 1], owner, signs != 0)
        counts = counts[counts[:, 1] > 0]
        rng = np.random.default_rng(seed)
        weights = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=samples)
        sums = weights @ counts
        every = (sums[:, :1] / sums[:, 1:]) * 2 - 1
    (low,), (high,) = limits((every + 1) / 2)
    tau = Figure.within(2 * share - 1, float(2 * low - 1), float(2 * high - 1), n=n)
    return Agreement(
        metric=name,
        against="A/B votes",
        tau=tau,
        share=Figure.within(share, float(low), float(high), n=n),
        left_out=int((~good).sum()),
        ties=int((signs == 0).sum()),
        verdict=_verdict(
            name, tau, needed, "decided votes", len(codes), _corrected(every, metrics)
        ),
    )


def _corrected(drawn: Floats, metrics: int) -> tuple[float, float]:
    """Limits of the first column that hold for so many metrics at once."""
    low, high = limits(drawn[:, :1], 1 - 0.05 / max(1, metrics))
    return float(low[0]), float(high[0])


def _verdict(
    name: str, tau: Figure, needed: int, noun: str, groups: int, corrected: tuple[float, float]
) -> str:
    if tau.n < needed:
        return f"{name}: not enough {noun}: {tau.n} of about {needed} needed"
    if groups < FEWEST_GROUPS:
        return f"{name}: not enough books: {groups} of about {FEWEST_GROUPS} needed"
    if not np.isfinite(tau.value):
        return f"{name} cannot be compared: all {noun} or all scores are the same"
    least, most = tau.limits
    figures = f"τ = {tau.value:.2f} [{least:.2f}, {most:.2f}]".replace("-", "−")
    low, high = corrected
    if low > MARGIN:
        return f"{name} agrees with readers here: {figures}"
    if high < -MARGIN:
        return f"{name} disagrees with readers here: {figures}"
    return f"{name} does not (yet) agree with readers here: {figures}"


def _strata(raters: Sequence[Hashable] | None, good: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """Whose ratings are compared with each other: each steady person's own, and the others'."""
    count = int(good.sum())
    if raters is None:
        return [np.ones(count, dtype=bool)]
    kept = [rater for rater, ok in zip(raters, good, strict=True) if ok]
    often = Counter(kept)
    steady = [rater for rater, times in often.items() if times >= _STEADY]
    found = [np.array([rater == one for rater in kept]) for one in steady]
    rest = np.array([often[rater] < _STEADY for rater in kept], dtype=bool)
    return [*found, rest] if rest.any() or not found else found


def _tau_b(
    x: Floats, y: Floats, weights: Floats, strata: Sequence[NDArray[np.bool_]] = ()
) -> Floats:
    """τ-b for each row of `weights` (B, n): item i counts `weights[b, i]` times.  Only pairs inside
    one of the strata count."""
    surplus = np.zeros(len(weights))
    spread = np.zeros((2, len(weights)))
    for mine in strata or [np.ones(len(x), dtype=bool)]:
        if mine.sum() > 1:
            more, untied = _surplus(x[mine], y[mine], weights[:, mine])
            surplus += more
            spread += untied
    both = spread[0] * spread[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(both > 0, surplus / np.sqrt(both), np.nan)


def _surplus(x: Floats, y: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Concordant less discordant pairs for each row of `weights` (B,), and the pairs that are not
    tied in each of the two, shape (2, B)."""
    if len(np.unique(x)) < len(np.unique(y)):
        x, y = y, x  # the loop below goes over the values of y
    order = np.argsort(x, kind="stable")
    x, y, weights = x[order], y[order], weights[:, order]
    before = np.searchsorted(x, x, side="left")  # items with a smaller x
    levels = np.unique(y)
    running = []
    for level in levels:
        counted = np.cumsum(weights * (y == level), axis=1)
        running.append(np.concatenate([np.zeros((len(weights), 1)), counted], axis=1))
    total = np.sum(running, axis=0)
    lower = np.zeros_like(total)
    surplus = np.zeros(len(weights))  # concordant − discordant pairs
    for level, own in zip(levels, running, strict=True):
        here = y == level
        margin = (lower - (total - lower - own))[:, before[here]]
        surplus += (weights[:, here] * margin).sum(axis=1)
        lower = lower + own
    n = weights.sum(axis=1)
    pairs = n * (n - 1) / 2
    return surplus, np.stack([pairs - _tied(x, weights), pairs - _tied(y, weights)])


def _tied(values: Floats, weights: Floats) -> Floats:
    """Pairs of items with the same value, for each row of weights."""
    size = _sums(values, weights)[0]
    return (size * (size - 1) / 2).sum(axis=1)


def _sums(values: Floats, weights: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Weight of each different value, ascending (B, values), and which of them each item has."""
    _, which = np.unique(values, return_inverse=True)
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(which.max() + 1))
    return np.add.reduceat(weights[:, order], starts, axis=1), which


def _rho(x: Floats, y: Floats, weights: Floats) -> Floats:
    ranks = []
    for values in (x, y):
        size, which = _sums(values, weights)
        middle = np.cumsum(size, axis=1) - (size - 1) / 2
        ranks.append(middle[:, which])
    n = weights.sum(axis=1, keepdims=True)
    p, q = (rank - (weights * rank).sum(axis=1, keepdims=True) / n for rank in ranks)
    spread = (weights * p * p).sum(axis=1) * (weights * q * q).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(spread > 1e-9, (weights * p * q).sum(axis=1) / np.sqrt(spread), np.nan)
