"""What people like, in figures: strengths from their votes, stars, surveys, metrics against people.

What was said about deleted stories is left out everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from core.errors import UnknownName
from eval import preference
from eval.agreement import Agreement, Estimate, agreement, agreement_with_votes, mean_interval
from eval.preference import Strengths, bradley_terry
from studio.comparing import SURVEY
from studio.lineage import Traits

if TYPE_CHECKING:
    from studio.services import Studio

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
    """The figures of votes, stars and surveys; `Studio.preferring`."""

    def __init__(self, studio: "Studio") -> None:
        self._ratings = studio.ratings
        self._votes = studio.comparing.votes
        self._answers = studio.comparing.answers
        self._lineage = studio.comparing.lineage

    # -- strengths ----------------------------------------------------------------------------
    def strengths(
        self,
        by: str = "model",
        *,
        kind: str = "illustration",
        style: str | None = None,
        mood: str | None = None,
        seed: int = 0,
    ) -> Strengths:
        """Bradley–Terry strengths of models, styles, moods or all three together.

        `style` and `mood` (in words) keep the votes in which both sides have it.  Maximum
        likelihood; only while that leaves a strength or a limit infinite, `PRIOR` is used.
        """
        if by not in BY:
            raise UnknownName("thing to compare by", by, BY)
        votes = [vote for vote in self._votes.all() if vote.slot.startswith(f"{kind}/")]
        traits = self._lineage.traits(key for v in votes for key in (v.left_key, v.right_key))
        names = _names(traits.values())

        def player(key: str) -> str:
            own = traits[key]
            parts = {
                "model": names[own.model, own.revision],
                "style": own.style or "no style",
                "mood": own.mood or "no mood",
            }
            return parts.get(by) or " · ".join(parts.values())

        judged = tuple(
            preference.Vote(
                left=player(vote.left_key), right=player(vote.right_key), outcome=vote.outcome
            )
            for vote in votes
            if _within(traits[vote.left_key], style, mood)
            and _within(traits[vote.right_key], style, mood)
        )
        return _fitted(judged, seed)

    def vote_rows(self) -> list[dict[str, Any]]:
        """One row a vote, with what stood on each side."""
        votes = self._votes.all()
        traits = self._lineage.traits(key for v in votes for key in (v.left_key, v.right_key))
        rows = []
        for vote in votes:
            row = dict(vars(vote))
            for name, key in (("left", vote.left_key), ("right", vote.right_key)):
                own = traits[key]
                row |= {f"{name}_{t}": getattr(own, t) for t in ("model", "style", "mood", "seed")}
            rows.append(row)
        return rows

    # -- stars and metrics --------------------------------------------------------------------
    def stars(self) -> list[dict[str, Any]]:
        """One row a star rating: story_id, title, segment, stars, mood, style, preset, updated_at,
        and `model`, the illustrator (several are joined with " + ")."""
        painters: dict[tuple[str, int | None], set[str]] = defaultdict(set)
        for story_id, segment, model in self._ratings.painters():
            painters[story_id, segment].add(model)
            painters[story_id, None].add(model)
        return [
            {
                **row,
                "model": " + ".join(sorted(painters.get((row["story_id"], row["segment"]), ())))
                or "no picture",
            }
            for row in self._ratings.rows()
            if row["stars"]
        ]

    def agreements(self, *, seed: int = 0) -> list[Agreement]:
        """The CLIP score against stars of pages, stars of books and A/B votes, for each scorer.

        Stars given to a picture that was replaced since are not paired with the new one's score.
        """
        pages = [row for row in self._ratings.scored_pages() if not row["replaced"]]
        books = self._ratings.scored_books()
        votes = [vote for vote in self._votes.all() if vote.slot.startswith("illustration/")]
        scores: dict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
        for picture, model, revision, score in self._votes.scores_of_voted():
            scores[model, revision][picture] = score
        scorers = {(r["model"] or "", r["revision"] or "") for r in [*pages, *books]} | set(scores)
        names = _labels(scorers)
        found = []
        for scorer in sorted(scorers) or [("", "")]:
            name = "CLIP score" + (f" ({names[scorer]})" if len(scorers) > 1 else "")
            for rows, against in ((pages, "stars of pages"), (books, "stars of books")):
                mine = [r for r in rows if (r["model"] or "", r["revision"] or "") == scorer]
                found.append(
                    _agreement(
                        tuple(_number(row["score"]) for row in mine),
                        tuple(float(row["stars"]) for row in mine),
                        groups=tuple((row["story_id"], row.get("segment")) for row in mine),
                        name=name,
                        against=against,
                        seed=seed,
                    )
                )
            known = scores.get(scorer, {})
            found.append(
                _agreement_with_votes(
                    tuple(_number(known.get(vote.left_key)) for vote in votes),
                    tuple(_number(known.get(vote.right_key)) for vote in votes),
                    tuple(vote.outcome for vote in votes),
                    name=name,
                    seed=seed,
                )
            )
        return found

    # -- surveys ------------------------------------------------------------------------------
    def surveys(self) -> list[dict[str, Any]]:
        """One row a set of answers: story_id, title, the five answers, comment, mood, style,
        preset, updated_at."""
        return self._answers.rows()


def star_means(rows: Sequence[Mapping[str, Any]], by: str, *, seed: int = 0) -> dict[str, Estimate]:
    """Mean stars with bootstrap intervals for each mood, preset, model or style, best first."""
    groups: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        groups[row[by]].append(row["stars"])
    means = {name: mean_interval(stars, seed=seed) for name, stars in groups.items()}
    return dict(sorted(means.items(), key=lambda item: -item[1].value))


def survey_means(rows: Sequence[Mapping[str, Any]], *, seed: int = 0) -> dict[str, Estimate]:
    """Mean answer to each question with its bootstrap interval, by the question in words."""
    return {
        label: mean_interval([row[question] for row in rows], seed=seed)
        for question, label in SURVEY.items()
    }


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


def _number(value: float | None) -> float:
    return _UNKNOWN if value is None else float(value)


def _within(traits: Traits, style: str | None, mood: str | None) -> bool:
    return style in (None, traits.style) and mood in (None, traits.mood)


def _names(traits: Iterable[Traits]) -> dict[tuple[str, str], str]:
    return _labels({(own.model, own.revision) for own in traits})


def _labels(models: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(model id, revision) in words: the revision is named only where there are several."""
    revisions = Counter(model for model, _ in models)
    return {
        (model, revision): f"{model} @ {revision[:8]}" if revisions[model] > 1 else model
        for model, revision in models
    }
