"""Housekeeping: what was deleted leaves the disk, by hand and by itself after a while.

A deleted book can be brought back for thirty days.  Old takes, pieces that no book needs, files
that no row speaks of and finished work in the queue go, too.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock

from core.errors import BadInput, StudioError
from db.media import MediaStore
from db.tidying import Due, Old, Tidying

log = logging.getLogger(__name__)

DAY_S: Final = 86_400.0
DELETED_DAYS: Final = 30
"""A deleted book can be brought back for so long."""
TAKES_DAYS: Final = 90
"""An earlier version that nobody wrote or voted on can be taken back for so long."""
_UNUSED_DAYS: Final = 1
"""What nothing needs stays so long: a build that is running may be about to name it."""


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """How much went, or would go: counts, and the bytes of the files."""

    books: int
    takes: int
    pieces: int
    files: int
    bytes: int
    works: int

    def __str__(self) -> str:
        counts = (
            (self.books, "deleted book"), (self.takes, "old version"),
            (self.pieces, "unused piece"), (self.files, "file"), (self.works, "finished work"),
        )  # fmt: skip
        parts = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts]
        return f"{', '.join(parts)}: {self.bytes / 2**20:.1f} MiB"


class Housekeeping:
    """Erases what may go. `finished(before, dry_run)` erases finished work from the queue that is
    older than a POSIX time and returns how much; `exports` is the folder of books as files, which
    are made again when somebody wants them."""

    def __init__(
        self,
        rows: Tidying,
        files: MediaStore,
        exports: Path,
        finished: Callable[[float, bool], int],
    ) -> None:
        self._rows, self._files, self._exports, self._finished = rows, files, exports, finished
        self.lock = FileLock(files.root.parent / "housekeeping.lock", thread_local=False)

    def tidy(
        self,
        *,
        dry_run: bool = False,
        deleted_days: float = DELETED_DAYS,
        takes_days: float = TAKES_DAYS,
    ) -> Tidied:
        """Erase what is older than so many days; with `dry_run` only count it."""
        if deleted_days < 0 or takes_days < 0:
            raise BadInput("A number of days is 0 or more.")
        now = time.time()
        unused = now - _UNUSED_DAYS * DAY_S
        old = Old(deleted=now - deleted_days * DAY_S, takes=now - takes_days * DAY_S, unused=unused)
        with self.lock:  # a backup copies files meanwhile
            due = self._rows.due(old) if dry_run else self._rows.erase(old)
            files, size = self._sweep(unused, dry_run=dry_run, but=due if dry_run else None)
            works = self._finished(unused, dry_run)
        return Tidied(
            books=len(due.stories), takes=len(due.takes), pieces=len(due.artifacts),
            files=files, bytes=size, works=works,
        )  # fmt: skip

    def erase_book(self, story_id: str) -> None:
        """Erase a deleted book now, with its photos and sounds; `BadInput` if it is not deleted."""
        with self.lock:
            before = self._rows.needed()
            if not self._rows.erase_story(story_id):
                raise BadInput("Only a deleted book can be erased for good; delete it first.")
            for name in before - self._rows.needed():
                self._files.remove(name)
            for path in self._exports.glob(f"{story_id}-*"):
                path.unlink(missing_ok=True)

    def _sweep(self, before: float, *, dry_run: bool, but: Due | None) -> tuple[int, int]:
        """Remove files older than a POSIX time that no row speaks of, and books as files: how many,
        how many bytes."""
        needed = self._rows.needed(but=but)
        unneeded = [p for p in self._files.older_than(before) if _name(p) not in needed]
        files = [p for p in self._exports.glob("*") if p.stat().st_mtime < before]
        size = sum(path.stat().st_size for path in (*unneeded, *files))
        if not dry_run:
            for path in unneeded:
                self._files.remove(_name(path))
            for path in files:
                path.unlink(missing_ok=True)
        return len(unneeded) + len(files), size

    def tidy_quietly(self) -> None:
        """The daily round; trouble with storage is logged, and the next round tries again."""
        try:
            log.info("tidied: %s", self.tidy())
        except (StudioError, OSError) as error:
            log.warning("tidying: %s", error)


def _name(path: Path) -> str:
    return path.name.partition(".")[0]
