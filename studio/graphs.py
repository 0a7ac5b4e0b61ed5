"""Every story as its build graph: what was asked for, its slots, and how each of them stands."""

from collections.abc import Mapping, Sequence

from core.build import SlotState, Step, examine
from core.errors import BadInput, UnknownName
from core.pages import SLOT as PAGES
from core.pages import Arrangement, arranged
from core.plan import plan
from core.story import StoryRequest
from db.artifacts import Snapshot, SqlArtifactStore
from db.stories import Stories, Story
from studio.presets import Presets

UNTITLED = "A story in the making"


class Graphs:
    """Reads, and changes nothing; `BadInput` where there is no story with an id."""

    def __init__(self, stories: Stories, store: SqlArtifactStore, presets: Presets) -> None:
        self._stories = stories
        self._store = store
        self._presets = presets

    def story(self, story_id: str) -> Story:
        """The story's row."""
        story = self._stories.get(story_id)
        if story is None:
            raise BadInput("There is no story with this address; look for it in the gallery.")
        return story

    def request(self, story_id: str) -> StoryRequest:
        """What was asked for."""
        return self.story(story_id).request

    def states(self, story_id: str) -> dict[str, SlotState]:
        """Every slot of a story as it stands."""
        return self.examined(self.request(story_id), self._store.snapshot(story_id))

    def state(self, story_id: str, slot: str, kinds: Sequence[str] | None = None) -> SlotState:
        """One slot as it stands, of these kinds; `UnknownName` lists the others."""
        states = self.states(story_id)
        if slot not in states or (kinds and slot.partition("/")[0] not in kinds):
            known = [s for s in states if not kinds or s.partition("/")[0] in kinds]
            raise UnknownName("place in this story", slot, known)
        return states[slot]

    def examined(self, request: StoryRequest, snapshot: Snapshot) -> dict[str, SlotState]:
        """The same of a story that was read already."""
        return examine(self.steps(request, snapshot), snapshot.choices(), snapshot)

    def steps(self, request: StoryRequest, snapshot: Snapshot) -> tuple[Step, ...]:
        """What is to be done for a story, in an order in which it can be."""
        models, choices = self._presets.models_of(request), snapshot.choices()
        whole = snapshot.standing.get("story")
        story = whole.artifact if whole else None
        gone = story is not None and story.maker == "model" and request.written
        if story and gone and story.model_id != models["writer"].id:
            del choices["story"]  # Rebuilt, its pages are written one by one.
        return plan(request, models, choices, wishes_of(snapshot), pages_of(request, snapshot))

    def pages(self, story_id: str) -> Arrangement:
        """The pages of a story as they are arranged now."""
        return pages_of(self.request(story_id), self._store.snapshot(story_id))

    def number(self, story_id: str, page: int) -> int:
        """Where a page stands in its book, as people count."""
        place = self.pages(story_id).place(page)
        if place is None:
            raise BadInput("This page is not in the book any more; choose another one.")
        return place + 1


def pages_of(request: StoryRequest, snapshot: Snapshot) -> Arrangement:
    """The pages of a book as they are arranged."""
    place = snapshot.standing.get(PAGES)
    return arranged(request, place.artifact if place else None)


def wishes_of(snapshot: Snapshot) -> Mapping[str, str]:
    """What somebody wishes of the pages now, by slot ("wish/i")."""
    return {
        slot: place.artifact.text or ""
        for slot, place in snapshot.standing.items()
        if slot.startswith("wish/") and place.artifact
    }


def title_of(story: Story, snapshot: Snapshot) -> str:
    """What a book is called, by a person or by its own title."""
    own = snapshot.standing.get("title")
    told = own.artifact.text if own and own.artifact else None
    return story.title or told or story.request.title or UNTITLED


def is_written(states: Mapping[str, SlotState]) -> bool:
    """Whether some page has words."""
    return any(s.artifact is not None for slot, s in states.items() if slot.startswith("segment/"))


def stale_of(states: Mapping[str, SlotState]) -> list[str]:
    """The slots that are out of date; drafts of wishes are nobody's news."""
    return [
        slot
        for slot, state in states.items()
        if state.status == "stale" and not slot.startswith("draft/")
    ]
