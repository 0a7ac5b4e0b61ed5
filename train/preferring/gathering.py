"""What readers of a studio said, as pairs: A/B votes, edits, and stars.

A vote between two versions of a page, and an edit of a page that a model wrote, are two answers to
the request for that page.  Two books of the same pictures, mood, age and length to which one person
gave different stars are two whole conversations.  Requests are worded as the studio words them
(`core.stages.conversation`); what deleted books were said about is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

from core.build import WISH, Artifact, Task
from core.errors import BadInput
from core.settings import Settings
from core.stages import conversation
from core.stages.conversation import BookAsked
from core.stages.writing import book_of
from core.story import StoryRequest
from core.text import count_words, words_of
from db.artifacts import SqlArtifactStore
from db.media import MediaStore
from db.ratings import Ratings
from db.session import Database
from db.stories import Stories
from db.votes import Votes
from train.preferring.pairs import Pair

WRITTEN: Final = "writing"
"""The stage of pages for which a request is known."""


def of_studio(settings: Settings, *, apart: int) -> tuple[list[Pair], list[str]]:
    """The pairs of a studio's database, and notes on what says nothing; books must be `apart` so
    many stars."""
    if settings.database_url.startswith("sqlite") and not settings.data_dir.is_dir():
        raise BadInput(
            f"There is no studio in {settings.data_dir}; STUDIO_DATA_DIR names its folder, or give "
            "--data pairs.jsonl."
        )
    database = Database(settings.database_url)
    try:
        database.migrate()
        return Gathering(database, settings).pairs(apart)
    finally:
        database.close()


class Gathering:
    """Reads a studio's database once."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._stories = Stories(database)
        self._store = SqlArtifactStore(database, MediaStore(settings.data_dir / "media"))
        self._votes = Votes(database)
        self._ratings = Ratings(database)
        self._standing: dict[str, dict[str, Artifact]] = {}
        self._left: Counter[str] = Counter()

    def pairs(self, apart: int) -> tuple[list[Pair], list[str]]:
        """All pairs, in an order that is the same every time."""
        found = [*self._of_votes(), *self._of_edits(), *self._of_stars(apart)]
        notes = [f"{count:,} left out: {what}." for what, count in sorted(self._left.items())]
        return found, notes

    # -- votes ----------------------------------------------------------------------------------
    def _of_votes(self) -> list[Pair]:
        found = []
        for vote in self._votes.all():
            if not vote.slot.startswith("segment/"):
                continue
            if vote.outcome == "tie":
                self._left["A/B votes without a winner"] += 1
                continue
            keys = (vote.left_key, vote.right_key)
            known = self._votes.origins(keys)
            sides = [known[key] for key in keys if key in known]
            if vote.outcome == "right":
                sides.reverse()
            made = next((one for one in sides if one.stage == WRITTEN and one.params), None)
            if len(sides) < 2 or made is None or any(WISH in one.params for one in sides):
                self._left["A/B votes about pages whose request is not known"] += 1
                continue
            texts = [(one.text or "").strip() for one in sides]
            pair = self._of_page(vote.story_id, vote.slot, made.params, texts)
            if pair:
                found.append(replace(pair, source="vote", person=vote.person))
        return found

    # -- edits ----------------------------------------------------------------------------------
    def _of_edits(self) -> list[Pair]:
        found = []
        for card in self._stories.gallery(sort="oldest"):
            for slot, standing in sorted(self._book(card.id).items()):
                if not slot.startswith("segment/") or standing.maker != "person":
                    continue
                versions = [version.artifact for version in self._store.history(card.id, slot)]
                before = next((one for one in versions if one.maker != "person"), None)
                if before is None or before.stage != WRITTEN or WISH in before.params:
                    continue
                texts = [(one.text or "").strip() for one in (standing, before)]
                pair = self._of_page(card.id, slot, before.params, texts)
                if pair:
                    found.append(replace(pair, source="edit", person="local"))
        return found

    def _of_page(
        self, story_id: str, slot: str, params: Mapping[str, Any], texts: Sequence[str]
    ) -> Pair | None:
        """The request for a page with a better and a worse answer; None where both say the same."""
        better, worse = texts
        if not better or not worse or words_of(better) == words_of(worse):
            self._left["pairs that differ in no word"] += 1
            return None
        standing = self._book(story_id)
        book, index = _asked(slot, params, standing), int(params["index"])
        told = [
            (standing[name].text or "…") if (name := f"segment/{i}") in standing else "…"
            for i in range(index)
        ]
        pages = list(book.pages)
        words = round((count_words(better) + count_words(worse)) / 2)
        pages[index] = replace(pages[index], words=words)
        return Pair(
            prompt=tuple(conversation.messages(replace(book, pages=tuple(pages)), told)),
            chosen=({"role": "assistant", "content": better},),
            rejected=({"role": "assistant", "content": worse},),
            story=story_id,
            slot=slot,
        )

    # -- stars ----------------------------------------------------------------------------------
    def _of_stars(self, apart: int) -> list[Pair]:
        alike: dict[tuple[Any, ...], list[tuple[int, str]]] = defaultdict(list)
        for row in self._ratings.rows():
            story = self._stories.get(row["story_id"])
            if row["segment"] is None and row["stars"] is not None and story is not None:
                key = (row["person"], *_wishes(story.request))
                alike[key].append((int(row["stars"]), story.id))
        found = []
        for (person, *_), rated in sorted(alike.items(), key=lambda one: repr(one[0])):
            for one, two in combinations(sorted(rated, reverse=True), 2):
                if one[0] - two[0] < apart:
                    continue
                pair = self._of_books(one[1], two[1])
                if pair is None:
                    self._left["pairs of rated books that cannot be told as one request"] += 1
                else:
                    found.append(replace(pair, source="stars", person=person))
        return found

    def _of_books(self, better: str, worse: str) -> Pair | None:
        """Two whole books as answers to the same turns: pictures and mood, without either plot."""
        both = [self._written(story_id) for story_id in (better, worse)]
        first, second = both
        if first is None or second is None or len(first[1]) != len(second[1]):
            return None
        book, told = first[0], [first[1], second[1]]
        pages = tuple(
            replace(page, beat="", words=round((count_words(a) + count_words(b)) / 2))
            for page, a, b in zip(book.pages, *told, strict=True)
        )
        book = replace(book, pages=pages, plan="", hero=None, pronoun=None)
        turns = [conversation.messages(book, texts) for texts in told]
        if told[0] == told[1]:
            return None
        return Pair(
            prompt=(turns[0][0],), chosen=tuple(turns[0][1:]), rejected=tuple(turns[1][1:]),
            story=better,
        )  # fmt: skip

    def _written(self, story_id: str) -> tuple[BookAsked, list[str]] | None:
        """What was asked of a book's writer, and its pages; None where a page is not a model's."""
        standing = self._book(story_id)
        first = standing.get("segment/0")
        if first is None or first.stage != WRITTEN:
            return None
        pages = [standing.get(f"segment/{i}") for i in range(int(first.params["segments"]))]
        if not all(page and page.stage == WRITTEN and page.text for page in pages):
            return None
        texts = [(page.text or "").strip() for page in pages if page]
        return _asked("segment/0", first.params, standing), texts

    def _book(self, story_id: str) -> dict[str, Artifact]:
        """What stands in each slot of a story."""
        if story_id not in self._standing:
            self._standing[story_id] = {
                slot: place.artifact
                for slot, place in self._store.artifacts_for(story_id).items()
                if place.artifact is not None
            }
        return self._standing[story_id]


def _asked(slot: str, params: Mapping[str, Any], standing: Mapping[str, Artifact]) -> BookAsked:
    """The book that a page's writer was asked for."""
    given = {
        name: artifact
        for name, artifact in standing.items()
        if name == "outline" or name.startswith("caption/")
    }
    return book_of(Task(slot=slot, params=params, seed=0, inputs=given))


def _wishes(request: StoryRequest) -> tuple[Any, ...]:
    """What two books must have in common to be answers to one request."""
    pictures = tuple(picture.sha256 for picture in request.pictures)
    return (
        pictures, request.idea if not pictures else "", request.mood, request.age,
        request.segment_count, tuple(request.words), request.tongue,
    )  # fmt: skip
