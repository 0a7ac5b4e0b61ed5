"""A causal language model that says what an encoder saw: the picture stands before its first word.

A learnt map turns pooled places into vectors of the model's own embedding space ("ClipCap", Mokady
et al. 2021); the model itself may be frozen, whole, or carry a LoRA. Any model of transformers'
causal language models will do: GPT-2, Llama (SmolLM2) …
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core.models.caption_transformer import State


class LmDecoder(nn.Module):
    """`config` is the language model's own configuration, with its `model_type`."""

    def __init__(
        self,
        *,
        channels: int,
        places: int,
        config: Mapping[str, Any],
        prefix: int = 9,
        mapping: str = "mlp",
        longest: int = 80,
        dropout: float = 0.1,
        **_: Any,
    ) -> None:
        """`prefix` (a square number) vectors stand for the picture; `mapping` linear or mlp."""
        super().__init__()
        from transformers import AutoConfig, AutoModelForCausalLM

        self.longest, self.prefix = longest, prefix
        self.side, self.cells = round(places**0.5), round(prefix**0.5)
        self.lm: Any = AutoModelForCausalLM.from_config(AutoConfig.for_model(**config))
        width = self.lm.get_input_embeddings().embedding_dim
        if mapping == "linear":
            self.map: nn.Module = nn.Linear(channels, width)
        else:
            self.map = nn.Sequential(
                nn.Linear(channels, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, width)
            )
        self.place = nn.Parameter(torch.randn(prefix, width) * 0.02)

    def see(self, features: Tensor) -> State:
        """Features (B, places, channels) → what stands before the words, (B, prefix, width)."""
        grid = features.transpose(1, 2).unflatten(2, (self.side, self.side))
        pooled = F.adaptive_avg_pool2d(grid, self.cells).flatten(2).transpose(1, 2)
        return {"seen": self.map(pooled) + self.place}

    def forward(self, seen: State, ids: Tensor) -> Tensor:
        """Logits of the word after each of `ids` (B, K, T), as (B, K, T, words)."""
        before = seen["seen"].repeat_interleave(ids.shape[1], 0)
        told = self.lm.get_input_embeddings()(ids.flatten(0, 1))
        both = torch.cat([before.to(told.dtype), told], 1)
        logits = self.lm(inputs_embeds=both, logits_to_keep=ids.shape[2]).logits
        return logits.unflatten(0, ids.shape[:2])

    def step(self, state: State, ids: Tensor, at: int) -> tuple[Tensor, State]:
        """The word of each row (rows,) → logits of the next (rows, words)."""
        from transformers import DynamicCache

        told = self.lm.get_input_embeddings()(ids)[:, None]
        past = DynamicCache()
        if at:
            for number in range(len(state) // 2):
                past.update(state[f"k{number}"], state[f"v{number}"], number)
        else:
            before = state["seen"].repeat_interleave(len(ids) // len(state["seen"]), 0)
            told = torch.cat([before.to(told.dtype), told], 1)
        out = self.lm(inputs_embeds=told, past_key_values=past, use_cache=True, logits_to_keep=1)
        after: State = {"seen": state["seen"]}
        for number, layer in enumerate(out.past_key_values.layers):
            after[f"k{number}"], after[f"v{number}"] = layer.keys, layer.values
        return out.logits[:, -1], after
