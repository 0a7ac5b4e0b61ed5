"""Evaluation suites as durable work: start, watch, cancel, compare, export.

A run does a few items a step and stores them at once, so it can stop and go on: after a crash the
worker asks for the next step, and what is stored is not measured again.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput, Cancelled
from core.models.pool import ModelPool
from core.models.registry import Catalog
from db.evaluations import Evaluations, Run
from db.filters import Filters
from eval.choosing import OF_FOLDERS, SUITES, kind_of, open_suite
from eval.custom import own_metrics
from eval.stories import Gallery
from eval.suites import (
    Models,
    Running,
    Suite,
    check_size,
    ending,
    figures,
    first_details,
)
from studio.allowed import check_folder
from studio.contexts import Stopping, outcome_of
from studio.presets import Presets
from studio.suite_views import run_view
from studio.views import EvaluationRun, SuiteView
from studio.work_queue import Queue

_CHECK_EVERY_S: Final = 0.3
_KEPT: Final = 2
"""Suites whose items stay planned between steps: listing a large folder takes seconds."""


class SuiteRuns:
    """The use cases of evaluation runs.

    `gallery` are the books of this studio; `work` is a folder for what suites keep, `folders` those
    that data may be read from (empty: all, or none when the pages are `shared` with others);
    `metrics` is a file of further metrics (`eval.custom`).
    """

    def __init__(
        self,
        evaluations: Evaluations,
        catalog: Catalog,
        pool: ModelPool,
        presets: Presets,
        queue: Queue,
        gallery: Callable[[], Gallery],
        *,
        work: Path,
        folders: Sequence[Path],
        shared: bool,
        stopping: threading.Event,
        metrics: Path | None = None,
    ) -> None:
        self._evaluations = evaluations
        self._catalog = catalog
        self._pool = pool
        self._presets = presets
        self._queue = queue
        self._gallery = gallery
        self._work = work
        self._folders = folders
        self._shared = shared
        self._metrics = metrics
        self._stopping = stopping
        self._running: OrderedDict[str, Running] = OrderedDict()

    def suites(self) -> list[SuiteView]:
        """What can be run, in plain words."""
        return [
            SuiteView(
                name=kind.name,
                label=kind.label,
                measures=kind.measures,
                unit=kind.unit,
                needs_folder=kind.name in OF_FOLDERS,
            )
            for kind in SUITES.values()
        ]

    def start(
        self,
        suite: str = "world",
        *,
        preset: str = "starter",
        n: int = 50,
        seed: int = 0,
        data: str | None = None,
        split: str | None = None,
    ) -> str:
        """Check everything, then enqueue a run; returns its id.

        `data` is the folder of the suite "folder", `split` a split that its data set has.
        """
        check_size(n, seed)
        refs = self._presets.models(preset)
        for role in kind_of(suite).roles:
            self._catalog.folder(refs[role].id)
        # The worker may run elsewhere: a folder is noted as it is reached from anywhere here.
        folder = str(Path(data).expanduser().resolve()) if data else None
        options = {"data": folder, "split": split or None}
        if folder:
            check_folder(Path(folder), self._folders, shared=self._shared)
        opened = self._open(suite, preset, options)
        run_id = self._evaluations.create(
            suite=suite,
            preset=preset,
            n=n,
            seed=seed,
            details=first_details(opened, refs, options),
        )
        self._queue.put("evaluate", run_id)
        return run_id

    def cancel(self, run_id: str) -> None:
        """Ask a run to stop; it keeps what it has and is marked partial ("cancelled")."""
        self._evaluations.request_cancel(run_id)
        run = self._evaluations.get(run_id)
        if run and run.status == "queued":
            self._finish(run, "cancelled")

    def all(self, limit: int | None = None, chosen: Filters | None = None) -> list[EvaluationRun]:
        """Runs so far, newest first, with progress; preset, time, models and devices filter."""
        asked = chosen or Filters()
        runs = self._evaluations.recent(limit, asked)
        return [run_view(run) for run in runs if _used(run, asked)]

    # -- the worker's side ----------------------------------------------------------------------
    def step(self, run_id: str) -> str:
        """Measure the next items of a run; "more" or its final status. Called by the worker."""
        runs = self._evaluations
        run = runs.get(run_id)
        if run is None or run.status not in ("queued", "running"):
            return run.status if run else "gone"
        try:
            return self._step(run)
        except Stopping:
            return "more"
        except Cancelled:
            return self._finish(run, "cancelled")
        except Exception as error:
            status, sentence = outcome_of(error)
            try:
                return self._finish(run, status, error=sentence)
            except Exception as later:  # not even the figures can be made: say why it ended
                _, also = outcome_of(later)
                runs.update(run_id, status="failed", error=f"{sentence} {also}")
                return "failed"

    def _step(self, run: Run) -> str:
        if run.cancel_requested:
            raise Cancelled
        runs = self._evaluations
        if run.status == "queued":
            runs.update(run.id, status="running", message="Beginning")
        running = self._planned(run)
        more = running.step()
        if not more:
            return self._finish(run, "done")
        done, planned = run.done + len(more), running.planned
        runs.update(
            run.id,
            message=f"{done} of {planned}",
            fraction=done / planned,
            details=running.details(run.details),
            more=more,
        )
        return "more"

    def _planned(self, run: Run) -> Running:
        """The run's suite with its items planned, kept between steps."""
        running = self._running.get(run.id)
        if running is None:
            check = self._check_of(run.id)
            options = run.details.get("options", {})
            running = Running(
                self._open(run.suite, run.preset, options),
                Models(self._pool, self._refs(run), check=check),
                n=run.n,
                seed=run.seed,
                note=self._note_of(run.id, check),
                done={item.name for item in self._evaluations.items(run.id)},
            )
            data = run.details.get("facts", {}).get("data")
            if data != running.suite.facts.get("data"):
                raise BadInput("The data have changed since the run began: start a new run.")
            self._running[run.id] = running
            while len(self._running) > _KEPT:
                self._running.popitem(last=False)
        return running

    def _refs(self, run: Run) -> Mapping[str, Any]:
        """The preset's models, if they are still those that the run began with."""
        refs = self._presets.models(run.preset)
        for role, model in run.details.get("models", {}).items():
            if (refs[role].id, refs[role].revision) != (model.get("id"), model.get("revision")):
                raise BadInput(
                    f"The {role} of the preset “{run.preset}” is another one than when the run "
                    "began: start a new run."
                )
        return refs

    def _finish(self, run: Run, status: str, *, error: str | None = None) -> str:
        runs = self._evaluations
        items = runs.items(run.id)
        self._running.pop(run.id, None)
        planned = run.details.get("planned", run.n)
        kind = kind_of(run.suite)
        whole = status == "done"
        runs.update(
            run.id,
            status=status,
            message=ending(kind.unit, items, planned, whole=whole),
            fraction=1.0 if whole else None,
            figures=figures(kind, items, run.details, seed=run.seed),
            error=error,
        )
        return status

    def _check_of(self, run_id: str) -> Callable[[], None]:
        looked = [0.0]

        def check() -> None:
            now = time.monotonic()
            if now - looked[0] < _CHECK_EVERY_S:
                return
            looked[0] = now
            if self._stopping.is_set():
                raise Stopping
            if self._evaluations.is_cancelled(run_id):
                raise Cancelled

        return check

    def _note_of(self, run_id: str, check: Callable[[], None]) -> Callable[[str], None]:
        def note(message: str) -> None:
            check()
            self._evaluations.update(run_id, message=message)

        return note

    def enqueue_forgotten(self, waiting: set[str]) -> None:
        """Enqueue runs that are unfinished but not among those `waiting` in the queue."""
        for run in self._evaluations.unfinished():
            if run.id not in waiting:
                self._queue.put("evaluate", run.id, again=True)

    # -- inside ---------------------------------------------------------------------------------
    def _open(self, suite: str, preset: str, options: Mapping[str, Any]) -> Suite:
        return open_suite(
            suite,
            preset=preset,
            work=self._work,
            gallery=self._gallery,
            data=options.get("data"),
            split=options.get("split"),
            own=own_metrics(self._metrics),
        )


def _used(run: Run, chosen: Filters) -> bool:
    """Whether one of the chosen models, and of the chosen devices, took part in the run."""
    models = run.details.get("models", {}).values()
    return all(
        not names or any(model.get(field) in names for model in models)
        for field, names in (("id", chosen.models), ("device", chosen.devices))
    )
