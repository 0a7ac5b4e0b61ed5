"""The command line: exit codes, one sentence for bad input, nothing stored half."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.settings import ROOT
from studio.cli import main
from tests.studio.conftest import STORY

SAMPLES = [str(path) for path in sorted((ROOT / "studio" / "samples").glob("*.png"))]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny_catalog: Path, capsys):
    """Run one command in this process; returns exit code, standard output and error lines."""
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))
    monkeypatch.setenv("STUDIO_DEVICE", "cpu")

    def call(*arguments: str) -> tuple[int, str, list[str]]:
        monkeypatch.setattr(sys, "argv", ["studio", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, [line for line in err.splitlines() if line.strip()]

    return call


def bytes_of(image: Image.Image, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


BAD_PICTURES = {
    "text.jpg": b"this is no picture",
    "empty.png": b"",
    "cut.jpg": bytes_of(Image.new("RGB", (600, 600), "red"), "JPEG")[:400],
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "bomb.png": bytes_of(Image.new("1", (30_000, 30_000))),
}


@pytest.mark.parametrize("name", BAD_PICTURES)
def test_bad_pictures(run, tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD_PICTURES[name])
    code, _, lines = run("story", SAMPLES[0], str(bad), "--preset", "tiny", "--out", str(tmp_path))
    assert code == 2
    assert len(lines) == 1
    assert name in lines[0]
    assert not list((tmp_path / "data" / "media").rglob("*.*")), "nothing is stored half"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["story"], "picture"),
        (["story", "--idea", "🦊"], "no words"),
        (["story", "--idea", "fox " * 999], "at most 200"),
        (["story", "--idea", "a fox", "--pages", "99"], "3 to 8"),
        (["story", SAMPLES[0], "--age", "2"], "6-8"),
        (["story", "nowhere.png"], "nowhere.png"),
        (["story", *SAMPLES, *SAMPLES, SAMPLES[0]], "10"),
        (["story", SAMPLES[0], "--mood", "gloomy"], "romance"),
        (["story", SAMPLES[0], "--preset", "gold"], "starter"),
        (["story", SAMPLES[0], "--style", "oil"], "crayon"),
        (["story", SAMPLES[0], "--language", "tlh"], "en"),
        (["story", SAMPLES[0], "--speed", "9"], "speed"),
        (["story", SAMPLES[0], "--continuity", "0"], "continuity"),
        (["story", SAMPLES[0], "--seed", "-1"], "seed"),
        (["story", SAMPLES[0], "--length", "endless"], "short"),
        (["story", SAMPLES[0], "--pronoun", "we"], "they"),
        (["illustrate"], "story"),
        (["illustrate", "nowhere.txt"], "nowhere.txt"),
        (["caption"], "picture"),
    ],
)
def test_bad_arguments(run, arguments: list[str], said: str) -> None:
    code, _, lines = run(*arguments)
    assert code == 2
    assert len(lines) == 1
    assert said in lines[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("word " * 20_000, "20,000"),
        ("too short", "100"),
        ("🙂 🎈 " * 200, "words"),
        ("\0\x07\x1b", "empty"),
    ],
)
def test_bad_stories(run, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text(text, encoding="utf-8")
    code, _, lines = run("illustrate", str(path), "--preset", "tiny", "--out", str(tmp_path / "o"))
    assert code == 2
    assert len(lines) == 1
    assert said in lines[0]


def test_a_pasted_story(run, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    hostile = STORY.replace(
        "The owl laughed", "<script>alert(1)</script> **The owl** $x^2$ laughed"
    )
    path.write_text(hostile.replace("sighed.", "sighed.\0\x1b"), encoding="utf-8")
    code, out, lines = run(
        "illustrate", str(path), "--preset", "tiny", "--seed", "5", "--out", str(tmp_path / "o")
    )
    assert code == 0, lines
    book = json.loads(Path(out.strip()).read_text("utf-8"))
    told = " ".join(segment["text"] for segment in book["segments"])
    assert "<script>alert(1)</script> **The owl** $x^2$" in told
    assert "\0" not in told
    for segment in book["segments"]:
        assert (tmp_path / "o" / segment["illustration"]).stat().st_size > 0
        assert (tmp_path / "o" / segment["narration"]).stat().st_size > 10_000
        ends = [word["end_s"] for word in segment["word_timings"]]
        assert ends == sorted(ends)


def test_captions(run) -> None:
    code, out, lines = run("caption", *SAMPLES[:2], "--preset", "tiny", "--json")
    assert code == 0, lines
    rows = json.loads(out)
    assert [row["picture"] for row in rows] == [Path(p).name for p in SAMPLES[:2]]
    assert all(0 <= row["confidence"] <= 1 for row in rows)


def test_a_read_only_data_directory(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "file" / "data"))
    code, _, lines = run("story", SAMPLES[0], "--preset", "tiny")
    assert code == 1
    assert len(lines) == 1
    assert "STUDIO_DATA_DIR" in lines[0]


def test_a_console_of_few_letters(tmp_path: Path) -> None:
    picture = tmp_path / "my fox 🦊.png"
    Image.new("RGB", (40, 30), "orange").save(picture)
    done = subprocess.run(
        [sys.executable, "-m", "studio", "caption", str(picture)],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "STUDIO_DATA_DIR": str(tmp_path / "data")},
        capture_output=True, check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"\\U0001f98a" in done.stdout
