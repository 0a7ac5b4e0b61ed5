"""Syllables of English words, by a few rules: vowels that stand together, and which e is silent.

It knows no dictionary: of the commonest words of children's stories it gets nearly all right, of
rare ones some wrong by one.
"""

import re
from typing import Final

_VOWELS: Final = re.compile(r"[aeiouy]+")
_APART: Final = re.compile(r"(?<![ctsgx])(?<!ll)i[ao]|iet|[aeoy]ing|eo(?!u)|uel|scie|[iu]ous?e|uie")
"""Vowels that stand together and are spoken apart: "li-on", "qui-et", "be-ing"."""
_SILENT: Final = re.compile(
    r"(?<=[^aeiouy])(?:(?<![^aeiouyl]l)e|(?<![^aeiouyl]l)(?<![td])ed|(?<![csxzg])(?<![cs]h)(?<![^aeiouyl]l)es)$"
    r"|(?<=[^aeiouyl])e(?=(?:ful|ly|ment|less)$)"
)
"""An e that is not spoken: "made", "jumped", "makes", "careful"; but "little" and "wanted"."""
_OWN: Final = {
    "people": 2, "every": 2, "evening": 2, "something": 2, "someone": 2, "being": 2, "giant": 2,
    "idea": 3, "area": 3, "poem": 2,
}  # fmt: skip
"""Common words that the rules get wrong."""


def syllables(word: str) -> int:
    """How many syllables a word has, at least one; those of a hyphenated word are added up."""
    return sum(_of_part(part) for part in word.lower().split("-") if part) or 1


def _of_part(part: str) -> int:
    part = re.sub(r"(?<=[^aeiouy])n['’]t$", "ent", part)  # "did-n't", but "don't"
    letters = re.sub(r"['’](?:s|d|m|t|ll|re|ve)?$", "", part)
    if letters in _OWN:
        return _OWN[letters]
    groups = len(_VOWELS.findall(letters)) + len(_APART.findall(letters))
    return max(1, groups - bool(_SILENT.search(letters)))
