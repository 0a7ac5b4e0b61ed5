"""A causal language model that says what an encoder saw: the picture stands before its first word.

A learnt map turns pooled places into vectors of the model's own embedding space ("ClipCap", Mokady
et al. 2021); the model itself may be frozen, whole, or carry a LoRA. Any model of transformers'
causal language models will do: GPT-2, Llama (SmolLM2) …

The model reads a picture once, and all captions and beams go on from what it then remembers. The
captions of a picture that are learnt together stand behind one another in one row, without padding
between them; a mask keeps them apart.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

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
        """Features (B, places, channels) → keys and values of every layer, (B, heads, prefix, …)
        each: what the language model remembers of the picture."""
        grid = features.transpose(1, 2).unflatten(2, (self.side, self.side))
        pooled = F.adaptive_avg_pool2d(grid, self.cells).flatten(2).transpose(1, 2)
        told = self.map(pooled) + self.place
        told = told.to(self._words.weight.dtype)
        with _attention(told):
            out = self.lm(inputs_embeds=told, use_cache=True, logits_to_keep=1)
        return _remembered(out.past_key_values, "seen_")

    @property
    def _words(self) -> nn.Embedding:
        words: nn.Embedding = self.lm.get_input_embeddings()
        return words

    def forward(self, seen: State, ids: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits of the word after each of `ids` (B, K, T), as (B, K, T, words); with `kept`
        (B, K, T), of these alone, as (n, words)."""
        wanted = torch.ones_like(ids, dtype=torch.bool) if kept is None else kept
        index, real = _packed(wanted)
        caption, place = index // ids.shape[2], index % ids.shape[2]
        same = (caption[:, :, None] == caption[:, None]) & (place[:, :, None] >= place[:, None])
        mask = F.pad(same & real[:, None], (self.prefix, 0), value=True)[:, None]
        asked = wanted.flatten(1).gather(1, index) & real
        head = self.lm.get_output_embeddings()
        hook = head.register_forward_pre_hook(lambda _, given: (given[0][asked], *given[1:]))
        told = self._words(ids.flatten(1).gather(1, index))
        try:
            with _attention(told):
                logits: Tensor = self.lm(
                    inputs_embeds=told,
                    attention_mask=mask,
                    position_ids=place + self.prefix,
                    past_key_values=_memory(seen, "seen_"),
                    use_cache=True,
                ).logits
        finally:
            hook.remove()
        return logits if kept is not None else logits.unflatten(0, ids.shape)

    def step(self, state: State, ids: Tensor, at: int) -> tuple[Tensor, State]:
        """The word of each row (rows,) → logits of the next (rows, words)."""
        seen = {name: part for name, part in state.items() if name.startswith("seen_")}
        if at:
            past = _memory(state, "")
        else:
            rows = len(ids) // len(seen["seen_k0"])
            past = _memory({n: p.repeat_interleave(rows, 0) for n, p in seen.items()}, "seen_")
        told = self._words(ids)[:, None]
        out = self.lm(inputs_embeds=told, past_key_values=past, use_cache=True)
        return out.logits[:, -1], seen | _remembered(out.past_key_values, "")


def _attention(told: Tensor) -> AbstractContextManager[None]:
    """What learns on a processor does without its fused attention, whose way back takes more than
    twice as long for rows as short as captions."""
    if told.device.type == "cpu" and torch.is_grad_enabled():
        found: AbstractContextManager[None] = sdpa_kernel(SDPBackend.MATH)
        return found
    return nullcontext()


def _packed(wanted: Tensor) -> tuple[Tensor, Tensor]:
    """Of words (B, K, T) those up to the last wanted one of their caption, behind one another:
    their numbers in K × T, and which of these are such words and no padding, (B, N) each."""
    read = (wanted.flip(-1).cumsum(-1).flip(-1) > 0).flatten(1)
    order = torch.argsort((~read).to(torch.uint8), dim=1, stable=True)
    index = order[:, : int(read.sum(1).max())]
    return index, read.gather(1, index)


def _memory(state: State, before: str) -> Any:
    """Keys and values by name, as transformers' cache."""
    from transformers import DynamicCache

    past = DynamicCache()
    number = 0
    while f"{before}k{number}" in state:
        past.update(state[f"{before}k{number}"], state[f"{before}v{number}"], number)
        number += 1
    return past


def _remembered(past: Any, before: str) -> State:
    """Transformers' cache as keys and values by name."""
    found: State = {}
    for number, layer in enumerate(past.layers):
        found[f"{before}k{number}"], found[f"{before}v{number}"] = layer.keys, layer.values
    return found
