"""The pages as a person meets them, over the real studio with tiny real models."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from core.story import StoryRequest
from studio.compose import Studio
from studio.models import ModelLibrary
from studio.resources import close_studio, open_studio
from studio.worker import Worker

APP = Path(__file__).resolve().parents[2] / "studio" / "router.py"
RUDE = "The <script>alert(1)</script> *Moon* of $x^2$ :smile: [a](http://b.c)"
STORY = " ".join(
    f"On day {day} the small fox went to the river and found a red boat there." for day in range(8)
)


@pytest.fixture(name="studio")
def studio_of_pages(
    tmp_path: Path, tiny_catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Studio]:
    """The very studio that the pages open; builds are run by `build`, not in the background."""
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))
    monkeypatch.setenv("STUDIO_PRESET", "tiny")
    monkeypatch.setattr(Worker, "start", lambda self: None)
    monkeypatch.setattr(ModelLibrary, "warm_up", lambda self, preset: None)
    close_studio()
    st.cache_data.clear()
    opened = open_studio()
    yield opened
    close_studio()


def visit(page: str = "create", story: str | None = None) -> AppTest:
    """A browser that opens a page."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    if story:
        app.query_params["story"] = story
    if page != "create":
        app.switch_page(f"app_pages/{page}.py")
    return app.run()


def build(studio: Studio, story_id: str) -> None:
    """Do what the worker would do."""
    latest = studio.builds.latest(story_id)
    assert latest is not None
    while studio.building.step(latest.id) == "more":
        pass


def words(app: AppTest) -> str:
    """Everything that is written on the page."""
    kinds = "title header subheader markdown caption text info error warning success".split()
    return "\n".join(str(getattr(element, "value", "")) for k in kinds for element in app.get(k))


def make(studio: Studio, **request: object) -> str:
    """A pasted story, stored and queued."""
    given = {"text": STORY, "preset": "tiny", **request}
    return studio.books.create(StoryRequest(**given))  # type: ignore[arg-type]


def pick(app: AppTest, key: str, value: str) -> None:
    """Press one of a group of buttons."""
    app.segmented_control(key=f"_{key}").set_value(value).run()


def quiet(app: AppTest) -> None:
    """The page shows no error."""
    assert not app.exception
    assert not app.error


def picture_file(shade: int = 0) -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 60 + shade * 40, 40)).save(out, "PNG")
    return out.getvalue()


def from_pictures(studio: Studio, count: int = 2, until: str = "captions", **more: Any) -> str:
    """A story of pictures, made as far as `until`."""
    pictures = tuple(studio.uploads.accept(f"{i}.png", picture_file(i)) for i in range(count))
    story_id = studio.books.create(
        StoryRequest(pictures=pictures, preset="tiny", **more), until=until
    )
    build(studio, story_id)
    return story_id
