"""A figure by itself as a small picture, whole or the head alone; or a thing."""

from typing import Final

from picturebook.drawing.actors import Actor
from picturebook.drawing.colours import light, rgb
from picturebook.drawing.items import Alone, Item, Standing, measured
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.drawing.paths import box
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Box
from picturebook.drawing.props import Prop
from picturebook.drawing.styles import STYLES
from picturebook.drawing.styles.bare import Bare
from picturebook.scene import Figure, Look, Thing

GROUND: Final = "f6ecd9"
"""What portraits stand before."""
_MARGIN: Final = 14.0
_AROUND: Final = 1.75
"""How much higher a picture of a head is than the skull, so that hats have room."""


def portrait(
    look: Look,
    *,
    id: str,
    act: str = "stand",
    head: bool = False,
    style: str = "paper",
    label: str = "",
) -> Drawing:
    """A square drawing of a figure, or of its `head` alone.

    What the look leaves open is chosen by `id`, as on pages.
    """
    item = Standing(Actor.of(Figure(id=id, look=look, act=act)))
    return _framed(item, _head(item) if head else measured(item), style, label, stands=not head)


def still(thing: Thing, *, style: str = "paper") -> Drawing:
    """A square drawing of a thing by itself; an empty one for a kind that is not known."""
    prop = Prop.of(thing)
    item = Alone(prop) if prop else None
    return _framed(item, measured(item) if item else (0, 0, 1, 1), style, thing.kind, stands=True)


def _framed(item: Item | None, inside: Box, style: str, label: str, *, stands: bool) -> Drawing:
    """A piece so large that `inside` fills the square; its feet below where it `stands`."""
    left, top, right, bottom = inside
    scale = (HIGH - 2 * _MARGIN) / max(right - left, bottom - top, 1.0)
    x = (HIGH - (right + left) * scale) / 2
    y = HIGH - _MARGIN - bottom * scale if stands else (HIGH - (bottom + top) * scale) / 2
    chosen = STYLES[style]
    pen = Pen(chosen, light("day"), wide=HIGH)
    with pen.distance(0.0):
        pen.flat(box(0, 0, HIGH, HIGH), rgb(GROUND))
    if item is not None:
        with pen.at(x, y, scale=scale):
            item.draw(pen, flip=False)
    chosen.finish(pen)
    return Drawing(HIGH, tuple(pen.marks), label, chosen.textures())


def _head(item: Standing) -> Box:
    """The square round the head of a figure that stands at the origin."""
    (placed,) = item.draw(Pen(Bare(), light("day")), flip=False)
    left, top, right, bottom = placed.head or placed.box
    side = max(right - left, bottom - top) * _AROUND
    x, y = (left + right) / 2, (top + bottom) / 2 - side * 0.06
    return x - side / 2, y - side / 2, x + side / 2, y + side / 2
