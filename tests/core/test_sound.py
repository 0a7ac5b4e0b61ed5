"""Plain work on sound."""

import numpy as np
import pytest

from core.sound import CEILING, LOUDNESS_LUFS, levelled, loudness, resampled, speech_span


def test_speech_is_found_between_silence() -> None:
    sound = np.zeros(16000, np.float32)
    sound[4000:9000] = 0.2 * np.sin(np.arange(5000) / 5)
    sound[:4000] += 0.0001
    start, end = speech_span(sound, 8000, margin_s=0.0)
    assert (abs(start - 4000) <= 80, abs(end - 9000) <= 80) == (True, True)
    assert speech_span(sound, 8000, margin_s=0.03) == (start - 240, end + 240)
    assert speech_span(sound[4000:9000], 8000) == (0, 5000)
    assert speech_span(np.zeros(100), 8000) == (0, 0)
    assert speech_span(np.zeros(0), 8000) == (0, 0)


def test_another_sample_rate_keeps_the_tone_and_its_strength() -> None:
    t = np.arange(22050) / 22050
    tone = np.sin(2 * np.pi * 440 * t).astype(np.float32)
    down = resampled(tone, 22050, 16000)
    assert (len(down), down.dtype) == (16000, np.float32)
    wanted = np.sin(2 * np.pi * 440 * np.arange(16000) / 16000)
    assert np.abs(down - wanted)[200:-200].max() < 0.01
    high = np.sin(2 * np.pi * 10000 * t).astype(np.float32)
    assert np.abs(resampled(high, 22050, 16000)).max() < 0.05
    assert len(resampled(down, 16000, 22050)) == 22050
    assert resampled(np.zeros(0), 8000, 16000).size == 0


@pytest.mark.parametrize("rate", [16000, 22050, 48000])
def test_loudness_is_that_of_the_standard(rate: int) -> None:
    """EBU Tech 3341: a sine of 1 kHz at -23 dBFS in both channels is -23 LUFS, 3 LU less in one."""
    t = np.arange(20 * rate) / rate
    tone = 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * t)
    assert loudness(tone, rate) == pytest.approx(-26.0, abs=0.1)
    gated = np.concatenate([tone, np.zeros(20 * rate), 0.001 * tone])
    assert loudness(gated, rate) == pytest.approx(-26.0, abs=0.1)
    assert loudness(np.sin(2 * np.pi * 20 * t), rate) < -12
    assert loudness(np.zeros(rate), rate) == loudness(np.zeros(0), rate) == -np.inf


def test_all_speech_is_made_as_loud_and_never_clips() -> None:
    random = np.random.default_rng(3)
    for strength in (0.001, 0.05, 0.9):
        words = np.repeat(random.uniform(0, 1, 40), 4000) * random.normal(0, strength, 160_000)
        words[::4001] = strength * 8
        found = levelled(words, 16000)
        assert loudness(found, 16000) == pytest.approx(LOUDNESS_LUFS, abs=1.0)
        assert np.abs(found).max() <= CEILING + 1e-6
        assert found.dtype == np.float32
    assert not levelled(np.zeros(100, np.float32), 16000).any()
