"""How fast every stage is: pieces of built books and items of suites in one frame, summed up.

A frame has one row a piece with the columns `COLUMNS`; times are seconds. Cold pieces waited for
their model to be loaded and carry an equal share of that with those of their batch.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from db.filters import Filters
from db.speed import ITEM, PIECE, StoryFacts, TimedRun

BOOKS, SUITES = "built books", "suites"
"""Where a measurement comes from."""
COLUMNS: Final = (
    *("source", "stage", "model", "device", "dtype", "load_s", "run_s", "units", "batch"),
    *("peak_mib", "cold", "created_at", "story_id", "slot", "mood", "style", "preset"),
)
KEYS: Final = ["stage", "model", "device", "dtype", "source"]
UNITS: Final = {
    "captioning": (1, "picture"),
    "prompting": (1, "prompt"),
    "illustrating": (1, "picture"),
    "scoring": (1, "picture"),
    "writing": (100, "100 tokens"),
    "rewriting": (100, "100 tokens"),
    "narrating": (1, "second of sound"),
}
"""What a stage's time is told by: how many units, and in words."""
_ROLES: Final = {
    "captioning": "captioner",
    "writing": "writer",
    "illustrating": "illustrator",
    "narrating": "narrator",
    "scoring": "scorer",
}
DAYS: Final = 3
"""With pieces of so many days a trend is drawn by day."""
POINTS: Final = 12
"""Else it has about so many points, of as many pieces each."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Median and 95th percentile of `n` values."""

    p50: float
    p95: float
    n: int


@dataclass(frozen=True, kw_only=True)
class StageSpeed:
    """One stage by one model on one device, from one source; times in seconds.

    `warm`: at work, model in memory; `cold`: with the share of loading; `loading`: one load;
    `per_unit`: warm seconds per `unit` where it is known how much was made. `peak_mib` is the
    highest memory seen. None: nothing is known.
    """

    stage: str
    model: str
    device: str
    dtype: str
    source: str
    n: int
    warm: Spread | None
    cold: Spread | None
    loading: Spread | None
    per_unit: Spread | None
    unit: str
    peak_mib: float | None


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


def piece_frame(rows: Sequence[Any]) -> pd.DataFrame:
    """Pieces of books; rows as `db.speed.PIECE`."""
    columns = zip(*rows, strict=True) if rows else [()] * len(PIECE)
    frame = pd.DataFrame(dict(zip(PIECE, columns, strict=True)))
    for name in ("load_s", "run_s", "units", "batch", "peak_mib", "created_at"):
        frame[name] = frame[name].astype(float)
    frame["source"] = BOOKS
    frame["cold"] = frame["load_s"] > 0
    return frame


def item_frame(rows: Sequence[Any], runs: Mapping[str, TimedRun]) -> pd.DataFrame:
    """Timed items of suites; rows as `db.speed.ITEM`. Items without a stage are captions."""
    found = []
    for values in rows:
        row = dict(zip(ITEM, values, strict=True))
        run = runs.get(row.pop("run_id"))
        stage = row["stage"] or "captioning"
        where = run.models.get(_ROLES.get(stage, "")) if run else None
        if run is None or where is None:
            continue
        load_s = row["load_s"] or 0.0
        found.append(
            {
                **row,
                "stage": stage,
                "load_s": load_s,
                "cold": bool(row["cold"]) or load_s > 0,
                "model": where.get("id"),
                "device": where.get("device"),
                "dtype": where.get("dtype"),
                "created_at": run.created_at,
                "preset": run.preset,
                "source": SUITES,
            }
        )
    return pd.DataFrame(found, columns=list(COLUMNS))


def whole_frame(
    pieces: pd.DataFrame, items: pd.DataFrame, stories: Mapping[str, StoryFacts]
) -> pd.DataFrame:
    """Pieces with what their stories are filtered by, and items, as `COLUMNS`."""
    known = pieces["story_id"]
    for name in ("mood", "style", "preset"):
        value_of = {story_id: getattr(facts, name) for story_id, facts in stories.items()}
        pieces = pieces.assign(**{name: known.map(value_of)})
    parts = [part[list(COLUMNS)] for part in (pieces, items) if len(part)]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    for name in ("model", "device", "dtype"):
        frame[name] = frame[name].fillna("unknown")
    for name in (*KEYS, "mood", "style", "preset"):
        frame[name] = frame[name].astype("category")
    for name in ("load_s", "run_s", "units", "batch", "peak_mib", "created_at"):
        frame[name] = frame[name].astype(float)
    frame["cold"] = frame["cold"].astype(bool)
    return frame


def filtered(frame: pd.DataFrame, chosen: Filters) -> pd.DataFrame:
    """What the filters leave; items of suites have neither mood nor style."""
    keep = np.ones(len(frame), dtype=bool)
    for name, wanted in (
        ("mood", chosen.moods),
        ("style", chosen.styles),
        ("preset", chosen.presets),
        ("model", chosen.models),
        ("device", chosen.devices),
    ):
        if wanted:
            keep &= frame[name].isin(wanted).to_numpy()
    if chosen.since is not None:
        keep &= (frame["created_at"] >= chosen.since).to_numpy()
    return frame[keep]


def stage_speeds(frame: pd.DataFrame) -> list[StageSpeed]:
    """Every stage, model, device, dtype and source, stages in build order."""
    order = {stage: i for i, stage in enumerate(UNITS)}
    groups = frame.groupby(KEYS, observed=True, sort=True)
    found = [_stage_speed(names, group) for names, group in groups]
    return sorted(found, key=lambda s: (order.get(s.stage, len(order)), s.model, s.source))


def _stage_speed(names: Any, group: pd.DataFrame) -> StageSpeed:
    stage, model, device, dtype, source = names
    cold = group["cold"].to_numpy()
    run, load = group["run_s"].to_numpy(), group["load_s"].to_numpy()
    paid = load > 0
    peaks = group["peak_mib"].dropna()
    return StageSpeed(
        stage=stage,
        model=model,
        device=device,
        dtype=dtype,
        source=source,
        n=len(group),
        warm=spread(run[~cold]),
        cold=spread((run + load)[cold]),
        loading=spread(_loads(group[paid])),
        per_unit=spread(_per_unit(group)[~cold]),
        unit=unit_of(stage)[1],
        peak_mib=float(peaks.max()) if len(peaks) else None,
    )


def _loads(paid: pd.DataFrame) -> np.ndarray:
    """Seconds of each load: a batch's shares are put together again, and count once."""
    batch = paid["batch"].fillna(1.0).to_numpy()
    whole = paid["load_s"].to_numpy() * batch
    # Shares of one load are equal to the last bit.
    return np.unique(whole)


def seconds_of_loading(frame: pd.DataFrame) -> dict[str, float]:
    """The median seconds of one load, by model."""
    paid = frame[frame["load_s"] > 0]
    return {
        str(model): float(np.median(_loads(group)))
        for model, group in paid.groupby("model", observed=True)
    }


def _per_unit(frame: pd.DataFrame) -> np.ndarray:
    """Seconds of running for the unit of each piece's stage; NaN where that is not known."""
    size = frame["stage"].map(lambda stage: unit_of(stage)[0]).astype(float).to_numpy()
    units = frame["units"].to_numpy()
    return size * frame["run_s"].to_numpy() / np.where(units > 0, units, np.nan)


def unit_of(stage: str) -> tuple[int, str]:
    """By how many units a stage's time is told, and in words."""
    return UNITS.get(stage, (1, "piece"))


def spread(values: np.ndarray) -> Spread | None:
    """Of the numbers among `values`, shape (n,); None if there is none."""
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    p50, p95 = np.quantile(known, (0.5, 0.95))
    return Spread(p50=float(p50), p95=float(p95), n=len(known))


def trend(frame: pd.DataFrame, *, pieces: int = 400) -> Trend:
    """One series (all rows of one `StageSpeed`) over time, and its latest single pieces.

    By day where there are `DAYS` of them, else by as many pieces in a row; only warm pieces make
    the points. Seconds are per unit where that is known of every piece, else per piece.
    """
    frame = frame.sort_values("created_at", kind="stable")
    per_unit = _per_unit(frame)
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
        return "day (UTC)", [_point(at[days == d], values[days == d]) for d in np.unique(days)]
    size = max(5, -(-len(at) // POINTS))
    # The last pieces that do not fill a point of their own go with those before them.
    count = max(len(at) // size, 1) if len(at) else 0
    cuts = [(i * size, len(at) if i == count - 1 else (i + 1) * size) for i in range(count)]
    return f"{size} pieces in a row", [_point(at[a:b], values[a:b]) for a, b in cuts]


def _point(at: np.ndarray, values: np.ndarray) -> TrendPoint:
    found = spread(values)
    assert found is not None
    return TrendPoint(at=float(np.median(at)), spread=found)
