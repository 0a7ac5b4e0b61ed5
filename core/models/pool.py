"""Lends loaded models: one at a time on each device, the most recently used stay loaded.

One diffusion pipeline used by two threads corrupts its scheduler, so a device is locked while a
model on it is lent.  Models without torch (eSpeak NG is a program of its own, a writer may run on
a server) need no lock.
"""

import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from core.errors import ModelUnavailable
from core.models.base import Lease
from core.models.device import DevicePlan, choose_device, free_memory_mib
from core.models.entry import SERVERS, ModelEntry
from core.models.loading import load
from core.models.precision import on_processor
from core.models.registry import Catalog
from core.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A model that is loaded now."""

    model_id: str
    device: str
    dtype: str
    memory_mib: float
    lent: bool


class _Slot:
    """A loaded model and how often it is lent at the moment."""

    def __init__(self, backend: Any, plan: DevicePlan, memory_mib: float) -> None:
        self.backend = backend
        self.plan = plan
        self.memory_mib = memory_mib
        self.lent = 0


class ModelPool:
    """All loaded models of one process."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.catalog = catalog
        self.settings = settings
        self._slots: OrderedDict[str, _Slot] = OrderedDict()
        self._guard = threading.RLock()
        self._device_lock = threading.RLock()
        self._plan: DevicePlan | None = None

    @property
    def plan(self) -> DevicePlan:
        """Where models run here, and why."""
        with self._guard:
            if self._plan is None:
                self._plan = choose_device(self.settings.device)
            return self._plan

    @property
    def planned(self) -> DevicePlan | None:
        """The plan if it is known already; finding it out means importing torch (seconds)."""
        return self._plan

    def holds(self, model_id: str) -> bool:
        """Whether a model is loaded now."""
        return model_id in self._slots

    @contextmanager
    def use(self, model_id: str) -> Iterator[Lease]:
        """Lend a model; waits until its device is free. `load_s` is 0.0 if it was loaded."""
        entry = self.catalog.model(model_id)
        on_device = entry.has_weights
        with self._device_lock if on_device else nullcontext():
            slot, load_s = self._take(entry, on_device)
            try:
                yield Lease(
                    backend=slot.backend,
                    model_id=model_id,
                    device=slot.plan.device,
                    dtype=slot.plan.dtype,
                    load_s=load_s,
                )
            finally:
                with self._guard:
                    slot.lent -= 1

    def loaded(self) -> list[Loaded]:
        """What is loaded, least recently used first."""
        with self._guard:
            return [
                Loaded(
                    model_id=model_id,
                    device=slot.plan.device,
                    dtype=slot.plan.dtype,
                    memory_mib=slot.memory_mib,
                    lent=slot.lent > 0,
                )
                for model_id, slot in self._slots.items()
            ]

    def close(self) -> None:
        """Let go of every model; waits for those that are lent."""
        with self._device_lock:
            with self._guard:
                self._slots.clear()
            _free()

    def _take(self, entry: ModelEntry, on_device: bool) -> tuple[_Slot, float]:
        with self._guard:
            slot = self._slots.get(entry.id)
            if slot is not None:
                self._slots.move_to_end(entry.id)
                slot.lent += 1
                return slot, 0.0
        # Loading happens outside the guard, so that `loaded` and the narrator need not wait; for
        # torch models the device lock is held. Two threads may both make a narrator: one is kept.
        started = time.perf_counter()
        if on_device:
            plan = replace(self.plan, dtype=entry.dtype) if entry.dtype else self.plan
            plan = on_processor(entry, plan)
            self._make_room(entry, plan)
        elif entry.family in SERVERS:
            plan = DevicePlan(device="server", dtype="none", why="It runs on a server.")
        else:
            plan = DevicePlan(device="cpu", dtype="none", why="A program of its own.")
        backend = load(self.catalog, entry.id, plan)
        with self._guard:
            slot = self._slots.setdefault(entry.id, _Slot(backend, plan, entry.memory_mib))
            slot.lent += 1
        return slot, time.perf_counter() - started

    def _make_room(self, entry: ModelEntry, plan: DevicePlan) -> None:
        """Drop least recently used models until `entry` fits the budget; never a lent one."""
        budget = self.settings.memory_budget_mib
        with self._guard:
            taken = sum(slot.memory_mib for slot in self._slots.values())
            dropped = False
            for model_id, slot in list(self._slots.items()):
                if taken + entry.memory_mib <= budget:
                    break
                if not slot.lent and slot.memory_mib:
                    del self._slots[model_id]
                    taken -= slot.memory_mib
                    dropped = True
        if dropped:
            _free()
        if entry.memory_mib > budget:
            free = free_memory_mib(plan.device)
            if free is not None and free < entry.memory_mib:
                raise ModelUnavailable(
                    f"{entry.label} needs about {entry.memory_mib:.0f} MiB of memory and only "
                    f"{free:.0f} MiB are free; close other programs or choose a smaller preset."
                )


def _free() -> None:
    """Hand memory of dropped models back."""
    import sys

    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
