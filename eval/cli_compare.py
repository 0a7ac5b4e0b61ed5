"""What `python -m eval compare` and `python -m eval runs` do."""

import json
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.errors import BadInput, StorageError
from core.settings import Settings
from db.evaluations import Evaluations, Run, RunItem
from db.ids import short_ids
from db.session import Database
from eval.choosing import kind_of
from eval.comparing import Comparison, cautions, compared, pooled
from eval.figures import written
from eval.report import comparison_report
from eval.saved import read_run
from eval.suites import model_names

Side = list[tuple[Run, list[RunItem]]]


def compare_runs(
    first: str, second: str, *, as_json: bool, html: Path | None, seed: int = 0
) -> None:
    """Print the comparison, and write a report if one is asked for."""
    if seed < 0:
        raise BadInput(f"{seed} is no seed; it must be a whole number from 0 up.")
    with ExitStack() as closing:
        one, two = (_side(given, closing) for given in (first, second))
    kinds = {run.suite for run, _ in (*one, *two)}
    if len(kinds) > 1:
        raise BadInput(
            f"Only runs of the same suite can be compared; these are of {' and '.join(kinds)}."
        )
    kind = kind_of(kinds.pop())
    known = [cautions(kind, one[0][0].details, run.details) for run, _ in (*one, *two)]
    said = list(dict.fromkeys(line for _, lines in known for line in lines))
    for line in said:
        print(line, file=sys.stderr)
    found = compared(
        kind,
        pooled([items for _, items in one]),
        pooled([items for _, items in two]),
        models=(model_names(one[0][0].details), model_names(two[0][0].details)),
        paired=all(fit for fit, _ in known),
        seed=seed,
    )
    if html is not None:
        try:
            html.write_text(
                comparison_report(one[0][0], two[0][0], found, label=kind.label, said=said),
                "utf-8",
            )
        except OSError as error:
            raise StorageError(f"{html} cannot be written: {error.strerror}.") from error
    if as_json:
        rows = [{**asdict(row), "verdict": row.verdict} for row in found]
        sides = {"first": _ids(one), "second": _ids(two)}
        print(json.dumps({**sides, "cautions": said, "figures": rows}, indent=2))
        return
    for row in found:
        print(_line(row))


def list_runs(*, as_json: bool) -> None:
    """Print the stored runs, newest first, by the short ids that `compare` and `run --resume`
    take."""
    with ExitStack() as closing:
        runs = _stored(closing).recent()
    short = short_ids([run.id for run in runs])
    if as_json:
        rows = [
            {"id": r.id, "short_id": short[r.id], "suite": r.suite, "preset": r.preset,
             "seed": r.seed, "n": r.done, "status": r.status, "created_at": r.created_at,
             "figures": {name: asdict(figure) for name, figure in r.figures.items()}}
            for r in runs
        ]  # fmt: skip
        print(json.dumps(rows, indent=2))
        return
    if not runs:
        print("No run is stored yet; `python -m eval run SUITE --store` keeps one.")
    for run in runs:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.created_at))
        print(short[run.id], when, run.suite, run.preset, f"seed {run.seed}", f"n {run.done}",
              run.status, sep="\t")  # fmt: skip


def _side(given: str, closing: ExitStack) -> Side:
    side = [_one(part.strip(), closing) for part in given.split(",") if part.strip()]
    if not side:
        raise BadInput("Name a run by its id or by a JSON file.")
    if len({tuple(model_names(run.details).items()) for run, _ in side}) > 1:
        raise BadInput("Only runs of the same models can be pooled.")
    for run, items in side:
        if not items:
            raise BadInput(f"The run {run.id or given} has no items to compare.")
    return side


def _one(given: str, closing: ExitStack) -> tuple[Run, list[RunItem]]:
    if given.endswith(".json") or Path(given).is_file():
        return read_run(Path(given))
    runs = _stored(closing)
    run = runs.named(given)
    return run, runs.items(run.id)


def _stored(closing: ExitStack) -> Evaluations:
    database = Database(Settings.from_environment().database_url)
    closing.callback(database.close)
    database.migrate()
    return Evaluations(database)


def _ids(side: Sequence[tuple[Run, Any]]) -> list[str]:
    return [run.id for run, _ in side]


def _line(row: Comparison) -> str:
    parts = [f"{row.name}: {written(row.first)} → {written(row.second)}"]
    if row.difference:
        parts.append(f"difference {written(row.difference)} (n = {row.difference.n})")
    if row.adjusted is not None:
        parts.append("p < 0.001" if row.adjusted < 0.001 else f"p = {row.adjusted:.3f}")
    if row.detectable is not None:
        parts.append(f"can be told from {row.detectable:.3g}")
    return f"{'; '.join(parts)}: {row.verdict}"
