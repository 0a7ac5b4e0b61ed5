"""Text as narrators are given it: in pieces of one sentence, each character with its place.

MMS-TTS reads lower-case letters of its own vocabulary and knows no punctuation; what it does not
know is replaced by the nearest it knows or left out here, so that each token it is given can be
traced back to the word it speaks.  Bark reads text as it is written.  Knows no torch.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from core.models.spoken_forms import find_forms
from core.text import sentences, word_spans

Pause = Literal["none", "clause", "sentence", "paragraph"]
"""What separates a piece from the one before it."""

SILENCE_S: Final = 0.5
"""How long the silence is that stands for a text without any letter or digit."""
PAUSES_S: Final = {"none": 0.0, "clause": 0.15, "sentence": 0.35, "paragraph": 0.7}
"""Silence before a piece at normal speed, by what separates it from the one before."""
LONGEST_PIECE: Final = 300
"""A sentence of more characters is spoken in several pieces: VITS was trained on short ones."""
_TWINS: Final = str.maketrans("’ʼ‘—–‐‑țș", "'''–—--ţş")
"""Characters that stand for each other when the vocabulary has one of them only."""
_CLAUSE: Final = frozenset(",;:،、，；：—–()")
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What is spoken in one go.

    `characters` are all in the vocabulary; `sources[i]` is where in the text the i-th comes from.
    """

    characters: str
    sources: tuple[int, ...]
    pause: Pause


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of the text: from its first to after its last letter or digit, and all it stands in.

    `token_end` is after the punctuation that is written to it without a space.
    """

    start: int
    end: int
    token_start: int
    token_end: int


def written_words(text: str) -> list[Word]:
    """The words of a text (`core.text.word_spans`) that have a letter or digit, in order."""
    found = []
    for start, end in word_spans(text):
        inside = [i for i in range(start, end) if text[i].isalnum()]
        if inside:
            found.append(
                Word(start=inside[0], end=inside[-1] + 1, token_start=start, token_end=end)
            )
    return found


def pieces(
    text: str, vocabulary: Set[str] | None, *, language: str, longest: int = LONGEST_PIECE
) -> list[Piece]:
    """The pieces of a text that can be spoken, in order; none if nothing can.

    `vocabulary` holds single characters; None: all are read as they are.  Signs are written out
    (`core.models.spoken_forms`), plain numbers unless it has all ten digits.
    """
    plain = vocabulary is None or set("0123456789") <= vocabulary
    forms = find_forms(text, language, numbers=not plain)
    spelled = {start: (end, words) for start, end, words in forms}
    found: list[Piece] = []
    pause: Pause = "none"
    last = 0
    for start, end in sentence_spans(text):
        if pause != "paragraph" and last:
            pause = "paragraph" if _PARAGRAPH.search(text[last:start]) else "sentence"
        # A form may reach over what looked like the end of a sentence ("z. B.").
        start = max(start, *(until for at, (until, _) in spelled.items() if at < start), 0)
        last = end
        letters = (
            _plain(text, start, end, spelled)
            if vocabulary is None
            else _normalised(text, start, end, vocabulary, spelled)
        )
        for characters, sources in _short(letters, text, longest):
            known = [i for i, c in enumerate(characters) if vocabulary is None or c in vocabulary]
            if not any(characters[i].isalnum() for i in known):
                continue
            found.append(
                Piece(
                    characters="".join(characters[i] for i in known),
                    sources=tuple(sources[i] for i in known),
                    pause=pause if found else "none",
                )
            )
            pause = "clause"
    return found


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence that `core.text.sentences` finds."""
    at = 0
    for sentence in sentences(text):
        left = sum(not c.isspace() for c in sentence)
        while text[at].isspace():
            at += 1
        start = at
        while left:
            left -= not text[at].isspace()
            at += 1
        yield start, at


def word_times(
    text: str, parts: Sequence[Piece], times: Sequence[np.ndarray]
) -> tuple[tuple[int, int, float, float], ...]:
    """(start_char, end_char, start_s, end_s) of each word of which something was spoken.

    `times[p][i]` and `times[p][i + 1]` (seconds) are when character i of piece p begins and ends.
    """
    words = written_words(text)
    spans: dict[int, tuple[float, float]] = {}
    at = 0
    for part, ends in zip(parts, times, strict=True):
        for i, (character, source) in enumerate(zip(part.characters, part.sources, strict=True)):
            while at + 1 < len(words) and source >= words[at].token_end:
                at += 1
            inside = words[at].token_start <= source < words[at].token_end
            if inside and not character.isspace():
                begin, _ = spans.get(at, (float(ends[i]), 0.0))
                spans[at] = (begin, float(ends[i + 1]))
    return tuple((words[i].start, words[i].end, *spans[i]) for i in sorted(spans))


def _normalised(
    text: str, start: int, end: int, vocabulary: Set[str], spelled: dict[int, tuple[int, str]]
) -> list[tuple[str, int]]:
    """Characters of text[start:end] that can be spoken and single spaces, each with its source."""
    result: list[tuple[str, int]] = []

    def add(characters: str, source: int) -> None:
        for c in characters:
            if c != " " or (result and result[-1][0] != " "):
                result.append((c, source))

    at = start
    while at < end:
        if at in spelled:
            after, words = spelled[at]
            add(" " if at > start and text[at - 1].isalnum() else "", at)
            for c, source in _spread(words, at, after):
                add(_spoken(c, vocabulary), source)
            add(" " if after < len(text) and text[after].isalnum() else "", after - 1)
            at = after
            continue
        c = text[at]
        between = at > 0 and text[at - 1].isalpha() and text[at + 1 : at + 2].isalpha()
        add(" " if c in "‘’" and not between else _spoken(c, vocabulary), at)
        at += 1
    while result and result[-1][0] == " ":
        result.pop()
    return result


def _plain(
    text: str, start: int, end: int, spelled: dict[int, tuple[int, str]]
) -> list[tuple[str, int]]:
    """The characters of text[start:end], each white space as one space, each with its source."""
    result: list[tuple[str, int]] = []
    at = start
    while at < end:
        after, words = spelled.get(at, (at + 1, text[at]))
        for c, source in _spread(words, at, after):
            if not (c.isspace() and (not result or result[-1][0] == " ")):
                result.append((" " if c.isspace() else c, source))
        at = after
    while result and result[-1][0] == " ":
        result.pop()
    return result


def _spread(words: str, at: int, after: int) -> Iterator[tuple[str, int]]:
    """Each character of what is spoken for text[at:after] with its share of that as its source."""
    steps = max(1, len(words) - 1)
    for i, c in enumerate(words):
        yield c, at + (after - 1 - at) * i // steps


def written_out(text: str, language: str) -> tuple[str, list[int]]:
    """A text with its signs in words, plain numbers left; where each character comes from."""
    spelled = {at: (after, words) for at, after, words in find_forms(text, language, numbers=False)}
    characters: list[str] = []
    sources: list[int] = []
    at = 0
    while at < len(text):
        after, words = spelled.get(at, (at + 1, text[at]))
        for c, source in _spread(words, at, after):
            characters.append(c)
            sources.append(source)
        at = after
    return "".join(characters), sources


def placed(
    text: str,
    spoken: Sequence[tuple[int, int, float, float]],
    sources: Sequence[int],
) -> tuple[tuple[int, int, float, float], ...]:
    """Times of spoken words as those of the words that are written in `text`.

    `spoken` are (start_char, end_char, start_s, end_s) in what was spoken, whose characters come
    from `sources`; several words may be spoken for one that is written.
    """
    words = written_words(text)
    spans: dict[int, tuple[float, float]] = {}
    at = 0
    for first, last, begin, end in spoken:
        while at + 1 < len(words) and sources[first] >= words[at].token_end:
            at += 1
        while at < len(words) and words[at].token_start <= sources[last - 1]:
            spans[at] = (spans.get(at, (begin, end))[0], end)
            if sources[last - 1] < words[at].token_end:
                break
            at += 1
    return tuple((words[i].start, words[i].end, *spans[i]) for i in sorted(spans))


def _spoken(c: str, vocabulary: Set[str]) -> str:
    """What the vocabulary has for a character: itself, in lower case, a twin, its plain letters.

    "" for a letter or mark that it has not at all; a space for other signs, which divide words.
    """
    if c.isspace():
        return " "
    plain = "".join(x for x in unicodedata.normalize("NFKD", c.lower()) if x.isalnum())
    for same in (c, c.lower(), c.lower().translate(_TWINS), plain, c.casefold()):
        if same and all(x in vocabulary for x in same):
            return same
    silent = c.isalnum() or c in "'’ʼ" or unicodedata.category(c) in ("Mn", "Mc", "Me", "Cf")
    return "" if silent else " "


def _short(
    letters: list[tuple[str, int]], text: str, longest: int
) -> Iterator[tuple[list[str], list[int]]]:
    """A sentence in parts of at most `longest` characters: cut at a clause, a space, anywhere."""
    while letters:
        cut = len(letters)
        if cut > longest:
            spaces = [i for i in range(1, longest + 1) if letters[i][0] == " "]
            clauses = [
                i
                for i in spaces
                if i > longest // 3
                and (text[letters[i][1]] in _CLAUSE or letters[i - 1][0] in _CLAUSE)
            ]
            cut = (clauses or spaces or [longest])[-1]
        part, letters = letters[:cut], letters[cut:]
        while letters and letters[0][0] == " ":
            letters = letters[1:]
        yield [c for c, _ in part], [source for _, source in part]
