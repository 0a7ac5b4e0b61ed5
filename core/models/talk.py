"""A conversation with a language model: what it has read stays in memory, turn by turn.

Each call gives the whole conversation; what it shares with the last one is not read again, so a
turn costs only itself.  Several answers are sampled side by side, as one batch.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

import torch

from core.errors import BadInput
from core.models.base import Check, Message, Reply
from core.models.decoding import Decoding

CHECK_EVERY: Final = 8
ROOM: Final = 2048
"""Tokens that there is room for from the start; more is made when a conversation outgrows it."""
LEAST_ROOM: Final = 16
"""So many tokens an answer must have room for."""
_PARAGRAPH: Final = "\n\n"


class Writer(Protocol):
    """What a conversation asks of the model (`core.models.causal_lm.CausalLM`)."""

    tokenizer: Any
    tokens_made: int
    chat: bool
    ends: set[int]
    """Tokens that end an answer."""
    max_tokens: int
    """How many tokens it reads at once."""
    options: dict[str, Any]
    """Those of its catalogue entry."""

    def encode(self, asked: str | Sequence[Message]) -> list[int]:
        """The tokens of a prompt or a conversation."""

    def decoding(self, length: int) -> Decoding:
        """A fresh memory for at most `length` tokens."""


class Talk:
    """Fulfils `core.models.base.Talk`."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._ids: list[int] = []
        self._room = 0
        self._decoding: Decoding | None = None

    def answers(
        self,
        messages: Sequence[Message],
        *,
        seeds: Sequence[int],
        max_new_tokens: int,
        temperature: float,
        top_p: float,
        check: Check,
        hear: Callable[[str], None] | None = None,
    ) -> list[Reply]:
        """An answer to the last message for each seed; `hear` gets the first one as it grows."""
        writer, most = self.writer, self.writer.max_tokens
        ids = writer.encode(messages)
        room = most - len(ids)
        if not ids or room < min(max_new_tokens, LEAST_ROOM):
            raise BadInput(
                f"The writer reads 1 to {most - 1} tokens at once, and this conversation has "
                f"{len(ids)}."
            )
        check()
        length = min(max_new_tokens, room)
        logits = self._read(ids, length)
        assert self._decoding is not None
        rows = [Row(seed, int(writer.options.get("no_repeat_ngram", 0))) for seed in seeds]
        branches = self._decoding.branch(len(rows), length)
        values = logits.expand(len(rows), -1)
        for count in range(length):
            for row, one in zip(rows, values, strict=True):
                if not row.ended:
                    row.add(one, temperature, top_p, writer.ends)
                    writer.tokens_made += 1
            if count % CHECK_EVERY == 0:
                check()
                self._look(rows, hear)
            if all(row.ended for row in rows) or count + 1 == length:
                break
            values = branches.logits([row.tokens[-1] for row in rows])
        self._look(rows, hear)
        return [Reply(text=self._text(row), likelihood=row.likelihood) for row in rows]

    def _read(self, ids: list[int], more: int) -> torch.Tensor:
        """Logits of the token behind `ids`, of which only what is new is computed."""
        pairs = enumerate(zip(self._ids, ids[:-1], strict=False))
        same = next((i for i, (old, new) in pairs if old != new), min(len(self._ids), len(ids) - 1))
        if self._decoding is None or len(ids) + more > self._room or not self._kept(same):
            self._room = min(self.writer.max_tokens, max(ROOM, 2 * (len(ids) + more)))
            self._decoding, same = self.writer.decoding(self._room), 0
        self._ids = ids
        return self._decoding.logits(ids[same:])

    def _kept(self, length: int) -> bool:
        """Forget all but the first tokens, where the model can."""
        assert self._decoding is not None
        try:
            self._decoding.keep(length)
        except (
            RuntimeError,
            ValueError,
        ):  # A sliding window has moved on: what was before it is gone.
            return False
        return True

    def _look(self, rows: "Sequence[Row]", hear: Callable[[str], None] | None) -> None:
        """End what has come to the end of its paragraph; tell the first text so far."""
        if not self.writer.chat:
            for row in rows:
                row.ended |= _PARAGRAPH in self._decoded(row).lstrip()
        if hear is not None and rows:
            hear(self._text(rows[0]))

    def _decoded(self, row: "Row") -> str:
        return str(self.writer.tokenizer.decode(
            [token for token in row.tokens if token not in self.writer.ends],
            clean_up_tokenization_spaces=False,
        ))  # fmt: skip

    def _text(self, row: "Row") -> str:
        """What a row says; where nothing marks an answer's end, its first paragraph."""
        text = self._decoded(row).rstrip("\ufffd")
        return text if self.writer.chat else text.lstrip().partition(_PARAGRAPH)[0]


class Row:
    """One answer while it is sampled."""

    def __init__(self, seed: int, block: int = 0) -> None:
        """With `block` no so many tokens in a row are said twice."""
        self.generator = torch.Generator().manual_seed(seed)
        self.tokens: list[int] = []
        self._block = block
        self._said: dict[tuple[int, ...], list[int]] = {}
        self.ended = False
        self.nats = 0.0

    def add(self, logits: torch.Tensor, temperature: float, top_p: float, ends: set[int]) -> None:
        """Sample one token from logits of shape (vocabulary,)."""
        before = tuple(self.tokens[1 - self._block :]) if self._block > 1 else ()
        barred = self._said.setdefault(before, []) if len(before) == self._block - 1 else []
        token = pick(_without(logits, barred), temperature, top_p, self.generator)
        self.nats += float(logits.log_softmax(-1)[token])
        barred.append(token)
        self.tokens.append(token)
        self.ended = token in ends

    @property
    def likelihood(self) -> float:
        """Mean log-probability of its tokens at temperature 1, in nats."""
        return self.nats / max(len(self.tokens), 1)


def _without(logits: torch.Tensor, barred: Sequence[int]) -> torch.Tensor:
    """The logits with some tokens impossible."""
    if not barred:
        return logits
    left = logits.clone()
    left[list(barred)] = -torch.inf
    return left


_LIKELY: Final = 256
"""Tokens among which the nucleus nearly always lies."""


@torch.inference_mode()
def pick(logits: torch.Tensor, temperature: float, top_p: float, generator: torch.Generator) -> int:
    """Sample a token from logits of shape (vocabulary,) within the nucleus `top_p`."""
    if temperature <= 0:
        return int(logits.argmax())
    p = (logits / temperature).softmax(-1)
    # To sort a large vocabulary takes longer than to choose the few that the nucleus has.
    likely, order = p.topk(min(_LIKELY, len(p)))
    if float(likely.sum()) < top_p or top_p >= 1:
        likely, order = p.sort(descending=True)
    p = likely
    if top_p < 1:
        # Keep every token that the more likely ones leave below top_p: at least one.
        p = p.masked_fill(p.cumsum(-1) - p >= top_p, 0.0) if top_p > 0 else p[:1]
    return int(order[torch.multinomial(p, 1, generator=generator)])
