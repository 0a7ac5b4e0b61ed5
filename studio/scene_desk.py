"""What is in a page's picture, put together by hand: seeing a scene, trying it out, keeping it.

A scene that a person made stands in the slot "scene/i"; the page is staged from it instead of from
its words, in the looks that the cast has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.build import Artifact, SlotState, digest, edited
from core.errors import BadInput
from core.story import SHAPES
from db.artifacts import SqlArtifactStore
from picturebook import arranging, wishes
from picturebook.casting import strangers
from picturebook.drawing.compose import draw
from picturebook.reading import Cast, read
from picturebook.scene import Look, Scene
from picturebook.telling import describe
from studio.at_once import AtOnce
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.redrawing import Redrawing, scene_of, stand

PREVIEW: Final = 640
"""Pixels that a preview is wide."""
WORDS_LIMIT: Final = 600


@dataclass(frozen=True, kw_only=True)
class PlayerView:
    """Somebody of the cast, who can be put into a picture."""

    id: str
    label: str
    look: Look


@dataclass(frozen=True, kw_only=True)
class SceneView:
    """A page's scene as it stands. `page` counts from 0; `key` names the version that a person
    made, None where the words of the page decide; `style`, `seed` and `size` (pixels) are those of
    the picture."""

    story_id: str
    page: int
    scene: Scene
    key: str | None
    style: str
    seed: int
    size: tuple[int, int]
    players: tuple[PlayerView, ...] = ()
    locked: bool = False


class SceneDesk:
    """The use cases of pages' scenes."""

    def __init__(
        self, graphs: Graphs, store: SqlArtifactStore, at_once: AtOnce, jobs: Jobs
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._at_once = at_once
        self._jobs = jobs

    # -- seeing -------------------------------------------------------------------------------
    def number(self, story_id: str, page: int) -> int:
        """A page's number as people count."""
        return self._graphs.number(story_id, page)

    def scene(self, story_id: str, page: int) -> SceneView | None:
        """A page's scene; None where pictures are not drawn from scenes, or not planned yet."""
        states = self._graphs.states(story_id)
        slot = _staged(states, page)
        if slot is None or states["cast"].artifact is None:
            return None
        cast = _cast(states)
        artifact = states[slot].artifact
        scene = scene_of(artifact)
        if scene is None and artifact is not None:  # A person's own words stand there.
            scene = read(artifact.text or "", cast=cast).scene
        if scene is None:
            return None
        request = self._graphs.request(story_id)
        own = states.get(f"scene/{page}")
        return SceneView(
            story_id=story_id,
            page=page,
            scene=scene,
            key=own.choice.key if own else None,
            style=request.style,
            seed=states[f"illustration/{page}"].step.seed,
            size=SHAPES[request.shape],
            players=tuple(
                PlayerView(id=m.id, label=wishes.named(m), look=m.look)
                for m in cast.members
                if not m.absent
            ),
            locked=states[slot].choice.locked,
        )

    def preview(self, view: SceneView, scene: Scene) -> bytes:
        """A PNG of a scene as its page would be drawn, smaller."""
        width, height = view.size
        drawing = draw(scene, style=view.style, seed=view.seed, width=width, height=height)
        return drawing.png(PREVIEW, round(PREVIEW * height / width))

    def read(self, view: SceneView, words: str) -> Scene:
        """The scene that a sentence tells, with the cast of the book."""
        words = " ".join(words.split())
        if not words:
            raise BadInput("Say in a sentence who does what, and where.")
        if len(words) > WORDS_LIMIT:
            raise BadInput(f"That is too much for one picture: use at most {WORDS_LIMIT} letters.")
        cast = _cast(self._graphs.states(view.story_id))
        reading = read(words, cast=cast)
        scene = strangers(reading.scene, view.seed, {m.id for m in cast.members})
        if arranging.is_empty(scene) and not scene.place:
            raise BadInput(
                "Nothing of this can be drawn. Name people, animals, things or a place, in English."
            )
        return scene

    def describe(self, view: SceneView, scene: Scene) -> str:
        """A scene in a sentence, with the names of the cast."""
        return describe(scene, {p.id: p.label for p in view.players}, looks=False)

    # -- changing -----------------------------------------------------------------------------
    def save(self, view: SceneView, scene: Scene) -> bool:
        """Let a scene stand for a page that was seen as `view`, and draw its picture.

        False if it is what stands already.  `BadInput` if somebody else changed the page's scene
        meanwhile, or it is locked.
        """
        states = self._graphs.states(view.story_id)
        now = self._checked(states, view)
        # The cast may have been dressed otherwise since this scene was begun.
        seen = {player.id: player.look for player in view.players}
        scene = wishes.redressed(scene, _cast(states), seen)
        if scene == now.scene:
            return False
        slot = f"scene/{view.page}"
        looks = {p.id: p.look for p in now.players if p.id in {f.id for f in scene.figures}}
        words = scene.to_json()
        data = {
            "scene": words,
            "looks": wishes.looks_to_json(looks),
            "content": digest([words, wishes.looks_to_json(looks)]),
        }
        said = self.describe(now, scene) or "an empty picture"
        edit = edited(stage="arranging", text=said, before=now.key, data=data)
        redrawing = self._redrawing(view)
        self._store.put_edit(view.story_id, slot, edit)
        self._let_words_go(states, view)
        redrawing.finish()
        return True

    def undo(self, view: SceneView) -> bool:
        """Put the scene before this one back, at last the one that the words tell."""
        states = self._graphs.states(view.story_id)
        own = states.get(f"scene/{view.page}")
        if own is None or own.artifact is None:
            return False
        self._checked(states, view)
        self._stand(view, own.artifact.inputs[0] if own.artifact.inputs else None)
        return True

    def choose(self, view: SceneView, key: str | None) -> None:
        """Put an earlier version back; None: the scene that the page's words tell."""
        states = self._graphs.states(view.story_id)
        self._checked(states, view)
        if key is not None and all(a.key != key for a in self.versions(view)):
            raise BadInput("That version does not exist.")
        self._let_words_go(states, view)
        self._stand(view, key)

    def versions(self, view: SceneView) -> list[Artifact]:
        """The scenes that people made for the page, newest first."""
        history = self._store.history(view.story_id, f"scene/{view.page}")
        return [version.artifact for version in history]

    def lock(self, view: SceneView, locked: bool) -> None:
        """A locked scene stays, whatever changes in words or cast."""
        slot = _staged(self._graphs.states(view.story_id), view.page)
        if slot is not None:
            self._store.set_locked(view.story_id, slot, locked)

    # -- inside -------------------------------------------------------------------------------
    def _checked(self, states: Mapping[str, SlotState], view: SceneView) -> SceneView:
        """The scene as it stands now, if it may be changed by who saw `view`."""
        now = self.scene(view.story_id, view.page)
        if now is None:
            raise BadInput("This page is being planned anew; try again in a moment.")
        if now.locked:
            raise BadInput("What this picture shows is locked; unlock it first.")
        if now.key != view.key:
            raise BadInput(
                "The picture of this page was changed in another window meanwhile. "
                "This is how it stands now; make your change again if you still want it."
            )
        return now

    def _let_words_go(self, states: Mapping[str, SlotState], view: SceneView) -> None:
        """A person's own prompt gives way to a scene; its history stays."""
        slot = _staged(states, view.page)
        state = states[slot] if slot else None
        if state is not None and state.artifact is not None and state.artifact.maker == "person":
            self._store.let_go(view.story_id, state.step.slot)

    def _stand(self, view: SceneView, key: str | None) -> None:
        redrawing = self._redrawing(view)
        stand(self._store, view.story_id, f"scene/{view.page}", key)
        redrawing.finish()

    def _redrawing(self, view: SceneView) -> Redrawing:
        picture = f"illustration/{view.page}"
        return Redrawing(self._graphs, self._at_once, self._jobs, view.story_id, picture=picture)


def _staged(states: Mapping[str, SlotState], page: int) -> str | None:
    """The slot in which a page's scene is planned, if it has one."""
    found = (states.get(f"{name}/{page}") for name in ("guide", "prompt"))
    return next((s.step.slot for s in found if s and s.step.stage == "staging"), None)


def _cast(states: Mapping[str, SlotState]) -> Cast:
    artifact = states["cast"].artifact
    return Cast.from_json((artifact.text if artifact else None) or "{}")
