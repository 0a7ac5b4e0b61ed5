"""What pages and the command line are shown: frozen dataclasses that the use cases fill.

No page ever sees a database row or a model.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.build import Artifact
from core.errors import BadInput
from core.figure import Figure as Figure
from core.story import StoryRequest, WordTiming
from db.builds import ACTIVE, Build
from db.evaluations import Run
from db.gallery import Card
from eval.book_cost import Book
from eval.book_cost import Estimate as Estimate
from eval.comparing import Comparison as Comparison
from eval.measures.pairs import Fit as Fit
from eval.speed import Spread as Spread
from eval.speed import StageSpeed as StageSpeed
from eval.speed_trend import Trend as Trend


@dataclass(frozen=True, kw_only=True)
class PieceView:
    """One slot as it stands: `status` is "fresh", "stale" or "missing".

    `message` and `fraction` (0..1) say what is being done for it right now, `partial` is text
    streamed so far; `versions` counts the artifacts that ever stood here; `edited` means that a
    person made what stands here; `lost`, that its file is missing or damaged, so that it has to be
    made again.
    """

    slot: str
    status: str
    artifact: Artifact | None = None
    locked: bool = False
    edited: bool = False
    take: int = 0
    versions: int = 0
    lost: bool = False
    message: str | None = None
    fraction: float | None = None
    partial: str | None = None

    @property
    def settled(self) -> bool:
        """Whether it stays until somebody changes it: an edit, or what came in a book's file."""
        return self.artifact is not None and self.artifact.maker == "person"

    @property
    def text(self) -> str | None:
        """The text that stands here."""
        return self.artifact.text if self.artifact else None

    @property
    def media(self) -> str | None:
        """SHA-256 of the media file that stands here."""
        return self.artifact.media if self.artifact else None


@dataclass(frozen=True, kw_only=True)
class CaptionView:
    """A picture with its caption; `confidence` (0..1) is None for an edited caption.

    `familiar` is False when the captioner's own signals say that it does not know such pictures.
    `unsure`: a guess that nobody should take for what is there; a person ought to look first.
    `wild`: a guess that is most likely wrong, so that it is offered, but does not stand there.
    `calibrated`: `confidence` is the chance that the caption is right. `candidates` are what else
    the captioner would say, best first; where it is unsure, its guess is the first of them.
    """

    index: int
    picture: str
    name: str
    piece: PieceView
    confidence: float | None = None
    familiar: bool = True
    unsure: bool = False
    wild: bool = False
    calibrated: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SegmentView:
    """A page of the book with all its pieces. `score` is the CLIP score (100 · cos), if made.

    `index` names its slots and stays with the page; `number` is its place in the book, as people
    count.  A page may go without words (`worded`) or without a picture (`pictured`); one that a
    person added (`added`) has no line of the plot.
    `caption` is the index of the picture that the page tells, `told` how well its words fit that
    picture as it was uploaded; None in a book that was made from a text.
    """

    index: int
    text: PieceView
    prompt: PieceView
    illustration: PieceView
    narration: PieceView
    word_timings: tuple[WordTiming, ...] = ()
    score: float | None = None
    caption: int | None = None
    told: float | None = None
    score_fit: Fit | None = None
    told_fit: Fit | None = None

    beat: str | None = None
    """What happens here, by the outline; None where there is none."""
    number: int = 1
    worded: bool = True
    pictured: bool = True
    added: bool = False
    wish: str | None = None
    """What somebody wishes of this page, `draft` how it would be then."""
    draft: PieceView | None = None
    music: PieceView | None = None
    """Its own music, where a model makes it."""

    @property
    def stale(self) -> tuple[str, ...]:
        """Names of the pieces a reader sees that are out of date."""
        pieces = {
            "text": self.text,
            "picture": self.illustration,
            "narration": self.narration,
        }
        return tuple(name for name, piece in pieces.items() if piece.status == "stale")


@dataclass(frozen=True, kw_only=True)
class BuildView(Build):
    """The latest build of a story; `stages`: for each of its stages (label for people, done,
    total)."""

    stages: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoryView:
    """A story, whole."""

    id: str
    title: str
    request: StoryRequest
    created_at: float
    captions: tuple[CaptionView, ...]
    title_piece: PieceView
    story: PieceView | None = None
    """The whole story, where it was pasted, or written before pages were written one by one."""
    outline: PieceView | None = None
    """The plot, where the pages are written one by one."""
    segments: tuple[SegmentView, ...]
    build: BuildView | None
    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    word_count: int = 0
    deleted: bool = False
    models: Mapping[str, str] = field(default_factory=dict)
    device: str = "cpu"
    arrangement: Mapping[str, Any] | None = None
    """The pages as JSON (`core.pages.Arrangement`), where a person arranged them."""
    notes: tuple[str, ...] = ()
    """Sentences the reader should know: fallbacks, pictures the models do not know."""

    def page(self, index: int) -> SegmentView:
        """The page that `index` names; `BadInput` if it is not in the book (any more)."""
        found = next((s for s in self.segments if s.index == index), None)
        if found is None:
            raise BadInput("This page is not in the book any more; choose another one.")
        return found

    def numbers(self, pages: Iterable[int]) -> list[int]:
        """Where pages stand in the book, as people count."""
        places = {segment.index: segment.number for segment in self.segments}
        return sorted(places[page] for page in pages if page in places)

    @property
    def finished(self) -> bool:
        """Everything is made and up to date."""
        return not self.stale and not self.missing

    @property
    def written(self) -> bool:
        """Some page has words."""
        return any(segment.text.artifact for segment in self.segments)

    @property
    def captioned(self) -> bool:
        """All pictures have a caption."""
        return all(caption.piece.artifact for caption in self.captions)


@dataclass(frozen=True, kw_only=True)
class CardView(Card):
    """A card that has a title and a status."""

    title: str
    status: str


@dataclass(frozen=True, kw_only=True)
class ExportView:
    """A form in which a book can be taken along, and how it stands.

    `lacking` says why it cannot be made here, or "".  `ready`: its file is there.  `at_once`: made
    while one waits for the download; else the worker makes it: `active`, `message`, `fraction`
    (0..1) say how far it is, `error` how it failed.  `music`: with, without, or (None) neither.
    `seconds`: about how long making it takes on two cores that do nothing else.
    """

    id: str
    label: str
    blurb: str
    icon: str
    file_name: str
    mime: str
    lacking: str = ""
    ready: bool = False
    at_once: bool = True
    active: bool = False
    message: str = ""
    fraction: float | None = None
    error: str | None = None
    music: bool | None = None
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class PresetView:
    """A preset in plain words."""

    id: str
    label: str
    blurb: str
    download_mib: float
    ready: bool
    why: str
    """Where it would run and why, or what is missing and how to get it."""
    models: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SampleView:
    """A bundled sample picture."""

    name: str
    path: str


@dataclass(frozen=True, kw_only=True)
class SuiteView:
    """An evaluation suite in plain words; `unit` is what an item of it is, in the singular."""

    name: str
    label: str
    measures: str
    unit: str
    needs_folder: bool


@dataclass(frozen=True, kw_only=True)
class EvaluationRun(Run):
    """A run of a suite by its suite's `label`."""

    label: str

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ACTIVE


@dataclass(frozen=True, kw_only=True)
class BookPoint(Book):
    """A whole book, and the seconds that the other books predict (None: nothing)."""

    predicted: float | None


@dataclass(frozen=True, kw_only=True)
class CostCheck:
    """Median absolute error (a share) of predicting `n` of `books` from the others; `interrupted`
    builds are not counted among the books."""

    error: float | None
    n: int
    books: int
    interrupted: int
