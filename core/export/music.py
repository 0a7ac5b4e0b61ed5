"""One round of a book's music as a file that a reader repeats without a seam."""

import io
from functools import lru_cache
from typing import Final

import numpy as np
import soundfile

from core.music import LOOP_S, bed
from core.music.instruments import RATE

ROUND_S: Final = LOOP_S
"""After so long the sound comes again."""
_MORE_S: Final = 0.8
"""The file goes on so much longer: decoders put silence before MP3 or cut its edges, each as it
likes, and a loop of one round that begins a little later is whole all the same."""
_COMPRESSION: Final = 0.8


@lru_cache(maxsize=8)
def round_mp3(mood: str, seed: int) -> bytes:
    """The bed of a mood as stereo MP3, `ROUND_S` and a little more; a seed gives the same bytes."""
    tune = bed(mood, ROUND_S, seed)
    sound = np.concatenate([tune, tune[: round(_MORE_S * RATE)]])
    out = io.BytesIO()
    soundfile.write(
        out, sound, RATE, format="MP3", subtype="MPEG_LAYER_III",
        bitrate_mode="VARIABLE", compression_level=_COMPRESSION,
    )  # fmt: skip
    return out.getvalue()
