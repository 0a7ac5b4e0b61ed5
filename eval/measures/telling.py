"""What can be counted of a page and its caption, and of many books from one album.

A caption's noun and verb are found by the reader of captions that the storyteller uses as well
(`picturebook.reading`); where it misreads a caption, it misleads both.
"""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Final

from core.text import main_noun, sentences, words_of
from picturebook.reading.clauses import clauses
from picturebook.reading.saying import Saying
from picturebook.reading.tagging import tag
from picturebook.reading.tokens import sentences as split
from picturebook.reading.tokens import tokens
from picturebook.reading.units import Unit, meant
from picturebook.words import Lexicon, lexicon
from picturebook.words.forms import lemmas, singulars

_NO_ACTS: Final = frozenset("be have wear dress clothe cover show contain feature seem".split())

_ASPECT: Final = frozenset("start begin try attempt prepare get continue learn ready want".split())
"""Before "to" these only say how far an act is: "getting ready to kick" is a kick."""
_LOOKING: Final = re.compile(
    r"(?i)\b(?:mean|good|cool|nice|strange|odd|funny|sad|tired|angry|serious|old|weird|tough)"
    r"[- ]looking (?=[a-z])"
)
"""How somebody looks is nothing that they do: "a mean looking dog"."""

_FRONTED: Final = re.compile(
    r"(?:In|On|At|Under|By|Near|Beside|Inside|Outside|Behind|Over|Above|Around|Along|Among) "
    r"[^,]*?(?:, (?=\w)| (?=there (?:is|are)\b))"
)
"""What a caption may begin with before it says whom it shows: "In a kitchen, "."""


def subject_noun(caption: str) -> str:
    """The head noun of whom or what a caption shows: "In a kitchen, a cat sleeps" -> "cat"."""
    return main_noun(_FRONTED.sub("", _LOOKING.sub("", caption.strip()), count=1))


@lru_cache(4096)
def main_verb(caption: str) -> str:
    """The lemma of the first thing that somebody does in a caption; "" where nobody does a thing.

    "is", "has", "wears" and what else says only how something looks ("matching pants", "their arms
    raised", "a mean looking dog") are passed over; of "start to run" it is "run".
    """
    words = lexicon()
    for sentence in split(tokens(_LOOKING.sub("", caption))):
        units = tag(sentence, words, frozenset())
        context = frozenset(w for u in units for w in (u.lemma, *u.lemma.split()))
        sense = list(meant(units, words, context))
        said = clauses(sense, words)
        for saying, after in zip(said, [*said[1:], None], strict=True):
            verb = saying.verb.partition(" ")[0]
            if not saying.subjects or saying.denied or not verb or verb in _NO_ACTS:
                continue
            if _describes(saying, sense, words):
                continue
            to = after is not None and after.unit is not None and after.unit.form == "base"
            if verb in _ASPECT and not saying.objects and after is not None and to:
                continue
            return verb
    return ""


def _describes(saying: Saying, units: Sequence[Unit], words: Lexicon) -> bool:
    """Whether a participle only says how clothes or limbs are: "matching pants", "arms raised"."""
    if saying.unit is None:
        return False
    at = next((i for i, u in enumerate(units) if u.start == saying.unit.start), -1)
    if at < 1:
        return False
    before, after = units[at - 1], units[at + 1] if at + 1 < len(units) else None
    limbs = saying.unit.form == "past" and singulars(before.low)[-1] in words.body
    clothes = (
        saying.unit.form == "ing" and after is not None and before.tag not in ("AUX", "NOUN")
        and saying.verb in ("match", "fit", "glow", "sparkle")
        and words.noun(after.low, "garment") is not None
    )  # fmt: skip
    return limbs or clothes


def says_verb(page: str, verb: str, *, like: bool = False) -> bool:
    """Whether a page has the verb in any of its forms; with `like` also one drawn as the same act
    ("strolling" for "walk")."""
    drawn = _act(verb) if like else ""
    for word in words_of(page):
        stems = lemmas(word, "VERB")
        if verb in (word, *stems) or (drawn and drawn in {_act(stem) for stem in stems}):
            return True
    return False


@lru_cache(4096)
def _act(verb: str) -> str:
    match = lexicon().verb(verb)
    return match.key if match is not None and match.sort == "act" else ""


def says_name(page: str, name: str) -> bool:
    """Whether a name stands in a page, as a word of its own."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", page) is not None


def told_twice(text: str) -> list[str]:
    """Sentences that stood in the text before, word for word."""
    found, before = [], set()
    for sentence in sentences(text):
        words = tuple(words_of(sentence))
        if words and words in before:
            found.append(sentence)
        before.add(words)
    return found


def first_return(books: Sequence[Sequence[Hashable]]) -> int | None:
    """After how many books one tells again what a book before it told; None if none does."""
    before: set[Hashable] = set()
    for count, told in enumerate(books):
        if before & set(told):
            return count
        before |= set(told)
    return None


def nearest_return(books: Sequence[Sequence[Hashable]]) -> int | None:
    """The fewest books from one to the next that tells the same; None if nothing comes again."""
    last: dict[Hashable, int] = {}
    nearest: int | None = None
    for i, told in enumerate(books):
        for one in set(told):
            if one in last and (nearest is None or i - last[one] < nearest):
                nearest = i - last[one]
            last[one] = i
    return nearest


def returns_within(books: Sequence[Sequence[Hashable]], apart: int) -> int:
    """How many books tell something that one of the `apart` books before them told."""
    return sum(
        bool(set(told) & {one for other in books[max(0, i - apart) : i] for one in other})
        for i, told in enumerate(books)
    )
