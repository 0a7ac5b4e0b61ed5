"""Books as ZIP and folder, and sound as MP3."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
from made_books import book, wav
from PIL import Image as Pillow

from core.errors import StorageError
from core.export.audio import wav_to_mp3
from core.export.folder import book_zip, write_folder


def test_story_json_is_what_the_command_line_promises(tmp_path: Path) -> None:
    path = write_folder(book(), tmp_path / "new" / "out")
    story = json.loads(path.read_text(encoding="utf-8"))
    assert list(story) == [
        "title", "mood", "preset", "seed", "word_count", "device", "segments", "timings",
        "version", "request", "models", "cover",
    ]  # fmt: skip
    assert (story["word_count"], story["seed"], story["mood"]) == (5, 7, "comedy")
    first = story["segments"][0]
    assert list(first) == [
        "index", "text", "caption", "prompt", "alt", "illustration", "narration", "word_timings",
        "by_hand",
    ]  # fmt: skip
    assert first["word_timings"] == [
        {"word": "The", "start_s": 0.0, "end_s": 0.4},
        {"word": "fox", "start_s": 0.4, "end_s": 0.8, "estimated": True},
    ]
    assert Pillow.open(path.parent / first["illustration"]).size == (96, 64)
    assert soundfile.info(path.parent / first["narration"]).duration == pytest.approx(1.0)
    assert soundfile.info(path.parent / "audio/01.mp3").format == "MP3"
    assert set(story["timings"][0]) == {
        "stage", "segment", "model", "device", "dtype", "load_s", "run_s",
    }  # fmt: skip
    assert (path.parent / "story.txt").read_text(encoding="utf-8").startswith("The Fox & the")
    assert all(tmp_path in p.parents for p in tmp_path.rglob("*"))


def test_a_zip_holds_the_same_and_is_the_same_every_time(tmp_path: Path) -> None:
    content = book_zip(book())
    assert content == book_zip(book())
    path = write_folder(book(), tmp_path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert ".." not in name
            assert not name.startswith("/")
            assert archive.read(name) == (path.parent / name).read_bytes()
        assert "originals/01 x.png" in archive.namelist()
        assert {"story.txt", "story.json", "pictures/01.png", "audio/02.wav", "audio/02.mp3"} <= {
            *archive.namelist()
        }


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="file"):
        write_folder(book(), tmp_path / "file" / "out")


def test_mp3_has_sound() -> None:
    samples, rate = soundfile.read(io.BytesIO(wav_to_mp3(wav())))
    assert rate == 22050
    assert np.abs(samples).max() > 0.2


@pytest.mark.parametrize(("rate", "expected"), [(16000, 16000), (1200, 8000), (96000, 48000)])
def test_a_voice_of_any_sample_rate_becomes_mp3(rate: int, expected: int) -> None:
    wav = io.BytesIO()
    tone = 0.5 * np.sin(np.arange(2 * rate) * 2 * np.pi * 220 / rate)
    soundfile.write(wav, tone, rate, format="WAV", subtype="PCM_16")
    samples, found = soundfile.read(io.BytesIO(wav_to_mp3(wav.getvalue())))
    assert found == expected
    assert len(samples) / found == pytest.approx(2.0, abs=0.1)
    spectrum = np.abs(np.fft.rfft(samples[:expected]))
    assert spectrum.argmax() == pytest.approx(220, abs=2)
