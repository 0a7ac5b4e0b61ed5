"""Plain work on sound: where speech is, sample rates, loudness. Knows no voice and no file."""

from functools import lru_cache
from typing import Final

import numpy as np

QUIET_DB: Final = (-45.0, -30.0)
"""Below the loudest moment by so much, a sound is silence; by less, up to the second, in noise."""
NOISE_DB: Final = 10.0
"""Speech is at least so much above the noise, which the quietest twentieth of a sound is."""
MOMENT_S: Final = 0.01
"""Loudness is looked at over so long."""
LOUDNESS_LUFS: Final = -18.0
"""How loud speech is made, as spoken books are."""
CEILING: Final = 10 ** (-1 / 20)
"""No sample goes beyond this (-1 dB of full scale)."""
_BLOCK_S, _HOP_S = 0.4, 0.1
_ABSOLUTE_LUFS, _RELATIVE_LU = -70.0, -10.0


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
    least, most = (power.max() * 10 ** (level / 10) for level in QUIET_DB)
    noise = np.percentile(power, 5) * 10 ** (NOISE_DB / 10)
    loud = np.flatnonzero(power >= np.clip(noise, least, most))
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


def loudness(samples: np.ndarray, rate: int) -> float:
    """Integrated loudness of a mono sound in LUFS; -inf for silence.

    Source: ITU-R BS.1770-4, which EBU R 128 measures by: K-weighting, blocks of 0.4 s with gates.
    """
    weighted = _k_weighted(np.asarray(samples, np.float64), rate)
    block, hop = round(_BLOCK_S * rate), round(_HOP_S * rate)
    if len(weighted) < block:
        weighted = np.pad(weighted, (0, block - len(weighted)))
    sums = np.concatenate([[0.0], np.cumsum(weighted**2)])
    starts = np.arange(0, len(weighted) - block + 1, hop)
    power = (sums[starts + block] - sums[starts]) / block
    gate = 10 ** ((_ABSOLUTE_LUFS + 0.691) / 10)
    if not (power > gate).any():
        return -np.inf
    gate = max(gate, power[power > gate].mean() * 10 ** (_RELATIVE_LU / 10))
    return float(-0.691 + 10 * np.log10(power[power > gate].mean()))


def levelled(samples: np.ndarray, rate: int, wanted: float = LOUDNESS_LUFS) -> np.ndarray:
    """The same sound (mono, float32) at the loudness `wanted` (LUFS), nowhere above `CEILING`.

    Peaks that would be are turned down for some milliseconds.  Silence stays as it is.
    """
    sound = np.asarray(samples, np.float64)
    if not np.isfinite(loudness(sound, rate)):
        return sound.astype(np.float32)
    for _ in range(2):  # What the first pass turns down is made up for by the second.
        sound = sound * 10 ** ((wanted - loudness(sound, rate)) / 20)
        sound = sound * _turned_down(sound, rate)
    return sound.astype(np.float32)


def _turned_down(sound: np.ndarray, rate: int) -> np.ndarray:
    """The gain (at most 1) of each sample that keeps all below `CEILING`, changing smoothly."""
    moment, reach = max(1, rate // 1000), 4
    count = -(-len(sound) // moment)
    peaks = np.abs(np.pad(sound, (0, count * moment - len(sound)))).reshape(count, moment).max(1)
    if peaks.max() <= CEILING:
        return np.ones(len(sound))
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    around = np.lib.stride_tricks.sliding_window_view
    # Wider than the mean behind it by one, as samples lie between two centres.
    lowest = around(np.pad(needed, 2 * reach + 1, mode="edge"), 2 * reach + 3).min(1)
    smooth = around(lowest, 2 * reach + 1).mean(1)
    centres = (np.arange(count) + 0.5) * moment
    return np.interp(np.arange(len(sound)), centres, smooth)


def _k_weighted(sound: np.ndarray, rate: int) -> np.ndarray:
    """A sound as ears weigh it: a shelf above 1.7 kHz, and nothing far below 40 Hz."""
    size = 1 << max(1, (len(sound) + rate // 2 - 1).bit_length())
    return np.fft.irfft(np.fft.rfft(sound, size) * _response(size, rate), size)[: len(sound)]


@lru_cache(maxsize=2)
def _response(size: int, rate: int) -> np.ndarray:
    """What both filters make of each frequency."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    result = np.ones(len(z), np.complex128)
    for above, below in (_shelf(rate), _high_pass(rate)):
        result *= np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    return result


def _shelf(rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Numerator and denominator of the first filter of BS.1770, for any sample rate."""
    k = np.tan(np.pi * 1681.974450955533 / rate)
    high, quality = 10 ** (3.999843853973347 / 20), 0.7071752369554196
    middle = high**0.4996667741545416
    slope = middle * k / quality
    above = [high + slope + k * k, 2 * (k * k - high), high - slope + k * k]
    below = [1 + k / quality + k * k, 2 * (k * k - 1), 1 - k / quality + k * k]
    return np.array(above) / below[0], np.array(below) / below[0]


def _high_pass(rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Numerator and denominator of the second."""
    k, quality = np.tan(np.pi * 38.13547087602444 / rate), 0.5003270373238773
    below = np.array([1 + k / quality + k * k, 2 * (k * k - 1), 1 - k / quality + k * k])
    return np.array([1.0, -2.0, 1.0]), below / below[0]
