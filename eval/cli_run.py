"""What `python -m eval run SUITE` does: run a suite here and now, with a line of progress."""

import json
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import BadInput, StorageError
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from db.artifacts import SqlArtifactStore
from db.evaluations import Evaluations, Run, RunItem
from db.media import MediaStore
from db.session import Database
from db.stories import Stories
from eval.choosing import kind_of, open_suite
from eval.export import items_csv
from eval.figures import written
from eval.report import run_report
from eval.stories import Gallery
from eval.story_suite import GalleryStories
from eval.suites import Models, Running, Suite, check_size, ending, figures, first_details


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command was asked for; an empty preset is the settings' own. `store` keeps the run
    in the studio's database."""

    suite: str
    preset: str
    n: int
    seed: int
    data: str | None
    split: str | None
    store: bool
    quiet: bool


def run_suite(asked: Asked, *, as_json: bool, csv: Path | None, html: Path | None) -> int:
    """Measure, write and print; the exit code: 0, or 130 when it was interrupted."""
    check_size(asked.n, asked.seed)
    for file in (csv, html):
        if file is not None and not file.absolute().parent.is_dir():
            raise BadInput(f"There is no folder {file.absolute().parent} to write {file.name} to.")
    settings = Settings.from_environment()
    asked = replace(asked, preset=asked.preset or settings.preset)
    opened, done, items = _measured(asked, settings)
    _write(opened, done, items, csv=csv, html=html)
    if as_json:
        print(json.dumps(_as_json(done, items), ensure_ascii=False, indent=2))
    else:
        print(done.message)
        for name, figure in done.figures.items():
            left = f", {figure.left_out} left out" if figure.left_out else ""
            print(f"{name}: {written(figure)} (n = {figure.n}{left})")
    return 0 if done.status == "done" else 130


def _measured(asked: Asked, settings: Settings) -> tuple[Suite, Run, list[RunItem]]:
    catalog = Catalog.load(settings.extra_catalog)
    kind = kind_of(asked.suite)
    refs = catalog.refs(asked.preset)
    for role in kind.roles:
        catalog.folder(refs[role].id)
    with ExitStack() as closing:
        database = Database(settings.database_url)
        closing.callback(database.close)
        if asked.store or kind.name == GalleryStories.name:
            database.migrate()

        def gallery() -> Gallery:
            media = MediaStore(settings.data_dir / "media")
            return Gallery(Stories(database), SqlArtifactStore(database, media), media)

        suite = open_suite(
            asked.suite,
            preset=asked.preset,
            work=settings.data_dir / "work",
            gallery=gallery,
            data=asked.data,
            split=asked.split,
        )
        for note in suite.facts.get("notes", ()):
            _say(note)
        pool = ModelPool(catalog, settings)
        closing.callback(pool.close)
        runs = Evaluations(database) if asked.store else None
        return suite, *_worked(asked, suite, Models(pool, refs), runs)


def _worked(
    asked: Asked, suite: Suite, models: Models, runs: Evaluations | None
) -> tuple[Run, list[RunItem]]:
    """Measure everything; Ctrl+C and SIGTERM keep what there is."""
    details = first_details(suite, models.refs, {"data": asked.data, "split": asked.split})
    items: list[RunItem] = []
    status, planned, started = "done", asked.n, time.time()
    progress = _progress(asked.quiet)
    # Being told to end (by a scheduler, say) is being interrupted: what there is, is kept.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        running = Running(suite, models, n=asked.n, seed=asked.seed, note=progress)
        planned = running.planned
        while more := running.step():
            items += more
            details = running.details(details)
            progress(f"{len(items)} of {planned}")
    except KeyboardInterrupt:
        status = "cancelled"
    finally:
        signal.signal(signal.SIGTERM, before)
        if sys.stderr.isatty() and not asked.quiet:
            print(file=sys.stderr)
    numbers = figures(suite, items, details, seed=asked.seed)
    message = ending(suite.unit, items, planned, whole=status == "done")
    run_id = ""
    if runs:
        # Stored when it is over: a run that is noted as running would be taken up by a worker.
        run_id = runs.create(
            suite=suite.name, preset=asked.preset, n=asked.n, seed=asked.seed, details=details
        )
        fraction = len(items) / planned
        runs.update(
            run_id, status=status, message=message, fraction=fraction, figures=numbers, more=items
        )
    done = Run(
        id=run_id,
        suite=suite.name,
        preset=asked.preset,
        n=asked.n,
        seed=asked.seed,
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
    return done, items


def _write(
    suite: Suite, run: Run, items: list[RunItem], *, csv: Path | None, html: Path | None
) -> None:
    try:
        if csv:
            csv.write_text(items_csv(items), encoding="utf-8-sig")
        if html:
            report = run_report(run, items, label=suite.label, measures=suite.measures)
            html.write_text(report, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{error.filename} cannot be written: {error.strerror}.") from error


def _as_json(run: Run, items: list[RunItem]) -> dict[str, Any]:
    values = asdict(run)
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
