"""Units of a sentence: tokens that are one word together, and words in the sense that is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from picturebook.reading import grammar
from picturebook.reading.tokens import Token
from picturebook.words import Lexicon
from picturebook.words.forms import classes, lemmas

_NO_NOUNS: Final = frozenset("under below in on at over into inside beside".split())
"""Prepositions: "a fish under water" is no kind of water."""
_PARTICLES: Final = frozenset("up down out off".split())
"""To "pick up" is no "pickup"."""
_AFTER_VERB: Final = grammar.DETERMINERS | grammar.PRONOUNS.keys() | _PARTICLES
_MEANT: Final = frozenset(
    "show eat drink see look catch reach take hold ride swing hit throw kick jump".split()
)


@dataclass(frozen=True)
class Unit:
    """One or several tokens that are one word: "fire hydrant", "in front of"."""

    text: str
    low: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    form: str = ""
    """Of verbs: "ing", "past", "s" or "base"; of nouns "plural" or ""."""


def units_of(sentence: Sequence[Token], lexicon: Lexicon, names: frozenset[str]) -> list[Unit]:
    units: list[Unit] = []
    lows = [token.low for token in sentence]
    i = 0
    while i < len(sentence):
        count, kind = 1, ""
        named, called = _name_length(sentence, i, names)
        if named:
            count, kind = named, "NAME"
        elif sentence[i].kind == "word":
            count = _preposition_length(lows, i)
            kind = "PREP" if count > 1 else ""
            lifted = lows[i + 1 : i + 2] and lows[i + 1] in _PARTICLES and not (
                i and (lows[i - 1] in grammar.DETERMINERS or lexicon.describing(lows[i - 1]))
            )  # fmt: skip
            if (
                count == 1
                and not lifted
                and lows[i] not in _NO_NOUNS
                and all(t.kind == "word" for t in sentence[i : i + 2])
            ):
                count = lexicon.longest([t.low if t.kind == "word" else "," for t in sentence], i)
        first, last = sentence[i], sentence[i + count - 1]
        text = called or " ".join(token.text for token in sentence[i : i + count])
        low = " ".join(lows[i : i + count])
        tag_ = kind or {"mark": "MARK", "quote": "QUOTE", "number": "NUM"}.get(first.kind, "")
        units.append(Unit(text, low, first.start, last.end, tag_, low))
        i += count
    return units


def meant(units: Sequence[Unit], lexicon: Lexicon, context: frozenset[str]) -> list[Unit]:
    """The units with words of two senses in the sense that goes with the words around them."""
    senses: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for key, line in lexicon.setting("sense").items():
        word, target = key.split(" > ")
        senses.setdefault(word, []).append((target.replace("-", " "), frozenset(line)))
    found = []
    for unit in units:
        for target, around in senses.get(unit.lemma, ()) if unit.tag == "NOUN" else ():
            known = lexicon.noun(target) or target in lexicon.body or lexicon.describing(target)
            if around & context and known:
                unit = replace(unit, low=target, lemma=target)
                break
        found.append(unit)
    return found


def _name_length(sentence: Sequence[Token], start: int, names: frozenset[str]) -> tuple[int, str]:
    """How many tokens from here on are a name, and the name as the story's names have it."""
    if not sentence[start].text[:1].isalpha():
        return 0, ""
    for count in range(min(5, len(sentence) - start), 0, -1):
        part = sentence[start : start + count]
        said = " ".join(t.text for t in part).replace(" .", ".").replace("’", "'")
        if said in names and any(c.isupper() for c in said):
            return count, said
        if said.isupper() and len(said) > 1 and said.title() in names:
            return count, said.title()
    return 0, ""


def _preposition_length(lows: Sequence[str], start: int) -> int:
    for count in range(min(grammar.LONGEST_PREPOSITION, len(lows) - start), 1, -1):
        if " ".join(lows[start : start + count]) in grammar.PREPOSITIONS:
            after = lows[start + count] if start + count < len(lows) else ""
            verb = lows[start + count - 1] == "to" and after in lemmas(after, "VERB")
            beyond = lows[start + count + 1] if start + count + 1 < len(lows) else ""
            meant_ = after in _MEANT or "NOUN" not in classes(after)
            meant_ = meant_ or beyond in _AFTER_VERB
            if not (verb and meant_):
                return count
    return 1
