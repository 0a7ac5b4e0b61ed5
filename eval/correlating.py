"""Scores of any metric against human judgements from a file, as caption metrics are validated."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from core.errors import BadInput
from core.figure import Figure
from corpora.records import read_records
from corpora.rows import UnreadableCorpus
from eval.agreement import SAMPLES
from eval.intervals import statistic_interval

_FEWEST: Final = 3


def correlate_file(
    data: Path, *, score: str, human: str, group: str, as_json: bool, seed: int
) -> None:
    """Print the correlations of two columns of a file."""
    scores, judged, groups, left_out = read_judgements(data, score=score, human=human, group=group)
    found = correlations(scores, judged, groups, seed=seed)
    if as_json:
        figures = {name: asdict(one) for name, one in found.items()}
        print(json.dumps({"figures": figures, "left_out": left_out}, indent=2))
        return
    for name, interval in found.items():
        print(f"{name}: {interval}")
    if left_out:
        print(f"{left_out} rows without two finite numbers were left out.")


def read_judgements(
    data: Path, *, score: str, human: str, group: str = ""
) -> tuple[list[float], list[float], list[str], int]:
    """Scores, judgements, groups (a row each where none is named), and how many rows are left out
    because one of the two is no finite number; `BadInput` where one does not vary."""
    try:
        rows = read_records(data)
    except UnreadableCorpus as error:
        raise BadInput(str(error)) from error
    names = list(dict.fromkeys(name for row in rows for name in row if name is not None))
    for name in filter(None, (score, human, group)):
        if name not in names:
            raise BadInput(f"{data.name} has no column “{name}”; it has {', '.join(names)}.")
    scores, judged, groups, left_out = [], [], [], 0
    for at, row in enumerate(rows):
        one, two = _number(row.get(score)), _number(row.get(human))
        if one is None or two is None:
            left_out += 1
            continue
        scores.append(one)
        judged.append(two)
        groups.append(str(row.get(group)) if group else str(at))
    if len(scores) < _FEWEST:
        raise BadInput(f"{data.name} has {len(scores)} usable rows; at least {_FEWEST} are needed.")
    for name, column in ((score, scores), (human, judged)):
        if len(set(column)) == 1:
            same = f"{column[0]:g} in every row"
            raise BadInput(f"“{name}” is {same}, so nothing correlates with it.")
    return scores, judged, groups, left_out


def correlations(
    scores: list[float], judged: list[float], groups: list[str], *, seed: int = 0
) -> dict[str, Figure]:
    """τ-b, τ-c and ρ with intervals that draw whole groups again."""
    table = np.array([scores, judged]).T
    return {
        name: statistic_interval(
            table, lambda rows, of=of: of(rows[:, 0], rows[:, 1]),  # type: ignore[misc]
            groups=groups, seed=seed, resamples=SAMPLES,
        )
        for name, of in (
            ("Kendall τ-b", kendall_tau_b),
            ("Kendall τ-c", kendall_tau_c),
            ("Spearman ρ", spearman_rho),
        )
    }  # fmt: skip


def kendall_tau_b(x: ArrayLike, y: ArrayLike) -> float:
    """Kendall's τ-b (Kendall 1945), ties allowed; NaN when one side does not vary."""
    return float(stats.kendalltau(x, y).statistic)


def kendall_tau_c(x: ArrayLike, y: ArrayLike) -> float:
    """Kendall's τ-c (Stuart 1953), for a few levels against many; NaN when one does not vary."""
    return float(stats.kendalltau(x, y, variant="c").statistic)


def spearman_rho(x: ArrayLike, y: ArrayLike) -> float:
    """Spearman's ρ: the correlation of midranks; NaN when one side does not vary."""
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")  # of which SciPy would warn
    return float(stats.spearmanr(x, y).statistic)


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if np.isfinite(number) else None
