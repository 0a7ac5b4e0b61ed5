"""Soft instruments from sums of partials: every note begins and ends at nothing, so none clicks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

RATE: Final = 44100
"""Samples a second."""
_ROOM_S: Final = 1.8
_WET: Final = 0.22


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """How a note sounds.

    `partials`: (multiple of the pitch, strength, seconds until it is 60 dB softer; 0 for a tone
    that is held).  `attack_s` and `release_s`: from nothing, and back after the note.  `vibrato`
    in semitones, `tremble` as a share of the strength, both some five times a second.  `rings`:
    the note sounds until it has died away, however short it is written.
    """

    partials: tuple[tuple[float, float, float], ...]
    attack_s: float = 0.006
    release_s: float = 0.12
    vibrato: float = 0.0
    tremble: float = 0.0
    rings: bool = True
    gain: float = 1.0


def _series(strengths: tuple[float, ...], decay_s: float) -> tuple[tuple[float, float, float], ...]:
    """Whole multiples; the higher, the sooner gone."""
    return tuple((k, s, decay_s / k**0.7) for k, s in enumerate(strengths, 1))


INSTRUMENTS: Final = {
    "harp": Instrument(partials=_series((1, 0.45, 0.22, 0.12, 0.06, 0.03), 3.2)),
    "plucked": Instrument(partials=_series((1, 0.6, 0.3, 0.2, 0.08), 0.9), gain=0.9),
    "musicbox": Instrument(
        partials=((1, 1, 2.6), (2, 0.22, 1.4), (3, 0.1, 0.7), (5.4, 0.05, 0.25)), attack_s=0.003
    ),
    "bell": Instrument(
        partials=((1, 1, 3.6), (2.01, 0.3, 2.4), (2.76, 0.12, 1.2), (5.1, 0.04, 0.4)),
        attack_s=0.005,
    ),
    "marimba": Instrument(
        partials=((1, 1, 0.9), (3.93, 0.2, 0.22), (9.2, 0.05, 0.07)), attack_s=0.003, gain=1.1
    ),
    "vibes": Instrument(
        partials=((1, 1, 3.4), (4, 0.14, 1.1), (10, 0.02, 0.2)), tremble=0.25, gain=0.9
    ),
    "bass": Instrument(
        partials=((1, 1, 1.9), (2, 0.4, 1.1), (3, 0.15, 0.6)), attack_s=0.012, gain=1.2
    ),
    "pad": Instrument(
        partials=(
            *((0.997, 0.5, 0), (1.003, 0.5, 0), (1.999, 0.2, 0), (2.003, 0.2, 0)),
            *((3.002, 0.09, 0), (4.003, 0.04, 0)),
        ),
        attack_s=0.7,
        release_s=1.1,
        rings=False,
        gain=0.5,
    ),
    "flute": Instrument(
        partials=((1, 1, 0), (2, 0.16, 0), (3, 0.06, 0)),
        attack_s=0.09,
        release_s=0.22,
        vibrato=0.12,
        rings=False,
        gain=0.6,
    ),
    "reed": Instrument(
        partials=((1, 1, 0), (3, 0.3, 0), (5, 0.12, 0), (7, 0.04, 0)),
        attack_s=0.04,
        release_s=0.1,
        vibrato=0.06,
        rings=False,
        gain=0.5,
    ),
}


@lru_cache(maxsize=512)
def voice(instrument: str, pitch: int, seconds: float) -> np.ndarray:
    """One note: mono float64, `pitch` as MIDI numbers it (69 is 440 Hz); longer than `seconds`, as
    it rings on or fades."""
    kind = INSTRUMENTS[instrument]
    longest = max(decay for *_, decay in kind.partials)
    lasting = max(seconds, longest) if kind.rings else seconds
    size = round((lasting + kind.release_s) * RATE)
    t = np.arange(size) / RATE
    hertz = 440.0 * 2 ** ((pitch - 69) / 12)
    turns = hertz * t
    if kind.vibrato:
        depth = hertz * (2 ** (kind.vibrato / 12) - 1) * np.minimum(1, t / 0.5)
        turns = np.cumsum(hertz + depth * np.sin(2 * np.pi * 5.1 * t)) / RATE
    sound = np.zeros(size)
    for multiple, strength, decay in kind.partials:
        if multiple * hertz > 0.4 * RATE:
            continue
        fade = np.exp(-6.9 * t / decay) if decay else 1.0
        sound += strength * fade * np.sin(2 * np.pi * multiple * turns)
    if kind.tremble:
        sound *= 1 - kind.tremble * (0.5 - 0.5 * np.cos(2 * np.pi * 4.6 * t))
    sound = kind.gain * sound * _envelope(size, kind)
    sound.setflags(write=False)
    return sound


def space(dry: np.ndarray, seed: int = 0) -> np.ndarray:
    """A small room around stereo sound, and less of what a voice needs (2 to 5 kHz).

    Round in a circle: the echo of the end is heard at the beginning.
    """
    size = len(dry)
    noise = np.random.default_rng([seed, 11])
    length = min(size, round(_ROOM_S * RATE))
    fade = np.exp(-6.9 * np.arange(length) / length) * np.minimum(1, np.arange(length) / 400)
    room = np.zeros((size, 2))
    room[:length] = noise.standard_normal((length, 2)) * fade[:, None]
    room *= _WET / np.sqrt(np.square(room).sum(0))
    room[0] += 1
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    tone = (1 - 0.4 * np.exp(-np.square(np.log2(np.maximum(hertz, 1) / 3000)))) / np.sqrt(
        1 + (hertz / 6500) ** 4
    )
    tone *= 1 / np.sqrt(1 + (45 / np.maximum(hertz, 1)) ** 4)
    heard = np.fft.rfft(dry, axis=0) * np.fft.rfft(room, axis=0) * tone[:, None]
    return np.fft.irfft(heard, size, axis=0)


def _envelope(size: int, kind: Instrument) -> np.ndarray:
    shape = np.ones(size)
    rise = min(size // 2, max(1, round(kind.attack_s * RATE)))
    fall = min(size // 2, max(1, round(kind.release_s * RATE)))
    shape[:rise] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    shape[size - fall :] = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    return shape
