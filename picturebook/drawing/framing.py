"""Somebody's own picture on a page: fitted into the page's shape and framed in the book's style."""

import io
import random
from collections.abc import Mapping
from typing import Final

import numpy as np
import skia
from PIL import Image

from picturebook.drawing.colours import PAPER, WHITE, Colour, light, mix, rgb
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.drawing.paths import blob, box, poly
from picturebook.drawing.pen import Pen
from picturebook.drawing.styles import STYLES

FRAMES: Final[Mapping[str, str]] = {
    "tape": "Taped in",
    "corners": "Paper corners",
    "cut": "Cut out",
}
"""The frames, and what people call them."""
_INSET: Final = 27.0
"""Units between the page's edge and the picture."""
_TURNS: Final = {"tape": 2.2, "corners": 1.0, "cut": 1.4}
"""By how many degrees at most a picture lies askew."""
_MATS: Final = ("b9d4e8", "c8dfc4", "f0cfc0", "d9cdea")
_TAPES: Final = ("f2b94b", "86c5b0", "ee9a90", "9fb4e6")


def framed(
    picture: Image.Image, *, frame: str, style: str, seed: int, width: int, height: int
) -> bytes:
    """A PNG of `width` x `height` pixels with the whole picture in a frame.

    White becomes paper.  The same arguments give the same pixels.  `ValueError` names the known
    frames and styles.
    """
    for name, known in ((frame, FRAMES), (style, STYLES)):
        if name not in known:
            raise ValueError(f"There is no {name!r}; choose one of {', '.join(known)}.")
    page = _Framing(picture.convert("RGB"), frame, style, seed, HIGH * width / height)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color4f(*PAPER, 1.0))
    canvas.scale(width / page.wide, height / HIGH)
    page.lay(canvas)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    out = io.BytesIO()
    Image.fromarray(pixels).convert("RGB").save(out, "PNG", compress_level=3)
    return out.getvalue()


class _Framing:
    def __init__(
        self, picture: Image.Image, frame: str, style: str, seed: int, wide: float
    ) -> None:
        self.picture, self.frame, self.wide, self.seed = picture, frame, wide, seed
        self.style = STYLES[style]
        self.rng = random.Random(f"{seed}|{frame}")
        scale = min((wide - 2 * _INSET) / picture.width, (HIGH - 2 * _INSET) / picture.height)
        self.half = (picture.width * scale / 2, picture.height * scale / 2)
        self.turn = self.rng.uniform(0.4, 1.0) * self.rng.choice((-1, 1)) * _TURNS[frame]

    def lay(self, canvas: skia.Canvas) -> None:
        """Mat, picture, and what holds the picture."""
        below = self._pen()
        with below.distance(0.0):
            below.form(
                box(-9, -9, self.wide + 9, HIGH + 9), self._mat(), shadow=0, line=0, volume=0
            )
        self.style.finish(below)
        self._drawing(below).play(canvas)
        self._picture(canvas)
        above = self._pen()
        with above.at(self.wide / 2, HIGH / 2, turn=self.turn):
            if self.frame == "tape":
                self._tape(above)
            elif self.frame == "corners":
                self._corners(above)
        self._drawing(above).play(canvas)

    def _pen(self) -> Pen:
        return Pen(self.style, light("day"), wide=self.wide, seed=self.seed)

    def _drawing(self, pen: Pen) -> Drawing:
        return Drawing(self.wide, pen.marks, textures=self.style.textures())

    def _mat(self) -> Colour:
        """A quiet relative of the picture's own colours; a colour by chance for one without."""
        pixels = np.asarray(self.picture.resize((32, 32), Image.Resampling.BOX), np.float32) / 255
        pixels = pixels.reshape(-1, 3)
        strong = pixels.max(axis=1) - pixels.min(axis=1)
        if strong.mean() < 0.06:
            return rgb(random.Random(self.seed).choice(_MATS))
        red, green, blue = (float(c) for c in (pixels * strong[:, None]).sum(0) / strong.sum())
        return mix((red, green, blue), WHITE, 0.35)

    def _picture(self, canvas: skia.Canvas) -> None:
        x, y = self.half
        edge = {"tape": 4.0, "corners": 3.0, "cut": 0.0}[self.frame]
        sheet = box(-x - edge, -y - edge, x + edge, y + edge) if edge else self._cut()
        canvas.save()
        canvas.translate(self.wide / 2, HIGH / 2)
        canvas.rotate(self.turn)
        shadow = skia.Paint(AntiAlias=True, Color=skia.Color4f(0.10, 0.06, 0.2, 0.38))
        shadow.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 2.4))
        canvas.save()
        canvas.translate(-1.2, 2.2)
        canvas.drawPath(sheet, shadow)
        canvas.restore()
        canvas.drawPath(sheet, skia.Paint(AntiAlias=True, Color=skia.Color4f(*PAPER, 1.0)))
        canvas.clipPath(sheet, True)
        rgba = np.asarray(self.picture.convert("RGBA"))
        image = skia.Image.fromarray(np.ascontiguousarray(rgba), skia.kRGBA_8888_ColorType)
        ink = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kMultiply)
        cubic = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        canvas.drawImageRect(image, skia.Rect.MakeLTRB(-x, -y, x, y), cubic, ink)
        canvas.restore()

    def _cut(self) -> skia.Path:
        """The picture's outline as scissors leave it."""
        x, y = self.half
        count = 7
        along = [-1 + 2 * i / count for i in range(count)]
        points = (
            [(a * x, -y) for a in along] + [(x, a * y) for a in along]
            + [(-a * x, y) for a in along] + [(-x, -a * y) for a in along]
        )  # fmt: skip
        inside = 0.97
        return blob(
            *(
                (
                    px * inside + self.rng.uniform(-1.3, 1.3),
                    py * inside + self.rng.uniform(-1.3, 1.3),
                )
                for px, py in points
            )
        )

    def _tape(self, pen: Pen) -> None:
        """A strip at two or four corners."""
        x, y = self.half
        colour = rgb(self.rng.choice(_TAPES))
        for sx, sy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
            with pen.at(sx * x, sy * y, turn=-45 * sx * sy + self.rng.uniform(-7, 7)):
                pen.flat(box(-17, -5.5, 17, 5.5), colour, alpha=0.82)
                pen.flat(box(-17, -5.5, -15.4, 5.5), WHITE, alpha=0.35)
                pen.flat(box(15.4, -5.5, 17, 5.5), WHITE, alpha=0.35)

    def _corners(self, pen: Pen) -> None:
        """Photo corners in the mat's darker colour."""
        x, y = self.half[0] + 3.6, self.half[1] + 3.6
        colour = mix(self._mat(), rgb("4a2f3a"), 0.6)
        for sx, sy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
            corner = poly((sx * x, sy * y), (sx * (x - 26), sy * y), (sx * x, sy * (y - 26)))
            pen.form(corner, colour, shadow=0.5, volume=0.4)
