"""Half precision paints the same pictures: a tiny illustrator in bfloat16 and in float32."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.models.device import DevicePlan
from core.models.loading import load
from tests.core.models.conftest import tiny_catalog_of

PROMPTS = (
    "a fox in a red coat walking in a meadow by day, watercolour",
    "a bear in a blue coat and a rabbit in a green coat dancing in a forest at night, crayon",
    "a cat in a yellow coat sitting at the beach in the evening, pixel art",
)
CLOSER_DB = 12.0
"""How much nearer than other prompts' pictures are: a tiny model's are all alike to a degree."""


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Peak signal-to-noise ratio of two RGB pictures, in dB."""
    difference = np.asarray(one, float) - np.asarray(other, float)
    return float(10 * np.log10(255**2 / np.square(difference).mean()))


@pytest.fixture(scope="module")
def illustrators(tiny_root: Path) -> dict[str, Any]:
    torch.set_num_threads(1)
    catalog = tiny_catalog_of(tiny_root)
    return {
        dtype: load(
            catalog, "tiny-illustrator", DevicePlan(device="cpu", dtype=dtype, why="A test.")
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
    other = psnr(whole[0], whole[1])
    found = [psnr(one, two) for one, two in zip(whole, half, strict=True)]
    assert all(other + CLOSER_DB < value < float("inf") for value in found), (other, found)
