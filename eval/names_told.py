"""Are heroes called what they are called? `python -m eval.names_told`, by the storyteller's books.

Names of every kind (two words, hyphens, titles, apostrophes), moods and pronouns take turns.  The
full name must stand wherever a part of it does, never twice in a row; and by rule, where a sentence
speaks of the hero alone, its pronouns are the hero's.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from core.figure import Figure
from core.story import LENGTHS, MOODS, USUAL_LENGTH
from core.text import sentences
from core.threads import tell
from eval.intervals import share_interval
from eval.telling import drawn_captions
from picturebook.reading import grammar
from picturebook.words import lexicon
from picturebook.words.forms import lemmas

NAMES: Final = (
    "Pip", "Captain Whiskers", "Dr. Fox", "Anne-Marie", "D’Arcy", "Mary Ann", "O’Brien",
    "Mrs. Tiggy", "Little Red Hood", "Jean-Luc", "St. John", "Zoë",
)  # fmt: skip
TURNS: Final = ("she", "he", "they")
_OWN: Final = {
    "her": "she", "herself": "she", "his": "he", "himself": "he", "their": "they",
    "themselves": "they", "themself": "they",
}  # fmt: skip
_OBJECTS: Final = frozenset("she he they him them it its hers theirs".split())
_PLURAL: Final = re.compile(r"\b(?!\w*ss\b)\w{3,}s\b|\b(?:all|both|two|three|children|feet)\b")
"""Where there are several things, "they" may be these."""
_MANY: Final = re.compile(r"\b[Tt]hey (?:was|is|has|does|wasn[’']t|isn[’']t|hasn[’']t)\b")
_SPEECH: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIGURES: Final = frozenset({"person", "animal", "role"})
_OTHERS: Final = frozenset(
    "somebody someone nobody everybody everyone anybody other others another who whom".split()
)
_SMALL: Final = 3
"""Parts of a name with fewer letters are no sign of it."""


def books(n: int, seed: int = 0) -> Iterator[tuple[str, str, str]]:
    """Name, pronoun and text of `n` books."""
    pictures = drawn_captions(max(10, n), seed)
    rng = random.Random(seed)
    for k in range(n):
        name, pronoun = NAMES[k % len(NAMES)], TURNS[k % len(TURNS)]
        chosen = [rng.choice(said) for said in rng.sample(pictures, 3 + k % 4)]
        told = tell(
            chosen, mood=list(MOODS)[k % len(MOODS)], words=LENGTHS[USUAL_LENGTH], seed=k,
            hero=name, pronoun=pronoun,
        )  # fmt: skip
        yield name, pronoun, "\n\n".join(told.parts)


def misnamed(text: str, name: str) -> list[str]:
    """Where a name doesn't stand whole: a part of it alone, or a part twice."""
    bare = name.replace("’", "'")
    rest = text.replace("’", "'").replace(bare, "\0")
    parts = [p for p in re.split(r"[\s.'-]+", bare) if len(p) >= _SMALL and p[0].isupper()]
    found = [p for p in parts if re.search(rf"\b{re.escape(p)}\b", rest)] if len(parts) > 1 else []
    twice = ["twice"] if re.search(r"\0 ?\0", rest) else []
    never = ["never"] if "\0" not in rest else []
    return [*found, *twice, *never]


def _around(text: str, name: str, part: str) -> str:
    found = re.search(rf".{{0,30}}\b{re.escape(part)}\b.{{0,30}}", text.replace(name, "…"))
    return f"“{found.group()}”" if found else part


def pronouns(text: str, name: str, pronoun: str) -> tuple[int, list[str]]:
    """How many sentences can be judged by rule, and those whose pronouns are another's.

    Judged is what the hero does with something of the hero's own ("So Pip put on her hat"): the
    first pronoun behind the name, in a sentence that speaks of nobody else before it.
    """
    judged, wrong = 0, []
    for sentence in sentences(text, "en"):
        told = _SPEECH.sub(" ", sentence).strip()
        before, found, rest = told.partition(name)
        if found and not _somebody(before) and (said := _own(rest)):
            judged += 1
            if said != pronoun and not (said == "they" and _PLURAL.search(told)):
                wrong.append(sentence)
        if pronoun == "they" and _MANY.search(told):
            wrong.append(sentence)
    return judged, wrong


def _own(rest: str) -> str:
    """Whose what follows a name is; "" where nobody can tell."""
    for match in _WORD.finditer(rest):
        word, after = match.group().lower(), _WORD.match(rest[match.end() :].lstrip(" "))
        owns = after and lemmas(after.group(), "NOUN") and after.group() not in grammar.PARTICLES
        if word in _OBJECTS or (word == "her" and not owns):
            return ""
        if word in _OWN:
            return "" if _others(rest[: match.start()]) else _OWN[word]
    return ""


def _somebody(before: str) -> bool:
    """Whether what stands before the name speaks of anybody, or may."""
    words = {match.group().lower() for match in _WORD.finditer(before)}
    return bool(words & (_OBJECTS | set(_OWN))) or _others(before[:1].lower() + before[1:])


def _others(told: str) -> bool:
    """Whether somebody else is, or may be, spoken of."""
    for match in _WORD.finditer(told):
        word = match.group()
        if word.lower() in _OTHERS:
            return True
        if word[0].isupper() and told[: match.start()].rstrip()[-1:] not in ("", "“", "…", "—"):
            return True
        noun = lexicon().noun(word.lower())
        if noun is not None and noun.sort in _FIGURES:
            return True
    return False


def measured(n: int, seed: int) -> tuple[Figure, Figure, list[str]]:
    """Books whose hero's name always stands whole; sentences with the right pronoun; what's
    wrong."""
    whole = judged = missed = 0
    notes: list[str] = []
    for name, pronoun, text in books(n, seed):
        parts = misnamed(text, name)
        whole += not parts
        notes += [f"{name}: {_around(text, name, part)}" for part in parts]
        count, wrong = pronouns(text, name, pronoun)
        judged, missed = judged + count, missed + len(wrong)
        notes += [f"{name} ({pronoun}): {sentence}" for sentence in wrong]
    return share_interval(whole, n), share_interval(judged - missed, max(judged, 1)), notes


def main() -> int:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.names_told", description=__doc__)
    parser.add_argument("--n", type=int, default=60, help="books")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    names, pronouned, notes = measured(asked.n, asked.seed)
    print(f"books whose hero's name always stands whole: {names}")
    print(f"sentences about the hero alone with the hero's pronoun: {pronouned}")
    for note in notes:
        print(f"  {note}")
    print(json.dumps({"names": asdict(names), "pronouns": asdict(pronouned)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
