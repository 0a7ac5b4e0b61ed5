"""Help for image transformers while they learn: more to be learnt from each picture."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.augment import patch_shares
from train.common import Heads
from train.judge import Judge


class Helper(nn.Module):
    """Losses on the image tower alone, which speed its training up; dropped afterwards.

    Attributes are read from the class token, from the hero's patches and from all patches; and
    the patches foretell what the judge, a convolutional network that learns faster, sees there.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.pooled = Heads(width)
        self.hero = Heads(width, names=("character", "colour", "action", "prop"))
        self.around = Heads(width, names=("place", "time", "weather", "style"))
        self.foretell = nn.Linear(width, 160)

    def loss(self, embeds: Tensor, boxes: Tensor, labels: Tensor) -> dict[str, Tensor]:
        patches = embeds[:, 1:]
        shares = patch_shares(boxes, round(patches.shape[1] ** 0.5))
        return {
            "pooled": self.pooled.loss(embeds[:, 0], labels),
            "hero": self.hero.loss((patches * shares[..., None]).sum(1), labels),
            "around": self.around.loss(patches.mean(1), labels),
        }

    def taught(self, embeds: Tensor, pixels: Tensor, teacher: Judge) -> Tensor:
        with torch.no_grad():
            maps = teacher.maps(pixels).flatten(2).transpose(1, 2)
            target = F.layer_norm(maps, maps.shape[-1:])
        return F.mse_loss(self.foretell(embeds[:, 1:]), target)
