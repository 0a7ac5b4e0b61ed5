"""Shows a UNet, while it learns, which words belong to which figure of a picture.

The words for a figure ("a little girl") should be looked at where that figure stands, by part of
the heads that read the words: left to itself, so small a network long gives each figure something
of everybody that the prompt names.
"""

from collections.abc import Sequence
from typing import Final

import torch
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import Attention
from torch import Tensor

SIDE: Final = 8
"""Cells across in the layers that are watched: the largest that read words."""
PHRASE: Final = 3
"""Tokens of "a little girl"."""


class Watch:
    """Keeps what the watched layers' attention was in the last forward pass."""

    def __init__(self, net: UNet2DConditionModel) -> None:
        """Watch every layer of `net` that reads words at `SIDE` x `SIDE` cells."""
        self.seen: list[Tensor] = []
        wide = net.config.block_out_channels[1]
        for module in net.modules():
            reads_words = isinstance(module, Attention) and module.is_cross_attention
            if reads_words and module.to_q.in_features == wide:
                self._watch(module)

    def _watch(self, attention: Attention) -> None:
        plain = attention.get_attention_scores

        def watched(query: Tensor, key: Tensor, mask: Tensor | None = None) -> Tensor:
            found: Tensor = plain(query, key, mask)
            self.seen.append(found.unflatten(0, (-1, attention.heads)))
            return found

        attention.get_attention_scores = watched

    def take(self) -> list[Tensor]:
        """(B, heads, cells, words) of each layer; forgotten thereafter."""
        seen, self.seen = self.seen, []
        return seen


def cells_of(boxes: Tensor) -> Tensor:
    """(K, cells): whether the middle of each cell is in the box; boxes (K, 4) in 0..1."""
    middles = (torch.arange(SIDE, device=boxes.device) + 0.5) / SIDE
    across = (middles >= boxes[:, 0, None]) & (middles <= boxes[:, 2, None])
    down = (middles >= boxes[:, 1, None]) & (middles <= boxes[:, 3, None])
    return (down[:, :, None] & across[:, None, :]).flatten(1)


def binding(
    seen: Sequence[Tensor], nouns: Sequence[Sequence[int]], boxes: Tensor, clean: Tensor
) -> Tensor:
    """How far figures look away from their own words: mean of -log of what half the heads give.

    `seen` is from `Watch.take`; `nouns` the places of the figures' nouns in each prompt, in the
    order of `boxes` (B, figures, 4), -1 where one is not named; `clean` (B,) weighs the pictures:
    in mere noise nobody stands anywhere yet.
    """
    pairs = [(row, k, at) for row, places in enumerate(nouns) for k, at in enumerate(places)]
    pairs = [pair for pair in pairs if pair[2] >= PHRASE]
    if not pairs:
        return clean.sum() * 0
    rows, which, at = torch.tensor(pairs, device=boxes.device).T
    cells = cells_of(boxes[rows, which])
    # A cell where several stand is nobody's.
    crowd = torch.zeros(len(boxes), cells.shape[1], device=boxes.device)
    crowd.index_add_(0, rows, cells.float())
    own = cells & (crowd[rows] == 1)
    words = at[:, None] - torch.arange(PHRASE, device=boxes.device)
    weights = own * clean[rows, None]
    losses = []
    for layer in seen:
        heads = layer[rows, : layer.shape[1] // 2].float()
        told = words[:, None, None, :].expand(*heads.shape[:3], -1)
        mass = heads.gather(3, told).sum(-1)
        cost = -(mass + 1e-3).log().mean(1)
        losses.append((cost * weights).sum() / weights.sum().clamp_min(1e-6))
    return torch.stack(losses).mean()
