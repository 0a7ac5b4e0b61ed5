"""The styles that every shape can be painted in: one class each, all with the same methods."""

from collections.abc import Mapping
from typing import Final

from picturebook.drawing.style import Style
from picturebook.drawing.styles.chalk import Chalk
from picturebook.drawing.styles.crayon import Crayon
from picturebook.drawing.styles.felt import Felt
from picturebook.drawing.styles.geometric import Geometric
from picturebook.drawing.styles.glass import Glass
from picturebook.drawing.styles.ink import Ink
from picturebook.drawing.styles.paper import Paper
from picturebook.drawing.styles.pencil import Pencil
from picturebook.drawing.styles.riso import Riso
from picturebook.drawing.styles.watercolour import Watercolour
from picturebook.drawing.styles.woodcut import Woodcut

STYLES: Final[Mapping[str, Style]] = {
    style.name: style
    for style in (
        Paper(),
        Watercolour(),
        Crayon(),
        Ink(),
        Felt(),
        Pencil(),
        Chalk(),
        Geometric(),
        Woodcut(),
        Riso(),
        Glass(),
    )
}
