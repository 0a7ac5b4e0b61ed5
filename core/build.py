"""The one idea: a story is a build graph of artifacts, each named by a hash of how it is made.

A *slot* is a place in a story ("caption/0", "story", "segment/2", "illustration/2").  A *step*
says how a slot's artifact is made: stage, model, parameters, seed, inputs.  The *key* of an
artifact is a hash of exactly that, so cache, resume, staleness, regeneration and history need
nothing further.
This module knows neither models nor storage; both come in through Protocols.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from core.errors import StudioError

Json = Any
WISH: Final = "wish"
"""The parameter that has what a person wished of one version."""


@dataclass(frozen=True, kw_only=True)
class ModelRef:
    """Which model makes an artifact: its id in the catalogue and the revision of its weights.

    `reads`: what an illustrator makes its picture from, a "prompt" or a "scene", and what a writer
    makes its story from besides captions, an "outline" or nothing else ("captions").  A writer that
    `plans` makes its outline itself, one that `retells` is given whole pages of the library's plots
    instead of a beat each; `languages` are those that it writes besides English.
    """

    id: str
    revision: str
    reads: str = "prompt"
    plans: bool = False
    retells: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """How the artifact in `slot` is made.

    `inputs` are slots of the same story; `sources` are content hashes from outside it (pictures).
    `context` are further slots whose artifacts the stage is given where they stand, without being
    made from them: they are no part of the key.  Those earlier in the order are made first where
    they are missing and, with `awaits`, where they are out of date.
    """

    slot: str
    stage: str
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    params: Mapping[str, Json] = field(default_factory=dict)
    model: ModelRef | None = None
    seed: int = 0
    context: tuple[str, ...] = ()
    awaits: bool = False


@dataclass(frozen=True, kw_only=True)
class Artifact:
    """Something that was made, and how: who made it, from what, where and how long it took.

    `maker` is "model", "code" (deterministic text work) or "person" (an edit).
    `media` is the SHA-256 of a media file; `data` holds small JSON results (confidence, timings).
    `queued_s`, `load_s`, `run_s` are seconds; `created_at` is a POSIX time.  Pieces made together
    (`batch` of them) each have an equal share of the seconds of loading and running.  `units` is
    how much was made (see `Made`), `peak_mib` the memory in use meanwhile; None is unknown.
    `machine` names what its model ran on (seconds compare within one), `moment` how busy that was
    and with which libraries (`core.models.machine`).
    """

    key: str
    stage: str
    maker: str
    inputs: tuple[str, ...] = ()
    params: Mapping[str, Json] = field(default_factory=dict)
    seed: int = 0
    model_id: str | None = None
    model_revision: str | None = None
    device: str | None = None
    dtype: str | None = None
    text: str | None = None
    media: str | None = None
    mime: str | None = None
    data: Mapping[str, Json] = field(default_factory=dict)
    queued_s: float = 0.0
    load_s: float = 0.0
    run_s: float = 0.0
    created_at: float = 0.0
    units: float | None = None
    batch: int | None = None
    peak_mib: float | None = None
    machine: str | None = None
    moment: Mapping[str, Json] | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a person made it. What came in a book's file ("brought" in its data) stays like
        an edit, but is by hand only where the file says so ("by")."""
        brought = "brought" in self.data
        return self.maker == "person" and (not brought or self.data.get("by") == "person")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What stands in a slot now. `take` counts regenerations; it decides the seed."""

    slot: str
    key: str | None = None
    take: int = 0
    locked: bool = False


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step with its inputs at hand, as a stage receives it.

    Of its `context` it has what stands now, its own slot included; what is made in the same run is
    left out.
    """

    slot: str
    params: Mapping[str, Json]
    seed: int
    inputs: Mapping[str, Artifact]
    sources: tuple[str, ...] = ()
    context: Mapping[str, Artifact] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a stage made for one task; the builder adds who, when and how long.

    `units` is how much: pictures (or captions, prompts), tokens, seconds of sound; None: unknown.
    With "content" (a digest) in `data`, what is built from it depends on that content alone, not on
    how it came about; with digests by slot, each of these slots depends on its own share.
    """

    text: str | None = None
    media: bytes | None = None
    mime: str | None = None
    data: Mapping[str, Json] = field(default_factory=dict)
    units: float | None = None
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    """Further files by name (content and MIME type); the artifact's `data` names their SHA-256."""


class Context(Protocol):
    """What a stage may ask of the world while it runs."""

    def note(
        self,
        slot: str,
        message: str,
        *,
        done: int | None = None,
        total: int | None = None,
        text: str | None = None,
    ) -> None:
        """Say what is being done for a slot; `text` is the text streamed so far."""

    def check(self) -> None:
        """Raise `Cancelled` if the user cancelled; called every diffusion step or few tokens."""

    def media(self, sha256: str) -> bytes:
        """The bytes of a stored media file."""


class QuietContext:
    """Nobody watches: nothing is noted, and only `check` may end the work."""

    def __init__(
        self,
        media: Callable[[str], bytes] = lambda sha256: b"",
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.media = media
        self.check = check

    def note(
        self,
        slot: str,
        message: str,
        *,
        done: int | None = None,
        total: int | None = None,
        text: str | None = None,
    ) -> None:
        """Nothing."""


class Stage(Protocol):
    """One kind of work. `role` names the model of the preset that it needs, or None."""

    name: str
    role: str | None
    batch_size: int

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """Make the tasks' artifacts; yield each group as soon as it is finished."""


class Artifacts(Protocol):
    """Where artifacts are looked up."""

    def artifact(self, key: str) -> Artifact | None:
        """The artifact of that key, if it was ever made (for any story)."""


class ArtifactStore(Artifacts, Protocol):
    """What the build asks of storage; `db` fulfils it."""

    def choices(self, story_id: str) -> Mapping[str, Choice]:
        """What stands in each slot of a story."""

    def put(self, story_id: str, slot: str, take: int, artifact: Artifact) -> None:
        """Store an artifact (once) and choose it for the slot, in one transaction."""

    def put_media(self, content: bytes, mime: str) -> str:
        """Store a media file by its SHA-256 and return that name."""

    def media(self, sha256: str) -> bytes:
        """The bytes of a stored media file."""


class ModelProvider(Protocol):
    """Lends loaded models: `core.models.pool.ModelPool` does."""

    def use(self, model_id: str) -> Any:
        """Context manager giving a `Lease`; waits until the device is free."""

    def holds(self, model_id: str) -> bool:
        """Whether a model is loaded now."""


def digest(value: Json) -> str:
    """SHA-256 (hex) of a JSON value in canonical form."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seed_for(story_seed: int, slot: str, take: int) -> int:
    """A slot's seed: a 32-bit number, different for every slot and every take."""
    return int(digest([story_seed, slot, take])[:8], 16)


def artifact_key(step: Step, input_keys: Sequence[str]) -> str:
    """The name of what `step` makes from inputs of these keys (in the order of `step.inputs`)."""
    model = [step.model.id, step.model.revision] if step.model else None
    return digest(
        {
            "stage": step.stage,
            "model": model,
            "params": dict(step.params),
            "seed": step.seed,
            "inputs": list(input_keys),
            "sources": list(step.sources),
        }
    )


def edited(
    *,
    stage: str,
    text: str,
    before: str | None,
    data: Mapping[str, Json] | None = None,
    now: float | None = None,
) -> Artifact:
    """An edit: an artifact whose maker is a person. `before` is the key of what was edited.

    With "content" in `data`, what is built from it depends on that alone (see `Made`).
    """
    inputs = (before,) if before else ()
    named = {"stage": stage, "maker": "person", "text": text, "inputs": list(inputs)}
    return Artifact(
        key=digest({**named, "data": dict(data)} if data else named),
        stage=stage,
        maker="person",
        inputs=inputs,
        text=text,
        data=data or {},
        created_at=time.time() if now is None else now,
    )


@dataclass(frozen=True, kw_only=True)
class SlotState:
    """A slot as it stands: "fresh", "stale" or "missing"; `key` is what it is or will be."""

    step: Step
    status: str
    key: str
    artifact: Artifact | None
    choice: Choice

    def gives(self, slot: str) -> str:
        """What it contributes to the key of what is built from it in `slot`: its key, or the digest
        of its content where its stage says so and it is fresh."""
        fresh = self.artifact is not None and self.status == "fresh"
        content = self.artifact.data.get("content") if self.artifact and fresh else None
        share = content.get(slot) if isinstance(content, Mapping) else content
        return str(share or self.key)


def examine(
    steps: Iterable[Step], choices: Mapping[str, Choice], store: Artifacts
) -> dict[str, SlotState]:
    """Say of every slot whether it is fresh, stale or missing.

    `steps` are in build order (inputs before what needs them).  A slot is stale when its artifact's
    key is not the key that the slot would have now; locked slots and edits stay fresh.  Keys are
    Merkle hashes, so what depends on a stale slot is stale too.
    """
    states: dict[str, SlotState] = {}
    for step in steps:
        choice = choices.get(step.slot, Choice(slot=step.slot))
        inputs = [states[slot].gives(step.slot) for slot in step.inputs]
        wanted = artifact_key(step, inputs)
        artifact = store.artifact(choice.key) if choice.key else None
        if artifact and artifact.key == artifact_key(_as_made(step, artifact), inputs):
            wanted = artifact.key
        if artifact is None:
            status, key = "missing", wanted
        elif choice.locked or artifact.maker == "person" or artifact.key == wanted:
            status, key = "fresh", artifact.key
        else:
            status, key = "stale", wanted
        states[step.slot] = SlotState(
            step=step, status=status, key=key, artifact=artifact, choice=choice
        )
    return states


def _as_made(step: Step, artifact: Artifact) -> Step:
    """A step with what may differ in a finished artifact without putting it out of date: other
    weights of the same model, and what a person wished of this very version."""
    model, params = step.model, step.params
    if model and artifact.model_id == model.id:
        model = ModelRef(id=model.id, revision=artifact.model_revision or "")
    if WISH in artifact.params:
        params = {**params, WISH: artifact.params[WISH]}
    return replace(step, model=model, params=params)


def needed(states: Mapping[str, SlotState], targets: Iterable[str] | None = None) -> list[str]:
    """The slots that must be built, in order, so that `targets` (default: all) are fresh."""
    wanted = set(states) if targets is None else sources_of(states, targets)
    return [slot for slot, state in states.items() if slot in wanted and state.status != "fresh"]


def sources_of(states: Mapping[str, SlotState], targets: Iterable[str]) -> set[str]:
    """`targets` and all slots that they are built from, directly or not."""
    wanted: set[str] = set()
    order = {slot: i for i, slot in enumerate(states)}
    todo = list(targets)
    while todo:
        slot = todo.pop()
        if slot not in states:
            raise StudioError(f"This story has no place called “{slot}”.")
        if slot not in wanted:
            wanted.add(slot)
            step, fresh = states[slot].step, states[slot].status == "fresh"
            todo.extend(step.inputs)
            todo.extend(
                other
                for other in step.context
                if not fresh
                and order[other] < order[slot]
                and (step.awaits or states[other].artifact is None)
            )
    return wanted


def next_batch(
    states: Mapping[str, SlotState], todo: Sequence[str], batch_sizes: Mapping[str, int]
) -> list[str]:
    """The first slots of `todo` to make together: same stage and model, all inputs fresh.

    What comes before a slot as its context is made before it, or with it.
    """
    waiting = set(todo)
    passed: set[str] = set()
    batch: list[str] = []
    for slot in todo:
        step = states[slot].step
        ready = passed.difference(batch).isdisjoint(step.context)
        passed.add(slot)
        if not ready or any(other in waiting for other in step.inputs):
            continue
        first = states[batch[0]].step if batch else step
        if (step.stage, step.model) == (first.stage, first.model):
            batch.append(slot)
        if len(batch) >= batch_sizes[first.stage]:
            break
    return batch
