"""The characters: heads, ears, tails and colours, and the one thing each always wears."""

from collections.abc import Callable
from typing import Final

from train.world.characters import animals, classic, people, wild
from train.world.characters.accessories import WORN, Worn
from train.world.characters.parts import Fur, Sitter

FURS: Final[dict[str, Fur]] = classic.FURS | animals.FURS | wild.FURS | people.FURS
HEADS: Final[dict[str, Callable[[Sitter], None]]] = (
    classic.HEADS | animals.HEADS | wild.HEADS | people.HEADS
)
_TAILS: Final[dict[str, Callable[[Sitter], None]]] = animals.TAILS | wild.TAILS

__all__ = ["FURS", "HEADS", "WORN", "Sitter", "Worn", "tail"]


def tail(s: Sitter, character: str) -> None:
    """What shows behind the coat."""
    if character in _TAILS:
        _TAILS[character](s)
    else:
        classic.tail(s, character)
