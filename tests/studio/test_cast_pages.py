"""The cast editor and the scene editor as pages, driven from the entry point."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.story import StoryRequest
from studio.compose import Studio

APP = Path(__file__).resolve().parents[2] / "studio" / "router.py"


@pytest.fixture
def studio(drawn_studio: Studio) -> Studio:
    return drawn_studio


@pytest.fixture
def book(drawn_folder: tuple[Path, str]) -> str:
    return drawn_folder[1]


def visit(where: str, story: str, **query: str) -> AppTest:
    """A browser that opens a page of a story."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    for name, value in {"story": story, **query}.items():
        app.query_params[name] = value
    if where != "create":
        app.switch_page(f"app_pages/{where}.py")
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception


def words(app: AppTest) -> str:
    kinds = "title header subheader markdown caption text info error warning success".split()
    return "\n".join(str(getattr(element, "value", "")) for k in kinds for element in app.get(k))


def cast_page(book: str) -> AppTest:
    app = visit("story", book)
    app.segmented_control(key="_story.mode").set_value("cast").run()
    assert not app.exception
    return app


def hair(app: AppTest, book: str, kind: str) -> None:
    app.segmented_control(key="wardrobe.group.4").set_value("hair").run()
    press(app, f"cast.{book}.mia.look.hair.{kind}")


def test_other_hair_is_chosen_saved_and_undone(studio: Studio, book: str) -> None:
    before = [s.illustration.media for s in studio.reading.story(book).segments]
    app = cast_page(book)
    assert app.button(key=f"cast.{book}.mia.save").disabled
    hair(app, book, "mohawk")
    assert "pages 1, 2 and 4" in words(app), "what saving will draw"
    press(app, f"cast.{book}.mia.save")
    after = [s.illustration.media for s in studio.reading.story(book).segments]
    assert [a != b for a, b in zip(before, after, strict=True)] == [True, True, False, True]
    assert "Mia has another look" in words(app).replace("\\", "")
    press(app, f"cast.undo.{book}")
    assert [s.illustration.media for s in studio.reading.story(book).segments] == before


def test_a_new_name_is_typed(studio: Studio, book: str) -> None:
    app = cast_page(book)
    app.text_input(key=f"cast.{book}.mia.0.name.Mia.False").set_value("Zoe").run()
    press(app, f"cast.{book}.mia.save")
    assert (studio.reading.story(book).segments[0].text.text or "").startswith("Zoe found")
    app.text_input(key=f"cast.{book}.mia.1.name.Zoe.False").set_value("Tom").run()
    press(app, f"cast.{book}.mia.save")
    assert "somebody called Tom" in words(app)


def test_the_later_of_two_windows_is_told(studio: Studio, book: str) -> None:
    first, second = cast_page(book), cast_page(book)
    hair(first, book, "afro")
    hair(second, book, "bob")
    press(first, f"cast.{book}.mia.save")
    press(second, f"cast.{book}.mia.save")
    assert "changed in another window" in words(second)
    cast = studio.casting.cast(book)
    assert cast is not None
    assert cast.figures[0].look.hair == "afro"


def test_leaving_somebody_out_says_what_it_means(studio: Studio, book: str) -> None:
    app = cast_page(book)
    press(app, f"cast.{book}.tom")
    app.toggle(key=f"cast.{book}.tom.0.shown.True").set_value(False).run()
    assert "stands on pages 1 and 2" in words(app)


def test_a_scene_is_changed_from_the_readers_link(studio: Studio, book: str) -> None:
    before = studio.reading.story(book)
    app = visit("story", book, page="2", edit="picture")
    assert "The picture of page 2" in words(app)
    app.segmented_control(key="scene.part").set_value("where").run()
    press(app, "scene.place.beach")
    press(app, f"scene.{book}.1.save")
    now = studio.scenes.scene(book, 1)
    assert now is not None
    assert now.scene.place == "beach"
    after = studio.reading.story(book)
    assert after.segments[1].illustration.media != before.segments[1].illustration.media
    press(app, f"scene.{book}.1.undo")
    assert (
        studio.reading.story(book).segments[1].illustration.media
        == before.segments[1].illustration.media
    )
    press(app, "scene.back")
    assert "In the picture:" in words(app)
    press(app, f"scene.open.{book}.1")
    assert "The picture of page 2" in words(app)


def test_figures_and_things_are_put_in_moved_and_taken_out(studio: Studio, book: str) -> None:
    app = visit("story", book, page="3", edit="picture")
    cat = studio.scenes.scene(book, 2)
    assert cat is not None
    figure = cat.scene.figures[0].id
    press(app, f"scene.move.{figure}.Left")
    press(app, f"scene.move.{figure}.Turn around")
    app.segmented_control(key="scene.part").set_value("things").run()
    add = next(s for s in app.selectbox if str(s.key).startswith("scene.add.thing"))
    add.set_value("cake").run()
    press(app, "scene.out.cake-1")
    press(app, f"scene.{book}.2.save")
    saved = studio.scenes.scene(book, 2)
    assert saved is not None
    assert saved.scene == replace(cat.scene, nudges=saved.scene.nudges)
    assert (saved.scene.nudges[0].right, saved.scene.nudges[0].turned) == (-1, True)


def test_a_sentence_becomes_a_scene(studio: Studio, book: str) -> None:
    app = visit("story", book, page="3", edit="picture")
    key = f"scene.words.{book}.2.text"
    app.text_input(key=key).set_value("Mia swims in the sea at night.")
    next(b for b in app.button if b.label == "Show me").click().run()
    assert "Mia swimming" in words(app)
    app.text_input(key=key).set_value("xyzzy")
    next(b for b in app.button if b.label == "Show me").click().run()
    assert "can be drawn" in words(app)


def test_create_shows_who_is_expected_before_anything_is_drawn(studio: Studio) -> None:
    picture = studio.uploads.accept("a.png", Path(studio.uploads.samples()[0].path).read_bytes())
    request = StoryRequest(pictures=(picture,), preset="drawn", hero="Lena")
    story = studio.books.create(request, until="captions")
    build = studio.builds.latest(story)
    assert build is not None
    while studio.building.step(build.id) == "more":
        pass
    studio.editing.edit(story, "caption/0", "a girl in a red dress in the garden")
    app = visit("create", story)
    assert "Who is in your book" in words(app)
    app.segmented_control(key="wardrobe.group.4").set_value("hair").run()
    press(app, f"cast.{story}.lena.look.hair.pixie")
    press(app, f"cast.{story}.lena.save")
    cast = studio.casting.cast(story)
    assert cast is not None
    assert (cast.written, cast.figures[0].look.hair) == (False, "pixie")
