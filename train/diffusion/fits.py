"""Whether a training fits: memory and time of a step, known before it is begun.

A twin of the U-Net without numbers (torch's "meta" device) runs one picture forward and says what
it keeps for the way back, whatever its architecture. docs/illustrators.md compares that with what
was measured.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import torch
from torch.utils.flop_counter import FlopCounterMode

from core.errors import BadInput
from core.models.memory import free_memory_mib
from train.sparing import kept

GIB: Final = 2**30
ABOUT_CUDA: Final = 0.6 * GIB
"""What CUDA and its libraries take for themselves."""
BLOCK: Final = 0.25
"""The share of a U-Net's activations that its largest block has."""
BACKWARD: Final = 1.15
"""Gradients of what is kept come and go on the way back."""
LONGEST_H: Final = 48.0
"""A training on a processor that would take longer is not begun without being asked twice."""
SHARE: Final = 0.35
"""Of a processor's speed in one large product, what a whole step reaches."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a U-Net is taught."""

    size: int
    batch: int
    accumulation: int
    lora: int
    checkpointing: bool
    adam_8bit: bool
    ema: bool
    half: bool

    @property
    def options(self) -> str:
        """As the command line says it."""
        said = [f"--size {self.size}", f"--batch {self.batch}"]
        said += [f"--accumulation {self.accumulation}"]
        said += [f"--lora {self.lora}"] if self.lora else []
        said += ["--gradient-checkpointing"] if self.checkpointing else []
        said += ["--adam-8bit"] if self.adam_8bit else []
        return " ".join(said)


@dataclass(frozen=True, kw_only=True)
class Need:
    """Bytes of a step by what they are for, and the operations (FLOP) of a whole step."""

    weights: float
    learning: float
    kept: float
    flop: float

    @property
    def total(self) -> float:
        return self.weights + self.learning + BACKWARD * self.kept


def need(config: Any, scale: int, way: Way) -> Need:
    """What a step takes; `config` is a U-Net's, `scale` the pixels that a latent is wide."""
    twin = _twin(config, way)
    every = sum(weight.numel() for weight in twin.parameters())
    learns = sum(weight.numel() for weight in twin.parameters() if weight.requires_grad)
    kept, flop = _forward(twin, config, way.size // scale, way.half)
    if way.checkpointing:  # one block at a time is computed anew, and keeps all while that lasts
        twin.disable_gradient_checkpointing()
        kept += BLOCK * _forward(twin, config, way.size // scale, way.half)[0]
    # Frozen weights lie in half precision; those that learn in full, with a half copy to compute.
    frozen = (every - learns) * (2 if way.half else 4)
    copies = learns * 2 if way.half else 0
    states = 4 + (2 if way.adam_8bit else 8) + (4 if way.ema else 0)
    passes = 4 if way.checkpointing else 3
    return Need(
        weights=frozen + learns * 4 + copies,
        learning=learns * states,
        kept=kept * way.batch,
        flop=flop * passes * way.batch * way.accumulation,
    )


def _twin(config: Any, way: Way) -> Any:
    from diffusers import UNet2DConditionModel

    from train.diffusion.net import add_adapter

    with torch.device("meta"):
        twin: Any = UNet2DConditionModel.from_config(dict(config))
        if way.lora:
            twin.requires_grad_(False)
            add_adapter(twin, way.lora, None)
    if way.checkpointing:
        twin.enable_gradient_checkpointing()
    return twin.train()


def _forward(twin: Any, config: Any, side: int, half: bool) -> tuple[float, float]:
    """Bytes that one picture keeps for the way back, and operations forward."""
    dtype = torch.bfloat16 if half else torch.float32
    twin.to(dtype)

    def made(*shape: int) -> torch.Tensor:
        return torch.empty(shape, device="meta", dtype=dtype)

    wide = config["cross_attention_dim"]
    more: dict[str, Any] = {}
    if config.get("addition_embed_type") == "text_time":
        pooled = config["projection_class_embeddings_input_dim"]
        pooled -= 6 * config["addition_time_embed_dim"]
        more["added_cond_kwargs"] = {"text_embeds": made(1, pooled), "time_ids": made(1, 6)}
    times = torch.empty(1, device="meta", dtype=torch.long)
    counter = FlopCounterMode(display=False)
    with counter:
        found = kept(
            twin,
            lambda: twin(
                made(1, config["in_channels"], side, side), times,
                encoder_hidden_states=made(
                    1, 77, wide[0] if isinstance(wide, list | tuple) else wide
                ),
                **more,
            ),
        )  # fmt: skip
    return found, float(counter.get_total_flops())


def smaller(way: Way, cuda: bool) -> Iterator[Way]:
    """Ways that need less memory, those that change least first."""
    way = replace(way, checkpointing=True)
    yield way
    way = replace(way, batch=1, accumulation=way.batch * way.accumulation)
    yield way
    if cuda and not way.lora:
        yield replace(way, adam_8bit=True)
    way = replace(way, lora=way.lora or 16, adam_8bit=False)
    yield way
    if way.size > 256:
        yield replace(way, size=256)


def check(
    config: Any,
    scale: int,
    way: Way,
    *,
    device: torch.device,
    name: str,
    steps: int | None,
    there: float = 0.0,
) -> str:
    """A sentence on memory and time; `BadInput` where it fits neither, saying what would.

    `there`: bytes of the U-Net that this memory holds already.
    """
    cuda = device.type == "cuda"
    asked = need(config, scale, way)
    free = free_memory_mib(str(device)) * 2**20 + there - (ABOUT_CUDA if cuda else 0)
    if asked.total > free:
        raise BadInput(
            f"A step of {name} with {way.options} needs about {asked.total / GIB:.1f} GiB, and "
            f"{free / GIB:.1f} GiB are free here. {_what_fits(config, scale, way, free, cuda)}"
        )
    said = f"a step needs about {asked.total / GIB:.1f} GiB of {free / GIB:.1f} GiB that are free"
    if cuda or asked.flop < 1e10:
        return said
    seconds = asked.flop / (SHARE * speed(way.half))
    if steps is not None and seconds * steps > 3600 * LONGEST_H:
        fitting = max(1, int(3600 * LONGEST_H / seconds))
        raise BadInput(
            f"A step of {name} takes about {seconds:.0f} s on this processor, so {steps:,} steps "
            f"take {seconds * steps / 86400:.0f} days: use a graphics card, or at most "
            f"{fitting:,} steps (--steps {fitting}), a smaller --size or less --accumulation; "
            "--anyway begins it all the same."
        )
    return f"{said}, and takes about {seconds:.0f} s on this processor"


def _what_fits(config: Any, scale: int, way: Way, free: float, cuda: bool) -> str:
    for other in smaller(way, cuda):
        found = need(config, scale, other)
        if found.total <= free:
            return f"This would fit: {other.options} ({found.total / GIB:.1f} GiB)."
    return "Nothing smaller fits, either: use a larger card, or close other programs."


def speed(half: bool) -> float:
    """Operations a second of this processor in a large product."""
    a = torch.randn(512, 512, dtype=torch.bfloat16 if half else torch.float32)
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        a @ a
        best = min(best, time.perf_counter() - start)
    return float(2 * 512**3 / best)
