"""Photos on their way into a book: uploaded, kept, looked over, told, and told back."""

import re
import time

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest
from test_pages import APP, _picture, build, make, quiet, studio, visit, words  # noqa: F401

from core.errors import BadInput
from core.story import StoryRequest
from db.tables import PictureRow
from studio.services import Studio


def reloaded(app: AppTest) -> AppTest:
    """The same address in a session of its own, as after F5."""
    again = AppTest.from_file(str(APP), default_timeout=60)
    for name, values in app.query_params.items():
        again.query_params[name] = values
    return again.run()


def names(app: AppTest) -> list[str]:
    return [picture.name for _, picture in app.session_state["create.tray"].items]


def age(studio: Studio, seconds: float) -> None:  # noqa: F811
    """Let time pass for every picture."""
    with studio.database.session() as session:
        session.execute(update(PictureRow).values(created_at=time.time() - seconds))


def test_uploads_survive_a_reload_in_their_order(studio: Studio) -> None:  # noqa: F811
    app = visit()
    for i in range(3):
        app.file_uploader[0].upload(f"photo {i}.png", _picture(i), "image/png").run()
    assert names(app) == ["photo 0.png", "photo 1.png", "photo 2.png"]
    item = app.session_state["create.tray"].items[2][0]
    app.button(key=f"tray.earlier.{item}").click().run()
    again = reloaded(app)
    quiet(again)
    assert names(again) == ["photo 0.png", "photo 2.png", "photo 1.png"]
    again.button(key="clear").click().run()
    assert "pictures" not in again.query_params
    assert "create.tray" not in reloaded(again).session_state or not names(reloaded(again))


def test_an_address_with_nonsense_in_it_is_an_empty_tray(studio: Studio) -> None:  # noqa: F811
    for nonsense in ("zzz", "%' OR 1", ".".join(["0" * 16] * 40), "ab" * 8):
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params["pictures"] = nonsense
        app.run()
        quiet(app)
        assert names(app) == []


def test_a_file_over_the_limit_is_named_beside_those_that_went_well(studio: Studio) -> None:  # noqa: F811
    app = visit()
    over = _picture() + bytes(studio.settings.max_upload_mib * 2**20)
    app.file_uploader[0].upload("good.png", _picture(1), "image/png")
    app.file_uploader[0].upload("far too much.png", over, "image/png").run()
    quiet(app)
    assert names(app) == ["good.png"]
    assert len(app.warning) == 1
    assert "far too much" in app.warning[0].value
    assert f"{studio.settings.max_upload_mib} MiB" in app.warning[0].value


def test_streamlits_own_limit_lets_larger_files_through_so_that_they_can_be_named(
    studio: Studio,  # noqa: F811
) -> None:
    app = visit()
    (uploader,) = app.file_uploader
    assert uploader.proto.max_upload_size_mb >= 10 * studio.settings.max_upload_mib


def test_unused_uploads_are_erased_after_a_day_and_used_ones_stay(studio: Studio) -> None:  # noqa: F811
    used, unused = (studio.accept_picture(f"{i}.png", _picture(i)) for i in range(2))
    story_id = studio.create_story(StoryRequest(pictures=(used,), preset="tiny"))
    studio.delete(story_id)  # It can be restored, so its picture is still in use.
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(unused.sha256)
    age(studio, 90_000)
    late = studio.accept_picture("2.png", _picture(2))
    studio.uploads.sweep(at_once=True)
    assert [studio.files.has(p.sha256) for p in (used, unused, late)] == [True, False, True]
    assert studio.uploads.found(studio.uploads.address((unused, late))) == (late,)
    with pytest.raises(BadInput, match=r"“1\.png” was not used for a day"):
        studio.create_story(StoryRequest(pictures=(unused,), preset="tiny"))


def test_a_picture_that_is_brought_again_or_was_made_here_is_not_erased(studio: Studio) -> None:  # noqa: F811
    again = studio.accept_picture("0.png", _picture(0))
    story_id = make(studio)
    build(studio, story_id)
    painted = studio.story(story_id).segments[0].illustration.media
    assert painted
    own = studio.accept_picture("mine.png", studio.media(painted))
    age(studio, 90_000)
    studio.accept_picture("0.png", _picture(0))
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(again.sha256)
    assert studio.files.has(painted)
    assert own.sha256 == painted or not studio.files.has(own.sha256)
