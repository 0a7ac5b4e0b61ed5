"""How a plot is laid out over the pages of a book: which steps each page tells."""

from collections.abc import Sequence
from itertools import combinations_with_replacement
from typing import Final

_ESTIMATE: Final = {"short": 20}
_FULL: Final = 50
"""About so many words has a page that isn't short."""
_AT_ONCE: Final = 300
"""Books of more words tell several steps a page, where they have few pages."""
WHOLE: Final = 180
"""Books of fewer words have no room for a plot's turn."""
_MOST: Final = 8
"""The steps of the longest plot that is told in full."""
_RISING: Final = ("early", "middle", "late")
_LEVELS: Final = 5
"""More full pages than this stand in the middle of no book."""
_PLAIN: Final = 22
"""About so many words has a step as it is told to small children."""

Shape = tuple[tuple[str, ...], ...]
"""The steps of each page."""


def shapes(count: int, words: tuple[int, int]) -> list[Shape]:
    """The ways to lay a plot out over `count` pages, those first that have about enough words.

    A long book tells several steps a page, a short one opens, goes on briefly, and ends.
    """
    found: list[Shape]
    wanted = (words[0] + words[1]) / 2
    if count == 1:
        found = [(("opening", m, "turn", "ending"),) for m in _RISING]
    elif count == 2:
        found = [(("opening", m), ("turn", "ending")) for m in _RISING]
    elif count == 3:
        found = [(("opening",), (m, "late"), ("turn", "ending")) for m in ("early", "middle")]
        found += [(("opening",), (m,), ("turn", "ending")) for m in ("middle", "late")]
        found += [(("opening", "short"), (m,), ("turn", "ending")) for m in ("middle", "late")]
        found += [(("opening", "early"), ("late",), ("turn", "ending"))]
    else:
        found = [
            (("opening",), *((m,) for m in middle), ("turn",), ("ending",))
            for middle in _middles(count - 3)
        ]
    if count == 4:
        found += [
            (("opening",), (m,), ("late",), ("turn", "ending"))
            for m in ("early", "middle", "short")
        ]
        found += [(("opening",), ("middle", "short"), ("turn",), ("ending",))]
    if 3 <= count < _MOST and words[0] > _AT_ONCE:
        found = [*_folded(count, 7), *_folded(count, 8)]
    if count >= 3 and words[1] < WHOLE:
        found = [(("opening",), *([("short",)] * (count - 2)), ("ending",))]
    return sorted(found, key=lambda shape: abs(_length(shape) - wanted))


def plain_shapes(count: int, words: tuple[int, int]) -> list[Shape]:
    """The same for small children: a page tells as many short steps as it has room for."""
    steps = max(4, round((words[0] + words[1]) / 2 / _PLAIN))
    found = [shape for k in range(max(count, steps - 3), steps + 2) for shape in _even(count, k)]
    return list(dict.fromkeys(found)) or shapes(count, words)


def _even(count: int, steps: int) -> list[Shape]:
    """So many steps on the pages, as many of them early, in the middle and late."""
    middle = steps - (3 if count > 1 or steps > 3 else 2)
    found = []
    for brief in range(min(3, middle + 1)):
        levels = [_RISING[i * len(_RISING) // (middle - brief)] for i in range(middle - brief)]
        for places in _spread(len(levels), brief):
            told = ("opening", *_merged(levels, places), "turn", "ending")
            found.append(_placed(count, told))
    return found


def _folded(count: int, steps: int) -> list[Shape]:
    """A plot of so many steps, as even as can be on fewer pages."""
    return [
        _placed(count, ("opening", *middle, "turn", "ending")) for middle in _middles(steps - 3)
    ]


def _placed(count: int, told: Sequence[str]) -> Shape:
    """Steps on so many pages, as evenly as can be."""
    places = [i * count // len(told) for i in range(len(told))]
    return tuple(
        tuple(step for step, place in zip(told, places, strict=True) if place == page)
        for page in range(count)
    )


def _length(shape: Shape) -> float:
    return sum(_ESTIMATE.get(step, _FULL) for page in shape for step in page)


def _middles(count: int) -> list[tuple[str, ...]]:
    """The middle's steps in an order that rises; short pages stand between."""
    found = set()
    for rising in range(min(count, _LEVELS) + 1):
        for levels in combinations_with_replacement(_RISING, rising):
            for places in _spread(rising, count - rising):
                found.add(_merged(levels, places))
    return sorted(found)


def _spread(levels: int, shorts: int) -> list[tuple[int, ...]]:
    """After which of the levels the short pages stand: a few even ways."""
    if not shorts:
        return [()]
    gaps = levels + 1
    even = tuple(sorted((i * gaps // shorts) % gaps for i in range(shorts)))
    later = tuple(sorted((i * gaps // shorts + 1) % gaps for i in range(shorts)))
    return list(dict.fromkeys([even, later]))


def _merged(levels: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    steps: list[str] = []
    for i in range(len(levels) + 1):
        steps += ["short"] * places.count(i)
        steps += levels[i : i + 1]
    return tuple(steps)
