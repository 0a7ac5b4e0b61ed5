"""`Lexicon`: what is drawn for a word.

Nouns, verbs and describing words are three vocabularies: "orange" is a fruit and a colour, "swing"
a thing and an act.  Within one of them each word belongs to one entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from picturebook.words import tables
from picturebook.words.forms import lemmas, singulars
from picturebook.words.tables import ART, Entry, plain

GENERIC: Final = {"person": "person", "child": "person", "family": "person"}
"""People of whom no more is said; the reader makes them men, women, girls and boys."""
MOMENTS: Final = ("time", "weather", "season")
DESCRIBING: Final = (
    "colour", "light_colours", "material", "pattern", "size", "face", "number", "toy",
    "hair", "trait", "time", "weather", "season",
)  # fmt: skip
_VOCABULARY: Final = {"act": "act", "hair": "hair", "garment": "garment", "place": "place"}
"""Sorts whose words may also be nouns of other sorts: a castle is a place and a thing."""
_PARTICLES: Final = frozenset("up down in out on off over".split())
_SHADES: Final = ("light", "dark", "bright", "pale", "deep")
_LONGEST: Final = 4
_LINKS: Final = 4


@dataclass(frozen=True)
class Match:
    """What is drawn for a word: `key` of `sort`; not `exact` if it is only the nearest kind."""

    key: str
    sort: str
    exact: bool = True


class Lexicon:
    """All words, loaded from the tables below `folder` and from the vocabulary's own."""

    def __init__(self, folder: Path = ART) -> None:
        self.entries: dict[tuple[str, str], Entry] = {}
        self._nouns: dict[str, list[Match]] = {}
        self._acts: dict[str, Match] = {}
        self._joined: dict[str, str] = {}
        self._describing: dict[str, list[Match]] = {}
        self._claims: dict[tuple[str, str], str] = {}
        self._load_art(folder)
        self._attributes = tables.own("attributes")
        self._settings = tables.own("settings")
        self._load_moments()
        self._load_nouns(tables.own("nouns"))
        for found in self._nouns.values():
            found.sort(key=lambda match: not match.exact)
        self._load_verbs(tables.own("verbs"))
        for sort in DESCRIBING:
            for key, said in self._attributes[sort].items():
                for word in said if key == "clear" else (plain(key), *said):
                    shades = _SHADES if sort == "colour" else ()
                    for whole in (word, *(f"{shade} {word}" for shade in shades)):
                        self._describing.setdefault(whole, []).append(Match(key, sort))
        self.void = frozenset(w for line in self._attributes["void"].values() for w in line)
        self.body = frozenset(self._attributes["body"]["part"])
        self.grounds = frozenset(w for line in self._attributes["part"].values() for w in line)
        self.given = {
            name: pronoun for pronoun, line in tables.own("names")["given"].items() for name in line
        }
        measures = (w for line in self._attributes["measure"].values() for w in line)
        self._phrases = self.void | self.body | set(measures)
        known = (self._nouns, self._describing, self._phrases)
        self._first = {w.split()[0] for table in known for w in table if " " in w}
        self._joined = {w.replace(" ", ""): w for w in self._nouns if " " in w}

    # -- looking up ------------------------------------------------------------------------

    def find(self, words: str) -> Match | None:
        """What is drawn for one or several words, whatever they are."""
        found = self.noun(words) or self.verb(words)
        return found or next(iter(self.describing(words)), None)

    def noun(self, words: str, sort: str = "") -> Match | None:
        """What is drawn for a noun, in the singular or plural; of one sort if that is wanted."""
        word = plain(words)
        *before, last = word.split(" ")
        for form in singulars(last):
            whole = " ".join([*before, form])
            squeezed = whole.replace(" ", "")
            found = self._nouns.get(whole) or self._nouns.get(self._joined.get(whole, ""))
            if not found and before and len(squeezed) > 6 and form not in _PARTICLES:
                found = self._nouns.get(squeezed)
            for match in found or ():
                if sort in ("", match.sort):
                    return match
        return None

    def verb(self, words: str) -> Match | None:
        """The act that is drawn for a verb in any form; "still" and "shown" are sorts of words
        that tell what things and looks show anyway."""
        first, *rest = plain(words).split(" ")
        for lemma in dict.fromkeys((first, *lemmas(first, "VERB"))):
            match = self._acts.get(" ".join([lemma, *rest]))
            if match is not None:
                return match
        return None

    def describing(self, word: str) -> Sequence[Match]:
        """The colours, sizes, numbers, times … that a word names."""
        return self._describing.get(plain(word), ())

    def describes(self, word: str, sort: str) -> str:
        """The key of one sort that a word names, "" if none."""
        return next((m.key for m in self.describing(word) if m.sort == sort), "")

    def attribute(self, section: str) -> Mapping[str, tuple[str, ...]]:
        """One section of the describing words: key, words."""
        return self._attributes[section]

    def setting(self, section: str) -> Mapping[str, tuple[str, ...]]:
        """Places by what suggests them."""
        return self._settings[section]

    def longest(self, words: Sequence[str], start: int) -> int:
        """How many of `words` from `start` on are one entry (a noun or a describing word)."""
        if words[start] not in self._first:
            return 1
        for count in range(min(_LONGEST, len(words) - start), 1, -1):
            phrase = plain(" ".join(words[start : start + count]))
            if phrase in self._describing or phrase in self._phrases:
                return count
            found = self.noun(phrase)
            if found is not None and not self._only_coloured(phrase):
                return count
        return 1

    def _only_coloured(self, phrase: str) -> bool:
        """ "white shirt" is a shirt that is white, whatever a table has for it."""
        first, rest = phrase.split(" ", 1)
        return bool(self.describes(first, "colour")) and self.noun(rest, "garment") is not None

    def entry(self, sort: str, key: str) -> Entry | None:
        """The art's line for a key."""
        return self.entries.get((sort, key))

    def has(self, sort: str) -> bool:
        """Whether there is any art of a sort."""
        return any(kind == sort for kind, _ in self.entries)

    def keys(self, sort: str) -> tuple[str, ...]:
        """All keys of a sort of art."""
        return tuple(key for kind, key in self.entries if kind == sort)

    def indoors(self, place: str) -> bool:
        """Whether a place is a room."""
        entry = self.entry("place", place)
        return entry is not None and entry.table == "indoors"

    # -- loading ---------------------------------------------------------------------------

    def _load_art(self, folder: Path) -> None:
        entries = list(tables.art(folder))
        for entry in entries:
            self.entries[entry.sort, entry.key] = entry
        for said in ("key", "also", "near"):
            for entry in entries:
                words = (plain(entry.key),) if said == "key" else getattr(entry, said)
                match = Match(entry.key, entry.sort, said != "near")
                self._claim(words, match)
        for key, sort in GENERIC.items():
            self._add(key, Match(key, sort))

    def _load_moments(self) -> None:
        for sort in MOMENTS:
            for key, said in self._attributes[sort].items():
                for word in (key, *said):
                    self._add(word, Match(key, sort))
        for key, said in self._attributes["garment"].items():
            match = self.noun(key, "garment") or Match(key, "garment", not self.has("garment"))
            for word in (plain(key), *said):
                self._add(word, match, first=True)

    def _load_nouns(self, own: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        """Words without a picture of their own; a target may be a word of these tables again."""
        links: dict[str, tuple[str, bool]] = {}
        for section in ("same", "near"):
            for target, said in own[section].items():
                for word in said:
                    links.setdefault(word, (plain(target), section == "same"))
        for word in links:
            target, exact = links[word]
            for _ in range(_LINKS):
                if target in self._nouns or target not in links:
                    break
                target, same = links[target]
                exact = exact and same
            match = next(iter(self._nouns.get(target, ())), None)
            if match is not None:
                self._add(word, Match(match.key, match.sort, exact and match.exact))

    def _load_verbs(self, own: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        posed = {entry.key for entry in self.entries.values() if entry.sort == "act"}
        for section in ("same", "near"):
            for key, said in own[section].items():
                target = self._acts.get(plain(key)) or Match(key, "act", not posed or key in posed)
                exact = section == "same" and target.exact
                if section == "same":
                    self._acts.setdefault(plain(key), target)
                for word in said:
                    self._acts.setdefault(word, Match(target.key, "act", exact))
        for word in own["shown"]["wear"]:
            self._acts.setdefault(word, Match("wear", "shown"))
        self._acts.setdefault("wear", Match("wear", "shown"))
        self.still = frozenset(own["state"]["still"])
        for word in self.still:
            self._acts.setdefault(word, Match("still", "still"))

    def _claim(self, words: Iterable[str], match: Match) -> None:
        """Words of an entry of the art, which no other may have; the vocabulary's own tables only
        fill what the art leaves open."""
        kind = _VOCABULARY.get(match.sort, "noun")
        owner = f"{match.sort} “{match.key}”"
        for word in words:
            if (other := self._claims.setdefault((kind, word), owner)) != owner:
                raise ValueError(
                    f"“{word}” is a word of the {other} and of the {owner}: take it from one."
                )
            if kind == "act":
                self._acts.setdefault(word, match)
            elif kind != "hair":
                self._add(word, match)

    def _add(self, word: str, match: Match, first: bool = False) -> None:
        found = self._nouns.setdefault(word, [])
        for i, known in enumerate(found):
            if known.key == match.key and known.sort == match.sort and match.exact:
                found[i] = match
        if all(known.sort != match.sort for known in found):
            found.insert(0 if first else len(found), match)


@cache
def lexicon() -> Lexicon:
    """The vocabulary, loaded once."""
    return Lexicon()
