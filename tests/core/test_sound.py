"""Plain work on sound."""

import numpy as np

from core.sound import speech_span


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
