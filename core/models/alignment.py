"""When each word is spoken, told by another sound of the same words whose times are known.

Both sounds become mel-frequency cepstra (Davis and Mermelstein 1980); dynamic time warping (Sakoe
and Chiba 1978) finds which moment of one is which of the other, and carries the borders of words
over.  So voices that tell no times, and recordings of people, get those of eSpeak's speech.  Knows
no voice and no story.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from core.errors import BadInput
from core.models.base import Utterance
from core.models.word_spans import apart

HOP_S: Final = 0.01
"""A frame begins every so many seconds."""
WINDOW_S: Final = 0.025
FILTERS: Final = 40
CEPSTRA: Final = 13
LOWEST_HZ: Final = 60.0
HIGHEST_HZ: Final = 8000.0
LOUDNESS: Final = 0.5
"""Weight of the first coefficient, which is loudness: voices differ in it more than in sounds."""
CHANGE: Final = 0.6
"""Spread of the changes over time, where that of the coefficients is about 1."""
DWELL: Final = 0.6
"""How much dearer a step is in which only one of the sounds goes on."""
LONGEST_S: Final = 180.0
"""The work and the memory grow with the square of the length."""

Frames = npt.NDArray[np.float32]


def aligned(
    reference: Utterance, samples: np.ndarray, sample_rate: int
) -> tuple[tuple[int, int, float, float], ...]:
    """The words of `reference` with the times at which `samples` (mono) say them.

    (start_char, end_char, start_s, end_s) as an `Utterance` has them.  Every word gets a span;
    words follow one another without gaps.  `BadInput` for sounds of more than three minutes.
    """
    seconds = len(samples) / sample_rate
    longest = max(seconds, len(reference.samples) / reference.sample_rate)
    if longest > LONGEST_S:
        raise BadInput(
            f"A sound of {longest:.0f} seconds is too long to find its words in; use at most "
            f"{LONGEST_S:.0f}."
        )
    if not reference.words:
        return ()
    top = min(HIGHEST_HZ, sample_rate / 2, reference.sample_rate / 2)
    heard = cepstra(samples, sample_rate, highest_hz=top)
    known = cepstra(reference.samples, reference.sample_rate, highest_hz=top)
    moved = _carried(warp(known, heard), len(known))
    borders = np.array([*(word[2] for word in reference.words), reference.words[-1][3]])
    times = np.interp(borders / HOP_S, np.arange(len(known)), moved) * HOP_S
    times = np.maximum.accumulate(np.clip(times, 0.0, seconds))
    times[-1] = seconds
    ends = apart(times.tolist(), [end - start for start, end, _, _ in reference.words])
    return tuple(
        (start, end, ends[i], ends[i + 1]) for i, (start, end, _, _) in enumerate(reference.words)
    )


def cepstra(samples: np.ndarray, rate: int, *, highest_hz: float = HIGHEST_HZ) -> Frames:
    """Mel-frequency cepstra and their changes, shape (frames, 2 * CEPSTRA), one each `HOP_S`.

    They are relative to the sound's own mean, so that microphones and voices matter less.
    """
    sound = np.asarray(samples, np.float64)
    sound = np.append(sound[:1], sound[1:] - 0.97 * sound[:-1])
    length, hop = round(WINDOW_S * rate), HOP_S * rate
    count = max(1, int(len(sound) / hop))
    padded = np.pad(sound, (length // 2, 2 * length))
    starts = np.round(np.arange(count) * hop).astype(int)
    windows = np.lib.stride_tricks.sliding_window_view(padded, length)[starts] * np.hanning(length)
    size = 1 << (length - 1).bit_length()
    power = np.abs(np.fft.rfft(windows, size)) ** 2
    loud = np.log(power @ _mel_filters(size, rate, highest_hz).T + 1e-7)
    place = np.pi / FILTERS * (np.arange(FILTERS) + 0.5)
    cosines = np.cos(place[:, None] * np.arange(CEPSTRA)) * np.sqrt(2 / FILTERS)
    found = loud @ cosines
    found -= found.mean(0)
    found /= found.std() + 1e-6
    found[:, 0] *= LOUDNESS
    edged = np.pad(np.gradient(found, axis=0) if count > 1 else found, ((2, 2), (0, 0)), "edge")
    change = (2 * (edged[4:] - edged[:-4]) + edged[3:-1] - edged[1:-3]) / 10
    change *= CHANGE / (change.std(0) + 1e-6)
    return np.hstack([found, change]).astype(np.float32)


def _mel_filters(size: int, rate: int, highest_hz: float) -> np.ndarray:
    """Triangles that overlap by half, evenly spaced in mel, shape (FILTERS, size // 2 + 1)."""

    def mel(hertz: float) -> float:
        return float(2595 * np.log10(1 + hertz / 700))

    corners = 700 * (10 ** (np.linspace(mel(LOWEST_HZ), mel(highest_hz), FILTERS + 2) / 2595) - 1)
    hertz = np.arange(size // 2 + 1) * rate / size
    rise = (hertz - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    fall = (corners[2:, None] - hertz) / (corners[2:] - corners[1:-1])[:, None]
    return np.clip(np.minimum(rise, fall), 0, None)


def warp(known: Frames, heard: Frames) -> npt.NDArray[np.intp]:
    """The cheapest way through both at once, shape (steps, 2): frames of `known` and of `heard`.

    It begins and ends with both, and never goes back.  Cost is the distance of frames, twice for a
    step in both, (1 + `DWELL`) times for a step in one.
    """
    n, m = len(known), len(heard)
    squares, others = (known**2).sum(1), (heard**2).sum(1)
    came = np.zeros((n, m), np.int8)
    # Cells with the same i + j depend on the two diagonals before only; indices are shifted by 1.
    before = np.full(n + 1, np.inf, np.float32)
    last = before.copy()
    before[0] = 0.0
    for total in range(n + m - 1):
        i = np.arange(max(0, total - m + 1), min(n, total + 1))
        j = total - i
        apart2 = squares[i] + others[j] - 2 * np.einsum("ij,ij->i", known[i], heard[j])
        cost = np.sqrt(np.maximum(apart2, 0))
        ways = np.stack(
            [before[i] + 2 * cost, last[i] + (1 + DWELL) * cost, last[i + 1] + (1 + DWELL) * cost]
        )
        best = ways.argmin(0)
        came[i, j] = best
        now = np.full(n + 1, np.inf, np.float32)
        now[i + 1] = ways[best, np.arange(len(i))]
        before, last = last, now
    return _traced(came)


def _traced(came: npt.NDArray[np.int8]) -> npt.NDArray[np.intp]:
    """The way back from the end: 0 came from both, 1 from `known` alone, 2 from `heard` alone."""
    i, j = came.shape[0] - 1, came.shape[1] - 1
    way = [(i, j)]
    while i or j:
        step = 2 if i == 0 else 1 if j == 0 else came[i, j]
        i, j = i - (step != 2), j - (step != 1)
        way.append((i, j))
    return np.array(way[::-1], np.intp)


def _carried(way: npt.NDArray[np.intp], count: int) -> np.ndarray:
    """For each of `count` known frames the mean of the heard ones it goes with."""
    sums = np.bincount(way[:, 0], weights=way[:, 1], minlength=count)
    return sums / np.bincount(way[:, 0], minlength=count)
