"""`python -m eval run SUITE`: run a suite here and now, with a line of progress."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from core.errors import BadInput, Cancelled, StorageError, StudioError
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from db.artifacts import SqlArtifactStore
from db.evaluations import Evaluations, Run, RunItem
from db.media import MediaStore
from db.session import Database
from db.stories import Stories
from eval.choosing import SUITES, kind_of, open_suite
from eval.export import items_csv
from eval.figures import written
from eval.report import run_report
from eval.stories import Gallery
from eval.suites import Models, Running, Suite, check_size, ending, figures, first_details


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code (0 done, 2 bad input, 130 interrupted, 1 else)."""
    try:
        return _run(_parser().parse_args(argv))
    except StudioError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval run",
        description="Run an evaluation suite here and now; the same seed gives the same quality "
        "figures.",
        epilog="Suites: " + "; ".join(f"{s.name}: {s.label}" for s in SUITES.values()) + ".",
    )
    parser.add_argument("suite", metavar="SUITE", help=", ".join(SUITES))
    parser.add_argument("--preset", help="which models (STUDIO_PRESET, else starter)")
    parser.add_argument("--seed", type=int, default=0, help="which items (%(default)s)")
    parser.add_argument("--n", type=int, default=50, help="how many items (%(default)s)")
    parser.add_argument("--data", metavar="FOLDER", help="folder of pictures with captions")
    parser.add_argument("--split", help="only this split of the folder's data set")
    parser.add_argument("--json", action="store_true", help="print figures and details as JSON")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the items as CSV")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a report")
    parser.add_argument("--store", action="store_true", help="keep the run in the database")
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    return parser


def _run(args: argparse.Namespace) -> int:
    check_size(args.n, args.seed)
    for file in (args.csv, args.html):
        if file is not None and not file.absolute().parent.is_dir():
            raise BadInput(f"There is no folder {file.absolute().parent} to write {file.name} to.")
    settings = Settings.from_environment()
    preset = args.preset or settings.preset
    catalog = Catalog.load(settings.extra_catalog)
    kind = kind_of(args.suite)
    refs = catalog.refs(preset)
    for role in kind.roles:
        catalog.folder(refs[role].id)
    opened: list[Database] = []

    def database() -> Database:
        if not opened:
            opened.append(Database(settings.database_url))
            opened[0].migrate()
        return opened[0]

    def gallery() -> Gallery:
        media = MediaStore(settings.data_dir / "media")
        return Gallery(Stories(database()), SqlArtifactStore(database(), media), media)

    pool = ModelPool(catalog, settings)
    try:
        suite = open_suite(
            args.suite,
            preset=preset,
            work=settings.data_dir / "work",
            gallery=gallery,
            data=args.data,
            split=args.split,
        )
        progress = _progress(args.quiet)
        for note in suite.facts.get("notes", ()):
            _say(note)
        models = Models(pool, refs)
        details = first_details(suite, refs, {"data": args.data, "split": args.split})
        runs = Evaluations(database()) if args.store else None
        run, items = _worked(
            suite, models, details, runs, args=args, preset=preset, progress=progress
        )
    finally:
        pool.close()
        for each in opened:
            each.close()
    _output(suite, run, items, args)
    return 0 if run.status == "done" else 130


def _worked(
    suite: Suite,
    models: Models,
    details: dict[str, Any],
    runs: Evaluations | None,
    *,
    args: argparse.Namespace,
    preset: str,
    progress: Callable[[str], None],
) -> tuple[Run, list[RunItem]]:
    """Measure everything; Ctrl+C keeps what there is."""
    create = {"suite": suite.name, "preset": preset, "n": args.n, "seed": args.seed}
    run_id = runs.create(**create, details=details) if runs else ""
    items: list[RunItem] = []
    status, planned = "done", args.n
    started = time.time()
    try:
        running = Running(suite, models, n=args.n, seed=args.seed, note=progress)
        planned = running.planned
        while more := running.step():
            items += more
            details = running.details(details)
            progress(f"{len(items)} of {planned}")
            if runs:
                runs.update(
                    run_id,
                    status="running",
                    fraction=len(items) / planned,
                    more=more,
                    details=details,
                )
    except (KeyboardInterrupt, Cancelled):
        status = "cancelled"
    except StudioError as error:
        if runs:
            runs.update(run_id, status="failed", error=str(error))
        raise
    finally:
        if not args.quiet:
            print(file=sys.stderr)
    numbers = figures(suite, items, details, seed=args.seed)
    message = ending(suite, items, planned, whole=status == "done")
    if runs:
        runs.update(run_id, status=status, message=message, figures=numbers, details=details)
    run = Run(
        **create,
        id=run_id,
        status=status,
        message=message,
        fraction=len(items) / planned,
        figures=numbers,
        details=details,
        error=None,
        cancel_requested=False,
        created_at=started,
        finished_at=time.time(),
        done=len(items),
    )
    return run, items


def _output(suite: Suite, run: Run, items: list[RunItem], args: argparse.Namespace) -> None:
    try:
        if args.csv:
            args.csv.write_text(items_csv(items), encoding="utf-8-sig")
        if args.html:
            report = run_report(run, items, label=suite.label, measures=suite.measures)
            args.html.write_text(report, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{error.filename} cannot be written: {error.strerror}.") from error
    if args.json:
        print(json.dumps(_as_json(run, items), ensure_ascii=False, indent=2))
        return
    print(run.message)
    for name, figure in run.figures.items():
        left = f", {figure.left_out} left out" if figure.left_out else ""
        print(f"{name}: {written(figure)} (n = {figure.n}{left})")


def _as_json(run: Run, items: list[RunItem]) -> dict[str, Any]:
    values = asdict(replace(run, details=dict(run.details)))
    for name in ("cancel_requested", "fraction", "error"):
        del values[name]
    return {
        **values,
        "partial": run.partial,
        "errors": {item.name: item.error for item in items if item.error},
    }


def _progress(quiet: bool) -> Callable[[str], None]:
    """One line that is written over on a terminal, else a line only now and then."""
    terminal, last = sys.stderr.isatty(), [0.0]

    def note(message: str) -> None:
        now = time.monotonic()
        if quiet or (not terminal and now - last[0] < 2):
            return
        last[0] = now
        print(f"\r\033[K{message}" if terminal else message, end="" if terminal else "\n",
              file=sys.stderr, flush=True)  # fmt: skip

    return note


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
