"""Sentences of a text in any language.

sentencex finds where they may end, by what it knows of some 240 languages. Told stories want a few
ends less: a quotation is never cut inside, and what somebody said stays with "… said the fox".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sentencex import segment

from core.languages import ENGLISH, likeliest

_CLOSERS: Final = "\"'”»’›“」』）"
_OPENERS: Final = "\"'“‘«‹„([*_-–—¿¡ "
_CALLS: Final = frozenset("!?！？…؟")
_LONGEST_QUOTATION: Final = 400
_ABBREVIATIONS: Final = frozenset(
    """mr mrs ms dr prof st sr jr vs etc e.g i.e vol fig ca approx capt col gen lt sgt rev
    bzw usw evtl nr str hr fr mme mlle srta sra dra dott sig av""".split()
)
_STOP: Final = re.compile(r"(?<![.!?…])\.$")
_NUMBER: Final = re.compile(r"\s*\d")
"""What follows "No." where that is an abbreviation."""
_LETTER_STOP: Final = re.compile(r"\s*\w\.")
"""What follows "z." in "z. B."."""
_DAY: Final = re.compile(r"(?:^|\W)(?:[12]?\d|3[01])$")
_MONTH: Final = re.compile(
    r"\s*(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember)\b"
)
_SPEECH: Final = (
    "said|says|asked|asks|cried|cries|whispered|whispers|shouted|shouts|called|calls|laughed|"
    "laughs|replied|answered|sighed|giggled|yelled|squeaked|growled|murmured|gasped|sang|added|"
    "hooted|roared|begged|agreed|purred|barked|chuckled|grinned|smiled|told|thought|wondered"
)
_ATTRIBUTION: Final = re.compile(rf"\s*(?:[\w'’-]+\s+){{1,3}}?(?:{_SPEECH})\b", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"\n\s*\n")


def sentences(text: str, language: str = "") -> list[str]:
    """The sentences of a text, each stripped; joined, they are the text but for white space.

    `language` (ISO 639-1) is found out where nobody says it.  A title ("Mr.") or an initial does
    not end a sentence, and a lone emoji or dash belongs to the sentence before.
    """
    return list(_sentences(text, language))


@lru_cache(2048)
def _sentences(text: str, language: str) -> tuple[str, ...]:
    language = language or likeliest(text) or ENGLISH
    found: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        begun = len(found)
        for piece in _pieces(paragraph, language):
            if len(found) > begun and not any(c.isalnum() for c in piece):
                found[-1] = f"{found[-1]} {piece}"
            else:
                found.append(piece)
    return tuple(found)


def _pieces(paragraph: str, language: str) -> Iterator[str]:
    quoted = _quoted(paragraph)
    start = at = 0
    for part in segment(language, paragraph):
        at += len(part)
        if at < len(paragraph) and _goes_on(paragraph, start, at, quoted, language):
            continue
        if piece := paragraph[start:at].strip():
            yield piece
        start = at
    if piece := paragraph[start:].strip():
        yield piece


def _goes_on(
    paragraph: str, start: int, at: int, quoted: list[tuple[int, int]], language: str
) -> bool:
    """Whether the sentence from `start` goes on at a place where it might end."""
    before, after = paragraph[:at].rstrip(), paragraph[at:].lstrip()
    if not before or any(a < len(before) < b for a, b in quoted):
        return True
    if after.lstrip(_OPENERS)[:1].islower():
        return True
    if before[-1] in _CLOSERS:
        if language == ENGLISH:
            return _ATTRIBUTION.match(after) is not None
        # Letters without capitals do not tell; behind a speech that begins a sentence stands, more
        # often than not, who said it.
        speech = next((a for a, b in quoted if b == len(before)), -1)
        asked = before[-2:-1] in _CALLS and not before[start:speech].strip()
        return (
            speech >= 0 and asked and after[:1].isalpha() and after[:1].lower() == after[:1].upper()
        )
    return _STOP.search(before) is not None and is_abbreviation(before[:-1], paragraph[at:])


def is_abbreviation(before: str, after: str = "") -> bool:
    """Whether a text that a full stop follows ends with an abbreviation ("Mr", "z" of "z. B."), an
    initial, or the day of a date ("3. Mai"); `after`: what comes behind the stop."""
    word = re.search(r"[\w.]*$", before)
    last = word.group() if word else ""
    if last.lower() == "no":
        return bool(_NUMBER.match(after))
    if last.isdigit():
        return bool(_DAY.search(before) and _MONTH.match(after))
    single = len(last) == 1 and last.isalpha()
    initial = single and ((last.isupper() and last != "I") or bool(_LETTER_STOP.match(after)))
    return last.lower() in _ABBREVIATIONS or initial


def _quoted(paragraph: str) -> list[tuple[int, int]]:
    """Spans (of the opening and the closing mark) of quotations that close in the paragraph."""
    spans: list[tuple[int, int]] = []
    angles = re.search("[«»]", paragraph)
    pairs = [("„", "“”") if "„" in paragraph else ("“", "”"), ("「", "」")]
    pairs.append(("»", "«") if angles and angles.group() == "»" else ("«", "»"))
    for opener, closers in pairs:
        spans.extend(
            m.span() for m in re.finditer(f"{opener}[^{opener}{closers}]*[{closers}]", paragraph)
        )
    # A mark right behind a number that opened no quotation stands for inches.
    marks: list[int] = []
    for i, c in enumerate(paragraph):
        if c == '"' and (len(marks) % 2 or not paragraph[i - 1 : i].isdigit()):
            marks.append(i)
    if len(marks) % 2 == 0:
        spans.extend((marks[i], marks[i + 1] + 1) for i in range(0, len(marks), 2))
    return [(a, b) for a, b in spans if b - a <= _LONGEST_QUOTATION]
