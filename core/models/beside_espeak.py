"""Times of words for voices that tell none: found beside eSpeak's speech of the same piece."""

import numpy as np

from core.models.alignment import aligned
from core.models.base import Check
from core.models.espeak import Espeak
from core.models.spoken_text import Piece, placed


def words_of(
    espeak: Espeak,
    text: str,
    part: Piece,
    samples: np.ndarray,
    rate: int,
    *,
    voice: str,
    start_s: float,
    check: Check,
) -> list[tuple[int, int, float, float]]:
    """(start_char, end_char, start_s, end_s) in `text` of the words of a piece that was spoken.

    `samples` are the piece's alone, which begins at `start_s`; `voice` is eSpeak's.
    """
    reference = espeak.say(part.characters, voice=voice, check=check)
    return [
        (first, last, start_s + begin, start_s + end)
        for first, last, begin, end in placed(text, aligned(reference, samples, rate), part.sources)
    ]
