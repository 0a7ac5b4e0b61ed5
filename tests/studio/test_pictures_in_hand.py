"""A whole book in another style, pictures that change places, four pictures to choose from."""

from collections.abc import Callable

import pytest

from core.errors import BadInput, UnknownName
from core.story import StoryRequest
from studio.compose import Studio
from studio.variants import MANY
from studio.views import StoryView
from tests.studio.conftest import STORY

Finish = Callable[..., StoryView]


def pictures(view: StoryView) -> list[str | None]:
    return [segment.illustration.media for segment in view.segments]


@pytest.fixture
def book(studio: Studio, finish: Finish) -> str:
    story_id = studio.books.create(StoryRequest(text=STORY, preset="drawn", seed=5))
    assert finish(studio, story_id).finished
    return story_id


def test_another_style_for_the_whole_book(studio: Studio, finish: Finish, book: str) -> None:
    before = studio.reading.story(book)
    studio.versions.lock(book, "illustration/0", True)
    studio.editing.edit(book, "segment/1", "A whale swam in the sea at night.")
    waiting = set(studio.reading.story(book).stale)
    studio.restyling.restyle(book, "woodcut")
    view = finish(studio, book)
    assert view.request.style == "woodcut"
    changed = [a != b for a, b in zip(pictures(before), pictures(view), strict=True)]
    assert changed[0] is False, "locked"
    assert all(changed[2:])
    assert waiting & set(view.stale) == waiting & {"narration/1", "illustration/1", "score/1"}, (
        "what waited before still waits"
    )
    voices = [s.narration.media for s in before.segments]
    assert [s.narration.media for s in view.segments] == voices
    studio.restyling.restyle(book, "paper")
    assert pictures(finish(studio, book))[2:] == pictures(before)[2:], "the same pixels again"
    with pytest.raises(UnknownName, match="woodcut"):
        studio.restyling.restyle(book, "oil")


def test_pictures_change_places(studio: Studio, finish: Finish, book: str) -> None:
    before = pictures(studio.reading.story(book))
    studio.swapping.swap(book, 0, 2)
    view = finish(studio, book)
    now = pictures(view)
    assert (now[0], now[2], now[1]) == (before[2], before[0], before[1])
    assert view.finished
    moved = view.segments[0].illustration.artifact
    assert moved is not None
    assert (moved.maker, moved.stage) == ("person", "illustrating")
    assert moved.data["alt"] == view.segments[2].prompt.text
    studio.swapping.swap(book, 0, 1)
    studio.swapping.swap(book, 0, 1)
    assert pictures(studio.reading.story(book)) == now
    studio.swapping.swap(book, 2, 0)
    home = studio.reading.story(book).segments[0].illustration.artifact
    assert home is not None
    assert home.maker == "model", "at home it is what it was"
    assert pictures(studio.reading.story(book)) == before
    studio.swapping.swap(book, 0, 1)
    assert studio.versions.undo(book, "illustration/0")
    assert pictures(studio.reading.story(book))[0] == before[0]

    studio.versions.lock(book, "illustration/1", True)
    for pages, said in (
        ((0, 1), "locked"),
        ((0, 0), "different"),
        ((0, 70), "not in the book any more"),
    ):
        with pytest.raises(BadInput, match=said):
            studio.swapping.swap(book, *pages)


def test_one_of_four_is_kept(studio: Studio, finish: Finish, book: str) -> None:
    before = studio.reading.story(book).segments[1].illustration.media
    first = studio.variants.next_take(book, 1)
    four = studio.variants.some(book, 1, first=first, side=200)
    assert len({variant.picture for variant in four}) == MANY
    assert studio.reading.story(book).segments[1].illustration.media == before, (
        "looking changes nothing"
    )
    studio.variants.choose(book, 1, four[2].take)
    view = finish(studio, book)
    piece = view.segments[1].illustration
    assert piece.media != before
    assert piece.take == four[2].take
    assert piece.status == "fresh"
    assert len(studio.versions.history(book, "illustration/1")) == 2, "the other three are not kept"
    assert view.finished
    with pytest.raises(BadInput, match="meanwhile"):
        studio.variants.choose(book, 1, four[0].take)
    assert studio.versions.undo(book, "illustration/1")
    assert studio.reading.story(book).segments[1].illustration.media == before
    studio.versions.lock(book, "illustration/1", True)
    with pytest.raises(BadInput, match="locked"):
        studio.variants.choose(book, 1, studio.variants.next_take(book, 1))


def test_painted_pictures_have_no_variants(studio: Studio) -> None:
    story_id = studio.books.create(StoryRequest(text=STORY, preset="tiny", seed=5))
    with pytest.raises(BadInput, match="paints"):
        studio.variants.some(story_id, 0, first=0)
