"""What people prefer: Bradley–Terry strengths from votes between two versions, ties allowed.

The model and how it is fitted: `eval/davidson.py`.  Only differences of strength are known, and
only where votes link two versions: strengths have the mean 0 in every connected component.
Knows no database and no page.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from eval.agreement import SAMPLES, limits
from eval.clustered import half_widths
from eval.davidson import fit

Floats = NDArray[np.float64]

OUTCOMES: Final = ("left", "right", "tie")
_CELLS: Final = 2_000_000
"""Replicates × versions² held at once."""
_NO_END: Final = 20.0
"""Half an interval so wide says that there is no maximum: odds of 500 million."""


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One judgement between two named versions; `outcome` is "left", "right" or "tie".

    `voter` and `book`: whose it is and what it is about, where known.
    """

    left: str
    right: str
    outcome: str
    voter: str | None = None
    book: str | None = None


@dataclass(frozen=True, kw_only=True)
class Strength:
    """One version's log-strength β (natural logarithm, mean 0 in its `component`).

    `low` and `high` bound the interval (see `bradley_terry`), NaN for a single vote.  ±inf: no
    finite maximum on this side; NaN: the votes do not say.  β = 0.69 more means twice the chance
    against the same opponent (no ties).
    """

    name: str
    strength: float
    low: float
    high: float
    n: int
    wins: int
    losses: int
    ties: int
    component: int


@dataclass(frozen=True, kw_only=True)
class Strengths:
    """All versions, strongest first; `notes` say in sentences what the figures cannot."""

    players: tuple[Strength, ...]
    tie: float
    """Davidson's ν: 0 when nobody tied; equals are tied in ν / (2 + ν) of votes."""
    n: int
    components: int
    prior: float
    samples: int
    seed: int
    level: float
    by_clusters: bool = False
    """Whether the intervals know that votes of one voter, or about one book, belong together."""
    notes: tuple[str, ...] = ()


def bradley_terry(
    votes: Iterable[Vote],
    *,
    prior: float = 0.0,
    samples: int = SAMPLES,
    seed: int = 0,
    level: float = 0.95,
) -> Strengths:
    """Strengths by maximum likelihood with intervals.

    Where votes say whose they are and about which book, votes of one voter and of one book belong
    together (`eval.clustered`); else, and where a strength has no finite maximum, votes are drawn
    again one by one (percentile bootstrap).

    `prior` 0 is the maximum likelihood itself.  A positive one gives each version so many won and
    so many lost votes against an imaginary version of β = 0: everything is then finite, and pulled
    towards equality.  Votes between a version and itself say nothing; they are left out and noted.
    """
    given = list(votes)
    if wrong := {vote.outcome for vote in given} - set(OUTCOMES):
        raise ValueError(f"outcomes are {', '.join(OUTCOMES)}; not {', '.join(sorted(wrong))}")
    if prior < 0:
        raise ValueError("a prior is a number of votes: 0 or more")
    used = [vote for vote in given if vote.left != vote.right]
    names = sorted({name for vote in used for name in (vote.left, vote.right)})
    notes = []
    if len(used) < len(given):
        notes.append(f"{len(given) - len(used)} of {len(given)} votes had the same on both sides.")
    pairs, counts = _table(used, names)
    if not used:
        return Strengths(
            players=(),
            tie=0.0,
            n=0,
            components=0,
            prior=prior,
            samples=samples,
            seed=seed,
            level=level,
            notes=tuple(notes),
        )
    component = _components(pairs, len(names))
    beta, tie = fit(pairs, counts[None], component, prior)
    n = len(used)
    half = _by_clusters(used, names, beta[0], float(tie[0]), prior, level)
    if half is not None:
        low, high = beta[0] - half, beta[0] + half
    else:
        low, high = _by_votes(pairs, counts, component, prior, samples, seed, level)
    if n < 2:  # drawn again, one vote is always the same vote
        low, high = (np.full(len(names), np.nan) for _ in range(2))
        notes.append("One vote is too few for an interval.")
    won, lost, tied = (np.zeros(len(names), dtype=int) for _ in range(3))
    for (a, b), (first, second, even) in zip(pairs, counts.astype(int), strict=True):
        for i, wins, losses in ((a, first, second), (b, second, first)):
            won[i] += wins
            lost[i] += losses
            tied[i] += even
    players = [
        Strength(
            name=name,
            strength=float(beta[0, i]),
            low=float(low[i]),
            high=float(high[i]),
            n=int(won[i] + lost[i] + tied[i]),
            wins=int(won[i]),
            losses=int(lost[i]),
            ties=int(tied[i]),
            component=int(component[i]),
        )
        for i, name in enumerate(names)
    ]
    players.sort(key=lambda p: (p.component, np.isnan(p.strength), -p.strength, p.name))
    return Strengths(
        players=tuple(players),
        tie=float(tie[0]),
        n=n,
        components=int(component.max()) + 1,
        prior=prior,
        samples=samples,
        seed=seed,
        level=level,
        by_clusters=half is not None,
        notes=(*notes, *_notes(players, float(tie[0]))),
    )


def _by_votes(
    pairs: NDArray[np.intp],
    counts: Floats,
    component: NDArray[np.intp],
    prior: float,
    samples: int,
    seed: int,
    level: float,
) -> tuple[Floats, Floats]:
    """Percentile intervals from votes that are drawn again one by one."""
    n, players = int(counts.sum()), len(component)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(n, counts.ravel() / n, size=samples).reshape(samples, *counts.shape)
    chunk = max(1, _CELLS // players**2)
    resampled = [
        fit(pairs, drawn[start : start + chunk].astype(float), component, prior)[0]
        for start in range(0, samples, chunk)
    ]
    return limits(np.concatenate(resampled), level)


def _by_clusters(
    votes: Sequence[Vote],
    names: Sequence[str],
    beta: Floats,
    tie: float,
    prior: float,
    level: float,
) -> Floats | None:
    """Half the intervals' widths where votes say whose they are; None where they do not, or where
    the maximum is not finite."""
    if not clustered(votes) or not (np.isfinite(beta).all() and np.isfinite(tie)):
        return None
    place = {name: i for i, name in enumerate(names)}
    half = half_widths(
        np.array([[place[vote.left], place[vote.right]] for vote in votes]),
        np.array([OUTCOMES.index(vote.outcome) for vote in votes]),
        [vote.voter for vote in votes],
        [vote.book for vote in votes],
        beta,
        tie,
        prior=prior,
        level=level,
    )
    return half if (half < _NO_END).all() else None


def clustered(votes: Sequence[Vote]) -> bool:
    """Whether every vote says whose it is and about which book, and there are two of either."""
    if any(vote.voter is None or vote.book is None for vote in votes):
        return False
    return len({v.voter for v in votes}) > 1 or len({v.book for v in votes}) > 1


def _table(votes: Sequence[Vote], names: Sequence[str]) -> tuple[NDArray[np.intp], Floats]:
    """Pairs of places in `names` (M, 2), and for each: first won, second won, tie (M, 3)."""
    place = {name: i for i, name in enumerate(names)}
    cells: dict[tuple[int, int], list[int]] = {}
    for vote in votes:
        a, b, column = place[vote.left], place[vote.right], OUTCOMES.index(vote.outcome)
        if a > b:
            a, b, column = b, a, (1, 0, 2)[column]
        cells.setdefault((a, b), [0, 0, 0])[column] += 1
    return (
        np.array(list(cells), dtype=np.intp).reshape(-1, 2),
        np.array(list(cells.values()), dtype=float).reshape(-1, 3),
    )


def _components(pairs: NDArray[np.intp], players: int) -> NDArray[np.intp]:
    """The number of each version's connected component, in order of first appearance."""
    label = np.arange(players)
    for a, b in pairs:
        label[label == label[b]] = label[a]
    codes: dict[int, int] = {}
    return np.array([codes.setdefault(int(one), len(codes)) for one in label])


def _notes(players: Sequence[Strength], tie: float) -> list[str]:
    notes = []
    if len({player.component for player in players}) > 1:
        count = len({player.component for player in players})
        notes.append(
            f"The votes fall into {count} groups that were never compared with each other:"
            " strengths can be compared only inside a group."
        )
    for player in players:
        if np.isposinf(player.strength):
            notes.append(
                f"{player.name} never lost to the others: its strength has no upper limit."
            )
        elif np.isneginf(player.strength):
            notes.append(
                f"{player.name} never won over the others: its strength has no lower limit."
            )
    unknown = [player.name for player in players if np.isnan(player.strength)]
    if unknown:
        why = "no vote contradicts another" if np.isinf(tie) else "too few votes link them"
        notes.append(f"The votes do not say how strong these are ({why}): {', '.join(unknown)}.")
    return notes


def sign_test(wins: int, losses: int) -> float:
    """How likely a split at least this uneven is between two that are equally good: the exact
    two-sided sign test (Dixon and Mood, 1946), ties left out; 1 where nothing is decided."""
    n = wins + losses
    if min(wins, losses) < 0:
        raise BadInput(f"{wins} wins and {losses} losses are no counts.")
    tail = sum(math.comb(n, k) for k in range(min(wins, losses) + 1)) / 2**n
    return min(1.0, 2 * tail)
