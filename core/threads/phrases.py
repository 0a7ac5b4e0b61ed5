"""Noun phrases of a caption in the page's own words: article, number, one adjective, the noun.

What a caption says of looks beyond that is left to the picture.
"""

import re
from collections.abc import Sequence
from typing import Final

from core.threads.nouns import (
    COUNTED,
    FEW,
    GAME,
    GLASSES,
    GROUND,
    KIN,
    LIFELESS,
    MANY,
    MASS,
    OF_THE_NEXT,
    PROPER,
    QUALITIES,
    SEVERAL,
    SOMEONE,
)  # fmt: skip
from core.threads.proper import as_spelt, proper
from core.threads.spelling import is_word
from picturebook.reading.phrase import Phrase
from picturebook.reading.units import Unit
from picturebook.words import Lexicon
from picturebook.words.forms import capital, classes, is_plural, lemmas, singulars, with_article

_BARE: Final = frozenset(
    """home bed town school sea work front line flight church public midair mid-air unison action
    place position top shape style formation tandem motion circles mid-flight mid-jump bloom
    traffic space captivity nature public fairyland antarctica pain""".split()
)
"""Nouns that stand after a preposition without an article: "in bed"."""
_SHOWN: Final = frozenset(
    """photo photograph picture image view shot scene close-up closeup close up snapshot portrait
    type kind sort variety display selection assortment interior inside exterior sight
    combination part photos photographs pictures images views shots scenes types kinds sorts
    varieties""".split()
) | {"close up"}  # fmt: skip
"""Of these only what comes after "of" is told."""
_GONE: Final = frozenset("same other another each every both all some any certain".split())
_PEOPLE_SAID: Final = ("size", "face")
_THINGS_SAID: Final = ("colour", "size", "material", "pattern", "toy", "face", "light_colours")
_LOOKS: Final = (
    "colour",
    "size",
    "material",
    "pattern",
    "face",
    "toy",
    "time",
    "weather",
    "season",
)
_AGE: Final = frozenset("old young elderly teenage little small big tall tiny huge older".split())
_DEFINITE: Final = frozenset("the this that these those his her its their my our your".split())
_UNNUMBERED: Final = frozenset("a an the this that these those another some any each every".split())


class Wording:
    """The words of one noun phrase. `said` is it as it is met first, `the` as it is known then."""

    def __init__(
        self, phrase: Phrase, units: Sequence[Unit], lexicon: Lexicon, *, shown: bool = True
    ) -> None:
        self.phrase = phrase
        self.lexicon = lexicon
        self._sentence = units
        inside = [u for u in units if phrase.start <= u.start and u.end <= phrase.end]
        self.chunks: list[list[Unit]] = [[]]
        for unit in inside:
            if unit.low == "of":
                self.chunks.append([])
            elif unit.tag in ("DET", "NUM", "ADJ", "NOUN", "NAME", "POSS", "PRON", "CONJ"):
                self.chunks[-1].append(unit)
        self.chunks = [_cut(c, lexicon) for c in self.chunks if c]
        while shown and len(self.chunks) > 1 and self._last(self.chunks[0]) in _SHOWN:
            del self.chunks[0]
        if len(self.chunks) > 1 and self._last(self.chunks[-1]) in QUALITIES:
            del self.chunks[-1]
        groups = {w for line in lexicon.attribute("group").values() for w in line}
        if len(self.chunks) > 1 and all(self._last(c) in lexicon.body for c in self.chunks[:2]):
            del self.chunks[1:]
        self.group = len(self.chunks) > 1 and self._last(self.chunks[0]) in groups
        self.pronoun = phrase.kind == "pronoun"
        self.alive = phrase.alive and not self.lifeless
        bare = bool(self.chunks) and not any(u.tag in ("DET", "NUM") for u in self.chunks[0])
        bare = bare and phrase.kind == "noun" and " " in phrase.head
        self.plural = phrase.several or self.group or (
            bare and is_plural(_noun(self._last(self.chunks[0])))
        ) or (
            bool(self.chunks) and self._last(self.chunks[-1]) in ("people", "police", "cattle")
        ) or (
            bool(self.chunks) and self._last(self.chunks[0]) in GAME
            and any(u.low in SEVERAL for u in self.chunks[0])
        )  # fmt: skip
        if len(self.chunks) > 1 and not self.group:
            self.plural = is_plural(self._last(self.chunks[0]))
        self.head = self._last(self.chunks[-1] if self.group else self.chunks[0]) if (
            self.chunks) else ""  # fmt: skip
        several = self.alive or self.counted or not self.group
        self.many = several and (
            self.group or (self.plural and (is_plural(_noun(self.head)) or self.head in GAME))
        )
        """Whether its own words are in the plural: "a family" and "a row of boats" are not."""

    @property
    def counted(self) -> bool:
        """Whether a group is told as a number: "two men" of "a couple of men"."""
        return self.group and self._last(self.chunks[0]) in COUNTED

    @property
    def known(self) -> bool:
        """Whether its noun is one at all."""
        if self.pronoun or self.phrase.kind == "name":
            return True
        if not any(u.tag == "NOUN" for c in self.chunks for u in c):
            return False
        last = _noun(self.head).split("-")[-1]
        counts = [u.low for u in self.chunks[0] if u.tag == "NUM"]
        many = is_plural(last) or last in GAME
        determined = any(u.tag == "DET" for u in self.chunks[0])
        if counts and counts[0] in FEW and not many and not determined:
            return False
        if counts == ["one"] and is_plural(last) and last not in MANY:
            return False
        if self._is_deed():
            return False
        opening = {u.low for u in self.chunks[0] if u.tag in ("DET", "NUM")}
        many = is_plural(_noun(self.head)) and self.head not in MANY
        if opening and opening <= {"a", "an"} and many and not self.group:
            return False
        if self.lexicon.noun(self.head) is not None:
            return True
        if classes(last) and "NOUN" not in classes(last):
            return False
        if last.endswith("ing") and lemmas(last, "VERB"):
            return False
        looks = any(m.sort in _LOOKS for m in self.lexicon.describing(last))
        # Whom a caption begins with is told as it is spelt.
        spelt = self._capital or self.phrase.start == 0 or is_word(last)
        named = determined and last.isalpha() and spelt
        return (bool(lemmas(last, "NOUN")) or named) and not looks

    @property
    def _capital(self) -> bool:
        """Whether its noun is written like a name."""
        nouns = [u for c in self.chunks for u in c if u.tag == "NOUN" and u.low == self.head]
        return any(not u.text.islower() for u in nouns)

    def _is_deed(self) -> bool:
        """Whether it is a colour and a verb: "(a girl in) pink tosses"."""
        first = self.chunks[0]
        if len(first) != 2 or first[0].tag != "ADJ" or self.phrase.sort == "garment":
            return False
        coloured = self.lexicon.describes(first[0].low, "colour")
        known = self.phrase.match is not None and self.phrase.match.exact
        return bool(coloured and lemmas(first[1].low, "VERB")) and not known

    @property
    def lifeless(self) -> bool:
        """Whether it only looks like somebody, or belongs to them: "the shadow of a man"."""
        return bool(self.chunks) and self._last(self.chunks[0]) in LIFELESS

    @staticmethod
    def _last(chunk: Sequence[Unit]) -> str:
        nouns = [u for u in chunk if u.tag in ("NOUN", "NAME", "PRON")]
        return as_spelt((nouns or list(chunk))[-1]).lower()

    def said(self, *, adjective: bool = True) -> str:
        """ "two dogs", "a small boy", "a plate of food"."""
        return self._whole(adjective=adjective, the=False)

    def the(self, *, adjective: bool = False, number: bool = False) -> str:
        """ "the dogs"; with its adjective or number if wanted."""
        return self._whole(adjective=adjective, the=True, number=number)

    def where(self) -> str:
        """As a place: grounds and rooms are known ("the grass", "the street"), things are met."""
        match = self.phrase.match
        ground = (match is not None and match.sort == "place") or self.head in self.lexicon.grounds
        ground = ground or _noun(self.head) in GROUND
        if self.pronoun or (self.phrase.kind == "name" and len(self.chunks[0]) == 1):
            return self.said()
        if len(self.chunks) == 1 and proper(self.chunks[0], self._sentence, self.lexicon):
            return self.said()
        if self.head in _BARE | PROPER and len(self.chunks) == 1 and len(self.chunks[0]) == 1:
            return capital(self.head) if self.head in PROPER else self.head
        first = self.chunks[0][0].low if self.chunks else ""
        moment = match is not None and match.sort in ("time", "season")
        if moment and first not in _UNNUMBERED:
            return self.head
        if moment and first in ("a", "an"):
            looks = [u.low for u in self.chunks[0] if u.tag == "ADJ"][-1:]
            return with_article(" ".join([*looks, self.head]))
        if ground and first not in _DEFINITE and not self.plural and len(self.chunks) == 1:
            return self.the()
        return self.said(adjective=not ground)

    def looks(self) -> str:
        """As clothes or looks: "red hair", "a fancy hat"."""
        if len(self.chunks) != 1:
            return ""
        units = self.chunks[0]
        said = [u.low for u in units if u.tag == "ADJ"][-1:]
        noun = self.said(adjective=False)
        if not said or said[0] in noun.split(" "):
            return noun
        first, _, rest = noun.partition(" ")
        if first in ("a", "an") and rest:
            return with_article(f"{said[0]} {rest}")
        if (first == "one" or first in {*_DEFINITE, *FEW}) and rest:
            return f"{first} {said[0]} {rest}"
        return f"{said[0]} {noun}"

    def _whole(self, *, adjective: bool, the: bool, number: bool = True) -> str:
        if not self.chunks:
            return ""
        if self.pronoun:
            return " ".join(u.low for u in self.chunks[0])
        chunks = self.chunks
        if the and self.group:
            chunks = chunks[-1:]
        if self.phrase.toy:
            adjective = True
        opening = COUNTED.get(self._last(chunks[0])) if len(chunks) > 1 and self.group else None
        if opening:
            rest = self._chunk(chunks[1], adjective=adjective, the=False, inner=True)
            return f"{opening} {rest}"
        done = [self._chunk(chunks[0], adjective=adjective, the=the, number=number)]
        for chunk in chunks[1:]:
            if not any(u.tag in ("NOUN", "NAME", "PRON") for u in chunk):
                continue
            done.append(self._chunk(chunk, adjective=adjective, the=False, inner=True))
        return " of ".join(done)

    def _chunk(
        self, chunk: Sequence[Unit], *, adjective: bool, the: bool,
        inner: bool = False, number: bool = True,
    ) -> str:  # fmt: skip
        units = list(chunk)
        last = max((i for i, u in enumerate(units) if u.tag in ("NOUN", "NAME")), default=-1)
        if last < 0:
            return " ".join(u.low for u in units)
        if any(u.tag == "POSS" for u in units):
            return self._owned(units, the=the)
        units = units[: last + 1]
        name = proper(units, self._sentence, self.lexicon)
        if name:
            return name
        known = units[last].text[:1].isupper() and units[last].low in self.lexicon.given
        if known and not any(u.tag == "DET" for u in units):
            return units[last].text
        named = units[last].tag == "NAME"
        if named and len(units) > 1 and units[last - 1].tag == "NOUN" and (
            units[last - 1].text.islower()
        ):  # fmt: skip
            name = units[last].text
            return name if the else f"{with_article(units[last - 1].low)} called {name}"
        if units[last].low in KIN and not any(u.tag == "DET" for u in units):
            return capital(units[last].low)
        nouns = [as_spelt(u) for u in units if u.tag in ("NOUN", "NAME")]
        if {"each", "other"} <= {u.low for u in units}:
            return "each other"
        nouns = [n for n in nouns if n not in _GONE] or nouns
        nouns = [n for n in nouns[:-1] if n not in ("male", "female")] + nouns[-1:]
        nouns = [n for i, n in enumerate(nouns) if n not in " ".join(nouns[i + 1 :]).split()]
        nouns = nouns[-1:] if _of_the_first(units) else nouns
        nouns = nouns[-1:] if len(nouns) > 2 and " " in nouns[-1] else nouns[-2:]
        described = self._adjective(units) if adjective else ""
        words = ([described] if described else []) + nouns
        determiner = next((u.low for u in units if u.tag == "DET"), "")
        determiner = "some" if determiner in ("these", "those") else determiner
        determiner = "a" if determiner in ("my", "our", "your", "this", "that") else determiner
        head = as_spelt(units[last]).lower()
        both = bool(set(singulars(head)) & self.lexicon.body)
        count = " ".join(u.low for u in units if u.tag == "NUM" and (both or u.low != "both"))
        many = is_plural(_noun(head)) or (head in GAME and (
            self.plural
        ))  # fmt: skip
        text = " ".join(words)
        if the:
            owned = determiner in _DEFINITE and determiner not in ("the", "this", "these")
            first = determiner if owned and determiner not in ("that", "those") else "the"
            if named and not owned and len(nouns) == 1:
                return text
            return f"{first} {count + ' ' if number and many and count in FEW else ''}{text}"
        if count == "few" and determiner == "a":
            return f"a few {text}"
        if count and not many and count != "one":
            return with_article(text if count in FEW else f"{count} {text}")
        if count:
            return (
                f"{count} {text}" if determiner not in _DEFINITE else f"{determiner} {count} {text}"
            )
        if determiner in _DEFINITE:
            return f"{determiner} {text}"
        if determiner == "another" and not many:
            return f"some {text}" if head in MANY else f"another {text}"
        if determiner in ("a", "an", "each", "every") and not many:
            return with_article(text)
        if many:
            kept = determiner if determiner in ("some", "no", "all") else ""
            return f"{kept} {text}".strip()
        if head.endswith("s") and not head.endswith("ss") and not classes(head):
            return text
        if named or inner or head in ("one", "others"):
            return text
        if head.split(" ")[-1] in MASS and not GLASSES.search(text):
            return text
        return with_article(text)

    def _owned(self, units: Sequence[Unit], *, the: bool) -> str:
        """ "a man's hat", as it stands; what is the teller's own is somebody's."""
        if units[0].low in ("my", "our", "your"):
            last = max(i for i, u in enumerate(units) if u.tag == "POSS")
            noun = " ".join(as_spelt(u) for u in units[last + 1 :] if u.tag == "NOUN")
            return f"the {noun}" if the else with_article(noun)
        words: list[str] = []
        for unit in units:
            if unit.tag == "ADJ" and unit.form not in ("", "ing"):
                continue
            word = as_spelt(unit)
            if unit.tag == "POSS" and words:
                words[-1] += word
            else:
                words.append(word)
        text = " ".join(words)
        if units[0].low in SOMEONE:
            return text
        bare = units[0].tag in ("DET", "NAME", "NUM") or is_plural(units[0].low)
        return text if bare else with_article(text)

    def _adjective(self, units: Sequence[Unit]) -> str:
        """The one adjective that is told, "" if none is worth it."""
        found = [u for i, u in enumerate(units) if u.tag == "ADJ"]
        joined = any(u.tag == "CONJ" for u in units)
        sorts = _PEOPLE_SAID if self.alive and self._person() else _THINGS_SAID
        for unit in found:
            if unit.low in _GONE or unit.low == "male" or unit.low == "female":
                continue
            kinds = {m.sort for m in self.lexicon.describing(unit.low)}
            if joined and kinds & {"colour", "light_colours", "material", "pattern"}:
                continue
            if unit.low in _AGE or kinds & set(sorts):
                return unit.low
        return ""

    def _person(self) -> bool:
        return self.phrase.sort in ("person", "role", "name", "pronoun", "")


def _of_the_first(units: Sequence[Unit]) -> bool:
    """Whether what stands before two nouns is of the first: "a deep dish pizza", "a four way stop
    sign"; without it that noun says nothing."""
    if len(units) < 3 or units[-2].tag != "NOUN" or is_plural(units[-2].low):
        return False
    before = units[-3]
    numbered = before.tag == "NUM" and before.low in FEW and not is_plural(units[-1].low)
    return before.low in OF_THE_NEXT or numbered


def _cut(chunk: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """A chunk up to a word that really is what somebody does: "field (flying kites)", and without
    one that nobody knows: "a counter (fiiled)"."""
    last = chunk[-1]
    strange = last.tag == "NOUN" and last.low.endswith(("ed", "ing")) and not classes(last.low)
    if strange and len(chunk) > 1 and chunk[-2].tag == "NOUN" and lexicon.noun(last.low) is None:
        chunk = chunk[:-1]
    for i, unit in enumerate(chunk[1:], 1):
        verb = unit.low.endswith("ing") and lemmas(unit.low, "VERB") and not lexicon.noun(unit.low)
        if (
            verb
            and chunk[i - 1].tag == "NOUN"
            and is_plural(chunk[-1].low)
            and unit is not chunk[-1]
        ):
            return chunk[:i]
    return chunk


def _noun(head: str) -> str:
    """The word of a compound that tells its number: "bowl" of "bowl of noodles"."""
    return re.split(" (?:of|in|on) ", head)[0].split(" ")[-1]
