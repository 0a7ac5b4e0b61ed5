"""Memory: what a step keeps is known beforehand, and less is done at once where it runs out."""

from collections.abc import Callable
from typing import Any, TypeVar

import torch
from torch import Tensor

from core.errors import OutOfMemory
from core.models.memory import is_out_of_memory
from train import loop

_T = TypeVar("_T")


def kept(net: Any, run: Callable[[], object], *, maps: int = 3) -> float:
    """Bytes that `run` keeps for the way back, beside the weights of `net`; both on "meta".

    Squares of `maps` or more dimensions are maps of attention.
    """
    own = {weight.untyped_storage()._cdata for weight in net.parameters()}
    found: dict[int, tuple[int, Any]] = {}

    def keep(value: Tensor) -> Tensor:
        store = value.untyped_storage()
        # Fused attention keeps no map of who looks at whom; this device has only the plain one.
        attention = value.ndim >= maps and value.shape[-1] == value.shape[-2] > 32
        if store._cdata not in own and not attention:
            found[store._cdata] = (store.nbytes(), store)
        return value

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda value: value):
        run()
    return float(sum(size for size, _ in found.values()))


class Together:
    """How many of a step's rows or pictures are looked at at once."""

    def __init__(self, most: int, advice: str) -> None:
        """`most` at first; `advice`: what else spares memory, for people."""
        self.most, self.advice = most, advice

    def learn(self, training: loop.Training, work: Callable[[int], _T]) -> _T:
        """What `work(most)` gives, which adds up a step's gradients, so many at once.

        Where memory runs out it is done again with half as many, which is said; `OutOfMemory` where
        a single one is too much.
        """
        while True:
            try:
                training.forget()
                return work(self.most)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                if self.most == 1:
                    raise OutOfMemory(
                        f"Memory ran out with a single one at once: use {self.advice}. What was "
                        "kept so far stays."
                    ) from error
            # Outside of the handler, which would keep what the failed attempt holds.
            before, self.most = self.most, self.most // 2
            training.forget()
            if training.device.type == "cuda":
                torch.cuda.empty_cache()
            training.say(
                f"Memory ran out: from now on {self.most} at once instead of {before}; what a step "
                "learns stays the same."
            )
