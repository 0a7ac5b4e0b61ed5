"""A story in memory with the real plan and builder, and stages that only copy."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from core.build import (
    Artifact,
    Choice,
    Made,
    ModelRef,
    QuietContext,
    Step,
    Task,
    edited,
    examine,
)
from core.builder import Builder
from core.models.base import Lease
from core.plan import ROLES, plan
from core.stages.table import STAGES
from core.story import Picture, StoryRequest

MODELS = {role: ModelRef(id=f"m-{role}", revision="1") for role in ROLES}
REQUEST = StoryRequest(
    pictures=tuple(Picture(sha256=c * 64, name=f"{c}.png", width=9, height=9) for c in "abcde")
)


class Memory:
    """An `ArtifactStore` that is gone tomorrow."""

    def __init__(self) -> None:
        self.artifacts: dict[str, Artifact] = {}
        self.chosen: dict[str, Choice] = {}
        self.files: dict[str, bytes] = {}
        self.stored: list[str] = []

    def artifact(self, key: str) -> Artifact | None:
        return self.artifacts.get(key)

    def choices(self, story_id: str) -> Mapping[str, Choice]:
        return dict(self.chosen)

    def put(self, story_id: str, slot: str, take: int, artifact: Artifact) -> None:
        self.stored.append(slot)
        self.artifacts.setdefault(artifact.key, artifact)
        self.set(slot, key=artifact.key, take=take)

    def set(self, slot: str, **changes: Any) -> None:
        self.chosen[slot] = replace(self.chosen.get(slot, Choice(slot=slot)), **changes)

    def put_media(self, content: bytes, mime: str) -> str:
        name = hashlib.sha256(content).hexdigest()
        self.files[name] = content
        return name

    def media(self, sha256: str) -> bytes:
        return self.files[sha256]


class Copyist:
    """A stage that says what it was made from; `trouble` may raise before a task is done."""

    def __init__(self, name: str, trouble: Callable[[Task], None] = lambda task: None) -> None:
        self.name = name
        self.role: str | None = STAGES[name].role
        self.batch_size = STAGES[name].batch_size
        self.trouble = trouble

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Any
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        for task in tasks:
            self.trouble(task)
            made_of = ",".join(a.text or "" for a in task.inputs.values())
            text = f"{self.name}:{task.seed}({made_of})"
            yield [(task, Made(text=text, media=text.encode(), mime="text/plain"))]


class Lender:
    def holds(self, model_id: str) -> bool:
        return True

    @contextmanager
    def use(self, model_id: str) -> Iterator[Lease]:
        yield Lease(backend=None, model_id=model_id, device="cpu", dtype="float32", load_s=0.5)


class World:
    """One story with its builder."""

    def __init__(self, request: StoryRequest = REQUEST) -> None:
        self.request = request
        self.store = Memory()
        self.trouble: Callable[[Task], None] = lambda task: None
        stages = {name: Copyist(name, lambda task: self.trouble(task)) for name in STAGES}
        self.builder = Builder(store=self.store, stages=stages, models=Lender())
        self.models = dict(MODELS)

    @property
    def steps(self) -> tuple[Step, ...]:
        return plan(self.request, self.models, self.store.choices("s"))

    def status(self, status: str) -> set[str]:
        states = examine(self.steps, self.store.choices("s"), self.store)
        return {slot for slot, state in states.items() if state.status == status}

    def build(self, targets: Sequence[str] | None = None) -> list[str]:
        """Build until done; the slots that were stored, in order."""
        before = len(self.store.stored)
        for _turn in range(200):
            batch = self.builder.batch(self.steps, "s", targets)
            if not batch:
                return self.store.stored[before:]
            self.builder.build(self.steps, "s", batch, QuietContext())
        raise AssertionError("the build does not end")

    def edit(self, slot: str, text: str) -> None:
        before = self.store.chosen[slot].key
        artifact = edited(stage="x", text=text, before=before)
        self.store.put("s", slot, self.store.chosen[slot].take, artifact)


def segment_slots(i: int) -> set[str]:
    return {f"{kind}/{i}" for kind in ("prompt", "illustration", "narration", "score", "told")}
