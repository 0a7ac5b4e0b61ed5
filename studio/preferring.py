"""What people prefer, in figures: strengths from their votes, and metrics against people.

What was said about deleted stories is left out everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from core.errors import UnknownName
from core.story import MOODS, STYLES
from db.filters import Filters
from db.ratings import Ratings
from db.votes import Vote, Votes
from eval import preference
from eval.agreement import Agreement, agreement, agreement_with_votes, enough
from eval.preference import Strengths, bradley_terry
from eval.voters import Judged, Voters, voters
from studio.lineage import Lineage, Traits

_ALL: Final = Filters()
Scorer = tuple[str, str, str]
"""A scorer's model id, revision and dtype; scores of different ones are never mixed."""
BY: Final = ("model", "style", "mood", "model × style × mood")
PRIOR: Final = 0.5
"""Votes won and lost against an average version, used only while votes leave a limit infinite."""
_KEPT: Final = 32
"""Results that are kept: the bootstrap of thousands of votes takes a second, a page's rerun none.
They depend on nothing but their arguments."""
_UNKNOWN: Final = float("nan")
"""One object, so that tuples with it are equal."""

_agreement = lru_cache(maxsize=_KEPT)(agreement)
_agreement_with_votes = lru_cache(maxsize=_KEPT)(agreement_with_votes)


class Preferring:
    """The figures of votes and of stars against scores."""

    def __init__(self, ratings: Ratings, votes: Votes, lineage: Lineage) -> None:
        self._ratings = ratings
        self._votes = votes
        self._lineage = lineage

    # -- strengths ----------------------------------------------------------------------------
    def strengths(
        self,
        by: str = "model",
        *,
        kind: str = "illustration",
        chosen: Filters = _ALL,
        seed: int = 0,
    ) -> Strengths:
        """Bradley–Terry strengths of models, styles, moods or all three together.

        Moods and styles of `chosen` keep the votes in which both sides have one of them.  Maximum
        likelihood; only while that leaves a strength or a limit infinite, `PRIOR` is used.
        """
        return _fitted(self.named_votes(by, kind=kind, chosen=chosen), seed)

    def named_votes(
        self, by: str = "model", *, kind: str = "illustration", chosen: Filters = _ALL
    ) -> tuple[preference.Vote, ...]:
        """The votes between models, styles, moods or all three together, by their names."""
        if by not in BY:
            raise UnknownName("thing to compare by", by, BY)
        judged, names = self._judged(kind, chosen)

        def player(own: Traits) -> str:
            parts = {
                "model": names[own.model, own.revision],
                "style": own.style or "no style",
                "mood": own.mood or "no mood",
            }
            return parts.get(by) or " · ".join(parts.values())

        return tuple(
            preference.Vote(
                left=player(left),
                right=player(right),
                outcome=vote.outcome,
                voter=vote.person,
                book=vote.story_id,
            )
            for vote, left, right in judged
        )

    def voters(
        self, *, kind: str = "illustration", chosen: Filters = _ALL, seed: int = 0
    ) -> Voters:
        """Whether those who voted agree, and whether a side is preferred."""
        judged = [
            Judged(
                pair=(vote.story_id, vote.slot, *sorted((vote.left_key, vote.right_key))),
                voter=vote.person,
                outcome=vote.outcome,
                turned=vote.left_key > vote.right_key,
            )
            for vote, _, _ in self._judged(kind, chosen)[0]
        ]
        return voters(judged, seed=seed)

    def vote_rows(
        self, *, kind: str = "illustration", chosen: Filters = _ALL
    ) -> list[dict[str, Any]]:
        """One row a vote, with what stood on each side."""
        rows = []
        for vote, left, right in self._judged(kind, chosen)[0]:
            row = dict(vars(vote))
            for side, own in (("left", left), ("right", right)):
                row |= {f"{side}_{t}": getattr(own, t) for t in ("model", "style", "mood", "seed")}
            rows.append(row)
        return rows

    def _judged(
        self, kind: str, chosen: Filters
    ) -> tuple[list[tuple[Vote, Traits, Traits]], dict[tuple[str, str], str]]:
        """Votes with the traits of both sides, and what models are called.

        What a version's own making does not say, the story does.
        """
        votes = [v for v in self._votes.all(chosen) if v.slot.startswith(f"{kind}/")]
        known = self._lineage.traits(key for v in votes for key in (v.left_key, v.right_key))
        moods = {MOODS[mood].label if mood in MOODS else mood for mood in chosen.moods}
        styles = {STYLES[style].label if style in STYLES else style for style in chosen.styles}
        found = []
        for vote in votes:
            sides = [_whole(known[key], vote) for key in (vote.left_key, vote.right_key)]
            if all(not moods or own.mood in moods for own in sides) and all(
                not styles or own.style in styles for own in sides
            ):
                found.append((vote, sides[0], sides[1]))
        return found, _names(known.values())

    # -- stars and metrics --------------------------------------------------------------------
    def painters(self) -> Callable[[str, int | None], str]:
        """Who painted a page (or, without a page, a story) that was rated: model ids, several
        joined with " + "."""
        painters: dict[tuple[str, int | None], set[str]] = defaultdict(set)
        for story_id, segment, model in self._ratings.painters():
            painters[story_id, segment].add(model)
            painters[story_id, None].add(model)
        named = {place: " + ".join(sorted(models)) for place, models in painters.items()}
        return lambda story_id, segment: named.get((story_id, segment), "no picture")

    def agreements(self, chosen: Filters = _ALL, *, seed: int = 0) -> list[Agreement]:
        """The CLIP score against stars of pages, stars of books and A/B votes, for each scorer.

        Stars given to a picture that was replaced since are not paired with the new one's score.
        """
        pages = [row for row in self._ratings.scored_pages(chosen) if not row["replaced"]]
        books = self._ratings.scored_books(chosen)
        votes = [vote for vote, _, _ in self._judged("illustration", chosen)[0]]
        scores: dict[Scorer, dict[str, float | None]] = defaultdict(dict)
        for picture, model, revision, dtype, score in self._votes.scores_of_voted():
            scores[model, revision, dtype][picture] = score
        scorers = {_scorer(row) for row in [*pages, *books]} | set(scores)
        names = _labels({(model, revision) for model, revision, _ in scorers})
        asked: list[tuple[Callable[..., Agreement], tuple[Any, ...], dict[str, Any]]] = []
        judged = 0
        for scorer in sorted(scorers) or [("", "", "")]:
            name = "CLIP score" + (
                f" ({names[scorer[:2]]}, {scorer[2]})" if len(scorers) > 1 else ""
            )
            for rows, against in ((pages, "stars of pages"), (books, "stars of books")):
                mine = [row for row in rows if _scorer(row) == scorer]
                said = (
                    tuple(_number(row["score"]) for row in mine),
                    tuple(float(row["stars"]) for row in mine),
                )
                more: dict[str, Any] = {
                    "groups": tuple(row["story_id"] for row in mine),
                    "raters": tuple(row["person"] for row in mine),
                    "against": against,
                }
                asked.append((_agreement, said, {**more, "name": name}))
                judged += enough([row["story_id"] for row in mine if row["score"] is not None])
            known = scores.get(scorer, {})
            sides = [(known.get(vote.left_key), known.get(vote.right_key)) for vote in votes]
            asked.append((
                _agreement_with_votes,
                (
                    tuple(_number(left) for left, _ in sides),
                    tuple(_number(right) for _, right in sides),
                    tuple(vote.outcome for vote in votes),
                ),
                {"groups": tuple(vote.story_id for vote in votes), "name": name},
            ))  # fmt: skip
            judged += enough([
                vote.story_id
                for vote, (left, right) in zip(votes, sides, strict=True)
                if None not in (left, right) and left != right and vote.outcome != "tie"
            ])  # fmt: skip
        return [of(*said, **more, metrics=max(1, judged), seed=seed) for of, said, more in asked]


@lru_cache(maxsize=_KEPT)
def _fitted(judged: tuple[preference.Vote, ...], seed: int) -> Strengths:
    """Maximum likelihood; with the prior while that leaves a limit infinite."""
    found = bradley_terry(judged, seed=seed)
    limits = [x for p in found.players for x in (p.strength, p.low, p.high)]
    if all(abs(x) < float("inf") for x in limits):
        return found
    held = bradley_terry(judged, seed=seed, prior=PRIOR)
    why = (
        "These votes leave a strength or an interval without a limit; so each is counted with"
        f" {PRIOR:g} votes won and {PRIOR:g} lost against an average one, which draws all"
        " strengths towards 0 until there are more votes."
    )
    return replace(held, notes=(*found.notes, why) if judged else found.notes)


def _scorer(row: Mapping[str, Any]) -> Scorer:
    return row["model"] or "", row["revision"] or "", row["dtype"] or ""


def _number(value: float | None) -> float:
    return _UNKNOWN if value is None else float(value)


def _whole(own: Traits, vote: Vote) -> Traits:
    style = STYLES[vote.style].label if vote.style in STYLES else vote.style
    mood = MOODS[vote.mood].label if vote.mood in MOODS else vote.mood
    return replace(own, style=own.style or style or None, mood=own.mood or mood or None)


def _names(traits: Iterable[Traits]) -> dict[tuple[str, str], str]:
    return _labels({(own.model, own.revision) for own in traits})


def _labels(models: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(model id, revision) in words: the revision is named only where there are several."""
    revisions = Counter(model for model, _ in models)
    return {
        (model, revision): f"{model} @ {revision[:8]}" if revisions[model] > 1 else model
        for model, revision in models
    }
