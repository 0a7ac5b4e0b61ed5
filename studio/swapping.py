"""Two pages of a book exchange their pictures."""

from dataclasses import replace

from core.build import Artifact, SlotState, digest
from core.errors import BadInput
from db.artifacts import SqlArtifactStore
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.picture_scores import score_again


class Swapping:
    """The use case of the contact sheet."""

    def __init__(self, graphs: Graphs, store: SqlArtifactStore, jobs: Jobs) -> None:
        self._graphs = graphs
        self._store = store
        self._jobs = jobs

    def swap(self, story_id: str, one: int, other: int) -> None:
        """Let two pages show each other's picture, as versions made by a person.

        A picture that comes home stands there as it was made.
        """
        states = self._graphs.states(story_id)
        pages = (one, other)
        slots = [states.get(f"illustration/{page}") for page in pages]
        said = [states.get(f"prompt/{page}") for page in pages]
        for page, state in zip(pages, slots, strict=True):
            number = self._graphs.number(story_id, page)
            if state is None:
                raise BadInput(f"This book has no page {number} with a picture.")
            if state.artifact is None or state.artifact.media is None:
                raise BadInput(f"Page {number} has no picture yet; wait until it is made.")
            if state.choice.locked:
                raise BadInput(f"The picture of page {number} is locked; unlock it first.")
        if one == other:
            raise BadInput("Choose two different pages.")
        for at, source in ((0, 1), (1, 0)):
            self._bring(story_id, slots[at], slots[source], said[source])
        score_again(self._graphs, self._jobs, story_id, pages)

    def _bring(
        self,
        story_id: str,
        to: SlotState | None,
        source: SlotState | None,
        said: SlotState | None,
    ) -> None:
        if to is None or source is None or source.artifact is None:
            return
        store, slot = self._store, to.step.slot
        picture = source.artifact
        origin = str(picture.data.get("moved", picture.key))
        for version in store.history(story_id, slot):
            if version.artifact.key == origin:
                store.put_edit(story_id, slot, version.artifact)  # Undo goes back from here.
                store.choose(story_id, slot, origin, version.take)
                return
        words = said.artifact.text if said and said.artifact else None
        store.put_edit(story_id, slot, _moved(picture, origin, words or ""))


def _moved(picture: Artifact, origin: str, words: str) -> Artifact:
    """A picture as it stands on another page; `words` say what it shows."""
    data = {"alt": words, **picture.data, "moved": origin}
    return replace(
        picture,
        key=digest({"stage": picture.stage, "maker": "person", "moved": origin}),
        maker="person",
        inputs=(origin,),
        model_id=None,
        model_revision=None,
        data=data,
        queued_s=0.0,
        load_s=0.0,
        run_s=0.0,
    )
