"""Durable work: builds and evaluation runs as DBOS workflows, outside any page's script.

A workflow is a row of steps; each step builds one batch of artifacts, and each artifact is stored
the moment it is finished.  After a crash the workflow goes on at the step that was interrupted,
and the builder finds by their keys the artifacts that were already made.

One process at a time works for a data directory: the one that holds `worker.lock`.  The others only
enqueue.  DBOS is one per process, therefore the module-level `_host`.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dbos import DBOS, DBOSClient, DBOSConfig
from filelock import FileLock, Timeout

from core.errors import Cancelled, StudioError
from core.models.memory import is_out_of_memory

if TYPE_CHECKING:
    from studio.services import Studio

log = logging.getLogger(__name__)

QUEUE: Final = "builds"
DOWNLOADS: Final = "downloads"
"""A queue of its own: a download takes minutes and needs no device, so builds go on beside it."""
EXPORTS: Final = "exports"
"""And one for books that are written into files, which a long build should not keep waiting."""
VERSION: Final = "1"
"""Recovery is bound to this: raise it only when recorded workflow steps change their meaning."""

FIRST_TIDY_S: Final = 600.0
LOOK_S: Final = 60.0
"""Seconds between two looks for work that nobody does."""
TIDY_S: Final = 86_400.0
"""Seconds until the first round of housekeeping, and between rounds."""
_ENDED: Final = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")

RETRY_S: Final = 5

_host: "Studio | None" = None
_launching = threading.Lock()


def _studio() -> "Studio":
    if _host is None:
        raise RuntimeError("The worker is not running in this process.")
    return _host


@DBOS.step(name="build_batch")
def _build_batch(build_id: str) -> str:
    return _studio().run_build_batch(build_id)


@DBOS.workflow(name="build_story")
def build_story(build_id: str) -> str:
    """Build one batch after another until nothing is left, or it was cancelled or failed."""
    while (outcome := _build_batch(build_id)) == "more" and not _studio().stopping:
        pass
    return outcome


@DBOS.step(name="evaluate_batch")
def _evaluate_batch(run_id: str) -> str:
    return _studio().runs.step(run_id)


@DBOS.workflow(name="evaluate")
def evaluate(run_id: str) -> str:
    """Run an evaluation suite batch by batch."""
    while (outcome := _evaluate_batch(run_id)) == "more" and not _studio().stopping:
        pass
    return outcome


@DBOS.step(name="download_model")
def _download_model(model_id: str) -> str:
    return _studio().library.step(model_id)


@DBOS.workflow(name="download")
def download(model_id: str) -> str:
    """Download a model; what a stop interrupted is enqueued again at the next start."""
    return _download_model(model_id)


@DBOS.step(name="write_export")
def _write_export(build_id: str) -> str:
    return _studio().exports.step(build_id)


@DBOS.workflow(name="export_book")
def export_book(build_id: str) -> str:
    """Write a book into a file; what a crash interrupted is written anew."""
    return _write_export(build_id)


class Queue:
    """Puts work into the queue, from any process."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client: DBOSClient | None = None

    def migrate(self, lock: Path) -> None:
        """Make or upgrade the queue's own tables; `lock` keeps two processes apart."""
        _quiet()
        with FileLock(lock):
            DBOS.migrate(self.url)

    def put(self, workflow: str, work_id: str, *, again: bool = False, queue: str = QUEUE) -> None:
        """Enqueue a workflow; the same id twice is the same work, unless it is to run `again`."""
        workflow_id = f"{work_id}-{time.time_ns()}" if again else work_id
        self._connected().enqueue(
            {
                "queue_name": queue,
                "workflow_name": workflow,
                "workflow_id": workflow_id,
                "app_version": VERSION,
            },
            work_id,
        )

    def waiting(self) -> set[str]:
        """Ids of the work that is queued or running, as DBOS has it."""
        active = DBOS.list_workflows(status=["ENQUEUED", "PENDING"], load_input=True)
        return {str(status.input["args"][0]) for status in active if status.input}

    def forget_finished(self, before: float, dry_run: bool = False) -> int:
        """Delete work that ended and was enqueued before a POSIX time; returns how much."""
        ended = self._connected().list_workflows(
            status=list(_ENDED),
            end_time=datetime.fromtimestamp(before, UTC).isoformat(),
            load_input=False,
            load_output=False,
        )
        if not dry_run:
            for first in range(0, len(ended), 500):
                self._connected().delete_workflows(
                    [work.workflow_id for work in ended[first : first + 500]]
                )
        return len(ended)

    def _connected(self) -> DBOSClient:
        if self._client is None:
            self._client = DBOSClient(system_database_url=self.url)
        return self._client

    def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            self._client.destroy()
            self._client = None


class Worker:
    """Becomes the worker of a data directory as soon as no other process is."""

    def __init__(self, studio: "Studio") -> None:
        self.studio = studio
        # A thread takes it and another lets it go: not bound to the thread.
        self.lock = FileLock(studio.settings.data_dir / "worker.lock", thread_local=False)
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
                self.lock.acquire(timeout=0)
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
                self.studio.enqueue_forgotten()
            except Exception as error:  # the database is in trouble: another look in a minute
                log.warning("looking for forgotten work: %s", error)
            if self._stop.wait(LOOK_S):
                return
            if time.monotonic() > next_tidying:
                self.studio.housekeeping.tidy_quietly()
                next_tidying = time.monotonic() + TIDY_S

    def _launch(self) -> None:
        global _host
        with _launching:
            _host = self.studio
            _quiet()
            config: DBOSConfig = {
                "name": "storybook-studio",
                "system_database_url": self.studio.settings.queue_url,
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
            self.working = True

    def stop(self) -> None:
        """Let go of the queue; what is being built is resumed at the next start."""
        global _host
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        with _launching:
            if self.working:
                DBOS.destroy(workflow_completion_timeout_sec=20)
                self.working = False
                _host = None
        if self.lock.is_locked:
            self.lock.release()


class BuildContext:
    """What a stage may ask while it runs; writes progress to the database, at most every 0.15 s."""

    def __init__(self, studio: "Studio", build_id: str, story_id: str) -> None:
        self.studio = studio
        self.build_id = build_id
        self.story_id = story_id
        self._noted: dict[str, float] = {}
        self._checked = 0.0

    def note(
        self,
        slot: str,
        message: str,
        *,
        done: int | None = None,
        total: int | None = None,
        text: str | None = None,
    ) -> None:
        """Say what is being done for a slot."""
        now = time.monotonic()
        if now - self._noted.get(slot, 0.0) < 0.15 and done != total:
            return
        self._noted[slot] = now
        self.studio.note_progress(
            self.build_id, self.story_id, slot, message, done=done, total=total, text=text
        )

    def check(self) -> None:
        """Raise `Cancelled` if the user cancelled or the worker is stopping."""
        now = time.monotonic()
        if now - self._checked < 0.1:
            return
        self._checked = now
        if self.studio.is_cancelled(self.build_id):
            raise Cancelled
        if self.studio.stopping:
            raise Stopping

    def media(self, sha256: str) -> bytes:
        """The bytes of a stored media file."""
        return self.studio.media(sha256)


class QuietContext:
    """For work of milliseconds: nothing is noted, nothing can be cancelled."""

    def __init__(self, media: Callable[[str], bytes]) -> None:
        self.media = media

    def note(self, slot: str, message: str, **more: Any) -> None:
        """Nothing."""

    def check(self) -> None:
        """Nothing."""


class Stopping(Exception):
    """This process is going away; the work is resumed by the next worker."""


def outcome_of(error: Exception) -> tuple[str, str]:
    """A build's status and one sentence for an error."""
    if isinstance(error, Cancelled):
        return "cancelled", str(error)
    if isinstance(error, StudioError):
        return "failed", str(error)
    if is_out_of_memory(error):
        return "failed", "There was not enough memory; close other programs or choose “starter”."
    log.error("unexpected error in a build", exc_info=error)
    kind = type(error).__name__
    return (
        "failed",
        f"Something unexpected went wrong ({kind}: {error}); press Rebuild to try again.",
    )


def _quiet() -> None:
    for name in ("dbos", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # DBOS's own handler keeps the standard error of the moment it was made; ours may change.
    dbos = logging.getLogger("dbos")
    dbos.handlers[:] = [logging.NullHandler()]
    dbos.propagate = True


__all__ = [
    "DOWNLOADS",
    "EXPORTS",
    "BuildContext",
    "Queue",
    "Stopping",
    "Worker",
    "build_story",
    "download",
    "evaluate",
    "export_book",
    "outcome_of",
]
