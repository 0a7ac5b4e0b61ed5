"""Rewords a finished story where it says something word for word as the training text has it.

What is said stays the same: a turn of phrase gives way to another one, a coat is "warm", a
sentence begins with "And".  Each change is kept only if it leaves fewer known runs of words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from core.stages import fresh
from core.stages.turns import ADJECTIVES, GROUPS
from core.text import count_words

MOST: Final = 40
"""Changes to one story."""
_COAT: Final = re.compile(r"\b(in|wearing|with) (an?|the|his|her) (\w+) coat\b")
_COATS: Final = ("warm", "fine", "thick", "soft", "neat", "good", "bright", "long", "smart", "snug")
_SAID: Final = re.compile(r'(?<=[,.!?]" )(said|asked|cried|whispered) ([A-Z][a-z]+)(?=[.,])')
_SAYING: Final = re.compile(r'(?<=[,.!?]" )([A-Z][a-z]+) (said|asked|cried|whispered)(?=[.,])')
_OPENS: Final = re.compile(r"(?:^|(?<=[.!?] ))(?=(?:The|It|There|That|This|In|On|At|By) [a-z])")
_OPENERS: Final = ("And", "Now", "Then")
_ACTED: Final = re.compile(r"\b(?:was|were) (?=[a-z]+ing\b)")
_HOW: Final = ("just then", "right now", "still", "happily", "busily", "already", "once again")
_ARTICLES: Final = ("the", "a", "an", "his", "her", "this", "that", "my", "your")
_TWICE: Final = re.compile(r"\b(right|just|very|much|far|all|the) (?=\1\b)")
_NARRATED: Final = re.compile(r"(?:^|(?<=[.!?] ))(?P<first>[A-Z][a-z]+)(?= [a-z])")
_SENTENCE_OPENERS: Final = frozenset(
    "The A An He She They It His Her In On At No Every All One Two Three When As From Out Nobody "
    "Somebody Everybody Everyone Something Nothing By Under Behind Beyond There".split()
)
_MEETS: Final = re.compile(r"\b(met|saw|found|came upon) (?=an?\b)")


def reworded(parts: Sequence[str], copied: Callable[[Sequence[str]], int], most: int) -> list[str]:
    """The parts with as few known runs as can be, and at most `most` words (if it had no more).

    `copied` counts the known runs of a whole story.
    """
    told = list(parts)
    worst, words = copied(told), count_words(" ".join(told))
    for _ in range(MOST):
        if not worst:
            break
        best: tuple[int, int, int, str] | None = None
        for index, part in enumerate(told):
            if not _guilty(told, index, copied, worst):
                continue
            for number, text in enumerate(ways(part)):
                length = words - count_words(part) + count_words(text)
                if length > max(most, words):
                    continue
                left = copied([*told[:index], text, *told[index + 1 :]])
                if left < worst and (best is None or left < best[0]):
                    best = (left, number, index, text)
                if left == 0:
                    break
            if best is not None and best[0] == 0:
                break
        if best is None:
            break
        worst, _, index, text = best
        told[index] = text
        words = count_words(" ".join(told))
    return told


def _guilty(
    told: Sequence[str], index: int, copied: Callable[[Sequence[str]], int], worst: int
) -> bool:
    """Whether a part has to do with a known run."""
    return copied([*told[:index], "", *told[index + 1 :]]) < worst


def ways(text: str) -> Iterator[str]:
    """The text with one thing said in another way, each way once."""
    for match in _COAT.finditer(text):
        worn, article, colour = match.groups()
        one = "a" if article == "an" else article
        for how in _COATS:
            yield _with(text, match, f"{worn} {one} {how} {colour} coat")
        other = {"in": "wearing", "wearing": "in", "with": "wearing"}[worn]
        yield _with(text, match, f"{other} {article} {colour} coat")
    for match in _SAID.finditer(text):
        yield _with(text, match, f"{match[2]} {match[1]}")
    for match in _SAYING.finditer(text):
        yield _with(text, match, f"{match[2]} {match[1]}")
    found, table = _table()
    for match in found.finditer(text):
        for phrase in table[match[0].lower()][1:]:
            capital = match[0][0].isupper() and not match[0].startswith("I ")
            yield _article(_with(text, match, _capital(phrase) if capital else phrase))
    for match in _ACTED.finditer(text):
        for how in _HOW:
            yield _with(text, match, f"{match[0]}{how} ")
    for match in _MEETS.finditer(text):
        yield _with(text, match, f"then {match[0]}")
    for match in _OPENS.finditer(text):
        at = match.end()
        for opener in _OPENERS:
            yield f"{text[:at]}{opener} {text[at].lower()}{text[at + 1 :]}"

    found, table = _fresh()
    for match in found.finditer(text):
        for phrase in table[match[0].lower()]:
            yield _article(
                _with(text, match, _capital(phrase) if match[0][0].isupper() else phrase)
            )
    yield from _hearsay(text)


def _hearsay(text: str) -> Iterator[str]:
    """The text with one narrated sentence told as people tell it; fits any, so comes last."""
    for match in _NARRATED.finditer(text):
        if text[: match.start()].count('"') % 2:
            continue
        first = match["first"]
        named = re.search(rf"[a-z,] {first}\b", text)
        if named or first in _SENTENCE_OPENERS:
            begun = first if named else first.lower()
            yield f"{text[: match.start()]}They say that {begun}{text[match.end() :]}"


@cache
def _fresh() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Phrases that the training text never has: what stands there, and what may."""
    table: dict[str, tuple[str, ...]] = {}
    for line in fresh.PHRASES.strip().splitlines():
        phrase, _, others = line.strip().partition(":")
        for other in others.split(","):
            table[other.strip()] = (*table.get(other.strip(), ()), phrase)
    for line in fresh.ADJECTIVES.strip().splitlines():
        adjective, _, nouns = line.strip().partition(":")
        for noun in nouns.split(","):
            for article in _ARTICLES:
                there = f"{article} {noun.strip()}"
                table[there] = (*table.get(there, ()), f"{article} {adjective} {noun.strip()}")
    found = "|".join(re.escape(phrase) for phrase in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{found})(?![\w'’-])", re.IGNORECASE), table


def _with(text: str, match: re.Match[str], phrase: str) -> str:
    return _TWICE.sub("", text[: match.start()] + phrase + text[match.end() :])


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _article(text: str) -> str:
    """The text with "a" or "an" as the next word needs it."""
    text = re.sub(r"\b([Aa]) (?=[aeiou](?!ne\b|ne-|nce\b|ni|se|u))", r"\1n ", text)
    return re.sub(r"\b([Aa])n (?=[b-df-gj-np-tv-z])", r"\1 ", text)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Phrases without slots, the longest first, and what each may turn into."""
    table: dict[str, tuple[str, ...]] = {}
    for line in GROUPS.strip().splitlines():
        phrases = tuple(phrase.strip() for phrase in line.split("|"))
        if "{" not in line:
            table.setdefault(phrases[0].lower(), phrases)
    for line in ADJECTIVES.strip().splitlines():
        nouns, _, adjectives = line.strip().partition(":")
        for noun in nouns.split():
            told = tuple(f"the {adjective.strip()} {noun}" for adjective in adjectives.split(","))
            table.setdefault(f"the {noun}", (f"the {noun}", *told))
    found = "|".join(re.escape(phrase) for phrase in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{found})(?![\w'’-])", re.IGNORECASE), table
