"""The plot's desk on Create, and a page's line and wish on its edit view, as pages."""

from streamlit.testing.v1 import AppTest

from core.stages.plots import outline_of
from core.story import StoryRequest
from studio.compose import Studio
from studio.views import StoryView
from tests.studio.pages import (  # noqa: F401
    build,
    picture_file,
    quiet,
    studio_of_pages,
    visit,
    words,
)

CAPTIONS = ("two dogs in the snow", "a boy on a swing", "a red bus at night")
WORDS = ["segment/0", "segment/1", "segment/2"]


def captioned(studio: Studio) -> str:
    pictures = tuple(studio.uploads.accept(f"{i}.png", picture_file(i)) for i in range(3))
    asked = StoryRequest(pictures=pictures, preset="drawn", hero="Pip", seed=3)
    story_id = studio.books.create(asked, until="captions")
    build(studio, story_id)
    for i, caption in enumerate(CAPTIONS):
        studio.editing.edit(story_id, f"caption/{i}", caption)
    return story_id


def lines(view: StoryView) -> tuple[str, ...]:
    assert view.outline is not None
    return outline_of(view.outline.artifact, 3).beats


def box(app: AppTest, label: str):
    return next(area for area in app.text_area if area.label == label)


def test_the_plot_is_shown_changed_and_told(studio: Studio) -> None:
    story_id = captioned(studio)
    app = visit(story=story_id)
    assert "What the studio sees" in words(app)
    app.button(key="create.plot").click().run()
    build(studio, story_id)
    app = visit(story=story_id)
    quiet(app)
    assert "The plot" in words(app)
    shown = lines(studio.reading.story(story_id))
    assert [box(app, f"Page {i}").value for i in (1, 2, 3)] == list(shown)
    box(app, "Page 2").set_value("Pip tries the swing, and it squeaks a song.").run()
    quiet(app)
    assert "in your own words" in words(app)
    again = visit(story=story_id)
    assert box(again, "Page 2").value == "Pip tries the swing, and it squeaks a song."
    again.button(key="plot.swap.down.0").click().run()
    quiet(again)
    assert box(again, "Page 1").value == "Pip tries the swing, and it squeaks a song."
    again.button(key="plot.move.down.0").click().run()
    quiet(again)
    view = studio.reading.story(story_id)
    assert [caption.piece.text for caption in view.captions] == [CAPTIONS[i] for i in (1, 0, 2)]
    assert lines(view)[1] == "Pip tries the swing, and it squeaks a song."
    again.button(key="create.write").click().run()
    build(studio, story_id)
    view = studio.reading.story(story_id)
    assert view.finished
    assert (view.segments[1].text.text or "").endswith("it squeaks a song.")
    assert view.segments[2].text.text


def test_a_plot_by_hand_waits_for_every_line(studio: Studio) -> None:
    story_id = captioned(studio)
    studio.plotting.think(story_id)
    build(studio, story_id)
    app = visit(story=story_id)
    before = lines(studio.reading.story(story_id))
    app.button(key="plot.empty").click().run()
    assert app.button(key="create.write").disabled
    assert "First say what happens on pages 1, 2 and 3" in words(app)
    box(app, "Page 1").set_value("word " * 99).run()
    assert "too long" in words(app)
    app.button(key="plot.undo").click().run()
    assert lines(studio.reading.story(story_id)) == before
    app.button(key="plot.captions").click().run()
    assert "What the studio sees" in words(app)
    app.button(key="create.plot").click().run()
    build(studio, story_id)
    app.run()
    assert "The plot" in words(app)


def test_an_idea_has_its_plot_shown_first(studio: Studio) -> None:
    request = StoryRequest(idea="a fox who can't sleep", preset="drawn", seed=3, pages=3)
    story_id = studio.books.create(request, until="plot")
    build(studio, story_id)
    app = visit(story=story_id)
    quiet(app)
    assert "The plot" in words(app)
    assert len(lines(studio.reading.story(story_id))) == 3


def test_one_line_of_a_written_book_makes_one_page_out_of_date(studio: Studio) -> None:
    story_id = captioned(studio)
    studio.jobs.build(story_id)
    build(studio, story_id)
    assert studio.reading.story(story_id).finished
    app = visit("story", story_id)
    app.segmented_control(key="_story.mode").set_value("edit").run()
    app.segmented_control(key="_story.page").set_value(1).run()
    quiet(app)
    box(app, "What happens here").set_value("Pip falls asleep on the swing.")
    next(b for b in app.button if b.label == "Save what happens").click().run()
    quiet(app)
    assert "Out of date: page 2 (text, picture and narration)." in words(app)
    app.button(key=f"story.write_on.{story_id}.1").click().run()
    build(studio, story_id)
    view = studio.reading.story(story_id)
    assert (view.segments[1].text.text or "").endswith("Pip falls asleep on the swing.")
    assert not [slot for slot in view.stale if slot in WORDS]


def test_a_wish_stands_beside_the_text_until_it_is_taken(studio: Studio) -> None:
    story_id = captioned(studio)
    studio.jobs.build(story_id)
    build(studio, story_id)
    app = visit("story", story_id)
    app.segmented_control(key="_story.mode").set_value("edit").run()
    old = studio.reading.story(story_id).segments[0].text.text
    app.text_input(key=f"story.wish.{story_id}.0").set_value("in other words")
    next(b for b in app.button if b.label == "Try it").click().run()
    build(studio, story_id)
    app.run()
    quiet(app)
    view = studio.reading.story(story_id)
    assert view.segments[0].draft is not None
    assert view.segments[0].draft.text in words(app)
    assert view.segments[0].text.text == old
    app.button(key=f"story.wish.take.{story_id}.0").click().run()
    quiet(app)
    assert studio.reading.story(story_id).segments[0].text.text == view.segments[0].draft.text
    app.text_input(key=f"story.wish.{story_id}.0").set_value("funnier")
    next(b for b in app.button if b.label == "Try it").click().run()
    build(studio, story_id)
    app.run()
    assert "is for a language model" in words(app)
    app.button(key=f"story.wish.keep.{story_id}.0").click().run()
    assert studio.reading.story(story_id).segments[0].wish is None
