"""LSTMs that say what an encoder saw: with the picture as their first state, or looking each word.

"Show and Tell" (Vinyals et al. 2015) and "Show, Attend and Tell" (Xu et al. 2015, soft attention).
They fulfil what `core.models.caption_search` asks of a decoder.
"""

from typing import Any

import torch
from torch import Tensor, nn

from core.models.caption_transformer import State


class LstmDecoder(nn.Module):
    """The pooled picture gives the state that an LSTM starts from; it sees nothing later."""

    def __init__(
        self,
        *,
        words: int,
        channels: int,
        width: int = 512,
        layers: int = 1,
        dropout: float = 0.3,
        longest: int = 80,
        **_: Any,
    ) -> None:
        super().__init__()
        self.longest, self.layers = longest, layers
        self.first = nn.Linear(channels, 2 * layers * width)
        self.embed = nn.Embedding(words, width)
        nn.init.normal_(self.embed.weight, std=0.05)
        self.lstm = nn.LSTM(width, width, layers, batch_first=True)
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(width, words)

    def see(self, features: Tensor) -> State:
        """Features (B, places, channels) → the first state, (B, layers, width) each."""
        states = torch.tanh(self.first(features.mean(1))).unflatten(1, (2, self.layers, -1))
        return {"seen_h": states[:, 0], "seen_c": states[:, 1]}

    def _run(self, ids: Tensor, hidden: Tensor, cell: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        told = self.drop(self.embed(ids))
        states = (hidden.transpose(0, 1).contiguous(), cell.transpose(0, 1).contiguous())
        said, (hidden, cell) = self.lstm(told, states)
        return self.drop(said), hidden.transpose(0, 1), cell.transpose(0, 1)

    def forward(self, seen: State, ids: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits of the word after each of `ids` (B, K, T), as (B, K, T, words); with `kept`
        (B, K, T), of these alone, as (n, words)."""
        first = (seen[name].repeat_interleave(ids.shape[1], 0) for name in ("seen_h", "seen_c"))
        said = self._run(ids.flatten(0, 1), *first)[0].unflatten(0, ids.shape[:2])
        logits: Tensor = self.out(said if kept is None else said[kept])
        return logits

    def step(self, state: State, ids: Tensor, at: int) -> tuple[Tensor, State]:
        """The word of each row (rows,) → logits of the next (rows, words)."""
        if not at:
            rows = len(ids) // len(state["seen_h"])
            hidden, cell = (state[n].repeat_interleave(rows, 0) for n in ("seen_h", "seen_c"))
        else:
            hidden, cell = state["h"], state["c"]
        said, hidden, cell = self._run(ids[:, None], hidden, cell)
        seen = {name: part for name, part in state.items() if name.startswith("seen")}
        return self.out(said[:, 0]), seen | {"h": hidden, "c": cell}


class AttentionLstmDecoder(nn.Module):
    """Before each word it looks at the places that matter for it."""

    def __init__(
        self,
        *,
        words: int,
        channels: int,
        width: int = 512,
        dropout: float = 0.3,
        longest: int = 80,
        **_: Any,
    ) -> None:
        super().__init__()
        self.longest = longest
        self.enter = nn.Sequential(nn.Linear(channels, width), nn.LayerNorm(width))
        self.first = nn.Linear(width, 2 * width)
        self.embed = nn.Embedding(words, width)
        nn.init.normal_(self.embed.weight, std=0.05)
        self.cell = nn.LSTMCell(2 * width, width)
        self.place, self.ask = nn.Linear(width, width), nn.Linear(width, width)
        self.weigh = nn.Linear(width, 1)
        self.gate = nn.Linear(width, width)
        self.drop = nn.Dropout(dropout)
        self.mix = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, words)

    def see(self, features: Tensor) -> State:
        """Features (B, places, channels) → places, what they answer to, and the first state."""
        seen = self.enter(features)
        hidden, cell = torch.tanh(self.first(seen.mean(1))).chunk(2, -1)
        return {"seen": seen, "seen_keys": self.place(seen), "seen_h": hidden, "seen_c": cell}

    def _word(
        self, state: State, told: Tensor, hidden: Tensor, cell: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One step for (B, K) captions; `told`, `hidden` and `cell` are (B, K, width)."""
        match = torch.tanh(state["seen_keys"][:, None] + self.ask(hidden)[:, :, None])
        weights = self.weigh(match)[..., 0].softmax(-1)  # (B, K, places)
        looked = torch.sigmoid(self.gate(hidden)) * (weights @ state["seen"])
        shape = hidden.shape
        new, cell = self.cell(
            torch.cat([told, looked], -1).flatten(0, 1), (hidden.flatten(0, 1), cell.flatten(0, 1))
        )
        new, cell = new.view(shape), cell.view(shape)
        return torch.tanh(self.mix(torch.cat([self.drop(new), looked], -1))), new, cell

    def forward(self, seen: State, ids: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits of the word after each of `ids` (B, K, T), as (B, K, T, words); with `kept`
        (B, K, T), of these alone, as (n, words)."""
        told = self.drop(self.embed(ids))
        hidden, cell = (
            seen[name][:, None].expand(-1, ids.shape[1], -1) for name in ("seen_h", "seen_c")
        )
        said = []
        for at in range(ids.shape[2]):
            mixed, hidden, cell = self._word(seen, told[:, :, at], hidden, cell)
            said.append(mixed)
        whole = torch.stack(said, 2)
        logits: Tensor = self.out(self.drop(whole if kept is None else whole[kept]))
        return logits

    def step(self, state: State, ids: Tensor, at: int) -> tuple[Tensor, State]:
        """The word of each row (rows,) → logits of the next (rows, words)."""
        count = len(state["seen"])
        told = self.embed(ids).unflatten(0, (count, -1))
        if not at:
            hidden, cell = (
                state[n][:, None].expand(-1, told.shape[1], -1) for n in ("seen_h", "seen_c")
            )
        else:
            hidden, cell = (state[n].unflatten(0, (count, -1)) for n in ("h", "c"))
        mixed, hidden, cell = self._word(state, told, hidden, cell)
        seen = {name: part for name, part in state.items() if name.startswith("seen")}
        logits = self.out(mixed.flatten(0, 1))
        return logits, seen | {"h": hidden.flatten(0, 1), "c": cell.flatten(0, 1)}
