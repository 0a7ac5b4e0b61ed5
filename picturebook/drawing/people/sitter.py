"""One figure while it is drawn: pen, build, joints, pose and clothes, and how its parts are laid
down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import skia

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import Point, join, oval, poly, within
from picturebook.drawing.pen import Pen
from picturebook.drawing.people.beasts import Beast
from picturebook.drawing.people.kinds import Kind
from picturebook.drawing.people.poses import Pose
from picturebook.drawing.people.skeleton import Build, Joints
from picturebook.drawing.people.wardrobe import Outfit
from picturebook.scene import Look

CREAM: Final = rgb("fff6e6")


@dataclass(frozen=True, kw_only=True)
class Sitter:
    """Whom the parts of a figure are drawn for; the pen's frame is the figure's own."""

    pen: Pen
    look: Look
    kind: Kind
    build: Build
    pose: Pose
    joints: Joints
    outfit: Outfit
    skin: Colour
    hair: Colour
    beast: Beast | None = None
    """Whose head it is, of those who have no person's."""
    rolling: bool = False
    """Whether they sit in their wheelchair."""
    mirrored: bool = False
    """Whether the figure looks left: letters are turned back."""

    @property
    def skin_role(self) -> str:
        """What hands and ears are: skin, or fur of animals."""
        return "fur" if self.beast else "skin"

    def form(
        self,
        path: skia.Path,
        colour: Colour,
        role: str,
        *,
        to: Colour | None = None,
        volume: float = 0.8,
        shadow: float = 0.8,
        line: float = 1.0,
    ) -> None:
        """A part of the body or of the clothes."""
        self.pen.form(path, colour, to=to, role=role, volume=volume, shadow=shadow, line=line)

    def shade(self, path: skia.Path, strength: float = 0.15) -> None:
        """The far side is darker."""
        self.pen.flat(path, DUSK, alpha=strength)

    def pattern(self, path: skia.Path, name: str, colour: Colour, turn: float = 0.0) -> None:
        """Stripes, dots or checks on a form."""
        if not name:
            return
        if sum(colour) > 1.9:
            tone = mix(colour, rgb("c8452f") if sum(colour) > 2.6 else DUSK, 0.4)
        else:
            tone = mix(colour, WHITE, 0.62)
        marks = _pattern(path, name, self.build.head * 0.17, turn)
        self.pen.flat(within(path, marks), tone, alpha=0.9, role=name)

    @contextmanager
    def head_frame(self) -> Iterator[None]:
        """The units of hair and hats: the skull's middle at (0, 0), 92 units high."""
        x, y = self.joints.head
        with self.pen.at(x, y, scale=self.build.head / 92, turn=self.joints.face):
            yield

    @contextmanager
    def trunk_frame(self, x: float = 0.0, y: float = 0.0) -> Iterator[None]:
        """The trunk's frame: from the neck, y downward along it."""
        at = self.joints.on(x, y)
        with self.pen.at(*at, turn=self.joints.trunk):
            yield

    @contextmanager
    def upright(self, at: Point) -> Iterator[None]:
        """A frame at a point in which letters can be read."""
        with self.pen.at(*at, flip=self.mirrored):
            yield


def _pattern(path: skia.Path, name: str, step: float, turn: float) -> skia.Path:
    bounds = path.getBounds()
    cx, cy = bounds.centerX(), bounds.centerY()
    far = (bounds.width() + bounds.height()) * 0.5 + step
    count = int(far / step) + 1
    parts: list[skia.Path] = []
    if name == "dotted":
        for j in range(-count, count + 1):
            for i in range(-count, count + 1):
                x, y = (i + j % 2 * 0.5) * step * 1.5, j * step * 1.25
                if abs(x) < far and abs(y) < far:
                    parts.append(oval(cx + x, cy + y, step * 0.3))
    else:
        for j in range(-count, count + 1):
            y = j * step * 1.4
            high = step * (0.3 if name == "striped" else 0.16)
            parts.append(_bar(cx - far, cy + y - high, cx + far, cy + y + high))
            if name == "checked":
                parts.append(_bar(cx + y - high, cy - far, cx + y + high, cy + far))
    marks = join(*parts)
    if turn:
        matrix = skia.Matrix()
        matrix.setRotate(turn, cx, cy)
        marks.transform(matrix)
    return marks


def _bar(x0: float, y0: float, x1: float, y1: float) -> skia.Path:
    return poly((x0, y0), (x1, y0), (x1, y1), (x0, y1))
