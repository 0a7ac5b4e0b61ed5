"""Maximum likelihood of Bradley and Terry's model with Davidson's ties, many tables at once.

The model is Bradley and Terry's (1952) with the ties of Davidson (1970): versions i and j with
strengths π = exp(β) are judged

    P(i wins) : P(j wins) : P(tie)  =  π_i : π_j : ν √(π_i π_j),

so that a tie speaks for equal strengths, and without ties in the votes (ν = 0) it is exactly
Bradley and Terry's.  In (β, log ν) it is a multinomial logit, hence concave: Newton's method with
halved steps finds the maximum likelihood from anywhere.

Only differences of β are known, and only where votes link two versions: β has the mean 0 in every
connected component.  The maximum is finite where every version of a component can be reached from
every other along "beat or tied with" (Ford 1957), and, with ties, where the votes contradict
themselves somewhere: "A beat B, A tied with B" alone lets β and ν grow together without end.
Elsewhere the answer is infinite, and said to be, unless a prior is asked for.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TOLERANCE: Final = 1e-8
"""Newton stops when no parameter moves by more than this (β is in natural logarithms)."""


def fit(
    pairs: NDArray[np.intp], counts: Floats, component: NDArray[np.intp], prior: float
) -> tuple[Floats, Floats]:
    """β (B, P) and ν (B,) for B tables of votes (B, M, 3) at once; infinite where it must be."""
    a, b = pairs.T
    linked = component[:, None] == component[None, :]
    decided = counts[:, :, :2].sum(axis=(1, 2)) > 0
    if prior:
        groups = np.zeros((len(counts), *linked.shape), dtype=bool)
        settled = decided
    else:
        reach, contradicted = _paths(pairs, counts, len(component))
        groups = reach & reach.transpose(0, 2, 1)
        # Votes between groups are certain in the limit: inside, they change nothing.
        counts = counts * groups[:, a, b][:, :, None]
        settled = decided & (contradicted | (counts[:, :, 2].sum(axis=1) == 0))
    counts = counts * settled[:, None, None]
    alone = np.eye(len(component), dtype=bool)
    blocks = np.where(settled[:, None, None], groups, alone)
    beta, tie = _newton(pairs, counts, blocks, prior)
    tie = np.where(settled, tie, np.inf)
    if prior:
        return beta - beta @ (linked / linked.sum(axis=1)), tie
    beta = _without_end(beta, reach, groups, linked)
    beta[decided & ~settled] = np.nan
    return beta, tie


def _paths(pairs: NDArray[np.intp], counts: Floats, players: int) -> tuple[Bools, Bools]:
    """Who reaches whom along "beat or tied with" (B, P, P), and whether ν is held finite (B,).

    β and log ν can grow along (u, 1) without loss of likelihood if u_i − u_j ≥ 2 where i beat j and
    |u_i − u_j| ≤ 2 where they tied.  Such u exist unless these bounds, as lengths, make a cycle of
    negative length (Floyd and Warshall's algorithm finds it).
    """
    a, b = pairs.T
    first, second, even = (counts[:, :, k] > 0 for k in range(3))
    length = np.full((len(counts), players, players), np.inf)
    length[:, a, b] = np.where(first, -2.0, np.where(even, 2.0, np.inf))
    length[:, b, a] = np.where(second, -2.0, np.where(even, 2.0, np.inf))
    for k in range(players):
        np.minimum(length, length[:, :, k, None] + length[:, None, k, :], out=length)
        np.maximum(length, -1e6, out=length)
    own = np.arange(players)
    contradicted: Bools = np.any(length[:, own, own] < 0, axis=1)
    reach = np.isfinite(length)
    reach[:, own, own] = True
    return reach, contradicted


def _gather(sums: Floats, pairs: NDArray[np.intp], values: Floats) -> None:
    """Add the values (B, M) of the pairs (M, 2) to the sums (B, players) of their first, and take
    them from those of their second."""
    for column, (a, b) in enumerate(pairs):
        sums[:, a] += values[:, column]
        sums[:, b] -= values[:, column]


def _newton(
    pairs: NDArray[np.intp], counts: Floats, groups: Bools, prior: float
) -> tuple[Floats, Floats]:
    """Maximise the likelihood from β = 0, ν = 1; β keeps the mean 0 within each group."""
    a, b = pairs.T
    tables, players = groups.shape[:2]
    own = np.arange(players)
    n, ties = counts.sum(axis=2), counts[:, :, 2].sum(axis=1)
    tied = ties > 0

    def likelihood(theta: Floats) -> tuple[Floats, Floats]:
        """Log-likelihood (B,) and the chances of the three outcomes (B, M, 3)."""
        half = (theta[:, a] - theta[:, b]) / 2
        even = np.where(tied, theta[:, players], -np.inf)[:, None]
        logits = np.stack([half, -half, np.broadcast_to(even, half.shape)], axis=2)
        top = np.abs(half) if not tied.any() else logits.max(axis=2)
        total = np.log(np.exp(logits - top[:, :, None]).sum(axis=2)) + top
        value = ((counts[:, :, 0] - counts[:, :, 1]) * half - n * total).sum(axis=1)
        value += np.where(tied, ties * theta[:, players], 0.0)
        if prior:
            beta = theta[:, :players]
            value -= prior * (np.logaddexp(0, beta) + np.logaddexp(0, -beta)).sum(axis=1)
        return value, np.exp(logits - total[:, :, None])

    theta = np.zeros((tables, players + 1))
    value, chance = likelihood(theta)
    for _ in range(200):
        won, lost, even = (chance[:, :, k] for k in range(3))
        lead = (won - lost) / 2
        slope = (counts[:, :, 0] - counts[:, :, 1]) / 2 - n * lead
        weight = n * ((won + lost) / 4 - lead**2)
        cross = -n * even * lead
        gradient = np.zeros((tables, players + 1))
        bend = np.zeros((tables, players + 1, players + 1))
        _gather(gradient, pairs, slope)
        bend[:, a, b] = bend[:, b, a] = -weight
        bend[:, own, own] = -bend[:, :players, :players].sum(axis=2)
        side = np.zeros((tables, players))
        _gather(side, pairs, cross)
        bend[:, :players, players] = bend[:, players, :players] = side
        gradient[:, players] = np.where(tied, ties - (n * even).sum(axis=1), 0.0)
        bend[:, players, players] = np.where(tied, (n * even * (1 - even)).sum(axis=1), 1.0)
        # A block of ones for each group takes away that only differences are known.
        bend[:, :players, :players] += groups
        if prior:
            side = 1 / (1 + np.exp(-theta[:, :players]))
            gradient[:, :players] += prior * (1 - 2 * side)
            bend[:, own, own] += 2 * prior * side * (1 - side)
        step = np.linalg.solve(bend, gradient[:, :, None])[:, :, 0]
        for _ in range(40):
            after, chance = likelihood(theta + step)
            worse = after < value - 1e-12 * (1 + np.abs(value))
            if not worse.any():
                break
            step[worse] /= 2
        theta, value = theta + step, after
        if np.abs(step).max() < TOLERANCE:
            break
    return theta[:, :players], np.where(tied, np.exp(theta[:, players]), 0.0)


def _without_end(beta: Floats, reach: Bools, groups: Bools, linked: Bools) -> Floats:
    """±inf for versions above or below the largest group of their component, NaN if unknown.

    In a component where nobody is comparable, ±inf are those that only won or only lost.
    """
    tables = np.arange(len(beta))[:, None]
    size = groups.sum(axis=2)
    core = np.where(linked[None], size[:, None, :], 0).argmax(axis=2)
    own = np.arange(beta.shape[1])[None]
    apart = reach & ~groups
    lonely = (size[tables, core] == 1) & (linked.sum(axis=1) > 1)[None]
    over = np.where(lonely, apart.any(axis=2) & ~apart.any(axis=1), apart[tables, own, core])
    under = np.where(lonely, apart.any(axis=1) & ~apart.any(axis=2), apart[tables, core, own])
    outside = lonely | ~groups[tables, own, core]
    return np.where(outside, np.select([over, under], [np.inf, -np.inf], np.nan), beta)
