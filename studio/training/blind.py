"""Blind tests of trained models: two of one role do the same small tasks, people say on the page
*Compare* which did better without knowing whose it is, and the votes decide.

The tasks are done by the worker, one at a time; after a crash it goes on with the next one.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from core.build import QuietContext, digest
from core.errors import BadInput
from core.models.base import Lease
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.text import clean
from db.blind_tests import BlindItem, BlindTest, BlindTests, Side
from db.media import MediaStore
from db.stories import Stories
from eval.preference import sign_test
from studio import one_task
from studio.comparing import Pair, Place, Supply
from studio.comparing import Side as Shown
from studio.contexts import Stopping, outcome_of
from studio.lineage import Traits
from studio.training.versions import TrainedModels
from studio.training.views import BlindView, TrainingView
from studio.trying import LONGEST
from studio.uploads import Uploads
from studio.work_queue import Queue

MOST_TASKS: Final = 20
_USUAL: Final = 10
"""So many pictures are taken where none are brought."""
_SURE: Final = 0.05
"""The chance of error that a verdict may have."""
_SIDES: Final[tuple[Side, ...]] = ("one", "other")
USUAL_TASKS: Final = (
    "a fox in a red coat waves at an owl in the forest",
    "a child plays with a ball on the beach",
    "a dog runs over a green meadow",
    "a cat sleeps beside the stove at night",
    "a bear and a rabbit sit under a tree",
    "a boat on the sea under a big moon",
    "two friends build a house of snow",
    "a bird sings on the roof of a small house",
)
"""What writers and illustrators are asked for, unless a person says something else."""


class Blind:
    """The use cases of blind tests; `closed` says why none may be begun, or ""."""

    def __init__(
        self,
        tests: BlindTests,
        trained: TrainedModels,
        catalog: Catalog,
        pool: ModelPool,
        media: MediaStore,
        uploads: Uploads,
        stories: Stories,
        queue: Queue,
        *,
        closed: str,
        stopping: threading.Event,
    ) -> None:
        self._tests = tests
        self._trained = trained
        self._catalog = catalog
        self._pool = pool
        self._media = media
        self._uploads = uploads
        self._stories = stories
        self._queue = queue
        self._closed = closed
        self._stopping = stopping

    # -- tests ----------------------------------------------------------------------------------
    def opponents(self, view: TrainingView, views: Sequence[TrainingView]) -> dict[str, str]:
        """What a version can be tested against: other versions that are here, then the model that
        does its work without own ones; labels by model id."""
        found = {
            other.model_id: other.label
            for other in views
            if other.role == view.role and other.here and other.number and other.id != view.id
        }
        present = self._trained.present(view.role)
        return {**found, present: f"{self._catalog.model(present).label} (the studio's own)"}

    def start(
        self,
        one: str,
        other: str,
        *,
        words: Sequence[str] = (),
        pictures: Sequence[tuple[str, bytes]] = (),
    ) -> str:
        """Begin a test of two models (ids in the catalogue); returns its id.

        Captioners look at `pictures` (names and contents), writers and illustrators are given
        `words`, a task each; without them some of the studio's own. `BadInput` says what is wrong.
        """
        if self._closed:
            raise BadInput(self._closed)
        self._trained.bring()
        entries = [self._catalog.model(model_id) for model_id in (one, other)]
        if one == other or entries[0].role != entries[1].role:
            raise BadInput("Choose two different models that do the same work.")
        for model_id in (one, other):
            self._catalog.folder(model_id)
        role = entries[0].role
        test_id = self._tests.create(
            role,
            one=(one, entries[0].label),
            other=(other, entries[1].label),
            tasks=self._pictures(pictures) if role == "captioner" else _lines(words),
        )
        self._queue.put("blind_test", test_id)
        return test_id

    def all(self) -> list[BlindView]:
        """Every test with its votes and what they say, newest first."""
        return [self._view(test) for test in self._tests.all()]

    def _pictures(self, brought: Sequence[tuple[str, bytes]]) -> list[tuple[str, str | None]]:
        """Pictures as tasks: those that were brought, else those of the latest books and the
        studio's samples."""
        if len(brought) > MOST_TASKS:
            raise BadInput(f"{len(brought)} pictures are many; {MOST_TASKS} are the most.")
        if not brought:
            samples = [(one.name, Path(one.path).read_bytes()) for one in self._uploads.samples()]
            brought = [*self._latest(_USUAL - len(samples)), *samples]
        # a caption that lies in the file is nobody's here
        bare = [self._uploads.prepare(*one, described=False) for one in brought]
        names = [self._media.put(one.content, one.mime) for one in bare]
        return [("", name) for name in dict.fromkeys(names)]

    def _latest(self, most: int) -> list[tuple[str, bytes]]:
        """Pictures that books were made of lately."""
        found: dict[str, str] = {}
        for card in self._stories.gallery(limit=_USUAL):
            story = self._stories.get(card.id)
            for picture in story.request.pictures if story else ():
                if self._media.has(picture.sha256):
                    found[picture.sha256] = picture.name
        return [(name, self._media.read(sha256)) for sha256, name in list(found.items())[:most]]

    def _view(self, test: BlindTest) -> BlindView:
        items = self._tests.items(test.id)
        better, worse, same = self._counts(test.id)
        made = [item for item in items if _both(item)]
        alike = sum(map(_alike, made))
        return BlindView(
            id=test.id, one=test.one_label, other=test.other_label, one_id=test.one,
            other_id=test.other, status=test.status, error=test.error, tasks=len(items),
            made=sum(bool(item.made(side)) for item in items for side in _SIDES),
            alike=alike, pairs=len(made) - alike, better=better, worse=worse, same=same,
            created_at=test.created_at,
            verdict=_verdict(test.one_label, test.other_label, better, worse, same),
        )  # fmt: skip

    def _counts(self, test_id: str) -> tuple[int, int, int]:
        """Tasks on which most votes are for the one, for the other, for neither."""
        leads: dict[int, int] = defaultdict(int)
        for vote in self._tests.votes(test_id):
            leads[vote.position] += {"one": 1, "other": -1, "tie": 0}[vote.outcome]
        signs = [(lead > 0) - (lead < 0) for lead in leads.values()]
        return signs.count(1), signs.count(-1), signs.count(0)

    # -- judging: as `studio.comparing.Comparing` does it with versions of a page -----------------
    def supply(self, kind: str, *, person: str = "local") -> Supply:
        """How many pairs a test has, `kind` being its id, and how many of them this person has
        judged; of all tests where it is no test's id."""
        pairs = self._pairs(kind)
        judged = self._judged(person)
        return Supply(pairs=len(pairs), judged=sum(_place(item) in judged for _, item in pairs))

    def next_pair(
        self, kind: str, *, seed: int, skipped: Collection[Place] = (), person: str = "local"
    ) -> Pair | None:
        """The pair of a test (`kind` is its id) that this person judges next, None when all are
        judged; of the newest where it is no test's id. Which stands left is drawn by `seed`."""
        seen = self._judged(person).union(skipped)
        for test, item in self._pairs(kind):
            if _place(item) in seen:
                continue
            drawn = int(digest([seed, test.id, item.position])[:8], 16)
            sides: list[Side] = ["other", "one"] if drawn % 2 else ["one", "other"]
            left, right = (self._shown(test, item, side) for side in sides)
            return Pair(
                story_id=test.id, slot=f"blind/{item.position}", seed=drawn, left=left, right=right,
                asked=item.words, shown=item.picture,
            )  # fmt: skip
        return None

    def vote(self, pair: Pair, outcome: str, *, person: str = "local") -> None:
        """Keep a judgement: "left", "right" or "tie" (about the same)."""
        if self._tests.get(pair.story_id) is None:
            raise BadInput("One of the two was deleted; go on with the next pair.")
        chosen = {"left": pair.left.key, "right": pair.right.key, "tie": "tie"}[outcome]
        position = int(pair.slot.rpartition("/")[2])
        self._tests.vote(pair.story_id, position, chosen.rpartition("/")[2], person=person)

    def _pairs(self, test_id: str) -> list[tuple[BlindTest, BlindItem]]:
        """Tasks that both have done, and not alike."""
        tests = self._tests.all()
        return [
            (test, item)
            for test in [test for test in tests if test.id == test_id] or tests
            for item in self._tests.items(test.id)
            if _both(item) and not _alike(item)
        ]

    def _judged(self, person: str) -> set[Place]:
        votes = [vote for test in self._tests.all() for vote in self._tests.votes(test.id)]
        return {_place_of(v.test_id, v.position) for v in votes if v.person == person}

    def _shown(self, test: BlindTest, item: BlindItem, side: Side) -> Shown:
        model, label = (
            (test.one, test.one_label) if side == "one" else (test.other, test.other_label)
        )
        return Shown(
            key=f"{item.test_id}/{item.position}/{side}",
            text=item.one_text if side == "one" else item.other_text,
            media=item.one_media if side == "one" else item.other_media,
            words=None,
            source=f"{label} · seed {one_task.SEED}",
            traits=Traits(
                model=model, revision="", style=None, mood=None, seed=one_task.SEED, words=None
            ),
            stands=False,
            created_at=test.created_at,
        )

    # -- the worker's side ----------------------------------------------------------------------
    def step(self, test_id: str) -> str:
        """Do the next task; "more" or how it ended."""
        test = self._tests.get(test_id)
        if test is None or test.status in ("done", "failed"):
            return test.status if test else "gone"
        try:
            return self._step(test)
        except Stopping:
            return "more"
        except Exception as error:
            _, sentence = outcome_of(error)
            self._tests.set_status(test_id, "failed", sentence)
            return "failed"

    def _step(self, test: BlindTest) -> str:
        items = self._tests.items(test.id)
        # all of one, then all of the other: a model is loaded once
        todo = next(((s, i) for s in _SIDES for i in items if i.made(s) is None), None)
        if todo is None:
            self._tests.set_status(test.id, "done")
            return "done"
        self._tests.set_status(test.id, "running")
        self._trained.bring()
        side, item = todo
        content = self._media.read(item.picture) if item.picture else b""
        context = QuietContext(media=lambda sha256: content, check=self._check)

        def work(lease: Lease) -> one_task.Done:
            context.check()
            return one_task.make(test.role, lease.backend, item.words, context)

        made = self._pool.run(test.one if side == "one" else test.other, work)
        if made.media:
            stored = self._media.put(made.media, made.mime or "image/png")
            self._tests.fill(item, side, media=stored)
        else:
            self._tests.fill(item, side, text=made.text or "(nothing)")
        return "more"

    def enqueue_forgotten(self, waiting: set[str]) -> None:
        """Enqueue tests that are unfinished but not among those `waiting` in the queue."""
        for test in self._tests.all():
            if test.status in ("queued", "running") and test.id not in waiting:
                self._queue.put("blind_test", test.id, again=True)

    def _check(self) -> None:
        if self._stopping.is_set():
            raise Stopping


def _lines(words: Sequence[str]) -> list[tuple[str, str | None]]:
    """Words as tasks, each once."""
    lines = [clean(line).strip() for line in words]
    lines = list(dict.fromkeys(line for line in lines if line)) or list(USUAL_TASKS)
    if len(lines) > MOST_TASKS:
        raise BadInput(f"{len(lines)} lines are many; {MOST_TASKS} are the most.")
    if (longest := max(map(len, lines))) > LONGEST:
        raise BadInput(f"One line has {longest} characters; {LONGEST} are the most.")
    return [(line, None) for line in lines]


def _verdict(one: str, other: str, better: int, worse: int, same: int) -> str:
    """What the votes say, in a sentence; "" before the first."""
    if not better + worse + same:
        return ""
    said = f"{one} was found better on {better}, {other} on {worse}"
    said += f", neither on {same}" if same else ""
    chance = sign_test(better, worse)
    if chance < _SURE:
        winner = one if better > worse else other
        return f"{winner} is better: {said} (sign test, p = {chance:.3f})."
    return f"Not decided: {said}. That may be chance (sign test, p = {chance:.2f})."


def _both(item: BlindItem) -> bool:
    return item.made("one") is not None and item.made("other") is not None


def _alike(item: BlindItem) -> bool:
    return item.made("one") == item.made("other")


def _place_of(test_id: str, position: int) -> Place:
    return test_id, f"blind/{position}", *_keys(test_id, position)


def _keys(test_id: str, position: int) -> tuple[str, str]:
    return f"{test_id}/{position}/one", f"{test_id}/{position}/other"


def _place(item: BlindItem) -> Place:
    return _place_of(item.test_id, item.position)
