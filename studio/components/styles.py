"""The art styles as small pictures to choose from, drawn by the studio itself."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from PIL import Image

from core.story import STYLES
from picturebook.drawing.compose import draw
from picturebook.reading import read
from studio.components import cards as small

_SCENE: Final = "a fox in a red coat flying a kite on a hill on a sunny day"
_SIDE: Final = 220
"""Pixels of a thumbnail's side: twice as many as on the page, for sharp screens."""


@cache
def sample(style: str) -> bytes:
    """The same small scene in a style, as JPEG."""
    png = draw(read(_SCENE).scene, style=style, seed=2).png(2 * _SIDE, 2 * _SIDE)
    picture = Image.open(io.BytesIO(png)).resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def cards(page: str, chosen: str, choose: Callable[[str], Any], *, busy: bool = False) -> None:
    """A card for each style; a click does `choose` with its name."""
    options = {style.id: (style.label, sample(style.id)) for style in STYLES.values()}
    small.cards(f"{page}.style", options, chosen, choose, busy=busy)
