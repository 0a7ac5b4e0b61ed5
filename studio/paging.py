"""The pages of a book: added, deleted, moved, split, joined, copied; without words or a picture.

A page keeps its number, which names its slots, wherever it stands (`core.pages`); a change is one
version of the arrangement, made by a person, with the texts that it changed.  Undo takes it back
with them.  Nothing is erased: a page that was deleted lies beside the book.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.build import Artifact, SlotState, edited
from core.errors import BadInput
from core.pages import ADDED, MOST_PAGES, SLOT, Arrangement, Leaf, page_of
from core.plan import dependents
from core.story import Picture
from core.text import clean, sentences
from db.artifacts import SqlArtifactStore
from studio.at_once import AtOnce
from studio.editing import LONGEST, Editing
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.own_pictures import AS_IS, OwnPictures, check

NAMES: Final = {"segment": "text", "illustration": "picture", "narration": "narration"}
_COPIED: Final = ("prompt", "guide", "scene", "illustration", "narration", "music", "score", "told")


class Paging:
    """The use cases of a book's pages.  `page` is the number that names a page's
    slots (`SegmentView.index`)."""

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        at_once: AtOnce,
        editing: Editing,
        own: OwnPictures,
        jobs: Jobs,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._at_once = at_once
        self._editing = editing
        self._own = own
        self._jobs = jobs
        self._lock = threading.Lock()

    # -- seeing -------------------------------------------------------------------------------
    def at(self, story_id: str, number: int) -> int:
        """The page that stands at this place, as people count."""
        leaves = self._graphs.pages(story_id).leaves
        if not 1 <= number <= len(leaves):
            raise BadInput(f"This book has no page {number}: it has {len(leaves)}.")
        return leaves[number - 1].page

    def changed(self, story_id: str) -> str | None:
        """The latest change of the arrangement in a sentence; None where there is none."""
        artifact = self._standing(story_id)
        return artifact.text if artifact else None

    def follows(self, story_id: str, slot: str) -> dict[str, list[int]]:
        """What would have to be made again after a change in a slot: numbers of pages, by the names
        of pieces.  What is locked or somebody's own stays as it is."""
        states = self._graphs.states(story_id)
        arrangement, found = self._graphs.pages(story_id), dict[str, list[int]]()
        for other in dependents([state.step for state in states.values()], slot):
            page, name = page_of(other), NAMES.get(other.partition("/")[0])
            place = arrangement.place(page) if page is not None else None
            if place is not None and name and _made(states[other]):
                found.setdefault(name, []).append(place + 1)
        return {name: sorted(found[name]) for name in NAMES.values() if name in found}

    # -- order --------------------------------------------------------------------------------
    def move(self, story_id: str, page: int, number: int) -> None:
        """Let a page stand at another place, as people count; nothing is built again."""
        with self._lock:
            now, place = self._found(story_id, page)
            if not 1 <= number <= len(now.leaves):
                raise BadInput(f"Choose a place from 1 to {len(now.leaves)}.")
            leaves = list(now.leaves)
            leaves.insert(number - 1, leaves.pop(place))
            if tuple(leaves) != now.leaves:
                self._lay(story_id, now, leaves, f"Page {place + 1} was moved to place {number}")

    def shift(self, story_id: str, page: int, by: int) -> None:
        """Move a page by so many places; at the ends it stays."""
        now, place = self._found(story_id, page)
        self.move(story_id, page, min(max(place + by, 0), len(now.leaves) - 1) + 1)

    # -- more and fewer -----------------------------------------------------------------------
    def add(self, story_id: str, *, after: int | None, words: str = "") -> int:
        """A new page behind another (None: in front of all), with a person's words or blank; the
        page's number.  With words, its picture and its narration are still to make."""
        text = _words(words)
        with self._lock:
            now = self._graphs.pages(story_id)
            place = 0 if after is None else self._found(story_id, after)[1] + 1
            page = self._next(now)
            leaf = Leaf(page=page, words=bool(text), picture=bool(text))
            leaves = [*now.leaves[:place], leaf, *now.leaves[place:]]
            made = edited(stage=ADDED, text=text, before=None, data={"page": page})
            said = f"Page {place + 1} was added"
            self._lay(story_id, now, leaves, said, {f"segment/{page}": (made, 0)})
        self._at_once.restage(story_id)
        return page

    def delete(self, story_id: str, page: int) -> None:
        """Take a page out of the book; undo brings it back as it was."""
        with self._lock:
            now, place = self._found(story_id, page)
            if len(now.leaves) == 1:
                raise BadInput(
                    "This is the only page, and a book needs one: change it, or delete the whole "
                    "book in the gallery."
                )
            leaves = [leaf for leaf in now.leaves if leaf.page != page]
            self._check_words(leaves)
            self._check_locks(story_id, page, place)
            self._lay(story_id, now, leaves, f"Page {place + 1} was deleted")

    def duplicate(self, story_id: str, page: int) -> int:
        """A copy of a page behind it, with all its pieces; nothing is built.  Its number."""
        with self._lock:
            now, place = self._found(story_id, page)
            leaf, new = now.leaves[place], self._next(now)
            states = self._graphs.states(story_id)
            text = self._text(story_id, page)
            made = edited(
                stage=ADDED,
                text=text.text or "" if text else "",
                before=text.key if text else None,
                # What is built from it is what was built from the original.
                data={"page": new, "content": text.data.get("content") or text.key} if text else {},
            )
            puts: dict[str, tuple[Artifact, int | None]] = {f"segment/{new}": (made, 0)}
            like: dict[str, tuple[int, int]] = {"prompt": (leaf.seeds_of("prompt", 0), 0)}
            for kind in _COPIED:
                state = states.get(f"{kind}/{page}")
                if state is None or state.artifact is None:
                    continue
                take = state.choice.take
                puts[f"{kind}/{new}"] = (state.artifact, take)
                if kind in ("illustration", "narration", "music"):
                    like[kind] = (leaf.seeds_of(kind, take), take)
            copy = replace(leaf, page=new, like=like)
            leaves = [*now.leaves[: place + 1], copy, *now.leaves[place + 1 :]]
            self._lay(story_id, now, leaves, f"Page {place + 1} was copied", puts)
            return new

    def split(self, story_id: str, page: int, at: int) -> int:
        """Cut a page's text behind its first `at` sentences (`pieces_of`); the rest stands on a new
        page, whose number is returned. The picture stays on the first."""
        with self._lock:
            now, place = self._found(story_id, page)
            text = self._text(story_id, page)
            parts = pieces_of((text.text or "") if text and now.leaves[place].words else "")
            if text is None or len(parts) < 2:
                raise BadInput(f"Page {place + 1} has only one sentence, so there is no cut in it.")
            if not 1 <= at < len(parts):
                raise BadInput(f"Cut behind one of the sentences 1 to {len(parts) - 1}.")
            self._check_text(story_id, page, place)
            new, leaf = self._next(now), now.leaves[place]
            first, rest = "".join(parts[:at]).strip(), "".join(parts[at:]).strip()
            stage = text.stage
            puts: dict[str, tuple[Artifact, int | None]] = {
                f"segment/{page}": (edited(stage=stage, text=first, before=text.key), None),
                f"segment/{new}": (
                    edited(stage=ADDED, text=rest, before=text.key, data={"page": new}),
                    0,
                ),
            }
            behind = Leaf(page=new, picture=leaf.picture)
            leaves = [*now.leaves[: place + 1], behind, *now.leaves[place + 1 :]]
            self._lay(story_id, now, leaves, f"Page {place + 1} was split in two", puts)
        self._at_once.restage(story_id)
        return new

    def merge(self, story_id: str, page: int) -> int:
        """Join a page and the one behind it: both texts, and the first picture that there is.  The
        number of the page that stays."""
        with self._lock:
            now, place = self._found(story_id, page)
            if place + 1 >= len(now.leaves):
                raise BadInput("There is no page behind this one to join it with.")
            one, two = now.leaves[place : place + 2]
            stays, goes = (one, two) if one.picture or not two.picture else (two, one)
            self._check_locks(story_id, goes.page, now.leaves.index(goes))
            said = [(self._text(story_id, leaf.page), leaf.words) for leaf in (one, two)]
            texts = [a.text for a, has in said if a is not None and has and a.text]
            joined = ("\n\n" if any("\n" in text for text in texts) else " ").join(texts)
            if len(joined) > LONGEST:
                raise BadInput(f"Together they have more than {LONGEST} characters: too long.")
            puts: dict[str, tuple[Artifact, int | None]] = {}
            before = self._text(story_id, stays.page)
            if joined and (before is None or before.text != joined or not stays.words):
                self._check_text(story_id, stays.page, now.leaves.index(stays))
                stage, key = (before.stage, before.key) if before else (ADDED, None)
                puts[f"segment/{stays.page}"] = (edited(stage=stage, text=joined, before=key), None)
            kept = replace(stays, words=bool(texts))
            leaves = [*now.leaves[:place], kept, *now.leaves[place + 2 :]]
            self._lay(story_id, now, leaves, f"Pages {place + 1} and {place + 2} were joined", puts)
        self._at_once.restage(story_id)
        return stays.page

    # -- with and without ---------------------------------------------------------------------
    def write(self, story_id: str, page: int, text: str, *, seen: str | None = None) -> None:
        """Let these words stand on a page, or none for ""; the words before are put aside then and
        its picture stays.  `seen`: the key of the text that the writer saw (see `Editing.edit`)."""
        text = _words(text)
        now, place = self._found(story_id, page)
        if text and now.leaves[place].words:
            self._editing.edit(story_id, f"segment/{page}", text, seen=seen)
            return
        with self._lock:
            now, place = self._found(story_id, page)
            self._check_text(story_id, page, place)
            leaf, before = now.leaves[place], self._text(story_id, page)
            leaves = list(now.leaves)
            leaves[place] = replace(leaf, words=bool(text))
            if leaves[place] == leaf:
                return
            self._check_words(leaves)
            puts: dict[str, tuple[Artifact, int | None]] = {}
            if text and (before is None or before.text != text):
                stage, key = (before.stage, before.key) if before else (ADDED, None)
                puts[f"segment/{page}"] = (edited(stage=stage, text=text, before=key), None)
            what = "got words" if text else "goes without words"
            self._lay(story_id, now, leaves, f"Page {place + 1} {what}", puts)
        self._at_once.restage(story_id)

    def aside(self, story_id: str, page: int) -> str:
        """The words that a page had before it went without; "" for none."""
        now, place = self._found(story_id, page)
        artifact = None if now.leaves[place].words else self._text(story_id, page)
        return (artifact.text or "") if artifact else ""

    def picture(self, story_id: str, page: int, has: bool) -> None:
        """Let a page go without its picture (which is put aside), or with it again."""
        with self._lock:
            now, place = self._found(story_id, page)
            if now.leaves[place].picture == has:
                return
            state = self._graphs.states(story_id).get(f"illustration/{page}")
            if state is not None and state.choice.locked:
                raise BadInput("This picture is locked; unlock it first.")
            leaves = list(now.leaves)
            leaves[place] = replace(leaves[place], picture=has)
            what = "has a picture" if has else "goes without a picture"
            self._lay(story_id, now, leaves, f"Page {place + 1} {what}")
        self._at_once.restage(story_id)

    def illustrate(self, story_id: str, page: int) -> None:
        """Give a page without a picture one: as it was, else made from its words."""
        text = self._text(story_id, page)
        if text is None or not text.text:
            raise BadInput(
                "This page has no words to draw yet: write some first, or use a picture of your "
                "own."
            )
        self.picture(story_id, page, True)
        states = self._graphs.states(story_id)
        targets = [slot for slot in (f"illustration/{page}", f"score/{page}") if slot in states]
        if any(states[slot].status != "fresh" for slot in targets):
            self._jobs.build(story_id, targets)

    def bring(
        self, story_id: str, page: int, picture: Picture | None = None, *, frame: str = AS_IS
    ) -> None:
        """Let an own picture stand on a page, also on one that went without (see `OwnPictures`)."""
        if picture is not None:
            check(picture, frame)
        self.picture(story_id, page, True)
        self._own.put(story_id, [page], picture=picture, frame=frame)

    # -- back ---------------------------------------------------------------------------------
    def undo(self, story_id: str) -> str | None:
        """Take the latest change of the arrangement back, with the texts as they stood before it;
        says what was undone, None where there is nothing."""
        with self._lock:
            now = self._standing(story_id)
            if now is None:
                return None
            before: dict[str, tuple[str | None, int]] = {
                slot: (key, int(take)) for slot, (key, take) in now.data["texts"].items()
            }
            before[SLOT] = (now.inputs[0] if now.inputs else None, 0)
            self._store.put_back(story_id, before)
        self._at_once.restage(story_id)
        return now.text

    # -- inside -------------------------------------------------------------------------------
    def _standing(self, story_id: str) -> Artifact | None:
        place = self._store.snapshot(story_id).standing.get(SLOT)
        return place.artifact if place else None

    def _text(self, story_id: str, page: int) -> Artifact | None:
        """What stands as a page's text, shown or put aside."""
        place = self._store.snapshot(story_id).standing.get(f"segment/{page}")
        return place.artifact if place else None

    def _found(self, story_id: str, page: int) -> tuple[Arrangement, int]:
        now = self._graphs.pages(story_id)
        place = now.place(page)
        if place is None:
            raise BadInput("This page is not in the book any more; choose another one.")
        return now, place

    def _next(self, now: Arrangement) -> int:
        if len(now.leaves) >= MOST_PAGES:
            raise BadInput(f"A book has at most {MOST_PAGES} pages: join or delete some first.")
        return now.following

    def _lay(
        self,
        story_id: str,
        now: Arrangement,
        leaves: Sequence[Leaf],
        said: str,
        puts: Mapping[str, tuple[Artifact, int | None]] = {},
    ) -> None:
        """Let an arrangement stand, with the artifacts that belong to the change."""
        pages = [leaf.page for leaf in leaves]
        following = max([now.following, *(page + 1 for page in pages)])
        choices = self._store.choices(story_id)
        before = self._standing(story_id)
        # A new page's slots need no way back: without it they are not in the book.
        texts = {
            slot: [choices[slot].key, choices[slot].take]
            for slot in puts
            if slot in choices and now.place(page_of(slot) or 0) is not None
        }
        data = {**Arrangement(leaves=tuple(leaves), following=following).to_json(), "texts": texts}
        made = edited(
            stage="paging", text=f"{said}.", before=before.key if before else None, data=data
        )
        self._store.put_edits(story_id, {**puts, SLOT: (made, 0)})

    def _check_words(self, leaves: Sequence[Leaf]) -> None:
        if not any(leaf.words for leaf in leaves):
            raise BadInput("No other page has words, and a book needs some: write them first.")

    def _check_text(self, story_id: str, page: int, place: int) -> None:
        choice = self._store.choices(story_id).get(f"segment/{page}")
        if choice is not None and choice.locked:
            raise BadInput(f"The text of page {place + 1} is locked; unlock it first.")

    def _check_locks(self, story_id: str, page: int, place: int) -> None:
        locked = [
            NAMES.get(slot.partition("/")[0], "scene")
            for slot, choice in self._store.choices(story_id).items()
            if choice.locked and page_of(slot) == page
        ]
        if locked:
            raise BadInput(f"The {locked[0]} of page {place + 1} is locked; unlock it first.")


def pieces_of(text: str) -> list[str]:
    """A page's text in sentences, each with the space behind it: joined they are the text."""
    found, at = list[str](), 0
    for sentence in sentences(text):
        start = text.find(sentence, at)
        if start < 0:  # A lone sign was drawn to the sentence before it.
            continue
        end = start + len(sentence)
        if found:
            found[-1] += text[at:start]
        found.append(text[start:end] if found else text[:end])
        at = end
    if found:
        found[-1] += text[at:]
    return found


def _words(text: str) -> str:
    text = clean(text).strip()
    if len(text) > LONGEST:
        raise BadInput(f"The text is too long: {len(text)} characters; use at most {LONGEST}.")
    return text


def _made(state: SlotState) -> bool:
    """Whether a piece was made by the studio and would be made again."""
    artifact = state.artifact
    return artifact is not None and artifact.maker != "person" and not state.choice.locked
