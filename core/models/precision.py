"""Which models run with weights of eight bits when they run on a processor.

Only a choice: the families do it (`core.models.int8`), and the plan that comes out is what the
artifacts record.
"""

from dataclasses import replace
from typing import Final

from core.models.device import DevicePlan
from core.models.entry import ModelEntry

INT8_FAMILIES: Final = frozenset({"causal_lm", "blip"})


def on_processor(entry: ModelEntry, plan: DevicePlan) -> DevicePlan:
    """`plan` with the dtype "int8" where that suits: on a processor that has the kernels, for a
    family that can, unless the catalogue fixes the model's `dtype`."""
    if plan.device != "cpu" or entry.dtype or entry.family not in INT8_FAMILIES:
        return plan
    return replace(plan, dtype="int8") if has_int8() else plan


def has_int8() -> bool:
    """Whether torch has the kernels here (x86 with AVX2 or newer).

    Asks torch alone: pages ask, too, while the model libraries are still being imported.
    """
    import torch

    return "fbgemm" in torch.backends.quantized.supported_engines
