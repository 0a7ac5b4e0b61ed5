"""Speed: what was recorded while books were built and suites ran, summed up, and what a book costs.

What was read is kept until there is something new; filters are applied to it in memory.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from core.build import ModelRef
from core.models.machine import place
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.text import count_for_pictures, count_words, split_pasted
from db.filters import Filters
from db.speed import SpeedRecords, StoryFacts
from eval.book_cost import (
    WRITTEN_WORDS,
    Book,
    Checked,
    Estimate,
    Needs,
    check,
    chosen_books,
    estimate,
    from_pieces,
    median_error,
)
from eval.books import find_books
from eval.speed import (
    KEYS,
    UNKNOWN,
    StageSpeed,
    filtered,
    item_frame,
    piece_frame,
    seconds_of_loading,
    stage_speeds,
    whole_frame,
)
from eval.speed_trend import Trend, trend
from studio.presets import Presets
from studio.views import BookPoint, CostCheck

SLOW_S: Final = 1.0
PATIENCE: Final = 10
"""What took longer than `SLOW_S` to read is read again only after so many times as long."""
LATELY: Final = 4000
"""So many of the latest pieces (some 150 books) say what the next book costs."""
KEPT: Final = 50
"""So many choices of filters are kept summed up."""
_STAGES: Final = {
    "captioning": "captioner",
    "writing": "writer",
    "prompting": "illustrator",
    "illustrating": "illustrator",
    "narrating": "narrator",
    "scoring": "scorer",
    "matching": "scorer",
}


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """All that was read at one moment: pieces and items (`eval.speed.COLUMNS`), whole books, and
    the latest ones as the others predict them. `models` gives a preset's models by role, `is_cold`
    says of a model whether it has to be loaded first, `here` of a machine whether it is this one
    (or unknown, as of what was made before machines were noted)."""

    models: Callable[[str], Mapping[str, ModelRef]]
    is_cold: Callable[[str], bool]
    here: Callable[[str], bool]
    stamp: tuple[Any, ...]
    stories: Mapping[str, StoryFacts]
    frame: pd.DataFrame
    books: list[Book]
    interrupted: int
    loads: Mapping[str, float]
    checked: list[Checked]
    at: float
    took_s: float
    summed: dict[Filters, list[StageSpeed]] = field(default_factory=dict)

    def stages(self, chosen: Filters) -> list[StageSpeed]:
        """Every stage, model, device, dtype and source that the filters leave."""
        if chosen not in self.summed:
            if len(self.summed) >= KEPT:
                self.summed.clear()
            self.summed[chosen] = stage_speeds(filtered(self.frame, chosen))
        return self.summed[chosen]

    def trend(self, speed: StageSpeed, chosen: Filters) -> Trend:
        """One of `stages` over time, with its latest single pieces."""
        frame = filtered(self.frame, chosen)
        keep = np.ones(len(frame), dtype=bool)
        for name in KEYS:
            keep &= (frame[name] == getattr(speed, name)).to_numpy()
        return trend(frame[keep])

    def book_points(self, chosen: Filters) -> list[BookPoint]:
        """Whole books that the filters leave, oldest first, each with what the others say of it
        (None for older ones, and where there are too few)."""
        said = {id(c.book): c.predicted for c in self.checked}
        return [
            BookPoint(**vars(book), predicted=said.get(id(book)))
            for book in chosen_books(self.books, chosen)
        ]

    def cost_check(self, chosen: Filters) -> CostCheck:
        """How wrong predictions of past books were."""
        books = chosen_books(self.books, chosen)
        mine = {id(book) for book in books}
        found = median_error([c for c in self.checked if id(c.book) in mine])
        error, n = found if found else (None, 0)
        return CostCheck(error=error, n=n, books=len(books), interrupted=self.interrupted)

    def cost(
        self,
        preset: str,
        *,
        pictures: int = 0,
        text: str | None = None,
        device: str | None = None,
    ) -> Estimate | None:
        """What a book of so many pictures, or of a pasted text, would cost here.

        By whole books like it or, where there are too few, by single pieces; None where those are
        missing, too. `device`: one of `devices`; the first of them when not given.
        """
        written = text is None
        models = {
            stage: self.models(preset)[role].id
            for stage, role in _STAGES.items()
            if written or stage not in ("captioning", "writing", "matching")
        }
        mine = [book for book in self.books if self.here(book.machine)]
        like = [book for book in mine if _made_by(book, models, device, written)]
        places = max(like, key=lambda book: book.at).needs.models if like else {}
        needs = Needs(
            captions=pictures,
            pages=count_for_pictures(pictures) if text is None else len(split_pasted(text)),
            words=WRITTEN_WORDS if text is None else count_words(text),
            written=written,
            models=places,
            cold=frozenset(m for m in models.values() if self.is_cold(m)),
        )
        found = estimate(needs, mine, self.loads, self.checked) if like else None
        return found or from_pieces(needs, self._pieces(models, device), self.loads)

    def piece_seconds(self, preset: str) -> dict[str, float]:
        """Seconds of one piece by stage, models in memory; stages without a model take none."""
        models = {s: self.models(preset)[role].id for s, role in _STAGES.items()}
        return self._pieces(models, None)

    def _pieces(self, models: Mapping[str, str], device: str | None) -> dict[str, float]:
        """Seconds of one piece, model in memory, by stage: where most of them were made."""
        speeds = [
            s
            for s in self.stages(Filters())
            if models.get(s.stage) == s.model and s.warm and self.here(s.machine)
        ]
        here = [s for s in speeds if device in (None, s.device) or s.stage != "illustrating"]
        here.sort(key=lambda s: s.n)
        return {s.stage: s.warm.p50 for s in here if s.warm}

    def devices(self, preset: str) -> list[str]:
        """Where books of a preset were made, the latest first; without any, where its illustrator
        painted, the most first."""
        books = [book for book in self.books if book.preset == preset]
        if books:
            return list(dict.fromkeys(book.device for book in reversed(books)))
        painter = self.models(preset)["illustrator"].id
        speeds = [s for s in self.stages(Filters()) if s.stage == "illustrating"]
        speeds = sorted((s for s in speeds if s.model == painter), key=lambda s: -s.n)
        return list(dict.fromkeys(speed.device for speed in speeds))


class Speed:
    """What was recorded, as it is now."""

    def __init__(
        self, records: SpeedRecords, presets: Presets, catalog: Catalog, pool: ModelPool
    ) -> None:
        self._records = records
        self._presets = presets
        self._catalog = catalog
        self._pool = pool
        self._lock = threading.Lock()
        self._kept: dict[int | None, Recorded] = {}

    def now(self, *, age_s: float = 0.0) -> Recorded:
        """What is recorded; what was read before is enough if it is at most `age_s` seconds old,
        or a little older where reading takes long.
        """
        return self._recorded(None, age_s)

    def lately(self, *, age_s: float) -> Recorded:
        """The same of the latest pieces alone: quick, however many books there are."""
        return self._recorded(LATELY, age_s)

    def _recorded(self, most: int | None, age_s: float) -> Recorded:
        with self._lock:
            kept = self._kept.get(most)
            if kept is not None:
                enough = PATIENCE * kept.took_s if kept.took_s > SLOW_S else 0.0
                if time.monotonic() - kept.at < max(age_s, enough):
                    return kept
            stamp, stories = self._records.stamp(), self._records.stories()
            if kept is None or (kept.stamp, kept.stories) != (stamp, stories):
                kept = self._kept[most] = self._read(most, stamp, stories)
            return kept

    def _read(
        self, most: int | None, stamp: tuple[Any, ...], stories: Mapping[str, StoryFacts]
    ) -> Recorded:
        started = time.monotonic()
        rows = self._records.pieces(most)
        items = item_frame(self._records.items(), self._records.runs())
        frame = whole_frame(piece_frame(rows), items, stories)
        books, interrupted = find_books(rows, self._records.builds(), stories)
        # Seconds of one machine say nothing of another's.
        machines = dict.fromkeys(book.machine for book in books)
        checked = [
            c for machine in machines for c in check([b for b in books if b.machine == machine])
        ]
        return Recorded(
            models=self._presets.models,
            is_cold=self._is_cold,
            here=_here,
            stamp=stamp,
            stories=stories,
            frame=frame,
            books=books,
            interrupted=interrupted,
            loads=seconds_of_loading(frame),
            checked=checked,
            at=time.monotonic(),
            took_s=time.monotonic() - started,
        )

    def _is_cold(self, model_id: str) -> bool:
        return self._catalog.model(model_id).has_weights and not self._pool.holds(model_id)


def _here(machine: str) -> bool:
    names = {place("cpu", weights=False), place("cuda", weights=True)}
    return machine in ("", UNKNOWN) or any(
        machine == name or machine.startswith(f"{name}, ") for name in names
    )


def _made_by(book: Book, models: Mapping[str, str], device: str | None, written: bool) -> bool:
    mine = book.needs.models
    return (
        book.needs.written == written
        and (device is None or book.device == device)
        and all(mine[stage][0] == model for stage, model in models.items() if stage in mine)
    )
