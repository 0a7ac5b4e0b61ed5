"""A person reads pages: versions of their own, undone like any other."""

import io
import time
from pathlib import Path

import pytest
import soundfile

from core.errors import BadInput
from core.settings import Settings
from core.sound import LOUDNESS_LUFS, loudness
from core.story import StoryRequest
from studio.components.own_voice import misread_line
from studio.compose import Studio
from tests.core.test_recording import person, wav

STORY = "The old fox walked over the hill to see the bear. They had tea and bread. " * 8


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    folder: Path = tmp_path_factory.mktemp("voice")
    return Studio(
        Settings.from_environment({"STUDIO_DATA_DIR": str(folder), "STUDIO_DEVICE": "cpu"})
    )


@pytest.fixture(scope="module")
def story(studio: Studio) -> str:
    story_id = studio.books.create(StoryRequest(pictures=(), text=STORY))
    builds = [build.id for build in studio.builds.unfinished()]
    end = time.monotonic() + 240
    while studio.building.step(builds[-1]) == "more":
        assert time.monotonic() < end, "not in time"
    return story_id


def reading(studio: Studio, story: str, page: int = 0) -> bytes:
    samples, rate, _ = person(studio.reading.story(story).segments[page].text.text or "")
    return wav(0.05 * samples, rate)


def test_a_recording_stands_on_its_page_and_is_undone(studio: Studio, story: str) -> None:
    before = studio.reading.story(story).segments[0].narration
    studio.voice.put(story, 0, reading(studio, story))
    page = studio.reading.story(story).segments[0]
    assert (page.narration.edited, page.narration.status) == (True, "fresh")
    assert page.narration.media != before.media
    text = page.text.text or ""
    assert [w.word for w in page.word_timings] == text.split()
    assert all(w.start_s < w.end_s for w in page.word_timings)
    samples, rate = soundfile.read(io.BytesIO(studio.stored.read(page.narration.media or "")))
    assert loudness(samples, rate) == pytest.approx(LOUDNESS_LUFS, abs=1.0)
    assert studio.versions.undo(story, "narration/0")
    assert studio.reading.story(story).segments[0].narration.media == before.media


def test_other_words_are_found_in_the_same_recording(studio: Studio, story: str) -> None:
    studio.voice.put(story, 1, reading(studio, story, 1))
    text = studio.reading.story(story).segments[1].text.text or ""
    studio.editing.edit(story, "segment/1", text.replace("old fox", "very old red fox"))
    page = studio.reading.story(story).segments[1]
    assert page.narration.edited
    assert [w.word for w in page.word_timings] == (page.text.text or "").split()
    assert "very" in [w.word for w in page.word_timings]
    studio.versions.undo(story, "segment/1")
    assert [w.word for w in studio.reading.story(story).segments[1].word_timings] == text.split()


def test_what_cannot_be_a_page_s_voice_is_refused(studio: Studio, story: str) -> None:
    with pytest.raises(BadInput, match="no page 99"):
        studio.voice.put(story, 98, b"")
    with pytest.raises(BadInput, match="cannot be read"):
        studio.voice.put(story, 0, b"no sound")
    with pytest.raises(BadInput, match="may have 64 MiB"):
        studio.voice.put(story, 0, bytes(65 * 2**20))
    studio.versions.lock(story, "narration/2", True)
    with pytest.raises(BadInput, match="locked"):
        studio.voice.put(story, 2, reading(studio, story, 2))
    studio.versions.lock(story, "narration/2", False)


def test_words_that_were_read_otherwise_are_said() -> None:
    assert misread_line({}) == misread_line({"misread": []}) == ""
    assert misread_line({"misread": [["home", "house"], ["old", ""], ["", "so"]]}) == (
        "Heard otherwise (the ear errs, too): you read “house”, the page says “home”, “old” was "
        "left out and “so” is not on the page."
    )
