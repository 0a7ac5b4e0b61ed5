"""How well pages tell the pictures that people brought: their scores, the dashboard, the suite."""

import re

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import delete

from core.story import StoryRequest
from core.vectors import packed, unpacked
from db.tables import ChoiceRow
from studio import paired
from studio.compose import Studio
from tests.studio.pages import (  # noqa: F401
    build,
    from_pictures,
    make,
    pick,
    picture_file,
    quiet,
    studio_of_pages,
    visit,
    words,
)


def test_pages_are_scored_against_the_pictures_they_tell(studio: Studio) -> None:
    story_id = from_pictures(studio, 3, until="all")
    view = studio.reading.story(story_id)
    assert all(segment.told is not None for segment in view.segments)
    fit = view.segments[0].told_fit
    assert fit
    others = [s for s in view.segments if s.caption != 0]
    assert fit.of == 1 + len(others)
    artifact = studio.store.artifacts_for(story_id)["told/0"].artifact
    assert artifact
    assert artifact.data["source"] == view.request.pictures[0].sha256
    picture, words_ = (unpacked(artifact.data[name]) for name in ("picture", "text"))
    assert picture is not None
    assert words_ is not None
    # By hand: the same cosine, from what is kept in half precision.
    assert float(picture @ words_) == pytest.approx(artifact.data["cosine"], abs=2e-3)
    app = visit("story", story_id)
    pick(app, "story.mode", "edit")
    quiet(app)
    said = words(app)
    assert "CLIP score of your picture and this page" in said
    assert f"of {fit.of}: better than" in said


def test_a_book_from_a_text_has_no_pictures_to_tell(studio: Studio) -> None:
    story_id = make(studio)
    build(studio, story_id)
    view = studio.reading.story(story_id)
    assert view.finished
    assert all(s.told is None and s.caption is None for s in view.segments)
    app = visit("story", story_id)
    pick(app, "story.mode", "edit")
    quiet(app)
    assert "Your picture" not in words(app)


def test_an_older_book_without_that_figure_is_finished(studio: Studio) -> None:
    story_id = from_pictures(studio, 1, until="all")
    with studio.database.session() as session:
        session.execute(delete(ChoiceRow).where(ChoiceRow.slot.startswith("told/")))
    view = studio.reading.story(story_id)
    assert view.finished
    assert view.segments[0].told is None
    app = visit("story", story_id)
    quiet(app)
    assert "still to make" not in words(app)
    studio.jobs.build(story_id)
    build(studio, story_id)
    assert studio.reading.story(story_id).segments[0].told is not None


def test_the_dashboard_says_whether_books_tell_their_pictures(studio: Studio) -> None:
    from_pictures(studio, 2, until="all")
    app = visit("evaluate")
    quiet(app)
    assert "Do the books tell the pictures that people brought?" in words(app)
    assert "With a second book of other pictures" in words(app)
    assert "Told apart" not in [metric.label for metric in app.metric]
    pictures = tuple(studio.uploads.accept(f"{i}.png", picture_file(i)) for i in (2, 3))
    other = studio.books.create(StoryRequest(pictures=pictures, preset="tiny"))
    build(studio, other)
    app = visit("evaluate")
    quiet(app)
    shown = {metric.label: metric.value for metric in app.metric}
    assert {"Own pictures", "Others' pictures", "Told apart"} <= set(shown)
    assert 0 <= float(shown["Told apart"]) <= 1
    assert re.search(r"chance [\d.]+, better than \d+ %", words(app))
    board = studio.evaluating.board()
    found = board.separation()
    assert found
    assert (found.books, found.wrong) == (2, 2)
    of_story = board.told().groupby("story_id")["score"].mean()
    assert found.own == pytest.approx(of_story.mean(), abs=0.2)


def frame(books: int, right: bool) -> pd.DataFrame:
    """Pages whose words are exactly their own picture, or exactly the next book's."""
    axes, rows = np.eye(books), []
    for book in range(books):
        for page in range(2):
            rows.append(
                {
                    "story_id": f"book {book}",
                    "segment": page,
                    "created_at": float(book),
                    "picture": packed(axes[book]),
                    "text": packed(axes[book if right else (book + 1) % books]),
                    "source": f"picture {book} {page}",
                }
            )
    return pd.DataFrame(rows)


def test_right_and_wrong_pairs_are_told_apart() -> None:
    found = paired.separated(frame(4, right=True))
    assert found
    assert (found.area, found.own, found.chance, found.wrong) == (1.0, 100.0, 0.0, 12)
    worse = paired.separated(frame(4, right=False))
    assert worse
    assert worse.area < 0.5
    best = paired.usual(paired.placed(frame(4, right=True)))
    assert best
    assert (best.chance, best.rank, best.of) == (0.0, 1, 7)
    assert paired.separated(frame(1, right=True)) is None
    assert paired.usual(paired.placed(frame(1, right=True))) is None
    old = frame(3, right=True).assign(picture=None, text=None)
    assert paired.separated(old) is None
    assert paired.usual(paired.placed(old)) is None


def test_the_suite_of_stories_measures_it_too(studio: Studio) -> None:
    for shades in ((0, 1), (2, 3)):
        pictures = tuple(studio.uploads.accept(f"{i}.png", picture_file(i)) for i in shades)
        build(studio, studio.books.create(StoryRequest(pictures=pictures, preset="tiny")))
    build(studio, make(studio))  # one from a text: it has no picture to tell
    run = studio.runs.start("stories", preset="tiny", n=5)
    while studio.runs.step(run) == "more":
        pass
    (done,) = studio.runs.all()
    assert done.error is None
    figures = {name.partition(" (")[0]: figure for name, figure in done.figures.items()}
    told = figures["Uploaded picture and its page, 100·cos"]
    assert (told.n, told.left_out) == (2, 1)
    apart = figures["Own uploaded pictures told from others'"]
    assert apart.n == 2
    assert 0 <= apart.value <= 1
