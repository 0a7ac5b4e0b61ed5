"""How each mood is composed: scale, tempo, beats a bar, chords, figures and instruments."""

from dataclasses import dataclass
from typing import Final

MAJOR: Final = (0, 2, 4, 5, 7, 9, 11)
LYDIAN: Final = (0, 2, 4, 6, 7, 9, 11)
MIXOLYDIAN: Final = (0, 2, 4, 5, 7, 9, 10)
DORIAN: Final = (0, 2, 3, 5, 7, 9, 10)
MINOR: Final = (0, 2, 3, 5, 7, 8, 10)
HARMONIC: Final = (0, 2, 3, 5, 7, 8, 11)

Steps = tuple[tuple[float, float, int], ...]
"""Figures of the accompaniment: (beat, beats long, which tone of the chord; 7 is its octave)."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """A mood's music.

    `tempo` in beats a minute, `beats` a bar.  `lines`: harmonies of four bars, as degrees of the
    scale from 0.  `rhythms`: bars of the melody, as lengths in beats (negative for rests).
    `figures`: the accompaniment of a bar.  `deep`: what the bass does, as (beat, beats long, degree
    above the chord's).  `rich`: tones a chord has.  `swing`: by how much of a beat the half beats
    come late.
    """

    scale: tuple[int, ...]
    tempo: float
    beats: int
    lines: tuple[tuple[int, ...], ...]
    rhythms: tuple[tuple[float, ...], ...]
    figures: tuple[Steps, ...]
    deep: Steps
    lead: str
    plays: str
    holds: str | None = "pad"
    rich: int = 3
    swing: float = 0.0
    lead_octave: int = 72


_ROCKING: Final[Steps] = ((0, 1, 0), (1, 1, 2), (2, 1, 1))
_RISING: Final[Steps] = tuple((0.5 * i, 1.0, tone) for i, tone in enumerate((0, 1, 2, 7, 2, 1)))
_WAVES: Final[Steps] = tuple(
    (0.5 * i, 1.0, tone) for i, tone in enumerate((0, 2, 1, 2, 7, 2, 1, 2))
)
_OFF: Final[Steps] = ((1, 0.4, 1), (1, 0.4, 2), (3, 0.4, 1), (3, 0.4, 2))
_HOPS: Final[Steps] = (
    *((0.5, 0.3, 1), (0.5, 0.3, 2), (1.5, 0.3, 1), (1.5, 0.3, 2)),
    *((2.5, 0.3, 1), (2.5, 0.3, 2), (3.5, 0.3, 1)),
)
_RUNS: Final[Steps] = tuple((0.5 * i, 0.4, tone) for i, tone in enumerate((0, 0, 2, 0, 1, 0, 2, 1)))

MANNERS: Final = {
    "romance": Manner(
        scale=MAJOR,
        tempo=76,
        beats=3,
        lines=((0, 5, 3, 4), (0, 2, 3, 4), (3, 4, 2, 5), (5, 3, 0, 4)),
        rhythms=((2, 1), (1, 1, 1), (1.5, 0.5, 1), (3,), (2, -1)),
        figures=(_RISING,),
        deep=((0, 3, 0),),
        lead="flute",
        plays="harp",
    ),
    "comedy": Manner(
        scale=MAJOR,
        tempo=112,
        beats=4,
        lines=((0, 3, 0, 4), (0, 5, 1, 4), (3, 0, 4, 0)),
        rhythms=(
            (0.5, 0.5, 1, 1, -1),
            (1, 0.5, 0.5, 1, -1),
            (0.5, 0.5, 0.5, 0.5, 1, -1),
            (-2, 1, 1),
        ),
        figures=(_OFF,),
        deep=((0, 0.8, 0), (2, 0.8, 4)),
        lead="reed",
        plays="plucked",
        holds=None,
        swing=0.08,
    ),
    "scary": Manner(
        scale=HARMONIC,
        tempo=60,
        beats=4,
        lines=((0, 5, 3, 4), (0, 0, 5, 4), (3, 0, 5, 4)),
        rhythms=((-1, 1, 1, 1), (2, -2), (-1, 0.5, 0.5, 2), (1, 1, -2)),
        figures=(((0, 2, 0), (2, 2, 2)), ((0, 2, 0), (1.5, 0.5, 1), (2, 2, 2))),
        deep=((0, 3.5, 0),),
        lead="bell",
        plays="harp",
    ),
    "action": Manner(
        scale=DORIAN,
        tempo=128,
        beats=4,
        lines=((0, 0, 3, 4), (0, 6, 5, 6), (0, 2, 3, 6)),
        rhythms=((1.5, 1.5, 1), (2, 1, 1), (3, -1), (1, 1, 2), (-4,)),
        figures=(_RUNS,),
        deep=((0, 0.6, 0), (1.5, 0.4, 0), (2, 0.6, 0), (3, 0.6, 4)),
        lead="reed",
        plays="plucked",
    ),
    "cartoonish": Manner(
        scale=LYDIAN,
        tempo=138,
        beats=4,
        lines=((0, 1, 0, 4), (0, 4, 1, 4), (5, 1, 0, 4)),
        rhythms=(
            (0.5, 0.5, 0.5, 0.5, 1, -1),
            (-0.5, 0.5, 1, -0.5, 0.5, 1),
            (0.5, 0.5, 1, 2),
            (-4,),
        ),
        figures=(_HOPS, _OFF),
        deep=((0, 0.5, 0), (1, 0.5, 4), (2, 0.5, 0), (3, 0.5, 4)),
        lead="marimba",
        plays="plucked",
        holds=None,
        lead_octave=76,
    ),
    "funny": Manner(
        scale=MIXOLYDIAN,
        tempo=104,
        beats=4,
        lines=((0, 6, 3, 0), (0, 3, 0, 6), (3, 6, 0, 0)),
        rhythms=((1, -0.5, 0.5, 1, -1), (0.5, 0.5, -1, 1, 1), (-1, 0.5, 0.5, 1, -1), (2, -2)),
        figures=(_OFF, _HOPS),
        deep=((0, 0.7, 0), (1.5, 0.4, 2), (2, 0.7, 4)),
        lead="marimba",
        plays="plucked",
        holds=None,
        swing=0.12,
        lead_octave=67,
    ),
    "poetic": Manner(
        scale=LYDIAN,
        tempo=63,
        beats=4,
        lines=((0, 4, 5, 1), (5, 1, 0, 4), (0, 2, 5, 4)),
        rhythms=((2, 1, 1), (3, -1), (-1, 1, 2), (4,), (-4,)),
        figures=(_WAVES,),
        deep=((0, 4, 0),),
        lead="flute",
        plays="harp",
        rich=4,
    ),
    "noir": Manner(
        scale=DORIAN,
        tempo=82,
        beats=4,
        lines=((0, 3, 0, 4), (0, 5, 1, 4), (3, 3, 0, 0)),
        rhythms=((-1, 1, 0.5, 1.5), (1.5, 0.5, 2), (-2, 0.5, 0.5, 1), (3, -1), (-4,)),
        figures=(((1, 0.6, 1), (1, 0.6, 3), (3, 0.6, 2), (3, 0.6, 1)), ((1.5, 1, 1), (1.5, 1, 3))),
        deep=((0, 0.9, 0), (1, 0.9, 2), (2, 0.9, 4), (3, 0.9, 5)),
        lead="vibes",
        plays="plucked",
        rich=4,
        swing=0.16,
        lead_octave=67,
    ),
    "bedtime": Manner(
        scale=MAJOR,
        tempo=56,
        beats=3,
        lines=((0, 3, 0, 4), (0, 5, 3, 4), (3, 0, 4, 0)),
        rhythms=((1, 1, 1), (2, 1), (3,), (1, 2)),
        figures=(_ROCKING,),
        deep=((0, 3, 0),),
        lead="musicbox",
        plays="harp",
    ),
}
