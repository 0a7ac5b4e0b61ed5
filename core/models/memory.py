"""How much memory is free, what a model needs, and in which ways it can make do with less.

Decides nothing about loaded models; `core.models.pool` does, with what is said here.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import psutil

from core.models import adapters
from core.models.device import DevicePlan, cpu_has_bf16
from core.models.entry import ModelEntry
from core.models.precision import on_processor
from core.models.weights import words_for_mib

SHARE: Final = 0.6
"""Of the memory that is free when the first model is loaded, models may keep so much together."""
HALVED: Final = frozenset(
    "bark blip causal_lm clip diffusion image_text_to_text vision_encoder_decoder".split()
)
"""Families that run in half precision."""
QUANTISED: Final = frozenset({"causal_lm"})
"""Families whose weights can be kept in 4 bits."""
SLICED: Final = frozenset({"diffusion"})
"""Families that can work in slices (`DevicePlan.sparing`)."""
FOUR_BITS: Final = 0.4
"""Memory in 4 bits as a share of half precision: some layers, and the cache, stay as they are."""
EIGHT_BITS: Final = 0.65
"""The same in 8 bits: the table of words stays in half precision."""
SPARING: Final = 0.8
"""Memory of a model that works in slices as a share of what it takes otherwise."""

_PLACES: Final = {"cpu": "the processor", "mps": "this Mac's graphics", "cuda": "the graphics card"}
_PRECISIONS: Final = {
    "float32": "full precision",
    "bfloat16": "half precision (bfloat16)",
    "float16": "half precision (float16)",
    "int8": "8 bits (int8)",
    "nf4": "4 bits (bitsandbytes)",
}


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How a model would run here: `index` in `plans`, whether its memory suffices, and why."""

    plan: DevicePlan
    index: int
    need_mib: float
    fits: bool
    why: str


def plans(entry: ModelEntry, base: DevicePlan) -> tuple[DevicePlan, ...]:
    """The ways to run a model, the best first; each needs less memory than those before it.

    Weights of 8 bits on a processor, half instead of full precision, work in slices, weights in 4
    bits, and at last the processor
    instead of a graphics card.  A precision that the catalogue fixes is kept.
    """
    found = _on(entry, base)
    if base.device != "cpu":
        dtype = "bfloat16" if cpu_has_bf16() else "float32"
        found += _on(entry, replace(base, device="cpu", dtype=dtype))
    return tuple(found)


def _on(entry: ModelEntry, base: DevicePlan) -> list[DevicePlan]:
    free = entry.dtype is None
    found = [on_processor(entry, replace(base, dtype=entry.dtype or base.dtype))]
    if free and found[0].dtype == "float32" and entry.family in HALVED:
        found.append(replace(base, dtype="bfloat16"))
    if entry.family in SLICED:
        found.append(replace(found[-1], sparing=True))
    # An adapter is merged into the weights, and cannot be merged into 4 bits without loss.
    if free and entry.family in QUANTISED and not _adapted(entry):
        whole = found[-1] if found[-1].dtype != "int8" else base
        found.append(replace(whole, bits=4))
    return found


def _adapted(entry: ModelEntry) -> bool:
    return any(extra.option == "adapter" for extra in adapters.extras_of(entry))


def need_mib(entry: ModelEntry, plan: DevicePlan) -> float:
    """Memory that a model takes under a plan. The catalogue's figure is for half precision, or for
    the precision that it fixes."""
    need = entry.memory_mib
    if entry.dtype is None and plan.dtype == "float32":
        need *= 2
    if plan.bits == 4:
        need *= FOUR_BITS
    elif plan.dtype == "int8":
        need *= EIGHT_BITS
    return need * SPARING if plan.sparing else need


def fit(
    entry: ModelEntry,
    base: DevicePlan,
    room_mib: Callable[[str], float | None],
    *,
    first: int = 0,
) -> Fit:
    """The best plan that fits, from the plan number `first` on; else the smallest one.

    `room_mib(device)` is what a model may take there, None when that cannot be known.
    """
    ways = plans(entry, base)
    first = min(first, len(ways) - 1)
    for index in range(first, len(ways)):
        plan, room = ways[index], room_mib(ways[index].device)
        need = need_mib(entry, plan)
        if room is None or need <= room:
            why = _why(entry, ways[0], plan, room_mib(ways[0].device), first, room)
            return Fit(plan=plan, index=index, need_mib=need, fits=True, why=why)
    plan = ways[-1]
    need, room = need_mib(entry, plan), room_mib(plan.device) or 0.0
    why = (
        f"{entry.label} needs about {words_for_mib(need)} of memory and only "
        f"{words_for_mib(room)} are free; close other programs or choose a smaller model."
    )
    return Fit(plan=plan, index=len(ways) - 1, need_mib=need, fits=False, why=why)


def _why(
    entry: ModelEntry,
    best: DevicePlan,
    plan: DevicePlan,
    best_room: float | None,
    first: int,
    room: float | None,
) -> str:
    where = place(plan)
    need = words_for_mib(need_mib(entry, plan))
    if plan == best:
        free = f", and {words_for_mib(room)} are free" if room is not None else ""
        return f"Runs on {where}: it needs about {need}{free}."
    if first or best_room is None:
        return f"Runs on {where}, since more did not fit into memory."
    return (
        f"Runs on {where}: on {place(best)} it would need {words_for_mib(need_mib(entry, best))}, "
        f"and only {words_for_mib(best_room)} are free there."
    )


def place(plan: DevicePlan) -> str:
    """A plan in words: "the processor in half precision (bfloat16)"."""
    device = _PLACES.get(plan.device.partition(":")[0], plan.device)
    precision = _PRECISIONS.get(plan.precision, plan.precision)
    return f"{device} in {precision}" + (", in slices" if plan.sparing else "")


def free_memory_mib(device: str) -> float:
    """Memory that is free on a device, in MiB."""
    if device.startswith("cuda"):
        import torch

        return torch.cuda.mem_get_info(device)[0] / 2**20
    found = [psutil.virtual_memory().available / 2**20]
    try:
        # A container may have less than its machine.
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
        if limit != "max":
            used = int(Path("/sys/fs/cgroup/memory.current").read_text())
            found.append((int(limit) - used) / 2**20)
    except OSError:
        pass
    return min(found)


def usual_budget_mib(device: str) -> float:
    """What loaded models may take together on a device when no setting says so."""
    return free_memory_mib(device) * SHARE


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that memory ran out, on whichever device."""
    if isinstance(error, MemoryError):
        return True
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.OutOfMemoryError):
        return True
    words = ("can't allocate memory", "out of memory", "CUBLAS_STATUS_ALLOC_FAILED")
    return isinstance(error, RuntimeError) and any(word in str(error) for word in words)
