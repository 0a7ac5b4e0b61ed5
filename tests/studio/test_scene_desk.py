"""A page's picture put together by hand: drawn at once, kept as a version, safe in two windows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.errors import BadInput
from core.story import StoryRequest
from picturebook import arranging
from picturebook.scene import Look, Scene
from studio.cast_views import FigureView
from studio.compose import Studio
from studio.scene_desk import SceneView
from studio.views import StoryView
from tests.studio.conftest import FAMILY

Finish = Callable[..., StoryView]


def scene(studio: Studio, book: str, page: int = 0) -> SceneView:
    found = studio.scenes.scene(book, page)
    assert found is not None
    return found


def pictures(studio: Studio, book: str) -> list[str | None]:
    return of(studio.reading.story(book))


def of(view: StoryView) -> list[str | None]:
    return [segment.illustration.media for segment in view.segments]


def mia(studio: Studio, book: str) -> FigureView:
    cast = studio.casting.cast(book)
    assert cast is not None
    return cast.figures[0]


def test_a_scene_that_was_changed_is_drawn_at_once_and_can_be_undone(
    book: str, studio: Studio, finish: Finish
) -> None:
    before = pictures(studio, book)
    view = scene(studio, book)
    assert (view.key, view.locked, view.players[0].label) == (None, False, "Mia")
    night = replace(arranging.add_thing(view.scene, "lantern", holder="tom"), time="night")
    assert studio.scenes.save(view, night)
    after = pictures(studio, book)
    assert after[0] != before[0]
    assert after[1:] == before[1:]
    assert scene(studio, book).scene == night
    assert not studio.scenes.save(scene(studio, book), night), "nothing was changed"
    done = finish(studio, book)
    assert done.finished
    assert [s.text.artifact for s in done.segments] == [
        s.text.artifact for s in studio.reading.story(book).segments
    ]

    moved = arranging.move(night, "mia", right=2, turn=True)
    assert studio.scenes.save(scene(studio, book), moved)
    texts = [a.text or "" for a in studio.scenes.versions(scene(studio, book))]
    assert len(texts) == 2
    assert "Mia" in texts[0]
    assert studio.scenes.undo(scene(studio, book))
    assert of(finish(studio, book)) == after
    assert studio.scenes.undo(scene(studio, book))
    assert of(finish(studio, book)) == before
    assert not studio.scenes.undo(scene(studio, book))
    latest = studio.scenes.versions(scene(studio, book))[0].key
    studio.scenes.choose(scene(studio, book), latest)
    assert scene(studio, book).scene == moved
    studio.scenes.choose(scene(studio, book), None)
    assert of(finish(studio, book)) == before


def test_a_scene_made_by_hand_wears_what_the_cast_wears(
    book: str, studio: Studio, finish: Finish
) -> None:
    view = scene(studio, book, 1)
    studio.scenes.save(view, replace(view.scene, place="beach", time="night"))
    before = of(finish(studio, book))
    figure = mia(studio, book)
    saved = studio.casting.change(book, figure, look=replace(figure.look, hair="mohawk"))
    assert saved.drawn == (0, 1, 3)
    now = scene(studio, book, 1).scene
    assert next(f for f in now.figures if f.id == "mia").look.hair == "mohawk"
    assert (now.place, now.time) == ("beach", "night")
    assert studio.casting.undo(book)
    assert of(finish(studio, book)) == before


def test_a_scene_begun_before_the_cast_changed_wears_what_the_cast_wears_now(
    book: str, studio: Studio
) -> None:
    view = scene(studio, book)
    figure = mia(studio, book)
    studio.casting.change(book, figure, look=replace(figure.look, hair="mohawk"))
    studio.scenes.save(view, replace(view.scene, time="night"))
    now = scene(studio, book).scene
    assert next(f for f in now.figures if f.id == "mia").look.hair == "mohawk"


def test_a_change_of_words_leaves_a_scene_made_by_hand(book: str, studio: Studio) -> None:
    view = scene(studio, book)
    studio.scenes.save(view, arranging.add_figure(view.scene, Look(kind="elephant")))
    before = pictures(studio, book)
    studio.editing.edit(book, "segment/0", "Mia slept in her bed.")
    assert studio.reading.story(book).segments[0].illustration.status == "fresh"
    assert pictures(studio, book) == before


def test_the_later_of_two_windows_is_told(book: str, studio: Studio) -> None:
    first, second = scene(studio, book), scene(studio, book)
    studio.scenes.save(first, replace(first.scene, weather="snow"))
    with pytest.raises(BadInput, match="picture of this page was changed in another window"):
        studio.scenes.save(second, replace(second.scene, weather="rain"))
    with pytest.raises(BadInput, match="another window"):
        studio.scenes.undo(second)
    assert scene(studio, book).scene.weather == "snow"


def test_a_locked_scene_stays(book: str, studio: Studio) -> None:
    studio.scenes.lock(scene(studio, book), True)
    view = scene(studio, book)
    assert view.locked
    with pytest.raises(BadInput, match="locked"):
        studio.scenes.save(view, replace(view.scene, weather="snow"))
    studio.scenes.lock(view, False)
    assert studio.scenes.save(scene(studio, book), replace(view.scene, weather="snow"))


def test_a_scene_with_nothing_in_it(book: str, studio: Studio) -> None:
    view = scene(studio, book)
    empty = Scene()
    assert studio.scenes.preview(view, empty).startswith(b"\x89PNG")
    assert studio.scenes.save(view, empty)
    assert studio.reading.story(book).segments[0].illustration.status == "fresh"
    assert studio.scenes.versions(view)[0].text == "an empty picture"


def test_a_sentence_is_read_with_the_cast(book: str, studio: Studio) -> None:
    view = scene(studio, book, 2)
    told = studio.scenes.read(view, "Mia rides a horse on the beach with Tom.")
    assert {"mia", "tom"} <= {f.id for f in told.figures}
    assert told.place == "beach"
    assert next(f for f in told.figures if f.id == "mia").look == mia(studio, book).look
    for words, sentence in [
        ("  ", "Say in a sentence"),
        ("xyzzy " * 101, "at most 600"),
        ("Утром было тихо", "can be drawn"),
    ]:
        with pytest.raises(BadInput, match=sentence):
            studio.scenes.read(view, words)


def test_words_that_a_person_put_there_give_way(book: str, studio: Studio) -> None:
    studio.editing.edit(book, "prompt/2", "a dog in the snow")
    view = scene(studio, book, 2)
    assert [f.look.kind for f in view.scene.figures] == ["dog"]
    studio.scenes.save(view, arranging.add_thing(view.scene, "ball"))
    assert [t.kind for t in scene(studio, book, 2).scene.things] == ["ball"]
    assert studio.reading.story(book).segments[2].illustration.status == "fresh"


def test_painted_books_have_no_scenes(studio: Studio) -> None:
    story = studio.books.create(StoryRequest(text=FAMILY, preset="tiny"), until="captions")
    studio.jobs.cancel(story)
    assert studio.scenes.scene(story, 0) is None
