"""A plan and a beat a page for writers that write their own words, from a thread's telling."""

from typing import Final

from core.text import content_words, count_words, sentences
from core.threads.library import thread
from core.threads.teller import Told

_ENOUGH: Final = 18
"""A beat of so many words says enough."""
_LEAST: Final = 3
"""Fewer ("Gone.") say nothing."""
_MOST: Final = 45
_OF_THE_CAPTION: Final = 0.5
"""A sentence with this share of its words from the caption tells the picture, not the plot."""


def beats_of(told: Told, captions: tuple[str, ...]) -> tuple[str, ...]:
    """What happens for the plot on each page: a few sentences of the page that was told.

    Not the refrain, nor what only says what the picture shows; `captions` has one a page.  The
    last page's beat has how it ends.
    """
    refrain = thread(told.thread).refrain.strip()
    plots = [
        _plot(part, caption, refrain) for part, caption in zip(told.parts, captions, strict=True)
    ]
    return (*(_first(plot) for plot in plots[:-1]), _ends(plots[-1]))


def pages_of(told: Told, most: int) -> tuple[str, ...]:
    """The pages as they would be told, for writers that tell them in their own words; of a long one
    the sentences that there is room for in `most` words."""
    return tuple(_first(sentences(part), enough=most, most=most) for part in told.parts)


def _plot(part: str, caption: str, refrain: str) -> list[str]:
    """The sentences of a page that are about the plot."""
    shown = set(content_words(caption))
    said = [s for s in sentences(part) if s.strip("“”") != refrain]
    plot = [s for s in said if not _tells(s, shown)]
    return next(
        (kept for kept in (plot, said) if count_words(" ".join(kept)) >= _LEAST), sentences(part)
    )


def _first(plot: list[str], *, enough: int = _ENOUGH, most: int = _MOST) -> str:
    """So many of the sentences, from the first on, that they say enough."""
    beat = plot[0]
    for sentence in plot[1:]:
        if count_words(beat) >= enough or count_words(beat) + count_words(sentence) > most:
            break
        beat = f"{beat} {sentence}"
    return beat


def _ends(plot: list[str]) -> str:
    """How a page begins, and as much of its end as there is room for."""
    kept: list[str] = []
    for sentence in [plot[0], *plot[:0:-1]]:
        if kept and count_words(" ".join([*kept, sentence])) > _MOST:
            break
        kept.append(sentence)
    return " ".join(s for s in plot if s in kept)


def _tells(sentence: str, shown: set[str]) -> bool:
    words = set(content_words(sentence))
    return bool(words) and len(words & shown) >= _OF_THE_CAPTION * len(words)
