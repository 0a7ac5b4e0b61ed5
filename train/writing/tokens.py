"""Stories as tokens: which of them are learnt, and batches of like length by number.

A batch depends on its number and the seed alone, so a training that goes on draws what it would
have drawn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import torch
from jinja2 import TemplateError
from torch import Tensor

from core.errors import BadInput
from train.writing.data import Story

POOL: Final = 16
"""Batches that are sorted by length together: enough for little padding, and still by chance."""
PLAIN: Final = (
    "{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}"
    "{{ 'Answer: ' + message['content'] + eos_token + '\\n' }}"
    "{% elif message['role'] == 'user' %}{{ 'Task: ' + message['content'] + '\\n' }}"
    "{% else %}{{ message['content'] + '\\n' }}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}{{ 'Answer: ' }}{% endif %}"
)
"""Turns for a base that was never taught to talk."""


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """Tokens of one story; `learnt` of each says whether the model shall say it itself."""

    ids: np.ndarray
    learnt: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Tokens (B, T), padded at the end, and `wanted` (B, T): the next token, or -100."""

    ids: Tensor
    wanted: Tensor

    def to(self, device: torch.device | str) -> "Batch":
        """The same, there."""
        return Batch(ids=self.ids.to(device), wanted=self.wanted.to(device))

    def __getitem__(self, rows: slice | Tensor) -> "Batch":
        """Some rows."""
        return Batch(ids=self.ids[rows], wanted=self.wanted[rows])


def give_template(tokenizer: Any) -> bool:
    """A plain form of turns where the tokenizer has none; whether that was so."""
    if tokenizer.chat_template:
        return False
    if not tokenizer.eos_token:
        raise BadInput(
            "The base's tokenizer has no token that ends a text, so it never could stop."
        )
    tokenizer.chat_template = PLAIN
    return True


def encode(story: Story, tokenizer: Any, *, first: int = 0) -> Encoded:
    """All tokens; learnt are the answers with the mark that ends each, from message `first` on, or
    all of a plain text."""
    if story.text:
        ids = [*tokenizer(story.text)["input_ids"]]
        if tokenizer.eos_token_id is not None and ids[-1:] != [tokenizer.eos_token_id]:
            ids.append(tokenizer.eos_token_id)
        return Encoded(ids=np.array(ids), learnt=np.ones(len(ids), bool))
    text, answers = spans(story, tokenizer, first=first)
    made = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    starts = np.array([start for start, _ in made["offset_mapping"]])
    learnt = np.zeros(len(starts), bool)
    for begin, end in answers:
        learnt |= (starts >= begin) & (starts < end)
    return Encoded(ids=np.array(made["input_ids"]), learnt=learnt)


def spans(story: Story, tokenizer: Any, *, first: int = 0) -> tuple[str, list[tuple[int, int]]]:
    """The conversation as the model reads it, and where in it answers, from message `first` on,
    begin and end."""

    def rendered(upto: int, asks: bool = False) -> str:
        said = list(story.messages[:upto])
        try:
            return str(
                tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=asks)
            )
        except TemplateError as error:
            raise BadInput(f"The base's chat template refuses a conversation: {error}.") from error

    text = rendered(len(story.messages))
    found = []
    for index, message in enumerate(story.messages):
        if message["role"] == "assistant" and index >= first:
            before, after = rendered(index, asks=True), rendered(index + 1).rstrip()
            if not (text.startswith(before) and text.startswith(after)):
                raise BadInput(
                    "The base's chat template tells earlier turns otherwise once others follow, so "
                    "long conversations cannot be taught with it; give one answer a row."
                )
            found.append((len(before), len(after)))
    return text, found


def encoded(
    stories: Sequence[Story], tokenizer: Any, longest: int
) -> tuple[list[Encoded], list[str]]:
    """All stories within `longest` tokens, and notes on what was cut or left."""
    found, cut, left = [], 0, 0
    for story in stories:
        made = encode(story, tokenizer)
        if len(made.ids) > longest:
            made = Encoded(ids=made.ids[:longest], learnt=made.learnt[:longest])
            cut += 1
        if made.learnt[1:].any():
            found.append(made)
        else:
            left += 1
    notes = []
    if cut:
        notes.append(
            f"{cut} of {len(stories)} rows have more than {longest:,} tokens and were cut."
        )
    if left:
        notes.append(f"{left} of them have no answer within that length and were left.")
    if not found:
        raise BadInput(f"No row has an answer within {longest:,} tokens; give a larger --longest.")
    return found, notes


def batch_of(rows: Sequence[Encoded], pad: int) -> Batch:
    """Rows of any length."""
    length = max(len(row.ids) for row in rows)
    ids = torch.full((len(rows), length), pad)
    wanted = torch.full((len(rows), length), -100)
    for b, row in enumerate(rows):
        count = len(row.ids)
        ids[b, :count] = torch.from_numpy(row.ids)
        following = np.where(row.learnt[1:], row.ids[1:], -100)
        wanted[b, : count - 1] = torch.from_numpy(following)
    return Batch(ids=ids, wanted=wanted)


class Batches:
    """Training batches by number, `size` rows each, of like length; `make` puts rows with `ids`
    into a batch."""

    def __init__(
        self,
        rows: Sequence[Any],
        *,
        size: int,
        pad: int,
        seed: int,
        make: Callable[[Sequence[Any], int], Any] = batch_of,
    ) -> None:
        self.rows, self.size, self.pad, self.seed, self._make = rows, size, pad, seed, make
        self.epoch = -(-len(rows) // size)
        """Batches that show every row once."""

    @lru_cache(maxsize=2)  # noqa: B019 - lives as long as the training
    def _order(self, epoch: int) -> list[np.ndarray]:
        rng = np.random.default_rng([self.seed, epoch])
        order = rng.permutation(len(self.rows))
        batches: list[np.ndarray] = []
        for first in range(0, len(order), self.size * POOL):
            pool = order[first : first + self.size * POOL]
            lengths = [len(self.rows[place].ids) for place in pool]
            pool = pool[np.argsort(lengths, kind="stable")]
            batches += [pool[i : i + self.size] for i in range(0, len(pool), self.size)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def __getitem__(self, number: int) -> Any:
        epoch, at = divmod(number, self.epoch)
        return self._make([self.rows[place] for place in self._order(epoch)[at]], self.pad)
