"""One stage over time: medians of days, or of as many pieces in a row, and the single pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from eval.speed import Spread, per_unit_of, spread, unit_of

DAYS: Final = 3
"""With pieces of so many days a trend is drawn by day."""
POINTS: Final = 12
"""Else it has about so many points, of as many pieces each."""
BY_TIME: Final = {"day (UTC)": 1, "week (UTC)": 7, "four weeks (UTC)": 28}
MOST: Final = 30
"""Points by time; of more days they are weeks, of more weeks four weeks each."""


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """Seconds of `n` pieces in a row, or of one day, at the median time `at` (POSIX)."""

    at: float
    spread: Spread


@dataclass(frozen=True, kw_only=True)
class SinglePiece:
    """One piece: `seconds` (a unit, where that is known), with its share of loading when cold;
    `story_id` and `slot` tell where it was made, None in a suite."""

    at: float
    seconds: float
    cold: bool
    story_id: str | None
    slot: str | None


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A stage over time; `by` says what a point is, `unit` what its seconds are for."""

    points: tuple[TrendPoint, ...]
    pieces: tuple[SinglePiece, ...]
    by: str
    unit: str


def trend(frame: pd.DataFrame, *, pieces: int = 400) -> Trend:
    """One series (all rows of one `StageSpeed`) over time, and its latest single pieces.

    By day where there are `DAYS` of them (by week, or by four weeks, where that makes too many),
    else by as many pieces in a row; only warm pieces make the points. Seconds are per unit where
    that is known of every piece, else per piece.
    """
    frame = frame.sort_values("created_at", kind="stable")
    per_unit = per_unit_of(frame)
    known = len(frame) > 0 and bool(np.isfinite(per_unit).all())
    stage = str(frame["stage"].iloc[0]) if len(frame) else ""
    size, unit = unit_of(stage) if known else (1, "piece")
    share = frame["load_s"].to_numpy() * (size / frame["units"].to_numpy() if known else 1.0)
    seconds = per_unit if known else frame["run_s"].to_numpy()
    at, cold = frame["created_at"].to_numpy(), frame["cold"].to_numpy()
    by, points = _points(at[~cold], seconds[~cold])
    latest = slice(max(len(frame) - pieces, 0), None)
    single = zip(
        at[latest],
        (seconds + share)[latest],
        cold[latest],
        frame["story_id"].iloc[latest],
        frame["slot"].iloc[latest],
        strict=True,
    )
    return Trend(
        points=tuple(points),
        pieces=tuple(
            SinglePiece(
                at=float(when),
                seconds=float(took),
                cold=bool(was_cold),
                story_id=None if pd.isna(story) else str(story),
                slot=None if pd.isna(slot) else str(slot),
            )
            for when, took, was_cold, story, slot in single
        ),
        by=by,
        unit=unit,
    )


def _points(at: np.ndarray, values: np.ndarray) -> tuple[str, Iterable[TrendPoint]]:
    days = np.floor(at / 86_400)
    if len(np.unique(days)) >= DAYS:
        by, spans = _spans(days)
        return by, [_point(at[spans == s], values[spans == s]) for s in np.unique(spans)]
    size = max(5, -(-len(at) // POINTS))
    # The last pieces that do not fill a point of their own go with those before them.
    count = max(len(at) // size, 1) if len(at) else 0
    cuts = [(i * size, len(at) if i == count - 1 else (i + 1) * size) for i in range(count)]
    return f"{size} pieces in a row", [_point(at[a:b], values[a:b]) for a, b in cuts]


def _spans(days: np.ndarray) -> tuple[str, np.ndarray]:
    """The number of each day's day, week or four weeks: the shortest that make few enough."""
    # The epoch began on a Thursday; weeks begin on a Monday.
    spans = {by: np.floor((days + 3) / length) for by, length in BY_TIME.items()}
    few = [by for by, found in spans.items() if len(np.unique(found)) <= MOST]
    by = few[0] if few else list(spans)[-1]
    return by, spans[by]


def _point(at: np.ndarray, values: np.ndarray) -> TrendPoint:
    found = spread(values)
    assert found is not None
    return TrendPoint(at=float(np.median(at)), spread=found)
