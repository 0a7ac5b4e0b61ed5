"""`tell`: a written plot told about a person's pictures.

The thread whose conditions fit the pictures best is taken, then the wordings of all pages at once:
the most particular ones that fit, none twice, so many words as the book may have.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from core.errors import BadInput
from core.text import count_for_pictures, count_words, main_noun, tells
from core.threads.book import Book
from core.threads.casting import Hero
from core.threads.filling import Piece, fill, fits
from core.threads.library import MIDDLE, TELLING, Thread, library, of_mood, thread
from core.threads.seen import OF_AGE, Seen, see
from core.threads.suiting import ENOUGH, left_out, suits

MOST_PICTURES: Final = 10
THREADS_APART: Final = 60
"""The threads of so many books count as told; none comes again before all others of its mood."""
WORDINGS_APART: Final = 5
"""The wordings of so many books count as told before."""
_TRIED: Final = 12
"""So many threads are told to the end; the best of them is kept."""

_PARTICULAR: Final = 3.0
"""What it is worth that every page's wording asks for what its picture shows and tells it."""

_IDEA: Final = 12.0
"""What it is worth that a plot has all of an idea."""

_BRIEF: Final = 22
"""Fewer words a page than these are not enough for wordings of the usual length."""

_NAMESAKE: Final = 40.0
"""What it costs that somebody in the plot is called like the hero."""

_PARENTS: Final = frozenset(
    "Mum Mummy Mother Dad Daddy Father Gran Granny Grandma Grandmother Grandpa Grandad".split()
)
_GROWN: Final = _PARENTS | frozenset(
    "Mr Mr. Mrs Mrs. Miss Ms Ms. Captain Doctor Dr Dr. Uncle Aunt Auntie Professor Sir Old".split()
)
"""Who is called so is nobody's child in a plot."""

_LUCK: Final = 2.5
"""How much the seed may prefer one thread before another."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A book: what its pages say, and what it was made of."""

    title: str
    parts: tuple[str, ...]
    """One a page."""
    thread: str
    plan: str
    beats: tuple[str, ...]
    """Which stretch of the plot each page tells: "opening", "turn and ending"."""
    wordings: tuple[str, ...]
    """ "thread/wording" of every wording, for `avoid` of the books to come."""
    hero: Hero
    notes: tuple[str, ...] = ()


def tell(
    captions: Sequence[str],
    *,
    mood: str,
    hero: str | None = None,
    pronoun: str = "",
    words: tuple[int, int] = (200, 250),
    seed: int = 0,
    avoid: Sequence[str] = (),
    pages: int | None = None,
    threads: Sequence[str] = (),
    age: str = "6-8",
    idea: str = "",
) -> Told:
    """Tell a book about one to ten captions.

    `avoid`: threads ("just-missed-him") and wordings ("just-missed-him/late-1f3c9a02") told before,
    the newest last.  `pages`: how many, else one a picture (four for one or two).  `threads`: only
    these.  `age`: "3-5", "6-8" or "9-12", whom it is read to.  `idea`: what it should be
    about; the plot that suits it best is told, and a note says so if none does.  The same arguments
    give the same book.
    """
    if not 1 <= len(captions) <= MOST_PICTURES:
        raise BadInput(f"A story has one to {MOST_PICTURES} pictures, not {len(captions)}.")
    seen = _pictures(captions, pages or count_for_pictures(len(captions)), age, words[1])
    choice = [thread(name) for name in threads] or _choice(mood, avoid)
    rng = random.Random(f"{seed}/{mood}")
    luck = {
        t.id: rng.uniform(0, _LUCK) + _IDEA * suits(t, idea) - _NAMESAKE * _namesake(t, hero)
        for t in choice
    }
    ranked = sorted(choice, key=lambda t: -_promise(t, seen) - _suits(t, mood) - luck[t.id])
    best: tuple[float, Book, tuple[Piece, ...]] | None = None
    for one in ranked[:_TRIED]:
        book = Book(
            one, seen, hero=hero, pronoun=pronoun, words=words, seed=seed, avoid=frozenset(avoid),
            age=age,
        )  # fmt: skip
        score, told = book.best()
        score += _suits(one, mood) + luck[one.id]
        score += _PARTICULAR * sum(p.own for p in told) / len(told)
        if best is None or score > best[0]:
            best = (score, book, told)
    assert best is not None
    told_book = _told(best[1], best[2])
    if idea and suits(best[1].thread, idea) < ENOUGH:
        told_book = replace(told_book, notes=(*told_book.notes, left_out(idea)))
    return told_book


def _pictures(captions: Sequence[str], pages: int, age: str, most: int) -> list[Seen]:
    """What each page's picture shows; with fewer pictures than pages they repeat.

    A book of many pages and few words (`most`) may be told in the short wordings for small children
    to anybody.
    """
    if age not in OF_AGE:
        raise BadInput(f"A story is for ages {', '.join(OF_AGE)}, not “{age}”.")
    holds = {OF_AGE[age], "young" if most < _BRIEF * pages else ""} - {""}
    seen = [see(captions[i * len(captions) // pages]) for i in range(pages)]
    return [replace(s, conditions=s.conditions | holds, around=s.around | holds) for s in seen]


def _told(book: Book, pages: Sequence[Piece]) -> Told:
    total = sum(p.words for p in pages)
    notes = []
    if not book.words[0] <= total <= book.words[1]:
        low, high = book.words
        notes.append(
            f"{total} words, not {low} to {high}: no choice of wordings comes nearer on "
            f"{len(pages)} pages"
        )
    notes += [
        f"page {i}: its picture's caption could not be read"
        for i, picture in enumerate(book.seen, 1)
        if picture.unread
    ]
    return Told(
        title=book.titled(pages),
        parts=tuple(p.text for p in pages),
        thread=book.thread.id,
        plan=fill(book.thread.plan, see(""), book.hero),
        beats=tuple(" and ".join(p.steps) for p in pages),
        wordings=tuple(f"{book.thread.id}/{i}" for p in pages for i in p.ids),
        hero=book.hero,
        notes=tuple(notes),
    )


def versions(
    captions: Sequence[str],
    told: Told,
    index: int,
    *,
    hero: str | None = None,
    pronoun: str = "",
    words: tuple[int, int] = (200, 250),
    seed: int = 0,
    age: str = "6-8",
    least: int = 0,
    same: bool = False,
) -> list[tuple[str, tuple[str, ...]]]:
    """Other words for one page of a book, the best first: texts with their wordings.

    `told` with the arguments that it was told with.  With fewer than `least` of them the page's
    steps give way to their neighbours.  `same`: its own wordings told longer or shorter are
    versions, too.
    """
    seen = _pictures(captions, len(told.parts), age, words[1])
    book = Book(
        thread(told.thread), seen, hero=hero, pronoun=pronoun, words=words, seed=seed, age=age
    )
    used = {w.partition("/")[2] for w in told.wordings}
    room = words[1] - sum(count_words(p) for i, p in enumerate(told.parts) if i != index)
    short = words[0] - words[1] + room
    steps = told.beats[index].split(" and ")
    pages = book.page(index, steps, every=True)
    if same:
        used -= {name for p in pages if used.issuperset(p.ids) for name in p.ids}
    pages = [p for p in pages if not used & set(p.ids)]
    ours = {p.ids for p in pages}
    if len(ours) < least:
        # Steps of few wordings: their neighbours' will do.
        for others in product(*(MIDDLE if step in MIDDLE else (step,) for step in steps)):
            found = book.page(index, others, every=True) if list(others) != steps else []
            pages += [replace(p, score=p.score - 5.0) for p in found if not used & set(p.ids)]

    def outside(page: Piece) -> int:
        return max(0, short - page.words, page.words - room)

    # The page's own steps first, so that the third version is not one of the first two; and a book
    # that can be as long as was asked for is.
    pages.sort(
        key=lambda p: (p.ids not in ours, outside(p) > 0, 3.0 * outside(p) - p.score, p.text)
    )
    different: dict[object, Piece] = {}
    for page in pages:
        different.setdefault(page.text if same else page.ids, page)
    return [(p.text, tuple(f"{told.thread}/{i}" for i in p.ids)) for p in different.values()]


def bring_in(
    captions: Sequence[str],
    index: int,
    own: str,
    *,
    hero: Hero,
    plot: str = "",
    age: str = "6-8",
) -> str:
    """A person's own words for a page, behind an ordinary sentence that brings its picture in
    unless they tell it themselves; `captions` has one for every page."""
    count = len(captions)
    seen = _pictures(captions, count, age, 0)
    noun = main_noun(seen[index].caption)
    if own and (tells(own, noun) or seen[index].unread):
        return own
    told = thread(plot) if plot else library()[0]
    book = Book(told, seen, hero=hero.name, pronoun=hero.pronoun, words=(200, 250), seed=0)
    return f"{book.ordinary(index)} {own}".strip()


def _choice(mood: str, avoid: Sequence[str]) -> Sequence[Thread]:
    """The threads of a mood that were not told yet; the one told longest ago if all were."""
    fit = of_mood(mood)
    if not fit:
        raise BadInput(f"There is no thread for the mood “{mood}”.")
    told = [name for name in avoid if "/" not in name]
    last = {name: i for i, name in enumerate(told)}
    free = [t for t in fit if t.id not in last]
    return free or sorted(fit, key=lambda t: last[t.id])[:1]


def _namesake(one: Thread, hero: str | None) -> bool:
    """Whether the plot has somebody called like the hero, or a grown-up hero has a mum in it."""
    called = (hero or "").split()
    parents = _PARENTS if _GROWN & set(called) else frozenset()
    return not one.names.isdisjoint(parents.union(called))


def _suits(one: Thread, mood: str) -> float:
    return 1.5 if mood in one.moods[:1] else 0.5 if mood in one.moods[:2] else 0.0


def _promise(one: Thread, seen: Sequence[Seen]) -> float:
    """How particularly a thread could tell the pictures, a quick guess."""
    total = 0.0
    for i, picture in enumerate(seen):
        names = ("early", "middle", "late")
        if i in (0, len(seen) - 1):
            names = ("turn", "ending", "ending") if i else ("opening",) * 3
        wordings = [w for n in dict.fromkeys(names) for w in one.steps[n].wordings]
        scores = [(fits(w, picture), bool(w.slots & TELLING)) for w in wordings]
        total += max((s + tells for s, tells in scores if s is not None), default=0.0)
    return total / len(seen)
