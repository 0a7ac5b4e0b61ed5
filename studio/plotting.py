"""The plot of a book before its words: lines changed, moved, thought of anew, written on from."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from core.build import Artifact, SlotState, edited
from core.errors import BadInput
from core.pages import ADDED
from core.stages.plots import LONGEST, Outline, changed, check_outline, outline_of
from core.text import clean, count_words
from db.artifacts import SqlArtifactStore
from db.stories import Stories
from studio.at_once import AtOnce
from studio.graphs import Graphs, is_written
from studio.jobs import Jobs
from studio.versions import Versions

SLOT: Final = "outline"
PLAN_WORDS: Final = 100


class Plotting:
    """The use cases of the plot's desk."""

    def __init__(
        self,
        graphs: Graphs,
        stories: Stories,
        store: SqlArtifactStore,
        at_once: AtOnce,
        versions: Versions,
        jobs: Jobs,
    ) -> None:
        self._graphs = graphs
        self._stories = stories
        self._store = store
        self._at_once = at_once
        self._versions = versions
        self._jobs = jobs

    def say(self, story_id: str, page: int, text: str) -> None:
        """Let this happen on a page (from 0), or nothing yet for ""."""
        said = _line(text, f"What happens on page {page + 1}")

        def change(outline: Outline) -> Outline:
            beats = list(outline.beats)
            beats[_known(page, beats)] = said
            return replace(outline, beats=tuple(beats))

        self._change(story_id, change)

    def head(self, story_id: str, *, title: str | None = None, plan: str | None = None) -> None:
        """Change the title, or the plan in a sentence."""

        def change(outline: Outline) -> Outline:
            said = outline.title if title is None else _line(title, "The title")
            meant = outline.plan if plan is None else _line(plan, "The plan", PLAN_WORDS)
            return replace(outline, title=said, plan=meant)

        self._change(story_id, change)

    def swap(self, story_id: str, one: int, other: int) -> None:
        """Let two pages' lines change places; the pictures stay."""

        def change(outline: Outline) -> Outline:
            beats = list(outline.beats)
            a, b = _known(one, beats), _known(other, beats)
            beats[a], beats[b] = beats[b], beats[a]
            return replace(outline, beats=tuple(beats))

        self._change(story_id, change)

    def move(self, story_id: str, one: int, other: int) -> None:
        """Let two pictures change places, each with its caption and its line."""
        request = self._graphs.request(story_id)
        pictures = list(request.pictures)
        if is_written(self._graphs.states(story_id)):
            raise BadInput(
                "The pages are written: move a page itself, with its picture, line and words."
            )
        if len(pictures) != request.segment_count:
            raise BadInput("A picture is told on several pages here: put them in order before.")
        a, b = _known(one, pictures), _known(other, pictures)
        order = list(range(len(pictures)))
        order[a], order[b] = b, a
        before = self._state(story_id).artifact
        moved = replace(request, pictures=tuple(pictures[i] for i in order))
        slots = {f"caption/{a}": f"caption/{b}", f"caption/{b}": f"caption/{a}"}
        self._stories.reorder(story_id, moved, slots if a != b else {})
        if before is not None:
            outline = outline_of(before, len(order))
            lines = replace(outline, beats=tuple(outline.beats[i] for i in order))
            self._put(story_id, before, lines, order)
        self._at_once.restage(story_id)

    def keep(self, story_id: str) -> None:
        """Let the plot stand as it is, though a caption that it was made from changes: of what is
        built, only the caption's pages are then out of date."""
        states = self._graphs.states(story_id)
        state = states.get(SLOT)
        artifact = state.artifact if state and state.status == "fresh" else None
        if artifact is None or artifact.maker == "person":
            return
        data = {**artifact.data, "kept": True}
        kept = edited(stage="outlining", text=artifact.text or "", before=artifact.key, data=data)
        self._store.put_edit(story_id, SLOT, kept)

    def empty(self, story_id: str) -> None:
        """A plot without a line, to be written by hand; title and hero stay."""
        self._change(story_id, lambda o: replace(o, plan="", beats=tuple("" for _ in o.beats)))

    def write(self, story_id: str, text: str) -> None:
        """The whole outline as text."""
        outline = check_outline(text, outline_count(self._state(story_id)))

        def change(now: Outline) -> Outline:
            return replace(
                outline, title=outline.title or now.title, hero=outline.hero or now.hero,
                pronoun=outline.pronoun or now.pronoun,
            )  # fmt: skip

        self._change(story_id, change)

    def undo(self, story_id: str) -> None:
        """Take the last change of the plot back; not one that moved pictures."""
        state = self._state(story_id)
        now = state.artifact
        if now is not None and "moved" in now.data:
            raise BadInput("Pictures were moved last: move them back by their arrows.")
        kept = now is not None and "kept" in now.data and self._versions.undo(story_id, SLOT)
        if not self._versions.undo(story_id, SLOT):
            if kept and state.choice.key is not None:
                self._store.choose(story_id, SLOT, state.choice.key, state.choice.take)
            raise BadInput("There is no plot before this one.")
        states = self._graphs.states(story_id)
        if is_written(states):
            self._jobs.build(story_id, [slot for slot in states if slot.startswith("segment/")])

    def think(self, story_id: str) -> None:
        """Think of a plot, if there is none yet."""
        self._jobs.build(story_id, [SLOT])

    def write_on(self, story_id: str, page: int) -> None:
        """Write a page and those after it anew, behind those before; a person's own words
        and locked pages stay."""
        states = self._graphs.states(story_id)
        if "story" in states:
            raise BadInput("This story stands as a whole: rewrite its pages one by one.")
        todo = []
        leaves = self._graphs.pages(story_id).leaves
        for leaf in leaves[self._graphs.number(story_id, page) - 1 :]:
            state = states.get(f"segment/{leaf.page}")
            if state is None or state.step.stage == ADDED:
                continue
            if state.choice.locked or (state.artifact and state.artifact.maker == "person"):
                continue
            todo.append(state.step.slot)
            if state.status == "fresh":
                self._store.bump_take(story_id, state.step.slot)
        if not todo:
            raise BadInput(
                "From here on every page is locked or has your own words: nothing is to be written."
            )
        self._jobs.build(story_id, todo)

    # -- inside -------------------------------------------------------------------------------
    def _state(self, story_id: str) -> SlotState:
        states = self._graphs.states(story_id)
        if SLOT not in states:
            raise BadInput("This story stands as a whole, it has no plot to change.")
        return states[SLOT]

    def _change(self, story_id: str, change: Callable[[Outline], Outline]) -> None:
        state = self._state(story_id)
        if state.artifact is None:
            raise BadInput("There is no plot yet: think of one first.")
        before = outline_of(state.artifact, outline_count(state))
        outline = change(before)
        if outline != before:
            self._put(story_id, state.artifact, outline)
            self._at_once.restage(story_id)

    def _put(
        self, story_id: str, before: Artifact, outline: Outline, order: Sequence[int] | None = None
    ) -> None:
        data = changed(before, outline, order)
        if order is not None:
            data["moved"] = list(order)
        artifact = edited(stage="outlining", text=str(outline), before=before.key, data=data)
        self._store.put_edit(story_id, SLOT, artifact)


def outline_count(state: SlotState) -> int:
    """How many lines an outline has."""
    return int(state.step.params["segments"])


def _line(text: str, what: str, most: int = LONGEST) -> str:
    said = " ".join(clean(text).split())
    if count_words(said) > most:
        raise BadInput(f"{what} is too long: {count_words(said)} words; say it in at most {most}.")
    return said


def _known(page: int, pages: Sequence[object]) -> int:
    if not 0 <= page < len(pages):
        raise BadInput(f"This book has no page {page + 1}.")
    return page
