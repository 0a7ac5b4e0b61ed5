"""Narrations in the formats that players like."""

import io
from typing import Final

import numpy as np
import soundfile

RATES: Final = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
"""Sample rates (Hz) that MP3 has."""


def wav_to_mp3(content: bytes) -> bytes:
    """A mono WAV file as MP3 of the same sample rate, or of the next higher one that MP3 has."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    wanted = next((known for known in RATES if known >= rate), RATES[-1])
    if wanted != rate:
        at = np.arange(round(samples.size * wanted / rate)) * (rate / wanted)
        samples = np.interp(at, np.arange(samples.size), samples).astype(np.float32)
    out = io.BytesIO()
    soundfile.write(out, samples, wanted, format="MP3", subtype="MPEG_LAYER_III")
    return out.getvalue()
