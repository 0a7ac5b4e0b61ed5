"""A worker killed with -9 loses nothing finished, builds nothing twice, and goes on by itself."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.settings import ROOT, Settings
from core.story import StoryRequest
from studio.compose import Studio
from tests.studio.conftest import STORY


def worker(data: Path, catalog: Path) -> subprocess.Popen[bytes]:
    """`python -m studio worker` as a user starts it."""
    environment = {
        **os.environ,
        "STUDIO_DATA_DIR": str(data),
        "STUDIO_CATALOG": str(catalog),
        "STUDIO_DEVICE": "cpu",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "studio", "worker"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_workers_lose_nothing(settings: Settings, tiny_catalog: Path, seed: int) -> None:
    studio = Studio(settings)
    story_id = studio.books.create(StoryRequest(text=STORY, preset="tiny", seed=seed))
    rng = random.Random(seed)
    made: dict[str, float] = {}

    def artifacts() -> dict[str, float]:
        with studio.database.engine.connect() as connection:
            rows = connection.execute(sa.text("select key, created_at from artifacts"))
            return {row.key: row.created_at for row in rows}

    deaths, wanted = 0, 2
    until = time.monotonic() + 400
    while True:
        process = worker(settings.data_dir, tiny_catalog)
        start = len(made)
        goal = start + rng.randint(2, 6)
        while time.monotonic() < until:
            if studio.builds.active(story_id) is None:
                break
            if deaths < wanted and len(artifacts()) >= goal:
                time.sleep(rng.random() * 0.2)
                break
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = artifacts()
        assert made.items() <= now.items(), "an artifact was lost or built again"
        made = now
        deaths += 1
        view = studio.reading.story(story_id)
        if view.build is not None and not view.build.active:
            break
        assert time.monotonic() < until, "not finished in time"
    assert view.build.status == "done", view.build.error
    assert view.finished
    expected = 2 + 5 * len(view.segments)  # the story and its title, five pieces a segment
    assert len(made) == expected
    studio.close()
