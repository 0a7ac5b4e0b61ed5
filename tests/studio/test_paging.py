"""Pages added, deleted, moved, split, joined and copied, with undo, over real parts."""

import io
import json
import zipfile

import pytest

from core.errors import BadInput, ChangedMeanwhile
from core.settings import ROOT
from core.story import StoryRequest
from studio.compose import Studio
from studio.paging import pieces_of
from studio.views import StoryView
from tests.studio.pages import (
    build,
    picture_file,
)

SAMPLE = ROOT / "studio" / "samples" / "2-fox-meadow.png"


@pytest.fixture
def studio(drawn_studio: Studio) -> Studio:
    return drawn_studio


@pytest.fixture
def book(drawn_folder) -> str:
    return drawn_folder[1]


def pages(view: StoryView) -> list[int]:
    return [segment.index for segment in view.segments]


def keys(view: StoryView) -> dict[str, str | None]:
    """What stands on each page, by slot."""
    pieces = [p for s in view.segments for p in (s.text, s.prompt, s.illustration, s.narration)]
    return {piece.slot: piece.artifact.key if piece.artifact else None for piece in pieces}


def waiting(studio: Studio, book: str) -> set[str]:
    view = studio.reading.story(book)
    return {*view.stale, *view.missing}


def test_a_page_moves_with_everything_and_nothing_is_built(studio: Studio, book: str) -> None:
    before = studio.reading.story(book)
    texts = [segment.text.text for segment in before.segments]
    studio.rating_desk.rate(book, 3, stars=5)
    studio.about.write(book, studio.about.of(book).about, cover_page=3)
    studio.paging.move(book, 3, 1)
    view = studio.reading.story(book)
    assert pages(view) == [3, 0, 1, 2]
    assert [segment.number for segment in view.segments] == [1, 2, 3, 4]
    assert [segment.text.text for segment in view.segments] == [texts[i] for i in (3, 0, 1, 2)]
    assert (keys(view), view.finished) == (keys(before), True)
    assert studio.paging.changed(book) == "Page 4 was moved to place 1."
    bound = studio.binder.book(book)
    assert [page.text for page in bound.pages] == [texts[i] for i in (3, 0, 1, 2)]
    assert bound.cover is not None
    assert bound.cover.content == bound.pages[0].image.content, "the cover goes with its page"
    rated = studio.rating_desk.rating(book, 3)
    assert rated is not None
    assert rated.stars == 5
    card = next(card for card in studio.reading.gallery() if card.id == book)
    assert card.excerpt.startswith((texts[3] or "")[:20])
    assert card.cover == view.segments[0].illustration.media
    studio.paging.shift(book, 3, -1)
    assert pages(studio.reading.story(book)) == [3, 0, 1, 2], "it stays at the end"
    assert studio.paging.undo(book) == "Page 4 was moved to place 1."
    assert pages(studio.reading.story(book)) == [0, 1, 2, 3]
    assert studio.paging.undo(book) is None


def test_a_deleted_page_comes_back_as_it_was(studio: Studio, book: str) -> None:
    before = keys(studio.reading.story(book))
    studio.paging.delete(book, 1)
    view = studio.reading.story(book)
    assert pages(view) == [0, 2, 3]
    assert view.finished
    assert studio.graphs.states(book).keys().isdisjoint({"segment/1", "illustration/1", "score/1"})
    with pytest.raises(BadInput, match="not in the book any more"):
        studio.paging.delete(book, 1)
    with pytest.raises(BadInput, match="no segment"):
        studio.rating_desk.rate(book, 1, stars=2)
    studio.paging.undo(book)
    assert keys(studio.reading.story(book)) == before


def test_what_may_not_be_deleted_is_said(studio: Studio, book: str) -> None:
    studio.versions.lock(book, "illustration/1", True)
    with pytest.raises(BadInput, match="picture of page 2 is locked"):
        studio.paging.delete(book, 1)
    for page in (0, 2, 3):
        studio.paging.delete(book, page)
    with pytest.raises(BadInput, match="only page"):
        studio.paging.delete(book, 1)
    studio.paging.add(book, after=None)
    studio.versions.lock(book, "illustration/1", False)
    with pytest.raises(BadInput, match="No other page has words"):
        studio.paging.delete(book, 1)


def test_an_added_page_is_made_alone(studio: Studio, book: str) -> None:
    before = keys(studio.reading.story(book))
    page = studio.paging.add(book, after=0, words="A bear danced in the garden.")
    assert page == 4
    view = studio.reading.story(book)
    assert pages(view) == [0, 4, 1, 2, 3]
    assert waiting(studio, book) == {"illustration/4", "narration/4", "score/4"}
    studio.jobs.build(book)
    build(studio, book)
    view = studio.reading.story(book)
    assert view.finished
    assert {slot: key for slot, key in keys(view).items() if slot in before} == before
    assert view.segments[1].illustration.media
    assert view.segments[1].word_timings
    with pytest.raises(BadInput, match="yours to change"):
        studio.editing.regenerate(book, "segment/4")
    studio.editing.regenerate(book, "illustration/4")
    build(studio, book)
    assert studio.reading.story(book).segments[1].illustration.versions == 2


def test_a_blank_page_gets_words_and_a_picture_later(studio: Studio, book: str) -> None:
    page = studio.paging.add(book, after=3)
    view = studio.reading.story(book)
    assert view.finished, "nothing is waited for on a blank page"
    assert not view.page(page).worded
    with pytest.raises(BadInput, match="no words to draw"):
        studio.paging.illustrate(book, page)
    picture = studio.uploads.accept("mine.png", SAMPLE.read_bytes())
    studio.paging.bring(book, page, picture)
    view = studio.reading.story(book)
    assert view.page(page).illustration.media
    assert view.finished, view.missing
    studio.paging.write(book, page, "The end, said the owl.")
    assert studio.reading.story(book).page(page).text.text == "The end, said the owl."
    assert "narration/4" in waiting(studio, book)
    assert studio.paging.undo(book) == "Page 5 got words."
    assert not studio.reading.story(book).page(page).worded


def test_words_and_pictures_are_put_aside(studio: Studio, book: str) -> None:
    before = studio.reading.story(book).segments[1]
    studio.paging.write(book, 1, "  ")
    view = studio.reading.story(book)
    assert view.finished
    assert view.segments[1].text.text is None
    assert view.segments[1].illustration.media == before.illustration.media
    assert studio.paging.aside(book, 1) == before.text.text
    studio.paging.write(book, 1, before.text.text or "")
    assert studio.reading.story(book).segments[1].text.artifact == before.text.artifact
    studio.paging.picture(book, 1, False)
    view = studio.reading.story(book)
    assert view.finished
    assert view.segments[1].illustration.media is None
    studio.paging.illustrate(book, 1)
    assert studio.reading.story(book).finished, "the picture that was put aside is there again"
    assert studio.reading.story(book).segments[1].illustration.media == before.illustration.media
    for page in (0, 2, 3):
        studio.paging.write(book, page, "")
    with pytest.raises(BadInput, match="No other page has words"):
        studio.paging.write(book, 1, "")


def test_a_page_is_split_and_joined_again(studio: Studio, book: str) -> None:
    whole = studio.reading.story(book).segments[0].text.text or ""
    parts = pieces_of(whole)
    assert "".join(parts) == whole
    new = studio.paging.split(book, 0, 1)
    view = studio.reading.story(book)
    assert pages(view) == [0, new, 1, 2, 3]
    first, second = view.segments[:2]
    assert first.text.text == parts[0].strip()
    assert f"{first.text.text} {second.text.text}".split() == whole.split()
    assert first.text.edited
    assert second.text.edited
    assert {f"illustration/{new}", f"narration/{new}", "narration/0"} <= waiting(studio, book)
    assert not any(slot.endswith(("/1", "/2", "/3")) for slot in waiting(studio, book))
    assert studio.paging.merge(book, 0) == 0
    joined = studio.reading.story(book)
    assert pages(joined) == [0, 1, 2, 3]
    assert (joined.segments[0].text.text or "").split() == whole.split()
    studio.paging.undo(book)
    studio.paging.undo(book)
    view = studio.reading.story(book)
    assert view.segments[0].text.text == whole
    assert view.finished
    with pytest.raises(BadInput, match="no page behind"):
        studio.paging.merge(book, 3)
    studio.versions.lock(book, "segment/0", True)
    with pytest.raises(BadInput, match="text of page 1 is locked"):
        studio.paging.split(book, 0, 1)


def test_joining_keeps_the_picture_that_there_is(studio: Studio, book: str) -> None:
    words = [segment.text.text or "" for segment in studio.reading.story(book).segments]
    studio.paging.picture(book, 1, False)
    assert studio.paging.merge(book, 1) == 2
    view = studio.reading.story(book)
    assert pages(view) == [0, 2, 3]
    assert (view.segments[1].text.text or "").split() == (words[1] + " " + words[2]).split()
    studio.paging.undo(book)
    assert studio.reading.story(book).page(2).text.text == words[2]


def test_a_copy_costs_nothing_and_goes_its_own_way(studio: Studio, book: str) -> None:
    made = len(studio.store.artifacts_for(book))
    new = studio.paging.duplicate(book, 1)
    view = studio.reading.story(book)
    assert pages(view) == [0, 1, new, 2, 3]
    assert view.finished
    assert len(studio.store.artifacts_for(book)) > made
    assert view.page(new).illustration.artifact == view.page(1).illustration.artifact
    again = studio.paging.duplicate(book, new)
    assert studio.reading.story(book).finished
    studio.editing.edit(book, f"segment/{new}", "An owl sat on the red boat.")
    assert {slot.partition("/")[2] for slot in waiting(studio, book)} == {str(new)}
    assert studio.reading.story(book).page(again).illustration.status == "fresh"


def test_an_arranged_book_is_told_and_taken_along(studio: Studio, book: str) -> None:
    studio.paging.move(book, 3, 1)
    studio.paging.delete(book, 0)
    studio.paging.write(book, 1, "")
    studio.paging.picture(book, 2, False)
    blank = studio.paging.add(book, after=2)
    view = studio.reading.story(book)
    assert pages(view) == [3, 1, 2, blank]
    assert not [note for page in studio.binder.book(book).pages for note in page.notes]
    for form in ("pdf", "epub", "html", "zip"):
        assert studio.exports.content(book, form), form
    with zipfile.ZipFile(io.BytesIO(studio.exports.content(book, "zip"))) as archive:
        story = json.loads(archive.read("story.json"))
    assert [bool(s["text"]) for s in story["segments"]] == [True, False, True, False]
    opened = studio.opening.open("book.zip", studio.exports.content(book, "zip"))
    again = studio.reading.story(opened.story_id)
    assert pages(again) == [3, 1, 2, blank]
    assert [s.text.text or "" for s in again.segments] == [s.text.text or "" for s in view.segments]
    assert [s.worded for s in again.segments] == [True, False, True, False]
    assert [s.pictured for s in again.segments] == [True, True, False, False]
    assert not [slot for slot in again.missing if not slot.startswith(("prompt", "score", "guide"))]


def test_a_change_in_another_window_is_shown_not_overwritten(studio: Studio, book: str) -> None:
    seen = studio.reading.story(book).segments[0].text.artifact
    assert seen is not None
    studio.editing.edit(book, "segment/0", "Theirs.", seen=seen.key)
    with pytest.raises(ChangedMeanwhile) as raised:
        studio.editing.edit(book, "segment/0", "Mine.", seen=seen.key)
    assert raised.value.text == "Theirs."
    with pytest.raises(ChangedMeanwhile):
        studio.paging.write(book, 0, "Mine.", seen=seen.key)
    assert studio.reading.story(book).segments[0].text.text == "Theirs."


def test_what_follows_is_said_before(studio: Studio, book: str) -> None:
    studio.paging.move(book, 3, 1)
    assert studio.paging.follows(book, "segment/0") == {"picture": [2], "narration": [2]}
    studio.versions.lock(book, "narration/0", True)
    assert studio.paging.follows(book, "segment/0") == {"picture": [2]}
    assert studio.paging.follows(book, "narration/1") == {}


def test_pages_move_while_they_are_made(studio: Studio, book: str) -> None:
    """Whatever is being made for a page finds it wherever it stands, or waits beside the book."""
    studio.editing.change(book, style="ink")
    studio.jobs.build(book)
    latest = studio.builds.latest(book)
    assert latest is not None
    assert studio.building.step(latest.id) == "more"
    studio.paging.move(book, 0, 4)
    studio.paging.delete(book, 1)
    build(studio, book)
    view = studio.reading.story(book)
    assert view.build is not None
    assert view.build.status == "done"
    assert view.finished
    assert pages(view) == [2, 3, 0]


def test_a_told_book_is_written_on_in_its_new_order(studio: Studio) -> None:
    pictures = tuple(studio.uploads.accept(f"{i}.png", picture_file(i)) for i in range(3))
    story_id = studio.books.create(StoryRequest(pictures=pictures, preset="drawn", seed=3))
    build(studio, story_id)
    before = keys(studio.reading.story(story_id))
    studio.paging.move(story_id, 2, 1)
    added = studio.paging.add(story_id, after=2, words="Nobody was there.")
    view = studio.reading.story(story_id)
    assert {slot: key for slot, key in keys(view).items() if slot in before} == before
    studio.plotting.write_on(story_id, 0)
    build(studio, story_id)
    after = keys(studio.reading.story(story_id))
    assert after["segment/2"] == before["segment/2"], "it stands before"
    assert after["segment/0"] != before["segment/0"]
    assert studio.reading.story(story_id).page(added).text.text == "Nobody was there."
    studio.editing.regenerate(story_id, "outline")
    build(studio, story_id)
    view = studio.reading.story(story_id)
    assert view.build is not None
    assert view.build.status == "done", view.build.error
    assert view.page(added).text.text == "Nobody was there."
    assert pages(view) == [2, added, 0, 1]
