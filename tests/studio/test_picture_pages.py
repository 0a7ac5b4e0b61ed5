"""Styles, own pictures and the contact sheet as people meet them on the pages."""

import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from core.story import STYLES
from studio.compose import Studio
from tests.studio.pages import (
    STORY,
    build,
    make,
    pick,
    quiet,
    studio_of_pages,
    visit,
    words,
)

__all__ = ["studio_of_pages"]


def pictures(studio: Studio, story_id: str) -> list[str | None]:
    return [s.illustration.media for s in studio.reading.story(story_id).segments]


def enabled(app: AppTest, key: str) -> bool:
    return not app.button(key=key).disabled


@pytest.fixture
def book(studio: Studio) -> str:
    story_id = make(studio, preset="drawn", seed=5)
    build(studio, story_id)
    return story_id


def test_styles_are_chosen_by_their_look(studio: Studio) -> None:
    app = visit()
    assert all(app.button(key=f"create.style.{style}") for style in STYLES)
    app.button(key="create.style.woodcut").click().run()
    quiet(app)
    assert app.session_state["create.style"] == "woodcut"
    pick(app, "create.source", "text")
    assert "Illustrate with" not in [control.label for control in app.get("button_group")]


def test_a_book_of_own_pictures_is_asked_for_on_create(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    red = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(red, "PNG")
    monkeypatch.setenv("STUDIO_PRESET", "drawn")
    app = visit()
    app.file_uploader[0].upload("red.png", red.getvalue(), "image/png").run()
    pick(app, "create.illustrate", "own")
    app.button(key="create.frame.tape").click().run()
    quiet(app)
    app.button(key="create.go.all").click().run()
    quiet(app)
    (card,) = studio.reading.gallery()
    view = studio.reading.story(card.id)
    frames = [s.illustration.artifact.data["frame"] for s in view.segments]  # type: ignore[union-attr]
    assert set(frames) == {"tape"}


def test_painted_books_may_start_from_drawings(studio: Studio) -> None:
    app = visit()
    pick(app, "create.source", "text")
    app.text_area(key="_create.text").set_value(STORY).run()
    app.toggle(key="_create.more").set_value(True).run()
    app.toggle(key="_create.guided").set_value(True).run()
    app.toggle(key="_create.continues").set_value(True).run()
    assert "each picture starts from its drawing" in words(app)
    app.slider(key="_create.guide_strength").set_value(0.4).run()
    app.button(key="create.go.text").click().run()
    quiet(app)
    (card,) = studio.reading.gallery()
    assert studio.reading.story(card.id).request.guide == 0.4


def test_the_contact_sheet_swaps_pictures(studio: Studio, book: str) -> None:
    before = pictures(studio, book)
    app = visit("story", book)
    pick(app, "story.mode", "glance")
    quiet(app)
    assert not enabled(app, "glance.before.0")
    app.button(key="glance.after.0").click().run()
    assert pictures(studio, book)[:2] == [before[1], before[0]]
    build(studio, book)
    app = visit("story", book)
    pick(app, "story.mode", "glance")
    app.button(key="glance.swap.0").click().run()
    assert "Put it here" in words(app)
    app.button(key="glance.here.2").click().run()
    quiet(app)
    assert pictures(studio, book)[:3] == [before[2], before[0], before[1]]
    build(studio, book)
    app = visit("story", book)
    pick(app, "story.mode", "glance")
    app.button(key="glance.edit.2").click().run()
    assert app.session_state["story.mode"] == "edit"
    assert app.session_state["story.page"] == 2


def test_one_click_gives_the_book_another_style(studio: Studio, book: str) -> None:
    before = pictures(studio, book)
    app = visit("story", book)
    app.button(key="story.settings").click().run()
    app.button(key="book.style.glass").click().run()
    quiet(app)
    assert studio.reading.story(book).request.style == "glass"
    build(studio, book)
    view = studio.reading.story(book)
    assert view.finished
    assert all(a != b for a, b in zip(before, pictures(studio, book), strict=True))


def test_another_picture_is_one_of_four(studio: Studio, book: str) -> None:
    before = pictures(studio, book)
    app = visit("story", book)
    pick(app, "story.mode", "edit")
    app.button(key=f"story.again.{book}.illustration/0").click().run()
    quiet(app)
    takes = [
        b.key for b in app.button if str(b.key).startswith("variants.") and b.key[-1].isdigit()
    ]
    assert len(takes) == 4
    assert pictures(studio, book) == before
    app.button(key=takes[2]).click().run()
    quiet(app)
    after = pictures(studio, book)
    assert after[0] != before[0]
    assert after[1:] == before[1:]
    take = studio.reading.story(book).segments[0].illustration.take
    assert f"variants.{take}" == takes[2]
