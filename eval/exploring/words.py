"""The words of texts: how often each is said, how the vocabulary grows, and which language it is.

Words are runs of letters in any script; Chinese, Japanese, Thai and their like are cut by
`core.unspaced`.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from core import unspaced
from picturebook.reading.language import language_of

_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*(?:['’\-]\p{L}[\p{L}\p{M}\p{N}]*)*")
LEAST_COUNTS: Final = (1, 2, 3, 5, 10)
"""Vocabularies of words that are said at least so often."""
_POINTS: Final = 40
LANGUAGE_WORDS: Final = 5
"""Shorter texts are not asked for their language: it would be a guess."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    found = _WORD.findall(text.lower())
    if not unspaced.UNSPACED.search(text):
        return [str(word) for word in found]
    return [
        piece.strip()
        for word in found
        for piece in (unspaced.pieces(word) if unspaced.UNSPACED.search(word) else [word])
    ]


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that only hold sentences together, in an ISO 639-1 language; none where there is no
    list.

    English is `wordcloud`'s list: that of `stopwordsiso` has "man", "front" and "world" in it.
    """
    if language == "en":
        from wordcloud import STOPWORDS  # brings matplotlib: half a second

        return frozenset(STOPWORDS)
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords(language))


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How many different words there are (`types`) after so many words (`tokens`), in a drawn
    order, and Heaps' law types = k · tokens^beta fitted to them (least squares of logarithms)."""

    tokens: tuple[int, ...]
    types: tuple[int, ...]
    k: float
    beta: float


def counted(texts: Iterable[str]) -> tuple[Counter[str], list[int]]:
    """How often each word is said, and the number of words of each text."""
    counts: Counter[str] = Counter()
    lengths = []
    for text in texts:
        words = words_of(text)
        counts.update(words)
        lengths.append(len(words))
    return counts, lengths


def growth(texts: Sequence[str], seed: int) -> Growth:
    """The vocabulary after each of about forty steps, texts in an order drawn by `seed`."""
    order = list(texts)
    random.Random(seed).shuffle(order)
    every = max(1, len(order) // _POINTS)
    known: set[str] = set()
    tokens, seen, types = 0, [], []
    for number, text in enumerate(order, 1):
        words = words_of(text)
        tokens += len(words)
        known.update(words)
        if words and (number % every == 0 or number == len(order)):
            seen.append(tokens)
            types.append(len(known))
    k, beta = _heaps(seen, types)
    return Growth(tokens=tuple(seen), types=tuple(types), k=k, beta=beta)


def _heaps(tokens: Sequence[int], types: Sequence[int]) -> tuple[float, float]:
    """k and β of Heaps' law; NaN for fewer than three points."""
    if len(tokens) < 3:
        return math.nan, math.nan
    xs, ys = [math.log(t) for t in tokens], [math.log(t) for t in types]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mx) ** 2 for x in xs)
    beta = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / spread
    return math.exp(my - beta * mx), beta


def vocabularies(counts: Counter[str]) -> list[tuple[int, int, float]]:
    """(least count, words said at least so often, their share of all words said)."""
    total = sum(counts.values())
    rows = []
    for least in LEAST_COUNTS:
        kept = [count for count in counts.values() if count >= least]
        rows.append((least, len(kept), sum(kept) / total if total else 0.0))
    return rows


def languages(texts: Sequence[str], n: int, seed: int) -> tuple[Counter[str], int]:
    """The likeliest language of each of `n` drawn texts, and how many of them were long enough."""
    drawn = list(texts) if n >= len(texts) else random.Random(seed).sample(list(texts), n)
    long = [text for text in drawn if len(words_of(text)) >= LANGUAGE_WORDS]
    return Counter(language_of(text) for text in long), len(long)
