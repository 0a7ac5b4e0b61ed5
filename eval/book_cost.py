"""What a book costs in seconds: from books that were built whole, and checked against them.

A book's seconds are a sum over its stages: seconds a unit (the median of past books with the same
models on the same device) times how many units the book needs, what loading costs where a model is
not in memory, and what passes between stages. Writing takes something for each story and something
for each page, by Theil and Sen's line (the median of all slopes). All of it is multiplied by the
pace of the few books nearest in time, as a computer that is busy otherwise is slow at everything.
"""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from db.filters import Filters

NEAREST: Final = 10
"""Costs come from so many books, those nearest in time: computers and their load change."""
PACE: Final = 5
"""The pace is that of so many books, those nearest in time."""
FEWEST: Final = 2
"""With fewer past books of the same kind nothing is said."""
CHECKED: Final = 100
"""So many books are predicted to find out how wrong predictions are."""
SHARE: Final = 0.8
"""The interval holds this share of past books."""
WRITTEN_WORDS: Final = 225
"""Words of a story that is written: 200 to 250."""
PER_PAGE: Final = ("prompting", "illustrating", "scoring", "matching")


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a book is made of, known before it is built.

    `captions`: pictures that must be looked at (not those that are known already); `words` of the
    story; `models`: (model, device, dtype) by stage; `cold`: models that must be loaded.
    """

    captions: int
    pages: int
    words: int
    written: bool
    models: Mapping[str, tuple[str, str, str]]
    cold: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Book:
    """A book that was built whole, and what it cost: seconds in all as people waited for it, `run`
    by stage, `loads` by model; `machine`: where its pictures were made, "" where nobody knows."""

    story_id: str
    at: float
    seconds: float
    needs: Needs
    run: Mapping[str, float]
    loads: Mapping[str, float] = field(default_factory=dict)
    mood: str = ""
    style: str = ""
    preset: str = ""
    machine: str = ""

    @property
    def rest(self) -> float:
        """Seconds that no stage accounts for: storing, queueing between steps."""
        return max(self.worked - sum(self.run.values()), 0.0)

    @property
    def loading(self) -> float:
        """Seconds of loading models."""
        return sum(self.loads.values())

    @property
    def pages(self) -> int:
        """How many it has."""
        return self.needs.pages

    @property
    def worked(self) -> float:
        """Seconds without loading."""
        return self.seconds - self.loading

    @property
    def device(self) -> str:
        """Where its pictures were painted, the largest share of the work."""
        return self.needs.models["illustrating"][1]


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """Expected seconds of a book, from `n` past ones; between `low` and `high` lay `SHARE` of past
    books, where there are enough to say so. `loading` is the part for loading models; `unloaded`
    are models whose loading was never timed, so that it is not in the sum. `n` 0: from the times of
    single pieces, which know nothing of what lies between them."""

    seconds: float
    low: float | None
    high: float | None
    n: int
    loading: float
    unloaded: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A past book and what the others would have said of it beforehand; None: nothing."""

    book: Book
    predicted: float | None

    @property
    def error(self) -> float | None:
        """Predicted against true, as a share: 0.2 is a fifth too long."""
        return None if self.predicted is None else self.predicted / self.book.seconds - 1


def books_like(books: Sequence[Book], needs: Needs, at: float | None = None) -> list[Book]:
    """The books made by the same models in the same places, nearest in time to `at` (or latest)."""
    same = [book for book in books if _same(book.needs, needs)]
    if at is None:
        return sorted(same, key=lambda book: -book.at)[:NEAREST]
    return sorted(same, key=lambda book: abs(book.at - at))[:NEAREST]


def _same(one: Needs, other: Needs) -> bool:
    """The same models for all stages that both have; a pasted story has no writer."""
    shared = one.models.keys() & other.models.keys()
    return one.written == other.written and all(one.models[s] == other.models[s] for s in shared)


def predict(needs: Needs, past: Sequence[Book], loads: Mapping[str, float]) -> float | None:
    """Seconds of a book from past ones, nearest first; `loads`: seconds of loading by model."""
    if len(past) < FEWEST:
        return None
    loading = sum(loads.get(model, 0.0) for model in needs.cold)
    return pace_of(past) * (working(needs, past) + loading)


def pace_of(past: Sequence[Book]) -> float:
    """Seconds of the nearest books against what all of them say: 2 is half as fast as usual."""
    return float(np.median([b.worked / working(b.needs, past) for b in past[:PACE]]))


def working(needs: Needs, past: Sequence[Book]) -> float:
    """Seconds without loading."""
    seconds = needs.captions * _rate([(b.run.get("captioning"), b.needs.captions) for b in past])
    for stage in PER_PAGE:
        seconds += needs.pages * _rate([(b.run.get(stage), b.needs.pages) for b in past])
    seconds += needs.words * _rate([(b.run.get("narrating"), b.needs.words) for b in past])
    seconds += needs.pages * _rate([(b.rest, b.needs.pages) for b in past])
    if needs.written:
        seconds += line([(b.needs.pages, b.run["writing"]) for b in past], needs.pages)
    return seconds


def _rate(pairs: Sequence[tuple[float | None, float]]) -> float:
    """The median of seconds by unit, over books that had such work."""
    rates = [seconds / units for seconds, units in pairs if seconds is not None and units > 0]
    return float(np.median(rates)) if rates else 0.0


def line(points: Sequence[tuple[float, float]], x: float) -> float:
    """Theil and Sen's line through (x, y) at `x`; it neither falls nor begins below zero.

    Without two different x it is the median of y.
    """
    slopes = [(d - b) / (c - a) for (a, b), (c, d) in itertools.combinations(points, 2) if a != c]
    slope = max(float(np.median(slopes)), 0.0) if slopes else 0.0
    start = float(np.median([y - slope * at for at, y in points]))
    if start < 0:
        return x * float(np.median([y / at for at, y in points if at > 0]))
    return start + slope * x


def usual_loads(books: Sequence[Book]) -> dict[str, float]:
    """The median seconds that loading each model took."""
    seen: dict[str, list[float]] = {}
    for book in books:
        for model, seconds in book.loads.items():
            seen.setdefault(model, []).append(seconds)
    return {model: float(np.median(values)) for model, values in seen.items()}


def check(books: Sequence[Book]) -> list[Checked]:
    """The latest `CHECKED` books, each as the others predict it (leave one out); oldest first."""
    books = sorted(books, key=lambda book: book.at)[-CHECKED:]
    found = []
    for i, book in enumerate(books):
        others = [*books[:i], *books[i + 1 :]]
        past = books_like(others, book.needs, book.at)
        found.append(Checked(book=book, predicted=predict(book.needs, past, usual_loads(others))))
    return found


def median_error(checked: Collection[Checked]) -> tuple[float, int] | None:
    """The median absolute error as a share, and over how many books; None without any."""
    errors = [abs(c.error) for c in checked if c.error is not None]
    return (float(np.median(errors)), len(errors)) if errors else None


def estimate(
    needs: Needs, books: Sequence[Book], loads: Mapping[str, float], checked: Sequence[Checked]
) -> Estimate | None:
    """What a book would cost now; None with fewer than `FEWEST` books like it."""
    past = books_like(books, needs)
    seconds = predict(needs, past, loads)
    if seconds is None:
        return None
    like = {id(book) for book in past}
    ratios = [c.book.seconds / c.predicted for c in checked if c.predicted and id(c.book) in like]
    low = high = None
    if len(ratios) > FEWEST:
        # Quantiles of few numbers lie too close together; the outer ones are never left out then.
        low, high = np.quantile(ratios, ((1 - SHARE) / 2, (1 + SHARE) / 2), method="weibull")
    return Estimate(
        seconds=seconds,
        low=None if low is None else min(float(low), 1.0) * seconds,
        high=None if high is None else max(float(high), 1.0) * seconds,
        n=len(past),
        loading=pace_of(past) * sum(loads.get(model, 0.0) for model in needs.cold),
        unloaded=tuple(sorted(needs.cold - loads.keys())),
    )


def from_pieces(
    needs: Needs, pieces: Mapping[str, float], loads: Mapping[str, float]
) -> Estimate | None:
    """What a book would cost by the seconds of one piece of each stage; None where one is missing
    that takes most of a book's time."""
    amounts = {"captioning": needs.captions, "writing": needs.pages if needs.written else 0}
    amounts |= dict.fromkeys((*PER_PAGE, "narrating"), needs.pages)
    amounts["matching"] = needs.pages if needs.written else 0
    wanted = {stage for stage, amount in amounts.items() if amount}
    if wanted - pieces.keys() - {"prompting", "scoring", "matching"}:
        return None
    loading = sum(loads.get(model, 0.0) for model in needs.cold)
    return Estimate(
        seconds=loading + sum(pieces.get(stage, 0.0) * n for stage, n in amounts.items()),
        low=None,
        high=None,
        n=0,
        loading=loading,
        unloaded=tuple(sorted(needs.cold - loads.keys())),
    )


def chosen_books(
    books: Sequence[Book], chosen: Filters, *, until: float | None = None
) -> list[Book]:
    """What filters leave of books: a model counts where it made any part, the device is that of
    the pictures. `until` replaces `since` by the time before it."""
    wanted = replace(chosen, since=None) if until is not None else chosen
    return [book for book in books if _chosen(book, wanted) and (until is None or book.at < until)]


def _chosen(book: Book, chosen: Filters) -> bool:
    return (
        (not chosen.moods or book.mood in chosen.moods)
        and (not chosen.styles or book.style in chosen.styles)
        and (not chosen.presets or book.preset in chosen.presets)
        and (not chosen.models or any(m[0] in chosen.models for m in book.needs.models.values()))
        and (not chosen.devices or book.device in chosen.devices)
        and (chosen.since is None or book.at >= chosen.since)
    )
