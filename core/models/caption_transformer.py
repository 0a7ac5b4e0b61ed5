"""A transformer that says what an encoder saw: it looks at every place for every word.

Vaswani et al. 2017, with norms before the layers (Xiong et al. 2020); places know their row and
column by learnt vectors. Several captions of one picture share what was seen.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

State = dict[str, Tensor]
"""What was said so far, (rows, …) a tensor; names that begin with "seen" hold one row a picture."""


class Attention(nn.Module):
    """Heads of attention from `x` to keys and values that `keys_values` made."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query = nn.Linear(width, width)
        self.both = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def keys_values(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(B, N, D) → keys and values, (B, heads, N, D / heads) each."""
        keys, values = self.both(x).chunk(2, -1)
        return self._split(keys), self._split(values)

    def forward(self, x: Tensor, keys: Tensor, values: Tensor, causal: bool = False) -> Tensor:
        drop = self.dropout if self.training else 0.0
        seen = F.scaled_dot_product_attention(
            self._split(self.query(x)), keys, values, dropout_p=drop, is_causal=causal
        )
        out: Tensor = self.out(seen.transpose(1, 2).flatten(2))
        return out


class Layer(nn.Module):
    """Attention to itself, with `looks` also to what was seen, then two linear layers."""

    def __init__(self, width: int, heads: int, dropout: float, *, looks: bool) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.attend = Attention(width, heads, dropout)
        self.look_norm = nn.LayerNorm(width) if looks else None
        self.look = Attention(width, heads, dropout) if looks else None
        self.mlp = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, 4 * width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(4 * width, width),
        )
        self.drop = nn.Dropout(dropout)

    def forward(
        self, x: Tensor, seen: tuple[Tensor, Tensor] | None = None, *, causal: bool = False
    ) -> Tensor:
        normed = self.norm(x)
        x = x + self.drop(self.attend(normed, *self.attend.keys_values(normed), causal))
        return self._rest(x, seen)

    def _rest(self, x: Tensor, seen: tuple[Tensor, Tensor] | None) -> Tensor:
        if self.look is not None and self.look_norm is not None and seen is not None:
            # The captions of a picture stand behind one another: they share keys and values.
            shape = x.shape
            grouped = self.look_norm(x).reshape(seen[0].shape[0], -1, shape[-1])
            x = x + self.drop(self.look(grouped, *seen)).view(shape)
        return x + self.drop(self.mlp(x))

    def step(
        self, x: Tensor, seen: tuple[Tensor, Tensor], past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """One more word, (rows, 1, D), after those whose keys and values are `past`."""
        normed = self.norm(x)
        keys, values = self.attend.keys_values(normed)
        if past is not None:
            keys, values = torch.cat([past[0], keys], 2), torch.cat([past[1], values], 2)
        x = x + self.attend(normed, keys, values)
        return self._rest(x, seen), (keys, values)


class TransformerDecoder(nn.Module):
    """Features (B, places, channels) and words (B, K, T) → logits (B, K, T, words)."""

    def __init__(
        self,
        *,
        words: int,
        channels: int,
        places: int,
        width: int = 384,
        heads: int = 6,
        encoder_layers: int = 1,
        layers: int = 3,
        dropout: float = 0.2,
        longest: int = 80,
        **_: Any,
    ) -> None:
        super().__init__()
        side = round(places**0.5)
        if side * side != places:
            raise ValueError(f"Features of {places} places do not fill a square.")
        self.longest, self.side = longest, side
        self.enter = nn.Sequential(nn.Linear(channels, width), nn.LayerNorm(width))
        self.row = nn.Parameter(torch.randn(side, 1, width) * 0.02)
        self.column = nn.Parameter(torch.randn(1, side, width) * 0.02)
        self.encoder = nn.ModuleList(
            Layer(width, heads, dropout, looks=False) for _ in range(encoder_layers)
        )
        self.seen_norm = nn.LayerNorm(width)
        self.embed = nn.Embedding(words, width)
        self.place = nn.Embedding(longest + 1, width)
        nn.init.normal_(self.embed.weight, std=0.02)
        nn.init.normal_(self.place.weight, std=0.02)
        self.layers: Any = nn.ModuleList(
            Layer(width, heads, dropout, looks=True) for _ in range(layers)
        )
        self.norm = nn.LayerNorm(width)
        self.drop = nn.Dropout(dropout)

    def see(self, features: Tensor) -> State:
        """Features (B, places, channels) → keys and values of every layer."""
        x = self.enter(features) + (self.row + self.column).flatten(0, 1)
        x = self.drop(x)
        for layer in self.encoder:
            x = layer(x)
        x = self.seen_norm(x)
        seen: State = {}
        for number, layer in enumerate(self.layers):
            seen[f"seen_k{number}"], seen[f"seen_v{number}"] = layer.look.keys_values(x)
        return seen

    def _words(self, x: Tensor) -> Tensor:
        return F.linear(self.norm(x), self.embed.weight)

    def forward(self, seen: State, ids: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits of the word after each of `ids` (B, K, T), as (B, K, T, words); with `kept`
        (B, K, T), of these alone, as (n, words)."""
        pictures, captions, length = ids.shape
        at = torch.arange(length, device=ids.device)
        x = self.drop(self.embed(ids.flatten(0, 1)) + self.place(at))
        for number, layer in enumerate(self.layers):
            x = layer(x, (seen[f"seen_k{number}"], seen[f"seen_v{number}"]), causal=True)
        said = x.unflatten(0, (pictures, captions))
        return self._words(said if kept is None else said[kept])

    def step(self, state: State, ids: Tensor, at: int) -> tuple[Tensor, State]:
        """The word at place `at` of each row (rows,) → logits of the next (rows, words)."""
        x = (self.embed(ids) + self.place.weight[at])[:, None]
        after = {name: part for name, part in state.items() if name.startswith("seen")}
        for number, layer in enumerate(self.layers):
            past = (state[f"k{number}"], state[f"v{number}"]) if at else None
            x, kept = layer.step(x, (state[f"seen_k{number}"], state[f"seen_v{number}"]), past)
            after[f"k{number}"], after[f"v{number}"] = kept
        return self._words(x[:, 0]), after
