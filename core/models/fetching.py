"""A download of files of weights in progress: how far it is, what it has said, how it is stopped.

A file has arrived when it is whole and its SHA-256 is that of the catalogue; what has arrived of it
is kept when this is interrupted.  Knows no source; `core.models.bringing` goes through them.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core.errors import StorageError, StudioError
from core.models import hub
from core.models.weights import WeightFile

BLOCK: Final = 1 << 22
RETRIES: Final = 5
"""So often a broken connection is tried again without anything arriving in between."""
RETRY_S: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a download is; bytes and files, of the model and its adapter together.

    `file` is what is worked at, in words where it is more than a file's name.
    """

    done_bytes: int
    total_bytes: int
    done_files: int
    total_files: int
    file: str = ""


class Fetching:
    """One download of files in progress: where it works, whom it tells, how it is stopped."""

    def __init__(
        self,
        label: str,
        weights: Sequence[WeightFile],
        folder: Path,
        *,
        token: str | None = None,
        on_progress: Callable[[Progress], None] = lambda progress: None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """`folder`: for what is on its way; `check` may raise to stop."""
        self.label = label
        self.weights = tuple(weights)
        self.folder = folder
        self.token = token
        self.check = check
        self._on_progress = on_progress
        self.notes: list[str] = []
        total = sum(file.size for file in weights)
        self.progress = Progress(
            done_bytes=0, total_bytes=total, done_files=0, total_files=len(weights)
        )

    def say(self, **changes: object) -> None:
        """Tell how far it is, and look whether it is to stop."""
        self.progress = replace(self.progress, **changes)  # type: ignore[arg-type]
        self._on_progress(self.progress)
        self.check()


class explaining_disk:
    """What goes wrong with the disk inside comes out as a `StorageError`."""

    def __init__(self, folder: Path, label: str) -> None:
        self.folder, self.label = folder, label

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, OSError) or isinstance(error, StudioError):
            return
        if error.errno in hub.FULL:
            raise full(self.folder, self.label) from error
        reason = error.strerror or str(error)
        raise StorageError(
            f"The folder {self.folder.parent} cannot be used for downloads ({reason}); mend that, "
            "or set HF_HOME to another folder."
        ) from error


def full(folder: Path, label: str) -> StorageError:
    """The disk is full; what to do."""
    return StorageError(
        f"The disk that holds {folder} is full; free some space and download {label} again: it "
        "goes on where it stopped."
    )


def has_sum(path: Path, file: WeightFile, check: Callable[[], None]) -> bool:
    """Whether a file is what the catalogue names."""
    if path.stat().st_size != file.size:
        return False
    found = hashlib.sha256()
    with path.open("rb") as opened:
        while block := opened.read(BLOCK):
            check()
            found.update(block)
    return found.hexdigest() == file.sha256


def wait(check: Callable[[], None]) -> None:
    """Before another try."""
    until = time.monotonic() + RETRY_S
    while time.monotonic() < until:
        check()
        time.sleep(min(0.1, RETRY_S))


def copied(path: Path, folder: Path) -> None:
    """A file as it is, moved out of where it was on its way, or copied from somebody's folder."""
    target = folder / path.name
    if path.parent.is_relative_to(folder.parent):
        os.replace(path, target)
    else:
        shutil.copyfile(path, target)
