"""Films and sound books: small ones, made by the real ffmpeg, and read again by it."""

import errno
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.errors import Cancelled, StorageError, StudioError
from core.export import film
from core.export.film import program
from core.export.film.frames import screens
from core.export.film.letters import lettering
from core.export.film.soundtrack import spoken, write_sound
from core.export.film.subtitles import srt
from core.export.film.timeline import RATE_FPS, timeline
from core.export.formats import FORMATS, Silent, forms_of, write
from core.export.listening import write_mp3
from core.music.instruments import RATE
from core.sound import loudness
from tests.core.export.shelf import LATIN, SECONDS, SHELF, book, page

SMALL = (192, 108)
needs_ffmpeg = pytest.mark.skipif(bool(film.lacking()), reason=film.lacking() or "ffmpeg is here")


class Watching(Silent):
    """Notes what is said; cancels at a look."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.said: list[str] = []
        self._left = cancel_at

    def note(self, message: str, done: int | None = None, total: int | None = None) -> None:
        self.said.append(message)

    def check(self) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise Cancelled


def told(path: Path) -> str:
    """What ffmpeg finds in a file."""
    asked = subprocess.run(
        [program.program(), "-hide_banner", "-i", str(path)], capture_output=True, check=False
    )
    return asked.stderr.decode("utf-8", "replace")


@needs_ffmpeg
def test_a_film_has_pictures_sound_subtitles_and_chapters(tmp_path: Path) -> None:
    work = Watching()
    film.write_film(SHELF["latin"], tmp_path / "fox.mp4", work, pixels=SMALL)
    said = told(tmp_path / "fox.mp4")
    assert re.search(r"Video: h264.*yuv420p.*192x108.* 24 fps", said)
    assert "Audio: aac" in said
    assert "Subtitle: mov_text" in said
    assert re.findall(r"title +: (Cover|Page \d|End)", said) == ["Cover", "Page 1", "Page 2", "End"]
    assert "title           : The Fox & the <Rain>" in said
    assert "Duration: 00:00:17.0" in said
    assert "Filming page 2" in work.said


@needs_ffmpeg
def test_pages_may_lack_everything(tmp_path: Path) -> None:
    bare = replace(SHELF["bare"], pages=SHELF["bare"].pages[:2], cover=None)
    film.write_film(bare, tmp_path / "a.mp4", Silent(), pixels=(108, 192), music=False)
    said = told(tmp_path / "a.mp4")
    assert "108x192" in said
    assert "Audio:" not in said, "nothing is heard"
    assert "Subtitle:" not in said


@needs_ffmpeg
def test_cancelled_or_full_no_half_film_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(
        FORMATS["mp4"],
        write=lambda book, path, work: film.write_film(book, path, work, pixels=SMALL),
    )
    with pytest.raises(Cancelled):
        write(SHELF["latin"], small, tmp_path / "fox.mp4", Watching(cancel_at=4))
    assert not list(tmp_path.iterdir())

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(program.Film.Feed, "frame", lambda self, pixels: full(tmp_path))
    with pytest.raises(StorageError, match="No space left"):
        write(SHELF["latin"], small, tmp_path / "fox.mp4")
    assert not list(tmp_path.iterdir())


@needs_ffmpeg
def test_what_ffmpeg_complains_of_is_said(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="ffmpeg could not make the file"):
        program.run(["-i", str(tmp_path / "nothing.wav"), str(tmp_path / "a.mp3")])


def test_without_the_program_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "_found", lambda: "")
    with pytest.raises(StudioError, match=r"ffmpeg.*not installed.*every other form"):
        write(SHELF["latin"], FORMATS["mp4"], tmp_path / "fox.mp4")
    assert write(SHELF["latin"], FORMATS["html"], tmp_path / "fox.html").is_file()


@needs_ffmpeg
def test_a_sound_book_has_chapters_and_a_cover(tmp_path: Path) -> None:
    write_mp3(SHELF["latin"], tmp_path / "fox.mp3", Silent())
    said = told(tmp_path / "fox.mp3")
    assert "Audio: mp3" in said
    assert "attached pic" in said
    assert re.findall(r"title +: (Page \d)", said) == ["Page 1", "Page 2"]
    assert "Duration: 00:00:08" in said
    silent = book(pages=[page(0, LATIN, sound=False)])
    with pytest.raises(StudioError, match="No page of this book is read aloud"):
        write_mp3(silent, tmp_path / "a.mp3", Silent())


def test_scenes_follow_one_another_in_whole_frames() -> None:
    scenes = timeline(SHELF["bare"])
    assert [scene.kind for scene in scenes] == ["cover", "page", "page", "page", "end"]
    for scene, following in pairwise(scenes):
        assert scene.start_s + scene.frames / RATE_FPS == pytest.approx(following.start_s)
    assert scenes[1].seconds > scenes[2].seconds >= 4, "text without a voice takes time to read"
    assert scenes[3].seconds > SECONDS


def test_the_voice_is_where_its_words_are_lit() -> None:
    scenes = timeline(SHELF["latin"])
    voices = spoken(scenes)
    heard = np.flatnonzero(np.abs(voices) > 0.2)
    assert heard[0] / RATE == pytest.approx(scenes[1].voice_s, abs=0.02)
    assert heard[-1] / RATE == pytest.approx(scenes[2].voice_s + SECONDS, abs=0.02)


def test_music_is_below_the_voice_and_can_be_left_out(tmp_path: Path) -> None:
    scenes = timeline(SHELF["latin"])
    assert write_sound(SHELF["latin"], scenes, tmp_path / "a.wav", music=True)
    assert write_sound(SHELF["latin"], scenes, tmp_path / "b.wav", music=False)
    music, voice = (soundfile.read(tmp_path / name)[0] for name in ("a.wav", "b.wav"))
    quiet = slice(2 * RATE, 3 * RATE)
    assert np.abs(voice[quiet]).max() == 0
    assert 0.005 < np.sqrt(np.square(music[quiet]).mean()) < 0.15
    assert np.abs(music).max() < 1
    both = sum(10 ** (loudness(voice[:, side], RATE) / 10) for side in (0, 1))
    alone = loudness(spoken(scenes), RATE)
    assert 10 * np.log10(both) == pytest.approx(alone, abs=0.1), "as loud as the page itself"
    assert not write_sound(SHELF["bare"], scenes[:1], tmp_path / "c.wav", music=False)


@pytest.mark.parametrize("name", ["latin", "arabic", "hindi", "chinese", "thai"])
def test_every_word_is_found_where_it_stands(name: str) -> None:
    made = SHELF[name]
    for number, lettered in enumerate(lettering(made, (640, 480))):
        sound = made.pages[number].sound
        assert sound is not None
        (leaf,) = lettered.leaves
        assert set(leaf.boxes) == set(range(len(sound.words)))
        firsts = [leaf.boxes[i][0] for i in range(len(sound.words))]
        tops = [(top + bottom) / 2 for _, top, _, bottom in firsts]
        one_line = [
            (a[0] < b[0]) != made.pages[number].rtl
            for a, b, y, z in zip(firsts, firsts[1:], tops, tops[1:], strict=False)
            if abs(y - z) < 12
        ]
        assert all(one_line), "words of a line follow one another as they are read"
        changed = (leaf.lit(0, "#b03e68") != leaf.plain).any(2)
        left, top, right, bottom = firsts[0]
        assert changed[top:bottom, left:right].mean() > 0.6
        assert changed.sum() < 4 * (right - left + 30) * (bottom - top + 30)


def test_long_pages_have_several_leaves_and_markup_is_text() -> None:
    (long,) = lettering(SHELF["long"], (640, 480))
    assert len(long.leaves) > 3
    assert long.leaf_of(0) == 0
    assert long.leaf_of(2000) == len(long.leaves) - 1
    assert all(lettered.leaves for lettered in lettering(SHELF["markup"], (640, 480)))


def test_frames_move_light_words_and_fade() -> None:
    made = book([LATIN])
    scenes = timeline(made)
    cover, first, _ = screens(made, scenes, (480, 270))
    title = cover.draw(1.0).copy()
    assert (cover.draw(3.0) == title).all(), "letters stand still"
    dark = first.draw(0.1).copy()
    lit = first.draw(1.3).copy()
    assert (dark[:, 300:] != lit[:, 300:]).any(), "a word is lit"
    fading = first.draw(0.0, cover).copy()
    assert np.abs(fading.astype(int) - title).mean() < 2, "it begins as what was seen before"


def test_an_upright_film_begins_with_its_cover() -> None:
    made = book([LATIN])
    cover, *_ = screens(made, timeline(made), (108, 192))
    seen = cover.draw(0.0)[..., :3].reshape(-1, 3).astype(int)
    teal = np.abs(seen - (128, 128, 0)).max(1) < 12
    assert teal.mean() > 0.2, "its picture is there"


def test_subtitles_are_short_and_at_their_time() -> None:
    made = SHELF["latin"]
    blocks = srt(made, timeline(made)).strip().split("\n\n")
    assert blocks[0].splitlines()[1].startswith("00:00:0")
    texts = [" ".join(block.splitlines()[2:]) for block in blocks]
    assert texts[:2] == ["Once there was a fox.", "“Who is there?”"]
    assert all(len(line) <= 46 for block in blocks for line in block.splitlines()[2:])
    assert srt(SHELF["bare"], timeline(book(pages=[page(0, LATIN, sound=False)]))) == ""


def test_music_is_a_choice() -> None:
    assert [f.id for f in forms_of("mp4,mp3,pdf", music=False)] == ["mp4-voice", "mp3-voice", "pdf"]
    assert [f.id for f in forms_of("mp4-voice")] == ["mp4-voice"]
    endings = [form.ending for form in FORMATS.values()]
    assert len(set(endings)) == len(endings), "no form takes another's name"
