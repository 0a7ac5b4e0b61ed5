"""Brings files of weights here, source after source, and says why one did not serve.

A file has arrived when it is whole and its SHA-256 is that of the catalogue; what has arrived of it
is kept when this is interrupted.  Knows folders and the hub; `core.models.packages` knows wheels.
"""

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core.errors import BadInput, ModelUnavailable, StorageError, StudioError
from core.models import hub
from core.models.hub import Repository
from core.models.weights import FromHub, WeightFile

log = logging.getLogger(__name__)
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

    def all(self) -> list[Path]:
        """Bring every file, in order."""
        with explaining_disk(self.folder, self.label):
            self.folder.mkdir(parents=True, exist_ok=True)
            return [self._bring(file) for file in self.weights]

    def say(self, **changes: object) -> None:
        """Tell how far it is, and look whether it is to stop."""
        self.progress = replace(self.progress, **changes)  # type: ignore[arg-type]
        self._on_progress(self.progress)
        self.check()

    def _bring(self, file: WeightFile) -> Path:
        there = self.folder / file.name
        if there.is_file() and has_sum(there, file, self.check):
            return there
        before = self.progress.done_bytes
        reasons = []
        for source in file.sources:
            self.say(file=f"{file.name} from {source.words}", done_bytes=before)
            try:
                found = source.bring(file, self)
            except StorageError:
                raise
            except (ModelUnavailable, BadInput) as error:
                reason = f"from {source.words}: {str(error).rstrip('.')}"
                reasons.append(reason)
                self.notes.append(reason)
                log.warning("%s could not be had %s", file.name, reason)
                continue
            self.notes.append(f"{file.name} came from {source.words}")
            done = self.progress.done_files + 1
            self.say(done_bytes=before + file.size, done_files=min(done, len(self.weights)))
            return found
        raise ModelUnavailable(f"{self.label} could not be had {'; '.join(reasons)}.")


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


def from_folder(path: Path, file: WeightFile, fetching: Fetching) -> Path:
    """A file that lies in a folder, used where it is."""
    there = path / file.name if path.is_dir() else path
    if not there.is_file():
        raise ModelUnavailable("it is not there")
    if not has_sum(there, file, fetching.check):
        raise ModelUnavailable(f"{there} is another file than the catalogue names")
    return there


def from_hub(source: FromHub, file: WeightFile, fetching: Fetching) -> Path:
    """One file of a repository; what has arrived is gone on with."""
    repository = Repository(
        name=source.repository,
        revision=source.revision,
        patterns=(source.file,),
        label=fetching.label,
        token=fetching.token,
    )
    part = fetching.folder / f"{file.name}.part"
    before = fetching.progress.done_bytes
    with hub.explaining(repository):
        _stream(repository, source.file, file, part, fetching, before)
    if not has_sum(part, file, fetching.check):
        part.unlink()
        raise ModelUnavailable(f"{source.file} there is another file than the catalogue names")
    there = fetching.folder / file.name
    os.replace(part, there)
    return there


def _stream(
    repository: Repository,
    path: str,
    file: WeightFile,
    part: Path,
    fetching: Fetching,
    before: int,
) -> None:
    import httpx2

    patience = RETRIES
    while True:
        start = part.stat().st_size if part.exists() else 0
        if start >= file.size:
            return
        arrived = start
        try:
            with hub.stream(repository, path, start=start) as (goes_on, pieces):
                arrived = start if goes_on else 0
                with part.open("ab" if goes_on else "wb") as out:
                    for piece in pieces:
                        arrived += out.write(piece)
                        if arrived > file.size:
                            part.unlink()
                            raise ModelUnavailable(f"{path} there is larger than it should be")
                        fetching.say(done_bytes=before + arrived)
        except httpx2.HTTPError as error:
            patience = RETRIES if arrived > start else patience - 1
            if not hub.is_transient(error) or not patience:
                raise
        else:
            patience -= arrived <= start
            if not patience:
                raise ModelUnavailable(f"{path} there ends too early")
        wait(fetching.check)


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
