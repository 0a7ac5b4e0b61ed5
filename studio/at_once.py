"""What is made the moment a person changed something, without waiting for a build.

Cast and scenes are read anew in milliseconds, drawings take tenths of a second; neither needs a
device.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from core.build import QuietContext, SlotState, Step
from core.builder import Builder
from db.artifacts import SqlArtifactStore
from studio.contexts import Media
from studio.graphs import Graphs
from studio.own_voice import OwnVoice

QUICK: Final = ("titling", "casting", "staging")
"""Stages that are done at once."""


class AtOnce:
    """Builds slots here and now."""

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        builder: Builder,
        media: Media,
        voice: OwnVoice,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._builder = builder
        self._media = media
        self._voice = voice

    def restage(self, story_id: str) -> None:
        """Read cast and scenes anew: only pictures that would change go out of date.

        What cannot be read yet waits for the next build.
        """
        request = self._graphs.request(story_id)
        for _ in range(len(QUICK)):
            states = self._graphs.examined(request, self._store.snapshot(story_id))
            slots = [
                slot
                for slot, state in states.items()
                if state.step.stage in QUICK
                and state.status != "fresh"
                and all(states[other].status == "fresh" for other in state.step.inputs)
                and _told(state.step, states)
            ]
            for stage in QUICK:
                batch = [slot for slot in slots if states[slot].step.stage == stage]
                if batch:
                    self._build(story_id, states, batch)
        self._voice.follow(story_id)

    def draw(self, story_id: str, slots: Sequence[str]) -> None:
        """Draw these pictures."""
        self._build(story_id, self._graphs.states(story_id), slots)

    def _build(self, story_id: str, states: Mapping[str, SlotState], slots: Sequence[str]) -> None:
        steps = [state.step for state in states.values()]
        self._builder.build(steps, story_id, slots, QuietContext(self._media))


def _told(step: Step, states: Mapping[str, SlotState]) -> bool:
    """Whether what a step needs beside its inputs is there, and not all of another plot."""
    known = [states[slot] for slot in step.context if slot in states and slot != step.slot]
    there = all(state.artifact is not None for state in known)
    return not known or (there and any(state.status == "fresh" for state in known))
