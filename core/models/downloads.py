"""Fetches a catalogued model from the Hugging Face hub, in parts that can be resumed.

A download stands aside (`.parts` in the repository's folder of the cache) until all of it has
arrived and its sums are right; then it moves into the hub's cache in one go.  `huggingface_hub`
itself throws an interrupted file away, which for gigabytes and a pause button will not do.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import BadInput, ModelUnavailable, StorageError
from core.models import fetching, hub, packaged
from core.models.architecture import CONFIGS, mismatch
from core.models.device import choose_device
from core.models.disk import parts_folder, repositories
from core.models.entry import ModelEntry
from core.models.fetching import Progress
from core.models.hub import RemoteFile, Repository
from core.models.precision import on_processor
from core.models.registry import Catalog
from core.models.weights import words_for_mib


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A file on its way: where it comes from, and where what has arrived of it lies."""

    repository: Repository
    file: RemoteFile
    etag: str

    @property
    def blob(self) -> Path:
        """Where the hub's cache has the content."""
        return self.repository.folder / "blobs" / self.etag

    @property
    def path(self) -> Path:
        """Where it lies until the whole model is there."""
        return parts_folder(self.repository) / self.etag

    @property
    def arrived(self) -> int:
        """Bytes that are here."""
        for place in (self.blob, self.path):
            if place.exists():
                return place.stat().st_size
        return 0


def fetch(
    catalog: Catalog,
    model_id: str,
    *,
    token: str | None = None,
    device: str | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Download a model, or go on with it; returns its folder.

    Weights that are converted are made ready for `device` (`core.models.device.choose_device`).

    `check` is called several times a second and may raise to stop; what has arrived is kept and
    the next call goes on from there.  Everything that goes wrong is a `StudioError`.
    """
    entry = catalog.model(model_id)
    wanted = repositories(entry, token=token)
    if entry.weights:
        dtype = dtype_for(entry, device)
        packaged.fetch(entry, dtype=dtype, token=token, on_progress=on_progress, check=check)
    elif not wanted:
        raise BadInput(f"{entry.label} is not downloaded from anywhere: {entry.how}.")
    parts: list[_Part] = []
    for repository in wanted:
        check()
        parts += _listed(repository, check)
    if not parts:
        return _folder(catalog, entry)
    job = _Job(entry, parts, on_progress, check)
    for part in sorted(parts, key=lambda part: part.file.path not in CONFIGS):
        job.fetch(part)
    for part in sorted(parts, key=lambda part: part.file.path in CONFIGS):
        _install(part)
    for repository in wanted:
        shutil.rmtree(parts_folder(repository), ignore_errors=True)
    return _folder(catalog, entry)


def dtype_for(entry: ModelEntry, device: str | None) -> str:
    """What converted weights are kept in: 8 bits where they run on a processor."""
    plan = on_processor(entry, choose_device(device))
    return "int8" if plan.dtype == "int8" else "bfloat16"


def _folder(catalog: Catalog, entry: ModelEntry) -> Path:
    folder = catalog.folder(entry.id)
    if folder is None:
        raise ModelUnavailable(f"{entry.label} was fetched but is not found: {entry.how}.")
    return folder


class _Job:
    """One download in progress: counts, checks and fetches."""

    def __init__(
        self,
        entry: ModelEntry,
        parts: list[_Part],
        on_progress: Callable[[Progress], None],
        check: Callable[[], None],
    ) -> None:
        self.entry = entry
        self.on_progress = on_progress
        self.check = check
        self.progress = Progress(
            done_bytes=sum(part.arrived for part in parts),
            total_bytes=sum(part.file.size for part in parts),
            done_files=0,
            total_files=len(parts),
        )
        self._room()

    def _room(self) -> None:
        place = hub.cache()
        while not place.exists():
            place = place.parent
        missing = self.progress.total_bytes - self.progress.done_bytes
        free = shutil.disk_usage(place).free
        if free < missing:
            raise StorageError(
                f"{self.entry.label} still needs {words_for_mib(missing / 2**20)} and only "
                f"{words_for_mib(free / 2**20)} are free on the disk that holds {hub.cache()}; "
                "free some space, or set HF_HOME to a folder on another disk."
            )

    def fetch(self, part: _Part) -> None:
        """Bring one file here, over as many connections as it takes."""
        import httpx2

        self._say(file=part.file.path)
        patience = fetching.RETRIES
        while part.arrived < part.file.size:
            before = part.arrived
            failure: Exception | None = None
            with hub.explaining(part.repository):
                try:
                    self._stream(part)
                except httpx2.HTTPError as error:
                    if not hub.is_transient(error):
                        raise
                    failure = error
                patience = fetching.RETRIES if part.arrived > before else patience - 1
                if failure and not patience:
                    raise failure
            if part.arrived < part.file.size:
                # An answer that ends early without an error is a broken connection too.
                if not patience:
                    raise self._damaged(part)
                fetching.wait(self.check)
        self._verify(part)
        if part.file.path in CONFIGS:
            self._judge(part)
        self._say(done_files=self.progress.done_files + 1)

    def _stream(self, part: _Part) -> None:
        start = part.arrived
        part.path.parent.mkdir(parents=True, exist_ok=True)
        with hub.stream(part.repository, part.file.path, start=start) as (goes_on, pieces):
            if not goes_on:
                self._say(done_bytes=self.progress.done_bytes - start)
            arrived = start if goes_on else 0
            with part.path.open("ab" if goes_on else "wb") as out:
                for piece in pieces:
                    arrived += out.write(piece)
                    if arrived > part.file.size:
                        raise self._damaged(part)
                    self._say(done_bytes=self.progress.done_bytes + len(piece))
                    self.check()

    def _verify(self, part: _Part) -> None:
        """The content must be what its name says (the hub names content by its hash)."""
        if part.blob.exists():
            return
        if part.file.size == 0:
            part.path.parent.mkdir(parents=True, exist_ok=True)
            part.path.touch()
        if len(part.etag) == 64:
            found = hashlib.sha256()
        elif len(part.etag) == 40:
            found = hashlib.sha1(b"blob %d\0" % part.file.size, usedforsecurity=False)
        else:
            return
        with part.path.open("rb") as opened:
            while piece := opened.read(1 << 22):
                self.check()
                found.update(piece)
        if found.hexdigest() != part.etag:
            raise self._damaged(part)

    def _damaged(self, part: _Part) -> ModelUnavailable:
        part.path.unlink(missing_ok=True)
        return ModelUnavailable(
            f"{part.file.path} of {self.entry.label} arrived damaged and was thrown away; download "
            "it again."
        )

    def _judge(self, part: _Part) -> None:
        place = part.blob if part.blob.exists() else part.path
        try:
            config = json.loads(place.read_text(encoding="utf-8"))
        except ValueError as error:
            raise self._damaged(part) from error
        if part.repository.name == self.entry.repository and (
            wrong := mismatch(self.entry.family, config)
        ):
            raise ModelUnavailable(
                f"{self.entry.repository} is not what the catalogue says of {self.entry.label}: "
                f"{wrong}; correct its `family` or `repository`. Its weights were not downloaded."
            )

    def _say(self, **changes: object) -> None:
        self.progress = replace(self.progress, **changes)  # type: ignore[arg-type]
        self.on_progress(self.progress)


def _listed(repository: Repository, check: Callable[[], None]) -> list[_Part]:
    found = []
    with hub.explaining(repository):
        for file in hub.files(repository):
            check()
            etag = hub.etag_of(repository, file.path)
            found.append(_Part(repository=repository, file=file, etag=etag))
    return found


def _install(part: _Part) -> None:
    with hub.explaining(part.repository):
        if not part.blob.exists():
            part.blob.parent.mkdir(parents=True, exist_ok=True)
            os.replace(part.path, part.blob)
        hub.link(part.repository, part.file.path)
