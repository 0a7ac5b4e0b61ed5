"""Objects that a caption names and no reference has: a variant of CHAIR.

CHAIR (Rohrbach et al., EMNLP 2018) asks which of COCO's 80 categories a caption names that are
neither segmented in the picture nor named by its references.  Here only the references speak, since
any folder of captions has them, and the words for a category are the picture book's
(`objects.toml`): figures compare with each other, not with those of papers.  English alone.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import BadInput
from eval.measures.ptb import tokenise
from picturebook.words import lexicon
from picturebook.words.forms import singulars
from picturebook.words.tables import plain

TABLE: Final = Path(__file__).with_name("objects.toml")
_LONGEST: Final = 4
"""Words of the longest name that is looked for."""
_ALSO_A_COLOUR: Final = "orange"
_BEFORE_A_COLOUR: Final = frozenset("and in wearing wears bright".split())


@dataclass(frozen=True, kw_only=True)
class Named:
    """What one caption names: categories in its order, each once, and those of them that no
    reference names."""

    objects: tuple[str, ...]
    invented: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Words:
    """Which words name which category."""

    also: Mapping[str, str]
    kinds: Mapping[tuple[str, str], str]
    sorts: Mapping[str, str]
    never: frozenset[tuple[str, str]]


def objects(caption: str) -> tuple[str, ...]:
    """The categories that a caption names, in its order, each once.

    The longest name counts: a train station is no train, a hot dog no dog.
    """
    words = list(tokenise(caption))
    found, at = [], 0
    while at < len(words):
        size, category = _at(words, at)
        if category:
            found.append(category)
        at += size
    return tuple(dict.fromkeys(found))


def named(caption: str, references: Sequence[str]) -> Named:
    """What a caption names, beside its references; `BadInput` without one."""
    if not references:
        raise BadInput("Each caption needs at least one reference.")
    shown = {name for reference in references for name in objects(reference)}
    mine = objects(caption)
    return Named(objects=mine, invented=tuple(name for name in mine if name not in shown))


def invented_share(sums: np.ndarray) -> np.ndarray:
    """CHAIRi of sums of (invented, named), shape (m, 2) to (m, 1); 0 where nothing is named."""
    wrong, every = sums[:, [0]], sums[:, [1]]
    return np.divide(wrong, every, out=np.zeros_like(wrong, dtype=float), where=every > 0)


def _at(words: Sequence[str], at: int) -> tuple[int, str | None]:
    """How many words from `at` on are one name, and the category it names."""
    table = _words()
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = plain(" ".join(words[at : at + size]))
        forms = _forms(phrase)
        if also := next((table.also[form] for form in forms if form in table.also), None):
            return size, also
        match = lexicon().noun(phrase)
        if match is None:
            continue
        category = table.kinds.get((match.sort, match.key)) or table.sorts.get(match.sort)
        if category is None or any((category, form) in table.never for form in forms):
            return size, None
        if not match.exact and not (size > 1 and _names(forms[-1].split()[-1], category)):
            return size, None  # a nearest kind: "beer bottle" is a bottle, "olive oil" is none
        if category == _ALSO_A_COLOUR and size == 1 and _colours(words, at):
            return size, None
        return size, category
    return 1, None


def _names(word: str, category: str) -> bool:
    return category in objects(word)


def _colours(words: Sequence[str], at: int) -> bool:
    """Whether "orange" is a colour here: before a noun, or beside another colour."""
    after = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    if words[at].endswith("s"):
        return False
    return (
        after == "and"
        or before in _BEFORE_A_COLOUR
        or bool(lexicon().describes(after, "colour"))
        or (bool(after) and lexicon().noun(after) is not None)
    )


def _forms(phrase: str) -> list[str]:
    *before, last = phrase.split(" ")
    return [" ".join([*before, form]) for form in singulars(last)]


@cache
def _table() -> dict[str, dict[str, str]]:
    with TABLE.open("rb") as file:
        return tomllib.load(file)


@cache
def _words() -> _Words:
    also: dict[str, str] = {}
    kinds: dict[tuple[str, str], str] = {}
    sorts: dict[str, str] = {}
    never: set[tuple[str, str]] = set()
    for category, row in _table().items():
        said = {name: _split(row.get(name, "")) for name in ("also", "kinds", "sorts", "never")}
        also |= dict.fromkeys(map(plain, said["also"]), category)
        kinds |= {(sort, key): category for key in said["kinds"] for sort in _SORTS}
        sorts |= dict.fromkeys(said["sorts"], category)
        never |= {(category, plain(word)) for word in said["never"]}
    return _Words(also=also, kinds=kinds, sorts=sorts, never=frozenset(never))


_SORTS: Final = ("thing", "animal", "garment")


def _split(line: str) -> list[str]:
    return [part for word in line.split(",") if (part := word.strip())]
