"""How fast every stage is: pieces of built books and items of suites in one frame, summed up.

A frame has one row a piece with the columns `COLUMNS`; times are seconds. Cold pieces waited for
their model to be loaded and carry an equal share of that with those of their batch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from db.filters import Filters
from db.speed import ITEM, PIECE, StoryFacts, TimedRun

UNKNOWN: Final = "unknown"
BOOKS, SUITES = "built books", "suites"
"""Where a measurement comes from."""
COLUMNS: Final = (
    *("source", "stage", "model", "device", "dtype", "load_s", "run_s", "units", "batch"),
    *("peak_mib", "cold", "created_at", "story_id", "slot", "mood", "style", "preset"),
    "machine",
)
KEYS: Final = ["stage", "model", "device", "dtype", "source", "machine"]
UNITS: Final = {
    "captioning": (1, "picture"),
    "prompting": (1, "prompt"),
    "illustrating": (1, "picture"),
    "scoring": (1, "picture"),
    "matching": (1, "picture"),
    "outlining": (100, "100 tokens"),
    "writing": (100, "100 tokens"),
    "rewriting": (100, "100 tokens"),
    "narrating": (1, "second of sound"),
    "composing": (1, "second of sound"),
}
"""What a stage's time is told by: how many units, and in words."""
_ROLES: Final = {
    "captioning": "captioner",
    "writing": "writer",
    "illustrating": "illustrator",
    "narrating": "narrator",
    "composing": "composer",
    "scoring": "scorer",
    "matching": "scorer",
}


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Median and 95th percentile of `n` values."""

    p50: float
    p95: float
    n: int


@dataclass(frozen=True, kw_only=True)
class StageSpeed:
    """One stage by one model on one device of one machine, from one source; times in seconds.

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
    machine: str = UNKNOWN


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
                "machine": _machine(run, where),
            }
        )
    return pd.DataFrame(found, columns=list(COLUMNS))


def _machine(run: TimedRun, where: Mapping[str, Any]) -> str | None:
    """The run's machine as artifacts name theirs (`core.models.machine.place`)."""
    known = run.machine
    if str(where.get("device", "")).startswith("cuda"):
        return known.get("card")
    if "processor" not in known or where.get("dtype") == "none":
        return known.get("processor")
    threads = known.get("threads")
    return f"{known['processor']}, {threads} thread{'s' if threads != 1 else ''}"


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
    for name in ("model", "device", "dtype", "machine"):
        frame[name] = frame[name].fillna(UNKNOWN)
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
    """Every stage, model, device, dtype, source and machine, stages in build order."""
    order = {stage: i for i, stage in enumerate(UNITS)}
    groups = frame.groupby(KEYS, observed=True, sort=True)
    found = [_stage_speed(names, group) for names, group in groups]
    return sorted(found, key=lambda s: (order.get(s.stage, len(order)), s.model, s.source))


def _stage_speed(names: Any, group: pd.DataFrame) -> StageSpeed:
    stage, model, device, dtype, source, machine = names
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
        per_unit=spread(per_unit_of(group)[~cold]),
        unit=unit_of(stage)[1],
        peak_mib=float(peaks.max()) if len(peaks) else None,
        machine=machine,
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


def per_unit_of(frame: pd.DataFrame) -> np.ndarray:
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
