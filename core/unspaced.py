"""Words in scripts that are written without spaces between them.

BudouX cuts Chinese, Japanese and Thai; Lao, Khmer and Burmese are cut into syllables.
"""

import re
import unicodedata
from functools import cache
from typing import Any, Final

import budoux

EACH_A_WORD: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Signs of Chinese and Japanese; each of them counts as a word."""
UNSPACED: Final = re.compile(
    EACH_A_WORD.pattern[:-1] + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f]"
)
_KANA: Final = re.compile("[\u3040-\u30ff]")
_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_LEADING: Final = "\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
"""Vowels of Lao that stand before their consonant."""
_STACKING: Final = "\u1039\u17d2"
"""What joins the next consonant to the one before it."""
_SYLLABLES: Final = 2
"""About so many pieces of Lao, Khmer or Burmese are a word."""


def pieces(token: str) -> list[str]:
    """A run of text without white space, cut at words; joined, the pieces are the run."""
    if not UNSPACED.search(token):
        return [token]
    if _THAI.search(token):
        found = _parser("thai").parse(token)
    elif _KANA.search(token):
        found = _parser("japanese").parse(token)
    elif EACH_A_WORD.search(token):
        found = _parser("simplified_chinese").parse(token)
    else:
        found = _syllables(token)
    kept: list[str] = []
    for piece in found:
        if kept and not (_is_word(piece) and _is_word(kept[-1])):
            kept[-1] += piece  # Marks stay with what they stand at.
        else:
            kept.append(piece)
    return kept


def count(token: str) -> int:
    """How many words such a run counts as."""
    each = len(EACH_A_WORD.findall(token))
    if each:
        return each
    words = sum(map(_is_word, pieces(token)))
    return words if _THAI.search(token) else max(1, round(words / _SYLLABLES))


def _is_word(piece: str) -> bool:
    return any(c.isalnum() for c in piece)


@cache
def _parser(name: str) -> Any:
    return getattr(budoux, f"load_default_{name}_parser")()


def _syllables(token: str) -> list[str]:
    found: list[str] = []
    for i, c in enumerate(token):
        before = token[i - 1] if i else ""
        final = token[i + 1 : i + 2] == "\u103a"  # a consonant without a vowel, in Burmese
        vowel = "\u0eb0" <= c <= "\u0ebd"  # Lao writes some as letters.
        joined = before and (before in _LEADING or before in _STACKING or final or vowel)
        mark = unicodedata.category(c)[0] == "M" or not c.isalpha()
        other = bool(before) and not (UNSPACED.match(before) or UNSPACED.match(c))
        if found and (joined or mark or other):
            found[-1] += c
        else:
            found.append(c)
    return found
