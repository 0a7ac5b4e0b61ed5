"""Drawings made anew the moment a person changed what they show, without waiting for a build.

A drawing takes tenths of a second and no device.  What takes longer (a voice, scores) is enqueued.
"""

from collections.abc import Iterable
from typing import Final

from core.build import Artifact
from db.artifacts import SqlArtifactStore
from picturebook.scene import Scene
from studio.at_once import AtOnce
from studio.graphs import Graphs
from studio.jobs import Jobs

_AFTER: Final = ("illustration", "narration", "score", "told")
"""What is built anew after a change of cast or scene; all else waits to be asked for."""


class Redrawing:
    """Knows what was out of date before a change, so that only what the change touched is made.

    `picture` is a slot that is drawn in any case.
    """

    def __init__(
        self, graphs: Graphs, at_once: AtOnce, jobs: Jobs, story_id: str, *, picture: str = ""
    ) -> None:
        self._graphs = graphs
        self._at_once = at_once
        self._jobs = jobs
        self._story_id = story_id
        self._before = [slot for slot in self._stale() if slot != picture]

    def finish(self) -> tuple[int, ...]:
        """Read the scenes anew, draw the pictures that changed, enqueue the rest.

        Returns the pages whose pictures were drawn, counted from 0.
        """
        self._at_once.restage(self._story_id)
        touched = [slot for slot in self._stale() if slot not in self._before]
        pages = self._draw(s for s in touched if s.startswith("illustration/"))
        rest = [
            slot
            for slot in self._stale()
            if slot not in self._before and not slot.startswith("illustration/")
        ]
        if rest:
            self._jobs.build(self._story_id, rest)
        return pages

    def _draw(self, slots: Iterable[str]) -> tuple[int, ...]:
        steps = [state.step for state in self._graphs.states(self._story_id).values()]
        code = {s.slot for s in steps if s.model is not None and s.model.reads == "scene"}
        # Others would take minutes: people ask for them when they like.
        drawn = [slot for slot in slots if slot in code]
        if drawn:
            self._at_once.draw(self._story_id, drawn)
        return tuple(int(slot.rpartition("/")[2]) for slot in drawn)

    def _stale(self) -> list[str]:
        states = self._graphs.states(self._story_id)
        return [
            slot
            for slot, state in states.items()
            if state.status == "stale" and slot.partition("/")[0] in _AFTER
        ]


def stand(store: SqlArtifactStore, story_id: str, slot: str, key: str | None) -> None:
    """Let an earlier version stand in a slot again; None: nothing."""
    if key is None:
        store.let_go(story_id, slot)
        return
    takes = {v.artifact.key: v.take for v in store.history(story_id, slot)}
    store.choose(story_id, slot, key, takes.get(key, 0))


def scene_of(artifact: Artifact | None) -> Scene | None:
    """The scene that an artifact holds, if it holds one."""
    said = artifact.data.get("scene") if artifact else None
    return Scene.from_json(str(said)) if said else None
