"""Plain work on sound: where speech begins and ends. Knows no voice, no model and no file."""

from typing import Final

import numpy as np

QUIET_DB: Final = -45.0
"""Below the loudest moment by so much, a sound is silence."""
MOMENT_S: Final = 0.01
"""Loudness is looked at over so long."""


def speech_span(samples: np.ndarray, rate: int, *, margin_s: float = 0.03) -> tuple[int, int]:
    """The first sample of what is heard and the one after its last, with a margin around.

    (0, 0) for silence.
    """
    moment = max(1, round(MOMENT_S * rate))
    count = -(-len(samples) // moment)
    padded = np.zeros(count * moment, np.float64)
    padded[: len(samples)] = samples
    power = np.square(padded).reshape(count, moment).mean(1)
    if not count or not power.max() > 0:
        return 0, 0
    loud = np.flatnonzero(power >= power.max() * 10 ** (QUIET_DB / 10))
    margin = round(margin_s * rate)
    start = int(loud[0]) * moment - margin
    return max(0, start), min(len(samples), (int(loud[-1]) + 1) * moment + margin)


def resampled(samples: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """The same sound (mono, float32) at another sample rate; what that cannot hold is left out.

    All frequencies at once, so it is meant for sounds of up to some minutes.
    """
    if rate == wanted or not len(samples):
        return np.asarray(samples, np.float32)
    length = max(1, round(len(samples) * wanted / rate))
    spectrum = np.fft.rfft(np.asarray(samples, np.float64))
    kept = np.zeros(length // 2 + 1, np.complex128)
    both = min(len(kept), len(spectrum))
    kept[:both] = spectrum[:both]
    return (np.fft.irfft(kept, length) * (length / len(samples))).astype(np.float32)
