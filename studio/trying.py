"""Tries one model with something small, in a thread of its own, so that a page can watch it.

The stages of a book do the work, one task each.  Not durable on purpose: a trial is for looking
at, and nothing of it is stored.
"""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from core.build import Artifact, Task
from core.errors import BadInput, Cancelled, StudioError
from core.models.base import Lease
from core.models.entry import ModelEntry
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.pictures import encode, open_picture
from core.plan import COMPOSER
from core.stages.captions import plain
from core.stages.conversation import TEMPERATURE, TOP_P, BookAsked, PageAsked, messages
from core.stages.table import STAGES
from core.stages.telling import has_plots
from core.stages.titling import make_title
from core.text import clean, sentences
from studio.model_views import TrialView

log = logging.getLogger(__name__)

LONGEST: Final = 300
SEED: Final = 7
TOKENS: Final = 160
SENTENCES: Final = 3
_SLOTS: Final = {
    "captioner": ("captioning", "caption/0"),
    "illustrator": ("illustrating", "illustration/0"),
    "narrator": ("narrating", "narration/0"),
    COMPOSER: ("composing", "music/0"),
    "scorer": ("scoring", "score/0"),
}
"""Role to the stage that does its work, and the place in a book that it thinks it works for."""
_PICTURE: Final = "picture"


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
            make = _write if entry.role == "writer" else _stage
            made = make(entry, lease.backend, text, context)
            made |= {"run_s": time.perf_counter() - started, "load_s": lease.load_s}
            return made | {"note": lease.note, "device": lease.device, "dtype": lease.dtype}

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


def _stage(entry: ModelEntry, model: Any, text: str, context: _Context) -> dict[str, Any]:
    """One task of the stage that such models work for."""
    name, slot = _SLOTS[entry.role]
    inputs = {"prompt/0": Artifact(key="text", stage="prompting", maker="person", text=text)}
    params: Mapping[str, Any] = {}
    if entry.role == "scorer":
        inputs["illustration/0"] = Artifact(
            key=_PICTURE, stage="illustrating", maker="person", media=_PICTURE
        )
    if entry.role == COMPOSER:
        params = {"prompt": text}
    if entry.role == "narrator":
        languages = model.voices()
        params = {"language": "en" if "en" in languages else next(iter(languages))}
    task = Task(slot=slot, params=params, seed=SEED, inputs=inputs, sources=(_PICTURE,))
    ((_, made),) = next(iter(STAGES[name].run([task], model, context)))
    said = made.text
    if entry.role == "captioner":
        said = "\nor: ".join([str(made.text), *made.data.get("candidates", ())])
    if entry.role == "scorer":
        said = f"{made.data['score']:.1f}"
    return {"text": said, "media": made.media, "mime": made.mime}


def _write(entry: ModelEntry, model: Any, text: str, context: _Context) -> dict[str, Any]:
    """The first sentences of a story about `text`, under a title of the studio's."""
    title = make_title([text])
    if has_plots(model):
        told = model.tell([text], mood="comedy", hero=None, words=(200, 250), seed=SEED).parts[0]
    else:
        page = PageAsked(caption=plain(text), words=50)
        (reply,) = model.talk().answers(
            messages(BookAsked(pages=(page,), mood="comedy")),
            seeds=[SEED], max_new_tokens=TOKENS, temperature=TEMPERATURE, top_p=TOP_P,
            check=context.check,
            hear=lambda so_far: context.note("story", "Writing", text=f"{title}\n\n{so_far}"),
        )  # fmt: skip
        told = reply.text
    told = " ".join(sentences(told)[:SENTENCES])
    return {"text": f"{title}\n\n{told}".strip(), "media": None, "mime": None}
