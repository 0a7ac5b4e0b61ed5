"""The plot of a book: shown before the words, changed line by line, moved, thought of anew; a page
written on from, or changed by a wish; and books of older studios."""

from dataclasses import replace

import pytest

from core.build import edited
from core.errors import BadInput
from core.stages.plots import outline_of
from core.story import StoryRequest
from studio.compose import Studio
from studio.views import StoryView
from tests.studio.test_services import SAMPLES

CAPTIONS = ("two dogs in the snow", "a boy on a swing", "a red bus at night")
WORDS = ("segment/0", "segment/1", "segment/2")


def captioned(studio: Studio, finish, preset: str) -> str:
    """A book with captions and nothing else."""
    pictures = tuple(studio.uploads.accept(p.name, p.read_bytes()) for p in SAMPLES[:3])
    asked = StoryRequest(pictures=pictures, preset=preset, seed=7, mood="funny", hero="Pip")
    story_id = studio.books.create(asked, until="captions")
    finish(studio, story_id)
    for i, caption in enumerate(CAPTIONS):
        studio.editing.edit(story_id, f"caption/{i}", caption)
    return story_id


def planned(studio: Studio, finish, preset: str) -> str:
    """A book with a plot and no words."""
    story_id = captioned(studio, finish, preset)
    studio.plotting.think(story_id)
    view = finish(studio, story_id)
    assert view.outline is not None
    assert view.outline.artifact is not None
    assert not view.written
    return story_id


def told(studio: Studio, finish, preset: str) -> str:
    """A book with its words alone."""
    story_id = planned(studio, finish, preset)
    studio.jobs.build(story_id, WORDS)
    view = finish(studio, story_id)
    assert view.build is not None
    assert view.build.status == "done", view.build.error
    return story_id


def lines(view: StoryView) -> tuple[str, ...]:
    assert view.outline is not None
    return outline_of(view.outline.artifact, 3).beats


def texts(view: StoryView) -> list[str]:
    return [segment.text.text or "" for segment in view.segments]


def stale_words(view: StoryView) -> list[str]:
    return [slot for slot in view.stale if slot.startswith("segment/")]


def test_what_is_shown_is_told_and_a_changed_line_puts_one_page_out_of_date(
    studio: Studio, finish
) -> None:
    story_id = told(studio, finish, "drawn")
    view = studio.reading.story(story_id)
    before = texts(view)
    for line, text in zip(lines(view), before, strict=True):
        assert set(line.split()) <= set(text.split())
    studio.plotting.say(story_id, 1, "Pip and everybody else fell asleep.")
    view = studio.reading.story(story_id)
    assert view.outline is not None
    assert view.outline.edited
    assert stale_words(view) == ["segment/1"]
    studio.jobs.build(story_id, WORDS)
    view = finish(studio, story_id)
    after = texts(view)
    assert after[1].endswith("Pip and everybody else fell asleep.")
    assert (after[0], after[2]) == (before[0], before[2])
    assert any("page 2: your own words" in note for note in view.notes)
    studio.plotting.undo(story_id)
    assert texts(finish(studio, story_id)) == before


def test_another_plot_is_thought_of_before_a_word_is_written(studio: Studio, finish) -> None:
    story_id = planned(studio, finish, "drawn")
    first = studio.reading.story(story_id)
    studio.editing.regenerate(story_id, "outline")
    view = finish(studio, story_id)
    assert not view.written
    assert first.outline is not None
    assert view.outline is not None
    assert view.outline.artifact is not None
    assert first.outline.artifact is not None
    threads = [o.artifact.data["thread"] for o in (first.outline, view.outline) if o.artifact]
    assert threads[0] != threads[1]
    other = studio.reading.story(captioned(studio, finish, "drawn"))
    assert threads[1] in other.request.avoid


def test_lines_and_pictures_change_places(studio: Studio, finish) -> None:
    story_id = planned(studio, finish, "drawn")
    view = studio.reading.story(story_id)
    a, b, c = lines(view)
    pictures = [caption.picture for caption in view.captions]
    studio.plotting.swap(story_id, 0, 1)
    view = studio.reading.story(story_id)
    assert lines(view) == (b, a, c)
    assert [caption.picture for caption in view.captions] == pictures
    studio.plotting.move(story_id, 1, 2)
    view = studio.reading.story(story_id)
    assert lines(view) == (b, c, a)
    assert [caption.picture for caption in view.captions] == [pictures[0], pictures[2], pictures[1]]
    assert [caption.piece.text for caption in view.captions] == [CAPTIONS[i] for i in (0, 2, 1)]
    assert all(caption.piece.status == "fresh" for caption in view.captions)
    with pytest.raises(BadInput, match="move them back"):
        studio.plotting.undo(story_id)
    studio.jobs.build(story_id, WORDS)
    view = finish(studio, story_id)
    assert "bus" in texts(view)[1]
    with pytest.raises(BadInput, match="move a page itself"):
        studio.plotting.move(story_id, 0, 1)


def test_a_plot_by_hand(studio: Studio, finish) -> None:
    story_id = planned(studio, finish, "drawn")
    studio.plotting.empty(story_id)
    assert lines(studio.reading.story(story_id)) == ("", "", "")
    for page in range(3):
        studio.plotting.say(story_id, page, f"Pip counts to {page + 3}.")
    with pytest.raises(BadInput, match="too long"):
        studio.plotting.say(story_id, 0, "word " * 200)
    with pytest.raises(BadInput, match="no page 9"):
        studio.plotting.say(story_id, 8, "Too far.")
    with pytest.raises(BadInput, match="a line for each of the 3 pages"):
        studio.editing.edit(story_id, "outline", "1. There is only one.")
    studio.jobs.build(story_id, WORDS)
    assert all("Pip counts to" in text for text in texts(finish(studio, story_id)))


def test_a_language_models_pages_depend_on_their_own_lines(studio: Studio, finish) -> None:
    story_id = told(studio, finish, "tiny")
    before = texts(studio.reading.story(story_id))
    assert all(before)
    studio.plotting.say(story_id, 1, "Everybody falls asleep.")
    assert stale_words(studio.reading.story(story_id)) == ["segment/1"]
    studio.editing.edit(story_id, "segment/2", "My own last page.")
    studio.plotting.write_on(story_id, 0)
    view = finish(studio, story_id)
    after = texts(view)
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[2] == "My own last page."
    artifact = view.segments[1].text.artifact
    assert artifact is not None
    first = view.segments[0].text.artifact
    assert first is not None
    assert artifact.data["context"]["segment/0"] == first.key
    with pytest.raises(BadInput, match="nothing is to be written"):
        studio.plotting.write_on(story_id, 2)


def test_a_wish_is_shown_before_it_is_taken(studio: Studio, finish) -> None:
    story_id = told(studio, finish, "drawn")
    before = texts(studio.reading.story(story_id))
    studio.wishes.wish(story_id, 1, "in other words")
    segment = finish(studio, story_id).segments[1]
    assert segment.text.text == before[1]
    assert segment.wish == "in other words"
    assert segment.draft is not None
    new = segment.draft.text
    assert new not in (None, before[1])
    studio.wishes.take(story_id, 1)
    view = studio.reading.story(story_id)
    assert texts(view)[1] == new
    assert (view.segments[1].wish, view.segments[1].draft) == (None, None)
    assert not stale_words(view), "the writer's version by a wish is up to date"
    assert studio.versions.undo(story_id, "segment/1")
    assert texts(studio.reading.story(story_id)) == before
    assert not stale_words(studio.reading.story(story_id))
    studio.wishes.wish(story_id, 1, "funnier")
    draft = finish(studio, story_id).segments[1].draft
    assert draft is not None
    assert draft.artifact is not None
    assert draft.artifact.data["refused"]
    studio.wishes.keep(story_id, 1)
    assert texts(studio.reading.story(story_id)) == before
    assert studio.reading.story(story_id).segments[1].wish is None


def as_a_whole(studio: Studio, story_id: str, model: str) -> None:
    """Let the story stand as an older studio left it."""
    view = studio.reading.story(story_id)
    parts = texts(view)
    artifact = view.segments[0].text.artifact
    assert artifact is not None
    old = replace(
        artifact, key=f"of old {model}", model_id=model, model_revision="1",
        text="\n\n".join(["Old", *parts]), data={"title": "Old", "parts": parts},
    )  # fmt: skip
    studio.store.put(story_id, "story", 0, old)
    studio.store.set_locked(story_id, "story", True)
    studio.store.let_go(story_id, "outline")
    for slot in WORDS:
        studio.store.let_go(story_id, slot)


def test_a_story_of_an_older_studio_stays_and_is_written_anew_when_asked(
    studio: Studio, finish
) -> None:
    story_id = told(studio, finish, "drawn")
    before = texts(studio.reading.story(story_id))
    as_a_whole(studio, story_id, "starter-storyteller")
    studio.jobs.build(story_id, WORDS)
    view = finish(studio, story_id)
    assert texts(view) == before
    assert not stale_words(view)
    assert view.outline is None
    assert view.title_piece.status == "missing"
    studio.editing.edit(story_id, "segment/0", "Mine.")
    studio.editing.regenerate(story_id, "outline")
    view = finish(studio, story_id)
    assert view.outline is not None
    after = texts(view)
    assert after[0] == "Mine."
    assert after[1:] != before[1:]


def test_a_book_of_a_writer_that_is_gone_is_rebuilt_by_the_storyteller(
    studio: Studio, finish
) -> None:
    story_id = told(studio, finish, "drawn")
    as_a_whole(studio, story_id, "starter-writer")
    for i, slot in enumerate(WORDS):
        page = edited(stage="segmenting", text=f"Old page {i}.", before=None)
        studio.store.put(story_id, slot, 0, replace(page, maker="code", key=f"old page {i}"))
    view = studio.reading.story(story_id)
    assert texts(view)[0] == "Old page 0."
    assert stale_words(view) == list(WORDS)
    studio.jobs.build(story_id, WORDS)
    view = finish(studio, story_id)
    artifact = view.segments[0].text.artifact
    assert artifact is not None
    assert artifact.model_id == "starter-storyteller"
