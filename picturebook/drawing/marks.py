"""A drawing is a list of marks: paths with colours, in the order in which they are laid down.

The same list becomes pixels and PDF (by skia) and SVG (written here, as skia's own SVG canvas
leaves out blur and patterns), and it can be looked through: each mark says whose it is and which
role its colour plays, before light changed it.
"""

import base64
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import skia
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from picturebook.drawing.colours import PAPER, Colour, code_of
from picturebook.drawing.paths import svg_data

HIGH: Final = 256.0
"""Every page is so many units high; how wide it is depends on its shape."""


@dataclass(slots=True, eq=False)
class Mark:
    """One path on the page, in page units.

    `to`: the colour at its lower end (a vertical gradient); `fade`: light that fades from its
    middle to nothing; `blur` is a standard deviation; `width` above 0 draws the line instead of
    the area; `texture` names the drawing's tile that fills it instead of the colour.
    """

    path: skia.Path
    colour: Colour
    alpha: float = 1.0
    to: Colour | None = None
    fade: bool = False
    blur: float = 0.0
    width: float = 0.0
    texture: str = ""
    multiply: bool = False
    clip: skia.Path | None = None
    figure: str = ""
    role: str = ""
    base: Colour | None = None


@dataclass(frozen=True)
class Drawing:
    """A finished page: `wide` x 256 units of marks. `label` is its description in words."""

    wide: float
    marks: Sequence[Mark]
    label: str = ""
    textures: Mapping[str, skia.Image] = field(default_factory=dict)
    """Tiles of 128 x 128 units that marks are filled with, by name."""

    def image(self, width: int, height: int) -> skia.Image:
        """The drawing as pixels."""
        surface = skia.Surface(width, height)
        canvas = surface.getCanvas()
        canvas.clear(skia.Color4f(*PAPER, 1.0))
        canvas.scale(width / self.wide, height / HIGH)
        self.play(canvas)
        return surface.makeImageSnapshot()

    def png(self, width: int, height: int) -> bytes:
        """The drawing as a PNG file."""
        pixels = self.image(width, height).toarray(colorType=skia.kRGBA_8888_ColorType)
        out = io.BytesIO()
        # Level 3 costs a few milliseconds and a tenth more bytes than the usual 6.
        text = PngInfo()
        if self.label:
            text.add_itxt("Description", self.label)
        Image.fromarray(pixels).convert("RGB").save(out, "PNG", compress_level=3, pnginfo=text)
        return out.getvalue()

    def pdf(self, width: float = 576.0) -> bytes:
        """The drawing as a one-page PDF, `width` points wide; all but blur stays vectors."""
        stream = skia.DynamicMemoryWStream()
        height = width * HIGH / self.wide
        document = skia.PDF.MakeDocument(stream)
        canvas = document.beginPage(width, height)
        canvas.clear(skia.Color4f(*PAPER, 1.0))
        canvas.clipRect(skia.Rect.MakeWH(width, height))
        canvas.scale(width / self.wide, height / HIGH)
        self.play(canvas)
        document.endPage()
        document.close()
        return bytes(stream.detachAsData())

    def play(self, canvas: skia.Canvas) -> None:
        """Lay all marks down on a canvas that is scaled to page units."""
        for _, marks in itertools.groupby(self.marks, key=lambda mark: id(mark.clip)):
            group = list(marks)
            clip = group[0].clip
            if clip is not None:
                canvas.save()
                canvas.clipPath(clip, True)
            for mark in group:
                canvas.drawPath(mark.path, self._paint(mark))
            if clip is not None:
                canvas.restore()

    def _paint(self, mark: Mark) -> skia.Paint:
        if mark.texture:
            paint = skia.Paint(_tiled(self.textures[mark.texture]))
        else:
            paint = skia.Paint(AntiAlias=True, Color=_sk(mark.colour, mark.alpha))
        if mark.texture:
            paint.setAlphaf(mark.alpha)
        elif mark.fade:
            bounds = mark.path.getBounds()
            paint.setShader(
                skia.GradientShader.MakeRadial(
                    skia.Point(bounds.centerX(), bounds.centerY()),
                    max(bounds.width() / 2, 0.01),
                    [_sk(mark.colour, mark.alpha * a) for a in (1.0, 0.35, 0.0)],
                )
            )
        elif mark.to is not None and mark.to != mark.colour:
            bounds = mark.path.getBounds()
            paint.setShader(
                skia.GradientShader.MakeLinear(
                    [skia.Point(0, bounds.top()), skia.Point(0, bounds.bottom())],
                    [_sk(mark.colour, mark.alpha), _sk(mark.to, mark.alpha)],
                )
            )
        if mark.width:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(mark.width)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        if mark.blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, mark.blur))
        if mark.multiply:
            paint.setBlendMode(skia.BlendMode.kMultiply)
        return paint

    def svg(self, width: int = 1024) -> str:
        """The drawing as an SVG file that any program opens."""
        return "".join(_svg(self, width))


@cache
def _tiled(tile: skia.Image) -> skia.Paint:
    """The paint of a texture, to be copied: giving a paint its shader takes skia tens of
    milliseconds, as it writes and reads the whole tile."""
    shader = tile.makeShader(
        skia.TileMode.kRepeat,
        skia.TileMode.kRepeat,
        skia.SamplingOptions(skia.FilterMode.kLinear),
        skia.Matrix.Scale(0.25, 0.25),
    )
    return skia.Paint(AntiAlias=True, Shader=shader)


@cache
def _data_url(tile: skia.Image) -> str:
    """A texture as a PNG of few colours: it has hardly more, and would take ten times the room."""
    pixels = tile.toarray(colorType=skia.kRGBA_8888_ColorType)
    few = Image.fromarray(pixels, "RGBA").quantize(64, method=Image.Quantize.FASTOCTREE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


def _sk(colour: Colour, alpha: float) -> int:
    return skia.Color4f(*colour, max(0.0, min(1.0, alpha))).toColor()


def _svg(drawing: Drawing, width: int) -> Iterator[str]:
    height = round(width * HIGH / drawing.wide)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {drawing.wide:g} {HIGH:g}" role="img">\n'
    )
    if drawing.label:
        yield f"<title>{escape(drawing.label)}</title>\n"
    yield f'<rect width="{drawing.wide:g}" height="{HIGH:g}" fill="{code_of(PAPER)}"/>\n'
    for name, tile in drawing.textures.items():
        if any(mark.texture == name for mark in drawing.marks):
            yield (
                f'<pattern id="{name}" width="128" height="128" patternUnits="userSpaceOnUse">'
                f'<image width="128" height="128" href="{_data_url(tile)}"/></pattern>\n'
            )
    known: dict[tuple[str, ...], str] = {}
    clips = itertools.count()
    whose = itertools.groupby(drawing.marks, key=lambda mark: (id(mark.clip), mark.figure))
    for (_, figure), marks in whose:
        group = list(marks)
        attributes = f" data-figure={quoteattr(figure)}" if figure else ""
        if (clip := group[0].clip) is not None:
            name = f"clip{next(clips)}"
            yield f'<clipPath id="{name}"><path d="{svg_data(clip, 2)}"/></clipPath>\n'
            attributes += f' clip-path="url(#{name})"'
        if attributes:
            yield f"<g{attributes}>\n"
        for mark in group:
            yield from _svg_mark(mark, known)
        if attributes:
            yield "</g>\n"
    yield "</svg>\n"


def _svg_mark(mark: Mark, known: dict[tuple[str, ...], str]) -> Iterator[str]:
    """One mark, after the gradients and filters that it is the first to need."""

    def define(text: str, key: tuple[str, ...]) -> Iterator[str]:
        if key not in known:
            known[key] = f"d{len(known)}"
            yield text.replace("@", known[key]) + "\n"

    fill = code_of(mark.colour)
    if mark.texture:
        fill = f"url(#{mark.texture})"
    elif mark.fade:
        key: tuple[str, ...] = ("fade", fill)
        stops = "".join(
            f'<stop offset="{at}" stop-color="{fill}" stop-opacity="{a}"/>'
            for at, a in ((0, 1), (0.5, 0.35), (1, 0))
        )
        yield from define(f'<radialGradient id="@">{stops}</radialGradient>', key)
        fill = f"url(#{known[key]})"
    elif mark.to is not None and mark.to != mark.colour:
        key = ("to", fill, code_of(mark.to))
        stops = f'<stop stop-color="{fill}"/><stop offset="1" stop-color="{key[2]}"/>'
        yield from define(
            f'<linearGradient id="@" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>', key
        )
        fill = f"url(#{known[key]})"
    extra = ""
    if mark.blur:
        key = ("blur", f"{mark.blur:.1f}")
        yield from define(
            '<filter id="@" x="-50%" y="-50%" width="200%" height="200%">'
            f'<feGaussianBlur stdDeviation="{key[1]}"/></filter>', key,
        )  # fmt: skip
        extra += f' filter="url(#{known[key]})"'
    if mark.alpha < 1:
        extra += f' opacity="{max(0.0, mark.alpha):.2f}"'
    if mark.multiply:
        extra += ' style="mix-blend-mode:multiply"'
    if mark.path.getFillType() == skia.PathFillType.kEvenOdd:
        extra += ' fill-rule="evenodd"'
    if mark.width:
        paint = (
            f'fill="none" stroke="{fill}" stroke-width="{mark.width:.2f}" stroke-linecap="round" '
            'stroke-linejoin="round"'
        )
    else:
        paint = f'fill="{fill}"'
    yield f'<path d="{svg_data(mark.path, 2)}" {paint}{extra}/>\n'
