"""Tries threads on captions: wordings that never fit or are never told, lengths, empty slots.

Reads nothing but the library and the captions that it is given.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.text import count_words
from core.threads.doubts import thread_doubts, thread_faults
from core.threads.filling import fits
from core.threads.grammar import plain
from core.threads.library import Thread
from core.threads.seen import OF_AGE, OF_BOOK, Figure, Seen, see
from core.threads.teller import Told, tell
from picturebook.reading.about import main_noun, tells
from picturebook.sampling import captions, sample

_TWICE: Final = "|".join(
    """that had very boom tick knock ha tap plip plod ho tum squeeze no oh clank clump her and dong
    nearer""".split()
)
"""These may stand twice in a row."""
_FAULTS: Final = {
    "a slot is empty": re.compile(r"[{}⟦⟧]|\b(?:the|a|an) [,.;:!?]|“ |\( "),
    "a word stands twice": re.compile(rf"(?i)\b(?!(?:{_TWICE})\b)([a-z]{{2,}}) \1\b"),
    "article before a vowel": re.compile(r"\b[Aa] (?!one|un[ui]|us|eu|u[kn]|onc)[aeiou]\w+"),
    "article before a consonant": re.compile(r"\b[Aa]n (?!hour|heir|hon|[A-Z])[^aeiou\W]\w+"),
    "a verb that does not agree": re.compile(
        r"\b(?:[Tt]hey|two \w+s|three \w+s) was\b|(?<!if )(?<!though )\b(?:He|She|he|she) were\b"
    ),
    "two marks": re.compile(r"[,;:]{2}|[,;:]\.(?!\.)| [,.;:!?]"),
}  # fmt: skip
_RUN: Final = 5
_EARLIER: Final = tuple(
    Figure(name=name, page=0, told=0, several=False, talks=True, worth=0.0)
    for name in ("the boy on the swing", "the man in the red jacket")
)
"""Who may have been met, for wordings that call somebody back."""


@dataclass
class Report:
    """What became of the wordings, and what is wrong with the books."""

    books: int = 0
    pages: int = 0
    fitted: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """Wordings that may not hold for everything their conditions let in."""
    labelled: int = 0
    """Pages that begin with their picture's bare clause."""
    outside: int = 0
    """Books outside their range of words."""
    quoted: int = 0
    """Pages with five or more words in a row of their caption."""
    named: int = 0
    """Pages that say their caption's main noun."""

    def lines(self, threads: Sequence[Thread]) -> Iterator[str]:
        """The report in plain words."""
        every = [f"{t.id}/{w.id}" for t in threads for w in (*t.meets, *t.wordings)]
        never = [w for w in every if not self.fitted[w]]
        untold = [w for w in every if self.fitted[w] and not self.told[w]]
        yield f"{len(threads)} threads, {len(every)} wordings, {self.books} books told"
        yield f"{self.outside} books outside their range of words"
        share = self.quoted / max(self.pages, 1)
        yield f"{share:.1%} of the pages have {_RUN} or more words in a row of their caption"
        yield f"{self.named / max(self.pages, 1):.1%} of the pages say their caption's main noun"
        yield f"{self.labelled} pages begin with their picture in a sentence of its own"
        yield f"{len(self.faults)} faults"
        yield from self.faults[:40]
        yield f"{len(self.doubts)} wordings to look at"
        yield from self.doubts[:60]
        yield f"{len(never)} wordings fit no picture"
        yield from never[:40]
        yield f"{len(untold)} wordings fit, but were not told"
        yield from untold[:20]


def sampled(count: int, seed: int = 0) -> list[str]:
    """Captions of the drawn world."""
    rng = random.Random(seed)
    return [rng.choice(captions(sample(rng, split="test"), rng)) for _ in range(count)]


def check(
    threads: Sequence[Thread], said: Sequence[str], *, sets: int = 500, each: int = 0, seed: int = 0
) -> Report:
    """Try the threads on `sets` sets of captions, each thread on `each` of them (0: on all).

    The books are for all ages in turn.
    """
    report, rng = Report(), random.Random(seed)
    sizes = (5, 5, 5, 3, 4, 6, 8, 10, 2, 1)
    asked = [rng.sample(list(said), sizes[i % len(sizes)]) for i in range(sets)]
    pictures = [see(caption) for caption in dict.fromkeys(c for one in asked for c in one)]
    for thread in threads:
        report.faults += thread_faults(thread)
        report.doubts += thread_doubts(thread)
        for wording in (*thread.meets, *thread.wordings):
            fit = any(
                fits(wording, shown) is not None
                for picture in pictures
                for shown in (picture, _late(picture))
            )
            report.fitted[f"{thread.id}/{wording.id}"] += fit
    for index, thread in enumerate(threads):
        mood = thread.moods[0]
        mine = asked if not each else [asked[(index * each + j) % sets] for j in range(each)]
        for number, one in enumerate(mine):
            age = list(OF_AGE)[number % len(OF_AGE)]
            book = tell(one, mood=mood, seed=number, threads=[thread.id], age=age)
            _look(report, book, one)
    return report


def _late(picture: Seen) -> Seen:
    """A picture as it might stand late in a book of any age."""
    conditions, around = picture.conditions | OF_BOOK, picture.around | OF_BOOK
    return replace(picture, conditions=conditions, around=around, before=_EARLIER)


def _look(report: Report, book: Told, captions_: Sequence[str]) -> None:
    report.books += 1
    report.told.update(book.wordings)
    total = sum(count_words(part) for part in book.parts)
    if not 200 <= total <= 250:
        report.outside += 1
        report.faults.append(f"{book.thread}: {total} words for {len(captions_)} pictures")
    for i, part in enumerate(book.parts):
        caption = captions_[i * len(captions_) // len(book.parts)]
        report.pages += 1
        report.labelled += labelled(part, caption)
        report.quoted += quoted(part, caption) >= _RUN
        report.named += tells(part, main_noun(plain(caption)))
        report.faults += [f"{book.thread}: {fault}: {part}" for fault in faults(part)]


def labelled(text: str, caption: str) -> bool:
    """Whether a page begins with its picture's clause as a sentence of its own."""
    clause = see(caption).gist.clause
    return bool(clause) and text.lower().startswith(f"{clause.lower()}. ")


def faults(text: str) -> list[str]:
    """What a small grammar by rule finds wrong in a page."""
    return [f"{what} (“{m[0]}”)" for what, rule in _FAULTS.items() if (m := rule.search(text))]


def quoted(text: str, caption: str) -> int:
    """The longest run of words that a page has as its caption."""
    page = " " + " ".join(re.findall(r"[\w'’]+", text.lower())) + " "
    words = re.findall(r"[\w'’]+", caption.lower())
    best = 0
    for i in range(len(words)):
        while f" {' '.join(words[i : i + best + 1])} " in page and i + best < len(words):
            best += 1
    return best
