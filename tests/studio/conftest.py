"""A studio over a fresh data directory, with tiny real models."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from studio.services import Studio
from studio.views import StoryView

STORY = (
    "The little fox woke early in the morning. She put on her red coat and walked into the "
    "forest. The rain fell softly on the leaves, and she held her lantern high. “Who is there?” "
    "asked an owl in a blue coat. “Only me,” said the fox, “and I am looking for the sea.” The "
    "owl laughed and pointed with one wing. Together they walked over the mountains, where the "
    "snow lay deep and white. A bear in a green coat stood by the castle and waved. At night they "
    "reached the beach, and the moon hung over the water like a lamp. The fox sat down and "
    "sighed. It had been a long day, but the sea was there at last, and it was singing."
)


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
    opened.start_worker()
    yield opened
    opened.close()


@pytest.fixture
def finish() -> Callable[..., StoryView]:
    """Wait until nothing is being built for a story."""

    def wait(studio: Studio, story_id: str, seconds: float = 240) -> StoryView:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            view = studio.story(story_id)
            if view.build is None or not view.build.active:
                return view
            time.sleep(0.05)
        raise AssertionError(f"not finished after {seconds} s: {view.build}")

    return wait
