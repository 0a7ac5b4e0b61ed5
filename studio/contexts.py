"""What a stage is told and asked while it runs (`core.build.Context`), and how work ends."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from core.errors import Cancelled, PassingTrouble, StudioError
from core.models.memory import is_out_of_memory
from db.builds import Builds

log = logging.getLogger(__name__)

Media = Callable[[str], bytes]
"""The bytes of a stored file by its SHA-256."""
_NOTE_S: Final = 0.15
_CHECK_S: Final = 0.1


class Stopping(Exception):
    """This process is going away; the work is resumed by the next worker."""


class BuildContext:
    """Of a build in the queue: progress is written to the database, at most every 0.15 s, and a
    wish to cancel is read from it."""

    def __init__(
        self,
        builds: Builds,
        media: Media,
        stopping: threading.Event,
        *,
        build_id: str,
        story_id: str,
    ) -> None:
        self.media = media
        self._builds = builds
        self._stopping = stopping
        self._build_id = build_id
        self._story_id = story_id
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
        """Say what is being done for a slot; never at the cost of the work itself."""
        now = time.monotonic()
        if now - self._noted.get(slot, 0.0) < _NOTE_S and done != total:
            return
        self._noted[slot] = now
        with suppress(PassingTrouble):
            self._builds.note(self._story_id, slot, message, done=done, total=total, text=text)
            self._builds.set_status(self._build_id, "running", message=message)

    def check(self) -> None:
        """Raise `Cancelled` if the user cancelled, `Stopping` if the process is stopping."""
        now = time.monotonic()
        if now - self._checked < _CHECK_S:
            return
        self._checked = now
        if self._builds.is_cancelled(self._build_id):
            raise Cancelled
        if self._stopping.is_set():
            raise Stopping


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
