"""The captions of a story with what is known of them: sure, familiar, said otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.build import Artifact, SlotState
from core.models.pool import ModelPool
from core.pictures import open_picture
from core.story import StoryRequest
from db.artifacts import SqlArtifactStore
from studio import assemble
from studio.graphs import Graphs, is_written
from studio.presets import Presets
from studio.views import CaptionView, PieceView


class Captions:
    """Captions as people are shown them."""

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        presets: Presets,
        pool: ModelPool,
        *,
        max_upload_mib: int,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._presets = presets
        self._pool = pool
        self._max_mib = max_upload_mib

    def views(
        self,
        request: StoryRequest,
        states: Mapping[str, SlotState],
        pieces: Mapping[str, PieceView],
    ) -> tuple[CaptionView, ...]:
        """The pictures of a story with their captions."""
        limits = self._presets.limits(self._presets.models(request.preset)["captioner"].id)
        return assemble.captions(request, pieces, limits, self._by_the_captioner(states))

    def made_up(self, story_id: str) -> dict[int, Artifact]:
        """What the pictures of a story from an idea shall show, by page; empty where the plot alone
        says it."""
        if self._graphs.request(story_id).pictures:
            return {}
        found = {
            slot.partition("/")[2]: state.artifact
            for slot, state in self._graphs.states(story_id).items()
            if slot.startswith("caption/") and state.artifact is not None
        }
        return {int(page): artifact for page, artifact in found.items()}

    def guesses(self, story_id: str) -> set[str]:
        """Before the story is written: the captions that the captioner is unsure of and that nobody
        wrote. Who gives one the text that it has says that the guess is right."""
        states = self._graphs.states(story_id)
        if is_written(states):
            return set()
        pieces = {slot: assemble.piece(state, None, None) for slot, state in states.items()}
        views = self.views(self._graphs.request(story_id), states, pieces)
        return {caption.piece.slot for caption in views if caption.unsure}

    def caption(
        self, files: Sequence[tuple[str, bytes]], *, preset: str = "starter"
    ) -> list[dict[str, Any]]:
        """Caption pictures here and now, without a story; one row a picture."""
        images = [open_picture(name, content, max_mib=self._max_mib) for name, content in files]
        model = self._presets.models(preset)["captioner"].id
        results = self._pool.run(
            model,
            lambda lease: lease.backend.caption([i.image for i in images], check=lambda: None),
        )
        limits = self._presets.limits(model)
        return [
            {
                "picture": opened.name,
                "caption": result.text,
                "confidence": round(result.confidence, 4),
                "familiar": limits.familiar(result.confidence),
                **({"candidates": list(result.candidates)} if result.candidates else {}),
            }
            for opened, result in zip(images, results, strict=True)
        ]

    def _by_the_captioner(self, states: Mapping[str, SlotState]) -> dict[str, Artifact]:
        """What the captioner said where a person's words stand now, by slot."""
        found = {}
        for slot, state in states.items():
            artifact = state.artifact if slot.startswith("caption/") else None
            while artifact is not None and artifact.maker == "person":
                artifact = self._store.artifact(artifact.inputs[0]) if artifact.inputs else None
            if artifact is not None and artifact is not state.artifact:
                found[slot] = artifact
        return found
