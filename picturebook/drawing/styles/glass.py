"""Stained glass: bright panes that shine from within, in dark lead."""

import random
from collections.abc import Mapping
from functools import cache

import skia

from picturebook.drawing.colours import DUSK, WHITE, Colour, clamped, grey_of, mix, rgb
from picturebook.drawing.marks import HIGH, Mark
from picturebook.drawing.paths import box, minus, within
from picturebook.drawing.style import Canvas
from picturebook.drawing.styles.parts import grade, page
from picturebook.drawing.styles.sheet import Sheet
from picturebook.drawing.styles.tiles import specks

_LEAD: Colour = rgb("17131c")


class Glass(Sheet):
    """Fulfils `picturebook.drawing.styles.Style`."""

    name = "glass"

    def tone(self, colour: Colour) -> Colour:
        """Glass takes colour deeply."""
        return clamped(mix(grey_of(colour), colour, 1.45))

    def sky(self, pen: Canvas, path: skia.Path, top: Colour, low: Colour) -> None:
        """Panes with the light behind them."""
        pen.add(Mark(path, self.tone(top), to=self.tone(low)))
        _leads(pen, path)

    def form(
        self,
        pen: Canvas,
        path: skia.Path,
        top: Colour,
        low: Colour | None,
        *,
        shadow: float,
        line: float,
        volume: float,
    ) -> None:
        """A pane, lighter in its middle, and the lead round it."""
        near, size = pen.far is None, grade(path)
        tone = self.tone(top)
        pen.add(Mark(path, mix(tone, DUSK, 0.16), to=self.tone(low) if low else None, role="main"))
        bounds = path.getBounds()
        large = bounds.width() > pen.wide * 0.5 or bounds.height() > HIGH * 0.5
        if size > 0.2:
            glow = skia.Path()
            glow.addOval(bounds.makeOutset(0.12 * bounds.width(), 0.12 * bounds.height()))
            pen.add(Mark(within(path, glow), mix(tone, WHITE, 0.42), 0.75, fade=True))
        if not near and large:
            _leads(pen, path)
        if line:
            width = (2.9 if near else 2.4) * max(0.36, size) * line
            pen.add(Mark(path, _LEAD, 0.97, width=width))

    def finish(self, pen: Canvas) -> None:
        """Bubbles in the glass and the dark frame."""
        pen.add(Mark(page(pen.wide), WHITE, 0.8, texture="bubbles"))
        frame = box(-20, -20, pen.wide + 20, HIGH + 20)
        pen.add(Mark(minus(frame, box(7, 7, pen.wide - 7, HIGH - 7, 10)), _LEAD))

    def textures(self) -> Mapping[str, skia.Image]:
        """Small bubbles."""
        return _tiles()


def _leads(pen: Canvas, path: skia.Path) -> None:
    """Lead across a large pane."""
    pen.add(Mark(within(path, _net(pen.wide)), _LEAD, 0.9))


@cache
def _net(wide: float) -> skia.Path:
    """Leads over the whole page, as an area: a net of uneven panes."""
    rng = random.Random(7)
    columns, rows = max(3, round(wide / 62)), 4
    at = {}
    for c in range(-1, columns + 2):
        for r in range(-1, rows + 2):
            across, down = c + rng.uniform(-0.3, 0.3), r + rng.uniform(-0.3, 0.3)
            at[c, r] = (across * wide / columns, down * HIGH / rows)
    lines = skia.Path()
    for (c, r), point in at.items():
        for other in ((c + 1, r), (c, r + 1)) if (c + r) % 3 else ((c, r + 1), (c + 1, r + 1)):
            if other in at:
                lines.moveTo(*point)
                lines.lineTo(*at[other])
    out = skia.Path()
    skia.Paint(
        Style=skia.Paint.kStroke_Style, StrokeWidth=1.7, StrokeCap=skia.Paint.kRound_Cap
    ).getFillPath(lines, out)
    return out


@cache
def _tiles() -> Mapping[str, skia.Image]:
    return {"bubbles": specks(WHITE, count=420, size=(2.0, 9.0), alpha=(0.05, 0.22))}
