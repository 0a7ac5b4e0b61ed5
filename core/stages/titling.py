"""The story's title: the writer's own, or one made from its hero and what it speaks of most."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from core.build import Context, Made, Task
from core.text import content_words, main_noun, sentences, word_spans
from core.unspaced import UNSPACED
from picturebook.reading import grammar, readable
from picturebook.reading.cast import cast_of
from picturebook.reading.names import MONTHS, NO_PERSONS
from picturebook.words import lexicon

_FIRST_WORDS: Final = 6
_SHORT_SENTENCE: Final = 24
_CLAUSE_LETTERS: Final = 6
_CLAUSE_ENDS: Final = re.compile("[!?。！？，、；：؟,;:]")
_CLAUSE_OR_SPACE: Final = re.compile(f"{_CLAUSE_ENDS.pattern}| ")

NOT_SEEN: Final = (
    MONTHS
    | NO_PERSONS
    | frozenset("everybody everyone nobody somebody someone anybody anyone".split())
)
"""Days, feasts, places and greetings are nobody whom a title names."""


class Titling:
    """Stage "titling": deterministic text work."""

    name = "titling"
    role: str | None = None
    batch_size = 10

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """The title that the story carries, else one from its words."""
        for task in tasks:
            story = task.inputs.get("story") or task.inputs["outline"]
            title = str(story.data.get("title") or "").strip()
            parts = [page.text or "" for page in task.context.values()] or story.data.get("parts")
            made = title or make_title(parts or sentences(story.text or ""))
            yield [(task, Made(text=made))]


def make_title(texts: Sequence[str], hero: str | None = None) -> str:
    """ "Pip and the Lantern", "The Fox and the Owl", "The Fox": in title case, never empty.

    `texts` are captions or the parts of a story; the same texts give the same title.  A story in a
    language that is not read has its first words as title.
    """
    whole = " ".join(texts)
    if not readable(whole):
        return _opening(whole)
    told = any(re.search(r"[.!?…]\W*$", text) for text in texts)
    if told and not hero:
        hero = next((m.names[0] for m in cast_of(list(texts)).members if m.names), None)
    names = _spoken_of(whole) if told else list(dict.fromkeys(filter(None, map(main_noun, texts))))
    if hero:
        own = {word.lower() for word in hero.split()}
        other = next((name for name in names if name not in own), None)
        return f"{hero} and the {other.title()}" if other else hero
    if not names:
        return _opening(whole)
    first = names[0]
    rest = [name for name in names[1:] if name not in first and first not in name]
    return f"The {first.title()}" + (f" and the {rest[0].title()}" if rest else "")


def _spoken_of(text: str) -> list[str]:
    """What can be seen in a text, the most often named first."""
    counts = Counter(
        word
        for word in content_words(text)
        if lexicon().noun(word) and word not in NOT_SEEN and word not in grammar.PRONOUNS
    )
    return [word for word, _ in counts.most_common()]


def _opening(text: str) -> str:
    """The first words of a text, as a title."""
    first = next(iter(sentences(text.strip())), "")
    spans = word_spans(first)
    whole = len(first) <= _SHORT_SENTENCE
    short = first if whole else first[: spans[:_FIRST_WORDS][-1][1]]
    # Where words are not set apart, spaces end a clause.
    ends = _CLAUSE_OR_SPACE if UNSPACED.search(short) else _CLAUSE_ENDS
    for mark in ends.finditer(short):
        if sum(c.isalnum() for c in short[: mark.start()]) >= _CLAUSE_LETTERS:
            short = short[: mark.start()]  # A whole clause is a better title than half a one.
            break
    short = " ".join(short.split()).strip("„“”«»「」『』\"'.,;:!?。！？…،؟।、， ")
    return short[:40].strip() or "A Story Without a Name"
