"""Measuring voices: sentences drawn from stories, borders of words, what an ear hears."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput
from core.models.device import DevicePlan
from core.models.espeak import Espeak
from core.models.loading import load
from eval import alignment
from eval.voice_texts import drawn
from tests.core.models.test_piper import catalogue

PLAN = DevicePlan(device="cpu", dtype="float32", why="A test.")
STORY = (
    "The old fox ran over the hill. “Who is there?” said the bear, very late. Yes! It was night."
)


def test_the_same_seed_draws_the_same_sentences(tmp_path: Path) -> None:
    rows = [{"pages": [{"text": STORY}, "The owl sat in a tree."]}, {"text": "It rained all day."}]
    stories = tmp_path / "s.jsonl"
    stories.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = drawn(stories, 3, seed=2)
    assert found == drawn(stories, 3, seed=2)
    assert "Yes!" not in drawn(stories, 4)
    plain = tmp_path / "s.txt"
    plain.write_text(STORY, encoding="utf-8")
    assert "The old fox ran over the hill." in drawn(plain, 2, seed=1)
    with pytest.raises(BadInput, match="only 2 sentences of 4 to 20 words"):
        drawn(plain, 3)
    stories.write_text("[]\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"Line 1 of .* is no story"):
        drawn(stories, 1)
    with pytest.raises(BadInput, match="cannot be read"):
        drawn(tmp_path / "none.txt", 1)


def test_borders_of_joined_words_are_known(tmp_path: Path) -> None:
    narrator = load(catalogue(tmp_path), "mine", PLAN)
    sound, rate, truth = alignment.joined(narrator, "old fox ran", language="en", speed=1.0, seed=1)
    assert len(truth) == 3
    assert truth[0] == 0.0 < truth[1] < truth[2] < len(sound) / rate


def test_espeak_is_found_in_itself_at_every_speed() -> None:
    espeak = Espeak()

    def found_in(text: str, speed: float, seed: int) -> list[float]:
        return alignment.errors(
            espeak, espeak, text, language="en", voice="en-us", speed=speed, seed=seed
        )

    found = alignment.measure(["the old fox ran over that hill", "who came so late"], found_in)
    assert set(found) == {"0.75", "1", "1.4", "all"}
    assert found["all"]["borders"] == 3 * (6 + 3)
    assert found["all"]["median_ms"] < 60
    assert alignment.plain("“It’s late,” — said Ann-Marie: 3!") == "It’s late said Ann Marie"


def test_figures_are_of_all_borders() -> None:
    row = alignment.figures([[0.01, -0.03], [0.02], []])
    assert (row["median_ms"], row["borders"], row["sentences"]) == (20.0, 3, 2)
    assert row["p95_ms"] == pytest.approx(np.percentile([10, 30, 20], 95), abs=0.1)


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-m", "eval.hearing", "--text", str(tmp_path / "s.txt"), "--n", "1"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={"HF_HOME": str(tmp_path), "PATH": ""},
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Whisper base (141 MiB) is not here: run this again with --fetch")
    assert done.stderr.count("\n") == 1


def test_a_narrator_is_heard(tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2", reason="CTranslate2 is not installed")
    from core.models.whisper import Whisper
    from eval import hearing
    from tests.core.models.tiny_whisper import make_ear

    ear = Whisper(make_ear(tmp_path), threads=1)
    found = hearing.measure(Espeak(), ear, ["The old fox ran.", "It was late."])
    assert (found["n"], found["words"]) == (2, 7)
    assert found["word_error_rate"] > 0.5
    assert len(found["heard"]) == 2
    assert found["seconds"] > 1
