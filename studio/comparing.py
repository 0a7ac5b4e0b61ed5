"""Asking people: which of two versions is better, seen blind, and five questions after a book.

A pair is any two versions that ever stood in one place of a story.  What comes of the answers:
`studio/preferring.py`.
"""

import dataclasses
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from core.build import digest
from core.errors import BadInput, UnknownName
from core.text import clean
from db.artifacts import SqlArtifactStore
from db.stories import Stories
from db.surveys import QUESTIONS, Survey, Surveys
from db.votes import Vote, Votes
from eval import active, preference
from studio.lineage import Lineage, Traits

KINDS: Final = {"illustration": "pictures", "segment": "texts"}
COMMENT_LIMIT: Final = 2000
_WEIGHED: Final = 300
"""So many pairs are weighed against each other, those with fewest votes."""
_REMEMBERED: Final = 3000
"""So many votes, the latest, say how strong versions are."""
_ALIKE: Final = 0.1
"""Pairs that say less by no more than this share are as good as the best."""
SURVEY: Final = dict(
    zip(
        QUESTIONS,
        ("Picture quality", "Text alignment", "Speed", "Usability", "Overall"),
        strict=True,
    )
)
"""The five questions of a book's survey, in order."""
Place = tuple[str, str, str, str]
"""Two versions in one place: story id, slot, lesser key, greater key."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of two versions: a text, or the media name of a picture with the words of its page.

    `source` says who made it and how, in one line for researchers; `traits` by parts, `stands`
    whether it is in the book now, `created_at` (POSIX) when it was made.  All of that is shown only
    after the vote.
    """

    key: str
    text: str | None
    media: str | None
    words: str | None
    source: str
    traits: Traits
    stands: bool
    created_at: float


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two versions as a reader judges them. `seed` decided the sides: odd turns them round.

    `asked`: the words that both were made from, `shown`: the stored picture, where that is not a
    page of a book.
    """

    story_id: str
    slot: str
    seed: int
    left: Side
    right: Side
    asked: str = ""
    shown: str | None = None

    @property
    def place(self) -> Place:
        """Which pair this is, the same for both ways round."""
        lesser, greater = sorted((self.left.key, self.right.key))
        return self.story_id, self.slot, lesser, greater


@dataclass(frozen=True, kw_only=True)
class Supply:
    """How many pairs there are to compare, and how many of them this person has judged."""

    pairs: int
    judged: int


class Comparing:
    """The use cases of blind comparisons and surveys."""

    def __init__(
        self,
        votes: Votes,
        answers: Surveys,
        lineage: Lineage,
        stories: Stories,
        store: SqlArtifactStore,
    ) -> None:
        self.votes = votes
        self.answers = answers
        self.lineage = lineage
        self._stories = stories
        self._store = store

    # -- comparing ----------------------------------------------------------------------------
    def supply(self, kind: str, *, person: str = "local") -> Supply:
        """How much there is to compare of a kind: "illustration" or "segment" (texts)."""
        pairs = set(self._pairs(kind))
        judged = {_place(vote) for vote in self.votes.all() if vote.person == person}
        return Supply(pairs=len(pairs), judged=len(pairs & judged))

    def next_pair(
        self, kind: str, *, seed: int, skipped: Collection[Place] = (), person: str = "local"
    ) -> Pair | None:
        """The pair that this person judges next; None when they have seen all.

        Versions that differ in model, revision, style or mood come before mere takes; among them
        the pair whose vote says most about who is stronger (`eval.active`), of about equal ones
        that with the fewest votes of anybody; the rest is drawn by `seed`.  Of thousands of pairs
        some hundred with fewest votes are weighed.  `skipped` are places of pairs.
        """
        votes = self.votes.all()
        asked = Counter(map(_place, votes))
        seen = {_place(vote) for vote in votes if vote.person == person}.union(skipped)
        waiting = [pair for pair in self._pairs(kind) if pair not in seen]
        if not waiting:
            return None
        waiting = sorted(waiting, key=lambda pair: (asked[pair], digest([seed, *pair])))[:_WEIGHED]
        of_kind = [vote for vote in votes if vote.slot.startswith(f"{kind}/")][-_REMEMBERED:]
        traits = self.lineage.traits(
            [key for pair in waiting for key in pair[2:]]
            + [key for vote in of_kind for key in (vote.left_key, vote.right_key)]
        )
        worths = active.worth(
            [_as_judged(vote, traits) for vote in of_kind],
            [(_player(traits[a]), _player(traits[b])) for *_, a, b in waiting],
        )
        nearly = (1 - _ALIKE) * max(worths)
        best = [i for i, worth in enumerate(worths) if worth >= nearly]  # in order of `waiting`
        story_id, slot, a, b = waiting[best[0]]
        drawn = int(digest([seed, story_id, slot, a, b])[:8], 16)
        left, right = (b, a) if drawn % 2 else (a, b)
        standing = {choice.key for choice in self._store.choices(story_id).values()}
        return Pair(
            story_id=story_id,
            slot=slot,
            seed=drawn,
            left=self._side(left, kind, traits[left], standing),
            right=self._side(right, kind, traits[right], standing),
        )

    def vote(self, pair: Pair, outcome: str, *, person: str = "local") -> None:
        """Keep a judgement: "left", "right" or "tie" (about the same)."""
        self.votes.add(
            pair.story_id,
            pair.slot,
            left=pair.left.key,
            right=pair.right.key,
            outcome=outcome,
            seed=pair.seed,
            person=person,
        )

    def _pairs(self, kind: str) -> list[Place]:
        """Versions that differ in what was made."""
        if kind not in KINDS:
            raise UnknownName("kind of version", kind, KINDS)
        places: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for version in self.votes.comparable(kind):
            places[version.story_id, version.slot][version.key] = version.made
        return [
            (*place, a, b)
            for place, made in places.items()
            for a, b in itertools.combinations(sorted(made), 2)
            if made[a] != made[b]
        ]

    def _side(self, key: str, kind: str, traits: Traits, standing: Collection[str | None]) -> Side:
        artifact = self._store.artifact(key)
        if artifact is None:
            raise BadInput("One of the versions does not exist any more; go on to the next pair.")
        if kind != "illustration":
            traits = dataclasses.replace(traits, style=None)
        parts = [traits.model, traits.style, traits.mood]
        parts.append(f"seed {traits.seed}" if artifact.model_id else None)
        return Side(
            key=key,
            text=artifact.text if kind == "segment" else None,
            media=artifact.media if kind == "illustration" else None,
            words=traits.words if kind == "illustration" else None,
            source=" · ".join(part for part in parts if part),
            traits=traits,
            stands=key in standing,
            created_at=artifact.created_at,
        )

    # -- surveys ------------------------------------------------------------------------------
    def save_survey(
        self, story_id: str, answers: Mapping[str, int], *, comment: str = "", person: str = "local"
    ) -> None:
        """Keep a person's answers (1 to 5) to the five questions of `SURVEY`; changeable."""
        if self._stories.get(story_id) is None:
            raise BadInput("There is no story with this address; look for it in the gallery.")
        comment = clean(comment).strip()[:COMMENT_LIMIT]
        self.answers.save(story_id, answers, comment=comment, person=person)

    def survey(self, story_id: str, *, person: str = "local") -> Survey | None:
        """What this person answered about a story."""
        return self.answers.get(story_id, person=person)


def _player(traits: Traits) -> str:
    """Who is compared: whatever may make one version better than another."""
    return json.dumps([traits.model, traits.revision, traits.style, traits.mood])


def _as_judged(vote: Vote, traits: Mapping[str, Traits]) -> preference.Vote:
    left, right = (_player(traits[key]) for key in (vote.left_key, vote.right_key))
    return preference.Vote(left=left, right=right, outcome=vote.outcome)


def _place(vote: Vote) -> Place:
    lesser, greater = sorted((vote.left_key, vote.right_key))
    return vote.story_id, vote.slot, lesser, greater
