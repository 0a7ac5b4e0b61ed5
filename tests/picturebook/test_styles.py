"""Styles: told apart at a glance, quick, and each a whole picture in all of its formats."""

import io
import itertools
import time

import numpy as np
import pytest
import skia
from PIL import Image

from core.story import STYLES as OFFERED
from picturebook.drawing.compose import draw
from picturebook.drawing.paths import oval
from picturebook.drawing.styles import STYLES
from picturebook.drawing.styles.facets import faceted
from picturebook.drawing.styles.parts import lifted, nearest
from picturebook.drawing.styles.tiles import SIDE, dots, strokes
from picturebook.reading import read

SCENES = (
    "two children and a dog running on the beach on a sunny day",
    "a fox in a red coat walking in the forest at night",
    "a grandmother baking a cake in the kitchen",
)


def small(style: str, text: str, side: int = 48) -> np.ndarray:
    png = draw(read(text).scene, style=style, seed=3).png(384, 384)
    picture = Image.open(io.BytesIO(png)).resize((side, side), Image.Resampling.BOX)
    return np.asarray(picture, np.float32)


def test_every_style_is_offered() -> None:
    assert set(OFFERED) == set(STYLES)
    assert len(STYLES) >= 8
    phrases = [style.phrase for style in OFFERED.values()]
    assert not any(a.endswith(b) for a, b in itertools.permutations(phrases, 2)), (
        "a prompt's style is known by how the prompt ends"
    )


@pytest.mark.parametrize("text", SCENES)
def test_no_two_styles_look_alike(text: str) -> None:
    """Mean difference (of 255) between thumbnails of the same scene."""
    looks = {style: small(style, text) for style in STYLES}
    for one, other in itertools.combinations(looks, 2):
        assert np.abs(looks[one] - looks[other]).mean() > 5, (one, other)


@pytest.mark.parametrize("style", STYLES)
def test_a_page_takes_little_time(style: str) -> None:
    """Processor seconds of a page at full size, with room for a busy machine."""
    scene = read(SCENES[0]).scene
    draw(scene, style=style, seed=3).png(64, 64)  # Textures are made once.
    start = time.process_time()
    draw(scene, style=style, seed=4).png(1024, 1024)
    assert time.process_time() - start < 1.5


def test_straight_edges_keep_the_shape() -> None:
    circle = oval(50, 50, 20)
    straight = faceted(circle, 0.1)
    assert 4 <= straight.countPoints() <= 16
    assert straight.getBounds().width() == pytest.approx(40, abs=5)
    square = skia.Path()
    square.addRect(skia.Rect.MakeLTRB(0, 0, 30, 30))
    assert faceted(square, 0.1).getBounds() == square.getBounds()


def test_the_nearest_colour_keeps_the_hue() -> None:
    palette = ((1.0, 0.0, 0.0), (0.0, 0.4, 0.0), (0.0, 0.0, 1.0))
    assert nearest((0.6, 0.1, 0.1), palette) == palette[0]
    assert nearest((0.3, 1.0, 0.3), palette) == palette[1]
    assert max(lifted((0.1, 0.05, 0.0), 0.5)) == pytest.approx(0.5)
    assert lifted((0.8, 0.2, 0.2), 0.5) == (0.8, 0.2, 0.2)


def test_tiles_have_no_seam() -> None:
    """Over the edge, neighbours differ no more than inside."""
    marks = strokes((0, 0, 0), count=200, length=(60, 90), width=(4, 8), alpha=(0.8, 1.0), seed=5)
    for tile in (marks, dots((0, 0, 0), 0.3)):
        alpha = tile.toarray(colorType=skia.kRGBA_8888_ColorType)[..., 3].astype(np.float32)
        assert alpha.shape == (SIDE, SIDE)
        for axis in (0, 1):
            inside = np.abs(np.diff(alpha, axis=axis)).mean(axis=1 - axis)
            seam = np.abs(np.take(alpha, 0, axis) - np.take(alpha, -1, axis)).mean()
            assert seam <= inside.max() * 1.2
