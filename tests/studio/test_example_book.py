"""The example book of a new installation: there once, marked, and gone once it was deleted."""

from core.story import StoryRequest
from studio.browsing import COVER, small_cover
from studio.compose import Studio
from studio.example import FILE
from tests.studio.conftest import STORY


def test_a_new_gallery_begins_with_the_example(studio: Studio) -> None:
    studio.example.bring()
    (card,) = studio.reading.gallery()
    assert card.id == studio.example.story_id
    view = studio.reading.story(card.id)
    assert len(view.segments) == 5
    for page in view.segments:
        assert page.text.text
        assert page.illustration.media
        assert page.narration.media
        assert page.word_timings
    assert small_cover(studio.stored.read(view.segments[0].illustration.media or ""))


def test_deleted_it_stays_deleted(studio: Studio) -> None:
    studio.example.bring()
    story_id = studio.example.story_id
    assert story_id
    studio.books.delete(story_id)
    studio.housekeeping.erase_book(story_id)
    studio.example.bring()
    assert studio.reading.gallery() == []


def test_a_gallery_with_books_gets_none(studio: Studio) -> None:
    studio.books.create(StoryRequest(text=STORY, preset="tiny"))
    studio.example.bring()
    assert len(studio.reading.gallery()) == 1
    assert studio.example.story_id is None


def test_it_is_small() -> None:
    assert FILE.stat().st_size < 2 * 2**20
    assert COVER[0] * 3 == COVER[1] * 4


def test_nothing_of_it_is_the_reader_s(studio: Studio) -> None:
    """It is finished at once, marked as nobody's work here, and counts in no figure."""
    studio.example.bring()
    story_id = studio.example.story_id or ""
    view = studio.reading.story(story_id)
    assert view.finished
    assert studio.making.now() == []
    pieces = [p for s in view.segments for p in (s.text, s.illustration, s.narration)]
    assert not any(piece.edited for piece in pieces)
    assert studio.evaluating.board().pages().empty
    cast = studio.casting.cast(story_id)
    assert cast
    assert (cast.figures[0].label, cast.figures[0].pronoun) == ("Pip", "she"), "as was asked"
