"""A studio over a fresh data directory, with tiny real models."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from core.settings import Settings
from core.story import StoryRequest
from studio.compose import Studio
from studio.models import ModelLibrary
from studio.resources import close_studio, open_studio
from studio.views import StoryView
from studio.worker import Worker

STORY = (
    "The little fox woke early in the morning. She put on her red coat and walked into the "
    "forest. The rain fell softly on the leaves, and she held her lantern high. “Who is there?” "
    "asked an owl in a blue coat. “Only me,” said the fox, “and I am looking for the sea.” The "
    "owl laughed and pointed with one wing. Together they walked over the mountains, where the "
    "snow lay deep and white. A bear in a green coat stood by the castle and waved. At night they "
    "reached the beach, and the moon hung over the water like a lamp. The fox sat down and "
    "sighed. It had been a long day, but the sea was there at last, and it was singing."
)

FAMILY = """Mia found a yellow kite in the garden. She ran and the kite flew high over the trees and
the red roof of the house, and the wind was warm.

Her brother Tom stood on the beach with a bucket. He dug a deep hole in the sand and filled it with
water from the sea, and nobody helped him all morning.

Mia and Tom walked home through the forest at night. Mia's lantern was small, but it was bright, and
an owl sat in a tree and watched them until they were gone.

In the kitchen an old cat slept beside the stove. Nothing else moved in the whole house, and the
clock on the wall went on and on, as it did every night of the year.

“Good night!” said Mia. She closed her eyes and slept in her bed, and the moon looked in through the
window and stayed there for a long, long time."""
"""A story of two people with names, told on four pages; nobody of them is on the third."""


@pytest.fixture
def settings(tmp_path: Path, tiny_catalog: Path) -> Settings:
    """Settings as the environment would give them."""
    return Settings.from_environment(
        {
            "STUDIO_DATA_DIR": str(tmp_path / "data"),
            "STUDIO_CATALOG": str(tiny_catalog),
            "STUDIO_DEVICE": "cpu",
        }
    )


@pytest.fixture
def studio(settings: Settings) -> Iterator[Studio]:
    """A studio whose worker runs."""
    opened = Studio(settings)
    opened.worker.start()
    yield opened
    opened.close()


@pytest.fixture
def finish() -> Callable[..., StoryView]:
    """Wait until nothing is being built for a story."""

    def wait(studio: Studio, story_id: str, seconds: float = 240) -> StoryView:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            # A look at the whole story takes the worker's time.
            if studio.builds.active(story_id) is None:
                view = studio.reading.story(story_id)
                if view.build is None or not view.build.active:
                    return view
            time.sleep(0.1)
        build = studio.builds.latest(story_id)
        raise AssertionError(f"not finished after {seconds} s: {build}")

    return wait


@pytest.fixture(scope="session")
def drawn_folder(tmp_path_factory: pytest.TempPathFactory, tiny_catalog: Path) -> tuple[Path, str]:
    """A data folder with a pasted story of four pages, drawn and read."""
    folder = tmp_path_factory.mktemp("drawn") / "data"
    given = {"STUDIO_DATA_DIR": str(folder), "STUDIO_CATALOG": str(tiny_catalog)}
    studio = Studio(Settings.from_environment({**given, "STUDIO_DEVICE": "cpu"}))
    story_id = studio.books.create(StoryRequest(text=FAMILY, preset="drawn", seed=3))
    build = studio.builds.latest(story_id)
    assert build is not None
    while studio.building.step(build.id) == "more":
        pass
    assert studio.reading.story(story_id).finished
    studio.close()
    return folder, story_id


@pytest.fixture
def book(drawn_folder: tuple[Path, str], settings: Settings) -> str:
    """The story, in the data folder of the `studio` that is opened after this."""
    folder, story_id = drawn_folder
    shutil.copytree(folder, settings.data_dir)
    return story_id


@pytest.fixture
def drawn_studio(
    tmp_path: Path,
    tiny_catalog: Path,
    drawn_folder: tuple[Path, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Studio]:
    """The very studio that the pages open, with a drawn book in it; nothing is built behind."""
    data = tmp_path / "data"
    shutil.copytree(drawn_folder[0], data)
    monkeypatch.setenv("STUDIO_DATA_DIR", str(data))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))
    monkeypatch.setenv("STUDIO_PRESET", "drawn")
    monkeypatch.setattr(Worker, "start", lambda self: None)
    monkeypatch.setattr(ModelLibrary, "warm_up", lambda self, preset: None)
    close_studio()
    st.cache_data.clear()
    opened = open_studio()
    yield opened
    close_studio()
