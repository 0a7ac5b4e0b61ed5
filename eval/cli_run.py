"""What `python -m eval run SUITE` does: run a suite here and now, with a line of progress."""

import math
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import BadInput, StorageError
from core.figure import Figure
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from db.artifacts import SqlArtifactStore
from db.evaluations import Evaluations, Run, RunItem
from db.media import MediaStore
from db.session import Database
from db.stories import Stories
from eval.choosing import kind_of, open_suite
from eval.custom import own_metrics
from eval.export import items_csv
from eval.figures import written
from eval.report import run_report
from eval.saved import run_json
from eval.stories import Gallery
from eval.story_suite import GalleryStories
from eval.suites import Models, Running, Suite, check_size, ending, figures, first_details


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command was asked for; an empty preset is the settings' own. `store` keeps the run
    in the studio's database, `resume` goes on with one that is there."""

    suite: str
    preset: str
    n: int
    seed: int
    data: str | None
    split: str | None
    store: bool
    quiet: bool
    resume: str = ""


def read_limits(given: Sequence[str]) -> dict[str, float]:
    """Limits such as "BLEU-4=0.18" by the figure's name."""
    found = {}
    for one in given:
        name, _, value = one.rpartition("=")
        try:
            limit = float(value)
        except ValueError:
            limit = math.nan
        if not name.strip() or not math.isfinite(limit):
            raise BadInput(f"“{one}” is no limit; write a figure and a number: BLEU-4=0.18.")
        found[name.strip()] = limit
    return found


def run_suite(
    asked: Asked,
    *,
    as_json: bool,
    csv: Path | None,
    html: Path | None,
    limits: Mapping[str, float] = MappingProxyType({}),
) -> int:
    """Measure, write and print; the exit code: 0, 3 where a figure is below its limit (or is not
    there), 130 when it was interrupted."""
    check_size(asked.n, asked.seed)
    for file in (csv, html):
        if file is not None and not file.absolute().parent.is_dir():
            raise BadInput(f"There is no folder {file.absolute().parent} to write {file.name} to.")
    settings = Settings.from_environment()
    asked = _as_before(asked, settings) if asked.resume else asked
    asked = replace(asked, preset=asked.preset or settings.preset)
    opened, done, items = _measured(asked, settings)
    _write(opened, done, items, csv=csv, html=html)
    if as_json:
        print(run_json(done, items))
    else:
        print(done.message)
        for name, figure in done.figures.items():
            left = f", {figure.left_out} left out" if figure.left_out else ""
            print(f"{name}: {written(figure)} (n = {figure.n}{left})")
    below = _below(done, limits)
    for line in below:
        _say(line)
    return 130 if done.status != "done" else 3 if below else 0


def _as_before(asked: Asked, settings: Settings) -> Asked:
    """What a stored run was asked for."""
    database = Database(settings.database_url)
    try:
        database.migrate()
        run = resumable(Evaluations(database), asked.resume)
    finally:
        database.close()
    options = run.details.get("options", {})
    return replace(
        asked, resume=run.id, suite=run.suite, preset=run.preset, n=run.n, seed=run.seed,
        data=options.get("data"), split=options.get("split"),
    )  # fmt: skip


def _below(run: Run, limits: Mapping[str, float]) -> list[str]:
    """A sentence for each figure that misses its limit."""
    said = []
    for name, limit in limits.items():
        fitting = [figure for known, figure in run.figures.items() if known.startswith(name)]
        exact = run.figures.get(name) or (fitting[0] if len(fitting) == 1 else None)
        if exact is None:
            said.append(f"{name} is no figure of this run; it has {', '.join(run.figures)}.")
        elif not exact.value >= limit:
            said.append(f"{name} is {exact.value:.4g}, below {limit:g}.")
    return said


def _measured(asked: Asked, settings: Settings) -> tuple[Suite, Run, list[RunItem]]:
    catalog = Catalog.load(settings.extra_catalog)
    kind = kind_of(asked.suite)
    refs = catalog.refs(asked.preset)
    for role in kind.roles:
        catalog.folder(refs[role].id)
    with ExitStack() as closing:
        database = Database(settings.database_url)
        closing.callback(database.close)
        if asked.store or asked.resume or kind.name == GalleryStories.name:
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
            own=own_metrics(settings.metrics),
        )
        for note in suite.facts.get("notes", ()):
            _say(note)
        pool = ModelPool(catalog, settings)
        closing.callback(pool.close)
        runs = Evaluations(database) if asked.store or asked.resume else None
        return suite, *_worked(asked, suite, Models(pool, refs), runs)


def _worked(
    asked: Asked, suite: Suite, models: Models, runs: Evaluations | None
) -> tuple[Run, list[RunItem]]:
    """Measure everything; Ctrl+C and SIGTERM keep what there is.

    What is stored is stored batch by batch.  Until it is over the run stands as cancelled: one that
    is noted as running would be taken up by a studio's worker, while this process is at it.
    """
    stored = _Stored(runs, asked, suite, models) if runs else None
    details = (
        stored.details
        if stored
        else first_details(suite, models.refs, {"data": asked.data, "split": asked.split})
    )
    items: list[RunItem] = list(stored.items) if stored else []
    status, planned, started = "done", asked.n, time.time()
    progress = _progress(asked.quiet)
    # Being told to end (by a scheduler, say) is being interrupted: what there is, is kept.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        running = Running(
            suite, models, n=asked.n, seed=asked.seed, note=progress,
            done={item.name for item in items},
        )  # fmt: skip
        planned = running.planned
        while more := running.step():
            items += more
            details = running.details(details)
            if stored:
                stored.keep(more, details, len(items), planned)
            progress(f"{len(items)} of {planned}")
    except KeyboardInterrupt:
        status = "cancelled"
    finally:
        signal.signal(signal.SIGTERM, before)
        if sys.stderr.isatty() and not asked.quiet:
            print(file=sys.stderr)
    numbers = figures(suite, items, details, seed=asked.seed)
    message = ending(suite.unit, items, planned, whole=status == "done")
    if stored:
        stored.end(status, message, numbers, len(items) / planned)
    done = Run(
        id=stored.id if stored else "",
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


class _Stored:
    """The run in the studio's database, new or gone on with."""

    def __init__(self, runs: Evaluations, asked: Asked, suite: Suite, models: Models) -> None:
        self._runs = runs
        options = {"data": asked.data, "split": asked.split}
        self.items: list[RunItem] = []
        fresh = first_details(suite, models.refs, options)
        if not asked.resume:
            self.id = runs.create(
                suite=suite.name, preset=asked.preset, n=asked.n, seed=asked.seed, details=fresh
            )
            self.details: Mapping[str, Any] = fresh
        else:
            before = resumable(runs, asked.resume)
            self.id, self.details = before.id, before.details
            self.items = runs.items(before.id)
            _check_same(before.details, fresh)
        runs.update(self.id, status="cancelled", message="By the command line")

    def keep(
        self, more: Sequence[RunItem], details: Mapping[str, Any], done: int, planned: int
    ) -> None:
        """Store a batch."""
        self._runs.update(
            self.id, message=f"Partial: {done} of {planned}", fraction=done / planned,
            details=details, more=more,
        )  # fmt: skip

    def end(
        self, status: str, message: str, numbers: Mapping[str, Figure], fraction: float
    ) -> None:
        """Store what came out."""
        self._runs.update(
            self.id, status=status, message=message, fraction=fraction, figures=numbers
        )


def resumable(runs: Evaluations, run_id: str) -> Run:
    """The run whose id begins or ends so, if it ended before its time."""
    run = runs.named(run_id)
    if run.status not in ("cancelled", "failed"):
        raise BadInput(f"The run {run_id} is {run.status}: there is nothing to go on with.")
    return run


def _check_same(before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """`BadInput` where data or models are no longer those of the run."""
    if before.get("facts", {}).get("data") != now["facts"].get("data"):
        raise BadInput("The data have changed since the run began: start a new run.")
    for role, model in now["models"].items():
        known = before.get("models", {}).get(role, {})
        if (known.get("id"), known.get("revision")) != (model["id"], model["revision"]):
            raise BadInput(f"The {role} is another one than when the run began: start a new run.")


def _write(
    suite: Suite, run: Run, items: list[RunItem], *, csv: Path | None, html: Path | None
) -> None:
    try:
        if csv:
            csv.write_text(items_csv(items), encoding="utf-8-sig")
        if html:
            root = run.details.get("facts", {}).get("folder")
            pictures = {
                item.name: Path(root) / item.data["image"]
                for item in items
                if root and item.data.get("image")
            }
            report = run_report(
                run, items, label=suite.label, measures=suite.measures, pictures=pictures
            )
            html.write_text(report, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{error.filename} cannot be written: {error.strerror}.") from error


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
