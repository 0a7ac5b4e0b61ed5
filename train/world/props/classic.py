"""The first three props: umbrella, balloon, lantern, each drawn in the figure's own frame."""

from dataclasses import dataclass
from typing import Final

import skia

from train.world.characters import Sitter
from train.world.palette import WHITE, Light, mix, rgb
from train.world.shapes import Point, blob, box, join, poly

UMBRELLA: Final = (rgb("12a5a0"), rgb("fff1d6"))
BALLOON: Final = rgb("ff4f8b")
HANDS: Final[dict[str, Point]] = {
    "lantern": (44.0, -58.0),
    "balloon": (44.0, -66.0),
    "umbrella": (44.0, -62.0),
}
"""Where the hand is that these were drawn for."""


@dataclass(frozen=True)
class Held:
    """A prop in somebody's hand: whose, where, in which light."""

    s: Sitter
    hand: Point
    light: Light
    raised: bool
    """Held high, as when jumping."""
    side: int = 1
    """1 in front of the body, -1 behind it."""
    upright: float = 0.0
    """The turn in degrees that sets it upright in a leaning hand."""

    def grip(self) -> Point:
        """Where the first props' handles are."""
        return (56.0, -100.0) if self.raised else (46.0, -66.0)


def umbrella(h: Held) -> None:
    """Over the head, behind the body."""
    s = h.s
    x, y = h.grip()
    top, rim = (-178.0, -128.0) if h.raised else (-186.0, -134.0)
    middle, half = 16.0, 72.0
    tip = (middle, top)
    s.brush.stroke(
        poly((x - 2, y + 26), (x - 4, top + 24), closed=False), s.lit(rgb("6b4226")), 4.2
    )
    left, right = middle - half, middle + half
    dome = skia.Path()
    dome.moveTo(left, rim)
    dome.cubicTo(left + 2, top + 6, middle - 34, top, *tip)
    dome.cubicTo(middle + 34, top, right - 2, top + 6, right, rim)
    quarters = [left + (right - left) * i / 4 for i in range(5)]
    for a, b in zip(quarters[::-1][:-1], quarters[::-1][1:], strict=True):
        dome.quadTo((a + b) / 2, rim - 11, b, rim)
    dome.close()
    s.form(dome, UMBRELLA[0])
    panel = skia.Path()
    panel.moveTo(*tip)
    panel.cubicTo(middle - 18, top + 8, quarters[1] + 2, rim - 26, quarters[1], rim)
    panel.quadTo((quarters[1] + middle) / 2, rim - 11, middle, rim)
    panel.quadTo((quarters[3] + middle) / 2, rim - 11, quarters[3], rim)
    panel.cubicTo(quarters[3] - 2, rim - 26, middle + 18, top + 8, *tip)
    s.form(panel, UMBRELLA[1], shadow=0.0, line=0.6)
    s.patch(box(middle - 2.2, top - 7, middle + 2.2, top + 3, 2), rgb("6b4226"))


def balloon(h: Held) -> None:
    """On a string above the hand, behind the body."""
    s = h.s
    x, y = h.grip()
    bx, by = (62.0, -168.0) if h.raised else (60.0, -160.0)
    string = blob((x, y + 4), (x + 7, (y + by + 30) / 2), (bx, by + 28), closed=False)
    s.brush.stroke(string, s.lit(rgb("fff6e6")), 1.8)
    s.form(
        poly((bx - 5, by + 33), (bx + 5, by + 33), (bx, by + 24)), mix(BALLOON, rgb("5a1030"), 0.2)
    )
    balloon = blob((bx, by - 30), (bx + 24, by - 12), (bx + 16, by + 16), (bx, by + 28),
                   (bx - 16, by + 16), (bx - 24, by - 12))  # fmt: skip
    s.form(balloon, BALLOON)
    s.brush.plain(blob((bx + 8, by - 21), (bx + 16, by - 11), (bx + 14, by - 4), (bx + 7, by - 13)),
                  WHITE, 0.75)  # fmt: skip


def lantern(h: Held) -> None:
    """Hanging from the hand; it shines."""
    s, light = h.s, h.light
    x, y = (58.0, -98.0) if h.raised else (48.0, -56.0)
    strength = 0.55 + 0.35 * light.lamps
    s.brush.halo(x, y + 24, 46 + 24 * light.lamps, rgb("ffcf4d"), strength)
    iron = rgb("3b2b33")
    s.brush.stroke(blob((x - 9, y + 8), (x, y - 4), (x + 9, y + 8), closed=False), iron, 2.6)
    glass = box(x - 11, y + 10, x + 11, y + 38, 4)
    s.brush.fill(glass, rgb("ffe27a"), to=rgb("ffb02e"), line=1.0)
    s.brush.plain(blob((x, y + 16), (x + 5, y + 26), (x, y + 34), (x - 5, y + 26)), rgb("fffbe6"))
    frame = join(
        poly((x - 13, y + 12), (x, y + 3), (x + 13, y + 12)), box(x - 13, y + 36, x + 13, y + 42, 2)
    )
    s.brush.plain(frame, iron)
    for side in (-1, 1):
        s.brush.stroke(
            poly((x + side * 11, y + 11), (x + side * 11, y + 38), closed=False), iron, 2.2
        )
