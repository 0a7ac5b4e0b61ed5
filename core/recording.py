"""A person's recording of a page: read from a file, freed of silence, its words found."""

import io
from typing import Final

import numpy as np
import soundfile

from core.errors import BadInput
from core.models.alignment import LONGEST_S, aligned
from core.models.base import Check, Utterance
from core.models.espeak import Espeak
from core.sound import loudness, speech_span

FAINTEST_LUFS: Final = -60.0
"""Below this a recording holds no voice."""
LOWEST_HZ: Final = 55.0
RATES: Final = (8000, 96000)


def read(content: bytes) -> tuple[np.ndarray, int]:
    """Samples (mono, float32) and their rate, without the silence around; `BadInput` if unfit."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            rate, seconds = file.samplerate, file.frames / file.samplerate
            if seconds > LONGEST_S or not RATES[0] <= rate <= RATES[1]:
                raise BadInput(
                    f"The recording has {seconds:.0f} seconds at {rate} Hz; use at most "
                    f"{LONGEST_S:.0f} seconds, at {RATES[0]} to {RATES[1]} Hz."
                )
            samples = file.read(dtype="float32", always_2d=True).mean(1)
    except (soundfile.LibsndfileError, ZeroDivisionError) as error:
        raise BadInput(
            "The recording cannot be read; record again, or choose a WAV file."
        ) from error
    samples = np.nan_to_num(samples).astype(np.float32)
    samples = _without_rumble(samples, rate)
    if loudness(samples, rate) < FAINTEST_LUFS:
        raise BadInput("Nothing is heard in this recording; check the microphone and try again.")
    start, end = speech_span(samples, rate, margin_s=0.15)
    return samples[start:end], rate


def _without_rumble(samples: np.ndarray, rate: int) -> np.ndarray:
    """Nothing below `LOWEST_HZ`: no steady shift, no steps and no mains hum of most countries."""
    if not len(samples):
        return samples
    spectrum = np.fft.rfft(samples)
    spectrum[: int(LOWEST_HZ * len(samples) / rate) + 1] = 0
    return np.fft.irfft(spectrum, len(samples)).astype(np.float32)


def spoken(text: str, samples: np.ndarray, rate: int, *, language: str, check: Check) -> Utterance:
    """The recording as speech of `text`: each word's time is found beside eSpeak's speech of it."""
    reference = Espeak().speak(text, language=language, voice=None, speed=1.0, check=check)
    check()
    words = aligned(reference, samples, rate)
    return Utterance(samples=samples, sample_rate=rate, words=words)
