"""Earlier versions of a slot: seen, put back, undone; and locks, which let one stay."""

from core.errors import BadInput
from db.artifacts import SqlArtifactStore
from studio.at_once import AtOnce
from studio.graphs import Graphs
from studio.views import PieceView


class Versions:
    """The use cases of history, undo and lock."""

    def __init__(self, graphs: Graphs, store: SqlArtifactStore, at_once: AtOnce) -> None:
        self._graphs = graphs
        self._store = store
        self._at_once = at_once

    def lock(self, story_id: str, slot: str, locked: bool) -> None:
        """A locked slot stays as it is, whatever changes."""
        self._graphs.state(story_id, slot)
        self._store.set_locked(story_id, slot, locked)

    def history(self, story_id: str, slot: str) -> list[PieceView]:
        """Earlier versions of a slot, newest first (the first one may be what stands now)."""
        self._graphs.state(story_id, slot)
        return [
            PieceView(
                slot=slot,
                status="fresh",
                artifact=version.artifact,
                edited=version.artifact.by_hand,
                take=version.take,
            )
            for version in self._store.history(story_id, slot)
        ]

    def choose(self, story_id: str, slot: str, key: str) -> None:
        """Put an earlier version back."""
        for version in self._store.history(story_id, slot):
            if version.artifact.key == key:
                self._store.choose(story_id, slot, key, version.take)
                self._at_once.restage(story_id)
                return
        raise BadInput("That version does not exist.")

    def undo(self, story_id: str, slot: str) -> bool:
        """Put the version before the current one back; False when there is none."""
        now = self._graphs.state(story_id, slot).choice.key
        versions = self._store.history(story_id, slot)
        keys = [version.artifact.key for version in versions]
        before = keys.index(now) + 1 if now in keys else 0
        if before >= len(versions):
            return False
        self._store.choose(story_id, slot, keys[before], versions[before].take)
        self._at_once.restage(story_id)
        return True
