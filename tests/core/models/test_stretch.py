"""Faster and slower speech of the same pitch."""

import numpy as np
import pytest

from core.models.stretch import stretch

RATE = 8000


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.25, 2.0])
def test_the_pitch_stays(speed: float) -> None:
    t = np.arange(2 * RATE) / RATE
    tone = (0.5 * np.sin(2 * np.pi * 220 * t)).astype(np.float32)
    heard = stretch(tone, RATE, speed)
    assert heard.dtype == np.float32
    assert len(heard) == round(len(tone) / speed)
    middle = heard[len(heard) // 4 : 3 * len(heard) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert spectrum.argmax() * RATE / len(middle) == pytest.approx(220, abs=3)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.05)


def test_what_is_said_when_stays_in_order() -> None:
    clicks = np.zeros(3 * RATE, np.float32)
    for second in (0.5, 1.5, 2.5):
        at = round(second * RATE)
        clicks[at : at + 400] = np.sin(np.arange(400) / 3)
    heard = np.abs(stretch(clicks, RATE, 0.5))
    for second in (1.0, 3.0, 5.0):
        around = heard[round((second - 0.1) * RATE) : round((second + 0.2) * RATE)]
        assert around.max() > 0.5
    assert heard[round(1.5 * RATE) : round(2.5 * RATE)].max() == 0


def test_the_shortest_sounds_have_their_length() -> None:
    assert len(stretch(np.ones(100, np.float32), RATE, 2.0)) == 50
    assert len(stretch(np.zeros(0, np.float32), RATE, 2.0)) == 0
