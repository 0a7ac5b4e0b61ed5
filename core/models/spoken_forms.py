"""How what is written in signs is spoken: money, times, ordinals, Roman numerals, abbreviations.

For every narrator, in English, German, French and Spanish; other languages are left as they are
(eSpeak reads signs of its own languages itself).  The words are in `spoken_words.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from core.models import number_words
from core.models.number_words import in_words, ordinal, read_number

WORDS: Final = Path(__file__).with_name("spoken_words.toml")
_ROMAN: Final = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WIDE: Final = r"[  \u202f]?"
"""The space that may stand between a number and its sign."""

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]


def knows(language: str) -> bool:
    """Whether signs of a language are written out."""
    return _code(language) in _tables()


def find_forms(text: str, language: str, *, numbers: bool = True) -> list[tuple[int, int, str]]:
    """(start_char, end_char, words) of all that is spoken otherwise than it is written, in order.

    `numbers`: plain numbers, too, which some narrators read themselves.
    """
    if not knows(language):
        return []
    taken = [False] * len(text)
    found: list[tuple[int, int, str]] = []

    def take(start: int, end: int, words: str | None) -> None:
        if words is not None and start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            # What stands before it and is only looked at keeps its own place.
            alike = [a == b for a, b in zip(text[start:end], words, strict=False)]
            count = alike.index(False) if False in alike else len(alike)
            same = words[:count].rfind(" ") + 1
            found.append((start + same, end, words[same:]))

    for pattern, speak in _rules(_code(language)):
        for match in pattern.finditer(text):
            take(*match.span(), speak(match))
    if numbers:
        for start, end, words in number_words.find_numbers(text, language):
            take(start, end, words)
    return sorted(found)


def _code(language: str) -> str:
    return language.split("-")[0].lower()


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def _rules(code: str) -> tuple[Rule, ...]:
    """What is looked for, in the order in which one takes a place before another."""
    words = _tables()[code]
    return tuple(
        (re.compile(pattern), speak)
        for rules in (
            _money, _times, _degrees, _units, _years, _numbered, _ordinals, _romans, _fractions,
            _abbreviations, _symbols,
        )
        for pattern, speak in rules(code, words)
    )  # fmt: skip


Rules = Iterator[tuple[str, Callable[[re.Match[str]], str | None]]]


def _money(code: str, words: Mapping[str, Any]) -> Rules:
    """£5.50, 5,50 €, $3 million."""
    signs = "".join(map(re.escape, words["money"]))
    number = number_words.pattern(code)
    large = "|".join(dict.fromkeys((*words["million"], *words["billion"])))

    def speak(match: re.Match[str]) -> str:
        one, many = words["money"][match["sign"]]
        written, size = match["number"], match["large"]
        if size:
            joined = "de " if code in ("fr", "es") else ""
            joined = "d’" if code == "fr" and many[0] in "aeiou" else joined
            return f"{read_number(written, code)} {size} {joined}{many}"
        whole, _, cents = re.fullmatch(r"(.*?)(?:([.,])([0-9]{2}))?", written).groups(default="")  # type: ignore[union-attr]
        coins = read_number(whole, code)
        said = f"{_counted(coins, code) if whole == '1' else coins} {one if whole == '1' else many}"
        if int(cents or 0):
            parts = (said, words["cents"], read_number(str(int(cents)), code))
            return " ".join(part for part in parts if part)
        return said

    more = rf"(?:\s(?P<large>{large})\b)?"
    yield rf"(?P<sign>[{signs}])\s?(?P<number>{number}){more}", speak
    yield rf"(?P<number>{number}){more}{_WIDE}(?P<sign>[{signs}])", speak


def _times(code: str, words: Mapping[str, Any]) -> Rules:
    """3:45, 12:00, and German 3.45 Uhr; seconds and scores of games are no times."""
    hour, minute = r"(?P<hour>[01]?[0-9]|2[0-4])", r"(?P<minute>[0-5][0-9])"

    def speak(match: re.Match[str]) -> str:
        h, m = int(match["hour"]), int(match["minute"])
        hours, minutes = in_words(h, code), in_words(m, code)
        if code == "en":
            half = match["half"]
            said = hours if not m else f"{hours} oh {minutes}" if m < 10 else f"{hours} {minutes}"
            return (
                f"{said} {half.strip()[0].lower()} m" if half else said if m else f"{hours} o'clock"
            )
        if code == "de":
            return f"{'ein' if h == 1 else hours} Uhr" + (f" {minutes}" if m else "")
        if code == "fr":
            named = f"{'une' if h == 1 else hours} heure{'s' if h > 1 else ''}"
            return f"{named} {minutes}" if m else named
        return f"{'una' if h == 1 else hours}" + (f" y {minutes}" if m else " en punto")

    half = r"(?P<half>\s?(?:[AaPp]\.[Mm]\.|[AaPp][Mm]\b))?" if code == "en" else ""
    after = r"(?:\sUhr\b)?" if code == "de" else ""
    yield rf"(?<![0-9:.,]){hour}:{minute}(?![0-9:]){half}{after}", speak
    if code == "de":
        yield rf"(?<![0-9.,]){hour}\.{minute}\sUhr\b", speak
    if code == "fr":
        yield rf"(?<![0-9]){hour}\s?h\s?{minute}(?![0-9])", speak


def _degrees(code: str, words: Mapping[str, Any]) -> Rules:
    """20 °C, −5°, 20 %."""
    number = number_words.pattern(code)
    names = {"C": " Celsius", "F": " Fahrenheit", None: ""}

    def degrees(match: re.Match[str]) -> str:
        one, many = words["degrees"]
        sign = f"{words['minus']} " if match["minus"] else ""
        name = one if match["number"] == "1" else many
        said = _counted(read_number(match["number"], code), code, match["number"])
        return f"{sign}{said} {name}{names[match['scale']]}"

    def percent(match: re.Match[str]) -> str:
        return f"{read_number(match['number'], code)} {words['percent']}"

    minus = r"(?P<minus>(?<![0-9\w])[−-])?"
    yield rf"{minus}(?P<number>{number}){_WIDE}°(?:{_WIDE}(?P<scale>[CF])\b)?", degrees
    yield rf"(?P<number>{number}){_WIDE}%", percent
    yield r"(?<![\w])−(?=[0-9])", lambda match: f"{words['minus']} "


def _units(code: str, words: Mapping[str, Any]) -> Rules:
    """5 km, 1 kg."""
    number = number_words.pattern(code)
    names = "|".join(map(re.escape, words["units"]))

    def speak(match: re.Match[str]) -> str:
        one, many = words["units"][match["unit"]]
        said = _counted(read_number(match["number"], code), code, match["number"])
        return f"{said} {one if match['number'] == '1' else many}"

    yield rf"(?P<number>{number}){_WIDE}(?P<unit>{names})(?![\w/])", speak


def _years(code: str, words: Mapping[str, Any]) -> Rules:
    """In 1905; , 1998."""
    if "years" not in words:
        return

    def speak(match: re.Match[str]) -> str:
        hundreds, rest = int(match["hundreds"]), int(match["rest"])
        first, last = in_words(hundreds, code), in_words(rest, code) if rest else ""
        if code == "de":
            return f"{match['before']}{first}hundert{last}"
        if not rest or (hundreds == 20 and rest < 10):
            said = "two thousand" if hundreds == 20 else f"{first} hundred"
            return f"{match['before']}{said} {last}".rstrip()
        return f"{match['before']}{first} {'oh ' if rest < 10 else ''}{last}"

    century = "1[1-9]" if code == "de" else "1[1-9]|20"
    yield (
        rf"(?P<before>\b(?i:{words['years']})\s|(?<=[a-z0-9]),\s)(?P<hundreds>{century})(?P<rest>[0-9]{{2}})"
        r"(?![\w°%€£$])(?![.,][0-9])",
        speak,
    )


def _numbered(code: str, words: Mapping[str, Any]) -> Rules:
    """#5, No. 5."""
    yield r"(?<!\w)#(?=[0-9])", lambda match: f"{words['number']} "
    if code == "en":
        yield r"\bNos?\.\s?(?=[0-9])", lambda match: "number "


def _ordinals(code: str, words: Mapping[str, Any]) -> Rules:
    """3. Mai, am 3. Mai, 2e, 1ère, 3.º."""
    if code == "de":
        weak = r"(?:(?P<weak>am|im|vom|zum|zur|dem|den|des|bis|beim)\s)?"

        def german(match: re.Match[str]) -> str:
            before = f"{match['weak']} " if match["weak"] else ""
            return before + ordinal(int(match["number"]), code, "n" if match["weak"] else "")

        months = "Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"
        later = rf"(?=\s(?:(?:{months})|[a-zäöü]|(?:Tag|Mal|Jahr|Klasse|Stock|Platz|Kapitel)))"
        yield rf"(?i:{weak})(?<![0-9.,])(?P<number>[0-9]{{1,3}})\.{later}", german
    if code == "fr":
        yield (
            r"(?<![\w])(?P<number>[0-9]{1,3})(?:(?P<ending>[èe]?re)|er|[èi]?[eè]?me|e)s?\b",
            lambda match: ordinal(int(match["number"]), code, match["ending"] or ""),
        )
    if code == "es":
        yield (
            r"(?<![\w])(?P<number>[0-9]{1,2})\.?(?:º|(?P<ending>ª))",
            lambda match: ordinal(int(match["number"]), code, "a" if match["ending"] else ""),
        )


def _romans(code: str, words: Mapping[str, Any]) -> Rules:
    """Chapter IV, Henry VIII, Part II."""
    chapters, rulers = words["chapters"].split(), words["rulers"].split()

    def speak(match: re.Match[str]) -> str | None:
        before, written = match["before"].lower(), match["roman"]
        value = _value(written)
        kept = match["before"] + match["space"]
        stop = match["stop"] or ""
        if before in rulers and (len(written) > 1 or written in "VX" or stop or code != "en"):
            if code == "en":
                return f"{kept}the {ordinal(value, code)}{stop}"
            if code == "de":
                return f"{kept}der {ordinal(value, code).capitalize()}" if stop else None
            if code == "es" and value <= 10:
                return kept + ordinal(value, code) + stop
            return kept + ("premier" if value == 1 and code == "fr" else in_words(value, code))
        if before in chapters or (len(written) > 1 and set(written) <= set("IVX")):
            return kept + in_words(value, code) + stop
        return None

    yield (
        rf"\b(?P<before>[^\W\d_]+)(?P<space>\s)(?P<roman>{_ROMAN})(?P<stop>\.(?=\s[a-zà-ÿ]|,))?"
        r"(?![\w-])(?!['’]\w\w)(?!\.\w)",
        speak,
    )
    if code == "fr":
        yield r"(?<=\s)Ier\b", lambda match: "premier"


def _value(roman: str) -> int:
    """A Roman numeral as a number."""
    digits = [_DIGITS[c] for c in roman]
    return sum(
        -digit if any(other > digit for other in digits[i + 1 : i + 2]) else digit
        for i, digit in enumerate(digits)
    )


def _fractions(code: str, words: Mapping[str, Any]) -> Rules:
    """½, 2½."""
    signs = "".join(words["fractions"])

    def speak(match: re.Match[str]) -> str:
        said = str(words["fractions"][match["sign"]])
        if not match["number"]:
            return said.removeprefix("a ") if match["some"] is not None else said
        return f"{in_words(int(match['number']), code)} {words['and']} {said}"

    yield (
        rf"(?:(?<![0-9.,])(?P<number>[0-9]{{1,3}}){_WIDE})?(?P<sign>[{signs}])(?P<some>(?=\s(?:an?|the)\s))?",
        speak,
    )


def _abbreviations(code: str, words: Mapping[str, Any]) -> Rules:
    """Mr. Fox, e.g., 3 Jan."""
    name = rf"(?=\s+(?:[^\W_a-zà-ÿ]|{words['and']}\s))"
    for written, said in words["titles"].items():
        yield _written(written) + name, _saying(said)
    for written, said in words["abbreviations"].items():
        yield _written(written), _saying(said)
    for written, said in words["months"].items():
        month = _written(written)
        yield rf"(?<=[0-9]\s){month}|(?<=[0-9]\.\s){month}|{month}(?=\s[0-9])", _saying(said)


def _written(abbreviation: str) -> str:
    """Its pattern; spaces within may be missing."""
    parts = [re.escape(part) for part in abbreviation.split(" ")]
    end = "" if abbreviation.endswith(".") else r"(?!\w)"
    return r"(?<![\w.])" + r"\s?".join(parts) + end


def _saying(said: str) -> Callable[[re.Match[str]], str]:
    return lambda match: said


def _symbols(code: str, words: Mapping[str, Any]) -> Rules:
    for sign, said in words["symbols"].items():
        yield rf"\s?{re.escape(sign)}\s?", _saying(f" {said} ")


def _counted(said: str, code: str, written: str = "1") -> str:
    """One of something: "eins" is said "ein" before what is counted, "uno" "un"."""
    if written != "1":
        return said
    return {"de": "ein", "es": "un"}.get(code, said)
