"""The windows of a room: which panes belong together, the light that falls in, and what lamps give.

Panes are the shapes of the role "window"; those that lie together are one window.
"""

import random
from collections.abc import Iterator
from typing import Final

import skia

from picturebook.drawing.artwork import Art, Shape
from picturebook.drawing.colours import Colour, light, rgb
from picturebook.drawing.marks import Mark
from picturebook.drawing.paths import join, minus, moved, poly
from picturebook.drawing.pen import Pen
from picturebook.drawing.stages import Stage
from picturebook.drawing.views import View, Window

_BARS: Final = 7.0
"""Panes that are no further apart belong to one window."""
_WHITE: Final = rgb("ffffff")
_SHADE: Colour = (0.10, 0.05, 0.22)


def _with_role(drawing: Art, role: str) -> Iterator[Shape]:
    return (shape for shape in drawing.shapes() if role in shape.roles)


def window_paths(drawing: Art) -> list[skia.Path]:
    """The panes of a room through which outside is seen."""
    return [shape.path for shape in _with_role(drawing, "window")]


def seen_windows(stage: Stage) -> list[Window]:
    """Those of which some is on the page."""
    drawing = stage.drawing
    if drawing is None or not stage.inside:
        return []
    frame, near = stage.frame, _BARS * stage.zoom
    groups: list[tuple[skia.Rect, list[skia.Path]]] = []
    for pane in window_paths(drawing):
        path = moved(pane, frame)
        bounds, panes = path.computeTightBounds(), [path]
        wide = bounds.makeOutset(near, near)
        apart = []
        for other, paths in groups:
            if skia.Rect.Intersects(wide, other):
                bounds.join(other)
                panes = paths + panes
            else:
                apart.append((other, paths))
        groups = [*apart, (bounds, panes)]
    return [
        Window(tuple(panes), b.left(), b.top(), b.width(), b.height())
        for b, panes in groups
        if b.right() > 0 and b.left() < stage.wide
    ]


def draw_windows(pen: Pen, stage: Stage, rng: random.Random) -> None:
    """Paint hour and weather into the panes of a room, over their own colour."""
    windows = seen_windows(stage)
    view = stage.entry.word("view", "hills")
    kind = {"space": "space", "sea": "deep"}.get(view, "")
    before, pen.light = pen.light, light(stage.time, "clear" if kind else stage.weather, kind)
    sun = max(windows, key=lambda w: _shown(w, stage.wide) + rng.random(), default=None)
    try:
        for window in windows:
            with pen.clipped(join(*window.panes)):
                View(pen, stage, window, rng, sun=window is sun).draw(view)
            _glass(pen, window)
    finally:
        pen.light = before


def _shown(window: Window, wide: float) -> float:
    return min(window.left + window.wide, wide) - max(window.left, 0.0)


def _glass(pen: Pen, window: Window) -> None:
    """The frame's shadow on the panes, and what shines in them."""
    for pane in window.panes:
        pen.add(Mark(minus(pane, moved(pane, skia.Matrix.Translate(-1.1, 1.7))), _SHADE, 0.22))
    x, y, high = window.left + window.wide * 0.16, window.top, window.high
    with pen.clipped(join(*window.panes)):
        for at, width in ((0.0, 0.10), (0.16, 0.05)):
            a, b = x + (at + 0.5) * high, width * high
            shine = poly(
                (a, y), (a + b, y), (a + b - high * 0.8, y + high), (a - high * 0.8, y + high)
            )
            pen.add(Mark(shine, _WHITE, 0.13))


def draw_daylight(pen: Pen, stage: Stage) -> None:
    """What falls through the windows onto the floor when sun or moon shine."""
    if stage.weather not in ("clear", "wind", "snow") or stage.entry.word("view") in (
        "space",
        "sea",
    ):
        return
    seen = light(stage.time, stage.weather)
    top, low = stage.back - 6, stage.ground
    for window in seen_windows(stage):
        wide = min(window.wide, 90.0)
        x = window.left + window.wide / 2
        patch = poly((x - wide * 0.62, top), (x + wide * 0.34, top), (x + wide * 0.16, low),
                     (x - wide * 1.02, low))  # fmt: skip
        pen.flat(
            patch, seen.glow, alpha=0.10 if stage.time == "night" else 0.16, lit=False, blur=0.8
        )


def draw_lamplight(pen: Pen, stage: Stage) -> None:
    """The light round what glows, when it is dark."""
    drawing, lamps = stage.drawing, stage.light.lamps
    if drawing is None or not stage.inside or lamps <= 0:
        return
    if stage.entry.word("light") != "cave":  # The middle of a room is lighter than its corners.
        pen.halo(stage.wide / 2, 96, max(150.0, stage.wide * 0.62), rgb("ffdf9a"), 0.20 * lamps)
    for shape in _with_role(drawing, "glow"):
        if shape.width or shape.alpha < 1:
            continue
        b = moved(shape.path, stage.frame).getBounds()
        radius = min(70.0, 20 + max(b.width(), b.height()) * 1.7)
        if b.right() > -radius and b.left() < stage.wide + radius:
            pen.halo(b.centerX(), b.centerY(), radius, rgb("ffd98a"), 0.55 * lamps)
