"""The models of this installation: what there is, what is here, downloads and removal.

Nothing here loads a model or imports torch; `studio.trying` does, in the background.
"""

import logging
import threading
import time
from typing import Literal

from core.errors import BadInput, Cancelled, StudioError
from core.models import disk, downloads, hub, packaged
from core.models.entry import ONNX, SERVERS, ModelEntry
from core.models.fetching import Progress
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from db.downloads import Download, Downloads
from studio.contexts import Stopping
from studio.model_views import MIB, DownloadView, ModelView
from studio.presets import Presets
from studio.trying import Trying
from studio.work_queue import DOWNLOADS, Queue

log = logging.getLogger(__name__)

NOTE_S = 0.3
"""Progress is written down, and a pause looked for, this often."""


class ModelLibrary:
    """The use cases of the page Models."""

    def __init__(
        self,
        catalog: Catalog,
        pool: ModelPool,
        presets: Presets,
        downloads: Downloads,
        queue: Queue,
        settings: Settings,
        *,
        stopping: threading.Event,
    ) -> None:
        self._catalog = catalog
        self._pool = pool
        self._presets = presets
        self._downloads = downloads
        self._queue = queue
        self._settings = settings
        self._stopping = stopping
        self._warming = False
        self.trying = Trying(pool, catalog, settings.max_upload_mib)

    # -- reading ----------------------------------------------------------------------------
    def models(self) -> list[ModelView]:
        """Every model of the catalogue, in its order."""
        known = self._downloads.all()
        entries = self._catalog.models.values()
        return [self._view(entry, known.get(entry.id)) for entry in entries]

    def model(self, model_id: str) -> ModelView:
        """One model; `UnknownName` lists the others."""
        entry = self._catalog.model(model_id)
        return self._view(entry, self._downloads.all().get(model_id))

    def downloading(self) -> bool:
        """Whether any download waits or works."""
        return any(download.active for download in self._downloads.all().values())

    def finding_out(self) -> bool:
        """Whether it is still being looked up (by torch, in the background) where models run."""
        return self._pool.planned is None and self._warming

    def warm_up(self, preset: str) -> None:
        """Load a preset's models in the background, so that the first book need not wait."""

        def load() -> None:
            for ref in self._presets.models(preset).values():
                if self._stopping.is_set():
                    break
                try:
                    with self._pool.use(ref.id):
                        pass
                except StudioError as error:
                    log.warning("%s", error)
            self._warming = False

        self._warming = True
        threading.Thread(target=load, name="warm-up", daemon=True).start()

    # -- downloads --------------------------------------------------------------------------
    def download(self, model_id: str) -> None:
        """Enqueue a download, or go on with one; what is here already is not fetched again."""
        entry = self._catalog.model(model_id)
        if not disk.is_remote(entry):
            raise BadInput(f"{entry.label} is not downloaded from anywhere: {entry.how}.")
        if self._downloads.begin(model_id):
            self._queue.put("download", model_id, again=True, queue=DOWNLOADS)
        else:
            # One that was paused while its process ended still waits for being stopped.
            self._downloads.request_pause(model_id, wanted=False)

    def fetch_wanted(self, preset: str) -> None:
        """Enqueue what a preset is to have from the start, unless somebody paused that."""
        known = self._downloads.all()
        for entry in self._catalog.wanted_at_start(preset):
            row = known.get(entry.id)
            if row is None or row.status != "paused":
                self.download(entry.id)

    def stand_ins(self, preset: str) -> list[str]:
        """A sentence for each model of a preset that another stands in for."""
        return self._catalog.stand_ins(preset)

    def pause(self, model_id: str) -> None:
        """Stop a download; what has arrived is kept, and `download` goes on with it."""
        self._catalog.model(model_id)
        self._downloads.request_pause(model_id)

    def remove(self, model_id: str) -> float:
        """Delete a downloaded model's files; returns the MiB that became free."""
        entry = self._catalog.model(model_id)
        download = self._downloads.all().get(model_id)
        if download is not None and download.active:
            raise BadInput(f"{entry.label} is being downloaded; pause that first.")
        for other in (model_id, *self._sharing(entry)):
            self._pool.drop(other)
        freed = disk.remove(entry)
        self._presets.forget()
        self._downloads.forget(model_id)
        return freed / MIB

    def enqueue_forgotten(self, waiting: set[str]) -> None:
        """Enqueue downloads that are unfinished but not among those `waiting` in the queue."""
        for model_id, row in self._downloads.all().items():
            if row.active and model_id not in waiting:
                self._queue.put("download", model_id, again=True, queue=DOWNLOADS)

    def step(self, model_id: str) -> str:
        """Download a model; "more" if this process is stopping, or how it ended. For the worker."""
        row = self._downloads.all().get(model_id)
        if row is None or not row.active:
            return row.status if row else "gone"
        noted = 0.0

        def check() -> None:
            if self._stopping.is_set():
                raise Stopping
            if due() and self._downloads.is_paused(model_id):
                raise Cancelled

        def due() -> bool:
            nonlocal noted
            if time.monotonic() - noted < NOTE_S:
                return False
            noted = time.monotonic()
            self._note(model_id, latest)
            return True

        latest: Progress | None = None

        def progress(now: Progress) -> None:
            nonlocal latest
            latest = now

        status: Literal["done", "paused", "failed"] = "done"
        error: str | None = None
        try:
            downloads.fetch(
                self._catalog,
                model_id,
                token=self._settings.hub_token,
                device=self._settings.device,
                on_progress=progress,
                check=check,
            )
        except Stopping:
            return "more"
        except Cancelled:
            status = "paused"
        except StudioError as known:
            status, error = "failed", str(known)
        except Exception as unknown:
            log.exception("a download failed")
            status = "failed"
            error = f"Something unexpected went wrong ({type(unknown).__name__}: {unknown})."
        self._note(model_id, latest)
        self._downloads.finish(model_id, status, error)
        self._presets.forget()
        return status

    def close(self) -> None:
        """Stop what is being tried."""
        self.trying.close()

    # -- inside -----------------------------------------------------------------------------
    def _note(self, model_id: str, now: Progress | None) -> None:
        if now is not None:
            self._downloads.note(model_id, **vars(now))

    def _sharing(self, entry: ModelEntry) -> list[str]:
        """Other models whose files lie in the same place."""
        if entry.weights:
            models = self._catalog.models.values()
            return [o.id for o in models if o.weights == entry.weights and o.id != entry.id]
        if entry.repository is None:
            return []
        same = (entry.repository, entry.revision)
        others = self._catalog.models.values()
        return [o.id for o in others if (o.repository, o.revision) == same and o.id != entry.id]

    def _view(self, entry: ModelEntry, row: Download | None) -> ModelView:
        status = self._catalog.status(entry.id)
        state: Literal["ready", "downloadable", "missing"] = "missing"
        if status.ready:
            state = "ready"
        elif disk.is_remote(entry):
            state = "downloadable"
        where, fits = self._where(entry)
        return ModelView(
            id=entry.id,
            role=entry.role,
            label=entry.label,
            blurb=entry.blurb,
            licence=entry.licence,
            hardware=entry.hardware,
            language=entry.options.get("language"),
            repository=entry.repository,
            revision=entry.revision,
            sources=packaged.sources_words(entry) if entry.weights else "",
            origin=packaged.origin(entry) if entry.weights else "",
            page=f"{hub.endpoint()}/{entry.repository}" if entry.repository else None,
            bundled=entry.bundled,
            download_mib=entry.download_mib,
            disk_mib=disk.disk_bytes(entry) / MIB,
            memory_mib=entry.memory_mib,
            state=state,
            why=status.why,
            where=where,
            fits=fits,
            loaded=self._pool.holds(entry.id),
            presets=tuple(
                preset.label
                for preset in self._catalog.presets.values()
                if entry.id in (*preset.models.values(), preset.composer)
            ),
            shared_with=tuple(self._catalog.model(m).label for m in self._sharing(entry)),
            download=_download_view(row),
        )

    def _where(self, entry: ModelEntry) -> tuple[str, bool | None]:
        if entry.family in SERVERS:
            return "Runs on its server; nothing is loaded here.", None
        if entry.family in ONNX:
            return "Runs on the processor.", None
        if not entry.has_weights:
            return "Runs on the processor, as a program of its own.", None
        found = self._pool.fit(entry.id)
        if found is None:
            return self._presets.device_line(), None
        return found.why, found.fits


def _download_view(row: Download | None) -> DownloadView | None:
    if row is None:
        return None
    return DownloadView(
        status="pausing" if row.active and row.pause_requested else row.status,
        done_bytes=row.done_bytes,
        total_bytes=row.total_bytes,
        done_files=row.done_files,
        total_files=row.total_files,
        file=row.file,
        error=row.error,
    )
