"""Frames of recorded rows made into figures: means with intervals, quantiles, trends, changes.

Pages of one book, and ratings of one book, are not independent of each other: means and their
changes have intervals by Student's t over whole books (`eval.intervals`), which hold with five
books as with five hundred.  Medians are resampled; below ten books, where that is too sure of
itself, theirs are exact ones by their order.  Pure functions; they know no database and no page.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from core.figure import Figure
from eval.intervals import (
    median_limits,
    ratio_change_limits,
    ratio_limits,
    statistic_interval,
)

RESAMPLES: Final = 1000
FEW: Final = 10
"""Below so many books no median is resampled."""
FEWEST_BOOKS: Final = 5
"""So many books are needed on both sides to speak of a change."""
WINDOWS: Final = (30, 7)
"""Days that "lately" may mean; the first with enough books on both sides is taken."""
MOST_PERIODS: Final = 15
"""Points of a course that has intervals; more of them say less each."""
MOST_POINTS: Final = 20
"""Points of a sparkline."""
_DAY: Final = 86_400.0


@dataclass(frozen=True, kw_only=True)
class Change(Figure):
    """A figure of the last `days` days minus the one before, over `n` books."""

    days: int

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        low, high = self.limits
        return low > 0 or high < 0


@dataclass(frozen=True, kw_only=True)
class Headline(Figure):
    """A figure of `n` items in `books` books, its change (None: too little to tell) and its
    history, oldest first."""

    books: int
    change: Change | None = None
    history: tuple[float, ...] = ()


def mean(
    frame: pd.DataFrame, column: str, between: tuple[float, float] = (-np.inf, np.inf)
) -> tuple[float, float, float]:
    """Mean over rows with its 95 % interval over books; NaN for what cannot be said.

    `between`: where such means begin and end.
    """
    value, low, high, _ = _mean(frame[column].to_numpy(float), _books(frame))
    return value, float(np.clip(low, *between)), float(np.clip(high, *between))


def summary(frame: pd.DataFrame, by: str, column: str) -> pd.DataFrame:
    """One row a group, highest mean first: mean, low, high, n, books, and the quantiles p5, q1,
    median, q3, p95."""
    values, books = frame[column].to_numpy(float), _books(frame)
    rows = []
    for name, at in frame.groupby(by, sort=False).indices.items():
        value, low, high, count = _mean(values[at], books[at])
        p5, q1, median, q3, p95 = np.quantile(values[at], [0.05, 0.25, 0.5, 0.75, 0.95])
        rows.append(
            {
                by: name,
                **dict(mean=value, low=low, high=high, n=len(at), books=count),
                **dict(p5=p5, q1=q1, median=median, q3=q3, p95=p95),
            }
        )
    return pd.DataFrame(rows).sort_values("mean", ascending=False, ignore_index=True)


def periods(when: pd.Series, most: int = MOST_PERIODS) -> pd.Series:
    """The first day of each POSIX time's day, week or month: the shortest that makes about `most`
    periods, or months."""
    moments = pd.to_datetime(when, unit="s")
    days = (moments.max() - moments.min()).days
    period = "D" if days <= most else "W" if days <= 7 * most else "M"
    return moments.dt.to_period(period).dt.start_time


def trend(frame: pd.DataFrame, column: str, when: str, *, by: str | None = None) -> pd.DataFrame:
    """One row a period (and group): from, group, mean, low, high, n, books; oldest first."""
    values, books = frame[column].to_numpy(float), _books(frame)
    groups = frame[by] if by else pd.Series("all", index=frame.index)
    rows = []
    for (name, start), at in frame.groupby([groups, periods(frame[when])]).indices.items():
        value, low, high, count = _mean(values[at], books[at])
        parts = dict(mean=value, low=low, high=high, n=len(at), books=count)
        rows.append({"from": pd.Timestamp(start), "group": name, **parts})
    return pd.DataFrame(rows).sort_values(["group", "from"], ignore_index=True)


def _books(frame: pd.DataFrame) -> np.ndarray:
    """A number for each row's book."""
    return pd.factorize(frame["story_id"])[0]


def _mean(values: np.ndarray, books: np.ndarray) -> tuple[float, float, float, int]:
    """Mean, both ends of its interval, and how many books there are."""
    if not len(values):
        return math.nan, math.nan, math.nan, 0
    own = np.unique(books, return_inverse=True)[1]
    sums, counts = np.bincount(own, values), np.bincount(own)
    low, high = ratio_limits(sums, counts)
    return float(values.mean()), low, high, len(sums)


def headline(frame: pd.DataFrame, column: str, when: str, *, now: float) -> Headline:
    """The mean with its interval, change and history."""
    value, low, high = mean(frame, column)
    alike = len(frame) > 1 and frame[column].nunique() == 1
    return Headline.within(
        value,
        low,
        high,
        n=len(frame),
        note="all alike" if alike else "",
        books=frame["story_id"].nunique(),
        change=_change(frame, column, when, now),
        history=_history(frame, column, when, "mean"),
    )


def median_headline(frame: pd.DataFrame, column: str, when: str, *, now: float) -> Headline:
    """The same with the median seconds of a frame that has one row a book."""
    values = frame[column].to_numpy(float)
    if len(values) < FEW:
        low, high = median_limits(values)
    else:
        found = statistic_interval(values, lambda x: float(np.median(x)), resamples=RESAMPLES)
        low, high = found.limits
    return Headline.within(
        float(np.median(values)),
        low,
        high,
        n=len(frame),
        unit="s",
        books=len(frame),
        change=_median_change(frame, column, when, now),
        history=_history(frame, column, when, "median"),
    )


def _history(frame: pd.DataFrame, column: str, when: str, how: str) -> tuple[float, ...]:
    history = frame.groupby(periods(frame[when], 2 * MOST_POINTS))[column].agg(how)
    return tuple(float(value) for value in history.iloc[-MOST_POINTS:])


def _split(frame: pd.DataFrame, when: str, now: float) -> tuple[int, pd.Series] | None:
    """How many days are "lately", and which rows are of them."""
    for days in WINDOWS:
        late = frame[when] >= now - days * _DAY
        sides = (frame.loc[late, "story_id"], frame.loc[~late, "story_id"])
        if min(side.nunique() for side in sides) >= FEWEST_BOOKS:
            return days, late
    return None


def _change(frame: pd.DataFrame, column: str, when: str, now: float) -> Change | None:
    split = _split(frame, when, now)
    if split is None:
        return None
    days, late = split
    books, values = _books(frame), frame[column].to_numpy(float)
    new, old = (
        (np.bincount(books, values * side), np.bincount(books, side))
        for side in (late.to_numpy(float), (~late).to_numpy(float))
    )
    change = float(new[0].sum() / new[1].sum() - old[0].sum() / old[1].sum())
    low, high = ratio_change_limits(new, old)
    return Change.within(change, low, high, n=len(new[0]), days=days)


def _median_change(frame: pd.DataFrame, column: str, when: str, now: float) -> Change | None:
    split = _split(frame, when, now)
    if split is None:
        return None
    days, late = split

    def difference(rows: np.ndarray) -> float:
        new, old = rows[rows[:, 1] == 1, 0], rows[rows[:, 1] == 0, 0]
        return float(np.median(new) - np.median(old)) if len(new) and len(old) else math.nan

    rows = np.column_stack([frame[column].to_numpy(float), late.to_numpy(float)])
    found = statistic_interval(rows, difference, resamples=RESAMPLES)
    return Change.within(found.value, *found.limits, n=found.n, days=days)
