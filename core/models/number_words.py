"""Numbers as words, for narrators whose alphabet has no digits: English, German, French, Spanish.

Cardinals up to 999,999, English ordinals ("21st"), decimals; longer numbers and those with leading
zeros (007) are said digit by digit.  num2words, which knows more languages, is LGPL.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 1_000_000
"""Numbers from here on are said digit by digit."""

_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_EN_TENS: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_DE: Final = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_DE_TENS: Final = "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_FR: Final = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_FR_TENS: Final = (
    "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
)
_ES: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_ES_TENS: Final = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ES_HUNDREDS: Final = (
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()


def _english(n: int) -> str:
    if n < 20:
        return _EN[n]
    if n < 100:
        return _EN_TENS[n // 10] + (f"-{_EN[n % 10]}" if n % 10 else "")
    size, name = (100, "hundred") if n < 1000 else (1000, "thousand")
    rest = f" {_english(n % size)}" if n % size else ""
    return f"{_english(n // size)} {name}{rest}"


def _german(n: int) -> str:
    if n < 20:
        return _DE[n]
    if n < 100:
        ten, one = _DE_TENS[n // 10], n % 10
        return f"{_DE[one].removesuffix('s') if one == 1 else _DE[one]}und{ten}" if one else ten
    size, name = (100, "hundert") if n < 1000 else (1000, "tausend")
    many = _german(n // size)
    many = many.removesuffix("s") if many.endswith("eins") else many
    return many + name + (_german(n % size) if n % size else "")


def _french(n: int) -> str:
    if n < 20:
        return _FR[n]
    if n < 100:
        ten, base = _FR_TENS[n // 10], n // 20 * 20 if n >= 60 else n // 10 * 10
        one = n - base
        if not one:
            return "quatre-vingts" if n == 80 else ten
        return f"{ten} et {_FR[one]}" if one in (1, 11) and n < 80 else f"{ten}-{_FR[one]}"
    if n < 1000:
        many = f"{_FR[n // 100]} cent" if n >= 200 else "cent"
        return f"{many} {_french(n % 100)}" if n % 100 else many + ("s" if n >= 200 else "")
    many = f"{_french(n // 1000)} mille" if n >= 2000 else "mille"
    many = many.replace("vingts mille", "vingt mille").replace("cents mille", "cent mille")
    return f"{many} {_french(n % 1000)}" if n % 1000 else many


def _spanish(n: int) -> str:
    if n < 30:
        return _ES[n]
    if n < 100:
        return _ES_TENS[n // 10] + (f" y {_ES[n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return _ES_HUNDREDS[n // 100] + (f" {_spanish(n % 100)}" if n % 100 else "")
    many = f"{_spanish(n // 1000)} mil" if n >= 2000 else "mil"
    many = many.replace("veintiuno mil", "veintiún mil").replace("uno mil", "un mil")
    return f"{many} {_spanish(n % 1000)}" if n % 1000 else many


@dataclass(frozen=True, kw_only=True)
class _Manner:
    """How a language writes and says numbers: its thousands mark, its decimal mark and its name."""

    say: Callable[[int], str]
    group: str
    mark: str
    point: str


_MANNERS: Final[Mapping[str, _Manner]] = {
    "en": _Manner(say=_english, group=",", mark=".", point="point"),
    "de": _Manner(say=_german, group=".", mark=",", point="Komma"),
    "fr": _Manner(say=_french, group="\u202f", mark=",", point="virgule"),
    "es": _Manner(say=_spanish, group=".", mark=",", point="coma"),
}


def knows(language: str) -> bool:
    """Whether numbers of a language (BCP 47, "en" or "en-US") can be written out."""
    return language.split("-")[0].lower() in _MANNERS


def in_words(number: int, language: str) -> str:
    """A number from 0 to 999,999 in words; `KeyError` for another language, `ValueError` beyond."""
    if not 0 <= number < LIMIT:
        raise ValueError(f"{number} is not between 0 and {LIMIT - 1}")
    return _MANNERS[language.split("-")[0].lower()].say(number)


def find_numbers(text: str, language: str) -> list[tuple[int, int, str]]:
    """(start_char, end_char, words) of every number in a text; nothing for an unknown language."""
    manner = _MANNERS.get(language.split("-")[0].lower())
    if manner is None:
        return []
    group, mark = re.escape(manner.group), re.escape(manner.mark)
    pattern = re.compile(
        rf"(?P<whole>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:{mark}(?P<part>[0-9]+))?"
        r"(?P<ordinal>(?:st|nd|rd|th)\b)?"
    )
    found = []
    for match in pattern.finditer(text):
        whole = match["whole"].replace(manner.group, "")
        if (len(whole) > 1 and whole[0] == "0") or int(whole) >= LIMIT:
            words = " ".join(manner.say(int(digit)) for digit in whole)
        else:
            words = manner.say(int(whole))
        end = match.end()
        if match["part"]:
            digits = " ".join(manner.say(int(digit)) for digit in match["part"])
            words = f"{words} {manner.point} {digits}"
        if match["ordinal"] and manner.say is _english and not match["part"]:
            words = _ordinal(words)
        elif match["ordinal"]:
            end = match.start("ordinal")
        found.append((match.start(), end, words))
    return found


def _ordinal(words: str) -> str:
    """An English cardinal as an ordinal: "twenty-one" becomes "twenty-first"."""
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last in _EN_ORDINALS:
        return words[:start] + _EN_ORDINALS[last]
    return words[:start] + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
