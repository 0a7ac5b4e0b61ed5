"""What the page Train is shown; frozen, filled by the use cases of this package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Curve = Sequence[tuple[int, float]]
"""(step, value) in order."""

MOST_MIB: Final = 300
"""What one upload may have."""


@dataclass(frozen=True, kw_only=True)
class SizeView:
    """How long a training takes: `seconds` is the median of `trainings` on this machine; where
    there were none a guess, or None where that depends on the data alone."""

    id: str
    label: str
    blurb: str
    seconds: float | None
    trainings: int


@dataclass(frozen=True, kw_only=True)
class KindView:
    """Something that can be trained, for a `role`. `data`: what it learns from, in words;
    `layouts`: how files of it may be written; `endings`: those of files that may be uploaded;
    `beginnings`: what it may begin from, by id; `asks`: what else must be said, as the label of a
    field, or ""."""

    id: str
    role: str
    label: str
    blurb: str
    data: str
    layouts: str
    endings: tuple[str, ...]
    sizes: tuple[SizeView, ...]
    beginnings: Mapping[str, str]
    asks: str = ""


@dataclass(frozen=True, kw_only=True)
class SampleView:
    """What a model made while it trained; `picture` is a file, `wanted` what it ought to be."""

    step: int
    text: str
    picture: str | None = None
    wanted: str = ""


@dataclass(frozen=True, kw_only=True)
class TrainingView:
    """A training as it stands. `status`: queued, running, pausing, paused, cancelling, done,
    cancelled or failed; `fraction` 0..1; `eta` seconds to go; `error` one sentence.

    Once done it is version `number` of the model `name`: `model_id` is its place in the catalogue,
    `parent` the version that it began from in words, `here` whether its files are on this computer.
    `subject`: whom a hero's pictures show.
    """

    id: str
    kind: str
    role: str
    name: str
    status: str
    message: str
    fraction: float
    eta: float | None
    error: str | None
    queued_at: float
    size: str
    data: str
    device: str
    facts: Mapping[str, str]
    number: int | None = None
    model_id: str = ""
    parent: str = ""
    in_use: bool = False
    subject: str = ""
    here: bool = True

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ("queued", "running", "pausing", "cancelling")

    @property
    def label(self) -> str:
        """Name and version."""
        return f"{self.name} {self.number}" if self.number else self.name


@dataclass(frozen=True, kw_only=True)
class BroughtView:
    """Data that were brought: where they lie, what is there in words, and notes on what was left
    out."""

    words: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BlindView:
    """A blind test of two models by their labels. `status`: queued, running, done or failed; `made`
    of 2 × `tasks` things are made; `alike`: tasks on which both made the very same, `pairs`: those
    on which they did not.

    `better`, `worse` and `same` count the tasks on which people found the one better, the other,
    neither; `verdict` says in a sentence what that means, "" before the first vote.
    """

    id: str
    one: str
    other: str
    one_id: str
    other_id: str
    status: str
    error: str | None
    tasks: int
    made: int
    alike: int
    pairs: int
    better: int
    worse: int
    same: int
    created_at: float
    verdict: str

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ("queued", "running")

    @property
    def unjudged(self) -> int:
        """Pairs that nobody has judged."""
        return self.pairs - self.better - self.worse - self.same
