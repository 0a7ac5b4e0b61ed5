"""What people change about a book: its words, its pieces, what was asked for."""

import dataclasses
from typing import Any, Final

from core.build import edited
from core.errors import BadInput, ChangedMeanwhile, UnknownName
from core.pages import ADDED
from core.text import clean
from db.artifacts import SqlArtifactStore
from db.stories import Stories
from studio.at_once import AtOnce
from studio.captions import Captions
from studio.checking import Checking
from studio.graphs import Graphs, is_written
from studio.jobs import Jobs
from studio.own_pictures import OwnPictures
from studio.plotting import Plotting

EDITABLE: Final = ("caption", "outline", "title", "segment", "prompt")
REGENERABLE: Final = ("outline", "segment", "illustration", "narration", "music")
CHANGEABLE: Final = (
    "mood",
    "style",
    "hero",
    "voice",
    "language",
    "speed",
    "composer",
    "continuity",
    "guide",
    "shape",
    "preset",
    "pronoun",
    "length",
    "age",
    "idea",
    "figures",
)
OF_THE_WORDS: Final = ("mood", "hero", "pronoun", "length", "age", "idea", "preset")
"""What a story that stands as a whole is written anew for."""
LONGEST: Final = 5000
"""Characters of a piece of text."""


class Editing:
    """The use cases of edit, regenerate and change."""

    def __init__(
        self,
        graphs: Graphs,
        stories: Stories,
        store: SqlArtifactStore,
        checking: Checking,
        captions: Captions,
        at_once: AtOnce,
        plotting: Plotting,
        own: OwnPictures,
        jobs: Jobs,
    ) -> None:
        self._graphs = graphs
        self._stories = stories
        self._store = store
        self._checking = checking
        self._captions = captions
        self._at_once = at_once
        self._plotting = plotting
        self._own = own
        self._jobs = jobs

    def edit(self, story_id: str, slot: str, text: str, *, seen: str | None = None) -> None:
        """Put a person's text into "caption/i", "outline", "title", "segment/i" or "prompt/i".

        `seen`: the key of what stood there when the person began; `ChangedMeanwhile` where
        something else stands there by now.
        """
        state = self._graphs.state(story_id, slot, EDITABLE)
        text = clean(text).strip()
        if not text:
            raise BadInput("The text is empty; write something, or press Undo.")
        if len(text) > LONGEST:
            raise BadInput(f"The text is too long: {len(text)} characters; use at most {LONGEST}.")
        if slot == "outline":
            self._plotting.write(story_id, text)
            return
        same = state.artifact is not None and state.artifact.text == text
        if same and slot not in self._captions.guesses(story_id):
            return
        before = state.artifact.key if state.artifact else None
        if seen is not None and before is not None and seen != before:
            raise ChangedMeanwhile("This text", (state.artifact and state.artifact.text) or "")
        if slot.startswith("caption/"):
            self._keep_plot(story_id)
        self._store.put_edit(
            story_id, slot, edited(stage=state.step.stage, text=text, before=before)
        )
        self._at_once.restage(story_id)

    def looked_over(self, story_id: str) -> None:
        """Whoever goes on from the captions has seen them: the guesses among them are confirmed."""
        for slot in sorted(self._captions.guesses(story_id)):
            artifact = self._graphs.state(story_id, slot, EDITABLE).artifact
            if artifact is not None and artifact.text:
                self.edit(story_id, slot, artifact.text)

    def _keep_plot(self, story_id: str) -> None:
        """Captions that are mended late change their pages alone; before the words, another plot
        may fit the pictures better."""
        made_up = not self._graphs.request(story_id).pictures
        if made_up or is_written(self._graphs.states(story_id)):
            self._plotting.keep(story_id)

    def regenerate(self, story_id: str, slot: str) -> None:
        """Make another take of "segment/i", "illustration/i" or "narration/i", or of the "outline",
        by which the pages are then written anew if they were written before."""
        if slot == "outline":
            self._renew(story_id)
        state = self._graphs.state(story_id, slot, REGENERABLE)
        if state.choice.locked:
            raise BadInput("This is locked; unlock it first.")
        if state.step.stage == ADDED:
            raise BadInput("You added this page: its words are yours to change.")
        self._store.bump_take(story_id, slot)
        kind, _, index = slot.partition("/")
        more = [f"score/{index}"] if kind == "illustration" else []
        states = self._graphs.states(story_id)
        if kind == "outline" and is_written(states):
            pages = {slot: s for slot, s in states.items() if slot.startswith("segment/")}
            more = [slot for slot, state in pages.items() if state.step.stage != ADDED]
        self._jobs.build(story_id, [slot, *more])

    def change(self, story_id: str, **fields: Any) -> None:
        """Change mood, style, hero, voice, continuity …; what depends on it becomes stale."""
        unknown = set(fields) - set(CHANGEABLE)
        if unknown:
            raise UnknownName("setting of a story", ", ".join(unknown), CHANGEABLE)
        before = self._graphs.request(story_id)
        request = dataclasses.replace(before, **fields)
        if any(getattr(request, name) != getattr(before, name) for name in OF_THE_WORDS):
            self._renew(story_id)
        self._stories.update_request(story_id, self._checking.checked(request))
        self._at_once.restage(story_id)
        self._own.follow(story_id)

    def _renew(self, story_id: str) -> None:
        """Let a story that was written as a whole be written anew, page by page."""
        request, states = self._graphs.request(story_id), self._graphs.states(story_id)
        if not request.written or "story" not in states:
            return
        for slot, state in states.items():
            if state.step.stage == ADDED:
                continue
            brought = state.artifact is not None and "brought" in state.artifact.data
            if slot == "story" or (slot.startswith("segment/") and brought):
                self._store.set_locked(story_id, slot, False)
                self._store.let_go(story_id, slot)
