"""Word error rate: how many words must be changed to make what was heard of what was said.

Both are normalised by rule first, so that only words count: no case, no punctuation, signs and
numbers in words.  Levenshtein distance over words (Morris et al. 2004).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.errors import BadInput
from core.models.spoken_forms import find_forms

SAME: Final = {
    "mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "ok": "okay", "grey": "gray",
    "oh": "o", "hmmm": "hmm", "ah": "a",
}  # fmt: skip
"""Words that ears write in several ways."""
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A word of the text (or ""), what was heard in its place (or ""), and where in the text."""

    said: str
    heard: str
    place: int


def normalised(text: str, language: str = "en") -> list[str]:
    """The words that are compared."""
    text = text.replace("’", "'").replace("‘", "'")
    for start, end, words in reversed(find_forms(text, language)):
        text = f"{text[:start]} {words} {text[end:]}"
    text = unicodedata.normalize("NFKC", text).lower()
    found = _WORD.findall(text.replace("-", " ").replace("—", " "))
    return [SAME.get(word, word) for word in found]


def differences(said: list[str], heard: list[str]) -> list[Difference]:
    """The fewest changes that make `heard` of `said`, in order."""
    costs = np.zeros((len(said) + 1, len(heard) + 1), np.int32)
    costs[:, 0], costs[0, :] = np.arange(len(said) + 1), np.arange(len(heard) + 1)
    for i, word in enumerate(said, 1):
        for j, other in enumerate(heard, 1):
            change = costs[i - 1, j - 1] + (word != other)
            costs[i, j] = min(change, costs[i - 1, j] + 1, costs[i, j - 1] + 1)
    found: list[Difference] = []
    i, j = len(said), len(heard)
    while i or j:
        same = i and j and said[i - 1] == heard[j - 1]
        if i and j and costs[i, j] == costs[i - 1, j - 1] + (not same):
            i, j = i - 1, j - 1
            if not same:
                found.append(Difference(said=said[i], heard=heard[j], place=i))
        elif i and costs[i, j] == costs[i - 1, j] + 1:
            i -= 1
            found.append(Difference(said=said[i], heard="", place=i))
        else:
            j -= 1
            found.append(Difference(said="", heard=heard[j], place=i))
    return found[::-1]


def counted(text: str, heard: str, language: str = "en") -> tuple[int, int]:
    """(wrong words, words of the text)."""
    said = normalised(text, language)
    if not said:
        raise BadInput("A text without words has no word error rate.")
    return len(differences(said, normalised(heard, language))), len(said)
