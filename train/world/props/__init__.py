"""What the figures hold: one clear icon each, at the place of the holding hand."""

from collections.abc import Callable
from typing import Final

from train.world.characters import Sitter
from train.world.props import classic, food, nature, play, things, tools
from train.world.props.classic import HANDS as CLASSIC_PROPS
from train.world.props.classic import Held

__all__ = ["BACK_PROPS", "CLASSIC_PROPS", "FRONT_PROPS", "Held"]

Painter = Callable[[Held], None]


def _moved(name: str, painter: Painter) -> Painter:
    """A first prop at another hand than the one it was drawn for."""

    def paint(held: Held) -> None:
        dx = dy = 0.0
        if not held.raised:
            dx = held.hand[0] * held.side - CLASSIC_PROPS[name][0]
            dy = held.hand[1] - CLASSIC_PROPS[name][1]
        canvas = held.s.brush.canvas
        canvas.save()
        if held.upright:
            canvas.rotate(held.upright, *held.hand)
        if held.side < 0:
            canvas.scale(-1, 1)
        if dx or dy:
            canvas.translate(dx, dy)
        painter(held)
        canvas.restore()

    return paint


def _placed(painter: Callable[[Sitter], None]) -> Painter:
    """An icon drawn around (0, 0), put into the hand."""

    def paint(held: Held) -> None:
        canvas = held.s.brush.canvas
        canvas.save()
        canvas.translate(*held.hand)
        if held.upright:
            canvas.rotate(held.upright)
        if held.side < 0:
            canvas.scale(-1, 1)
        painter(held.s)
        canvas.restore()

    return paint


BACK_PROPS: Final[dict[str, Painter]] = {
    "umbrella": _moved("umbrella", classic.umbrella),
    "balloon": _moved("balloon", classic.balloon),
}
"""Drawn before the body."""
FRONT_PROPS: Final[dict[str, Painter]] = {"lantern": _moved("lantern", classic.lantern)} | {
    name: _placed(painter)
    for icons in (food.ICONS, nature.ICONS, play.ICONS, things.ICONS, tools.ICONS)
    for name, painter in icons.items()
}
"""Drawn after the arms."""
