"""`tell`: a written plot told about a person's pictures.

The thread whose conditions fit the pictures best is taken, then the wordings of all pages at once:
the most particular ones that fit, none twice, so many words as the book may have.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Final

from core.errors import BadInput
from core.text import count_for_pictures, count_words
from core.threads.casting import ALONE, Hero, hero_of, with_hero
from core.threads.filling import Piece, fits, pieces, tidy
from core.threads.library import Thread, between, of_mood, thread
from core.threads.seen import Seen, see

MOST_PICTURES: Final = 10
THREADS_APART: Final = 20
"""A thread is not told again within so many books, as long as its mood has others."""
_ESTIMATE: Final = {"full": 50, "short": 20}
_FOR_THE_TITLE: Final = 8
"""Words kept free, so that the story stays in its range for those who count its title too."""
_LONG: Final = 6
"""Books with more pages have brief pages that any thread may tell."""
_TRIED: Final = 4
"""So many threads are told to the end; the best of them is kept."""
_UNREAD: Final = (
    "there was a great deal to look at", "nobody could say quite what was going on",
    "there was something that had no name", "nothing was as it had been yesterday",
    "there was more to see than anybody could tell",
)  # fmt: skip
"""What is told of a picture whose caption can't be read."""
_KEPT: Final = 5
_OPTIONS: Final = 14
_TOLD_BEFORE: Final = 8.0


@dataclass(frozen=True, kw_only=True)
class Told:
    """A book: what its pages say, and what it was made of."""

    title: str
    parts: tuple[str, ...]
    """One a page."""
    thread: str
    plan: str
    beats: tuple[str, ...]
    """Which stretch of the plot each page tells."""
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
) -> Told:
    """Tell a book about one to ten captions.

    `avoid`: threads ("just-missed-him") and wordings ("just-missed-him/late-1f3c9a02") told before,
    the newest last.  `pages`: how many, else one a picture (four for one or two).  `threads`: only
    these.  The same arguments give the same book.
    """
    if not 1 <= len(captions) <= MOST_PICTURES:
        raise BadInput(f"A story has one to {MOST_PICTURES} pictures, not {len(captions)}.")
    count = pages or count_for_pictures(len(captions))
    per_page = [captions[i * len(captions) // count] for i in range(count)]
    seen = [see(caption) for caption in per_page]
    choice = [thread(name) for name in threads] or list(_choice(mood, avoid))
    rng = random.Random(f"{seed}/{mood}")
    order = [(_promise(t, seen) + _suits(t, mood) + rng.uniform(0, 2.5), i, t)
             for i, t in enumerate(choice)]  # fmt: skip
    order.sort(key=lambda item: (-item[0], item[1]))
    best: tuple[float, Told] | None = None
    for promise, _, one in order[:_TRIED]:
        book = _Book(one, seen, hero, pronoun, words, seed, frozenset(avoid))
        score, told = book.tell()
        score += _suits(one, mood) + 0.5 * promise
        if best is None or score > best[0]:
            best = (score, told)
    assert best is not None
    return best[1]


def _choice(mood: str, avoid: Sequence[str]) -> Sequence[Thread]:
    """The threads of a mood without those told lately; the longest ago if all were."""
    fit = of_mood(mood)
    if not fit:
        raise BadInput(f"There is no thread for the mood “{mood}”.")
    told = [name for name in avoid if "/" not in name]
    late = set(told[-THREADS_APART:])
    free = [t for t in fit if t.id not in late]
    if free:
        return free
    last = {name: i for i, name in enumerate(told)}
    return sorted(fit, key=lambda t: last[t.id])[:1]


def _suits(one: Thread, mood: str) -> float:
    return 1.5 if mood in one.moods[:1] else 0.5 if mood in one.moods[:2] else 0.0


def _promise(one: Thread, seen: Sequence[Seen]) -> float:
    """How particularly a thread could tell the pictures, a quick guess."""
    total = 0.0
    for i, picture in enumerate(seen):
        names = ("opening",) if i == 0 else ("turn", "ending") if i == len(seen) - 1 else (
            "early", "middle", "late")  # fmt: skip
        scores = [s for n in names for w in one.steps[n].wordings if (s := fits(w, picture)) is not None]
        total += max(scores, default=0.0)
    return total / len(seen)


def plans(count: int, words: tuple[int, int]) -> list[tuple[tuple[str, ...], ...]]:
    """The ways to lay a plot out over `count` pages: the steps of each page.

    Those come first that have about as many words as are wanted.
    """
    middle = (words[0] + words[1]) / 2
    if count == 1:
        shapes = [(("opening", "early", "late", "turn", "ending"),), (("opening", "middle", "turn", "ending"),)]
    elif count == 2:
        shapes = [(("opening", "early"), ("late", "turn", "ending")), (("opening", "middle"), ("turn", "ending"))]
    elif count == 3:
        shapes = [(("opening",), (m, "late"), ("turn", "ending")) for m in ("early", "middle")]
        shapes += [(("opening",), (m,), ("turn", "ending")) for m in ("middle", "late")]
        shapes += [(("opening", "short"), (m,), ("turn", "ending")) for m in ("middle", "late")]
        shapes += [(("opening", "early"), ("late",), ("turn", "ending"))]
    else:
        shapes = [
            (("opening",), *((m,) for m in mids), ("turn",), ("ending",)) for mids in _middles(count - 3)
        ]
        if count == 4:
            shapes += [(("opening",), (m,), ("late",), ("turn", "ending")) for m in ("early", "middle", "short")]
            shapes += [(("opening",), ("middle", "short"), ("turn",), ("ending",))]

    def length(shape: Sequence[Sequence[str]]) -> float:
        names = [name for page in shape for name in page]
        return sum(_ESTIMATE["short" if n == "short" else "full"] for n in names)

    return sorted(shapes, key=lambda s: abs(length(s) - middle))


def _middles(count: int) -> list[tuple[str, ...]]:
    """The middle's steps in an order that rises; short pages stand between."""
    found = set()
    for rising in range(count + 1):
        for levels in combinations_with_replacement(("early", "middle", "late"), min(rising, 5)):
            shorts = count - len(levels)
            for places in _spread(len(levels), shorts):
                found.add(_merged(levels, places))
    return sorted(found)


def _spread(levels: int, shorts: int) -> list[tuple[int, ...]]:
    """After which of the levels the short pages stand: a few even ways."""
    if not shorts:
        return [()]
    gaps = levels + 1
    even = tuple(sorted((i * gaps // shorts) % gaps for i in range(shorts)))
    late = tuple(sorted((i * gaps // shorts + 1) % gaps for i in range(shorts)))
    return list(dict.fromkeys([even, late]))


def _merged(levels: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    steps: list[str] = []
    for i in range(len(levels) + 1):
        steps += ["short"] * places.count(i)
        steps += levels[i : i + 1]
    return tuple(steps)


class _Book:
    """One thread while it is told about the pictures."""

    def __init__(
        self, one: Thread, seen: Sequence[Seen], hero: str | None, pronoun: str,
        words: tuple[int, int], seed: int, avoid: frozenset[str],
    ) -> None:  # fmt: skip
        self.thread, self.words, self.avoid = one, words, avoid
        self.rng = random.Random(f"{seed}/{one.id}")
        names = " ".join([one.plan, *one.titles, *(w.text for s in one.steps.values() for w in s.wordings)])
        self.hero = hero_of(hero, pronoun, seen, seed=seed, taken=names)
        self.seen = _met_again([with_hero(s, self.hero, i) for i, s in enumerate(seen)])
        self.jitter = {
            w.id: self.rng.uniform(0, 1.2) for w in (*between(), *(w for s in one.steps.values() for w in s.wordings))
        }
        title = self.rng.choice(one.titles)
        self.title = tidy(title.replace("{hero}", self.hero.name), self.hero)
        self.title = self.title[:1].upper() + self.title[1:]
        self.options: dict[tuple[int, str, bool], list[Piece]] = {}

    def tell(self) -> tuple[float, Told]:
        low, high = self.words
        high = max(low, high - min(_FOR_THE_TITLE, count_words(self.title)))
        shapes = plans(len(self.seen), self.words)
        best: tuple[float, list[Piece]] | None = None
        for most in (high + 60, 10**9):
            for shape in shapes[:14]:
                for score, told in self._fill(shape, low, high, most)[:1]:
                    if best is None or score > best[0]:
                        best = (score, told)
            if best is not None:
                break
        assert best is not None
        score, told = best
        total = sum(p.words for p in told)
        notes = [] if low <= total <= self.words[1] else [f"{total} words: no choice of wordings comes nearer"]
        unread = [i for i, s in enumerate(self.seen, 1) if s.unread]
        notes += [f"page {i}: the picture's caption could not be read" for i in unread]
        return score / len(self.seen), Told(
            title=self.title,
            parts=tuple(p.text for p in told),
            thread=self.thread.id,
            plan=_plan(self.thread.plan, self.hero),
            beats=tuple(" and ".join(p.steps) for p in told),
            wordings=tuple(f"{self.thread.id}/{i}" for p in told for i in p.ids),
            hero=self.hero,
            notes=tuple(notes),
        )

    def _fill(
        self, shape: Sequence[Sequence[str]], low: int, high: int, most: int
    ) -> list[tuple[float, list[Piece]]]:
        """The best ways to fill a shape, by a search that keeps the best for every length."""
        beam: list[tuple[float, int, list[Piece]]] = [(0.0, 0, [])]
        for index, steps in enumerate(shape):
            buckets: dict[int, list[tuple[float, int, list[Piece]]]] = {}
            options = self._page(index, steps)
            for score, words, told in beam:
                used = {i for p in told for i in p.ids}
                for piece in options:
                    if used & set(piece.ids):
                        continue
                    total = words + piece.words
                    if total > most:
                        continue
                    value = score + piece.score
                    if told and told[-1].opens and piece.opens:
                        value -= 0.7
                    buckets.setdefault(total, []).append((value, total, [*told, piece]))
            beam = []
            for total in buckets:
                buckets[total].sort(key=lambda item: -item[0])
                beam += buckets[total][:2]
            beam.sort(key=lambda item: -item[0])
            beam = beam[:120]
            if not beam:
                return []
        return sorted(
            ((score - 3.0 * max(0, low - total, total - high), told) for score, total, told in beam),
            key=lambda item: -item[0],
        )[:_KEPT]

    def _page(self, index: int, steps: Sequence[str]) -> list[Piece]:
        """The best pieces for a page that tells one or several steps."""
        found = self._step(index, steps[0], first=True)
        for name in steps[1:]:
            joined = [
                Piece(
                    f"{a.text} {b.text}", a.words + b.words, a.score + b.score - (1.5 if a.clause and b.clause else 0.0), a.ids + b.ids,
                    a.steps + b.steps, a.clause or b.clause, a.opens, a.tells or b.tells,
                )
                for a in found for b in self._step(index, name, first=False)
                if not set(a.ids) & set(b.ids)
            ]  # fmt: skip
            found = _varied(joined)
        return found

    def _step(self, index: int, name: str, *, first: bool) -> list[Piece]:
        key = (index, name, first)
        if key in self.options:
            return self.options[key]
        seen = self.seen[index] if first else _again(self.seen[index], 1, index + 1)
        found: list[Piece] = []
        common = between() if name == "short" and len(self.seen) > _LONG else ()
        for wording in (*self.thread.steps[name].wordings, *common):
            score = fits(wording, seen)
            if score is None:
                continue
            score = 2.0 + score**0.8 + self.jitter[wording.id]
            score -= _TOLD_BEFORE if f"{self.thread.id}/{wording.id}" in self.avoid else 0.0
            score -= 1.0 if name == "short" else 0.0
            score = score - 6.0 if wording in common else score
            found += pieces(wording, seen, self.hero, score=score, first=first)
        self.options[key] = _varied(found)
        return self.options[key]


def _varied(found: list[Piece]) -> list[Piece]:
    """The best pieces, and the shortest of the good ones."""
    found.sort(key=lambda p: (-p.score, p.words))
    kept = found[:_OPTIONS]
    short = sorted(found[_OPTIONS:], key=lambda p: p.words - 2 * p.score)[:6]
    silent = [p for p in found if not p.clause][:6]
    return list({p.text: p for p in [*kept, *short, *silent]}.values())


def _plan(plan: str, hero: Hero) -> str:
    from core.threads.filling import fill

    return fill(plan, see(""), hero)


def _met_again(seen: Sequence[Seen]) -> list[Seen]:
    """The pictures in order; one that has been told already is met again, not told as new."""
    times: dict[str, int] = {}
    found = []
    for one in seen:
        key = one.caption.strip().lower()
        found.append(_again(one, times.get(key, 0), len(found)))
        times[key] = times.get(key, 0) + 1
    return found


def _again(one: Seen, count: int, index: int) -> Seen:
    """A picture that has been told `count` times before."""
    gist = one.gist
    if not gist.clause or one.unread:
        clause = _UNREAD[(index + count) % len(_UNREAD)]
        return replace(one, gist=replace(gist, clause=clause, short=clause), unread=True)
    if not count:
        return one
    if one.hero:
        clause = ALONE[(index + count + 1) % len(ALONE)] if not gist.who else gist.clause
        return replace(one, lead="", gist=replace(gist, clause=clause, short=clause))
    forms = [
        f"{gist.bare} {gist.was} still there", f"there {gist.was} {gist.bare} again",
        f"nothing had changed with {gist.bare}", f"{gist.bare} had not gone away",
    ]  # fmt: skip
    if gist.doing:
        forms = [f"{gist.bare} {gist.was} still {gist.deed}", f"{gist.bare} went on {gist.deed}", *forms]
    clause = forms[(count - 1) % len(forms)] if gist.who else gist.clause
    return replace(one, gist=replace(gist, clause=clause, short=clause, who=gist.bare))
