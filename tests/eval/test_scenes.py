"""Held-out scenes for the suites: drawn once, the same for a seed, stopped by their note."""

import json
from pathlib import Path

import pytest
from PIL import Image

from eval.scenes import held_out


def test_scenes_are_drawn_once_and_the_same_for_a_seed(tmp_path: Path) -> None:
    said: list[str] = []
    scenes = held_out(tmp_path / "a", n=3, seed=5, size=96, note=said.append)
    again = held_out(tmp_path / "b", n=3, seed=5, size=96)
    assert said[-1] == "Drawing the scenes: 2 of 3"
    assert [s.captions for s in scenes] == [s.captions for s in again]
    assert [s.image.read_bytes() for s in scenes] == [s.image.read_bytes() for s in again]
    for scene in scenes:
        assert Image.open(scene.image).size == (96, 96)
        assert scene.attributes["subject"]
        assert len(scene.captions) >= 3
    before = scenes[0].image.stat().st_mtime_ns
    assert held_out(tmp_path / "a", n=3, seed=5, size=96) == scenes
    assert scenes[0].image.stat().st_mtime_ns == before


def test_a_note_that_raises_stops_the_drawing_and_the_next_call_goes_on(tmp_path: Path) -> None:
    def stop(message: str) -> None:
        if message.endswith("2 of 4"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        held_out(tmp_path, n=4, seed=1, size=64, note=stop)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.png")}
    assert set(kept) == {"00000.png", "00001.png"}
    assert len(held_out(tmp_path, n=4, seed=1, size=64)) == 4
    assert all((tmp_path / name).stat().st_mtime_ns == at for name, at in kept.items())
    assert len(json.loads((tmp_path / "captions.json").read_text("utf-8"))) == 4
