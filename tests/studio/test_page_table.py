"""Pages arranged on the edit view, words compared between two windows, as pages."""

import pytest
from streamlit.testing.v1 import AppTest

from studio.compose import Studio
from tests.studio.pages import (
    pick,
    quiet,
    visit,
    words,
)


@pytest.fixture
def studio(drawn_studio: Studio) -> Studio:
    return drawn_studio


@pytest.fixture
def book(drawn_folder) -> str:
    return drawn_folder[1]


def edit(book: str) -> AppTest:
    app = visit("story", book)
    pick(app, "story.mode", "edit")
    quiet(app)
    return app


def text_of(app: AppTest):
    return next(area for area in app.text_area if area.label == "The words of this page")


def order(studio: Studio, book: str) -> list[int]:
    return [segment.index for segment in studio.reading.story(book).segments]


def save(app: AppTest) -> None:
    next(b for b in app.button if b.label == "Save the text").click().run()


def test_pages_are_moved_added_copied_deleted_and_undone(studio: Studio, book: str) -> None:
    app = edit(book)
    assert app.button(key="pages.move.-1").disabled
    app.button(key="pages.move.1").click().run()
    quiet(app)
    assert order(studio, book) == [1, 0, 2, 3]
    first = studio.reading.story(book).page(0).text.text
    assert text_of(app).value == first, "the page that was moved stays on the workbench"
    assert "Page 1 was moved to place 2." in words(app).replace("\\", "")
    next(t for t in app.text_area if t.label == "Its words").set_value("A new page.").run()
    app.button(key="pages.add.After").click().run()
    quiet(app)
    assert order(studio, book) == [1, 0, 4, 2, 3]
    assert text_of(app).value == "A new page."
    assert "still to make" in words(app)
    assert not [b for b in app.button if b.label == "Rewrite"], "no model writes it"
    app.button(key="pages.content_copy").click().run()
    app.button(key="pages.delete").click().run()
    app.button(key="pages.hide_image").click().run()
    quiet(app)
    assert order(studio, book) == [1, 0, 4, 2, 3]
    assert "goes without a picture" in words(app)
    for _ in range(5):
        app.button(key="pages.undo").click().run()
        quiet(app)
    assert order(studio, book) == [0, 1, 2, 3]
    assert not [b for b in app.button if b.key == "pages.undo"]


def test_a_page_is_split_where_a_person_says(studio: Studio, book: str) -> None:
    app = edit(book)
    app.button(key="pages.content_cut").click().run()
    quiet(app)
    assert app.radio(key="pages.cut.0").value >= 1
    app.button(key="pages.cut").click().run()
    quiet(app)
    assert order(studio, book) == [0, 4, 1, 2, 3]
    app.button(key="pages.merge").click().run()
    assert order(studio, book) == [0, 1, 2, 3]


def test_what_cannot_be_done_is_said(studio: Studio, book: str) -> None:
    app = edit(book)
    studio.versions.lock(book, "segment/0", True)
    app.button(key="pages.delete").click().run()
    assert not app.exception
    assert "locked" in words(app)
    assert order(studio, book) == [0, 1, 2, 3]


def test_a_page_goes_without_words_and_gets_them_back(studio: Studio, book: str) -> None:
    app = edit(book)
    before = text_of(app).value
    text_of(app).set_value("")
    save(app)
    quiet(app)
    assert "goes without words" in words(app)
    assert studio.reading.story(book).finished
    app.button(key=f"story.words.{book}.0").click().run()
    quiet(app)
    assert text_of(app).value == before
    app.button(key="pages.hide_image").click().run()
    app.button(key=f"story.illustrate.{book}.0").click().run()
    quiet(app)
    assert studio.reading.story(book).finished
    pick(app, "story.mode", "glance")
    quiet(app)
    pick(app, "story.mode", "read")
    quiet(app)


def test_two_windows_compare_their_versions(studio: Studio, book: str) -> None:
    mine, theirs = edit(book), edit(book)
    text_of(theirs).set_value("Theirs, and first.")
    save(theirs)
    quiet(theirs)
    text_of(mine).set_value("Mine, and later.")
    save(mine)
    assert "changed in another window" in words(mine)
    shown = words(mine)
    assert "Mine, and later." in shown
    assert "Theirs, and first." in shown
    assert studio.reading.story(book).segments[0].text.text == "Theirs, and first."
    mine.button(key=f"story.mine.{book}.segment/0").click().run()
    quiet(mine)
    assert studio.reading.story(book).segments[0].text.text == "Mine, and later."
    text_of(theirs).set_value("Once more.")
    save(theirs)
    theirs.button(key=f"story.theirs.{book}.segment/0").click().run()
    quiet(theirs)
    assert studio.reading.story(book).segments[0].text.text == "Mine, and later."
    assert "Once more." not in words(theirs)


def test_what_waits_for_rebuild_is_said_before(studio: Studio, book: str) -> None:
    app = edit(book)
    assert (
        "When the text changes, the picture and the narration of this page will wait for Rebuild."
        in words(app)
    )
