"""Chooses where models run and in which precision, and says why in words a person understands."""

import re
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, ModelUnavailable


@dataclass(frozen=True, kw_only=True)
class DevicePlan:
    """A torch device, a dtype ("float32", "bfloat16" or "float16"), and why these.

    `bits` 4: weights are quantised (NF4, bitsandbytes) and `dtype` is what they compute in.
    `sparing`: works in slices, which takes less memory and more time.
    """

    device: str
    dtype: str
    why: str
    bits: int | None = None
    sparing: bool = False

    @property
    def precision(self) -> str:
        """What the weights are kept in: "float32", "bfloat16", "float16" or "nf4"."""
        return "nf4" if self.bits == 4 else self.dtype


def choose_device(preferred: str | None = None) -> DevicePlan:
    """The best device here, or the `preferred` one ("cpu", "cuda", "cuda:1", "mps").

    A preferred device that is not there is an error: nothing moves elsewhere quietly.
    """
    import torch

    if preferred is not None and not re.fullmatch(r"cpu|mps|cuda(:\d+)?", preferred):
        raise BadInput(f"There is no device “{preferred}”; use cpu, cuda, cuda:1 … or mps.")
    kind = (preferred or "").partition(":")[0]
    cuda = torch.cuda.is_available()
    mps = torch.backends.mps.is_available()
    if kind == "cuda" and not cuda:
        raise ModelUnavailable(
            "An NVIDIA graphics card was asked for (STUDIO_DEVICE), but torch sees none; "
            "set STUDIO_DEVICE=cpu or install a torch build with CUDA."
        )
    if kind == "mps" and not mps:
        raise ModelUnavailable(
            "Apple's graphics (mps) were asked for (STUDIO_DEVICE), but torch sees none; "
            "set STUDIO_DEVICE=cpu."
        )
    if kind == "cuda" or (cuda and not kind):
        device = preferred or "cuda"
        index = torch.device(device).index or 0
        if index >= torch.cuda.device_count():
            raise ModelUnavailable(
                f"There is no {device}; torch sees {torch.cuda.device_count()} graphics card(s)."
            )
        bf16 = torch.cuda.get_device_capability(index) >= (8, 0)
        name = torch.cuda.get_device_name(index)
        return DevicePlan(
            device=device,
            dtype="bfloat16" if bf16 else "float16",
            why=f"Models run on the graphics card ({name}), the fastest device here.",
        )
    if kind == "mps" or (mps and not kind):
        return DevicePlan(
            device="mps",
            dtype="float16",
            why="Models run on this Mac's graphics (Metal), the fastest device here.",
        )
    bf16 = cpu_has_bf16()
    reason = "as set" if kind == "cpu" else "no graphics card was found"
    extra = (
        "large models run in half precision (bfloat16), which is faster here"
        if bf16
        else "in full precision, as half precision would be slower here"
    )
    return DevicePlan(
        device="cpu",
        dtype="bfloat16" if bf16 else "float32",
        why=f"Models run on the processor ({reason}); {extra}.",
    )


def cpu_has_bf16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """True when the processor has bf16 instructions; emulated bf16 is slower than fp32."""
    try:
        text = cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return bool(re.search(r"\b(avx512_bf16|amx_bf16|bf16)\b", text))


@dataclass(frozen=True, kw_only=True)
class Card:
    """A graphics card: its torch device, its name, its memory in GiB."""

    device: str
    name: str
    gib: float


def cards() -> list[Card]:
    """NVIDIA cards that torch sees here. Imports torch."""
    import torch

    if not torch.cuda.is_available():
        return []
    found = [torch.cuda.get_device_properties(i) for i in range(torch.cuda.device_count())]
    return [
        Card(device=f"cuda:{i}", name=card.name, gib=card.total_memory / 2**30)
        for i, card in enumerate(found)
    ]
