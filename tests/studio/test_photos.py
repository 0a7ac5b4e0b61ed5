"""Photos on their way into a book: uploaded, kept, and the models that look at them."""

import time
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from core.errors import BadInput
from core.story import StoryRequest
from db.tables import PictureRow
from studio.components import text, tray
from studio.compose import Studio
from tests.studio.pages import (  # noqa: F401
    APP,
    build,
    make,
    picture_file,
    quiet,
    studio_of_pages,
    visit,
    words,
)


def reloaded(app: AppTest) -> AppTest:
    """The same address in a session of its own, as after F5."""
    again = AppTest.from_file(str(APP), default_timeout=60)
    for name, values in app.query_params.items():
        again.query_params[name] = values
    return again.run()


def names(app: AppTest) -> list[str]:
    return [picture.name for _, picture in app.session_state["create.tray"].items]


def age(studio: Studio, seconds: float) -> None:
    """Let time pass for every picture."""
    with studio.database.session() as session:
        session.execute(update(PictureRow).values(created_at=time.time() - seconds))


def test_uploads_survive_a_reload_in_their_order(studio: Studio) -> None:
    app = visit()
    for i in range(3):
        app.file_uploader[0].upload(f"photo {i}.png", picture_file(i), "image/png").run()
    assert names(app) == ["photo 0.png", "photo 1.png", "photo 2.png"]
    item = app.session_state["create.tray"].items[2][0]
    app.button(key=f"tray.left.{item}").click().run()
    again = reloaded(app)
    quiet(again)
    assert names(again) == ["photo 0.png", "photo 2.png", "photo 1.png"]
    again.button(key="clear").click().run()
    assert "pictures" not in again.query_params
    assert "create.tray" not in reloaded(again).session_state or not names(reloaded(again))


def test_an_address_with_nonsense_in_it_is_an_empty_tray(studio: Studio) -> None:
    for nonsense in ("zzz", "%' OR 1", ".".join(["0" * 16] * 40), "ab" * 8):
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params["pictures"] = nonsense
        app.run()
        quiet(app)
        assert names(app) == []


def test_a_file_over_the_limit_is_named_beside_those_that_went_well(studio: Studio) -> None:
    app = visit()
    over = picture_file() + bytes(studio.settings.max_upload_mib * 2**20)
    app.file_uploader[0].upload("good.png", picture_file(1), "image/png")
    app.file_uploader[0].upload("far too much.png", over, "image/png").run()
    quiet(app)
    assert names(app) == ["good.png"]
    assert len(app.warning) == 1
    assert "far too much" in app.warning[0].value
    assert f"{studio.settings.max_upload_mib} MiB" in app.warning[0].value


def test_a_click_while_files_are_opened_does_not_take_back_what_was_said_of_them(
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = visit()
    put, clicks = tray.state.put, [1]

    def clicked(key: str, value: Any) -> None:
        if key.endswith("upload_round") and clicks:
            clicks.pop()
            raise RerunException(RerunData())  # What Streamlit does when somebody clicks.
        put(key, value)

    monkeypatch.setattr(tray.state, "put", clicked)
    app.file_uploader[0].upload("notes.jpg", b"no picture at all", "image/jpeg").run()
    if clicks == [] and not app.warning:
        app.run()
    assert not clicks
    assert "notes" in app.warning[0].value


def test_streamlits_own_limit_lets_larger_files_through_so_that_they_can_be_named(
    studio: Studio,
) -> None:
    app = visit()
    (uploader,) = app.file_uploader
    assert uploader.proto.max_upload_size_mb >= 10 * studio.settings.max_upload_mib


def test_unused_uploads_are_erased_after_a_day_and_used_ones_stay(studio: Studio) -> None:
    used, unused = (studio.uploads.accept(f"{i}.png", picture_file(i)) for i in range(2))
    story_id = studio.books.create(StoryRequest(pictures=(used,), preset="tiny"))
    studio.books.delete(story_id)  # It can be restored, so its picture is still in use.
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(unused.sha256)
    age(studio, 90_000)
    late = studio.uploads.accept("2.png", picture_file(2))
    studio.uploads.sweep(at_once=True)
    assert [studio.files.has(p.sha256) for p in (used, unused, late)] == [True, False, True]
    assert studio.uploads.found(studio.uploads.address((unused, late))) == (late,)
    with pytest.raises(BadInput, match=r"“1\.png” was not used for a day"):
        studio.books.create(StoryRequest(pictures=(unused,), preset="tiny"))


def test_a_picture_that_is_brought_again_or_was_made_here_is_not_erased(studio: Studio) -> None:
    again = studio.uploads.accept("0.png", picture_file(0))
    story_id = make(studio)
    build(studio, story_id)
    painted = studio.reading.story(story_id).segments[0].illustration.media
    assert painted
    own = studio.uploads.accept("mine.png", studio.stored.read(painted))
    age(studio, 90_000)
    studio.uploads.accept("0.png", picture_file(0))
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(again.sha256)
    assert studio.files.has(painted)
    assert own.sha256 == painted or not studio.files.has(own.sha256)


def test_sure_is_said_only_where_it_is_true() -> None:
    for hundredth in range(101):
        said = text.sureness(hundredth / 100)
        assert said.startswith("sure") == (hundredth >= 80)
        assert said.startswith("unsure") == (hundredth < 50)


def test_no_page_tells_people_to_use_a_terminal(studio: Studio) -> None:
    for said in (
        "BLIP is not downloaded yet: run `python -m studio models download blip-base`.",
        "It is damaged: restore it with `git checkout -- starter/scorer`.",
        "It is not installed: run `pip install espeakng-loader`.",
        "reinstall it with `pip install --force-reinstall espeakng-loader`.",
    ):
        assert "`" not in text.sentence(said)
    app = visit()
    app.toggle(key="_create.more").set_value(True).run()
    for preset in studio.catalog.presets:
        app.radio(key="_create.preset").set_value(preset).run()
        assert not app.exception
        assert "python" not in words(app)
        assert "pip install" not in words(app)


def test_a_preset_that_is_not_here_is_downloaded_in_place(studio: Studio) -> None:
    app = visit()
    app.file_uploader[0].upload("0.png", picture_file(), "image/png").run()
    assert not app.button(key="create.go.all").disabled
    app.toggle(key="_create.more").set_value(True).run()
    app.radio(key="_create.preset").set_value("classic").run()
    assert app.button(key="create.go.all").disabled
    assert "Waits for" in words(app)
    assert "BLIP" in words(app)
    app.button(key="create.download").click().run()
    assert not app.exception
    assert studio.library.model("blip-base").download
    assert "Waits until" in words(app)
    app.button(key="create.pause").click().run()
    assert studio.library.step("blip-base") == "paused"
    app.radio(key="_create.preset").set_value("tiny").run()
    assert not app.button(key="create.go.all").disabled
