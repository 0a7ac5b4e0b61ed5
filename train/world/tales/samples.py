"""Draws what the writer learns from: a mood, a hero, captions, and the tale they make."""

import random
from dataclasses import dataclass
from typing import Final

from core.stages.shortened import shortened
from train.world import vocabulary
from train.world.tales.picture import picture_caption
from train.world.tales.teller import MOODS, Tale, tell
from train.world.tales.wild import wild_caption, wild_hero

COUNTS: Final = (1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 7, 8, 9, 10)

SHORTENED: Final = 0.7
"""How often captions are told as the studio tells them; else whole."""


@dataclass(frozen=True)
class Sample:
    """One training story, told of stand-ins, and what it was asked for."""

    mood: str
    hero: str
    words: int
    captions: tuple[str, ...]
    tale: Tale


def draw_captions(count: int, rng: random.Random) -> tuple[str, ...]:
    """Captions of one series: the picture-book world, anything at all, or both."""
    kind = rng.random()
    if kind < 0.42:
        one_hero = rng.random() < 0.6
        character = rng.choice(list(vocabulary.CHARACTERS)) if one_hero else None
        colour = rng.choice(list(vocabulary.COLOURS)) if one_hero else None
        return tuple(picture_caption(rng, character, colour) for _ in range(count))
    if kind < 0.52:
        return tuple(
            picture_caption(rng) if rng.random() < 0.5 else wild_caption(rng) for _ in range(count)
        )
    if kind < 0.64:
        noun = wild_hero(rng)
        return tuple(wild_caption(rng, noun if rng.random() < 0.7 else None) for _ in range(count))
    return tuple(wild_caption(rng) for _ in range(count))


def draw_words(rng: random.Random) -> int:
    """How long a story to ask for."""
    return round(rng.triangular(205, 245, 225))


def draw(rng: random.Random, *, drill: bool = False) -> Sample:
    """One sample; a drill is a few pictures told shortly, to learn copying from first."""
    mood = rng.choice(list(MOODS))
    if drill:
        count = rng.choice((1, 2, 2, 3, 3, 4))
        words = count * rng.randint(17, 26)
    else:
        count = rng.choice(COUNTS)
        words = draw_words(rng)
    captions = draw_captions(count, rng)
    if rng.random() < SHORTENED:
        captions = shortened(captions)
    tale = tell(captions, mood=mood, hero=None, words=words, rng=rng, stand_ins=True)
    return Sample(mood, tale.hero, words, captions, tale)
