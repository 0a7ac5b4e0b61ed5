"""Plain work on sound."""

import numpy as np

from core.sound import resampled, speech_span


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
