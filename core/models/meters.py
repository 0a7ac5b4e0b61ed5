"""Memory that models use at work: the process's own on a processor, the allocator's on a card.

torch is imported only for a card. A process is looked at every `EVERY_S`, so a peak that is
shorter than that can be missed; what other threads of the studio hold meanwhile counts with it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psutil

from core.measured import Meter, Unknown
from core.models.device import DevicePlan

EVERY_S: Final = 0.02
_MIB: Final = 2**20
_SELF: Final = psutil.Process()


def meter_for(plan: DevicePlan) -> Meter:
    """The meter of the place where a plan puts a model."""
    if plan.dtype == "none":  # A program of its own, or a server.
        return Unknown()
    return Card(plan.device) if plan.device.startswith("cuda") else Process()


class Card:
    """What torch's allocator has handed out on a CUDA card."""

    def __init__(self, device: str) -> None:
        self.device = device

    @contextmanager
    def watch(self) -> Iterator["Card"]:
        """Count from now."""
        self.take()
        yield self

    def take(self) -> float | None:
        """The highest in MiB since the last take."""
        import torch

        peak = torch.cuda.max_memory_allocated(self.device) / _MIB
        torch.cuda.reset_peak_memory_stats(self.device)
        return peak


class Process:
    """The resident memory of this process."""

    def __init__(self) -> None:
        self._highest = 0.0

    @contextmanager
    def watch(self) -> Iterator["Process"]:
        """Look again and again in a thread."""
        self.take()
        done = threading.Event()
        thread = threading.Thread(target=self._look, args=(done,), name="memory", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            done.set()
            thread.join()

    def take(self) -> float:
        """The highest in MiB since the last take, now included."""
        now, highest = resident_mib(), self._highest
        self._highest = now
        return max(now, highest)

    def _look(self, done: threading.Event) -> None:
        while not done.wait(EVERY_S):
            self._highest = max(resident_mib(), self._highest)


def resident_mib() -> float:
    """This process's resident memory in MiB."""
    return float(_SELF.memory_info().rss / _MIB)
