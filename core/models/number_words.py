"""Numbers as words, for narrators whose alphabet has no digits: English, German, French, Spanish.

Cardinals below a thousand billion, ordinals, decimals; numbers from a million on that nobody parted
into groups, and those with leading zeros (007), are said digit by digit.  num2words, which knows
more languages, is LGPL.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 1_000_000
"""Numbers from here on are said digit by digit where they are not parted into groups."""
LARGEST: Final = 10**12
"""Numbers from here on have no name here."""

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
    """How a language writes and says numbers.

    `small` says those below a million, `one` is said before a single million; `million` and
    `billion` (a thousand million) are names of one and of many.  `group` and `mark` are the marks
    of thousands and of decimals as a pattern, `point` is the name of the latter.
    """

    small: Callable[[int], str]
    one: str
    million: tuple[str, str]
    billion: tuple[str, str]
    group: str
    mark: str
    point: str

    def say(self, n: int) -> str:
        """A cardinal from 0 to `LARGEST`."""
        parts = []
        for size, names in ((10**9, self.billion), (10**6, self.million)):
            many, n = divmod(n, size)
            if many == 1 and names[0].startswith("mil "):
                parts.append(names[0])
            elif many:
                parts.append(f"{self.one if many == 1 else self.small(many)} {names[many > 1]}")
        return " ".join([*parts, self.small(n)] if n or not parts else parts)


_MANNERS: Final[Mapping[str, _Manner]] = {
    "en": _Manner(
        small=_english, one="one", million=("million", "million"), billion=("billion", "billion"),
        group=",", mark=r"\.", point="point",
    ),
    "de": _Manner(
        small=_german, one="eine", million=("Million", "Millionen"),
        billion=("Milliarde", "Milliarden"), group=r"\.", mark=",", point="Komma",
    ),
    "fr": _Manner(
        small=_french, one="un", million=("million", "millions"),
        billion=("milliard", "milliards"), group="[\u202f\u00a0]", mark=",", point="virgule",
    ),
    "es": _Manner(
        small=_spanish, one="un", million=("millón", "millones"),
        billion=("mil millones", "mil millones"), group=r"\.", mark=",", point="coma",
    ),
}  # fmt: skip
_DE_ORDINALS: Final = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_ES_ORDINALS: Final = (
    "- primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo"
).split()


def knows(language: str) -> bool:
    """Whether numbers of a language (BCP 47, "en" or "en-US") can be written out."""
    return language.split("-")[0].lower() in _MANNERS


def in_words(number: int, language: str) -> str:
    """A number from 0 on in words; `KeyError` for another language, `ValueError` beyond."""
    if not 0 <= number < LARGEST:
        raise ValueError(f"{number} is not between 0 and {LARGEST - 1}")
    return _manner(language).say(number)


def ordinal(number: int, language: str, ending: str = "") -> str:
    """The place of something in a row; `ending` is what a language adds to it.

    German "n" ("am dritten Mai"), French "re" (première), Spanish "a" (tercera).  Spanish counts
    on from eleven with cardinals.
    """
    words = in_words(number, language)
    code = language.split("-")[0].lower()
    if code == "en":
        return _english_ordinal(words)
    if code == "de":
        small = number % 100
        rest = in_words(number - small, language) if number > small else ""
        stem = _DE_ORDINALS.get(small) or words + ("t" if 0 < small < 20 else "st")
        return (rest + stem if small in _DE_ORDINALS else stem) + "e" + ending
    if code == "fr":
        return _french_ordinal(number, words, ending)
    if number < len(_ES_ORDINALS) and number:
        return _ES_ORDINALS[number][: -1 if ending else None] + ending
    return words


def pattern(language: str) -> str:
    """A regular expression for a written number, without groups; "" for an unknown language."""
    if not knows(language):
        return ""
    manner = _manner(language)
    return rf"(?:[0-9]{{1,3}}(?:{manner.group}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:{manner.mark}[0-9]+)?"


def read_number(written: str, language: str) -> str:
    """A number as `pattern` finds it, in words."""
    manner = _manner(language)
    groups = rf"(?P<whole>[0-9]+(?:{manner.group}[0-9]{{3}})*)(?:{manner.mark}(?P<part>[0-9]+))?"
    found = re.fullmatch(groups, written)
    if found is None:
        raise ValueError(f"“{written}” is no number")
    whole = re.sub(r"[^0-9]", "", found["whole"])
    limit = LIMIT if whole == found["whole"] else LARGEST
    if (len(whole) > 1 and whole[0] == "0") or int(whole) >= limit:
        words = " ".join(manner.say(int(digit)) for digit in whole)
    else:
        words = manner.say(int(whole))
    if found["part"]:
        digits = " ".join(manner.say(int(digit)) for digit in found["part"])
        words = f"{words} {manner.point} {digits}"
    return words


def find_numbers(text: str, language: str) -> list[tuple[int, int, str]]:
    """(start_char, end_char, words) of every number in a text; nothing for an unknown language.

    English ordinals ("21st", "2ND") belong to them.
    """
    if not knows(language):
        return []
    english = language.split("-")[0].lower() == "en"
    found = []
    for match in re.finditer(pattern(language), text):
        words, end = read_number(match.group(), language), match.end()
        after = re.match(r"(?i:st|nd|rd|th)\b", text[end:]) if english else None
        if after and match.group().isdigit() and " point " not in words:
            words, end = _english_ordinal(words), end + after.end()
        found.append((match.start(), end, words))
    return found


def _manner(language: str) -> _Manner:
    return _MANNERS[language.split("-")[0].lower()]


def _english_ordinal(words: str) -> str:
    """A cardinal as an ordinal: "twenty-one" becomes "twenty-first"."""
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last in _EN_ORDINALS:
        return words[:start] + _EN_ORDINALS[last]
    return words[:start] + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def _french_ordinal(number: int, words: str, ending: str) -> str:
    if number == 1:
        return "première" if ending else "premier"
    if words.endswith("cinq"):
        return f"{words}uième"
    if words.endswith("neuf"):
        return f"{words[:-1]}vième"
    return words.removesuffix("s" if words.endswith(("vingts", "cents")) else "e") + "ième"
