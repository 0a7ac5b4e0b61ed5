"""The cast of a book in people's hands: which pictures, words and voices a change touches."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.story import StoryRequest
from picturebook import looks
from picturebook.scene import Look, Scene
from studio.cast_views import CastView, FigureView
from studio.casting_desk import MOST
from studio.compose import Studio
from studio.views import StoryView
from tests.studio.conftest import FAMILY as STORY

MIA, TOM = (0, 1, 3), (0, 1)
"""The pages on which each stands."""

Finish = Callable[..., StoryView]


def make(studio: Studio, finish: Finish, text: str) -> str:
    story_id = studio.books.create(StoryRequest(text=text, preset="drawn", seed=3))
    assert finish(studio, story_id).finished
    return story_id


def cast(studio: Studio, book: str) -> CastView:
    found = studio.casting.cast(book)
    assert found is not None
    return found


def who(studio: Studio, book: str, label: str) -> FigureView:
    return next(f for f in cast(studio, book).figures if f.label == label)


def pictures(view: StoryView) -> list[str | None]:
    return [segment.illustration.media for segment in view.segments]


def voices(view: StoryView) -> list[str | None]:
    return [segment.narration.media for segment in view.segments]


def changed(before: list[str | None], after: list[str | None]) -> tuple[int, ...]:
    return tuple(i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)


def test_the_cast_says_who_stands_where(book: str, studio: Studio) -> None:
    view = cast(studio, book)
    assert view.written
    assert not view.changed
    assert [(f.label, f.hero, f.named) for f in view.figures][:2] == [
        ("Mia", True, True),
        ("Tom", False, True),
    ]
    assert (who(studio, book, "Mia").pages, who(studio, book, "Tom").pages) == (MIA, TOM)


def test_other_hair_draws_exactly_the_pages_with_the_figure(
    book: str, studio: Studio, finish: Finish
) -> None:
    before = studio.reading.story(book)
    mia = who(studio, book, "Mia")
    saved = studio.casting.change(book, mia, look=replace(mia.look, hair="mohawk"))
    assert saved.drawn == MIA
    view = studio.reading.story(book)
    assert not [s for s in view.stale if s.startswith(("illustration/", "narration/", "segment/"))]
    assert changed(pictures(before), pictures(view)) == MIA
    assert finish(studio, book).finished
    assert voices(studio.reading.story(book)) == voices(before)

    assert cast(studio, book).changed
    assert studio.casting.undo(book)
    assert pictures(studio.reading.story(book)) == pictures(before)
    assert not cast(studio, book).changed
    assert not studio.casting.undo(book)
    assert studio.casting.versions(book) == []


def test_several_changes_are_taken_back_at_once(book: str, studio: Studio, finish: Finish) -> None:
    before = studio.reading.story(book)
    mia = who(studio, book, "Mia")
    studio.casting.change(book, mia, look=replace(mia.look, hair="mohawk"))
    studio.casting.change(book, who(studio, book, "Mia"), name="Zoe")
    studio.casting.change(book, who(studio, book, "Tom"), shown=False)
    said = [a.text for a in studio.casting.versions(book)]
    assert said == [
        "Tom is left out of the pictures.",
        "Mia is called Zoe.",
        "Mia has another look.",
    ]
    studio.casting.go_back(book, studio.casting.versions(book)[2].key)
    assert (who(studio, book, "Mia").look.hair, who(studio, book, "Tom").shown) == ("mohawk", True)
    with pytest.raises(BadInput, match="does not exist"):
        studio.casting.go_back(book, "nothing")
    studio.casting.go_back(book, None)
    after = finish(studio, book)
    assert pictures(after) == pictures(before)
    assert [s.text.artifact for s in after.segments] == [s.text.artifact for s in before.segments]


def test_a_new_name_is_said_and_read_aloud_and_changes_nothing_else(
    book: str, studio: Studio, finish: Finish
) -> None:
    studio.editing.edit(book, "title", "Mia and the Kite")
    before = finish(studio, book)
    saved = studio.casting.change(book, who(studio, book, "Mia"), name="  Zoe ")
    assert saved.drawn == ()
    after = finish(studio, book)
    assert after.title == "Zoe and the Kite"
    for old, new in zip(before.segments, after.segments, strict=True):
        assert new.text.text == (old.text.text or "").replace("Mia", "Zoe")
    assert pictures(after) == pictures(before)
    assert changed(voices(before), voices(after)) == MIA
    assert [i for i, s in enumerate(after.segments) if s.text.edited] == list(MIA)
    assert (who(studio, book, "Zoe").id, who(studio, book, "Zoe").pages) == ("mia", MIA)

    assert studio.casting.undo(book)
    back = finish(studio, book)
    assert [s.text.artifact for s in back.segments] == [s.text.artifact for s in before.segments]
    assert (back.title, voices(back)) == (before.title, voices(before))


def test_a_locked_page_keeps_the_old_name_and_its_figure(book: str, studio: Studio) -> None:
    studio.versions.lock(book, "segment/1", True)
    saved = studio.casting.change(book, who(studio, book, "Mia"), name="Zoe")
    assert saved.kept == (1,)
    assert "Mia" in (studio.reading.story(book).segments[1].text.text or "")
    assert who(studio, book, "Zoe").pages == MIA


def test_undoing_a_name_leaves_what_was_written_since(book: str, studio: Studio) -> None:
    studio.casting.change(book, who(studio, book, "Tom"), name="Max")
    studio.editing.edit(book, "segment/1", "Max slept on the beach.")
    assert studio.casting.undo(book)
    view = studio.reading.story(book)
    assert view.segments[1].text.text == "Tom slept on the beach."
    assert "Tom" in (view.segments[0].text.text or "")


def test_who_is_left_out_is_missing_from_the_pictures_alone(
    book: str, studio: Studio, finish: Finish
) -> None:
    before = studio.reading.story(book)
    saved = studio.casting.change(book, who(studio, book, "Tom"), shown=False)
    assert saved.drawn == TOM
    after = studio.reading.story(book)
    assert [s.text.text for s in after.segments] == [s.text.text for s in before.segments]
    scenes = [Scene.from_json(str(s.prompt.artifact.data["scene"])) for s in after.segments]  # type: ignore[union-attr]
    assert not any(figure.id == "tom" for scene in scenes for figure in scene.figures)
    assert after.segments[1].illustration.status == "fresh"
    tom = who(studio, book, "Tom")
    assert (tom.shown, tom.pages) == (False, ())
    studio.casting.change(book, tom, shown=True)
    assert pictures(finish(studio, book)) == pictures(before)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("tom", "called tom in this book already"),
        ("!!!", "made of letters"),
        ("Zoe\u202e <b>", "made of letters"),
        ("Z" * 41, "at most 40"),
    ],
)
def test_names_that_cannot_be(book: str, studio: Studio, name: str, sentence: str) -> None:
    before = studio.reading.story(book)
    with pytest.raises(BadInput, match=sentence):
        studio.casting.change(book, who(studio, book, "Mia"), name=name)
    assert [s.text.text for s in studio.reading.story(book).segments] == [
        s.text.text for s in before.segments
    ]


def test_the_later_of_two_windows_is_told(book: str, studio: Studio) -> None:
    mia, tom = who(studio, book, "Mia"), who(studio, book, "Tom")
    studio.casting.change(book, mia, look=replace(mia.look, hair="bob"))
    with pytest.raises(BadInput, match="Mia was changed in another window"):
        studio.casting.change(book, mia, look=replace(mia.look, hair="afro"))
    assert who(studio, book, "Mia").look.hair == "bob"
    studio.casting.change(book, tom, look=replace(tom.look, hair="afro"))
    assert (who(studio, book, "Mia").look.hair, who(studio, book, "Tom").look.hair) == (
        "bob",
        "afro",
    )


def test_a_locked_cast_stays(book: str, studio: Studio) -> None:
    mia = who(studio, book, "Mia")
    studio.casting.change(book, mia, look=replace(mia.look, hair="bob"))
    studio.versions.lock(book, "cast", True)
    with pytest.raises(BadInput, match="locked"):
        studio.casting.change(book, who(studio, book, "Mia"), name="Zoe")
    with pytest.raises(BadInput, match="locked"):
        studio.casting.undo(book)


def test_a_hero_comes_from_another_book(book: str, studio: Studio, finish: Finish) -> None:
    mia = who(studio, book, "Mia")
    curly = replace(mia.look, hair="curly", hair_colour="red")
    studio.casting.change(book, mia, look=curly)
    text = STORY.replace("Mia", "Ada").replace("Tom", "Ben")
    other = make(studio, finish, text)
    heroes = studio.casting.heroes(other)
    assert [hero.name for hero in heroes[:2]] == ["Mia", "Tom"]
    ada = who(studio, other, "Ada")
    saved = studio.casting.change(other, ada, name=heroes[0].name, look=heroes[0].look)
    assert saved.drawn == MIA
    assert who(studio, other, "Mia").look == curly
    assert studio.casting.heroes(book)[0].story_id == other


def test_thirty_in_one_story(studio: Studio, finish: Finish) -> None:
    names = [f"{a}{b}" for a in ("Bo", "Ka", "Lu", "Mi", "Zo") for b in "la na ra ti vo xi".split()]
    text = " ".join(f"{name} danced in the garden with {other}." for name, other in
                    zip(names, [*names[1:], names[0]], strict=True))  # fmt: skip
    story = make(studio, finish, text)
    view = cast(studio, story)
    assert len(names) == 30
    assert len(view.figures) == MOST
    last = view.figures[-1]
    saved = studio.casting.change(story, last, look=replace(last.look, hair="mohawk"))
    assert saved.drawn == last.pages


def test_before_the_story_the_captions_say_who_is_expected(
    studio: Studio, finish: Finish, tmp_path: Path
) -> None:
    sample = Path(studio.uploads.samples()[0].path).read_bytes()
    picture = studio.uploads.accept("a.png", sample)
    story = studio.books.create(
        StoryRequest(pictures=(picture,), preset="drawn", hero="Lena"), until="captions"
    )
    finish(studio, story)
    studio.editing.edit(story, "caption/0", "a girl with black hair and a dog in the garden")
    view = cast(studio, story)
    lena = view.figures[0]
    assert (view.written, lena.label, lena.look.kind) == (False, "Lena", "girl")
    fox = looks.as_kind(Look(kind="fox", dressed=True), "fox", dressed=True, id=lena.id)
    studio.casting.change(story, lena, name="Ronja", pronoun="they", look=fox)
    request = studio.graphs.request(story)
    assert (request.hero, request.pronoun) == ("Ronja", "they")
    ronja = cast(studio, story).figures[0]
    assert (ronja.label, ronja.pronoun, ronja.look) == ("Ronja", "they", fox)
    studio.casting.change(story, ronja, look=replace(fox, colour="grey"))

    studio.jobs.build(story)
    done = finish(studio, story)
    assert done.finished, done.build
    written = cast(studio, story)
    assert written.written
    assert (written.figures[0].label, written.figures[0].look.colour) == ("Ronja", "grey")


def test_a_look_stays_with_whom_it_was_given_when_a_name_comes(
    studio: Studio, finish: Finish
) -> None:
    sample = Path(studio.uploads.samples()[0].path).read_bytes()
    pictures = tuple(studio.uploads.accept(f"{n}.png", sample) for n in "abc")
    story = studio.books.create(StoryRequest(pictures=pictures, preset="drawn"), until="captions")
    finish(studio, story)
    said = ("a man skiing down a hill", "a boy running in the grass", "a man eating at a table")
    for number, text in enumerate(said):
        studio.editing.edit(story, f"caption/{number}", text)
    man = cast(studio, story).figures[0]
    assert man.label == "the man"
    curly = replace(man.look, hair="curly")
    studio.casting.change(story, man, look=curly)
    studio.casting.change(story, cast(studio, story).figures[0], name="Ben")
    named = cast(studio, story).figures
    assert (named[0].label, named[0].look) == ("Ben", curly)
    assert all(figure.look != curly for figure in named[1:])


def test_painted_books_have_no_cast(studio: Studio, finish: Finish) -> None:
    story = studio.books.create(StoryRequest(text=STORY, preset="tiny"), until="captions")
    studio.jobs.cancel(story)
    assert studio.casting.cast(story) is None


def test_a_change_while_the_book_is_being_made(studio: Studio, finish: Finish) -> None:
    story = studio.books.create(StoryRequest(text=STORY, preset="drawn", seed=3))
    view = None
    while view is None or not view.figures[0].pages:
        view = studio.casting.cast(story)
    mia = view.figures[0]
    studio.casting.change(story, mia, look=replace(mia.look, hair="mohawk"))
    assert finish(studio, story).finished
    assert who(studio, story, "Mia").look.hair == "mohawk"
    for segment in studio.reading.story(story).segments:
        assert segment.illustration.status == "fresh"
