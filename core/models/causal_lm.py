"""Language models (`AutoModelForCausalLM`): text, streamed as it is sampled.

Its own loop instead of `generate`: less overhead a token, a private random generator, and a place
to cancel.  With the precision "int8" it is quantised while it is read (`core.models.int8`).
"""

from collections.abc import Iterator
from typing import Any

import torch
from transformers import AutoModelForCausalLM

from core.errors import BadInput
from core.models import int8, lora
from core.models.base import Check
from core.models.decoding import Decoding, LeanDecoding, LibraryDecoding
from core.models.device import DevicePlan
from core.models.loading import Source, load_tokenizer, load_weights

CHECK_EVERY = 8
SMALL = 50_000_000
"""Parameters up to which one processor core decodes best."""


class CausalLM:
    """Fulfils `core.models.base.Writer`.

    `prompt_format` "chat": the prompt is a user's turn; "plain": it is continued as it is.  Any
    special token ends the answer and is no part of it.
    """

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

    def encode(self, prompt: str) -> list[int]:
        """The prompt's tokens, as the model was trained to read it."""
        if self.chat:
            prompt = self.tokenizer.apply_chat_template(
                [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True
            )
        return self.tokenizer.encode(prompt, add_special_tokens=False)

    def stream(
        self,
        prompt: str,
        *,
        seed: int,
        max_new_tokens: int,
        temperature: float,
        top_p: float,
        check: Check,
    ) -> Iterator[str]:
        """Yield pieces of text until the model ends. `temperature` 0 takes the likeliest token."""
        ids = self.encode(prompt)
        room = self.max_tokens - len(ids)
        if not ids or room < 1:
            raise BadInput(
                f"The writer reads 1 to {self.max_tokens - 1} tokens at once, "
                f"and this prompt has {len(ids)}."
            )
        text = _Decoder(self.tokenizer, ids[-4:])
        most = min(max_new_tokens, room)
        for token in self.tokens(ids, seed, most, temperature, top_p, check):
            if token not in self.ends and (piece := text.add(token)):
                yield piece
        if piece := text.rest():
            yield piece

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
        decoding = self._decoding(len(ids) + max_new_tokens)
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

    def _decoding(self, length: int) -> Decoding:
        """A fresh memory for at most `length` tokens."""
        if self.lean:
            return LeanDecoding(self.model, length)
        return LibraryDecoding(self.model, alone=self.small)


@torch.inference_mode()
def pick(logits: torch.Tensor, temperature: float, top_p: float, generator: torch.Generator) -> int:
    """Sample a token from logits of shape (vocabulary,) within the nucleus `top_p`."""
    if temperature <= 0:
        return int(logits.argmax())
    p, order = (logits / temperature).softmax(-1).sort(descending=True)
    if top_p < 1:
        # Keep every token that the more likely ones leave below top_p: at least one.
        p = p.masked_fill(p.cumsum(-1) - p >= top_p, 0.0) if top_p > 0 else p[:1]
    return int(order[torch.multinomial(p, 1, generator=generator)])


class _Decoder:
    """Decodes tokens as they come; holds back what is only part of a character.

    Tokens are decoded together with those just before them, because their text (spaces,
    characters of several bytes) can depend on these.
    """

    def __init__(self, tokenizer: Any, before: list[int]) -> None:
        self.tokenizer = tokenizer
        self.ids = list(before)
        self.start = 0
        self.read = len(before)

    def add(self, token: int) -> str:
        """The text that is complete now."""
        self.ids.append(token)
        return self._take(final=False)

    def rest(self) -> str:
        """What was held back."""
        return self._take(final=True)

    def _take(self, *, final: bool) -> str:
        known = self._decode(self.ids[self.start : self.read])
        text = self._decode(self.ids[self.start :])
        if len(text) <= len(known) or (text.endswith("\ufffd") and not final):
            return ""
        self.start, self.read = self.read, len(self.ids)
        return text[len(known) :]

    def _decode(self, ids: list[int]) -> str:
        return self.tokenizer.decode(
            ids, skip_special_tokens=False, clean_up_tokenization_spaces=False
        )
