"""The words of the picture-book world: what can stand in a scene, and how people say it.

Every attribute of a scene is a key of one of these tables; the value holds the phrases that
captions choose from, plainest first.  To enlarge the world, add a row to a table and a way to
draw it.
"""

from typing import Final

from train.world.vocabulary_figures import (
    ACCESSORIES,
    ACTIONS,
    BETWEEN,
    CHARACTERS,
    DEEDS,
    PROPS,
    TOGETHER,
    named,
)
from train.world.vocabulary_places import HAPPENING, INDOORS, PLACES, THROUGH, WEATHERS

__all__ = [
    "ACCESSORIES",
    "ACTIONS",
    "BETWEEN",
    "CHARACTERS",
    "COLOURS",
    "DEEDS",
    "HAPPENING",
    "INDOORS",
    "PLACES",
    "PROPS",
    "STYLES",
    "THROUGH",
    "TIMES",
    "TOGETHER",
    "WEATHERS",
    "named",
]

COLOURS: Final[dict[str, tuple[str, ...]]] = {
    "red": ("red",),
    "blue": ("blue",),
    "yellow": ("yellow",),
    "green": ("green",),
    "purple": ("purple",),
}
"""Colour of a figure's coat."""

TIMES: Final[dict[str, tuple[str, ...]]] = {
    "morning": ("in the morning", "early in the morning", "at sunrise"),
    "day": ("by day", "at noon", "in the daytime"),
    "evening": ("in the evening", "at sunset", "at dusk"),
    "night": ("at night", "under the moon", "late at night"),
}

STYLES: Final[dict[str, tuple[str, ...]]] = {
    "paper": ("cut paper", "a paper collage"),
    "watercolour": ("soft watercolour", "a watercolour painting"),
    "crayon": ("crayon drawing", "drawn in crayon"),
}
