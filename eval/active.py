"""Which pair should be judged next: the one whose vote is expected to say most about strengths.

Strengths are Bradley and Terry's, held by a normal prior so that they are finite from the first
vote on (a tie is half a vote for each).  With the covariance V of the strengths, a vote between i
and j with P(i wins) = p makes the volume of what is unknown smaller by the factor
1 / (1 + p (1 − p) Var(βᵢ − βⱼ)); its logarithm is what a pair is worth (D-optimal design; Chaloner
and Verdinelli, 1995).  Versions that are far apart, or were often compared, are worth
little.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from eval.preference import Vote

SPREAD: Final = 1.5
"""Standard deviation of strengths before any vote: between two, odds of 1 : 8 are not rare."""
_STEPS: Final = 50
_TOLERANCE: Final = 1e-8
_MOST_PLAYERS: Final = 400


def worth(votes: Sequence[Vote], pairs: Sequence[tuple[str, str]]) -> list[float]:
    """What a vote on each pair of names is expected to tell, in nats; 0 for two alike.

    Of more names than 400 those of rarer pairs are told as if nothing were known of them.
    """
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    known = [v for v in votes if v.left != v.right]
    names = list(dict.fromkeys([*names, *(n for v in known for n in (v.left, v.right))]))
    place = {name: i for i, name in enumerate(names[:_MOST_PLAYERS])}
    a, b, won = _rows(known, place)
    beta, covariance = _posterior(a, b, won, len(place))
    found = []
    for left, right in pairs:
        i, j = place.get(left), place.get(right)
        if left == right:
            found.append(0.0)
            continue
        if i is None or j is None:
            apart, spread = 0.0, 2 * SPREAD**2
        else:
            apart = float(beta[i] - beta[j])
            spread = float(covariance[i, i] + covariance[j, j] - 2 * covariance[i, j])
        p = 1 / (1 + np.exp(-apart))
        found.append(float(np.log1p(p * (1 - p) * spread)))
    return found


def _rows(
    votes: Sequence[Vote], place: dict[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places of both sides, and what the left one won: 1, 0, or a half for a tie."""
    worths = {"left": 1.0, "tie": 0.5, "right": 0.0}
    rows = [
        (place[v.left], place[v.right], worths[v.outcome])
        for v in votes
        if v.left in place and v.right in place
    ]
    if not rows:
        return np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0)
    a, b, won = zip(*rows, strict=True)
    return np.array(a), np.array(b), np.array(won)


def _posterior(
    a: np.ndarray, b: np.ndarray, won: np.ndarray, players: int
) -> tuple[np.ndarray, np.ndarray]:
    """Strengths of the highest posterior, shape (players,), and their covariance, by Newton."""
    beta = np.zeros(players)
    precision = np.eye(players) / SPREAD**2
    if not players:
        return beta, precision
    hessian = precision
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(beta[b] - beta[a]))
        slope = -beta / SPREAD**2
        np.add.at(slope, a, won - p)
        np.add.at(slope, b, p - won)
        weight, hessian = p * (1 - p), precision.copy()
        np.add.at(hessian, (a, a), weight)
        np.add.at(hessian, (b, b), weight)
        np.add.at(hessian, (a, b), -weight)
        np.add.at(hessian, (b, a), -weight)
        step = np.linalg.solve(hessian, slope)
        beta += step
        if np.abs(step).max() < _TOLERANCE:
            break
    return beta, np.linalg.inv(hessian)
