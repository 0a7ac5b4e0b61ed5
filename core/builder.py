"""Builds slots of a story: finds what exists by its key, makes what does not, stores it at once.

What slots, steps and keys are stands in `core.build`.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from core.build import (
    Artifact,
    ArtifactStore,
    Context,
    ModelProvider,
    SlotState,
    Stage,
    Step,
    Task,
    examine,
    needed,
    next_batch,
)
from core.errors import NothingSmaller, OutOfMemory, StudioError
from core.measured import Unknown, measured
from core.models.machine import circumstances, place


class Builder:
    """Builds batches of steps with the stages and models that it was given."""

    def __init__(
        self, *, store: ArtifactStore, stages: Mapping[str, Stage], models: ModelProvider
    ) -> None:
        self.store = store
        self.stages = stages
        self.models = models

    def batch(
        self, steps: Sequence[Step], story_id: str, targets: Collection[str] | None
    ) -> list[str]:
        """The next slots to build for a story; empty when everything asked for is fresh."""
        states = examine(steps, self.store.choices(story_id), self.store)
        sizes = {name: stage.batch_size for name, stage in self.stages.items()}
        return next_batch(states, needed(states, targets), sizes)

    def build(
        self,
        steps: Sequence[Step],
        story_id: str,
        slots: Sequence[str],
        ctx: Context,
        *,
        queued_s: float = 0.0,
    ) -> None:
        """Build `slots` (one batch of one stage). Raises `Cancelled` or another `StudioError`."""
        states = examine(steps, self.store.choices(story_id), self.store)
        todo, found = [], False
        for slot in slots:
            state = states[slot]
            if state.status == "fresh":
                continue
            if any(states[other].status == "stale" for other in state.step.inputs):
                # Its inputs changed since the batch was chosen: what is made from the old ones
                # must not get the new ones' key. The next batch begins with the inputs.
                continue
            existing = self.store.artifact(state.key)
            if existing is not None:
                self.store.put(story_id, slot, state.choice.take, existing)
                found = True
            else:
                todo.append(state)
        if not todo:
            return
        if found:
            states = examine(steps, self.store.choices(story_id), self.store)
        stage = self.stages[todo[0].step.stage]
        ref = todo[0].step.model
        if ref is None:
            self._run(stage, todo, states, story_id, ctx, queued_s, None)
            return
        if not self.models.holds(ref.id):
            ctx.note(todo[0].step.slot, "Getting the model ready")
        try:
            with self.models.use(ref.id) as lease:
                self._run(stage, todo, states, story_id, ctx, queued_s, lease)
            return
        except OutOfMemory as error:
            ctx.note(todo[0].step.slot, str(error))
        except NothingSmaller:
            if len(todo) == 1:
                raise
            ctx.note(todo[0].step.slot, "Memory is short; the work goes on in smaller portions")
        # Outside the handler, as the error holds on to the tensors of the work that failed.
        middle = (len(todo) + 1) // 2
        for half in (todo[:middle], todo[middle:]):
            left = [state.step.slot for state in half]
            self.build(steps, story_id, left, ctx, queued_s=queued_s)

    def _run(
        self,
        stage: Stage,
        todo: Sequence[SlotState],
        states: Mapping[str, SlotState],
        story_id: str,
        ctx: Context,
        queued_s: float,
        lease: Any,
    ) -> None:
        by_slot = {state.step.slot: state for state in todo}
        tasks = [_task(state, states, by_slot) for state in todo]
        given = {task.slot: {s: a.key for s, a in task.context.items()} for task in tasks}
        load_s = lease.load_s if lease else 0.0
        note = lease.note if lease else ""
        work = stage.run(tasks, lease.backend if lease else None, ctx)
        for done in measured(work, lease.meter if lease else Unknown()):
            batch = len(done.group)
            load_each = load_s / max(batch, 1)
            here = lease is not None and lease.device != "server"
            where = place(lease.device, weights=lease.dtype != "none") if lease and here else None
            when = circumstances() if here else None
            for task, made in done.group:
                state = by_slot[task.slot]
                step = state.step
                media = self.store.put_media(made.media, made.mime or "") if made.media else None
                data = dict(made.data)
                for name, (content, mime) in made.files.items():
                    data[name] = self.store.put_media(content, mime)
                if note:
                    data["memory"] = note
                if step.context:
                    data["context"] = given[task.slot]
                artifact = Artifact(
                    key=state.key,
                    stage=step.stage,
                    maker="model" if step.model else "code",
                    inputs=tuple(states[slot].key for slot in step.inputs),
                    params=step.params,
                    seed=step.seed,
                    model_id=step.model.id if step.model else None,
                    model_revision=step.model.revision if step.model else None,
                    device=lease.device if lease else "cpu",
                    dtype=lease.dtype if lease else None,
                    text=made.text,
                    media=media,
                    mime=made.mime,
                    data=data,
                    queued_s=queued_s,
                    load_s=load_each,
                    run_s=done.seconds / batch,
                    created_at=time.time(),
                    units=made.units,
                    batch=batch,
                    peak_mib=done.peak_mib,
                    machine=where,
                    moment=when,
                )
                self.store.put(story_id, task.slot, state.choice.take, artifact)
                for other in by_slot.values():
                    if task.slot in other.step.context and other is not state:
                        given[other.step.slot][task.slot] = artifact.key
                queued_s = 0.0
            load_s = 0.0


def _task(
    state: SlotState, states: Mapping[str, SlotState], making: Mapping[str, SlotState]
) -> Task:
    """A step with its inputs and context; `making`: the slots of the same run."""
    step = state.step
    order = list(states)
    before = set(order[: order.index(step.slot)])
    inputs = {slot: states[slot].artifact for slot in step.inputs}
    missing = [slot for slot, artifact in inputs.items() if artifact is None]
    missing += [
        slot
        for slot in step.context
        if slot in before and slot not in making and states[slot].artifact is None
    ]
    if missing:
        raise StudioError(f"{step.slot} cannot be made before {', '.join(missing)}.")
    context = {
        slot: states[slot].artifact
        for slot in step.context
        if slot == step.slot
        or (slot not in making and (slot in before or states[slot].status == "fresh"))
    }
    return Task(
        slot=step.slot,
        params=step.params,
        seed=step.seed,
        inputs={k: v for k, v in inputs.items() if v is not None},
        sources=step.sources,
        context={k: v for k, v in context.items() if v is not None},
    )
