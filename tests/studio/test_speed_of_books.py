"""Speed as it is recorded by real tiny builds and suites, and what a book is said to cost."""

import io

import pytest
from PIL import Image

from core.settings import Settings
from core.story import StoryRequest
from db.filters import Filters
from studio.compose import Studio
from tests.studio.conftest import STORY

ALL = Filters()


@pytest.fixture
def idle(settings: Settings):
    """A studio without a worker: builds are done by `build`."""
    opened = Studio(settings)
    yield opened
    opened.close()


def build(studio: Studio, story_id: str) -> None:
    """Do what the worker would do."""
    latest = studio.builds.latest(story_id)
    assert latest is not None
    while studio.building.step(latest.id) == "more":
        pass


def pictures(studio: Studio, first: int, count: int = 3):
    """Pictures that no other book has."""
    found = []
    for i in range(first, first + count):
        file = io.BytesIO()
        Image.new("RGB", (40, 30), (9 * i % 256, 90, 160)).save(file, "PNG")
        found.append(studio.uploads.accept(f"{i}.png", file.getvalue()))
    return tuple(found)


def make(studio: Studio, first: int = 0, *, until: str = "all", **more) -> str:
    request = StoryRequest(pictures=pictures(studio, first), preset="tiny", seed=first, **more)
    story_id = studio.books.create(request, until=until)
    build(studio, story_id)
    return story_id


def test_pieces_say_how_much_they_are(idle: Studio) -> None:
    view = idle.reading.story(make(idle))
    caption, story = view.captions[0].piece.artifact, view.segments[0].text.artifact
    page = view.segments[0]
    narration, score = page.narration.artifact, page.illustration.artifact
    assert (caption.units, caption.batch, story.batch) == (1, 3, 1)
    assert story.units > 10  # tokens
    assert narration.units == narration.data["duration_s"]
    assert score.units == 1
    assert 50 < caption.peak_mib < 100_000
    assert narration.peak_mib is None  # a program of its own
    # One load, shared by all pieces of its batch.
    loads = {c.piece.artifact.load_s for c in view.captions}
    assert len(loads) == 1
    assert loads.pop() > 0


def test_only_whole_builds_are_books(idle: Studio) -> None:
    story_id = make(idle, mood="noir")
    idle.editing.regenerate(story_id, "illustration/1")
    build(idle, story_id)
    idle.editing.change(story_id, style="crayon")
    idle.jobs.build(story_id)
    build(idle, story_id)
    (book,) = idle.speed.now().book_points(ALL)
    assert (book.story_id, book.pages, book.mood, book.device) == (story_id, 3, "noir", "cpu")
    (kept,) = [b for b in (idle.builds.latest(story_id),) if b]
    assert kept.targets is None  # the rebuild asked for everything, too
    second = make(idle, 10, until="captions")
    assert len(idle.speed.now().book_points(ALL)) == 1
    idle.jobs.build(second)
    build(idle, second)
    found = idle.speed.now()
    assert [b.story_id for b in found.book_points(ALL)] == [story_id, second]
    assert [b.needs.captions for b in found.books] == [3, 3]
    assert [b.story_id for b in found.book_points(Filters(moods=("noir",)))] == [story_id]


def test_what_a_book_would_cost(idle: Studio) -> None:
    assert idle.speed.now().cost("tiny", pictures=3) is None
    assert idle.evaluating.board().fast() is None
    for first in (0, 10, 20):
        make(idle, first)
    found = idle.speed.now()
    cost = found.cost("tiny", pictures=3)
    assert cost is not None
    assert (cost.n, cost.loading, cost.unloaded) == (3, 0.0, ())
    times = [book.seconds for book in found.book_points(ALL)]
    assert 0.2 * min(times) < cost.seconds < 2 * max(times)
    more = found.cost("tiny", pictures=9)
    assert more is not None
    assert more.seconds > cost.seconds
    idle.pool.close()
    cold = found.cost("tiny", pictures=3)
    assert cold is not None
    assert cold.loading > 0
    assert cold.seconds == pytest.approx(cost.seconds + cold.loading)
    pasted = found.cost("tiny", text=STORY)  # no such book, but all of its pieces
    assert pasted is not None
    assert (pasted.n, pasted.low) == (0, None)
    assert 0 < pasted.seconds < cost.seconds + cold.loading
    assert found.cost("tiny", pictures=3, device="cuda") is None
    assert found.cost_check(ALL).n == 3
    board = idle.evaluating.board()
    speed = board.fast()
    assert speed is not None
    assert board.whole_books
    assert (speed.n, speed.change) == (3, None)
    assert min(times) <= speed.value <= max(times)
    assert speed.low is None, "three books are too few for a median's interval"


def test_a_suite_says_what_the_first_book_would_cost(idle: Studio) -> None:
    run_id = idle.runs.start("latency", preset="tiny", n=2)
    while idle.runs.step(run_id) == "more":
        pass
    found = idle.speed.now()
    cost, more = found.cost("tiny", pictures=3), found.cost("tiny", pictures=9)
    assert cost is not None
    assert more is not None
    assert (cost.n, cost.low) == (0, None)
    assert found.devices("tiny") == ["cpu"]
    warm = {s.stage: s.warm.p50 for s in found.stages(ALL) if s.warm}
    assert more.seconds - cost.seconds > 6 * warm["captioning"]


def test_suites_feed_the_same_table(idle: Studio) -> None:
    for suite in ("latency", "world"):
        run_id = idle.runs.start(suite, preset="tiny", n=2)
        while idle.runs.step(run_id) == "more":
            pass
        assert idle.evaluations.get(run_id).status == "done"
    found = {s.stage: s for s in idle.speed.now().stages(ALL)}
    assert set(found) == {"captioning", "writing", "illustrating", "narrating", "scoring"}
    assert {s.source for s in found.values()} == {"suites"}
    captions = found["captioning"]
    where = idle.evaluations.get(run_id).details["models"]["captioner"]
    assert (captions.model, captions.device) == ("tiny-captioner", "cpu")
    assert captions.dtype == where["dtype"]
    assert captions.n == 4
    assert captions.warm is not None
    assert captions.cold is not None
    assert captions.per_unit is not None
    assert captions.peak_mib is not None
    assert found["writing"].per_unit is not None
    assert found["narrating"].peak_mib is None
