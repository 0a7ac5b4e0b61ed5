"""What a person moved, turned or mirrored, after the page was laid out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from picturebook.drawing.layout import Spot
from picturebook.drawing.marks import HIGH
from picturebook.drawing.stages import Stage
from picturebook.scene import Scene

SIDEWAYS: Final = 20.0
"""Page units of a step to the right."""
_DEPTH: Final = 9.0
_GROWTH: Final = 1.13
"""How much lower and larger what comes a step nearer is drawn."""
_SIZES: Final = (0.25, 3.0)


def nudged(spots: Sequence[Spot], scene: Scene, stage: Stage) -> list[Spot]:
    """The pieces where a person wants them, the furthest first; nothing leaves the page.

    Who rides moves with the mount, what is held with its holder.
    """
    if not scene.nudges and not scene.mirrored:
        return list(spots)
    moved = [_mirrored(spot, stage.wide) if scene.mirrored else spot for spot in spots]
    for n, spot in enumerate(moved):
        for nudge in scene.nudges:
            if nudge.id not in spot.item.ids:
                continue
            grown = spot.size * _GROWTH**nudge.nearer
            size = min(max(grown, _SIZES[0]), _SIZES[1])
            spot = replace(
                spot,
                x=spot.x + SIDEWAYS * nudge.right,
                y=min(max(spot.y + _DEPTH * nudge.nearer, stage.back * 0.5), HIGH + 40),
                z=spot.z + _DEPTH * nudge.nearer,
                size=size,
                flip=spot.flip != nudge.turned,
            )
        moved[n] = _on_page(spot, stage.wide) if spot is not spots[n] else spot
    return sorted(moved, key=lambda spot: spot.z)


def _mirrored(spot: Spot, wide: float) -> Spot:
    return replace(spot, x=wide - spot.x, flip=not spot.flip)


def _on_page(spot: Spot, wide: float) -> Spot:
    """Not further out than its middle."""
    middle = (spot.left + spot.right) / 2
    return replace(spot, x=spot.x + min(max(middle, 8.0), wide - 8.0) - middle)
