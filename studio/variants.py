"""Four other pictures of a page to choose from; only the chosen one is kept."""

from dataclasses import dataclass
from typing import Final

from core.build import SlotState, seed_for
from core.errors import BadInput
from core.story import SHAPES
from db.artifacts import SqlArtifactStore
from picturebook.drawing.compose import draw
from picturebook.reading import read
from picturebook.scene import Scene
from studio.at_once import AtOnce
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.picture_scores import score_again

MANY: Final = 4


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A picture (PNG) that the page would have with another take."""

    take: int
    picture: bytes


class Variants:
    """The use cases behind “Another picture” where pictures are drawn."""

    def __init__(
        self, graphs: Graphs, store: SqlArtifactStore, at_once: AtOnce, jobs: Jobs
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._at_once = at_once
        self._jobs = jobs

    def next_take(self, story_id: str, page: int) -> int:
        """The first take of a page's picture that was not made yet."""
        history = self._store.history(story_id, f"illustration/{page}")
        return max((version.take for version in history), default=-1) + 1

    def some(self, story_id: str, page: int, *, first: int, side: int = 400) -> tuple[Variant, ...]:
        """Pictures of the takes from `first` on, with a longest side of `side` pixels."""
        request = self._graphs.request(story_id)
        self._drawn(story_id, page)
        source = self._graphs.states(story_id)[f"prompt/{page}"].artifact
        if source is None:
            raise BadInput("What this page shows is not known yet; wait until it is written.")
        said = source.data.get("scene")
        scene = Scene.from_json(str(said)) if said else read(source.text or "").scene
        width, height = SHAPES[request.shape]
        scale = side / max(width, height)
        found = []
        for take in range(first, first + MANY):
            seed = seed_for(request.seed, f"illustration/{page}", take)
            drawing = draw(scene, style=request.style, seed=seed, width=width, height=height)
            picture = drawing.png(round(width * scale), round(height * scale))
            found.append(Variant(take=take, picture=picture))
        return tuple(found)

    def choose(self, story_id: str, page: int, take: int) -> None:
        """Draw this take in full and let it stand on the page."""
        slot = f"illustration/{page}"
        if self._drawn(story_id, page).choice.locked:
            raise BadInput("This picture is locked; unlock it first.")
        ahead = take - self.next_take(story_id, page)
        if ahead < 0:
            raise BadInput("This page got another picture meanwhile; choose among new ones.")
        self._store.bump_take(story_id, slot, ahead=ahead)
        self._at_once.draw(story_id, [slot])
        score_again(self._graphs, self._jobs, story_id, [page])

    def _drawn(self, story_id: str, page: int) -> SlotState:
        state = self._graphs.states(story_id).get(f"illustration/{page}")
        if state is None:
            raise BadInput(f"This book has no page {page + 1}.")
        if state.step.model is None or state.step.model.reads != "scene":
            raise BadInput("This book's illustrator paints: ask for another picture instead.")
        return state
