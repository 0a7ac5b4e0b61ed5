"""What the encoder saw; where the picture's side wants it pooled, so and in memory."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.models.dual_encoder import PictureSide
from train.captioning.features import Features

_TOGETHER = 64


class Seen:
    """Places of pictures by number, (B, places, channels) in float32."""

    def __init__(self, features: Features, side: PictureSide, count: int) -> None:
        self._features = features
        self._places: Tensor | None = None
        if side.grid**2 == features.shape[0]:
            return
        parts = [
            side.pooled(features(range(start, min(start + _TOGETHER, count)))).half()
            for start in range(0, count, _TOGETHER)
        ]
        self._places = torch.cat(parts)

    def __call__(self, pictures: Sequence[int] | np.ndarray) -> Tensor:
        if self._places is None:
            return self._features(pictures)
        return self._places[torch.as_tensor(np.asarray(pictures))].float()
