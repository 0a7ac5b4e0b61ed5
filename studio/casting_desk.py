"""Who is in a book: seeing the cast, changing names, pronouns and looks, borrowing a hero.

What people wish stands in the slot "wishes", one version a change; the cast is read anew from it,
and only pictures that would look different are drawn again.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from core.build import Artifact, SlotState, digest, edited
from core.errors import BadInput
from core.text import clean
from db.artifacts import SqlArtifactStore
from picturebook import wishes as wished
from picturebook.casting import dressed, expected
from picturebook.drawing.portraits import portrait
from picturebook.reading.cast import MOST as MOST
from picturebook.reading.cast import Cast, Member
from picturebook.scene import Look
from picturebook.wishes import Wish
from studio.at_once import AtOnce
from studio.cast_views import CastView, FigureView, HeroView, Saved
from studio.editing import Editing
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.redrawing import Redrawing, scene_of, stand

SLOT: Final = "wishes"
NAME_LIMIT: Final = 40
HEROES: Final = 24
"""So many of the newest books are looked through for heroes to take over."""
_NAME: Final = re.compile(r"[\w’'. -]*[^\W\d_][\w’'. -]*")
PRONOUNS: Final = wished.PRONOUNS


class CastingDesk:
    """The use cases of a book's cast."""

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        at_once: AtOnce,
        editing: Editing,
        jobs: Jobs,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._at_once = at_once
        self._editing = editing
        self._jobs = jobs

    # -- seeing -------------------------------------------------------------------------------
    def cast(self, story_id: str) -> CastView | None:
        """The cast as it stands; None for a book whose pictures are not drawn from scenes, or
        while nothing is known yet."""
        states = self._graphs.states(story_id)
        if "cast" not in states:
            return None
        cast = self._cast(story_id, states)
        if cast is None:
            return None
        pages = _pages(states)
        figures = tuple(
            FigureView(
                id=m.id,
                label=wished.named(m),
                named=bool(m.names),
                hero=m.id == cast.members[0].id,
                pronoun=m.pronoun,
                look=m.look,
                shown=not m.absent,
                pages=tuple(pages.get(m.id, ())),
            )
            for m in cast.members
        )
        return CastView(
            figures=figures,
            written=states["cast"].artifact is not None,
            locked=states["cast"].choice.locked,
            changed=SLOT in states,
        )

    def picture(self, figure: FigureView, look: Look, *, style: str, side: int = 320) -> bytes:
        """A PNG of a figure in this look."""
        return portrait(look, id=figure.id, style=style, label=figure.label).png(side, side)

    def heroes(self, story_id: str) -> list[HeroView]:
        """Figures with names from other books, the newest first, no two that are the same."""
        store = self._store
        titles = {other: a.text or "" for other, a in store.standing_in("title", most=HEROES)}
        found: dict[tuple[str, Look], HeroView] = {}
        for other, artifact in store.standing_in("cast", most=HEROES):
            for member in Cast.from_json(artifact.text or "{}").members:
                if other == story_id or not member.names or member.absent:
                    continue
                name, look = member.names[0], member.look
                hero = HeroView(story_id=other, title=titles.get(other, ""), name=name, look=look)
                found.setdefault((name, look), hero)
        return list(found.values())

    # -- changing -----------------------------------------------------------------------------
    def change(
        self,
        story_id: str,
        figure: FigureView,
        *,
        name: str | None = None,
        pronoun: str | None = None,
        look: Look | None = None,
        shown: bool | None = None,
    ) -> Saved:
        """Change somebody of the cast, as seen in `figure`; None leaves a thing as it is.

        A new name is put into texts, title and narration, and rewrites nothing else.  `BadInput`
        if somebody else changed the figure meanwhile.
        """
        states = self._graphs.states(story_id)
        cast, view = self._cast(story_id, states), self.cast(story_id)
        if cast is None or view is None:
            raise BadInput("Who plays in this book is not known yet; wait until it is written.")
        if view.locked:
            raise BadInput("The cast is locked; unlock it first.")
        now = next((f for f in view.figures if f.id == figure.id), None)
        if now is None:
            raise BadInput(f"{_capital(figure.label)} does not play in this book any more.")
        if dataclasses.replace(now, pages=figure.pages) != figure:
            raise BadInput(
                f"{_capital(now.label)} was changed in another window meanwhile. This is how it "
                "stands now; make your change again if you still want it."
            )
        name = self._name(name, now, view)
        called = not view.written and bool(name)
        if not view.written:
            self._ask(story_id, now, name, pronoun)
            name, pronoun = "", None
        member = next(m for m in cast.members if m.id == figure.id)
        wishes = self._wishes(states)
        before = wished.of_figure(cast, wishes, member)
        wish = dataclasses.replace(
            before,
            name=name or before.name,
            pronoun=pronoun if pronoun not in (None, now.pronoun) else before.pronoun,
            look=look if look not in (None, now.look) else before.look,
            absent=before.absent if shown is None else not shown,
        )
        if wish == before and not (called and before in wishes):
            return Saved()
        if called:
            wishes = tuple(w for w in wishes if w != before)
            wish = self._of_the_hero(story_id, states, wish)
        redrawing = Redrawing(self._graphs, self._at_once, self._jobs, story_id)
        texts, kept = self._rename(story_id, states, member, name) if name else ({}, ())
        self._put(
            story_id,
            states,
            wished.with_wish(wishes, wish),
            _said(now, before, wish),
            texts=texts,
            names=(now.label, name),
        )
        return Saved(drawn=redrawing.finish(), kept=kept)

    def undo(self, story_id: str) -> bool:
        """Take the latest change of the cast back; False when there is none."""
        states = self._graphs.states(story_id)
        state = states.get(SLOT)
        if state is None or state.artifact is None:
            return False
        if states["cast"].choice.locked:
            raise BadInput("The cast is locked; unlock it first.")
        redrawing = Redrawing(self._graphs, self._at_once, self._jobs, story_id)
        old, new = state.artifact.data.get("names", ("", ""))
        for slot, (before, after) in state.artifact.data.get("texts", {}).items():
            if slot in states and states[slot].choice.key == after:
                stand(self._store, story_id, slot, before)
            elif slot in states:  # Somebody went on writing there.
                self._put_name(story_id, states[slot], [(new, old)])
        stand(
            self._store,
            story_id,
            SLOT,
            state.artifact.inputs[0] if state.artifact.inputs else None,
        )
        redrawing.finish()
        return True

    def versions(self, story_id: str) -> list[Artifact]:
        """The changes that stand, the newest first; each stands on those behind it."""
        state = self._graphs.states(story_id).get(SLOT)
        artifact = state.artifact if state else None
        found = []
        while artifact is not None:
            found.append(artifact)
            before = artifact.inputs[0] if artifact.inputs else ""
            artifact = self._store.artifact(before) if before else None
        return found

    def go_back(self, story_id: str, key: str | None) -> None:
        """Take changes back until that of this key is the latest; None: all."""
        if key is not None and all(a.key != key for a in self.versions(story_id)):
            raise BadInput("That version does not exist.")
        for artifact in self.versions(story_id):
            if artifact.key == key:
                return
            self.undo(story_id)

    # -- inside -------------------------------------------------------------------------------
    def _cast(self, story_id: str, states: Mapping[str, SlotState]) -> Cast | None:
        """The cast of the story; before it is written, whom the captions lead to expect."""
        state = states["cast"]
        request, wishes = self._graphs.request(story_id), self._wishes(states)
        if state.artifact is not None:
            cast = Cast.from_json(state.artifact.text or "{}")
            return _as_asked(cast, request.pronoun, wishes)
        captions = [s.artifact for slot, s in states.items() if slot.startswith("caption/")]
        written = [
            s for slot, s in states.items() if slot == "story" or slot.startswith("segment/")
        ]
        if any(s.artifact for s in written) or not captions or None in captions:
            return None
        cast = expected([a.text or "" for a in captions if a is not None], request.hero)
        cast = _as_asked(cast, request.pronoun, ())
        return dressed(wished.wished(cast, wishes), state.step.seed)

    def _wishes(self, states: Mapping[str, SlotState]) -> tuple[Wish, ...]:
        artifact = states[SLOT].artifact if SLOT in states else None
        return wished.from_json(str(artifact.data["wishes"])) if artifact else ()

    def _name(self, name: str | None, now: FigureView, view: CastView) -> str:
        """A new name that can be used, "" for none."""
        name = " ".join(clean(name or "").split())
        if not name or name == now.label:
            return ""
        if len(name) > NAME_LIMIT:
            raise BadInput(f"The name is too long: use at most {NAME_LIMIT} characters.")
        if not _NAME.fullmatch(name):
            raise BadInput(
                "A name is made of letters; digits, spaces, hyphens and dots may follow."
            )
        if view.written and not now.named:
            raise BadInput(
                f"The story gives {now.label} no name, so there is none to change; write one into "
                "the text of a page."
            )
        if any(name.casefold() == f.label.casefold() for f in view.figures if f.id != now.id):
            raise BadInput(
                f"There is somebody called {name} in this book already; choose another name, or "
                "rename the other one first."
            )
        return name

    def _ask(self, story_id: str, now: FigureView, name: str, pronoun: str | None) -> None:
        """Before the story is written, the writer is told of the hero."""
        if now.hero and (name or pronoun):
            asked: dict[str, Any] = {"hero": name} if name else {}
            self._editing.change(story_id, **asked, **({"pronoun": pronoun} if pronoun else {}))
        elif name:
            raise BadInput("Only the hero can be named before the story is written.")

    def _of_the_hero(self, story_id: str, states: Mapping[str, SlotState], wish: Wish) -> Wish:
        """A wish for somebody who has become the hero by a name, and is read as another now."""
        cast = self._cast(story_id, states)
        if cast is None or not cast.members:
            return wish
        first = cast.members[0]
        return dataclasses.replace(wish, figure=first.id, hero=True, kind=wished.kind_of(first))

    def _rename(
        self, story_id: str, states: Mapping[str, SlotState], member: Member, new: str
    ) -> tuple[dict[str, list[str]], tuple[int, ...]]:
        """Put another name into title and pages.

        Returns by slot the keys before and after, and the pages that are locked and keep the name.
        """
        texts = [s for slot, s in states.items() if slot.partition("/")[0] in ("title", "segment")]
        if any(state.artifact is None for state in texts):
            raise BadInput("The book is still being written; change the name when it is there.")
        put: dict[str, list[str]] = {}
        kept = []
        for state in texts:
            slot = state.step.slot
            keys = self._put_name(story_id, state, list(_replacements(member.names, new)))
            if keys and state.choice.locked:
                kept += [int(slot.partition("/")[2])] if "/" in slot else []
            elif keys:
                put[slot] = keys
        return put, tuple(kept)

    def _put_name(
        self, story_id: str, state: SlotState, names: Sequence[tuple[str, str]]
    ) -> list[str]:
        """Put other names into a text that is not locked; the keys before and after, if it has
        any of them."""
        artifact = state.artifact
        text = said = (artifact.text or "") if artifact else ""
        for old, new in names:
            text = wished.renamed(text, old, new)
        if artifact is None or text == said:
            return []
        edit = edited(stage=state.step.stage, text=text, before=artifact.key)
        if not state.choice.locked:
            self._store.put_edit(story_id, state.step.slot, edit)
        return [artifact.key, edit.key]

    def _put(
        self,
        story_id: str,
        states: Mapping[str, SlotState],
        wishes: Sequence[Wish],
        said: str,
        *,
        texts: Mapping[str, list[str]],
        names: tuple[str, str],
    ) -> None:
        before = states[SLOT].choice.key if SLOT in states else None
        words = wished.to_json(wishes)
        data: dict[str, Any] = {"wishes": words, "content": digest(words)}
        if texts:
            data |= {"texts": dict(texts), "names": list(names)}
        edit = edited(stage="wishing", text=said, before=before, data=data)
        self._store.put_edit(story_id, SLOT, edit)


def _pages(states: Mapping[str, SlotState]) -> dict[str, list[int]]:
    """On which pages each figure stands."""
    found: dict[str, list[int]] = {}
    for slot, state in states.items():
        scene = scene_of(state.artifact) if slot.startswith(("prompt/", "guide/")) else None
        for figure in scene.figures if scene else ():
            found.setdefault(figure.id, []).append(int(slot.partition("/")[2]))
    return found


def _replacements(names: Sequence[str], new: str) -> Iterator[tuple[str, str]]:
    """What to put for each form of a name, the longest first: for "Captain Whiskers" and
    "Whiskers" the whole new name and its last word."""
    whole = names[0]
    forms = [n for n in names if n == whole or set(n.split(" ")) & set(whole.split(" "))]
    longest = max(forms, key=len)
    for form in sorted(forms, key=len, reverse=True):
        short = form != longest and " " in new
        last = form.split(" ")[-1] == longest.split(" ")[-1]
        yield form, new.split(" ")[-1 if last else 0] if short else new


def _said(now: FigureView, before: Wish, wish: Wish) -> str:
    """A change in a sentence, for the history."""
    parts = []
    if wish.name != before.name:
        parts.append(f"is called {wish.name}")
    if wish.pronoun != before.pronoun:
        parts.append(f"is “{wish.pronoun}”")
    if wish.look != before.look:
        parts.append("has another look")
    if wish.absent != before.absent:
        parts.append("is left out of the pictures" if wish.absent else "is drawn again")
    return f"{_capital(now.label)} {', '.join(parts)}."


def _as_asked(cast: Cast, pronoun: str, wishes: tuple[Wish, ...]) -> Cast:
    """With the hero's pronoun as the book was asked for, where nobody wished another since."""
    first = next(iter(cast.members), None)
    if not pronoun or first is None or wished.of_figure(cast, wishes, first).pronoun:
        return cast
    return Cast(members=(dataclasses.replace(first, pronoun=pronoun), *cast.members[1:]))


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
