"""Tells a tale: a mood's sentences, cast, timed to a number of words, around what the captions show."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.stages.starter_cast import BOYS, FRIEND, GIRLS, HEROES, THINGS, WHOSE, Gender
from train.world.tales import names, nouns
from train.world.tales.action import ACTION
from train.world.tales.cartoonish import CARTOONISH
from train.world.tales.comedy import COMEDY
from train.world.tales.mood import Mood
from train.world.tales.reading import Seen, read
from train.world.tales.romance import ROMANCE
from train.world.tales.scary import SCARY

MOODS: Final[dict[str, Mood]] = {
    "romance": ROMANCE,
    "comedy": COMEDY,
    "scary": SCARY,
    "action": ACTION,
    "cartoonish": CARTOONISH,
}
SLACK: Final = 4
"""How far from the wanted number of words a tale may end."""

_CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_IT: Final = re.compile(r"\b(it|itself|it's)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Tale:
    """A title and one part for each caption."""

    title: str
    parts: tuple[str, ...]
    hero: str

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

    Far fewer words than a tale needs (under 25 a caption, say) leave the opening, the turn and the
    ending out, in that order, and tell only what is seen.  With `stand_ins` the tale is told of the
    stand-ins that the writer learns with (see `core.stages.starter_cast`).
    """
    seen = [read(caption) for caption in captions]
    best: tuple[int, Tale] | None = None
    for attempt in range(40):
        tale = _Telling(
            seen, mood.lower(), hero, words, rng, brief=attempt > 8, stand_ins=stand_ins
        ).tale()
        miss = abs(tale.words - words)
        if miss <= SLACK:
            return tale
        if best is None or miss < best[0]:
            best = (miss, tale)
    assert best is not None
    return best[1]


def fill(pattern: str, slots: dict[str, str], rng: random.Random) -> str:
    """Choose, fill in, and begin sentences with a capital."""
    text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), pattern)
    out, last = "", 0
    for match in _SLOT.finditer(text):
        out += text[last : match.start()]
        last = match.end()
        key = match[1]
        value = slots[key] if key in slots else slots[key[0].lower() + key[1:]]
        starts = not out or re.search(r"[.!?] $", out) or (key not in slots and key[0].isupper())
        if (starts or key == "F") and value:
            value = value[0].upper() + value[1:]
        out += value
    return " ".join((out + text[last:]).split())


class _Telling:
    """One attempt at a tale."""

    def __init__(
        self,
        seen: list[Seen],
        kind: str,
        hero: str | None,
        words: int,
        rng: random.Random,
        brief: bool,
        stand_ins: bool,
    ) -> None:
        self.seen, self.kind, self.mood, self.words = seen, kind, MOODS[kind], words
        self.rng, self.brief, self.stand_ins = rng, brief, stand_ins
        self.used: set[str] = set()
        self.noun = _hero_noun(seen)
        self.slots = self._cast(hero)

    def _cast(self, hero: str | None) -> dict[str, str]:
        rng = self.rng
        noun = (self.noun or "").split()[-1:] or [""]
        gender: Gender | None = None
        if noun[0] in nouns.WOMEN:
            gender = "she"
        elif noun[0] in nouns.MEN:
            gender = "he"
        gender = gender or WHOSE.get(hero or "") or rng.choice(("she", "he"))
        if self.stand_ins:
            hero, friend, thing = HEROES[gender], FRIEND, THINGS[self.kind][0]
        else:
            hero = hero or rng.choice(GIRLS if gender == "she" else BOYS)
            pool = GIRLS if self.mood is COMEDY else GIRLS + BOYS
            friend = rng.choice([name for name in pool if name != hero])
            thing = rng.choice(THINGS[self.kind][1:])
        return {"H": hero, "T": thing, "L": friend, **names.PRONOUNS[gender]}

    def tale(self) -> Tale:
        mood, count = self.mood, len(self.seen)
        sights = [[self._sight(seen)] for seen in self.seen]
        before: list[list[str]] = [[] for _ in self.seen]
        after: list[list[str]] = [[] for _ in self.seen]
        room = self.words - sum(len(part[0].split()) for part in sights) + SLACK
        ending = self._pick(mood.endings)
        if len(ending.split()) <= room:
            after[-1].append(ending)
            room -= len(ending.split())
        opening = self._pick(mood.openings)
        if len(opening.split()) <= room:
            if self.rng.random() < 0.6:
                before[0].append(opening)
            else:
                sights[0].append(opening)
            room -= len(opening.split())
        turn = self._pick(mood.turns)
        at = max(0, min(count - 1, round((count - 1) * self.rng.choice((0.5, 0.6, 0.7)))))
        if len(turn.split()) <= room and self.words > 90:
            after[at].insert(0, turn)
            room -= len(turn.split())
        beats: list[list[str]] = [[] for _ in self.seen]
        for _ in range(60):
            if room <= 2 * SLACK:
                break
            sizes = [
                sum(len(text.split()) for text in before[i] + sights[i] + beats[i] + after[i])
                for i in range(count)
            ]
            place = min(range(count), key=lambda i: sizes[i] + self.rng.random() * 14)
            used = set(self.used)
            beat = self._pick(self._beats(self.seen[place]))
            if len(beat.split()) > room:
                self.used = used
            else:
                beats[place].append(beat)
                room -= len(beat.split())
        parts = tuple(" ".join(before[i] + sights[i] + beats[i] + after[i]) for i in range(count))
        return Tale(self._title(), parts, self.slots["H"])

    def _title(self) -> str:
        slots = dict(self.slots)
        slots["T"] = " ".join(w if w == "of" else w[0].upper() + w[1:] for w in slots["T"].split())
        return fill(self.rng.choice(self.mood.titles), slots, self.rng)

    def _beats(self, seen: Seen) -> tuple[str, ...]:
        if self._is_hero(seen):
            pool = self.mood.hero
        elif seen.alive:
            pool = self.mood.other + self.mood.hero[::3]
            self.slots["the"] = seen.definite
        else:
            pool = self.mood.thing + self.mood.hero[::3]
            if seen.many:
                pool = tuple(text for text in pool if not _IT.search(text))
        return pool

    def _pick(self, pool: Sequence[str]) -> str:
        fresh = [text for text in pool if text not in self.used]
        pattern = self.rng.choice(fresh or list(pool))
        self.used.add(pattern)
        return fill(pattern, self.slots, self.rng)

    def _is_hero(self, seen: Seen) -> bool:
        return seen.noun == self.noun and not seen.many

    def _sight(self, seen: Seen) -> str:
        """The sentence that tells what one caption shows."""
        rng, slots = self.rng, dict(self.slots)
        hero = self._is_hero(seen)
        if hero:
            frames = self.mood.see_hero
        else:
            frames = self.mood.see_other if seen.alive else self.mood.see_thing
            if seen.many:
                frames = tuple(f for f in frames if not _IT.search(f)) or frames
        fresh = [frame for frame in frames if frame not in self.used] or list(frames)
        doing = seen.of("doing")
        wear = seen.of("wear")
        rest = [
            chunk for role, chunk in seen.chunks if role in ("place", "time", "weather", "prop")
        ]
        if self.brief or self.words / len(self.seen) < 32:
            while len(rest) > 1 and rng.random() < 0.55:
                rest.remove(rng.choice(rest))
            if wear and (doing or rest) and rng.random() < 0.3:
                wear = []
        front = [c for c in seen.of("place", "time", "weather") if c in rest]
        place = [c for c in seen.of("place") if c in rest]
        fresh = [f for f in fresh if not f.startswith("{F} {was}") or place] or [
            f for f in frames if not f.startswith("{F} {was}")
        ]
        frame = rng.choice(fresh)
        self.used.add(frame)
        slots["F"], slots["f"] = fill(rng.choice(self.mood.leads), slots, rng), ""
        if frame.startswith("{F} {was}"):
            chosen = rng.choice(place)
            slots["F"] = chosen
            rest.remove(chosen)
        elif "{F}" in frame and front and rng.random() < 0.6:
            chosen = rng.choice(front)
            slots["F"] = chosen.replace("it rains", "it rained").replace("it snows", "it snowed")
            rest.remove(chosen)
        elif "{f}" in frame and front and (doing or len(rest) > 1):
            chosen = front[-1]
            slots["f"] = " " + chosen.replace("it rains", "it rained").replace(
                "it snows", "it snowed"
            )
            rest.remove(chosen)
        dressed = " ".join(["", *wear])
        deeds = doing + rest
        if not deeds:
            alone = ("all in a row", "side by side") if seen.many else ("all alone", "right there")
            deeds = [rng.choice(alone)]
        if len(deeds) == 1 and " " not in deeds[0] and not seen.alive:
            deeds = [deeds[0] + " there"]
        told = " ".join(deeds)
        slots["P"] = told.replace("it rains", "it rained").replace("it snows", "it snowed")
        if not doing and rest:  # "a lemon on a table" reads better than "a lemon, on a table"
            frame = frame.replace("}, {P}", "} {P}")
        slots["was"] = "were" if seen.many else "was"
        if hero:
            phrase = seen.phrase if len(seen.phrase.split()) <= 3 else seen.noun
            slots["S"] = f"{slots['H']} the {phrase}{dressed}"
        else:
            slots["A"] = seen.indefinite + dressed
            slots["the"] = seen.definite
        return fill(frame, slots, rng)


def _hero_noun(seen: list[Seen]) -> str | None:
    """Who the tale is about: the one who comes back, or else the first one if that one is alive."""
    living = [s.noun for s in seen if s.alive and not s.many]
    if not living:
        return None
    noun, times = Counter(living).most_common(1)[0]
    if times > 1:
        return noun
    return seen[0].noun if seen[0].alive and not seen[0].many else None
