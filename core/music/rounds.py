"""Sound that is repeated: a round closes without a click, also out of an MP3 file."""

import io
from typing import Final

import numpy as np
import soundfile

from core.music.instruments import RATE
from core.sound import loudness, resampled

SEAM_S: Final = 2.0
"""So much more sound than a round is needed to close it."""
MORE_S: Final = 0.8
"""A file goes on so much longer than its round: decoders put silence before MP3 or cut its edges,
each as it likes, and a loop of one round that begins a little later is whole all the same."""
_COMPRESSION: Final = 0.8


def closed(samples: np.ndarray, rate: int, seconds: float, lufs: float) -> np.ndarray:
    """A round of `seconds` at `RATE` whose end leads into its beginning, (samples, 2) float32.

    `samples` are (n,) or (n, channels); what they have beyond `seconds` (up to `SEAM_S`) fades out
    over the beginning.  `lufs`: how loud the round is; silence stays as it is.
    """
    sound = np.nan_to_num(np.asarray(samples, np.float32))
    sound = sound[:, None] if sound.ndim == 1 else sound
    sound = np.stack([resampled(sound[:, c], rate, RATE) for c in range(sound.shape[1])], axis=1)
    sound = np.repeat(sound, 2, axis=1) if sound.shape[1] == 1 else sound[:, :2]
    size = min(round(seconds * RATE), len(sound))
    seam = min(len(sound) - size, size, round(SEAM_S * RATE))
    whole = sound[:size].copy()
    rising = np.sin(0.5 * np.pi * (np.arange(seam) + 0.5) / max(seam, 1))[:, None]
    whole[:seam] = rising * whole[:seam] + rising[::-1] * sound[size : size + seam]
    loud = loudness(whole.mean(1), RATE) if size else -np.inf
    gain = 10 ** ((lufs - loud) / 20) if np.isfinite(loud) else 1.0
    return (whole * gain).astype(np.float32)


def to_mp3(round_: np.ndarray) -> bytes:
    """A round and the beginning of its next as stereo MP3; the same samples give the same bytes."""
    more = round(MORE_S * RATE)
    sound = np.concatenate([round_, np.resize(round_, (more, 2))])
    out = io.BytesIO()
    soundfile.write(
        out, sound, RATE, format="MP3", subtype="MPEG_LAYER_III",
        bitrate_mode="VARIABLE", compression_level=_COMPRESSION,
    )  # fmt: skip
    return out.getvalue()


def from_mp3(content: bytes, seconds: float) -> np.ndarray:
    """The round of `seconds` that `to_mp3` wrote, at `RATE`, (samples, 2) float32."""
    sound, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    start = round(MORE_S / 2 * rate)
    whole = sound[start : start + round(seconds * rate)]
    return np.stack([resampled(whole[:, c], rate, RATE) for c in (0, -1)], axis=1)
