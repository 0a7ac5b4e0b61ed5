"""What somebody wishes of a page: "shorter", "without the wolf"; read by a few plain rules.

A language model is told the wish as it stands; the storyteller heeds what is read here, and says
what it cannot.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from core.build import WISH, Task
from core.errors import BadInput
from core.text import clean, content_words, count_words, sentences

LONGEST: Final = 200
"""Characters."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE | re.VERBOSE)


_KINDS: Final = {
    "shorter": _words(r"short(?:er|en)? | briefer | less | fewer\ words"),
    "longer": _words(r"long(?:er)? | lengthen | more\ (?:words|text|details?)"),
    "plainer": _words(
        r"plain(?:er)? | simpl(?:er|e|ify) | easier | easy"
        r"| (?:for\ )?(?:little|small|young(?:er)?)\ (?:children|ones?|kids)"
    ),
    "other": _words(
        r"(?:in\ )?other\ words | different(?:ly)?(?:\ words)? | reword | anew | again"
        r"| another\ (?:text|wording|version)"
    ),
}
_WITHOUT: Final = _words(
    r"(?:without | leave\ out | no\ more | no | drop | remove | lose)\s+"
    r"(?:(?:the|an?|any|his|her|their)\s+)?"
    r"(?P<what>[\w’'-]+(?:\s+(?!(?:and|but|or|please)\b)[\w’'-]+)?)"
)
_SAYS_NOTHING: Final = _words(
    r"please | and | but | an? | the | it | bit | little | much | make | this | page | in | be"
    r"| could | can | you | tell | told | say | of | with | too | also | now | just | very | or"
    r"| some | words? | shall | should | text | it’s"
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A wish as it is read: lengths, plainness, other words, what shall not be there, and `rest`,
    words of it that none of these says."""

    text: str = ""
    shorter: bool = False
    longer: bool = False
    plainer: bool = False
    other: bool = False
    without: tuple[str, ...] = ()
    rest: str = ""

    @property
    def known(self) -> bool:
        """Whether the storyteller can heed any of it."""
        return self.shorter or self.longer or self.plainer or self.other or bool(self.without)

    def room(self, words: int) -> tuple[float, float] | None:
        """The least and most words of a page that had `words`; None where the wish says nothing."""
        if self.shorter and not self.longer:
            return max(5, 0.4 * words), max(8, 0.8 * words)
        if self.longer and not self.shorter:
            return 1.2 * words, 2 * words
        return None

    def left_in(self, text: str) -> tuple[str, ...]:
        """What is still in a text though it shall not be."""
        said = set(content_words(text)) | {word.lower() for word in re.findall(r"\w+", text)}
        return tuple(w for w in self.without if set(content_words(w) or [w.lower()]) <= said)


def read_wish(text: str) -> Wish:
    """A wish from its words; `BadInput` for one that is empty or far too long."""
    text = " ".join(clean(text).split())
    if not text:
        raise BadInput("Say what you wish of this page: “shorter”, or “without the wolf”.")
    if len(text) > LONGEST:
        raise BadInput(
            f"The wish is too long: {len(text)} characters; say it in at most {LONGEST}."
        )
    rest, without = text, []
    for found in _WITHOUT.finditer(text):
        # "without the wolf, shorter": a word of another wish is no part of what is left out.
        what = [
            w for w in found["what"].split() if not any(k.fullmatch(w) for k in _KINDS.values())
        ]
        without.append(" ".join(what))
        rest = rest.replace(found[0].removesuffix(found["what"]) + " ".join(what), " ")
    said = {}
    for name, kind in _KINDS.items():
        said[name] = bool(kind.search(rest))
        rest = kind.sub(" ", rest)
    rest = " ".join(re.findall(r"[\w’'-]+", _SAYS_NOTHING.sub(" ", rest)))
    return Wish(text=text, without=tuple(filter(None, without)), rest=rest, **said)


def wish_of(task: Task) -> Wish | None:
    """The wish that a page's task carries."""
    said: Any = task.params.get(WISH)
    return read_wish(str(said)) if said else None


def ease(text: str) -> float:
    """How easily a text reads, the less the easier: words of a sentence, and letters of a word."""
    words = re.findall(r"\w+", text)
    letters = sum(map(len, words)) / max(len(words), 1)
    return count_words(text) / max(len(sentences(text)), 1) + letters
