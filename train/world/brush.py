"""One brush, three styles: every shape of the world passes through `Brush.fill`.

The page is 256 x 256 units whatever the picture's size.  The brush knows paper, watercolour and
crayon; it does not know what it is drawing.
"""

import functools
import random

import skia

from train.world.palette import INK, PAPER, WHITE, Colour, mix
from train.world.shapes import PAGE, Point, blob, oval, poly


def sk(colour: Colour, alpha: float = 1.0) -> int:
    """A colour as skia wants it."""
    return skia.Color4f(*colour, alpha).toColor()


@functools.cache
def _gaps(steep: bool) -> skia.Shader:
    """The paper between broad crayon strokes, a tile of 128 x 128 units at 2 pixels a unit."""
    surface = skia.Surface(256, 256)
    canvas = surface.getCanvas()
    canvas.clear(sk(PAPER))
    canvas.scale(2, 2)
    # Strokes lean the other way than rain does, so that neither is taken for the other.
    count, rise = (14, 64.0) if steep else (8, 192.0)
    for step in range(-2 * count, 3 * count):
        kind = step % count
        paint = skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=5.4 if kind % 3 else 6.6,
            Color=sk(WHITE, (0.92, 0.72, 0.85, 0.62)[kind % 4]),
            BlendMode=skia.BlendMode.kDstOut,
        )
        x = step * 128.0 / count
        canvas.drawLine(x - rise / 8, -16.0, x + rise * 9 / 8, 144.0, paint)
    return surface.makeImageSnapshot().makeShader(
        skia.TileMode.kRepeat,
        skia.TileMode.kRepeat,
        skia.SamplingOptions(skia.FilterMode.kLinear),
        skia.Matrix.Scale(0.5, 0.5),
    )


@functools.cache
def _wash(variant: int) -> skia.Image:
    """Soft, large blotches (48 x 48 pixels, grey on white) to multiply a watercolour with."""
    surface = skia.Surface(48, 48)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorWHITE)
    rng = random.Random(variant)
    for _ in range(26):
        paint = skia.Paint(
            AntiAlias=True,
            Color=sk((0.55, 0.6, 0.75), 0.2) if rng.random() < 0.6 else sk(WHITE, 0.5),
            MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 2.2),
        )
        canvas.drawPath(
            oval(rng.uniform(0, 48), rng.uniform(0, 48), rng.uniform(4, 9), rng.uniform(3, 7)),
            paint,
        )
    return surface.makeImageSnapshot()


@functools.cache
def _margin(style: str, variant: int) -> skia.Path:
    """The edge of the painted area: wavy for watercolour, ragged for crayon."""
    rng = random.Random(variant * 31 + len(style))
    inset, wave, count = (13.0, 4.0, 6) if style == "watercolour" else (7.0, 2.6, 14)
    points: list[Point] = []
    low, high = inset, PAGE - inset
    for side in range(4):
        for i in range(count):
            along = low + (high - low) * (i + 0.5) / count
            off = rng.uniform(-wave, wave)
            points.append(
                [(along, low + off), (high + off, along), (PAGE - along, high + off)][side]
                if side < 3
                else (low + off, PAGE - along)
            )
    return blob(*points) if style == "watercolour" else poly(*points)


@functools.lru_cache(16)
def _sheet(kind: str, variant: int, size: int) -> skia.Image:
    """A wash or a style's paper margin at `size` pixels, drawn once: it is slow to draw."""
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    canvas.scale(size / PAGE, size / PAGE)
    if kind == "wash":
        shader = _wash(variant).makeShader(
            skia.TileMode.kMirror,
            skia.TileMode.kMirror,
            skia.SamplingOptions(skia.CubicResampler.Mitchell()),
            skia.Matrix.Scale(PAGE / 48, PAGE / 48),
        )
        canvas.drawPaint(skia.Paint(Shader=shader))
        return surface.makeImageSnapshot()
    outside = skia.Path(_margin(kind, variant))
    outside.toggleInverseFillType()
    paint = skia.Paint(AntiAlias=True, Color=sk(PAPER))
    if kind == "watercolour":
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 4.0))
    canvas.drawPath(outside, paint)
    return surface.makeImageSnapshot()


class Brush:
    """Draws shapes on `canvas` in one `style`; `variant` picks among a few paper edges."""

    def __init__(self, canvas: skia.Canvas, *, style: str, variant: int) -> None:
        self.canvas = canvas
        self.style = style
        self.variant = variant % 4
        self.steep = False

    def fill(
        self,
        path: skia.Path,
        colour: Colour,
        *,
        to: Colour | None = None,
        shadow: float = 1.0,
        line: float = 1.0,
    ) -> None:
        """Fill `path` with `colour`, fading down into `to`; `shadow` and `line` scale the
        paper's drop shadow and the crayon's (or the wash's) outline, 0 for none."""
        getattr(self, "_" + self.style)(path, colour, colour if to is None else to, shadow, line)

    def plain(self, path: skia.Path, colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> None:
        """Fill `path` evenly, the same in every style: eyes, light, shade."""
        paint = skia.Paint(AntiAlias=True, Color=sk(colour, alpha))
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path, paint)

    def stroke(self, path: skia.Path, colour: Colour, width: float, alpha: float = 1.0) -> None:
        """A plain line with round ends."""
        paint = skia.Paint(
            AntiAlias=True,
            Color=sk(colour, alpha),
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width,
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeJoin=skia.Paint.kRound_Join,
        )
        self.canvas.drawPath(path, paint)

    def halo(self, x: float, y: float, radius: float, colour: Colour, alpha: float) -> None:
        """Light that fades away from (x, y)."""
        shader = skia.GradientShader.MakeRadial(
            skia.Point(x, y), radius, [sk(colour, alpha), sk(colour, alpha * 0.35), sk(colour, 0)]
        )
        self.canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader))

    def volume(self, path: skia.Path, glow: Colour, strength: float = 1.0) -> None:
        """Round a shape: a rim of light at its upper right, shade at its lower left."""
        lit, dark = skia.Path(), skia.Path()
        path.offset(-2.6, 2.6, lit)
        path.offset(4.0, -3.4, dark)
        self.plain(skia.Op(path, lit, skia.kDifference_PathOp), glow, 0.42 * strength)
        self.plain(
            skia.Op(path, dark, skia.kDifference_PathOp), (0.16, 0.05, 0.25), 0.14 * strength
        )

    def finish(self, size: int) -> None:
        """What belongs to the whole sheet (`size` pixels), over the landscape, under the hero."""
        if self.style == "paper":
            return
        self.canvas.save()
        self.canvas.resetMatrix()
        if self.style == "watercolour":
            blend = skia.Paint(BlendMode=skia.BlendMode.kMultiply)
            self.canvas.drawImage(
                _sheet("wash", self.variant, size), 0, 0, skia.SamplingOptions(), blend
            )
        self.canvas.drawImage(_sheet(self.style, self.variant, size), 0, 0)
        self.canvas.restore()

    def _gradient(self, path: skia.Path, top: Colour, bottom: Colour) -> skia.Paint:
        if top == bottom:
            return skia.Paint(AntiAlias=True, Color=sk(top))
        bounds = path.getBounds()
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, bounds.top()), skia.Point(0, bounds.bottom())], [sk(top), sk(bottom)]
        )
        return skia.Paint(AntiAlias=True, Shader=shader)

    def _paper(
        self, path: skia.Path, top: Colour, bottom: Colour, shadow: float, line: float
    ) -> None:
        if shadow:
            cast = skia.Paint(AntiAlias=True, Color=sk((0.10, 0.05, 0.22), 0.36 * min(1.0, shadow)))
            self.canvas.save()
            self.canvas.translate(-1.4 * shadow, 2.4 * shadow)
            if path.getBounds().bottom() < PAGE + 4:
                cast.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 2.4 * shadow))
                self.canvas.drawPath(path, cast)
            else:  # Blurring the whole width is slow; only the upper edge is ever seen.
                for lift in (-6.0, -4.8, -3.6, -2.4):
                    cast.setAlphaf(0.10)
                    path_up = skia.Path()
                    path.offset(0.0, lift, path_up)
                    self.canvas.drawPath(path_up, cast)
            self.canvas.restore()
            # The cut edge of thick paper catches the light.
            self.canvas.save()
            self.canvas.translate(0.5, -0.8)
            self.canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=sk(mix(top, WHITE, 0.5))))
            self.canvas.restore()
        self.canvas.drawPath(path, self._gradient(path, top, mix(top, bottom, 0.6)))

    def _watercolour(
        self, path: skia.Path, top: Colour, bottom: Colour, shadow: float, line: float
    ) -> None:
        top, bottom = pastel(top), pastel(bottom)
        if line:
            top = mix(top, WHITE, 0.06 + 0.20 * sum(top) / 3)
        self.canvas.drawPath(path, self._gradient(path, top, bottom))
        if line:  # Pigment gathers where a wash dries last: at its edge.
            for width, alpha in ((3.2, 0.20), (1.3, 0.42)):
                edge = skia.Paint(
                    AntiAlias=True,
                    Color=sk(mix(bottom, (0.16, 0.12, 0.42), 0.50), alpha * line),
                    Style=skia.Paint.kStroke_Style,
                    StrokeWidth=width,
                )
                self.canvas.drawPath(path, edge)

    def _crayon(
        self, path: skia.Path, top: Colour, bottom: Colour, shadow: float, line: float
    ) -> None:
        top, bottom = _saturate(top), _saturate(bottom)
        self.canvas.drawPath(path, self._gradient(path, top, bottom))
        thin = 0.08 + (0.22 if self.steep else 0.32) * sum(top) / 3
        self.canvas.drawPath(
            path, skia.Paint(AntiAlias=True, Shader=_gaps(self.steep), Alphaf=thin)
        )
        if line:
            edge = skia.Paint(
                AntiAlias=True,
                Color=sk(INK if self.steep else mix(mix(top, bottom, 0.5), INK, 0.68), 0.92),
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=(2.1 if self.steep else 1.6) * line,
                StrokeCap=skia.Paint.kRound_Cap,
                StrokeJoin=skia.Paint.kRound_Join,
                PathEffect=skia.DiscretePathEffect.Make(7, 0.7, self.variant),
            )
            self.canvas.drawPath(path, edge)


def pastel(colour: Colour) -> Colour:
    """A colour thinned with water."""
    vivid = _saturate(colour)
    return mix(mix(colour, vivid, 0.5), WHITE, 0.10 + 0.14 * sum(colour) / 3)


def _saturate(colour: Colour) -> Colour:
    grey = (sum(colour) / 3,) * 3
    return tuple(min(1.0, max(0.0, g + (c - g) * 1.25)) for c, g in zip(colour, grey, strict=True))  # type: ignore[return-value]
