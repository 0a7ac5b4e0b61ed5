"""In which script a text is written, which language that tells, and in which direction it runs."""

import unicodedata
from collections import Counter
from collections.abc import Collection
from typing import Final

_LANGUAGES: Final = {
    "LATIN": "en",
    "ARABIC": "ar fa ur ps ug sd ku ckb",
    "ARMENIAN": "hy",
    "BENGALI": "bn as",
    "CJK": "zh ja ko yue wuu nan hak",
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg tt ba cv",
    "DEVANAGARI": "hi mr ne sa kok",
    "ETHIOPIC": "am ti",
    "GEORGIAN": "ka",
    "GREEK": "el grc",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he yi",
    "HIRAGANA": "ja",
    "KANNADA": "kn",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
    "TIBETAN": "bo dz",
}
"""The first word of its letters' Unicode names, and the languages written in it, commonest first;
Latin script has all that are in no other line."""
_ALIASES: Final = {"cmn": "zh", "iw": "he", "in": "id", "nb": "no"}
"""Codes of narrators and of old, by the code that books use."""
_ELSEWHERE: Final = frozenset(
    code for script, codes in _LANGUAGES.items() if script != "LATIN" for code in codes.split()
)
_JAPANESE: Final = 0.1
"""From this share of kana on, a text of Chinese characters is Japanese."""


def language_of(text: str, spoken: str) -> str:
    """The language (BCP 47 without script and region, "en") that a text is most likely in.

    `spoken` is the language that it is read aloud in; it counts where the text's script can be its.
    """
    primary = spoken.lower().replace("_", "-").split("-")[0]
    primary = _ALIASES.get(primary, primary) or "en"
    script = script_of(text)
    if not script or primary in languages_of(script):
        return primary
    if script == "LATIN":
        return primary if primary not in _ELSEWHERE else "en"
    return (_LANGUAGES.get(script) or primary).split()[0]


def script_of(text: str) -> str:
    """The script of most letters ("LATIN"), as Unicode names begin; "" for a text without any."""
    found = Counter(unicodedata.name(c, "").split(maxsplit=1)[0] for c in text if c.isalpha())
    found.pop("", None)
    kana = found["HIRAGANA"] + found["KATAKANA"]
    if kana > _JAPANESE * (kana + found["CJK"]):
        return "HIRAGANA"
    return found.most_common(1)[0][0] if found else ""


def possible(text: str, among: Collection[str]) -> list[str]:
    """Those of some languages that are written in the script of a text, commonest first."""
    script = script_of(text)
    if script == "LATIN":
        return [code for code in among if code not in _ELSEWHERE]
    return [code for code in languages_of(script) if code in among]


def languages_of(script: str) -> list[str]:
    """The languages written in a script, commonest first; not all of Latin script."""
    return _LANGUAGES.get(script, "").split()


def right_to_left(text: str) -> bool:
    """Whether a paragraph reads from right to left (by its first strong character)."""
    for c in text:
        direction = unicodedata.bidirectional(c)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
