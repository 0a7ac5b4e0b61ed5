"""Durable work as DBOS workflows: builds, evaluations, looks at data, downloads, exports,
trainings, blind tests.

A workflow is a row of steps; each step does one batch, and each artifact is stored the moment it
is finished.  After a crash the workflow goes on at the step that was interrupted, and its handler
finds what was already made.  What the work is, the worker does not know: handlers by the name of
their workflow are given to it.

One process at a time works for a data directory: the one that holds `worker.lock`.  The others only
enqueue.  DBOS is one per process, therefore the module-level `_working_for`.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from dbos import DBOS, DBOSConfig
from filelock import FileLock, Timeout

from studio.work_queue import DOWNLOADS, EXPORTS, QUEUE, TRAININGS, VERSION, quiet

log = logging.getLogger(__name__)

Handler = Callable[[str], str]
"""Does the next batch of the work of that id; "more" while something is left, else how it ended."""

STEPS: Final = {
    "build_story": "build_batch",
    "evaluate": "evaluate_batch",
    "download": "download_model",
    "export_book": "write_export",
    "explore": "explore_batch",
    "train": "train_model",
    "blind_test": "blind_task",
}
"""Every workflow with its one kind of step, by the names under which DBOS records them."""

FIRST_TIDY_S: Final = 600.0
LOOK_S: Final = 60.0
"""Seconds between two looks for work that nobody does."""
TIDY_S: Final = 86_400.0
"""Seconds until the first round of housekeeping, and between rounds."""
RETRY_S: Final = 5

_working_for: "Worker | None" = None
_launching = threading.Lock()
_at_work: Final[set[int]] = set()
"""Threads that do a piece of work now."""


def _register(workflow: str, step: str) -> None:
    @DBOS.step(name=step)
    def batch(work_id: str) -> str:
        if _working_for is None:
            raise RuntimeError("The worker is not running in this process.")
        return _working_for.handlers[workflow](work_id)

    @DBOS.workflow(name=workflow)
    def work(work_id: str) -> str:
        _at_work.add(threading.get_ident())
        try:
            while (outcome := batch(work_id)) == "more" and not _is_stopping():
                pass
            return outcome
        finally:
            _at_work.discard(threading.get_ident())


def _is_stopping() -> bool:
    return _working_for is None or _working_for.stopping.is_set()


for _workflow, _step in STEPS.items():
    _register(_workflow, _step)


class Worker:
    """Becomes the worker of a data directory as soon as no other process is.

    `handlers` do the work, by workflow (`STEPS`); `look` finds forgotten work every minute, `tidy`
    is called once a day.  Once `stopping` is set, no further batch is begun.
    """

    def __init__(
        self,
        url: str,
        lock: Path,
        handlers: Mapping[str, Handler],
        *,
        look: Callable[[], None],
        tidy: Callable[[], None],
        stopping: threading.Event,
    ) -> None:
        self.handlers = handlers
        self.stopping = stopping
        self._url = url
        self._look = look
        self._tidy = tidy
        # A thread takes it and another lets it go: not bound to the thread.
        self._lock = FileLock(lock, thread_local=False)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.working = False

    def start(self) -> None:
        """Return at once; a thread waits for the lock and then launches the queue."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._lock.acquire(timeout=0)
                break
            except Timeout:
                self._stop.wait(0.5)
            except OSError:
                log.exception("worker.lock cannot be taken")
                return
        if self._stop.is_set():
            return
        while not self._stop.is_set():
            try:
                self._launch()
                break
            except Exception:
                log.exception("the worker could not start; it tries again in %d s", RETRY_S)
                self._stop.wait(RETRY_S)
        if self.working:
            self._keep_house()

    def _keep_house(self) -> None:
        """Every minute look for forgotten work, and once a day tidy."""
        next_tidying = time.monotonic() + FIRST_TIDY_S
        while True:
            try:
                self._look()
            except Exception as error:  # the database is in trouble: another look in a minute
                log.warning("looking for forgotten work: %s", error)
            if self._stop.wait(LOOK_S):
                return
            if time.monotonic() > next_tidying:
                self._tidy()
                next_tidying = time.monotonic() + TIDY_S

    def _launch(self) -> None:
        global _working_for
        with _launching:
            _working_for = self
            quiet()
            config: DBOSConfig = {
                "name": "storybook-studio",
                "system_database_url": self._url,
                "application_version": VERSION,
                "executor_id": "studio",
                "enable_otlp": False,
                "log_level": "ERROR",
            }
            DBOS(config=config)
            DBOS.launch()
            DBOS.register_queue(QUEUE, worker_concurrency=1, polling_interval_sec=0.1)
            DBOS.register_queue(DOWNLOADS, worker_concurrency=1, polling_interval_sec=0.3)
            DBOS.register_queue(EXPORTS, worker_concurrency=1, polling_interval_sec=0.3)
            DBOS.register_queue(TRAININGS, partition_worker_concurrency=1, polling_interval_sec=0.3)
            self.working = True

    def stop(self) -> None:
        """Let go of the queue; what is being built is resumed at the next start."""
        global _working_for
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        with _launching:
            if self.working:
                # With a time to wait it sleeps a second first, whether anybody works or not.
                DBOS.destroy(workflow_completion_timeout_sec=20 if _at_work else 0)
                self.working = False
                _working_for = None
        if self._lock.is_locked:
            self._lock.release()
