"""Own pictures in frames: the whole picture is there, white is paper, seeds repeat."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from picturebook.drawing.framing import FRAMES, framed


def drawing(size: tuple[int, int] = (300, 200)) -> Image.Image:
    """A red spot in the middle of white, a blue one near each corner."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for x, y, colour in (
        (0.5, 0.5, "red"), (0.15, 0.2, "blue"), (0.85, 0.2, "blue"), (0.15, 0.8, "blue"),
        (0.85, 0.8, "blue"),
    ):  # fmt: skip
        cx, cy, r = x * size[0], y * size[1], min(size) / 14
        pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=colour)
    return image


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("size", [(300, 200), (120, 400)])
def test_the_whole_picture_is_seen(frame: str, size: tuple[int, int]) -> None:
    png = framed(drawing(size), frame=frame, style="paper", seed=4, width=256, height=192)
    shown = pixels(png)
    assert shown.shape == (192, 256, 3)
    blue = (shown[..., 2] > 180) & (shown[..., 0] < 60)
    rows, columns = np.nonzero(blue)
    middle = shown[96, 128]
    assert middle[0] > 200, "the picture's middle lies in the page's"
    assert middle[1] < 60
    for above in (rows < 96, rows > 96):
        assert (above & (columns < 128)).any(), "a corner is hidden"
        assert (above & (columns > 128)).any(), "a corner is hidden"


def test_white_becomes_paper_and_seeds_repeat() -> None:
    first, again = (
        framed(drawing(), frame="tape", style="chalk", seed=4, width=128, height=128)
        for _ in range(2)
    )
    assert first == again
    assert first != framed(drawing(), frame="tape", style="chalk", seed=5, width=128, height=128)
    near_the_middle = pixels(first)[64, 78]
    assert tuple(near_the_middle) == (255, 250, 240)


def test_every_style_has_its_own_mat() -> None:
    looks = [
        pixels(framed(drawing(), frame="cut", style=style, seed=4, width=96, height=96))
        for style in ("paper", "chalk", "woodcut", "felt", "glass")
    ]
    for i, look in enumerate(looks):
        for other in looks[i + 1 :]:
            assert np.abs(look - other).mean() > 2


def test_what_there_is_not_is_said() -> None:
    with pytest.raises(ValueError, match="tape"):
        framed(drawing(), frame="gold", style="paper", seed=1, width=99, height=99)
    with pytest.raises(ValueError, match="chalk"):
        framed(drawing(), frame="tape", style="oil", seed=1, width=99, height=99)
