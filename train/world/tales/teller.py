"""Tells a tale: a mood's plot, cast, timed to a number of words, around what the captions show."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.stages.starter_cast import FRIEND, HEROES, THINGS, Gender, cast_for
from core.stages.starter_prompt import Arc
from train.world.tales import names
from train.world.tales.action import ACTION
from train.world.tales.bedtime import BEDTIME
from train.world.tales.cartoonish import CARTOONISH
from train.world.tales.comedy import COMEDY
from train.world.tales.frames import LINKS, MOMENTS, SHORT_ENDS
from train.world.tales.funny import FUNNY
from train.world.tales.mood import Mood, Plot
from train.world.tales.noir import NOIR
from train.world.tales.poetic import POETIC
from train.world.tales.romance import ROMANCE
from train.world.tales.scary import SCARY
from train.world.tales.view import View, is_he, is_she, view
from train.world.tales.weave import Weaver, fill

__all__ = ["MOODS", "SLACK", "Tale", "fill", "tell"]

MOODS: Final[dict[str, Mood]] = {
    "romance": ROMANCE,
    "comedy": COMEDY,
    "scary": SCARY,
    "action": ACTION,
    "cartoonish": CARTOONISH,
    "funny": FUNNY,
    "poetic": POETIC,
    "noir": NOIR,
    "bedtime": BEDTIME,
}
SLACK: Final = 4
"""How far from the wanted number of words a tale may end."""


@dataclass(frozen=True)
class Tale:
    """A title and one part for each caption."""

    title: str
    parts: tuple[str, ...]
    hero: str
    arc: Arc

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.parts)


def tell(
    captions: Sequence[str],
    *,
    mood: str,
    hero: str | None,
    words: int,
    rng: random.Random,
    stand_ins: bool = False,
) -> Tale:
    """Tell `captions`, one part each and in order, in about `words` words.

    Far fewer words than a tale needs (under 25 a caption, say) leave the plot out and tell only
    what is seen.  With `stand_ins` the tale is told of the stand-ins that the writer learns with
    (see `core.stages.starter_cast`).
    """
    mood = mood.lower()
    views = [view(caption) for caption in captions]
    slots, gender = _cast(captions, mood, hero, rng, stand_ins)
    best: tuple[int, Tale] | None = None
    for attempt in range(60):
        squeeze = 0.0 if attempt < 12 else (attempt - 11) / 24
        telling = _Telling(views, MOODS[mood], slots, gender, words, rng, squeeze)
        tale = telling.tale()
        miss = abs(tale.words - words)
        if miss <= SLACK and (telling.whole or attempt > 45):
            return tale
        miss += 0 if telling.whole else 2
        if best is None or miss < best[0]:
            best = (miss, tale)
    assert best is not None
    return best[1]


def _cast(
    captions: Sequence[str], mood: str, hero: str | None, rng: random.Random, stand_ins: bool
) -> tuple[dict[str, str], Gender]:
    """Who plays: chosen as the application will choose."""
    cast = cast_for(mood, hero, captions, rng.randrange(2**31))
    gender: Gender = next(g for g, name in HEROES.items() if name == cast.stand_in)
    thing, *others = THINGS[mood]
    slots = {"H": cast.stand_in, "L": FRIEND, "T": thing, **names.PRONOUNS[gender]}
    if not stand_ins:
        real = {key: value for key, value in reversed(cast.parts)}
        slots.update(H=real[cast.stand_in], L=real[FRIEND], T=real.get(thing, rng.choice(others)))
    return slots, gender


def _hero_noun(views: list[View], gender: Gender) -> str | None:
    """Who the tale is about: the one who comes back, or else the first one if that one is alive."""
    wrong = is_he if gender == "she" else is_she
    living = [v.seen.noun for v in views if v.can_be_hero and not wrong(v.seen.noun)]
    if not living:
        return None
    noun, times = Counter(living).most_common(1)[0]
    if times > 1:
        return noun
    return views[0].seen.noun if living[0] == views[0].seen.noun else None


class _Telling:
    """One attempt at a tale."""

    def __init__(
        self,
        views: list[View],
        mood: Mood,
        slots: dict[str, str],
        gender: Gender,
        words: int,
        rng: random.Random,
        squeeze: float,
    ) -> None:
        self.views, self.mood, self.words, self.rng = views, mood, words, rng
        self.number = rng.randrange(len(mood.plots))
        self.plot: Plot = mood.plots[self.number]
        self.arc = Arc(self.number)
        self.slots = dict(slots)
        self.slots["goal"] = fill(f"x {self.plot.goal}", slots, rng, varied=False)[2:]
        self.noun = _hero_noun(views, gender)
        self.weaver = Weaver(mood, self.slots, rng)
        self.each = words / len(views)
        self.squeeze = squeeze
        self.brief = self.each < 27 and words < 110
        self.whole = False

    def tale(self) -> Tale:
        rng, count = self.rng, len(self.views)
        last = count - 1
        want_first = not self._is_hero(0) or (rng.random() < 0.3 and not self.brief)
        need = sum(len(v.seen.caption.split()) + 3 for v in self.views) * (1 + self.squeeze / 8)
        want, turn, end = self._arc(round(self.words - need))
        self.whole = bool(want) or self.brief
        told = _size(want) + _size(turn) + _size(end)
        kept = rng.choice((0, 0, 14, 28)) if count > 1 and turn else 0
        sights = self._sights(want_first, (self.words - told - kept) / count)
        room = self.words + SLACK - told - sum(len(text.split()) for text in sights)
        before: list[list[str]] = [[] for _ in self.views]
        after: list[list[str]] = [[] for _ in self.views]
        if want:
            (before if want_first else after)[0].append(want)
        turn_at = min(max(round(last * rng.choice((0.6, 0.7, 0.75))), 0), max(last - 1, 0))
        if count == 2:
            turn_at = rng.choice((0, 1))
        back = ""
        if want and end and count > 2 and rng.random() < 0.7:
            back = self._back(room)
            room -= _size(back)
        room = self._steps(after, room, turn_at) if want else room
        if turn:
            after[turn_at].append(turn)
        mid = self._fill(sights, before, after, room, _size(end) + _size(back))
        parts = []
        for i in range(count):
            texts = [*before[i], sights[i], *self._mixed(mid[i], after[i], i)]
            if i == last:
                texts += [back, end]
            parts.append(" ".join(text for text in texts if text))
        return Tale(self._title(), tuple(parts), self.slots["H"], self.arc)

    def _arc(self, room: int) -> tuple[str, str, str]:
        """Want, turn and end of the plot; what does not fit is left out, the turn first."""
        plot, rng = self.plot, self.rng
        if self.brief:
            return "", "", ""
        wants, turns = range(len(plot.wants)), range(len(plot.turns))
        arcs = {
            (want, turn): tuple(
                fill(text, self.slots, rng)
                for text in (plot.wants[want], plot.turns[turn], plot.ends[turn])
            )
            for want in wants
            for turn in turns
        }
        fits = [key for key, arc in arcs.items() if sum(_size(text) for text in arc) <= room]
        if fits:
            key = rng.choice(fits)
            self.arc = Arc(self.number, *key)
            want, turn, end = arcs[key]
            return want, turn, end
        ends = [fill(text, self.slots, rng) for text in SHORT_ENDS[self.mood.family]]
        pairs = [(i, fill(plot.wants[i], self.slots, rng), end) for i in wants for end in ends]
        short = [pair for pair in pairs if _size(pair[1]) + _size(pair[2]) <= room]
        if short:
            i, want, end = rng.choice(short)
            self.arc = Arc(self.number, i)
            return want, "", end
        return "", "", min(ends, key=_size) if room > 12 else ""

    def _sights(self, want_first: bool, each: float) -> list[str]:
        """The woven sentences of each page."""
        rng = self.rng
        sights: list[str] = []
        shown = False
        for i, seen in enumerate(self.views):
            hero = self._is_hero(i)
            named = want_first or i > 0
            share = 0.6 if each > 50 else rng.choice((1.05, 0.9))
            room = each * share * (1 - self.squeeze)
            link = "" if i == 0 or self.brief else self._link(i)
            text = self.weaver.weave(
                seen,
                hero=hero,
                first=hero and not shown,
                named=named,
                room=round(min(room, 46)),
                link=link,
            )
            shown = shown or hero
            sights.append(text)
        return sights

    def _steps(self, after: list[list[str]], room: int, turn_at: int) -> int:
        """The plot's own steps, in order, between the want and the turn."""
        steps = [text for text in self.plot.steps if self.squeeze < 1]
        while steps:
            chosen = [fill(text, self.slots, self.rng) for text in steps]
            if sum(_size(text) for text in chosen) <= room * 0.75:
                break
            steps.pop(self.rng.randrange(len(steps)))
        else:
            return room
        for i, text in enumerate(chosen):
            page = round((i + 1) / (len(chosen) + 1) * turn_at)
            if page == 0 and turn_at >= 1 and self.each < 70:
                page = 1
            after[page].append(text)
            room -= _size(text)
        return room

    def _fill(
        self,
        sights: list[str],
        before: list[list[str]],
        after: list[list[str]],
        room: int,
        closing: int,
    ) -> list[list[str]]:
        """Lines that answer to the pictures, on the emptiest pages, until the length is right."""
        rng, count = self.rng, len(self.views)
        mid: list[list[str]] = [[] for _ in self.views]
        asked: Counter[int] = Counter()
        for _ in range(60):
            if room <= SLACK + 1 or (room <= 2 * SLACK and rng.random() < 0.5):
                break
            sizes = [
                _size(" ".join([*before[i], sights[i], *mid[i], *after[i]]))
                + (closing if i == count - 1 else 0)
                + asked[i] * 9
                for i in range(count)
            ]
            page = min(range(count), key=lambda i: sizes[i] + rng.random() * 8)
            pool = self._answers(page, asked[page])
            asked[page] += 1
            text = self._take(pool, room, page)
            if text:
                mid[page].append(text)
                room -= _size(text)
        return mid

    def _mixed(self, lines: list[str], beats: list[str], page: int) -> list[str]:
        """What is answered to the picture first, then the plot with small moments between."""
        answers = 0 if self._is_hero(page) else min(2, len(lines))
        if page == 0 and answers and beats:
            answers = 1
        moments, texts = lines[answers:], list(beats)
        for text in moments:
            texts.insert(self.rng.randint(min(1, len(texts)), max(1, len(texts) - 1)), text)
        return lines[:answers] + texts

    def _answers(self, page: int, asked: int) -> tuple[str, ...]:
        if self._is_hero(page) or asked > 1:
            return self.mood.hero if asked < 6 else self.mood.hero + MOMENTS
        return self.mood.met if self.views[page].alive else self.mood.seen

    def _take(self, pool: Sequence[str], room: int, page: int = 0) -> str:
        """A fresh line that fits, or nothing."""
        slots = {**self.slots, **self.weaver.agreeing(self.views[page])}
        order = [text for text in pool if text not in self.weaver.used]
        self.rng.shuffle(order)
        for pattern in order[:6]:
            text = fill(pattern, slots, self.rng)
            if _size(text) <= room:
                self.weaver.used.add(pattern)
                return text
        return ""

    def _link(self, page: int) -> str:
        """A way to begin that comes from the page before; often nothing."""
        rng, past, now = self.rng, self.views[page - 1], self.views[page]
        if rng.random() < (0.45 if self.each > 26 else 0.7) or self.squeeze > 0.5:
            return ""
        choices = [*self.mood.leads[:]] if rng.random() < 0.5 else []
        if self.each > 26:
            if past.where and past.where not in now.place:
                choices += LINKS["place"]
            if past.weather_kind in ("rain", "snow") and past.weather_kind != now.weather_kind:
                choices += LINKS[past.weather_kind]
            if not self._is_hero(page - 1) and len(past.short.split()) < 5:
                kind = "met" if past.alive else "thing"
                choices += LINKS[kind]
            if past.time_kind == "night" and now.time_kind not in ("night", ""):
                choices += LINKS["night"]
            if past.time_kind == "morning" and now.time_kind in ("evening", "night"):
                choices += LINKS["morning"]
        pattern = self.weaver.fresh(choices or [*self.mood.leads, *LINKS["hero"]])
        return fill(pattern, {**self.slots, "place": past.where, "met": past.short}, rng)

    def _back(self, room: int) -> str:
        """Something of an earlier page, remembered on the last."""
        slots = dict(self.slots)
        met = [
            v.short
            for i, v in enumerate(self.views[:-1])
            if v.alive and not self._is_hero(i) and len(v.short.split()) < 4
        ]
        pool = []
        if met:
            slots["met"] = self.rng.choice(met)
            pool += [text for text in self.mood.backs if "{met}" in text.lower()]
        if self.views[0].where and self.views[0].where not in self.views[-1].place:
            slots["place"] = self.views[0].where
            pool += [text for text in self.mood.backs if "{place}" in text.lower()]
        if not pool:
            return ""
        text = fill(self.rng.choice(pool), slots, self.rng)
        return text if _size(text) <= room else ""

    def _title(self) -> str:
        slots = dict(self.slots)
        slots["T"] = " ".join(w if w == "of" else w[0].upper() + w[1:] for w in slots["T"].split())
        return fill(self.rng.choice(self.plot.titles), slots, self.rng, varied=False)

    def _is_hero(self, page: int) -> bool:
        seen = self.views[page]
        return seen.can_be_hero and seen.seen.noun == self.noun


def _size(text: str) -> int:
    return len(text.split())
