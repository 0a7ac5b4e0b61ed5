"""Captions mended when the plot stands already: of a book that is written, and of an idea."""

import pytest

from core.errors import BadInput
from core.story import StoryRequest
from core.text import tells
from studio.compose import Studio
from tests.studio.test_outline import WORDS, lines, stale_words, texts, told


def test_a_caption_mended_after_the_writing_puts_its_page_alone_out_of_date(
    studio: Studio, finish
) -> None:
    story_id = told(studio, finish, "drawn")
    before, plot = texts(studio.reading.story(story_id)), lines(studio.reading.story(story_id))
    studio.editing.edit(story_id, "caption/1", "a penguin on a swing")
    view = studio.reading.story(story_id)
    assert stale_words(view) == ["segment/1"]
    assert lines(view) == plot
    assert view.outline is not None
    assert view.outline.status == "fresh"
    studio.jobs.build(story_id, WORDS)
    view = finish(studio, story_id)
    assert [a == b for a, b in zip(texts(view), before, strict=True)] == [True, False, True]
    assert tells(texts(view)[1], "penguin")
    with pytest.raises(BadInput, match="no plot before"):
        studio.plotting.undo(story_id)
    view = studio.reading.story(story_id)
    assert view.outline is not None
    assert view.outline.status == "fresh"
    assert not stale_words(view)


def test_a_page_keeps_its_wording_where_a_caption_only_names_somebody_else(
    studio: Studio, finish
) -> None:
    story_id = told(studio, finish, "drawn")
    before = texts(studio.reading.story(story_id))[1]
    assert tells(before, "boy")
    studio.editing.edit(story_id, "caption/1", "a girl on a swing")
    studio.jobs.build(story_id, WORDS)
    after = texts(finish(studio, story_id))[1]
    assert tells(after, "girl")
    assert not tells(after, "boy")
    kept = set(before.split()) & set(after.split())
    assert len(kept) > 0.7 * len(set(before.split()))


def test_what_the_pictures_of_an_idea_show_is_looked_over_before_they_are_drawn(
    studio: Studio, finish
) -> None:
    asked = StoryRequest(idea="a fox who can't sleep", pages=3, preset="drawn", seed=5)
    story_id = studio.books.create(asked, until="plot")
    view = finish(studio, story_id)
    assert not view.written
    shown = studio.captions.made_up(story_id)
    assert sorted(shown) == [0, 1, 2]
    assert all(tells(made.text or "", "fox") for made in shown.values())
    studio.editing.edit(story_id, "caption/1", "a fox is counting sheep in a field at night")
    assert studio.reading.story(story_id).outline.status == "fresh"  # type: ignore[union-attr]
    studio.jobs.build(story_id)
    view = finish(studio, story_id)
    assert view.finished
    assert "sheep" in texts(view)[1]
    assert "sheep" in (view.segments[1].prompt.text or "")
