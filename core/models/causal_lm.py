"""Language models (`AutoModelForCausalLM`): answers, heard while they are sampled.

Its own loop instead of `generate`: less overhead a token, a private random generator, and a place
to cancel.  With the precision "int8" it is quantised while it is read (`core.models.int8`).
"""

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from transformers import AutoModelForCausalLM

from core.errors import UnknownName
from core.models import int8, lora
from core.models.base import Check, Message
from core.models.decoding import Decoding, LeanDecoding, LibraryDecoding
from core.models.device import DevicePlan
from core.models.source import Source, load_tokenizer, load_weights
from core.models.talk import CHECK_EVERY, Talk, pick

FORMATS = ("chat", "plain")
SMALL = 50_000_000
"""Parameters up to which one processor core decodes best."""


class CausalLM:
    """Fulfils `core.models.base.Writer`.

    `prompt_format` "chat": by the tokenizer's chat template; "plain": turns are paragraphs, and the
    model goes on with the next one.  Any special token ends an answer and is no part of it.
    """

    candidates = 4
    """Answers that are sampled side by side, unless the catalogue says how many."""

    def __init__(self, model: Any, tokenizer: Any, *, prompt_format: str) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.prompt_format = prompt_format
        self.chat = prompt_format == "chat"
        self.options: dict[str, Any] = {}
        self.tokens_made = 0
        # Threads that wait for each other at every small layer cost more than they bring: one is
        # as fast on an idle machine, and 3 to 6 times faster on one that is busy otherwise.
        on_cpu = model.device.type == "cpu"
        self.small = on_cpu and int8.parameters(model) <= SMALL
        self.lean = int8.has(model) and LeanDecoding.fits(model)
        self.max_tokens = int(model.config.max_position_embeddings)
        ends = model.generation_config.eos_token_id
        self.ends = set(ends if isinstance(ends, list) else [] if ends is None else [ends])
        if tokenizer.eos_token_id is not None:
            self.ends.add(tokenizer.eos_token_id)
        self.ends |= {i for i, t in tokenizer.added_tokens_decoder.items() if t.special}

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "CausalLM":
        """Model and tokenizer from one folder, with the adapter that the catalogue names."""
        tokenizer = load_tokenizer(source)
        prompt_format = str(source.options.get("prompt_format", "chat"))
        if prompt_format not in FORMATS:
            raise UnknownName("prompt format", prompt_format, FORMATS)
        if prompt_format == "chat" and not tokenizer.chat_template:
            raise source.damaged("its tokenizer has no chat template")
        if plan.dtype == "int8":
            model = lora.load_beside(source) if source.adapter else int8.load_causal_lm(source)
        else:
            state = int8.unpacked(source.folder, getattr(torch, plan.dtype))
            model = load_weights(AutoModelForCausalLM, source.folder, source, plan, state=state)
            if source.adapter is not None:
                model = lora.merge_adapter(model, source.adapter, source)
        writer = cls(model, tokenizer, prompt_format=prompt_format)
        writer.options = dict(source.options)
        return writer

    def encode(self, asked: str | Sequence[Message]) -> list[int]:
        """The tokens of a conversation (or of one turn), as the model was trained to read it."""
        turns = [{"role": "user", "content": asked}] if isinstance(asked, str) else list(asked)
        if self.chat:
            text = self.tokenizer.apply_chat_template(
                turns, tokenize=False, add_generation_prompt=True
            )
        elif isinstance(asked, str):
            text = asked
        else:
            text = "".join(f"{turn['content']}\n\n" for turn in turns)
        return self.tokenizer.encode(text, add_special_tokens=False)

    def talk(self) -> Talk:
        """A conversation; what it has read is forgotten with it."""
        return Talk(self)

    def tokens(
        self,
        ids: list[int],
        seed: int,
        max_new_tokens: int,
        temperature: float,
        top_p: float,
        check: Check,
    ) -> Iterator[int]:
        """Sample tokens behind `ids` until one ends the text; that one comes, too."""
        generator = torch.Generator().manual_seed(seed)
        decoding = self.decoding(len(ids) + max_new_tokens)
        step = ids
        for count in range(max_new_tokens):
            if count % CHECK_EVERY == 0:
                check()
            token = pick(decoding.logits(step), temperature, top_p, generator)
            self.tokens_made += 1
            yield token
            if token in self.ends:
                return
            step = [token]

    def decoding(self, length: int) -> Decoding:
        """A fresh memory for at most `length` tokens."""
        if self.lean:
            return LeanDecoding(self.model, length)
        return LibraryDecoding(self.model, alone=self.small)
