"""Composes: a mood's manner and a seed become the notes of a tune that goes round.

Lines of four bars follow one another as A, A with another end, B, A.  The melody walks along the
scale from a tone of the chord to one, over rhythms that come again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.music.moods import MANNERS, Manner

_LINE: Final = 4
"""Bars of a line."""
_OCTAVE: Final = 7
"""As a figure's tone: the root of the chord again, an octave up."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note: `pitch` as MIDI numbers it, `pan` from -1 (left) to 1."""

    start_s: float
    seconds: float
    pitch: int
    instrument: str
    gain: float
    pan: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Tune:
    """A whole piece: `beat_s` seconds a beat, in so many bars; `root` as MIDI numbers it."""

    notes: tuple[Note, ...]
    beat_s: float
    bars: int
    root: int


def compose(mood: str, seconds: float, seed: int) -> Tune:
    """A tune of exactly `seconds`: the mood's tempo gives way so that whole lines fill it."""
    manner = MANNERS[mood]
    dice = np.random.default_rng([seed, *mood.encode()])
    bar_s = manner.beats * 60 / manner.tempo
    bars = max(1, round(seconds / bar_s))
    if bars > 2 * _LINE:
        bars = _LINE * round(bars / _LINE)
    beat_s = seconds / bars / manner.beats
    root = 45 + int(dice.integers(0, 7))
    writer = _Writer(manner, dice, root)
    notes = [
        replace(note, start_s=note.start_s * beat_s, seconds=round(note.seconds * beat_s, 4))
        for note in writer.notes(bars)
    ]
    return Tune(notes=tuple(notes), beat_s=beat_s, bars=bars, root=root)


class _Writer:
    """Writes notes whose times are beats."""

    def __init__(self, manner: Manner, dice: np.random.Generator, root: int) -> None:
        self._manner, self._dice, self._root = manner, dice, root
        order = dice.permutation(len(manner.lines))
        self._lines = [manner.lines[order[0]], manner.lines[order[1]]]
        self._tunes = [self._melody(line) for line in self._lines]
        self._figure = manner.figures[int(dice.integers(len(manner.figures)))]

    def notes(self, bars: int) -> Iterator[Note]:
        """All of a tune of so many bars."""
        for bar in range(bars):
            place = bar // _LINE % 4
            which = 1 if place == 2 else 0
            chord = self._lines[which][bar % _LINE]
            last = bar == bars - 1
            yield from self._accompanied(bar, chord)
            if place == 1 and bar % _LINE == _LINE - 2:
                yield from self._led(bar, self._tunes[1][0])
            elif last:
                yield from self._led(bar, [(0.0, float(self._manner.beats), 0)])
            else:
                yield from self._led(bar, self._tunes[which][bar % _LINE])

    def _accompanied(self, bar: int, chord: int) -> Iterator[Note]:
        manner, start = self._manner, bar * self._manner.beats
        for beat, length, above in manner.deep:
            yield self._note(start, beat, length, chord + above, "bass", 0.34, low=True)
        for beat, length, tone in self._figure:
            degree = chord + (_OCTAVE if tone == _OCTAVE else 2 * tone)
            gain = 0.19 * float(self._dice.uniform(0.8, 1.0))
            yield self._note(start, beat, length, degree, manner.plays, gain, octave=12, pan=-0.35)
        if manner.holds:
            for tone in range(manner.rich):
                pan = 0.5 * (tone / (manner.rich - 1) - 0.5)
                yield self._note(
                    start, 0, manner.beats, chord + 2 * tone, manner.holds, 0.13, octave=12, pan=pan
                )

    def _led(self, bar: int, tune: list[tuple[float, float, int]]) -> Iterator[Note]:
        manner = self._manner
        octave = 12 * round((manner.lead_octave - self._root) / 12)
        for beat, length, degree in tune:
            gain = 0.3 * float(self._dice.uniform(0.85, 1.0))
            yield self._note(
                bar * manner.beats, beat, length, degree, manner.lead, gain, octave=octave, pan=0.25
            )

    def _note(
        self,
        start: float,
        beat: float,
        length: float,
        degree: int,
        instrument: str,
        gain: float,
        *,
        octave: int = 0,
        pan: float = 0.0,
        low: bool = False,
    ) -> Note:
        late = self._manner.swing if beat % 1 else 0.0
        pitch = self._root + octave + self._tone(degree)
        if low:
            pitch -= 12 if pitch > self._root + 7 else 0
        return Note(
            start_s=start + beat + late,
            seconds=length,
            pitch=pitch,
            instrument=instrument,
            gain=gain,
            pan=pan,
        )

    def _tone(self, degree: int) -> int:
        scale = self._manner.scale
        return 12 * (degree // len(scale)) + scale[degree % len(scale)]

    def _melody(self, line: tuple[int, ...]) -> list[list[tuple[float, float, int]]]:
        """Bars of (beat, beats long, degree); the first rhythm comes again in the third bar."""
        dice, rhythms = self._dice, self._manner.rhythms
        chosen = [rhythms[i] for i in dice.permutation(len(rhythms))[:3]]
        order = [chosen[0], chosen[1], chosen[0], chosen[2]]
        at = line[0] + 2 * int(dice.integers(0, 3))
        tunes = []
        for chord, rhythm in zip(line, order, strict=True):
            bar: list[tuple[float, float, int]] = []
            beat = 0.0
            for length in rhythm:
                if length > 0:
                    at = self._next(at, chord, strong=not bar or length >= 2)
                    bar.append((beat, 0.95 * length, at))
                beat += abs(length)
            tunes.append(bar)
        return tunes

    def _next(self, at: int, chord: int, *, strong: bool) -> int:
        """The next tone: a step or a small leap away, a tone of the chord where it is strong."""
        step = int(self._dice.choice((-2, -1, -1, 1, 1, 2)))
        wanted = int(np.clip(at + step, -3, 8))
        if not strong:
            return wanted
        tones = [chord % 7 + 2 * k + shift for k in range(3) for shift in (-7, 0, 7)]
        return min((tone for tone in tones if -3 <= tone <= 8), key=lambda tone: abs(tone - wanted))
