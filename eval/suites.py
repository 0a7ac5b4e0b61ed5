"""What an evaluation suite is, and how one is run batch by batch; the suites themselves are in
files of their own (`eval.caption_suites`, `eval.story_suite`, `eval.latency_suite`).

Knows no page and no queue: the studio runs suites as durable work, the command line here and now.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

from PIL import Image

from core.build import ModelRef
from core.errors import BadInput
from core.figure import Figure
from core.models.base import Check, Lease
from core.models.machine import machine, moment
from core.models.pool import ModelPool
from core.pictures import STORED_SIDE, open_picture
from core.version import code_version
from db.evaluations import RunItem
from eval.figures import Statistic, figures_of

Note = Callable[[str], None]
"""Says what is being done; may raise `core.errors.Cancelled`."""

BATCH: Final = 10
MOST_ITEMS: Final = 10_000
_LARGEST_MIB: Final = 200


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to measure. `name` is the same in every run, so that runs can be paired;
    `given` is the suite's own."""

    name: str
    given: Any


class Models:
    """The preset's models, lent by role; notes where each ran. `check` may raise `Cancelled`."""

    def __init__(
        self, pool: ModelPool, refs: Mapping[str, ModelRef], *, check: Check = lambda: None
    ) -> None:
        self._pool = pool
        self.refs = refs
        self.check = check
        self.ran: dict[str, dict[str, str]] = {}

    @contextmanager
    def use(self, role: str) -> Iterator[Lease]:
        """Lend the model of a role."""
        with self._pool.use(self.refs[role].id) as lease:
            self.ran[role] = {"device": lease.device, "dtype": lease.dtype}
            yield lease


class Suite(Protocol):
    """A set of items, what is measured of each, and the figures over all of them."""

    name: str
    label: str
    measures: str
    """One sentence for people."""
    unit: str
    """What an item is, in the singular."""
    roles: tuple[str, ...]
    """The models that it needs."""
    batch: int
    timed: bool
    """Whether its figures are of this machine alone."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """What belongs to the figures: where the data came from, what was left out of it."""

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """At most `n` items, the same for the same seed."""

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """One result an item, in order; an item that cannot be opened has an `error`."""

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """What is computed over items; `models` as `model_names`, for names of figures."""


class Running:
    """A suite at work. Items are planned once, those that are `done` already left out; each `step`
    measures the next ones."""

    def __init__(
        self,
        suite: Suite,
        models: Models,
        *,
        n: int,
        seed: int,
        note: Note = lambda message: None,
        done: Collection[str] = (),
    ) -> None:
        self.suite = suite
        self.models = models
        items = suite.items(n=n, seed=seed, note=note)
        self._todo = deque(item for item in items if item.name not in done)
        self.planned = len(self._todo) + len(done)
        if not self.planned:
            raise BadInput(f"There is no {suite.unit} to measure.")

    def step(self) -> list[RunItem]:
        """Results of the next items; empty when nothing is left."""
        batch = list(islice(self._todo, self.suite.batch))
        results = self.suite.measure(batch, self.models) if batch else []
        for _ in batch:
            self._todo.popleft()
        return results

    def details(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """What is noted with a run, `before` brought up to date by what is known now."""
        models = {role: dict(known) for role, known in before.get("models", {}).items()}
        for role, where in self.models.ran.items():
            models.setdefault(role, {}).update(where)
        begun = before.get("machine", {})
        now = moment()
        # How busy it was at its busiest is what the figures must be read with.
        load = max(begun.get("load", 0.0), now["load"])
        where = {**begun, **now, "load": load}
        return {**before, "models": models, "planned": self.planned, "machine": where}


def first_details(
    suite: Suite, refs: Mapping[str, ModelRef], options: Mapping[str, Any]
) -> dict[str, Any]:
    """What is noted when a run begins: models with their revisions, the code's version."""
    models = {role: {"id": refs[role].id, "revision": refs[role].revision} for role in suite.roles}
    return {
        "models": models,
        "code": code_version(),
        "options": {name: value for name, value in options.items() if value is not None},
        "facts": dict(suite.facts),
        "machine": machine(),
    }


def figures(
    kind: type[Suite] | Suite, items: Sequence[RunItem], details: Mapping[str, Any], *, seed: int
) -> dict[str, Figure]:
    """All figures of a run's items, with intervals."""
    return figures_of(kind.statistics(items, model_names(details)), seed=seed)


def model_names(details: Mapping[str, Any]) -> dict[str, str]:
    """ "id@revision, dtype" by role, from a run's details; the dtype only where it ran."""
    models = details.get("models", {})
    return {
        role: f"{m.get('id')}@{m.get('revision')}" + (f", {m['dtype']}" if m.get("dtype") else "")
        for role, m in models.items()
    }


def check_size(n: int, seed: int) -> None:
    """`BadInput` for a number of items or a seed that is not possible."""
    if not 1 <= n <= MOST_ITEMS:
        raise BadInput(f"{n} items are not possible; choose 1 to {MOST_ITEMS:,}.")
    if not 0 <= seed < 2**31:
        raise BadInput("The seed must be a whole number from 0 to 2147483647.")


def opened(path: Path) -> Image.Image | str:
    """The picture as the studio would keep it (RGB, upright, at most 1600 pixels a side), or one
    sentence that says why it cannot be opened."""
    try:
        image = open_picture(path.name, path.read_bytes(), max_mib=_LARGEST_MIB).image
    except BadInput as error:
        return str(error)
    except OSError as error:
        return f"“{path.name}” cannot be read: {error.strerror or error}."
    if max(image.size) > STORED_SIDE:
        image.thumbnail((STORED_SIDE, STORED_SIDE), Image.Resampling.LANCZOS)
    return image


def ending(unit: str, items: Sequence[RunItem], planned: int, *, whole: bool) -> str:
    """The last words of a run: "Done: 50 scenes." or "Partial: 20 of 50 scenes."."""
    unread = sum(item.error is not None for item in items)
    noun = unit if planned == 1 else f"{unit}s".replace("ys", "ies")
    words = f"Done: {planned} {noun}" if whole else f"Partial: {len(items)} of {planned} {noun}"
    return f"{words}, {unread} of which could not be measured." if unread else f"{words}."
