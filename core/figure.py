"""A number that was measured: what every report, table and page shows."""

import math
from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number over `n` items with its 95 % interval, where one is known.

    `unit` is what it counts ("s", "stars"), "" for a pure number.  `left_out` counts items that
    were looked at and gave no number; `note` says why there is no interval, where that is not for
    want of items, or that it is rough.
    """

    value: float
    low: float | None = None
    high: float | None = None
    n: int
    unit: str = ""
    left_out: int = 0
    note: str = ""

    @classmethod
    def within(cls, value: float, low: float, high: float, **more: Any) -> Self:
        """A figure whose limits may be NaN: not known."""
        known = not (math.isnan(low) or math.isnan(high))
        return cls(value=value, low=low if known else None, high=high if known else None, **more)

    def __str__(self) -> str:
        """As it is read: "0.31 [0.22, 0.40], n = 120"."""
        if self.low is None or self.high is None:
            return f"{self.value:.4g} (n = {self.n}: {self.note or 'too few for an interval'})"
        return f"{self.value:.4g} [{self.low:.4g}, {self.high:.4g}], n = {self.n}"

    @property
    def limits(self) -> tuple[float, float]:
        """The interval's ends; NaN where they are not known."""
        low, high = self.low, self.high
        return math.nan if low is None else low, math.nan if high is None else high

    def between(self, least: float, most: float) -> Self:
        """The same with an interval that ends where such numbers do."""
        low, high = self.low, self.high
        return replace(
            self,
            low=None if low is None else max(least, low),
            high=None if high is None else min(most, high),
        )
