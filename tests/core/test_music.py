"""The music under a story: repeatable, of the wanted length, without clicks, by mood."""

import numpy as np
import pytest

from core.errors import UnknownName
from core.music import BED_LUFS, DUCK_DB, PIECE, bed, under
from core.music.instruments import INSTRUMENTS, RATE, voice
from core.music.moods import MANNERS
from core.music.tunes import compose
from core.sound import loudness
from core.story import MOODS


def jump(sound: np.ndarray) -> float:
    """The largest step from one sample to the next."""
    return float(np.abs(np.diff(sound, axis=0)).max())


def test_every_mood_has_music() -> None:
    assert set(MANNERS) == set(MOODS)
    assert len({(m.scale, m.tempo) for m in MANNERS.values()}) == len(MANNERS)
    assert MANNERS["bedtime"].tempo < MANNERS["funny"].tempo < MANNERS["action"].tempo


@pytest.mark.parametrize("mood", MANNERS)
def test_a_bed_is_long_soft_and_round(mood: str) -> None:
    music = bed(mood, 8.0, seed=3)
    assert music.shape == (8 * RATE, 2)
    assert np.abs(music).max() < 0.7, "there is room for a voice"
    assert loudness(music.mean(1), RATE) == pytest.approx(BED_LUFS, abs=0.1)
    seam = np.concatenate([music[-4:], music[:4]])
    assert jump(seam) <= jump(music), "the end meets the beginning"
    assert jump(music) < 0.1
    turned = np.concatenate([music[-RATE:], music[:RATE]])
    power = np.square(turned).mean(1).reshape(-1, RATE // 10).mean(1)
    assert power[9:11].min() > 1e-5 * power.max(), "it does not stop where it is repeated"


def test_the_same_seed_is_the_same_tune() -> None:
    first = bed("bedtime", 10.0, seed=5)
    assert np.array_equal(first, bed("bedtime", 10.0, seed=5))
    assert not np.array_equal(first, bed("bedtime", 10.0, seed=6))


def test_whole_bars_fill_the_time() -> None:
    for mood, manner in MANNERS.items():
        tune = compose(mood, 48.0, seed=1)
        assert tune.bars * manner.beats * tune.beat_s == pytest.approx(48.0)
        assert 60 / tune.beat_s == pytest.approx(manner.tempo, rel=0.13)
        of_scale = {(note.pitch - tune.root) % 12 for note in tune.notes}
        assert of_scale <= set(manner.scale)


def test_no_note_clicks() -> None:
    for name in INSTRUMENTS:
        note = voice(name, 60, 0.5)
        assert abs(note[0]) < 1e-6
        assert abs(note[-1]) < 1e-6


def test_music_makes_way_for_the_voice() -> None:
    speech = np.zeros(12 * RATE, np.float32)
    said = slice(5 * RATE, 7 * RATE)
    speech[said] = 0.2 * np.sin(np.arange(2 * RATE) / 20)
    alone = np.concatenate(list(under(np.zeros_like(speech), "noir", seed=2)))
    music = np.concatenate(list(under(speech, "noir", seed=2)))
    assert music.shape == (len(speech), 2)
    sounds = np.abs(alone[:, 0]) > 1e-3
    gain = np.abs(music[sounds, 0] / alone[sounds, 0])
    at = np.flatnonzero(sounds)
    there = gain[(at >= said.start) & (at < said.stop)]
    assert there.max() < 10 ** (-(DUCK_DB - 0.1) / 20), "it is down before the first word"
    assert gain[at < RATE] == pytest.approx(1, abs=1e-4)
    assert gain[at > 11 * RATE] == pytest.approx(1, abs=1e-4)
    slopes = np.abs(np.diff(gain)) / np.diff(at)
    assert slopes.max() < 1e-4
    assert np.abs(music[0]).max() == 0
    assert np.abs(music[-1]).max() < 1e-3


def test_what_is_no_music_is_said() -> None:
    with pytest.raises(UnknownName, match="mood"):
        bed("sad", 10.0)
    with pytest.raises(ValueError, match="at least 8"):
        bed("noir", 1.0)
    assert not list(under(np.zeros(0, np.float32), "noir"))


def test_pieces_of_a_long_book_meet() -> None:
    speech = np.zeros(PIECE + RATE, np.float32)
    first, second = under(speech, "poetic", seed=1)
    assert (len(first), len(second)) == (PIECE, RATE)
    assert jump(np.concatenate([first[-3:], second[:3]])) < 0.02
