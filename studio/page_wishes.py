"""A wish for a page: its writer's new version is shown beside the old one before it is taken."""

from core.build import SlotState, edited
from core.errors import BadInput
from core.stages.wished import read_wish
from db.artifacts import SqlArtifactStore
from studio.at_once import AtOnce
from studio.graphs import Graphs
from studio.jobs import Jobs


class PageWishes:
    """The use cases behind “Change it by a wish”."""

    def __init__(
        self, graphs: Graphs, store: SqlArtifactStore, at_once: AtOnce, jobs: Jobs
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._at_once = at_once
        self._jobs = jobs

    def wish(self, story_id: str, page: int, text: str) -> None:
        """Ask for a new version of a page's text."""
        said = read_wish(text).text
        state = self._page(story_id, page)
        if state.artifact is None:
            raise BadInput(f"Page {self._graphs.number(story_id, page)} is not written yet.")
        store, slot = self._store, f"wish/{page}"
        artifact = edited(stage="wishing", text=said, before=state.artifact.key)
        store.put_edit(story_id, slot, artifact)
        store.choose(story_id, slot, artifact.key, self._next_take(story_id, page))
        self._jobs.build(story_id, [f"draft/{page}"])

    def again(self, story_id: str, page: int) -> None:
        """Ask for yet another version by the same wish."""
        choice = self._store.choices(story_id).get(f"wish/{page}")
        if choice is None or choice.key is None:
            raise BadInput("Nothing is wished of this page.")
        self._store.choose(story_id, choice.slot, choice.key, choice.take + 1)
        self._jobs.build(story_id, [f"draft/{page}"])

    def take(self, story_id: str, page: int) -> None:
        """Let the new version stand on the page."""
        states = self._graphs.states(story_id)
        draft = states.get(f"draft/{page}")
        if draft is None or draft.artifact is None or draft.status != "fresh":
            raise BadInput("The new version of this page is not ready.")
        if self._page(story_id, page).choice.locked:
            raise BadInput("This page is locked; unlock it first.")
        store, slot = self._store, f"segment/{page}"
        take = store.choices(story_id)[f"wish/{page}"].take
        store.put_edit(story_id, slot, draft.artifact)
        store.choose(story_id, slot, draft.artifact.key, take)
        self.keep(story_id, page)
        self._at_once.restage(story_id)

    def keep(self, story_id: str, page: int) -> None:
        """Let the old version stand, and forget the wish."""
        for slot in (f"wish/{page}", f"draft/{page}"):
            self._store.let_go(story_id, slot)

    def _page(self, story_id: str, page: int) -> SlotState:
        state = self._graphs.states(story_id).get(f"segment/{page}")
        if state is None:
            raise BadInput(f"This book has no page {page + 1}.")
        return state

    def _next_take(self, story_id: str, page: int) -> int:
        history = self._store.history(story_id, f"segment/{page}")
        return max((version.take for version in history), default=0) + 1
