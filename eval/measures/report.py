"""What a metric returns: each figure's mean, and on request its interval and its items."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.errors import BadInput
from eval.intervals import mean_interval


def report(
    figures: Mapping[str, Sequence[float] | np.ndarray],
    *,
    intervals: bool = False,
    per_item: bool = False,
    seed: int = 0,
) -> dict[str, Any]:
    """Means of figures over n items, as an `evaluate` module returns them.

    `intervals` adds NAME_low and NAME_high (95 %, bootstrap, NaN when n < 2), `per_item` the list
    "items" of one mapping an item.  Items for which a figure is NaN have no such figure: they are
    left out of its mean, and NAME_n says over how many it was taken.
    """
    lengths = {len(values) for values in figures.values()}
    if len(lengths) != 1 or lengths == {0}:
        raise BadInput("There is nothing to measure: no item was given.")
    result: dict[str, Any] = {}
    (n,) = lengths
    for name, values in figures.items():
        items = np.asarray(values, dtype=float)
        known = items[~np.isnan(items)]
        result[name] = float(known.mean()) if len(known) else math.nan
        if len(known) < n:
            result[f"{name}_n"] = len(known)
        if intervals:
            around = mean_interval(known, seed=seed) if len(known) else None
            result[f"{name}_low"] = around.low if around else math.nan
            result[f"{name}_high"] = around.high if around else math.nan
    result["n"] = n
    if per_item:
        result["items"] = [
            {name: float(values[i]) for name, values in figures.items()} for i in range(n)
        ]
    return result


def model_name(model: str, revision: str) -> str:
    """How figures name the model that they were computed with: "id@revision"."""
    if not model or not revision:
        raise BadInput("This figure needs the id and the revision of the model behind it.")
    return f"{model}@{revision}"
