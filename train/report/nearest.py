"""Whether a painted picture is a copy: its nearest training picture, by small pixels."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from train.common import WorldData, attributes_of, resize
from train.report.bars import Report
from train.report.setup import Setup
from train.vision_metrics import judged_shares
from train.world.dataset import render, scenes

SIDE: Final = 32
_CHUNK: Final = 2000
_DRAWN: Final = 64
_SEED: Final = 1
"""The seed that the world's training set is drawn with."""


def training_set(setup: Setup) -> tuple[WorldData, str]:
    """Training pictures and where they are from: the world's own, or drawn again by their seed."""
    count = setup.training_pictures
    if (setup.world / "images.npy").exists():
        data = WorldData(setup.world, limit=count)
        return data, f"{len(data)} of those it learnt from"
    folder = setup.kept / "training"
    wanted = scenes("train", n=count, seed=_SEED)
    if (folder / "images.npy").exists():
        data = WorldData(folder, limit=count)
        if [data.scene(i) for i in range(len(data))] == wanted:
            return data, f"{count} drawn again from seed {_SEED}"
    render("train", n=count, size=_DRAWN, seed=_SEED, out=folder, processes=setup.threads)
    return WorldData(folder), f"{count} drawn again from seed {_SEED}"


def nearest(pictures: Tensor, others: np.ndarray) -> tuple[Tensor, Tensor]:
    """Index of, and mean difference (0 to 255, root mean square) to, the nearest of others."""
    rows = pictures.flatten(1)
    best = torch.full((len(rows),), torch.inf)
    index = torch.zeros(len(rows), dtype=torch.long)
    for start in range(0, len(others), _CHUNK):
        part = torch.from_numpy(np.array(others[start : start + _CHUNK])).float().flatten(1)
        distance, at = torch.cdist(rows, part).min(1)
        closer = distance < best
        best = torch.where(closer, distance, best)
        index = torch.where(closer, at + start, index)
    return index, best / rows.shape[1] ** 0.5


def small(pictures: Sequence[Image.Image]) -> Tensor:
    rows = [resize(np.asarray(picture.convert("RGB")), SIDE) for picture in pictures]
    return torch.from_numpy(np.stack(rows)).float()


def copies(
    setup: Setup,
    painted: Sequence[Image.Image],
    drawn: Sequence[Image.Image],
    truths: Sequence[Mapping[str, str]],
    answers: Sequence[Mapping[str, Any]],
    report: Report,
) -> None:
    """How many painted pictures are nearest to a training picture of the very same scene."""
    data, origin = training_set(setup)
    others = data.small(SIDE)
    index, distance = nearest(small(painted), others)
    found = [attributes_of(data.rows[i]) for i in index.tolist()]
    same = float(np.mean([one == dict(truth) for one, truth in zip(found, truths, strict=True)]))
    report.bar("illustrator", "nearest training picture is the scene asked for", same, most=0.0)
    if answers:
        seen = judged_shares(answers, found)["all"]
        report.bar("illustrator", "nearest training picture is the scene the judge sees", seen)
    _, usual = nearest(small(drawn), others)
    report.bar("illustrator", "distance to it, painted", distance.mean().item())
    report.bar("illustrator", "distance to it, least of all painted", distance.min().item())
    report.bar("illustrator", "distance to it, drawn held-out pictures", usual.mean().item())
    report.remark(
        f"Nearest of the training pictures ({origin}), by root mean square of {SIDE} × {SIDE} "
        "pixels. Held-out scenes are never trained on, so the nearest picture is never exactly the "
        "scene asked for unless the split leaks; that the distances are those of pictures drawn "
        "anew says more."
    )
