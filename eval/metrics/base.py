"""What all metrics share: their card, their three options, and how a result is laid out.

A metric names its `inputs` and answers in `measure`; its text is the README.md beside it.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final

import evaluate
import numpy as np
from datasets import Features, Value
from datasets import Sequence as ListOf

from core.errors import BadInput
from core.figure import Figure
from eval.intervals import mean_interval, sum_intervals

TEXT: Final = Value("string")
TEXTS: Final = ListOf(TEXT)
NUMBER: Final = Value("float64")
NUMBERS: Final = ListOf(NUMBER)
VECTOR: Final = ListOf(Value("float32"))
VECTORS: Final = ListOf(VECTOR)

Items = Sequence[float] | np.ndarray
"""A figure of each item, in the items' order, shape (n,); NaN where an item has none."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Figures of what is counted over all items together, such as BLEU; no means of items.

    `counts`: a row for each item, shape (n, k).  `of` takes rows or sums of them, shape (m, k), and
    returns the figures of each, shape (m, j), in the order of the j `names`.
    """

    names: Sequence[str]
    counts: np.ndarray
    of: Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a metric found.

    `means` are figures whose mean over the items is reported; items for which one is NaN are left
    out of it.  `facts` are added to the result as they stand, `details` to the items, one for each.
    """

    means: Mapping[str, Items] = field(default_factory=dict)
    sums: Sums | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    details: Sequence[Mapping[str, Any]] = ()


class Metric(evaluate.Metric, ABC):
    """An `evaluate` module whose description is its card, and whose result has one form."""

    inputs: ClassVar[Features]
    """What it is given of all items, and as what `datasets` keeps each."""
    made_by: ClassVar[str] = ""
    """What the result calls the model behind the inputs ("encoder"); "" where there is none."""

    @abstractmethod
    def measure(self, *args: Any, **options: Any) -> Measured:
        """The figures of the inputs, which come by their names, and of options of its own.

        Raises `BadInput` for what cannot be measured.
        """

    def _info(self) -> evaluate.MetricInfo:
        name = type(self).__module__.rpartition(".")[2]
        card = (Path(__file__).parent / name / "README.md").read_text("utf-8")
        source = [line for line in card.splitlines() if line.startswith("Source: ")]
        return evaluate.MetricInfo(
            description=card,
            citation="".join(source).removeprefix("Source: "),
            inputs_description=card.rpartition("```\n")[2],
            features=self.inputs,
        )

    def _compute(
        self, *, intervals: bool = False, per_item: bool = False, seed: int = 0, **given: Any
    ) -> dict[str, Any]:
        """The figures and `n`; `intervals` adds NAME_low and NAME_high (95 %, of `eval.intervals`,
        NaN when n < 2), `per_item` the list "items".  NAME_n says over how many items a mean was
        taken where some have none."""
        maker = {}
        if self.made_by:
            maker[self.made_by] = _model(given.pop("model", ""), given.pop("revision", ""))
        found = self.measure(**given)
        result, items = _laid_out(found, intervals=intervals, seed=seed)
        result |= {**found.facts, "n": len(items), **maker}
        if per_item:
            for item, more in zip(items, found.details, strict=bool(found.details)):
                item |= more
            result["items"] = items
        return result


def _laid_out(
    found: Measured, *, intervals: bool, seed: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The figures of all items together, and those of each."""
    columns = {name: np.asarray(items, dtype=float) for name, items in found.means.items()}
    result: dict[str, Any] = {}
    for name, column in columns.items():
        known = column[~np.isnan(column)]
        result[name] = float(known.mean()) if len(known) else math.nan
        if len(known) < len(column):
            result[f"{name}_n"] = len(known)
        if intervals:
            result |= _around(name, mean_interval(known, seed=seed) if len(known) else None)
    if (sums := found.sums) is not None:
        if not len(sums.counts):
            raise _nothing()
        whole = sums.of(sums.counts.sum(axis=0, keepdims=True))[0]
        result |= zip(sums.names, map(float, whole), strict=True)
        if intervals:
            around = sum_intervals(sums.counts, sums.of, seed=seed)
            for name, interval in zip(sums.names, around, strict=True):
                result |= _around(name, interval)
        columns |= zip(sums.names, sums.of(sums.counts).T, strict=True)
    rows = [*zip(*columns.values(), strict=True)]
    if not rows:
        raise _nothing()
    return result, [dict(zip(columns, map(float, row), strict=True)) for row in rows]


def _around(name: str, interval: Figure | None) -> dict[str, float]:
    low, high = interval.limits if interval else (math.nan, math.nan)
    return {f"{name}_low": low, f"{name}_high": high}


def _model(model: str, revision: str) -> str:
    """How figures name the model that they were computed with: "id@revision"."""
    if not model or not revision:
        raise BadInput("This figure needs the id and the revision of the model behind it.")
    return f"{model}@{revision}"


def _nothing() -> BadInput:
    return BadInput("There is nothing to measure: no item was given.")
