"""Slips of grammar and type that rules find in a page of English told in the past.

It knows only what nearly always is wrong: what it does not find may still be wrong.  Forms of words
are lemminflect's.
"""

import re
from collections.abc import Iterator
from typing import Final

from picturebook.words.forms import classes, lemmas, plural

_MAY_STAND_TWICE: Final = "that|had|very|so|no|oh|ha|ho|hm|la|tra|bye|knock|boom|tick|tock"
_GIVEN: Final = "(?:(?<=gave )|(?<=told )|(?<=lent )|(?<=made )|(?<=show )|(?<=give ))her her"
""""She gave her her pencil"."""
_SHOUTED: Final = r"(?-i:[A-Z]{2,}\b)"
_NUMBERS: Final = "two|three|four|five|six|seven|eight|nine|ten|several|many"
_NOT_AFTER: Final = "".join(
    f"(?<!{word} )" for word in "of with for in at on from to by between after behind and".split()
)
_NOT_WISHED: Final = "".join(
    f"(?<!{word} )" for word in "if though wish wished only whether than and nor as".split()
)
_SPOKEN_WITH_U: Final = r"(?:uni(?![nm])|use|usu|eu|ewe|uku|ute|uto|ufo|one\b|once\b|one-)"
_SILENT_H: Final = r"(?:hour|heir|hono|hones|x-ray)"
_RULES: Final = {
    "article": re.compile(
        rf"\b[Aa] [“‘]?(?!{_SPOKEN_WITH_U})[aeiou]\w*|\b[Aa] {_SILENT_H}\w*|"
        rf"\b[Aa]n [“‘]?(?!{_SILENT_H})[b-df-hj-np-tv-z]\w*|\b[Aa]n {_SPOKEN_WITH_U}\w*"
    ),
    "word twice": re.compile(
        rf"(?i)\b(?!(?:{_MAY_STAND_TWICE})\b)(?!{_GIVEN})(?!{_SHOUTED})"
        rf"([^\W\d_]+) (?!{_SHOUTED})\1\b"
    ),
    "two determiners": re.compile(
        r"\b(?:[Aa]n?|[Tt]he) "
        r"(?:an?|the|his|her|their|my|your|its|of|and|was|were|with|from)\b(?!-)|"
        r"\b(?:[Hh]is|[Tt]heir|[Ii]ts|[Mm]y|[Yy]our) (?:an?|the)\b"
    ),
    "agreement": re.compile(
        rf"(?i)\b(?:they|we|you|(?<!of )these|(?<!of )those|the people|the children) was\b|"
        rf"{_NOT_WISHED}\b(?:he|she) were\b|"
        rf"\bthere was (?:{_NUMBERS}|people|children|some (?!news|\w*[sui]s\b)\w+s)\b|"
        r"\bthere were an? (?!few|lot|couple|group|number|dozen|pair|great|good|hundred)"
        r"(?!.{0,60} and )|"
        rf"{_NOT_AFTER}\b(?:{_NUMBERS}|both) (?:\w+ )?\w+s was\b|"
        rf"{_NOT_WISHED}{_NOT_AFTER}\ban? (?!few|lot|couple|group|crowd|pair|dozen)\w+ were\b"
    ),
    "case of a pronoun": re.compile(
        r"\b(?:with|from|behind|beside|toward|towards|between|under|into|onto|of|to|at) "
        r"(?:he|she|they|we)\b|(?:^|[.!?] )(?:Him|Them) (?:was|were|had|said)\b"
    ),
    "unfilled slot": re.compile(
        r"[{}⟦⟧<>|_]|\b(?:the|an?) ?[,.;:!?]|“ | ”|\(\s*\)|“[.,]?”"
    ),
    "spaces": re.compile(r"\s{2,}|[^\S ]| [,.;:!?]|[,;][^\W\d_]|[a-z][.!?][A-Za-z]"),
    "marks": re.compile(r"[,;:]{2}|[,;:]\.|(?<![.A-Z])\.[,;.](?!\.)|\.{4,}|[!?…]\.(?!\.)|\.…"),
    "small letter": re.compile(
        r"\.”? [a-z]\w*|[!?] (?!(?:it )?(?:said|went|sang|called|cried))[a-z]\w*|^[“‘(]*[a-z]\w*"
    ),
    "capital": re.compile(
        r"(?:,|\b(?:and|to|where|of|with|that|but)) "
        r"(?:The|An?|There|Two|Three|Some|Somebody|It|She|He|They) (?!to\b)[a-z]\w*"
    ),
    "no end": re.compile(r"[^.!?…”’\")*]$|[^.!?…—–,][”’\")]$"),
}  # fmt: skip
_NEXT: Final = (
    r"(?=[,.;:!?]|$| (?:was|were|is|are|and|or|in|on|at|of|with|who|that|from|to|under|by|had)\b)"
)
_OF_ONE: Final = re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Ee]very) ([a-z]+){_NEXT}")
_OF_MANY: Final = re.compile(rf"(?<!at )(?<!on )(?<!by )\b(?:{_NUMBERS}) ([a-z]+){_NEXT}")
_BASE_AFTER: Final = re.compile(r"(?i)\b(?:did not|didn['’]t|couldn['’]t|wouldn['’]t) ([a-z]+)\b")
_NO_NUMBER: Final = frozenset(
    """means series species crossroads hundred thousand dozen bison buffalo deer elk fish moose
    quail salmon sheep shrimp squid swine trout it he she they""".split()
)
"""Nouns of one form, numbers, and pronouns."""


def slips(text: str) -> list[str]:
    """What is wrong in a page, each with the words that show it: "article (“a owl”)"."""
    found = [f"{name} (“{m[0]}”)" for name, rule in _RULES.items() for m in rule.finditer(text)]
    if text.count("“") != text.count("”") or text.count('"') % 2:
        found.append("quotation marks (one is not closed)")
    return [*found, *_forms(text)]


def _forms(text: str) -> Iterator[str]:
    """Nouns in the wrong number and verbs in the wrong form."""
    for match in _OF_ONE.finditer(text):
        word = match[1]
        stems = lemmas(word, "NOUN")
        if stems and word not in (*stems, *_NO_NUMBER) and classes(word) <= {"NOUN", "VERB"}:
            yield f"number (“{match[0]}”)"
    for match in _OF_MANY.finditer(text):
        word = match[1].lower()
        one = lemmas(word, "NOUN") == (word,) and classes(word) == {"NOUN"}
        if one and plural(word) != word and word not in _NO_NUMBER:
            yield f"number (“{match[0]}”)"
    for match in _BASE_AFTER.finditer(text):
        stems = lemmas(match[1].lower(), "VERB")
        if stems and match[1].lower() not in stems and classes(match[1].lower()) == {"VERB"}:
            yield f"form of a verb (“{match[0]}”)"
