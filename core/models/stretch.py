"""Speech made faster or slower without changing its pitch.

Source: Verhelst and Roelands 1993, "An overlap-add technique based on waveform similarity (WSOLA)
for high quality time-scale modification of speech".
"""

from typing import Final

import numpy as np

FRAME_S: Final = 0.04
SEARCH_S: Final = 0.01
"""A frame is taken from so much before or after its place, where it fits the last one best."""


def stretch(samples: np.ndarray, rate: int, speed: float) -> np.ndarray:
    """`samples` (float32, shape (n,)) at `speed` times their pace: round(n / speed) samples."""
    length = round(samples.size / speed)
    frame = 2 * (round(FRAME_S * rate) // 2)
    if samples.size < 2 * frame:  # Too short to have a pitch.
        return np.resize(samples, length)
    hop, reach = frame // 2, round(SEARCH_S * rate)
    # Past the end there is silence, so that every frame is whole.
    padded = np.concatenate([samples, np.zeros(2 * frame + 2 * reach, np.float32)])
    window = np.hanning(frame + 1)[:-1].astype(np.float32)
    out = np.zeros(length + 2 * frame, np.float32)
    out[:hop] = samples[:hop] * (1 - window[:hop])
    at = 0
    for start in range(0, length, hop):
        if start:
            # What would have followed the last frame, and the place that is most like it.
            wanted = padded[at + hop : at + hop + frame]
            first = max(round(start * speed) - reach, 0)
            heard = padded[first : first + frame + 2 * reach]
            at = first + int(np.correlate(heard, wanted, "valid").argmax())
        out[start : start + frame] += padded[at : at + frame] * window
    return out[:length]
