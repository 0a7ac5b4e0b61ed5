"""Tries one model with something small, in a thread of its own, so that a page can watch it.

The stages of a book do the work, one task each.  Not durable on purpose: a trial is for looking
at, and nothing of it is stored.
"""

import logging
import threading
import time
from dataclasses import dataclass, replace
from typing import Any, Final

from core.errors import BadInput, Cancelled, StudioError
from core.models.base import Lease
from core.models.entry import ModelEntry
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.pictures import encode, open_picture
from core.text import clean
from studio import one_task
from studio.model_views import TrialView

log = logging.getLogger(__name__)

LONGEST: Final = 300


class Trying:
    """At most one trial a model; `trial` says how it stands."""

    def __init__(self, pool: ModelPool, catalog: Catalog, max_mib: int) -> None:
        self._pool = pool
        self._catalog = catalog
        self._max_mib = max_mib
        self._guard = threading.Lock()
        self._trials: dict[str, TrialView] = {}
        self._closing = False

    def start(self, model_id: str, *, text: str = "", picture: bytes | None = None) -> None:
        """Begin; `BadInput` if the model is not here, is at it already, or cannot use that.

        `text` says what to write about, paint, speak, or compare with; `picture` is what captioners
        and scorers look at.
        """
        entry = self._catalog.model(model_id)
        self._catalog.folder(model_id)
        text = clean(text).strip()
        if entry.role != "captioner" and not text:
            raise BadInput("There is no text to try the model with; write a few words.")
        if len(text) > LONGEST:
            raise BadInput(f"The text has {len(text)} characters; try at most {LONGEST}.")
        if entry.role in ("captioner", "scorer"):
            if picture is None:
                raise BadInput("There is no picture to try the model with; choose one.")
            opened = open_picture("the picture", picture, max_mib=self._max_mib)
            picture, _ = encode(opened.image)
        with self._guard:
            now = self._trials.get(model_id)
            if now is not None and now.active:
                raise BadInput(f"{entry.label} is being tried already; wait, or cancel that.")
            self._trials[model_id] = TrialView(
                model_id=model_id, status="running", message="Waiting for the model"
            )
        context = _Context(self, model_id, picture)
        name = f"try {model_id}"
        threading.Thread(
            target=self._run, args=(entry, text, context), name=name, daemon=True
        ).start()

    def cancel(self, model_id: str) -> None:
        """Ask a trial to stop."""
        with self._guard:
            now = self._trials.get(model_id)
            if now is not None and now.active:
                self._trials[model_id] = replace(now, status="cancelling", message="Stopping")

    def trial(self, model_id: str) -> TrialView | None:
        """The latest trial of a model."""
        with self._guard:
            return self._trials.get(model_id)

    def close(self) -> None:
        """Stop all trials."""
        self._closing = True

    def check(self, model_id: str) -> None:
        """Raise `Cancelled` if this trial is to stop."""
        now = self.trial(model_id)
        if self._closing or now is None or now.status == "cancelling":
            raise Cancelled

    def change(self, model_id: str, **values: Any) -> None:
        """Note how a trial stands."""
        with self._guard:
            now = self._trials[model_id]
            if now.status != "cancelling" or "status" in values:
                self._trials[model_id] = replace(now, **values)

    def _run(self, entry: ModelEntry, text: str, context: "_Context") -> None:
        def work(lease: Lease) -> dict[str, Any]:
            context.check()
            started = time.perf_counter()
            made = one_task.make(entry.role, lease.backend, text, context)
            said = "\nor: ".join(filter(None, [made.text, *made.others])) or None
            return {
                "text": said, "media": made.media, "mime": made.mime,
                "run_s": time.perf_counter() - started, "load_s": lease.load_s,
                "note": lease.note, "device": lease.device, "dtype": lease.dtype,
            }  # fmt: skip

        try:
            if not self._pool.holds(entry.id):
                self.change(entry.id, message="Loading the model")
            made = self._pool.run(entry.id, work)
            self.change(entry.id, status="done", message="", fraction=1.0, **made)
        except Cancelled:
            self.change(entry.id, status="cancelled", message="", text=None)
        except StudioError as error:
            self.change(entry.id, status="failed", error=str(error))
        except Exception as error:
            log.exception("a trial failed")
            said = f"Something unexpected went wrong ({type(error).__name__}: {error})."
            self.change(entry.id, status="failed", error=said)


@dataclass(frozen=True)
class _Context:
    """What a stage may ask while it tries a model (`core.build.Context`)."""

    trying: Trying
    model_id: str
    picture: bytes | None

    def note(
        self,
        slot: str,
        message: str,
        *,
        done: int | None = None,
        total: int | None = None,
        text: str | None = None,
    ) -> None:
        """Say what is being done."""
        fraction = done / total if done is not None and total else None
        self.trying.change(self.model_id, message=message, fraction=fraction, text=text)

    def check(self) -> None:
        """Raise `Cancelled` if the trial is to stop."""
        self.trying.check(self.model_id)

    def media(self, sha256: str) -> bytes:
        """The picture."""
        assert self.picture is not None
        return self.picture
