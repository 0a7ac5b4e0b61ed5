"""Quiet music under a story, composed by code from a mood and a seed: no model, no recording.

`bed` is a piece of a wanted length whose end meets its beginning; `under` lays it below a voice.
Everything is our own: the tunes (`tunes`) and the instruments (`instruments`, in numpy).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final

import numpy as np

from core.errors import UnknownName
from core.music.instruments import RATE, space, voice
from core.music.moods import MANNERS
from core.music.tunes import Tune, compose
from core.sound import MOMENT_S, loudness

Round = Callable[[], np.ndarray]
"""Gives sound that is repeated: (samples, 2) at `RATE`."""
BED_LUFS: Final = -25.0
"""How loud the music is by itself."""
DUCK_DB: Final = 7.0
"""By so much it makes way for the voice (at -18 LUFS), so that it lies some 14 LU below."""
LOOP_S: Final = 48.0
"""A bed is repeated after about so long."""
PIECE: Final = 30 * RATE
"""Samples that are worked on at once."""
_RISE_S, _FALL_S = 1.5, 3.0
_TURN_S: Final = 1.6
"""One piece becomes the next in so long."""
_SPEECH_DB: Final = -40.0
_HOLD_S, _GLIDE_S = 1.0, 0.6
"""Pauses up to the first do not let the music up; it needs the second for its way."""


def bed(mood: str, seconds: float = LOOP_S, seed: int = 0) -> np.ndarray:
    """Music of exactly `seconds` (at least 8) at `RATE`, stereo float32 of shape (samples, 2).

    It can be repeated without a click, as its echoes go on from its end into its beginning.  The
    same mood, length and seed give the same samples.
    """
    if mood not in MANNERS:
        raise UnknownName("mood", mood, MANNERS)
    if seconds < 8:
        raise ValueError(f"Music of {seconds} s is no tune; it takes at least 8 s.")
    tune = compose(mood, seconds, seed)
    size = round(seconds * RATE)
    wet = space(played(tune, size), seed)
    return (wet * 10 ** ((BED_LUFS - loudness(wet.mean(1), RATE)) / 20)).astype(np.float32)


def played(tune: Tune, size: int) -> np.ndarray:
    """The notes of a tune without a room around them: (size, 2), what rings on begins it anew."""
    mixed = np.zeros((size, 2))
    for note in tune.notes:
        sound = voice(note.instrument, note.pitch, note.seconds)
        start = round(note.start_s * RATE) % size
        left = np.sqrt(0.5 * (1 - note.pan)) * note.gain
        right = np.sqrt(0.5 * (1 + note.pan)) * note.gain
        for at in range(0, len(sound), size):
            part = sound[at : at + size]
            first = min(len(part), size - start)
            mixed[start : start + first] += part[:first, None] * (left, right)
            mixed[: len(part) - first] += part[first:, None] * (left, right)
    return mixed


def under(
    speech: np.ndarray, mood: str, seed: int = 0, pieces: Sequence[tuple[int, Round]] = ()
) -> Iterator[np.ndarray]:
    """Stereo music for the whole of `speech` (mono, at `RATE`), softer where somebody speaks.

    `pieces` are played instead of the mood's bed: at which sample each begins, and its round, in
    order; one fades into the next, and the first is heard from the beginning.
    It begins and ends softly; the speech is not in it.  Yields pieces of `PIECE` samples (the last
    is shorter), float32 of shape (samples, 2): long books do not fit into memory twice.
    """
    size = len(speech)
    if not size:
        return
    rounds: Sequence[tuple[int, Round]] = pieces or [(0, partial(bed, mood, seed=seed))]
    starts = [0, *(start for start, _ in rounds[1:]), size + RATE]
    opened = lru_cache(maxsize=3)(lambda k: rounds[k][1]())
    centres, down = _lowered(speech)
    for start in range(0, size, PIECE):
        at = np.arange(start, min(start + PIECE, size))
        gain = 10 ** (-DUCK_DB * np.interp(at, centres, down) / 20) * _edges(at, size)
        sound = np.zeros((len(at), 2))
        for k, (begins, ends) in enumerate(pairwise(starts)):
            share = _turn(at - begins) * _turn(ends - at) if k else _turn(ends - at)
            if share.any():
                loop = opened(k)
                sound += loop[(at - begins) % len(loop)] * share[:, None]
        yield (sound * gain[:, None]).astype(np.float32)


def _turn(after: np.ndarray) -> np.ndarray:
    """From nothing to all around a turn, `after` samples from it; two such keep the power."""
    return np.sin(0.5 * np.pi * np.clip(after / (_TURN_S * RATE) + 0.5, 0, 1))


def _lowered(speech: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """At which samples music is how far down, 0 to 1, moment by moment: all the way before a word
    begins, until nobody has spoken for a while."""
    moment = round(MOMENT_S * RATE)
    count = -(-len(speech) // moment)
    padded = np.zeros(count * moment, np.float32)
    padded[: len(speech)] = speech
    blocks = padded.reshape(count, moment)
    power = np.einsum("ij,ij->i", blocks, blocks) / moment
    spoken = (power > 10 ** (_SPEECH_DB / 10)).astype(np.float64)
    hold, glide = round(_HOLD_S / MOMENT_S) // 2, round(_GLIDE_S / MOMENT_S) // 2
    windows = np.lib.stride_tricks.sliding_window_view
    held = windows(np.pad(spoken, hold + glide, mode="edge"), 2 * hold + 1).max(1)
    weights = np.hanning(2 * glide + 3)[1:-1]
    smooth = windows(held, 2 * glide + 1) @ (weights / weights.sum())
    return (np.arange(count) + 0.5) * moment, smooth


def _edges(at: np.ndarray, size: int) -> np.ndarray:
    """From nothing to all and back, as a cosine."""
    begun = np.minimum(1.0, at / max(1, min(round(_RISE_S * RATE), size // 2)))
    left = np.minimum(1.0, (size - 1 - at) / max(1, min(round(_FALL_S * RATE), size // 2)))
    return 0.25 * (1 - np.cos(np.pi * begun)) * (1 - np.cos(np.pi * left))
