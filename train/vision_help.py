"""Help for image transformers while they learn: more to be learnt from each picture."""

import torch
from torch import Tensor, nn

from train.augment import patch_shares
from train.common import Heads, PictureHeads, cast_labels


class Helper(nn.Module):
    """Losses on the image tower alone, which speed its training up; dropped afterwards.

    Attributes are read from the class token, from each figure's patches and from all.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.pooled = PictureHeads(width)
        self.figure = Heads(width, names=("character", "colour"))
        self.lead = Heads(width, names=("action", "prop"))
        self.around = Heads(width, names=("place", "time", "weather", "style"))

    def loss(self, embeds: Tensor, boxes: Tensor, labels: Tensor) -> dict[str, Tensor]:
        """Embeddings (B, 1 + patches, D), boxes (B, figures, 4), labels (B, attributes)."""
        patches = embeds[:, 1:]
        shares = patch_shares(boxes.flatten(0, 1), round(patches.shape[1] ** 0.5))
        figures = torch.bmm(shares.unflatten(0, boxes.shape[:2]), patches)
        who, coat = cast_labels(labels)
        there = who >= 0
        cast = torch.stack([who[there], coat[there]], 1)
        return {
            "pooled": self.pooled.loss(embeds[:, 0], labels),
            "figure": self.figure.loss(figures[there], cast),
            "lead": self.lead.loss(figures[:, 0], labels),
            "around": self.around.loss(patches.mean(1), labels),
        }
