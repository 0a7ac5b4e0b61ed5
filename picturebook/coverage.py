"""`python -m picturebook coverage WORDS.json`: how much of other people's words can be drawn.

The file has lists of `[word, mentions]` under "nouns" and "verbs" for each source, and under
"not_counted" the words that name nothing to be drawn.  A word counts as drawn as itself, as a kind
(the nearest thing that there is), or as left out.  "thing", "person" and "animal" are no kinds.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from picturebook.words import Lexicon, Match, lexicon

_NO_KINDS: Final = frozenset({"thing", "animal"})
_SHOWN: Final = 40


@dataclass(frozen=True, kw_only=True)
class Share:
    """Mentions of one class of words of one source."""

    source: str
    words: str
    counted: int
    itself: int
    kind: int
    left_out: tuple[tuple[str, int], ...]
    """Words that are not drawn, the most frequent first."""

    def __str__(self) -> str:
        total = max(1, self.counted)
        drawn = self.itself + self.kind
        line = (
            f"{self.source} {self.words}: {self.counted} mentions, "
            f"{100 * self.itself / total:.1f} % drawn as themselves, "
            f"{100 * drawn / total:.1f} % with kinds, "
            f"{100 * (total - drawn) / total:.1f} % left out"
        )
        rest = ", ".join(f"{word} {n}" for word, n in self.left_out[:_SHOWN])
        return f"{line}\n  left out: {rest}" if rest else line


def shares(data: Mapping[str, Any], words: Lexicon | None = None) -> list[Share]:
    """The shares of all sources in the data of such a file."""
    known = words or lexicon()
    skipped = data.get("not_counted", {})
    found = []
    for source, lists in data.items():
        if not isinstance(lists, Mapping) or source == "not_counted":
            continue
        for kind in ("nouns", "verbs"):
            if kind in lists:
                found.append(_share(source, kind, lists[kind], set(skipped.get(kind, ())), known))
    return found


def drawn(word: str, kind: str, words: Lexicon) -> Match | None:
    """What is drawn for a noun or a verb of such a list."""
    match: Match | None
    if kind == "verbs":
        match = words.verb(word)
        if match is None and word in words.still:
            match = Match("still", "still")
        return match
    match = words.noun(word)
    if match is not None and match.key in _NO_KINDS:
        return None
    if match is not None and (word == "animal" or (match.key == "person" and not match.exact)):
        match = None
    if match is None and word in _NOUN_ACTS:
        match = words.verb(_NOUN_ACTS[word])
    if match is None and word.endswith("ing"):
        match = words.verb(word)
        match = match if match is not None and match.sort == "act" else None
    if match is None and any(word in line for line in words.attribute("living").values()):
        match = Match(word, "group")
    if match is None:
        match = next((m for m in words.describing(word) if m.sort in _DESCRIBED), None)
    if match is None and word in words.grounds:
        match = Match(word, "part")
    return match


_NOUN_ACTS: Final = {
    word: word
    for word in "walk race run ride swim dance bite drink look pull fight jump leap talk "
    "conversation hug kiss cough hiccup yawn sneeze bow nap dream hike throw kick".split()
} | {"conversation": "talk", "drink": "drink", "flight": "fly"}
"""Nouns that somebody who does it shows."""
_DESCRIBED: Final = ("time", "weather", "season", "hair", "trait", "material", "pattern")
"""Sorts of describing words that show what the noun says: "beard", "stripe", "metal"."""


def _share(
    source: str, kind: str, counts: Sequence[Sequence[Any]], skipped: set[str], words: Lexicon
) -> Share:
    itself = near = total = 0
    left: list[tuple[str, int]] = []
    for word, mentions in counts:
        if word in skipped:
            continue
        total += mentions
        match = drawn(str(word), kind, words)
        if match is None:
            left.append((str(word), mentions))
        elif match.exact:
            itself += mentions
        else:
            near += mentions
    left.sort(key=lambda entry: -entry[1])
    return Share(
        source=source, words=kind, counted=total, itself=itself, kind=near, left_out=tuple(left)
    )


def main(path: Path) -> int:
    """Prints the shares for a file of words; the exit status."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{path} can't be read: {error}")
        return 1
    for share in shares(data):
        print(share)
    return 0
