"""Shadows of a drawing's SVG as small pictures instead of filters.

Programs that set type turn every filter into pixels of the whole page, which takes them seconds a
drawing, and many readers of electronic books leave filters out.
"""

import base64
import re
from typing import Final

import skia

from picturebook.drawing.artwork import path_of
from picturebook.drawing.marks import HIGH

_BLURS: Final = re.compile(r'<filter id="(\w+)"[^>]*><feGaussianBlur stdDeviation="([\d.]+)"')
_BLURRED: Final = re.compile(
    r'<path d="([^"]+)" fill="(#[0-9a-f]{6})" filter="url\(#(\w+)\)"([^>]*)/>'
)
_WIDE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ')
_EVEN_ODD: Final = ' fill-rule="evenodd"'
_FINE: Final = 4.0
"""Pixels a unit of a drawing (1,024 a page): a blur hides that they are no more."""
_SOFT: Final = 0.7
"""From this blur (units) on half as many do."""


def baked(svg: bytes) -> bytes:
    """An SVG that `marks.Drawing.svg` wrote, with pictures for what it blurs; others unchanged."""
    text = svg.decode("utf-8")
    wide = _WIDE.search(text)
    if wide is None:
        return svg
    blurs = {name: float(blur) for name, blur in _BLURS.findall(text)}

    def picture(match: re.Match[str]) -> str:
        data, colour, name, rest = match.groups()
        if name not in blurs:
            return match.group()
        return _picture(data, colour, blurs[name], rest, float(wide.group(1)))

    return _BLURRED.sub(picture, text).encode("utf-8")


def _picture(data: str, colour: str, blur: float, rest: str, wide: float) -> str:
    path = path_of(data)
    if _EVEN_ODD in rest:
        path.setFillType(skia.PathFillType.kEvenOdd)
    area = path.getBounds().makeOutset(3 * blur, 3 * blur)
    if not area.intersect(skia.Rect.MakeWH(wide, HIGH)):
        return ""
    scale = _FINE if blur < _SOFT else _FINE / 2
    area = area.makeOutset(1 / scale, 1 / scale)
    width, height = (max(1, round(edge * scale)) for edge in (area.width(), area.height()))
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.scale(width / area.width(), height / area.height())
    canvas.translate(-area.left(), -area.top())
    filtered = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur)
    ink = skia.ColorSetRGB(*bytes.fromhex(colour[1:]))
    canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=ink, MaskFilter=filtered))
    png = base64.b64encode(bytes(surface.makeImageSnapshot().encodeToData())).decode()
    place = (
        f'x="{area.left():.2f}" y="{area.top():.2f}" width="{area.width():.2f}" '
        f'height="{area.height():.2f}" preserveAspectRatio="none"'
    )
    return f'<image {place} href="data:image/png;base64,{png}"{rest.replace(_EVEN_ODD, "")}/>'
