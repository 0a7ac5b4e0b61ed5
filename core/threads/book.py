"""One thread told about one set of pictures: the wordings of all pages at once."""

import random
import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from core.text import content_words, count_words
from core.threads.alone import as_told, on_the_page
from core.threads.casting import hero_of, with_hero
from core.threads.filling import Meet, Piece, fits, meet, pieces
from core.threads.fitting import by_name
from core.threads.layout import WHOLE, Shape, plain_shapes, shapes
from core.threads.library import TELLING, Thread, between, meets
from core.threads.meeting import again, met_again
from core.threads.props import brings, needs, props
from core.threads.returning import with_figures
from core.threads.seen import OF_AGE, Seen
from core.threads.suiting import stems
from core.threads.tidying import tidy
from core.threads.variety import alike, has_event
from picturebook.words.forms import capital

LONG: Final = 6
SHORT: Final = 4
"""Books with more pages, short ones with more than `SHORT`, have brief pages of no thread's own."""
_FOR_THE_TITLE: Final = 8
"""Words kept free, so that the story stays in its range for those who count its title too."""
_SHAPES: Final = 14
_OF_A_LENGTH: Final = 2
_BEAM: Final = 120
"""So many ways are kept of each length, and of all."""
_OPTIONS: Final = 14
_TOLD_BEFORE: Final = 8.0
_TOLD_LATELY: Final = 2.0
"""What a sentence that brings a picture in is worth less if it was told before."""
_MEETS: Final = 6
"""So many of them are tried on a page."""
_NAMED: Final = 1.0
"""What it is worth that a page says the hero's name."""
_WITHOUT: Final = 4.0
"""What it costs that the hero isn't on it at all."""
_ECHO: Final = 2.0
"""What it costs that a wording says the place that the caption says, too: "by the road, where a
bus was parked on the road"."""
_UNTOLD: Final = 5.0
"""What it costs that a page speaks of "the coats" before any coat was told of."""
_HERO: Final = frozenset("hero he him his hers himself He His".split())
_PLAIN: Final = ("opening", "ending")
"""Steps that say plainly what the hero does: no plot has begun, or it is over."""
_BRIEF: Final = 9.0
"""What a brief page is worth less than a full one: a plot of few pages needs each of them whole."""
_EVENTLESS: Final = 1.5
"""What a brief page is worth less on which nothing is said and nothing happens."""
_COMMON: Final = 6.0
"""What a brief page of no thread's own is worth less."""
_OUTSIDE: Final = 10.0
"""What it costs a book, beside each word, not to have the length that was asked for."""
_FULL: Final = 9
"""In books of so many pages a brief page may tell its figure without its deed ("a man in red"),"""
_BY_NAME: Final = 4.0
"""which costs this, so only where words run out."""
_ENDINGS: Final = frozenset({"turn", "ending"})
_YOUNG_LENGTH: Final = 30
"""Words of a wording for small children; what each more costs; what a page's second step costs."""
_TOO_LONG: Final = 0.2
_STEP_MORE: Final = 4.0
_CLAUSE_MORE: Final = 5.0
"""What it costs more, if it tells its picture by the clause once more."""
_UPON: Final = 5.0
"""What it costs to begin a page with a wording that is meant to go upon another."""
_PLAIN_ONES: Final = 12
"""With fewer wordings for small children a thread is told them in its usual shape."""
_FULL_STOP: Final = 1.6
"""What each sentence costs in a book for those of 9 to 12: the fewer, the longer they are."""
_SENTENCE: Final = re.compile(r"[.!?…]”?(?= |$)")
_SLACK: Final = 60
"""So many words above its range a book may have that can't be shorter."""

_Path = tuple[float, int, tuple[Piece, ...]]
"""What a book is worth so far, its words, its pages."""


class Book:
    """One thread while it is told about the pictures."""

    def __init__(
        self, thread: Thread, seen: Sequence[Seen], *, hero: str | None, pronoun: str,
        words: tuple[int, int], seed: int, avoid: frozenset[str] = frozenset(), age: str = "6-8",
    ) -> None:  # fmt: skip
        self.thread, self.words = thread, words
        self.before = {one.partition("/")[2] for one in avoid}
        """The wordings that were told lately, by any thread."""
        self.young, self.older = OF_AGE[age] == "young", OF_AGE[age] == "older"
        rng = random.Random(f"{seed}/{thread.id}")
        wordings = thread.wordings
        self.hero = hero_of(hero, pronoun, seen, seed=seed, taken=thread.text)
        told = [with_hero(s, self.hero, i) for i, s in enumerate(seen)]
        self.seen = with_figures(met_again(told, self.hero), self.hero)
        every = (*between(), *meets(), *thread.meets, *wordings)
        self.luck = {w.id: rng.uniform(0, 1.2) for w in every}
        titles = rng.sample(thread.titles, len(thread.titles))
        self._titles = [
            capital(tidy(t.replace("{hero}", self.hero.name), self.hero)) for t in titles
        ]
        self.title = self._titles[0]
        self._options: dict[tuple[int, str, bool], list[Piece]] = {}
        self._met: dict[int, list[Meet]] = {}
        self._things = props(thread)
        self._told_of: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def titled(self, told: Sequence[Piece]) -> str:
        """A title of what the pages tell: no “There Went the Cheese” where none went."""
        words = {w for p in told for word in content_words(p.text) for w in stems(word)}
        room = min(_FOR_THE_TITLE, count_words(self.title))
        fitting = [t for t in self._titles if count_words(t) <= room] or [self.title]
        return min(fitting, key=lambda t: sum(not stems(w) & words for w in content_words(t)))

    def best(self) -> tuple[float, tuple[Piece, ...]]:
        """The best pages, and what they are worth (a page, on average)."""
        low, high = self.words
        high = max(low, high - min(_FOR_THE_TITLE, count_words(self.title)))
        passes = (
            (high, 0.08),
            (high, 1.0),
            (self.words[1], 1.0),
            (high + _SLACK, 1.0),
            (10**9, 1.0),
        )
        for most, pressure in passes:
            found = [
                path
                for shape in self._shapes()
                for path in self._fill(shape, low, high, most, pressure)
            ]
            if found:
                score, total, told = max(found, key=lambda path: path[0])
                outside = not low <= total <= self.words[1]
                return score / len(self.seen) - _OUTSIDE * outside, told
        raise AssertionError(f"{self.thread.id} has no wording for any picture")

    def _shapes(self) -> list[Shape]:
        usual = shapes(len(self.seen), self.words)[:_SHAPES]
        plain = sum("young" in w.conditions for w in self.thread.wordings)
        if not self.young or self.words[1] < WHOLE or plain < _PLAIN_ONES:
            return usual
        return [*plain_shapes(len(self.seen), self.words), *usual[: _SHAPES // 2]]

    def _fill(
        self, shape: Shape, low: int, high: int, most: int, pressure: float
    ) -> list[_Path]:  # fmt: skip
        """The best way to fill a shape, by a search that keeps the best for every length.

        `most`: words of no more than so many; `pressure`: what a word too many costs on the way.
        """
        options = [self.page(index, steps) for index, steps in enumerate(shape)]
        least = [min((p.words for p in page), default=0) for page in options]
        beam: list[_Path] = [(0.0, 0, ())]
        for index in range(len(shape)):
            lengths: dict[int, list[_Path]] = {}
            rest = sum(least[index + 1 :])
            for score, words, told in beam:
                used = {i for piece in told for i in piece.ids}
                labels = [label for piece in told for label in piece.labels]
                brought = {prop for piece in told for prop in self._props(piece)[1]}
                for piece in options[index]:
                    total = words + piece.words
                    if total + rest > most or used & set(piece.ids):
                        continue
                    twice = bool(told) and told[-1].opens and piece.opens
                    value = score + piece.score - (0.7 if twice else 0.0)
                    same = lengths.setdefault(total, [])
                    if len(same) == _OF_A_LENGTH and value <= same[-1][0]:
                        continue  # Being like others makes nothing better.
                    value -= alike(piece.labels, labels)
                    value -= _UNTOLD * len(self._props(piece)[0] - brought)
                    insort(same, (value, total, (*told, piece)), key=_worth)
                    del same[_OF_A_LENGTH:]
            share = high * (index + 1) / len(shape)
            beam = [path for same in lengths.values() for path in same]
            beam.sort(key=lambda path: pressure * max(0.0, path[1] - share) - path[0])
            beam = beam[:_BEAM]
        ended = [
            (score - 3.0 * max(0, low - total, total - high), total, told)
            for score, total, told in beam
        ]
        return sorted(ended, key=_worth)[:1]

    def _props(self, piece: Piece) -> tuple[frozenset[str], frozenset[str]]:
        """The plot's things that a page takes as known, and those that it tells of."""
        if piece.text not in self._told_of:
            known = self._things
            self._told_of[piece.text] = needs(known, piece.text), brings(known, piece.text)
        return self._told_of[piece.text]

    def page(self, index: int, steps: Sequence[str], *, every: bool = False) -> list[Piece]:
        """The best pieces for a page that tells one or several steps; `every` of one step."""
        found = self._step(index, steps[0], first=True)
        found = list(found) if every and len(steps) == 1 else _varied(list(found))
        for name in steps[1:]:
            found = _varied([
                a.then(b)
                for a in found
                for b in _varied(list(self._step(index, name, first=False)))
                if not set(a.ids) & set(b.ids)
            ])  # fmt: skip
        return found

    def _step(self, index: int, name: str, *, first: bool) -> list[Piece]:
        key = (index, name, first)
        if key in self._options:
            return self._options[key]
        seen = self.seen[index]
        if not first:
            known = again(seen, 1, index + 1)
            seen = replace(known, gist=replace(known.gist, doing=""))
        many = len(self.seen) > (LONG if self.words[1] > WHOLE else SHORT)
        common = between() if name == "short" and many else ()
        found: list[Piece] = []
        for written in (*self.thread.steps[name].wordings, *common):
            wording, picture, cost = as_told(written, seen) if first else on_the_page(written, seen)
            fit = fits(wording, picture)
            if fit is None:
                continue
            score = 2.0 + fit**0.8 + self.luck[wording.id] - cost
            score -= _TOLD_BEFORE if wording.id in self.before else 0.0
            score += _NAMED if "hero" in wording.slots else 0.0
            score -= 0.0 if wording.slots & _HERO else _WITHOUT
            score -= _BRIEF if name == "short" else 0.0
            score -= _EVENTLESS if name == "short" and not has_event(wording.text) else 0.0
            score -= _COMMON if written in common else 0.0
            score -= _ECHO if _echoes(wording.text, picture.gist.clause) else 0.0
            if first and "young" in wording.conditions and not wording.slots & TELLING:
                score -= _UPON
            suiting = [
                m
                for m in self._meets(index)
                if (name not in _PLAIN or not m.hero) and (name not in _ENDINGS or not m.own)
            ]
            told = pieces(wording, picture, self.hero, score=score, first=first, meets=suiting)
            if name == "short" and len(self.seen) >= _FULL and picture.gist.intro:
                told += pieces(
                    wording, by_name(picture), self.hero, score=score - _BY_NAME, first=first,
                    meets=suiting,
                )  # fmt: skip
            found += [self._for_age(p, first=first) for p in told]
        self._options[key] = found
        return found

    def _for_age(self, piece: Piece, *, first: bool) -> Piece:
        """A piece as it suits small children: rather short, and its picture told once; or as it
        suits big ones, in long sentences."""
        if self.older:
            stops = len(_SENTENCE.findall(piece.text))
            return replace(piece, score=piece.score - _FULL_STOP * stops)
        if not self.young:
            return piece
        cost = _TOO_LONG * max(0, piece.words - _YOUNG_LENGTH)
        if not first:
            cost += _STEP_MORE + (_CLAUSE_MORE if piece.clause else 0.0)
        return replace(piece, score=piece.score - cost)

    def ordinary(self, index: int) -> str:
        """A sentence of no thread's own that tells a page's picture."""
        seen = self.seen[index]
        if seen.lead:
            return tidy(seen.lead, self.hero)
        told = [
            meet(wording, picture, self.hero, score=fit**0.8 + self.luck[wording.id], own=False)
            for wording, picture, _ in (as_told(written, seen) for written in meets())
            if (fit := fits(wording, picture)) is not None
        ]
        clause = seen.gist.clause
        plain = f"{clause[:1].upper()}{clause[1:]}." if clause else ""
        return max(told, key=lambda m: m.score).text if told else plain

    def _meets(self, index: int) -> list[Meet]:
        """The best sentences that bring a page's picture in, for wordings that don't."""
        if index not in self._met:
            seen = self.seen[index]
            found: list[Meet] = []
            for written in (*self.thread.meets, *meets()):
                wording, picture, _ = as_told(written, seen)
                fit = fits(wording, picture)
                if fit is not None:
                    before = wording.id in self.before
                    own = written in self.thread.meets
                    score = fit**0.8 + self.luck[wording.id] - (_TOLD_LATELY if before else 0.0)
                    found.append(meet(wording, picture, self.hero, score=score, own=own))
            self._met[index] = sorted(found, key=lambda m: -m.score)[:_MEETS]
        return self._met[index]


def _worth(path: _Path) -> float:
    return -path[0]


def _echoes(text: str, clause: str) -> bool:
    """Whether a wording says the last noun of the clause that is told in it."""
    last = clause.rpartition(" ")[2]
    return len(last) > 3 and last in _words(text)


@lru_cache(maxsize=16384)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def _piece_worth(piece: Piece) -> float:
    return -piece.score


def _varied(found: list[Piece]) -> list[Piece]:
    """The best pieces, the shortest, and some without the caption's clause."""
    found.sort(key=lambda p: (-p.score, p.words))
    short = sorted(found[_OPTIONS:], key=lambda p: p.words - 2 * p.score)[:6]
    short += sorted(found, key=lambda p: (p.words, -p.score))[:9]
    silent = [p for p in found if not p.clause][:6]
    return list({p.text: p for p in [*found[:_OPTIONS], *short, *silent]}.values())
