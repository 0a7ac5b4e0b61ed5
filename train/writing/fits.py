"""Whether a writer's training fits, known before its base is read.

A twin of the base without numbers (torch's "meta" device) reads one row of the longest length and
says what it keeps for the way back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import torch

from core.errors import BadInput
from core.models.memory import free_memory_mib
from train.sparing import kept

GIB: Final = 2**30
FOUR_BITS: Final = 0.6
"""Bytes of a linear layer's weight in NF4, with its scales."""
SHORT: Final = 512
"""Tokens of a row that many a story fits into."""
BACKWARD: Final = 1.15
"""Gradients of what is kept come and go on the way back."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a language model is taught; a row has at most `longest` tokens."""

    batch: int
    longest: int
    rank: int
    four_bit: bool
    spare: bool
    half: bool

    @property
    def options(self) -> str:
        """As the command line says it."""
        said = f"--batch {self.batch} --longest {self.longest}"
        return said + " --four-bit" * self.four_bit + " --spare-memory" * self.spare


def need(config: Any, way: Way) -> float:
    """Bytes that a step takes at most; `config` is the base's."""
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    dtype = torch.bfloat16 if way.half else torch.float32
    with torch.device("meta"):
        twin: Any = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
        twin = twin.to(dtype)
        linear = sum(
            layer.weight.numel()
            for layer in twin.modules()
            if isinstance(layer, torch.nn.Linear) and layer is not twin.get_output_embeddings()
        )
        weights = sum(weight.numel() for weight in twin.parameters()) * dtype.itemsize
        lora = LoraConfig(r=way.rank, target_modules="all-linear", task_type="CAUSAL_LM")
        # Autocast gives the LoRA's products the base's precision, and so does this.
        twin = get_peft_model(twin, lora).to(dtype)
    if way.four_bit:
        weights -= linear * (dtype.itemsize - FOUR_BITS)
    learns = sum(weight.numel() for weight in twin.parameters() if weight.requires_grad)
    ids = torch.zeros(1, way.longest, dtype=torch.long, device="meta")
    # A mask of its own: to make one, a model would look at numbers, and here are none.
    mask = torch.zeros(1, 1, way.longest, way.longest, dtype=dtype, device="meta")
    body = twin.base_model.model.base_model
    states = kept(twin, lambda: body(input_ids=ids, attention_mask=mask, use_cache=False), maps=4)
    if way.spare:  # what enters each layer, and one layer computed anew
        states = states / config.num_hidden_layers + (
            config.num_hidden_layers * way.longest * config.hidden_size * dtype.itemsize
        )
    # Of the answers' logits: as they are, in full precision, and their gradient.
    states += way.longest * config.vocab_size * (dtype.itemsize + 8)
    return float(weights + learns * 16 + BACKWARD * states * way.batch)


def check(config: Any, way: Way, *, device: str, name: str) -> str:
    """A sentence on memory; `BadInput` where it does not suffice, saying what would."""
    asked, free = need(config, way), free_memory_mib(device) * 2**20
    if asked <= free:
        return f"A step needs at most {asked / GIB:.1f} GiB of {free / GIB:.1f} GiB that are free."
    where = "in this computer's memory" if device == "cpu" else "on this card"
    fitting = "nothing smaller fits, either: use a smaller base or a larger card"
    for other in smaller(way):
        if (found := need(config, other)) <= free:
            fitting = f"this would fit: {other.options} ({found / GIB:.1f} GiB)"
            break
    raise BadInput(
        f"A step of {name} with {way.options} needs about {asked / GIB:.1f} GiB, and "
        f"{free / GIB:.1f} GiB are free {where}; {fitting}."
    )


def smaller(way: Way) -> Iterator[Way]:
    """Ways that need less memory, those that change least first."""
    way = replace(way, spare=True)
    yield way
    while way.batch > 1:
        way = replace(way, batch=way.batch // 2)
        yield way
    yield replace(way, longest=min(way.longest, SHORT))
    way = replace(way, four_bit=True)
    yield way
    yield replace(way, longest=min(way.longest, SHORT))
