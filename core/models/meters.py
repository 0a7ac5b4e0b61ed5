"""Memory that models use at work: the process's own on a processor, the allocator's on a card.

torch is imported only for a card. A process is looked at every `EVERY_S`, so a peak that is
shorter than that can be missed; what other threads of the studio hold meanwhile counts with it.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from core.measured import Meter, Unknown
from core.models.device import DevicePlan

EVERY_S: Final = 0.02
_MIB: Final = 2**20


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
    """The resident memory of this process, where the system tells it (Linux)."""

    def __init__(self) -> None:
        self._highest: float | None = None

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

    def take(self) -> float | None:
        """The highest in MiB since the last take, now included."""
        now = resident_mib()
        highest = self._highest
        self._highest = now
        return now if now is None or highest is None else max(now, highest)

    def _look(self, done: threading.Event) -> None:
        while not done.wait(EVERY_S):
            now = resident_mib()
            if now is None:
                return
            self._highest = max(now, self._highest or 0.0)


def resident_mib() -> float | None:
    """This process's resident memory in MiB; None where the system does not tell it."""
    try:
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB
