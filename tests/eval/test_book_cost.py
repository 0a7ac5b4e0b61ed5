"""What a book costs: the arithmetic of the estimate, its check, and what counts as a book."""

import pytest

from db.filters import Filters
from db.speed import DoneBuild, StoryFacts
from eval.book_cost import (
    Book,
    Needs,
    books_like,
    check,
    chosen_books,
    estimate,
    line,
    median_error,
    pace_of,
    predict,
    usual_loads,
)
from eval.books import find_books

PLACES = {
    stage: (model, "cpu", "float32")
    for stage, model in (
        ("captioning", "c"),
        ("writing", "w"),
        ("prompting", "i"),
        ("illustrating", "i"),
        ("narrating", "n"),
        ("scoring", "s"),
    )
}


def needs(pages: int, *, cold: tuple[str, ...] = (), captions: int | None = None) -> Needs:
    return Needs(
        captions=pages if captions is None else captions,
        pages=pages,
        words=225,
        written=True,
        models=PLACES,
        cold=frozenset(cold),
    )


def book(pages: int, at: float = 0.0, *, pace: float = 1.0, load: float = 0.0) -> Book:
    """Captions 0.1 s each, a story 4 s + 1 s a page, pictures 2 s, sound 1 s in all, rest 0.5 s a
    page."""
    run = {
        "captioning": 0.1 * pages,
        "writing": 4.0 + pages,
        "illustrating": 2.0 * pages,
        "narrating": 1.0,
    }
    seconds = sum(run.values()) + 0.5 * pages
    return Book(
        story_id=f"s{at}",
        at=at,
        seconds=pace * seconds + load,
        needs=needs(pages, cold=("i",) if load else ()),
        run={stage: pace * value for stage, value in run.items()},
        loads={"i": load} if load else {},
    )


def test_an_estimate_is_units_times_their_seconds() -> None:
    past = [book(3), book(5), book(8)]
    assert predict(needs(6), past, {}) == pytest.approx(0.6 + 10 + 12 + 1 + 3)
    assert predict(needs(6, captions=0), past, {}) == pytest.approx(10 + 12 + 1 + 3)
    assert predict(needs(6, cold=("i",)), past, {"i": 7.0}) == pytest.approx(26.6 + 7)
    assert predict(needs(6), past[:1], {}) is None


def test_a_computer_that_is_busy_now_is_slow_at_everything() -> None:
    usual = [book(pages, pages) for pages in (3, 4, 5, 6, 8)]
    busy = [book(pages, pages, pace=3.0) for pages in (5, 4, 6)]
    past = [*busy, *usual]
    assert pace_of(usual) == pytest.approx(1.0)
    assert pace_of(past) == pytest.approx(3.0, rel=0.1)
    assert predict(needs(5), past, {}) == pytest.approx(book(5, pace=3.0).seconds, rel=0.1)


def test_a_line_is_not_moved_by_one_strange_book() -> None:
    points = [(x, 4.0 + x) for x in (3, 4, 5, 6, 8)] + [(7, 100.0)]
    assert line(points, 10) == pytest.approx(14, abs=0.5)
    assert line([(5, 7.0), (5, 9.0)], 10) == 8.0
    assert line([(2, 1.0), (4, 3.0)], 8) == pytest.approx(8 * 0.625)
    assert line([(2, 9.0), (4, 3.0)], 3) == pytest.approx(6.0)


def test_each_book_is_predicted_from_the_others() -> None:
    books = [book(3, 1), book(5, 2), book(8, 3), book(4, 4, pace=2.0)]
    checked = check(books)
    assert checked[3].predicted == pytest.approx(book(4).seconds)
    assert checked[3].error == pytest.approx(-0.5)
    assert median_error(checked[3:]) == (pytest.approx(0.5), 1)
    assert median_error(check(books[:1])) is None


def test_loading_is_known_from_other_books() -> None:
    books = [book(3, 1, load=6.0), book(5, 2), book(5, 3), book(3, 4, load=8.0)]
    assert usual_loads(books) == {"i": 7.0}
    first = check(books)[0]
    assert first.predicted == pytest.approx(book(3).seconds + 8.0)


def test_the_interval_holds_past_books_and_says_what_was_never_loaded() -> None:
    books = [book(3 + i % 4, i, pace=1 + 0.1 * (i % 5)) for i in range(10)]
    found = estimate(needs(5, cold=("i", "w")), books, {"w": 2.0}, check(books))
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.seconds <= found.high
    assert (found.n, found.unloaded) == (10, ("i",))
    assert found.loading == pytest.approx(2.0 * pace_of(books_like(books, needs(5))))
    few = estimate(needs(5), books[:2], {}, check(books[:2]))
    assert few is not None
    assert few.low is None
    assert estimate(needs(5), books[:1], {}, []) is None


def test_other_models_say_nothing() -> None:
    other = {**PLACES, "illustrating": ("i", "cuda", "float16")}
    elsewhere = Needs(captions=5, pages=5, words=225, written=True, models=other)
    assert estimate(elsewhere, [book(3), book(5)], {}, []) is None


def test_filters_choose_books() -> None:
    books = [book(3, 1), book(5, 2), book(8, 3)]
    assert chosen_books(books, Filters(since=2)) == books[1:]
    assert chosen_books(books, Filters(since=2), until=2) == books[:1]
    assert chosen_books(books, Filters(models=("w",), devices=("cpu",))) == books
    assert not chosen_books(books, Filters(models=("x",)))
    assert not chosen_books(books, Filters(moods=("noir",)))


FACTS = StoryFacts(mood="noir", style="paper", preset="p", pages=2, pictures=2, text=None)
BUILD = DoneBuild(id="b", story_id="s", targets=None, started_at=10, finished_at=30)


def piece(stage: str, at: float, *, load: float = 0.0, story: str = "s") -> tuple[object, ...]:
    return (stage, f"m-{stage}", "cpu", "float32", load, 1.0, None, None, None, at, story, "x")


def pages(at: float = 20) -> list[tuple[object, ...]]:
    kinds = ("illustrating", "narrating", "scoring")
    return [piece(kind, at) for kind in kinds for _ in range(2)]


def test_a_whole_build_is_a_book() -> None:
    rows = [*(piece("captioning", 11, load=0.5) for _ in range(2)), piece("writing", 15), *pages()]
    (found,), interrupted = find_books(rows, [BUILD], {"s": FACTS})
    assert (found.seconds, found.needs.captions, found.needs.pages) == (20, 2, 2)
    assert found.run == {
        "captioning": 2.0,
        "writing": 1.0,
        "illustrating": 2.0,
        "narrating": 2.0,
        "scoring": 2.0,
    }
    assert (found.loads, found.rest) == ({"m-captioning": 1.0}, 10.0)
    assert (found.mood, found.device, interrupted) == ("noir", "cpu", 0)


def test_looking_at_the_pictures_first_belongs_to_the_book() -> None:
    look = DoneBuild(
        id="a", story_id="s", targets=("caption/0", "caption/1"), started_at=1, finished_at=4
    )
    rows = [piece("captioning", 3), piece("captioning", 3), piece("writing", 15), *pages()]
    (found,), _ = find_books(rows, [look, BUILD], {"s": FACTS})
    assert (found.seconds, found.needs.captions) == (23, 2)


@pytest.mark.parametrize(
    "rows",
    [
        [piece("writing", 5), *pages()],
        [piece("writing", 15), *pages()[1:]],
        [piece("writing", 15, story="t"), *pages()],
        [piece("rewriting", 15), *pages()],
        pages(),
        [],
    ],
    ids=["story before", "a picture found", "story of another", "rewritten", "no story", "nothing"],
)
def test_a_partial_rebuild_is_no_book(rows: list[tuple[object, ...]]) -> None:
    assert find_books(rows, [BUILD], {"s": FACTS}) == ([], 0)


def test_a_build_with_targets_is_no_book_and_a_night_asleep_is_left_out() -> None:
    rows = [piece("writing", 15), *pages()]
    part = DoneBuild(id="b", story_id="s", targets=("story",), started_at=10, finished_at=30)
    assert find_books(rows, [part], {"s": FACTS}) == ([], 0)
    night = DoneBuild(id="b", story_id="s", targets=None, started_at=10, finished_at=30_000)
    assert find_books(rows, [night], {"s": FACTS}) == ([], 1)
