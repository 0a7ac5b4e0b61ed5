"""What every head is made of: colours, faces and a few helpers.

Units: the hero's own, feet at (0, 0), y upward negative; the head's middle is `HEAD`.
"""

from dataclasses import dataclass
from typing import Final

import skia

from train.world.brush import Brush
from train.world.palette import WHITE, Colour, mix, multiply, rgb
from train.world.shapes import Point, blob, join, oval

HEAD: Final[Point] = (0.0, -106.0)
EYE: Final = rgb("2a1a1f")
MOUTH: Final = rgb("8c1f34")
TONGUE: Final = rgb("ff7f8f")


@dataclass(frozen=True)
class Fur:
    """A character's colours; hands are `main` and trousers a mix unless said."""

    main: Colour
    light: Colour
    dark: Colour
    feet: Colour
    trousers: Colour | None = None
    hand: Colour | None = None


class Sitter:
    """Brush, fur, light and mood of one hero: what the head painters need."""

    def __init__(
        self,
        brush: Brush,
        fur: Fur,
        *,
        ambient: Colour,
        glow: Colour,
        look: float,
        gaze: str = "open",
        mouth: str = "smile",
        flip: bool = False,
    ):
        self.brush = brush
        self.fur = fur
        self.ambient = ambient
        self.glow = glow
        self.look = look
        """How far the face looks sideways, in units."""
        self.gaze = gaze
        """The eyes: open, shut, happy (two arches) or wide."""
        self.mouth = mouth
        """smile, open (a laugh), round (a song) or sad."""
        self.flip = flip
        """Whether the figure is drawn mirrored, looking left."""

    def lit(self, colour: Colour) -> Colour:
        """A colour in the hero's light."""
        return multiply(colour, self.ambient)

    def form(self, path: skia.Path, colour: Colour, to: Colour | None = None, **how: float) -> None:
        """A rounded, outlined part of the body."""
        colour = self.lit(colour)
        self.brush.fill(path, colour, to=None if to is None else self.lit(to), **how)
        if self.brush.style != "crayon":
            self.brush.volume(path, self.glow, 0.8)

    def patch(self, path: skia.Path, colour: Colour, alpha: float = 1.0) -> None:
        """A marking without outline."""
        self.brush.plain(path, self.lit(colour), alpha)

    def line(self, path: skia.Path, colour: Colour, width: float) -> None:
        """A round-ended line in the hero's light."""
        self.brush.stroke(path, self.lit(colour), width)

    def eyes(
        self, dx: float = 15, y: float = -108, size: float = 5.6, ink: Colour | None = None
    ) -> None:
        """Two dark eyes with a highlight; closed or wide ones if that is the mood."""
        if self.gaze != "open":
            self.lids(dx, y, size, EYE if ink is None else ink)
            return
        for side in (-1, 1):
            x = side * dx + self.look
            self.brush.plain(oval(x, y, size * 0.92, size * 1.12), EYE)
            self.brush.plain(oval(x + 1.7, y - 2.4, size * 0.38), WHITE)
            self.brush.plain(oval(x - 1.6, y + 2.6, size * 0.17), WHITE, 0.8)

    def lids(self, dx: float, y: float, size: float, ink: Colour = EYE) -> None:
        """Eyes that are not simply open."""
        for side in (-1, 1):
            x = side * dx + self.look
            if self.gaze == "wide":
                self.brush.plain(oval(x, y, size * 1.55, size * 1.75), EYE)
                self.brush.plain(oval(x, y, size * 1.3, size * 1.5), WHITE)
                self.brush.plain(oval(x, y + 1, size * 0.62), EYE)
                continue
            deep = size * 0.8 if self.gaze == "shut" else -size * 1.15
            wide = size * 1.3
            arch = blob((x - wide, y - deep * 0.3), (x, y + deep * 0.7), (x + wide, y - deep * 0.3),
                        closed=False)  # fmt: skip
            self.brush.stroke(arch, ink, 3.2)

    def cheeks(self, dx: float = 25, y: float = -95, colour: str = "ff6f7d") -> None:
        """Rosy cheeks."""
        for side in (-1, 1):
            self.brush.plain(oval(side * dx + self.look * 0.7, y, 7, 4.8), rgb(colour), 0.5, 1.2)

    def smile(self, y: float, width: float = 7, depth: float = 4.5) -> None:
        """A smiling mouth, or the mood's."""
        x = self.look
        if self.mouth == "open":
            wide = max(width, 7.5) * 1.2
            self.laugh(x, y - 1.5, wide, 11.5)
        elif self.mouth == "round":
            self.brush.plain(oval(x, y + 3.5, 6.4, 7.4), MOUTH)
            self.brush.plain(oval(x, y + 7.2, 4.2, 3.2), TONGUE)
        elif self.mouth == "sad":
            curve = blob((x - width, y + depth + 1), (x, y), (x + width, y + depth + 1),
                         closed=False)  # fmt: skip
            self.brush.stroke(curve, EYE, 2.6)
        else:
            curve = blob((x - width, y), (x, y + depth), (x + width, y), closed=False)
            self.brush.stroke(curve, EYE, 2.0)

    def laugh(self, x: float, y: float, wide: float, deep: float) -> None:
        """A wide open, laughing mouth whose upper lip is at y."""
        shape = skia.Path()
        shape.moveTo(x - wide, y)
        shape.quadTo(x, y + 2.5, x + wide, y)
        shape.cubicTo(x + wide, y + deep * 1.25, x - wide, y + deep * 1.25, x - wide, y)
        shape.close()
        self.brush.plain(shape, MOUTH)
        tongue = skia.Op(shape, oval(x, y + deep, wide * 0.7, deep * 0.5), skia.kIntersect_PathOp)
        self.brush.plain(tongue, TONGUE)

    def nose(self, y: float, colour: Colour, width: float = 5.0) -> None:
        """A round triangular nose."""
        x = self.look
        nose = blob((x - width, y - 2.4), (x, y - 3.4), (x + width, y - 2.4), (x, y + 3.2))
        self.brush.plain(nose, colour)
        self.brush.plain(oval(x + 1.4, y - 1.8, 1.3, 0.9), WHITE, 0.7)

    def beak(self, y: float, colour: Colour, wide: float = 6.5, deep: float = 14.0) -> None:
        """A pointed beak hanging from y; it opens to laugh and sing."""
        x = self.look
        if self.mouth in ("open", "round"):
            low = blob((x - wide * 0.8, y + 8), (x, y + 4), (x + wide * 0.8, y + 8),
                       (x, y + deep + 6))  # fmt: skip
            self.form(low, colour, line=0.7, shadow=0.2)
            self.brush.plain(oval(x, y + 7.5, wide * 0.8, 4.5), MOUTH)
            deep *= 0.62
        top = blob((x - wide, y), (x, y - 4), (x + wide, y), (x, y + deep))
        self.form(top, colour, line=0.7, shadow=0.3)


def mirrored(*points: Point) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The same points on the left and on the right."""
    return tuple((-x, y) for x, y in points), points


def near(a: Point, b: Point, amount: float) -> Point:
    """The point `amount` of the way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount


def face(s: Sitter) -> None:
    """A child's face, without hair."""
    s.form(join(oval(-36, -104, 7), oval(36, -104, 7)), s.fur.main)
    head = blob((0, -138), (27, -131), (36, -107), (29, -83), (0, -73), (-29, -83), (-36, -107),
                (-27, -131))  # fmt: skip
    s.form(head, s.fur.main)
    s.eyes(14, -104, 5.4)
    s.cheeks(23, -92)
    s.patch(oval(s.look, -95, 2.8, 2.0), mix(s.fur.main, rgb("c4503f"), 0.45))
    s.smile(-87, 7, 4.6)


def brows(s: Sitter, colour: Colour, y: float = -115, dx: float = 14, width: float = 2.4) -> None:
    """Two arched eyebrows."""
    for side in (-1, 1):
        x = side * dx + s.look
        arch = blob((x - 5, y), (x, y - 3), (x + 5, y), closed=False)
        s.brush.stroke(arch, colour, width)
