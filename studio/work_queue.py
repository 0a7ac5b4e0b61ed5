"""The queue of durable work, for every process that puts work into it.

DBOS keeps it in tables of its own; who does the work is `studio.worker`.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dbos import DBOS, DBOSClient, EnqueueOptions
from filelock import FileLock
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from core.errors import StorageError
from db.errors import trouble

QUEUE: Final = "builds"
DOWNLOADS: Final = "downloads"
"""A queue of its own: a download takes minutes and needs no device, so builds go on beside it."""
EXPORTS: Final = "exports"
"""And one for books that are written into files, which a long build should not keep waiting."""
TRAININGS: Final = "trainings"
"""One for trainings, which take hours; each device is a part of it that does one at a time."""
VERSION: Final = "1"
"""Recovery is bound to this: raise it only when recorded workflow steps change their meaning."""
_ENDED: Final = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


class Queue:
    """Puts work into the queue, from any process."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client: DBOSClient | None = None

    def migrate(self, lock: Path) -> None:
        """Make or upgrade the queue's own tables; `lock` keeps two processes apart."""
        quiet()
        with explained(), FileLock(lock):
            DBOS.migrate(self.url)

    def put(
        self,
        workflow: str,
        work_id: str,
        *,
        again: bool = False,
        queue: str = QUEUE,
        part: str | None = None,
    ) -> None:
        """Enqueue a workflow; the same id twice is the same work, unless it is to run `again`.

        `part`: of a queue with parts, the one that it waits in.
        """
        options: EnqueueOptions = {
            "queue_name": queue,
            "workflow_name": workflow,
            "workflow_id": f"{work_id}-{time.time_ns()}" if again else work_id,
            "app_version": VERSION,
        }
        if part is not None:
            options["queue_partition_key"] = part
        with explained():
            self._connected().enqueue(options, work_id)

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


@contextmanager
def explained() -> Iterator[None]:
    """What goes wrong with the queue's database inside comes out as a `StorageError`."""
    try:
        yield
    except (OSError, SQLAlchemyError) as error:
        said = trouble(error, "the work queue (queue.db)")
        if isinstance(error, DatabaseError) and "damaged" in str(said):
            said = StorageError(
                "The work queue (queue.db in the data folder) is damaged: stop the studio and"
                " delete that file; books that are not finished are taken up again."
            )
        if said is None:
            raise
        raise said from error


def quiet() -> None:
    """Let the queue's libraries log errors only, by the studio's own way of logging."""
    for name in ("dbos", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # DBOS's own handler keeps the standard error of the moment it was made; ours may change.
    dbos = logging.getLogger("dbos")
    dbos.handlers[:] = [logging.NullHandler()]
    dbos.propagate = True
