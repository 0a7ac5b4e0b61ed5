"""Shadows of an SVG as pictures: the same look without filters."""

import numpy as np
import skia

from picturebook.drawing.compose import draw
from picturebook.drawing.shadows import baked
from picturebook.reading import read


def pixels(svg: bytes) -> np.ndarray:
    surface = skia.Surface(256, 256)
    canvas = surface.getCanvas()
    canvas.scale(0.25, 0.25)
    dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream(svg))
    dom.setContainerSize(skia.Size(1024, 1024))
    dom.render(canvas)
    return surface.toarray()[..., :3].astype(float)


def test_a_drawing_looks_the_same_without_filters() -> None:
    scene = read("a fox with an umbrella in the village").scene
    svg = draw(scene, style="paper", seed=3, width=1024, height=1024).svg(1024).encode()
    assert svg.count(b'filter="url') > 20
    made = baked(svg)
    assert made.count(b'filter="url') == 0
    assert np.abs(pixels(made) - pixels(svg)).mean() < 3
    assert baked(b"<svg/>") == b"<svg/>"
