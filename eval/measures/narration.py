"""Figures of a narration: speed of making, speed of speech, silence, clipping, word timings.

Works on samples and timings alone; whether it sounds well nobody can tell from these.
"""

import math
import re
from typing import Final

import numpy as np

from core.errors import BadInput
from core.models.base import Utterance
from core.text import count_words

FRAME_S: Final = 0.02
"""Loudness is taken over frames of 20 ms."""
SILENCE_DB: Final = -40.0
"""A frame is silent when it is so far below the loudest frame of the same narration."""
CLIPPED: Final = 0.999
"""A sample at or above this share of full scale has met the limit."""


def duration(utterance: Utterance) -> float:
    """Seconds of sound."""
    if utterance.sample_rate <= 0 or not len(utterance.samples):
        raise BadInput("The narration has no sound: no samples, or no sample rate.")
    if not np.isfinite(utterance.samples).all():
        raise BadInput("The narration has samples that are not numbers.")
    return len(utterance.samples) / utterance.sample_rate


def real_time_factor(utterance: Utterance, run_s: float) -> float:
    """Seconds of making for each second of sound; below 1 is faster than listening."""
    return run_s / duration(utterance)


def words_per_minute(utterance: Utterance, text: str) -> float:
    """Words of the text for each minute of sound, pauses included."""
    return 60 * count_words(text) / duration(utterance)


def silence(utterance: Utterance) -> float:
    """Share of the time that is silent; 1 where nothing is heard at all."""
    duration(utterance)
    samples = np.asarray(utterance.samples, dtype=float)
    size = max(1, round(FRAME_S * utterance.sample_rate))
    frames = [samples[i : i + size] for i in range(0, len(samples), size)]
    loudness = np.array([math.sqrt(float((frame**2).mean())) for frame in frames])
    weights = np.array([len(frame) for frame in frames]) / len(samples)
    loudest = loudness.max()
    if not loudest > 0:
        return 1.0
    return float(weights[loudness < loudest * 10 ** (SILENCE_DB / 20)].sum())


def clipping(utterance: Utterance) -> float:
    """Share of the samples that are at the limit of what can be represented."""
    duration(utterance)
    return float((np.abs(utterance.samples) >= CLIPPED).mean())


def timed_words(utterance: Utterance, text: str) -> float:
    """Share of the text's words for which a time is known; NaN for a text without words.

    A word is a run between white space with a letter or digit in it, timed when a timing that ends
    after it begins, and within the sound, touches its characters.  Estimated times are not known.
    """
    end = duration(utterance) + FRAME_S
    spans = [(a, b) for a, b, start, stop in utterance.words if 0 <= start < stop <= end]
    words = [m.span() for m in re.finditer(r"\S+", text) if any(c.isalnum() for c in m.group())]
    if not words:
        return math.nan
    return sum(any(a < stop and start < b for a, b in spans) for start, stop in words) / len(words)
