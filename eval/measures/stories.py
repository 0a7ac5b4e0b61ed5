"""What can be said of a story's text by counting: length, variety, repetition, grounding, mood.

Nothing here judges whether a story is good, and no model is known.  Words are those of `core.text`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.ages import AGES
from core.errors import BadInput, UnknownName
from core.text import content_words, count_words, main_noun, sentences, singular, tells, words_of
from eval.measures.syllables import syllables

READING: Final = ("reading_ease", "grade", "automated_index")
"""Names of the figures of `reading`."""
READING_AGE: Final = ("reading_age", "words_a_sentence", "years_too_old")
"""Names of the figures of `reading_age`."""
_BEFORE_SCHOOL: Final = 5
"""Years before the first of the American school years; a child of the first is six."""


@dataclass(frozen=True, kw_only=True)
class Grounding:
    """Which sentence tells which picture, by the main noun of the picture's caption.

    `told_by`: for each sentence the pictures it tells, from 0. `foreign`: nouns that are told and
    that no picture of this story has.
    """

    told_by: tuple[tuple[int, ...], ...]
    never_told: tuple[int, ...]
    foreign: tuple[str, ...]
    pictures: int

    @property
    def pictures_told(self) -> float:
        """Share of the pictures that at least one sentence tells."""
        return 1 - len(self.never_told) / self.pictures

    @property
    def sentences_grounded(self) -> float:
        """Share of the sentences that tell at least one picture; 0 for a text without any."""
        return sum(bool(told) for told in self.told_by) / max(1, len(self.told_by))


def grounding(text: str, captions: Sequence[str], nouns: Sequence[str] = ()) -> Grounding:
    """How a story is grounded in its pictures.

    A picture is told where its caption's main noun stands literally; a pronoun or another word for
    it does not count.  `nouns` are those to look for as foreign (say, of all pictures of a set):
    without a tagger nobody knows which words of a text are nouns.
    """
    if not captions:
        raise BadInput("Grounding needs the captions of the story's pictures.")
    own = [main_noun(caption) for caption in captions]
    told_by = tuple(
        tuple(i for i, noun in enumerate(own) if noun and tells(sentence, noun))
        for sentence in sentences(text)
    )
    told = {i for pictures in told_by for i in pictures}
    shown = {word for caption in captions for word in content_words(caption)}
    candidates = dict.fromkeys(singular(noun.lower()) for noun in nouns if noun)
    return Grounding(
        told_by=told_by,
        never_told=tuple(i for i in range(len(captions)) if i not in told),
        foreign=tuple(n for n in candidates if n not in shown and tells(text, n)),
        pictures=len(captions),
    )


def off_target(text: str, least: int, most: int) -> int:
    """By how many words a text misses `least` to `most`; 0 within, negative when too short."""
    if not 0 < least <= most:
        raise BadInput(f"{least} to {most} words is no target.")
    words = count_words(text)
    return min(0, words - least) + max(0, words - most)


def distinct(text: str, order: int) -> float:
    """Distinct-n (Li et al., NAACL 2016): different n-grams among all; NaN for a text too short.

    It falls with length by nature: compare texts of like length only.
    """
    grams = _grams(text, order)
    return len(set(grams)) / len(grams) if grams else math.nan


def repeated(text: str, order: int = 4) -> float:
    """Share of a text's n-grams that stood in it before (Welleck et al., 2020: seq-rep-n)."""
    return 1 - distinct(text, order)


def repeated_sentences(text: str) -> float:
    """Share of the sentences that stood before, word for word; NaN for a text without any."""
    said = [tuple(words_of(sentence)) for sentence in sentences(text)]
    said = [words for words in said if words]
    return 1 - len(set(said)) / len(said) if said else math.nan


def longest_run(text: str) -> int:
    """Most times that a word follows upon itself ("very very very" is 3); stammering shows here."""
    longest = run = 0
    before = None
    for word in words_of(text):
        run = run + 1 if word == before else 1
        longest, before = max(longest, run), word
    return longest


def reading(text: str) -> dict[str, float]:
    """Flesch reading ease, Flesch-Kincaid grade and Automated Readability Index of English text.

    Reading ease: 90 and more is easy for a child of ten, below 50 is hard. The other two are
    American school years; the last counts letters instead of syllables. The formulas are those of
    the library readability; its syllables are not used, since "the" has none with it.  NaN without
    words.
    """
    import readability

    lines = [words for words in map(words_of, sentences(text)) if words]
    if not lines:
        return dict.fromkeys(READING, math.nan)
    words = [word for line in lines for word in line]
    spoken = sum(map(syllables, words))
    figures = (
        readability.FleschReadingEase(spoken, len(words), len(lines)),
        readability.KincaidGradeLevel(spoken, len(words), len(lines)),
        readability.ARI(sum(map(len, words)), len(words), len(lines)),
    )
    return dict(zip(READING, map(float, figures), strict=True))


def reading_age(text: str, asked: str | None = None) -> dict[str, float]:
    """The age in years at which a child reads an English text by itself (Flesch-Kincaid's school
    year and five years), its words a sentence, and by how many years it is too old for an age that
    was asked for (`core.ages.AGES`; 0 within and below, NaN where none was).  NaN without words.
    """
    if asked is not None and asked not in AGES:
        raise UnknownName("reading age", asked, AGES)
    lines = [words for words in map(words_of, sentences(text)) if words]
    if not lines:
        return dict.fromkeys(READING_AGE, math.nan)
    years = reading(text)["grade"] + _BEFORE_SCHOOL
    too_old = math.nan
    if asked is not None:
        eldest = int(asked.rpartition("-")[2])
        too_old = max(0.0, years - (eldest + 1))  # until the next birthday
    return {
        "reading_age": years,
        "words_a_sentence": sum(map(len, lines)) / len(lines),
        "years_too_old": too_old,
    }


def mood_ranks(
    likelihoods: Sequence[Mapping[str, float]], asked: Sequence[str]
) -> tuple[np.ndarray, int]:
    """Rank of the mood that was asked for among all moods, by how likely each makes the story.

    `likelihoods`: for each story the log-likelihood of its text under a writer that was asked for
    each mood (`eval.measures.likelihood.of_moods`).  Ranks have shape (n,), 1 is the likeliest,
    ties share the middle; with them comes the number of moods, for chance is rank 1 in one of so
    many.
    """
    ranks = []
    counts = {len(row) for row in likelihoods}
    if len(counts) != 1 or counts == {1}:
        raise BadInput("Mood agreement needs the same two or more moods for every story.")
    for row, mood in zip(likelihoods, asked, strict=True):
        if mood not in row:
            raise BadInput(f"No likelihood was given for the mood “{mood}” that was asked for.")
        if not all(map(math.isfinite, row.values())):
            raise BadInput("A likelihood is not a number; leave that story out.")
        own = row[mood]
        others = [value for key, value in row.items() if key != mood]
        ranks.append(1 + sum(v > own for v in others) + sum(v == own for v in others) / 2)
    return np.array(ranks), counts.pop()


def _grams(text: str, order: int) -> list[tuple[str, ...]]:
    if order < 1:
        raise BadInput(f"There are no {order}-grams; the order must be at least 1.")
    words = words_of(text)
    return [tuple(words[i : i + order]) for i in range(len(words) - order + 1)]
