"""The two halves of a BLIP captioner, layer by layer: seeing pictures, and saying the next word.

The library's own pass computes and keeps every table of attention weights; here attention is
torch's fused kernel, what the pictures give to attend to is computed once for all words, and a
caption can be cancelled between any two layers.  Works in every precision and on every device.
Source of the architecture: Li et al. 2022, "BLIP".
"""

from typing import Any

import torch
from torch.nn import functional as F

from core.models.base import Check


def see(model: Any, pixels: torch.Tensor, *, check: Check) -> torch.Tensor:
    """What the text decoder attends to: (pictures, patches + 1, width).

    `pixels`: (pictures, 3, height, width) as the model's preprocessing gives them.
    """
    vision = model.vision_model
    x = vision.embeddings(pixels)
    for layer in vision.encoder.layers:
        check()
        attention = layer.self_attn
        qkv = attention.qkv(layer.layer_norm1(x))
        query, key, value = qkv.unflatten(-1, (3, attention.num_heads, -1)).permute(2, 0, 3, 1, 4)
        out = F.scaled_dot_product_attention(query, key, value, scale=attention.scale)
        x = x + attention.projection(out.transpose(1, 2).flatten(2))
        x = x + layer.mlp(layer.layer_norm2(x))
    return vision.post_layernorm(x)


class CaptionDecoding:
    """Captions of several pictures, a token each at a time.

    `room` is the most tokens of a caption. Keys and values: (pictures, heads, tokens, size).
    """

    def __init__(self, model: Any, seen: torch.Tensor, *, room: int) -> None:
        bert = model.text_decoder.bert
        self.embeddings, self.layers = bert.embeddings, bert.encoder.layer
        self.head = model.text_decoder.cls
        first = self.layers[0].attention.self
        self.heads, self.size = first.num_attention_heads, first.attention_head_size
        self.crossed = [
            (self._split(layer.crossattention.self.key(seen)),
             self._split(layer.crossattention.self.value(seen)))
            for layer in self.layers
        ]  # fmt: skip
        shape = (len(self.layers), 2, len(seen), self.heads, room, self.size)
        self.own = torch.zeros(shape, dtype=self.crossed[0][0].dtype, device=seen.device)
        self.read = 0

    def logits(self, tokens: torch.Tensor) -> torch.Tensor:
        """Of the next token of each caption: float32, (pictures, vocabulary).

        `tokens`: (pictures,), those that were said last.
        """
        x = self.embeddings(input_ids=tokens[:, None], past_key_values_length=self.read)
        at = self.read
        self.read += 1
        for layer, own, (key, value) in zip(self.layers, self.own, self.crossed, strict=True):
            attention = layer.attention.self
            own[0, :, :, at] = self._split(attention.key(x))[:, :, 0]
            own[1, :, :, at] = self._split(attention.value(x))[:, :, 0]
            said = self._attend(attention.query(x), own[0, :, :, : at + 1], own[1, :, :, : at + 1])
            x = layer.attention.output(said, x)
            cross = layer.crossattention
            x = cross.output(self._attend(cross.self.query(x), key, value), x)
            x = layer.feed_forward_chunk(x)
        return self.head(x)[:, 0].float()

    def _split(self, x: torch.Tensor) -> torch.Tensor:
        return x.unflatten(-1, (self.heads, self.size)).transpose(1, 2)

    def _attend(self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
        out = F.scaled_dot_product_attention(self._split(query), key, value)
        return out.transpose(1, 2).flatten(2)
