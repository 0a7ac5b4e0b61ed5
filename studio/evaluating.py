"""Evaluation: what was recorded while books were made and read, filtered and summed up.

What a page asks again and again is kept until something changes, ten minutes at most.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import pandas as pd

from db.changes import fingerprint
from db.dashboard import Dashboard
from db.filters import Filters as Filters
from db.quality import DRAWN as DRAWN
from db.quality import TOLD as TOLD
from db.quality import Quality
from db.ratings import Ratings
from db.session import Database
from db.surveys import Surveys
from db.votes import Votes
from eval.agreement import Agreement
from eval.measures.pairs import Fit, Separation
from eval.preference import Strengths, Vote
from eval.voters import Voters
from studio import paired, summaries
from studio.named import NOBODY as NOBODY
from studio.named import named
from studio.preferring import Preferring
from studio.speed import Speed

T = TypeVar("T")
_KEPT: Final = 200
"""Results that are kept: about eight choices of filters; a frame has at most some megabytes."""
_OLD_S: Final = 600.0
"""After so many seconds everything is read anew: `db.changes` does not see every change."""


@dataclass(frozen=True, kw_only=True)
class Records:
    """Everything that the dashboard reads."""

    dashboard: Dashboard
    quality: Quality
    ratings: Ratings
    surveys: Surveys
    votes: Votes
    speed: Speed
    preferring: Preferring


class Evaluating:
    """The use cases of the page Evaluate."""

    def __init__(self, database: Database, records: Records) -> None:
        self._database = database
        self._records = records
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = threading.Lock()

    def board(self, chosen: Filters | None = None) -> "Board":
        """What the dashboard shows of the records that `chosen` leaves, as they are now."""
        stamp = (fingerprint(self._database), int(time.time() / _OLD_S))
        return Board(self._records, chosen or Filters(), self._remember, stamp)

    def _remember(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            # What is kept of another moment is never asked for again; `key` starts with its own.
            for old in [one for one in self._kept if one[0] != key[0]]:
                del self._kept[old]
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


class Board:
    """Frames and figures of one moment.  They are shared: do not change them in place."""

    def __init__(
        self,
        records: Records,
        chosen: Filters,
        remember: Callable[[tuple[Any, ...], Callable[[], Any]], Any],
        stamp: tuple[Any, ...],
    ) -> None:
        self.chosen = chosen
        self._records = records
        self._remember = remember
        self._stamp = stamp

    @property
    def filtered(self) -> bool:
        """Whether anything is left out by a filter."""
        return self.chosen != Filters()

    def everything(self) -> "Board":
        """The same moment without filters."""
        return Board(self._records, Filters(), self._remember, self._stamp)

    def names(self) -> Mapping[str, list[str]]:
        """What can be filtered by (`db.dashboard.Dashboard.names`)."""
        found: Mapping[str, list[str]] = self._once("names", self._records.dashboard.names)
        return found

    def prepare(self) -> None:
        """Read what the headlines show; with ten thousand pages that takes seconds, once."""
        self.good()
        self.chance(DRAWN)
        self.separation()
        self.fast()
        self.liked()

    # -- quality ------------------------------------------------------------------------------
    def pages(self) -> pd.DataFrame:
        """Scored pages (`db.quality.Quality.pages`), unknown names in words; score NaN: none."""
        return self._frame("pages", lambda: self._records.quality.pages(self.chosen))

    def scorers(self) -> list[str]:
        """Scorers with their revisions, the most used one first; their scores are never mixed."""
        pages = self.pages()
        return list(pages["scorer"].value_counts().index) if len(pages) else []

    def scores(self, scorer: str) -> pd.DataFrame:
        """The pages that this scorer gave a number."""

        def make() -> pd.DataFrame:
            pages = self.pages()
            return pages[(pages["scorer"] == scorer) & pages["score"].notna()]

        return self._once(("scores", scorer), make)

    def told(self) -> pd.DataFrame:
        """Pages that tell an uploaded picture, with the score of that picture and their words
        (`db.quality.TOLD`), by the scorer most used for it; rows without a number are left out."""

        def make() -> pd.DataFrame:
            pages = named(pd.DataFrame(self._records.quality.pages(self.chosen, TOLD)))
            if pages.empty:
                return pages
            most = pages["scorer"].value_counts().index[0]
            return pages[(pages["scorer"] == most) & pages["score"].notna()]

        return self._once("told", make)

    def separation(self) -> Separation | None:
        """Books with their own pictures against the same books with other books' pictures; None
        without two books that differ."""
        found: Separation | None = self._once("separation", lambda: paired.separated(self.told()))
        return found

    def chance(self, kind: str) -> Fit | None:
        """How pictures fit their own words beside those of other books, the median page: chance
        level and rank. Of the first headline's illustrations (`DRAWN`) or of uploads (`TOLD`)."""

        def make() -> Fit | None:
            if kind == TOLD:
                return paired.usual(self.placed(TOLD))
            return paired.usual(paired.placed(self.headline_scores()))

        found: Fit | None = self._once(("chance", kind), make)
        return found

    def placed(self, scorer: str) -> pd.DataFrame:
        """A scorer's latest pages (or those of `TOLD`) beside the words of other books
        (`studio.paired.placed`)."""

        def make() -> pd.DataFrame:
            return paired.placed(self.told() if scorer == TOLD else self.scores(scorer))

        return self._once(("placed", scorer), make)

    def stories(self) -> pd.DataFrame:
        """Stories as the suite measured them (`db.quality.Quality.stories`)."""
        return self._frame("stories", lambda: self._records.quality.stories(self.chosen))

    def good(self) -> summaries.Headline | None:
        """Mean CLIP score of one preset's pages by one illustrator and one scorer
        (`configuration`); None without a score."""
        scores = self.headline_scores()
        return self._headline("good", scores, "score", "created_at")

    def headline_scores(self) -> pd.DataFrame:
        """The pages that the first headline is about."""
        scorers = self.scorers()
        scores = self.scores(scorers[0]) if scorers else pd.DataFrame()
        if scores.empty:
            return scores
        preset, model = self.configuration()
        return scores[(scores["preset"] == preset) & (scores["model"] == model)]

    def configuration(self) -> tuple[str, str]:
        """The preset that the headlines speak of, and its illustrator: those that made most of the
        scored pages, or else most of the books."""

        def make() -> tuple[str, str]:
            scorers = self.scorers()
            scores = self.scores(scorers[0]) if scorers else pd.DataFrame()
            if len(scores):
                pairs = scores.groupby(["preset", "model"], sort=True).size()
                preset, model = pairs.idxmax()
                return str(preset), str(model)
            books = self.books()
            if len(books) and "preset" in books:
                return str(books["preset"].value_counts().index[0]), NOBODY
            stars = self.stars()
            if len(stars):
                return str(stars["preset"].value_counts().index[0]), NOBODY
            return NOBODY, NOBODY

        found: tuple[str, str] = self._once("configuration", make)
        return found

    def others(self) -> int:
        """How many other presets there are books, scores or stars of."""
        frames = (self.pages(), self.books(), self.stars())
        known = {str(one) for f in frames if len(f) and "preset" in f for one in f["preset"]}
        return len(known - {self.configuration()[0], NOBODY})

    # -- speed --------------------------------------------------------------------------------
    def books(self) -> pd.DataFrame:
        """Seconds a whole book took: story_id, created_at, preset, device, seconds.

        Where no whole build is recorded, the seconds that models worked for each story.
        """

        def make() -> pd.DataFrame:
            points = self._records.speed.now().book_points(self.chosen)
            if points:
                rows = [(p.story_id, p.at, p.preset, p.device, p.seconds) for p in points]
                names = ["story_id", "created_at", "preset", "device", "seconds"]
                return pd.DataFrame(rows, columns=names)
            every = self.everything()._frame("seconds", self._records.dashboard.book_seconds)
            if every.empty or not self.filtered:
                return every
            return every[every["story_id"].isin(self._records.dashboard.stories(self.chosen))]

        return self._once("books", make)

    @property
    def whole_books(self) -> bool:
        """Whether `books` are whole builds and not sums of what models did."""
        return bool(self._records.speed.now().book_points(self.chosen))

    def headline_books(self) -> pd.DataFrame:
        """The books that the second headline is about."""
        books = self.books()
        return books[books["preset"] == self.configuration()[0]] if len(books) else books

    def devices(self) -> list[str]:
        """Devices that books of the headlines' preset were painted on, the most used one first."""
        books = self.headline_books()
        return list(books["device"].value_counts().index) if len(books) else []

    def fast(self) -> summaries.Headline | None:
        """Median seconds a book of the headlines' preset on its most used device; None without a
        book."""
        books, devices = self.headline_books(), self.devices()
        mine = books[books["device"] == devices[0]] if devices else books
        return self._headline("fast", mine, "seconds", "created_at", seconds=True)

    # -- ratings ------------------------------------------------------------------------------
    def ratings(self) -> pd.DataFrame:
        """Ratings (`db.ratings.Ratings.rows`), and `model`, the illustrator; several are joined."""

        def make() -> list[dict[str, Any]]:
            painters = self._records.preferring.painters()
            rows = self._records.ratings.rows(self.chosen)
            return [{**row, "model": painters(row["story_id"], row["segment"])} for row in rows]

        return self._frame("ratings", make)

    def stars(self) -> pd.DataFrame:
        """The ratings that have stars."""
        ratings = self.ratings()
        return ratings[ratings["stars"].notna()] if len(ratings) else ratings

    def surveys(self) -> pd.DataFrame:
        """Answers to the five questions (`db.surveys.Surveys.rows`)."""
        return self._frame("surveys", lambda: self._records.surveys.rows(self.chosen))

    def liked(self) -> summaries.Headline | None:
        """Mean stars of the headlines' preset; None without a rating."""
        found = self._headline("liked", self.headline_stars(), "stars", "updated_at")
        return found and found.between(1.0, 5.0)

    def headline_stars(self) -> pd.DataFrame:
        """The stars that the third headline is about."""
        stars = self.stars()
        return stars[stars["preset"] == self.configuration()[0]] if len(stars) else stars

    # -- votes --------------------------------------------------------------------------------
    def votes(self, kind: str) -> pd.DataFrame:
        """Votes between versions of a kind (`studio.comparing.KINDS`), with both sides' traits."""

        def make() -> pd.DataFrame:
            return pd.DataFrame(self._records.preferring.vote_rows(kind=kind, chosen=self.chosen))

        return self._once(("votes", kind), make)

    def strengths(self, by: str, kind: str) -> Strengths:
        """Bradley–Terry strengths (`studio.preferring`)."""
        preferring = self._records.preferring
        found: Strengths = self._once(
            ("strengths", by, kind),
            lambda: preferring.strengths(by, kind=kind, chosen=self.chosen),
        )
        return found

    def named_votes(self, by: str, kind: str) -> tuple[Vote, ...]:
        """The votes between models, styles, moods, by their names (`studio.preferring`)."""
        found: tuple[Vote, ...] = self._once(
            ("named votes", by, kind),
            lambda: self._records.preferring.named_votes(by, kind=kind, chosen=self.chosen),
        )
        return found

    def voters(self, kind: str) -> Voters:
        """Whether voters agree, and whether a side is preferred (`eval.voters`)."""
        found: Voters = self._once(
            ("voters", kind),
            lambda: self._records.preferring.voters(kind=kind, chosen=self.chosen),
        )
        return found

    def agreements(self) -> list[Agreement]:
        """Metrics against people (`studio.preferring`)."""
        found: list[Agreement] = self._once(
            "agreements", lambda: self._records.preferring.agreements(self.chosen)
        )
        return found

    def deleted(self) -> Mapping[str, int]:
        """How many ratings, answers and votes about deleted stories are left out everywhere."""
        counts = {
            "rating": self._records.ratings.of_deleted,
            "answer": self._records.surveys.of_deleted,
            "vote": self._records.votes.of_deleted,
        }
        found: Mapping[str, int] = self._remember(
            (self._stamp, "deleted"), lambda: {name: count() for name, count in counts.items()}
        )
        return found

    # -- summed up ----------------------------------------------------------------------------
    def mean(
        self, frame: pd.DataFrame, column: str, *, of: str,
        between: tuple[float, float] = (-math.inf, math.inf),
    ) -> tuple[float, float, float]:  # fmt: skip
        """`summaries.mean`, kept under the name `of` of the frame."""
        found: tuple[float, float, float] = self._once(
            ("mean", of, column, *between), lambda: summaries.mean(frame, column, between)
        )
        return found

    def summary(self, frame: pd.DataFrame, by: str, column: str, *, of: str) -> pd.DataFrame:
        """`summaries.summary`, kept under the name `of` of the frame."""
        return self._once(("summary", of, by, column), lambda: summaries.summary(frame, by, column))

    def trend(
        self, frame: pd.DataFrame, column: str, when: str, *, of: str, by: str | None = None
    ) -> pd.DataFrame:
        """`summaries.trend`, kept under the name `of` of the frame."""
        return self._once(
            ("trend", of, by, column), lambda: summaries.trend(frame, column, when, by=by)
        )

    def _headline(
        self, name: str, frame: pd.DataFrame, column: str, when: str, *, seconds: bool = False
    ) -> summaries.Headline | None:
        if frame.empty:
            return None
        make = summaries.median_headline if seconds else summaries.headline
        found: summaries.Headline = self._once(
            ("headline", name), lambda: make(frame, column, when, now=time.time())
        )
        return found

    def _frame(self, name: str, rows: Callable[[], list[dict[str, Any]]]) -> pd.DataFrame:
        return self._once(name, lambda: named(pd.DataFrame(rows())))

    def _once(self, name: Any, make: Callable[[], Any]) -> Any:
        return self._remember((self._stamp, self.chosen, name), make)
