"""The suite of stories along pictures: its figures by hand, and a run with the bundled scorer."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from eval.sequence_suite import PictureSequences, along
from eval.suites import Models, Running

COLOURS = ("red", "green", "blue", "white", "black")


@pytest.fixture
def ssid(tmp_path: Path) -> Path:
    """Two stories of five pictures; one picture of the second is none."""
    notes = []
    for story in (1, 2):
        for place, colour in enumerate(COLOURS):
            name = f"film{story}_{place}"
            Image.new("RGB", (48, 48), colour).save(tmp_path / f"{name}.png")
            notes.append(
                {"story_id": story, "storylet_id": place, "image_order": place,
                 "youtube_image_id": name, "storytext": f"a {colour} wall"}
            )  # fmt: skip
    (tmp_path / "film2_3.png").write_bytes(b"broken")
    (tmp_path / "stories.json").write_text(json.dumps({"annotations": notes}), encoding="utf-8")
    return tmp_path


def test_figures_are_those_of_the_vectors() -> None:
    pictures = np.eye(3)
    found = along(pictures, pictures)
    assert (found["fit"], found["found"], found["order"]) == (100.0, 1.0, 1.0)
    assert (found["alike"], found["near"], found["chance"]) == (0.0, 0.0, pytest.approx(1 / 3))
    shifted = along(pictures, np.roll(pictures, 1, axis=0))
    assert (shifted["fit"], shifted["found"]) == (0.0, 0.0)
    # The middle page fits the first picture and neither its own nor the last.
    assert shifted["order"] == pytest.approx((0 + 0 + 0) / 3)
    same = along(np.ones((4, 2)), np.ones((4, 2)))
    assert same["found"] == pytest.approx(same["chance"]), "no page tells its picture from others"
    assert (same["alike"], same["near"], same["order"]) == (pytest.approx(1), pytest.approx(1), 0)


def test_stories_of_ssid_are_measured(ssid: Path) -> None:
    settings = Settings.from_environment({"STUDIO_DATA_DIR": str(ssid), "STUDIO_DEVICE": "cpu"})
    catalog = Catalog.load()
    models = Models(ModelPool(catalog, settings), catalog.refs("starter"))
    running = Running(PictureSequences(ssid), models, n=9, seed=0)
    one, other = running.step()
    assert (one.name, other.name) == ("1", "2")
    assert other.error is not None
    assert "film2_3.png" in other.error
    assert one.data["texts"][2] == "a blue wall"
    figures = running.suite.statistics([one, other], {"scorer": "s@1"})
    assert "Page fits its picture (cosine × 100, s@1)" in figures
    assert 0 < one.data["alike"] < 1
    assert set(models.ran) == {"scorer"}


def test_captions_are_no_stories(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    (tmp_path / "captions.tsv").write_text("a.png\ta wall\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no stories with two or more pages and a picture a page"):
        PictureSequences(tmp_path)
