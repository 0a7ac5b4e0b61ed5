"""Pure text work: counting words, finding sentences, cutting a pasted story into segments.

Knows no story, no model and no storage; everything here is deterministic.  The words themselves
(nouns, plurals, what a text is about) are read by `picturebook.reading`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

from core import unspaced
from core.errors import BadInput
from core.sentences import is_abbreviation, sentences
from picturebook.reading.about import content_words, main_noun, singular, tells, words_of

__all__ = [
    "PASTED_WORDS",
    "clean",
    "content_words",
    "count_for_pictures",
    "count_words",
    "inert",
    "is_abbreviation",
    "main_noun",
    "sentences",
    "singular",
    "split_pasted",
    "tells",
    "word_spans",
    "words_of",
]

PASTED_WORDS: Final = (100, 500)
"""A pasted story has between 100 and 500 words (both included)."""
SEGMENT_WORDS: Final = 40
"""A segment of a pasted story has about this many words (25 to 60)."""
SEGMENTS: Final = (3, 12)
"""A pasted story gets between 3 and 12 segments."""
LONGEST_UNIT: Final = 50
"""A "sentence" with more words than this is broken at a comma, a line or a word."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ALNUM = re.compile(r"[^\W_]")


def clean(text: str) -> str:
    """NFC, one kind of newline, no NUL and no control characters; nothing else is changed.

    Direction marks and joiners (format characters) stay: right-to-left text and emoji need them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n\n").replace("\x0b", "\n").replace("\x0c", "\n\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).lstrip("\ufeff")


def count_words(text: str) -> int:
    """How many words a text has.

    A word is a run of characters between white space that has a letter or digit in it: "don't"
    and "twenty-one" are one word, "—" and "🦊" are none.  In Chinese and Japanese every character
    counts as a word; other scripts without spaces are cut into words (`core.unspaced`).
    """
    tokens = text.split()
    if not unspaced.UNSPACED.search(text):
        return sum(1 for token in tokens if _ALNUM.search(token))
    return sum(
        unspaced.count(token) if unspaced.UNSPACED.search(token) else bool(_ALNUM.search(token))
        for token in tokens
    )


def word_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each word as it is lit while it is read aloud, marks and all.

    What stands between white space; in scripts written without spaces each word with the marks
    behind it.
    """
    found: list[tuple[int, int]] = []
    for token in re.finditer(r"\S+", text):
        at = token.start()
        for piece in unspaced.pieces(token.group()):
            found.append((at, at + len(piece)))
            at += len(piece)
    return found


def count_for_pictures(n: int) -> int:
    """How many segments a story of `n` pictures has: one each, but four for one or two pictures."""
    return n if n >= 3 else 4


def split_pasted(text: str) -> list[str]:
    """Cut a pasted story into 3 to 12 balanced segments of about 25 to 60 words, at sentence ends.

    Raises `BadInput` for a text without words, or with too few or too many of them.
    """
    return list(_split_pasted(text))


@lru_cache(maxsize=128)
def _split_pasted(text: str) -> tuple[str, ...]:
    text = clean(text).strip()
    words = count_words(text)
    least, most = PASTED_WORDS
    if not text:
        raise BadInput(f"The story text is empty: paste a story of {least} to {most} words.")
    if not words:
        raise BadInput(
            f"The story text has no words in it: paste a story of {least} to {most} words."
        )
    if not least <= words <= most:
        raise BadInput(
            f"The story text has {words:,} word{'s' if words > 1 else ''}: "
            f"a pasted story needs {least} to {most}."
        )
    count = min(max(round(words / SEGMENT_WORDS), SEGMENTS[0]), SEGMENTS[1])
    units = [part for sentence in sentences(text) for part in _short(sentence, LONGEST_UNIT)]
    while len(units) < count:
        longest = max(range(len(units)), key=lambda i: count_words(units[i]))
        size = max(1, -(-count_words(units[longest]) // 2))
        units[longest : longest + 1] = _short(units[longest], size)
    return tuple(_slices(text, _balance(text, units, count)))


def _short(sentence: str, limit: int) -> list[str]:
    """A sentence as parts of at most `limit` words, broken at lines, else clauses, else words."""
    if count_words(sentence) <= limit:
        return [sentence]
    for pattern in (r"(?<=\n)", r"(?<=[;:])\s", r"(?<=[,،、，])\s*", r"\s", r""):
        cuts = [m.end() for m in re.finditer(pattern, sentence)]
        cuts = [c for c in cuts if count_words(sentence[:c]) and count_words(sentence[c:])]
        if cuts:
            half = count_words(sentence) / 2
            cut = min(cuts, key=lambda c: abs(count_words(sentence[:c]) - half))
            return [
                part
                for piece in (sentence[:cut].strip(), sentence[cut:].strip())
                for part in _short(piece, limit)
            ]
    return [sentence]


def _balance(text: str, units: list[str], count: int) -> list[list[str]]:
    """Group units into `count` runs of even length; a paragraph's end is a good place to cut."""
    lengths = [count_words(unit) for unit in units]
    ideal = sum(lengths) / count
    before = [0]
    for length in lengths:
        before.append(before[-1] + length)
    breaks = _paragraph_ends(text, units)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _from) in best[-1].items():
            for end in range(start + 1, len(units) + 1):
                length = before[end] - before[start]
                if not length:
                    continue
                worth = cost + ((length - ideal) / ideal) ** 2 - (0.08 if end in breaks else 0)
                if end not in row or worth < row[end][0] - 1e-12:
                    row[end] = (worth, start)
        best.append(row)
    groups: list[list[str]] = []
    end = len(units)
    for row in reversed(best[1:]):
        start = row[end][1]
        groups.append(units[start:end])
        end = start
    return groups[::-1]


def _paragraph_ends(text: str, units: list[str]) -> set[int]:
    ends: set[int] = set()
    at = 0
    for i, unit in enumerate(units):
        at = text.find(unit, at) + len(unit) if unit in text[at:] else at
        if _PARAGRAPH.match(text[at:].lstrip(" \t")):
            ends.add(i + 1)
    return ends


def _slices(text: str, groups: list[list[str]]) -> list[str]:
    """The stretch of the text that each group covers, white space and line ends as they were."""
    slices: list[str] = []
    at = 0
    for group in groups:
        wanted = sum(len("".join(unit.split())) for unit in group)
        end = at
        while wanted:
            wanted -= not text[end].isspace()
            end += 1
        slices.append(text[at:end].strip())
        at = end
    return slices


def inert(value: Any) -> Any:
    """A cell of a table that no spreadsheet takes for a formula: texts that begin like one get an
    apostrophe (OWASP, CSV injection); numbers stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
