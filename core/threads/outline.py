"""A plan and a beat a page for writers that write their own words, from a thread's telling."""

from typing import Final

from core.text import content_words, count_words, sentences
from core.threads.library import thread
from core.threads.teller import Told

_ENOUGH: Final = 18
"""A beat of so many words says enough."""
_MOST: Final = 45
_OF_THE_CAPTION: Final = 0.5
"""A sentence with this share of its words from the caption tells the picture, not the plot."""


def beats_of(told: Told, captions: tuple[str, ...]) -> tuple[str, ...]:
    """What happens for the plot on each page: a sentence or two of the page that was told.

    Not the refrain, nor what only says what the picture shows; `captions` has one a page.
    """
    refrain = thread(told.thread).refrain.strip()
    return tuple(
        _beat(part, caption, refrain) for part, caption in zip(told.parts, captions, strict=True)
    )


def _beat(part: str, caption: str, refrain: str) -> str:
    shown = set(content_words(caption))
    said = [s for s in sentences(part) if s.strip("“”") != refrain]
    plot = [s for s in said if not _tells(s, shown)] or said or sentences(part)
    beat = plot[0]
    for sentence in plot[1:]:
        if count_words(beat) >= _ENOUGH or count_words(beat) + count_words(sentence) > _MOST:
            break
        beat = f"{beat} {sentence}"
    return beat


def _tells(sentence: str, shown: set[str]) -> bool:
    words = set(content_words(sentence))
    return bool(words) and len(words & shown) >= _OF_THE_CAPTION * len(words)
