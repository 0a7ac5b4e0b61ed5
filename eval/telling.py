"""What can be counted of the storyteller's books: `python -m eval.telling --data FOLDER`.

Books of all moods and of one to ten pictures are told from captions of a data set and from captions
of drawn scenes, then many from one album, each avoiding what the books before it told.  Whether a
book is worth reading no figure here says: that is for readers.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import BadInput, StudioError
from core.figure import Figure
from core.story import MOODS
from core.text import count_words, sentences, tells, words_of
from core.threads import tell
from core.threads.check import quoted
from core.threads.library import SLOT, thread
from core.threads.teller import THREADS_APART, WORDINGS_APART, Told
from eval.intervals import mean_interval, share_interval, sum_intervals
from eval.measures.slips import slips
from eval.measures.stories import distinct
from eval.measures.telling import (
    first_return,
    main_verb,
    nearest_return,
    returns_within,
    says_name,
    says_verb,
    subject_noun,
    told_twice,
)
from eval.readers import read_folder
from picturebook.sampling import captions, sample
from picturebook.words import lexicon

RUN: Final = 5
"""So many words in a row as in the caption count as copied."""
REFRAIN: Final = 3
"""A sentence in so many wordings of a plot is its refrain or its running gag."""
PRONOUNS: Final = frozenset("he him his she her it its they them their s".split())
OPTIONAL_MARKS: Final = re.compile("[⟦⟧]")
NEAR: Final = 20
"""Within so many books of one album a thread should not come again."""
LONG: Final = 6
"""Words of a sentence that is more than a cry ("Clink, said the shoe.")."""
HEROES: Final = ("Amara", "Tom", "Pip the fox", "Captain Bear", "Olga", "Ravi")
_SHARES: Final = {
    "copied": "pages with five or more caption words in a row",
    "noun": "caption's main noun on its page",
    "noun_or_hero": "… or the hero's name, where the hero is that figure",
    "verb": "caption's main verb on its page",
    "verb_or_like": "… or one that is drawn as the same act",
    "named": "pages with the hero's name, where one was asked for",
    "verb_of_caption": "captions whose verb or its like is on one of their pages",
}
"""Shares of pages; of "verb" and "named" only some pages count, of the last one page a caption."""
_VERB_OR_LIKE: Final = list(_SHARES).index("verb_or_like")


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One book: `pages` has a row a page, what holds of it (1, 0) or None where it can't be asked,
    in the order of `_SHARES`."""

    words: int
    distinct_3: float
    twice: list[str]
    unplanned: list[str]
    """Those of `twice` that are no refrain of the plot."""
    slips: list[str]
    misses: list[str]
    """Pages on which a caption's noun or verb is not told, with the caption."""
    pages: tuple[tuple[int | None, ...], ...]
    seconds: float
    """Of the processor, so that it does not matter what else runs."""


def captions_of(data: Path, split: str | None) -> list[tuple[str, ...]]:
    """The captions of each picture of a data set."""
    pictures = read_folder(data, split=split).pictures
    return [picture.captions for picture in pictures]


def drawn_captions(n: int, seed: int) -> list[tuple[str, ...]]:
    """Captions of `n` random scenes that no model was taught on."""
    rng = random.Random(seed)
    return [tuple(captions(sample(rng, split="test"), rng)) for _ in range(n)]


def orders(pictures: Sequence[Sequence[str]], n: int, seed: int) -> Iterable[dict[str, Any]]:
    """Arguments of `tell` for `n` books; moods and numbers of pictures take turns."""
    if len(pictures) < 10:
        raise BadInput(f"{len(pictures)} pictures are too few: books of ten are told, too.")
    rng = random.Random(seed)
    for k in range(n):
        chosen = rng.sample(list(pictures), 1 + k % 10)
        yield {
            "captions": [rng.choice(said) for said in chosen],
            "mood": list(MOODS)[k % len(MOODS)],
            "hero": rng.choice(HEROES) if rng.random() < 0.5 else None,
            "seed": k,
        }


def counted(order: dict[str, Any]) -> Counted:
    """Tell a book and count."""
    begun = time.process_time()
    book = tell(order["captions"], **{k: v for k, v in order.items() if k != "captions"})
    seconds = time.process_time() - begun
    text = "\n\n".join(book.parts)
    twice = told_twice(text)
    said = order["captions"]
    shown = [said[i * len(said) // len(book.parts)] for i in range(len(book.parts))]
    pages = [
        _page(part, caption, book, asked=order["hero"] is not None)
        for part, caption in zip(book.parts, shown, strict=True)
    ]
    pages = [(*page, one) for page, one in zip(pages, _of_captions(pages, shown), strict=True)]
    return Counted(
        words=sum(map(count_words, book.parts)),
        distinct_3=distinct(text, 3),
        twice=twice,
        unplanned=[one for one in twice if not is_refrain(one, book.thread, book.hero.name)],
        slips=[f"{slip}: {part}" for part in book.parts for slip in slips(part)],
        misses=[
            f"no “{word}” of “{caption}”: {part}"
            for part, caption, page in zip(book.parts, shown, pages, strict=True)
            for word, told in ((subject_noun(caption), page[2]), (main_verb(caption), page[4]))
            if told == 0
        ],
        pages=tuple(pages),
        seconds=seconds,
    )


def _page(part: str, caption: str, book: Told, *, asked: bool) -> tuple[int | None, ...]:
    noun, verb, name = subject_noun(caption), main_verb(caption), book.hero.name
    match = lexicon().noun(noun) if book.hero.kind else None
    is_hero = match is not None and match.key == book.hero.kind and says_name(part, name)
    says = tells(part, noun)
    return (
        int(quoted(part, caption) >= RUN),
        int(says) if noun else None,
        int(says or is_hero) if noun else None,
        int(says_verb(part, verb)) if verb else None,
        int(says_verb(part, verb, like=True)) if verb else None,
        int(says_name(part, name)) if asked else None,
    )


def _of_captions(pages: Sequence[tuple[int | None, ...]], shown: Sequence[str]) -> list[int | None]:
    """Whether a caption's verb is on one of the pages that show its picture: with a caption's last
    page; None with the others, as books of few pictures show each of them on several pages."""
    found: list[int | None] = []
    told: int | None = None
    for i, page in enumerate(pages):
        last = i + 1 == len(pages) or shown[i + 1] != shown[i]
        here = page[_VERB_OR_LIKE]
        told = here if told is None else max(told, here or 0)
        found.append(told if last else None)
        told = None if last else told
    return found


def figures(books: Sequence[Counted]) -> dict[str, Figure]:
    """Figures with intervals: of books Wilson's or BCa, of pages by drawing whole books anew."""
    n = len(books)
    found = {
        "in_range": share_interval(sum(200 <= b.words <= 250 for b in books), n),
        "without_slips": share_interval(sum(not b.slips for b in books), n),
        "no_sentence_twice": share_interval(sum(not b.twice for b in books), n),
        "no_sentence_twice_but_refrains": share_interval(sum(not b.unplanned for b in books), n),
        "no_long_sentence_twice": share_interval(
            sum(not any(map(_long, b.twice)) for b in books), n
        ),
        "distinct_3": mean_interval([b.distinct_3 for b in books]),
        "seconds": mean_interval([b.seconds for b in books]),
    }
    for i, key in enumerate(_SHARES):
        asked = [[page[i] for page in b.pages if page[i] is not None] for b in books]
        counts = np.array([[sum(filter(None, row)), len(row)] for row in asked if row])
        if len(counts):
            found[key] = sum_intervals(counts, lambda sums: sums[:, :1] / sums[:, 1:])[0]
    return found


def is_refrain(sentence: str, name: str, hero: str) -> bool:
    """Whether a plot has a sentence in several of its wordings, whoever the hero is."""
    words = _bare(sentence.replace(hero, " "))
    return not words or _often_told(name)[words] >= REFRAIN


@cache
def _often_told(name: str) -> Counter[tuple[str, ...]]:
    """In how many wordings of a plot each of its sentences stands."""
    said = [
        {_bare(SLOT.sub(" ", one)) for one in sentences(OPTIONAL_MARKS.sub(" ", wording.text))}
        for wording in thread(name).wordings
    ]
    return Counter(words for one in said for words in one)


def _bare(sentence: str) -> tuple[str, ...]:
    """A sentence's words but for pronouns, which depend on the hero."""
    return tuple(word for word in words_of(sentence) if word not in PRONOUNS)


def _long(sentence: str) -> bool:
    """No cry and no short refrain."""
    return count_words(sentence) >= LONG


def album(said: Sequence[str], n: int, moods: Sequence[str]) -> dict[str, Any]:
    """`n` books from the same captions, one after the other, as the studio orders them.

    Wordings are known by their text, whichever thread tells them.
    """
    threads: list[list[str]] = []
    wordings: list[list[str]] = []
    for k in range(n):
        avoid: list[str] = []
        for back in range(max(0, k - THREADS_APART), k):
            avoid += threads[back]
            avoid += wordings[back] if k - back <= WORDINGS_APART else []
        book = tell(said, mood=moods[k % len(moods)], seed=k, avoid=avoid)
        threads.append([book.thread])
        wordings.append(list(book.wordings))
    texts = [[w.partition("/")[2] for w in told] for told in wordings]
    pages = [[w for w in told if not w.startswith(("meet-", "way-"))] for told in texts]
    return {
        "books": n,
        "threads_told": len({name for told in threads for name in told}),
        **_returns("thread", threads, NEAR),
        **_returns("wording", pages, WORDINGS_APART),
        **_returns("sentence_that_brings_in", texts, WORDINGS_APART),
    }


def _returns(what: str, books: Sequence[Sequence[str]], apart: int) -> dict[str, int | None]:
    return {
        f"{what}_first_again_after": first_return(books),
        f"{what}_nearest": nearest_return(books),
        f"{what}_within_{apart}": returns_within(books, apart),
    }


def report(name: str, books: Sequence[Counted], *, show: int) -> dict[str, Any]:
    """Print the figures of one source and return them as plain numbers."""
    labels = {
        "in_range": "books of 200 to 250 words",
        "without_slips": "books without a slip of grammar that rules find",
        "no_sentence_twice": "books without a sentence told twice",
        "no_sentence_twice_but_refrains": "… refrains apart",
        "no_long_sentence_twice": f"… of {LONG} words or more",
        "distinct_3": "distinct-3 within a book",
        "seconds": "seconds a book, of one processor core",
        **_SHARES,
    }
    pages = sum(len(b.pages) for b in books)
    print(f"\n{name}: {len(books)} books, {pages} pages")
    found = figures(books)
    for key, label in labels.items():
        if key in found:
            print(f"  {label:58} {found[key]}", flush=True)
    slipped = [slip for b in books for slip in b.slips]
    twice = [sentence for b in books for sentence in b.twice]
    missed = [miss for b in books for miss in b.misses]
    unplanned = [sentence for b in books for sentence in b.unplanned]
    shown = (("slip", slipped), ("told twice", unplanned), ("not told", missed))
    for what, examples in shown:
        for example in examples[:show]:
            print(f"  {what}: {example}")
    plain = {
        key: {"value": one.value, "low": one.low, "high": one.high, "n": one.n}
        for key, one in found.items()
    }
    slowest = max(b.seconds for b in books)
    more = {
        "pages": pages, "slips": len(slipped), "sentences_twice": len(twice),
        "no_refrains": len(unplanned),
    }  # fmt: skip
    return {**plain, **more, "slowest_s": round(slowest, 3)}


def main() -> int:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.telling", description=__doc__)
    parser.add_argument("--data", type=Path, help="a data set of pictures with captions")
    parser.add_argument("--split", help="only its pictures of this split")
    parser.add_argument("--n", type=int, default=500, help="books from each source")
    parser.add_argument("--album", type=int, default=200, help="books from one album (0: none)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0, help="print so many examples")
    parser.add_argument("--out", type=Path, help="a JSON file for the figures")
    asked = parser.parse_args()
    try:
        result = measured(asked)
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    line = json.dumps(result)
    if asked.out:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        asked.out.write_text(line + "\n", encoding="utf-8")
    print(line)
    return 0


def measured(asked: argparse.Namespace) -> dict[str, Any]:
    """All figures of one run."""
    if asked.n < 1 or asked.album < 0:
        raise BadInput("Ask for at least one book.")
    sources = {"drawn scenes": drawn_captions(max(10, asked.n), asked.seed)}
    if asked.data is not None:
        sources = {asked.data.stem: captions_of(asked.data, asked.split), **sources}
    result: dict[str, Any] = {"n": asked.n, "seed": asked.seed, "split": asked.split}
    tell(["a dog"], mood=next(iter(MOODS)))  # the tables of words are read once
    for name, pictures in sources.items():
        books = [counted(order) for order in orders(pictures, asked.n, asked.seed)]
        result[name] = report(name, books, show=asked.show)
    if asked.album:
        name, pictures = next(iter(sources.items()))
        said = [one[0] for one in random.Random(asked.seed).sample(pictures, 5)]
        for which, moods in (("all moods", list(MOODS)), ("one mood", list(MOODS)[:1])):
            found = album(said, asked.album, moods)
            result[f"album, {which}"] = found
            print(f"\n{asked.album} books from five pictures ({name}), {which}")
            for key, value in found.items():
                print(f"  {key.replace('_', ' '):46} {'never' if value is None else value}")
    return result


if __name__ == "__main__":
    raise SystemExit(main())
