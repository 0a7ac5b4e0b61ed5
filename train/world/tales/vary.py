"""Says the same thing in many ways, so that no line of the grammar is read word for word too often.

A line is a pattern of `mood.py`; what stands in its slots (captions, names) is never touched.
Words and turns of phrase give way to others that fit wherever they do; sentences outside quotation
marks open with a small word ("Then", "So"), get an adverb, or say the hero's name for a pronoun;
and who speaks stands before or behind the verb.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from core.stages.turns import ADJECTIVES, GROUPS

_DETERMINERS: Final = ("the", "a", "an", "one", "{his}", "that")


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One pattern for all phrases, the longest first, and what each may turn into."""
    table: dict[str, tuple[str, ...]] = {}
    for line in GROUPS.strip().splitlines():
        phrases = tuple(phrase.strip() for phrase in line.split("|"))
        table.setdefault(phrases[0].lower(), phrases)
    for line in ADJECTIVES.strip().splitlines():
        nouns, _, adjectives = line.strip().partition(":")
        for noun in nouns.split():
            for a in _DETERMINERS:
                base = f"{a} {noun}"
                told = tuple(
                    f"{a} {adjective.strip()} {noun}" for adjective in adjectives.split(",")
                )
                table.setdefault(base, (base, base, *told))
    found = "|".join(re.escape(phrase) for phrase in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’{{-])(?:{found})(?![\w'’}}-])", re.IGNORECASE), table


@cache
def _sites(pattern: str) -> tuple[str | tuple[str, ...], ...]:
    """A pattern cut into what stays and what may be said in one of several ways."""
    found, table = _table()
    sites: list[str | tuple[str, ...]] = []
    last = 0
    for match in found.finditer(pattern):
        first, *others = table[match[0].lower()]
        if match[0][0].isupper() and first[:2] != "I " and first[:2] != "I'":
            others = [_capital(phrase) for phrase in others]
        said = [match[0] if phrase.lower() == first.lower() else phrase for phrase in others]
        sites += [pattern[last : match.start()], (match[0], *said)]
        last = match.end()
    return (*sites, pattern[last:])


_QUOTED: Final = re.compile(r'"[^"]*"')
_SPEAKER: Final = (
    r"(?P<who>\{(?:H|L|he|the)\}|(?:Aunt|Mayor|King|Professor|Doctor) \{L\}|the [a-z]+)"
)
_SAID: Final = re.compile(
    rf'(?<=[,.!?]" )(?P<verb>said|asked|cried|yelled|shouted|whispered|called|laughed) {_SPEAKER}'
    r"(?P<stop>[.,]?)(?![\w'’])"
)
_VERBS: Final = {
    "said": ("said", "said", "said", "declared", "remarked", "put in"),
    "asked": ("asked", "asked", "inquired", "wondered"),
    "cried": ("cried", "called", "exclaimed", "shouted"),
    "yelled": ("yelled", "shouted", "cried", "roared"),
    "shouted": ("shouted", "yelled", "cried", "called"),
    "called": ("called", "cried", "shouted"),
    "whispered": ("whispered", "murmured", "breathed"),
    "laughed": ("laughed", "chuckled", "giggled"),
}
_HOW: Final = (
    "then", "at once", "after a moment", "with a nod", "in reply", "after some thought",
)  # fmt: skip
_ACTS: Final = (
    "took|ran|went|put|gave|turned|picked|grabbed|jumped|looked|stopped|pulled|pushed|opened|"
    "climbed|stepped|tied|threw|tried|counted|asked|called|told|sat|stood|bowed|laughed|smiled|"
    "nodded|leaned|pointed|walked|hid|caught|held|followed|knocked|reached|dropped|set|lit|wrote|"
    "began|shook|made|let|came|got|fell|slid|rolled|dived|leaped|lifted|wrapped|packed|carried"
)
_TELLS: Final = re.compile(
    rf"(?P<who>\{{H\}}|\{{He\}}|\{{L\}}|\{{The\}}|They) (?P<verb>{_ACTS}|(?!need|want|seem|lov)[a-z]+ed)(?![\w'’])"
)
_CAREFUL: Final = frozenset(
    "took put opened picked held turned carried tied gave wrapped pulled followed counted stepped "
    "lifted set lit climbed packed".split()
)
_THEN: Final = (
    "Then", "So", "And then", "And so", "Now", "At that,", "Just then", "After a moment",
    "Before long", "And", "With that,",
)  # fmt: skip
_WELL: Final = ("And", "Well,", "Now")
_AFTER: Final = ("then", "at that", "at once")
_OH: Final = ("Oh,", "Well,", "Ah,", "Now,", "Look,", "Oh well,", "My dear,", "Listen,")
_SPOKEN: Final = re.compile(r'"(?P<first>[A-Z][a-z\'’]*) (?=[a-z][^"]*[.,]")')
_TO_HERO: Final = re.compile(r'(?<=[a-z]{2})(?=[,.]" (?:said|\{L\} said|whispered|called) ?\{L\})')
_TWICE: Final = re.compile(r"\b(?!had\b|that\b)(\w+) (?=\1\b)")
_HOW_DONE: Final = (
    "carefully", "quietly", "gladly", "bravely", "patiently", "gently", "promptly", "simply",
)  # fmt: skip
_BE: Final = re.compile(
    r"(?:(?:It|There|That) (?:was|were|had)|(?:\{H\}|\{He\}|\{L\}) (?:was|had|could|did|knew|felt|"
    r"would|needed|wanted|only)|(?:Nobody|Somebody|Everybody|Nothing|Something) \w+|The \w+ \w+)"
    r"(?![\w'’])"
)


def vary(pattern: str, rng: random.Random) -> str:
    """Another wording of a pattern, with the same slots."""
    text = "".join(site if isinstance(site, str) else rng.choice(site) for site in _sites(pattern))
    text = _TO_HERO.sub(lambda _: ", {H}" if rng.random() < 0.15 else "", text)
    text = _SPOKEN.sub(lambda match: _spoken(match, rng), text)
    text = _SAID.sub(lambda match: _speaking(match, rng), text)
    text = _outside(text, lambda part, spoken: _opened(part, spoken, rng))
    return _articles(_TWICE.sub("", text))


def _spoken(match: re.Match[str], rng: random.Random) -> str:
    """`"It is late` as `"Oh, it is late`."""
    if rng.random() > 0.2:
        return match[0]
    first = match["first"]
    if first != "I" and not first.startswith(("I'", "Mr")):
        first = first[0].lower() + first[1:]
    return f'"{rng.choice(_OH)} {first} '


def _speaking(match: re.Match[str], rng: random.Random) -> str:
    """`said {H}` as `{H} declared`, `said {H} after a moment`, …."""
    verb, who = rng.choice(_VERBS[match["verb"]]), match["who"]
    first = rng.random() < 0.4 or who == "{he}"
    text = f"{who} {verb}" if first else f"{verb} {who}"
    if match["stop"] == "." and rng.random() < 0.3:
        text += " " + rng.choice(_HOW)
    return text + match["stop"]


def _outside(text: str, change: Callable[[str, bool], str]) -> str:
    """Change what stands outside quotation marks, knowing whether it follows some."""
    out, last = "", 0
    for match in _QUOTED.finditer(text):
        out += change(text[last : match.start()], last > 0) + match[0]
        last = match.end()
    return out + change(text[last:], last > 0)


def _opened(text: str, spoken: bool, rng: random.Random) -> str:
    """Narrated sentences with openers, adverbs, and the hero's name for "he".

    With `spoken` the first of them belongs to what somebody said, and stays.
    """
    pieces = re.split(r"(?<=[.!?]) ", text)
    for i, piece in enumerate(pieces):
        if i == 0 and spoken:
            continue
        body = piece.lstrip()
        space = piece[: len(piece) - len(body)]
        if not body or not re.match(r"[A-Z{]", body):
            continue
        opener = ""
        if told := _TELLS.match(body):
            if rng.random() < 0.3:
                opener = rng.choice(_THEN)
            if told["verb"] in _CAREFUL and rng.random() < 0.25:
                body = f"{told['who']} {rng.choice(_HOW_DONE)} {body[told.start('verb') :]}"
            elif not opener and re.fullmatch(r"[^,;:]{8,60}[.]", body) and rng.random() < 0.1:
                body = f"{body[:-1]} {rng.choice(_AFTER)}."
        elif _BE.match(body) and rng.random() < 0.12:
            opener = rng.choice(_WELL)
        if body.startswith("{He}") and rng.random() < 0.35:
            body = "{H}" + body[4:]
        if opener:
            body = f"{opener} {body[0].lower() + body[1:] if body[0] != '{' else _small(body)}"
        pieces[i] = space + body
    return " ".join(pieces)


def _small(body: str) -> str:
    """`{He}` or `{The}` within a sentence."""
    return re.sub(r"^\{(He|The)\}", lambda match: match[0].lower(), body)


def _capital(phrase: str) -> str:
    """With a capital letter, also in a slot."""
    if phrase.startswith("{"):
        return "{" + phrase[1].upper() + phrase[2:]
    return phrase[:1].upper() + phrase[1:]


def _articles(text: str) -> str:
    """ "a" and "an" as the next word needs them."""
    text = re.sub(r"\b([Aa]) (?=[aeiou](?!ne\b|ne-|nce\b|ni|se|u))", r"\1n ", text)
    return re.sub(r"\b([Aa])n (?=[b-df-gj-np-tv-z])", r"\1 ", text)
