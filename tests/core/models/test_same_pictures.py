"""Half precision paints the same pictures: the bundled illustrator in bfloat16 and in float32."""

from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog

PROMPTS = (
    "a fox in a red coat walking in a meadow by day, watercolour",
    "a bear in a blue coat and a rabbit in a green coat dancing in a forest at night, crayon",
    "a cat in a yellow coat sitting at the beach in the evening, pixel art",
)
LEAST_DB = 40.0
"""The README states this figure."""


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Peak signal-to-noise ratio of two RGB pictures, in dB."""
    difference = np.asarray(one, float) - np.asarray(other, float)
    return float(10 * np.log10(255**2 / np.square(difference).mean()))


@pytest.fixture(scope="module")
def illustrators() -> dict[str, Any]:
    torch.set_num_threads(1)
    catalog = Catalog.load()
    return {
        dtype: load(
            catalog, "starter-illustrator", DevicePlan(device="cpu", dtype=dtype, why="A test.")
        )
        for dtype in ("float32", "bfloat16")
    }


def painted(illustrator: Any, **start: Any) -> list[Image.Image]:
    return illustrator.paint(PROMPTS, seeds=(1, 2, 3), on_step=lambda _done, _total: None, **start)


@pytest.mark.parametrize("continued", [False, True], ids=["from noise", "from a picture"])
def test_half_precision_paints_the_same(illustrators: dict[str, Any], continued: bool) -> None:
    start: dict[str, Any] = {}
    if continued:
        start = {"init_image": painted(illustrators["float32"])[0], "strength": 0.6}
    whole, half = (painted(illustrator, **start) for illustrator in illustrators.values())
    # Other prompts are other pictures, by far: the figure below is not one that any two have.
    assert psnr(whole[0], whole[1]) < 20
    found = [psnr(one, other) for one, other in zip(whole, half, strict=True)]
    assert all(LEAST_DB < value < float("inf") for value in found), found
