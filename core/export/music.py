"""One round of a book's music as a file that a reader repeats without a seam."""

from functools import lru_cache
from typing import Final

from core.music import LOOP_S, bed
from core.music.rounds import to_mp3

ROUND_S: Final = LOOP_S
"""After so long the sound comes again."""


@lru_cache(maxsize=8)
def round_mp3(mood: str, seed: int) -> bytes:
    """The bed of a mood as stereo MP3, `ROUND_S` and a little more; a seed gives the same bytes."""
    return to_mp3(bed(mood, ROUND_S, seed))
