"""When words begin and end, mended so that every word has a time of its own."""

from collections.abc import Sequence
from typing import Final

SHORTEST_WORD_S: Final = 0.03
"""Words that begin closer together than this are spoken as one."""


def apart(times: Sequence[float], lengths: Sequence[int]) -> list[float]:
    """Borders of words in seconds, where words that begin together share their time by length.

    `times`: when each of n words begins, and when the last one ends, never going back (n + 1);
    `lengths`: characters of each word (n).  Words spoken as one ("of the") begin together.
    """
    result = [float(time) for time in times]
    first = 0
    while first < len(lengths):
        last = first
        while last + 1 < len(lengths) and result[last + 1] - result[first] < SHORTEST_WORD_S:
            last += 1
        if last + 1 == len(lengths) and result[last + 1] - result[first] < SHORTEST_WORD_S:
            # Nothing is left for the last words: they share with the one before them.
            while first and result[last + 1] - result[first] < SHORTEST_WORD_S:
                first -= 1
        together = lengths[first : last + 1]
        whole, at = result[last + 1] - result[first], result[first]
        for place, length in enumerate(together[:-1], first + 1):
            at += whole * length / sum(together)
            result[place] = at
        first = last + 1
    return result
