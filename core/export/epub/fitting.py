"""How much text a box holds: pages of a fixed layout cannot grow.

Lines are broken as browsers do, by the widths of the very letters that the book brings along, and a
tenth of every box stays free for what browsers do otherwise.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.export.lines import Line, Run, Stanza

LEADING: Final = 1.5
"""Height of a line, in sizes of its letters."""
GAP: Final = 0.6
"""Space behind a paragraph, in sizes of its letters."""
_SPARE: Final = 0.9
_PIECES: Final = re.compile(r"\s+|[^\s]+")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
"""Letters between which a line may end without a space."""

_LONGEST: Final = 60
"""No word is longer; what is (a line of dashes, a shout) is broken between any two letters."""

Width = Callable[[str, float], float]


@dataclass(frozen=True)
class Box:
    """Room for text, in pixels."""

    width: float
    height: float


@dataclass(frozen=True)
class Filled:
    """The text that stands in a box, and how high it is."""

    stanzas: tuple[Stanza, ...]
    height: float


def fill(
    stanzas: Sequence[Stanza], size: float, first: Box, other: Box, width: Width
) -> list[Filled]:
    """Text cut into boxes: the first one, and others like `other` where it is not enough."""
    filled: list[Filled] = []
    page = _Page(size, first, width)
    for stanza in stanzas:
        page.begin()
        for line in stanza:
            page.line()
            for piece in _pieces(line):
                if not page.take(piece):
                    filled.append(page.done())
                    page = _Page(size, other, width)
                    page.begin()
                    page.line()
                    page.take(piece)
    return [*filled, page.done()]


class _Page:
    """A box that is being filled."""

    def __init__(self, size: float, box: Box, width: Width) -> None:
        self._size, self._box, self._measure = size, box, width
        self._stanzas: list[list[list[Run]]] = []
        self._rows = 0
        self._at = 0.0

    def begin(self) -> None:
        """A new paragraph."""
        self._stanzas.append([])

    def line(self) -> None:
        """A new line of it."""
        self._stanzas[-1].append([])
        self._rows += 1
        self._at = 0.0

    def take(self, piece: Run) -> bool:
        """Put a piece behind what is there; False when the box is full."""
        wide = self._measure(piece.text, self._size)
        room = self._box.width * (1 - (1 - _SPARE) / 4)
        rows = self._rows
        if self._at and self._at + wide > room and not piece.text.isspace():
            rows += 1
        rows += int(max(wide - room, 0) // room)  # A word longer than a line is broken.
        if self._height(rows) > self._box.height * _SPARE and self._some():
            return False
        self._at = wide if rows > self._rows else self._at + wide
        self._rows = rows
        self._stanzas[-1][-1].append(piece)
        return True

    def done(self) -> Filled:
        """What stands in the box; a line that was begun and stayed empty is none."""
        if self._stanzas and not self._stanzas[-1][-1]:
            self._stanzas[-1].pop()
            self._rows -= 1
            if not self._stanzas[-1]:
                self._stanzas.pop()
        stanzas = (
            tuple(tuple(_joined(line)) for line in stanza if line) for stanza in self._stanzas
        )
        return Filled(tuple(stanza for stanza in stanzas if stanza), self._height(self._rows))

    def _some(self) -> bool:
        return any(line for stanza in self._stanzas for line in stanza)

    def _height(self, rows: int) -> float:
        gaps = max(len(self._stanzas) - 1, 0)
        return self._size * (LEADING * rows + GAP * gaps)


def _pieces(line: Line) -> Iterator[Run]:
    """A line's runs, cut where it may be broken."""
    for run in line:
        if run.word is not None and len(run.text) <= _LONGEST:
            yield run
            continue
        for piece in _PIECES.findall(run.text):
            if _UNSPACED.search(piece) or len(piece) > _LONGEST:
                yield from (Run(text=letter) for letter in piece)
            else:
                yield Run(text=piece)


def _joined(line: Sequence[Run]) -> Iterator[Run]:
    """Pieces that no voice says, put together again."""
    before: Run | None = None
    for run in line:
        if before is not None and before.word is None and run.word is None:
            before = replace(before, text=before.text + run.text)
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before
