"""Lends loaded models: one at a time on each device, the most recently used stay loaded.

One diffusion pipeline used by two threads corrupts its scheduler, so a device is locked while a
model on it is lent.  Models without torch (eSpeak NG is a program of its own, Piper voices run by
onnxruntime, a writer may run on a server) need no lock.
"""

import gc
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from core.errors import BadInput, ModelUnavailable, NothingSmaller, OutOfMemory, StudioError
from core.models.base import Lease
from core.models.device import DevicePlan, choose_device
from core.models.entry import ONNX, SERVERS, ModelEntry
from core.models.loading import load
from core.models.memory import (
    Fit,
    fit,
    free_memory_mib,
    is_out_of_memory,
    place,
    plans,
    usual_budget_mib,
)
from core.models.meters import meter_for
from core.models.registry import Catalog
from core.settings import Settings

log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A model that is loaded now."""

    model_id: str
    device: str
    dtype: str
    memory_mib: float
    lent: bool


class _Slot:
    """A loaded model, its plan (number `index`), and how often it is lent at the moment."""

    def __init__(
        self, backend: Any, plan: DevicePlan, memory_mib: float, *, note: str = "", index: int = 0
    ) -> None:
        self.backend = backend
        self.plan = plan
        self.memory_mib = memory_mib
        self.note = note
        self.index = index
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
        self._budgets: dict[str, float] = {}
        # What is done about a model that ran out of memory: first it works alone and in smaller
        # portions, then by the plans from this number on.
        self._alone: set[str] = set()
        self._first: dict[str, int] = {}

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
        """Lend a model; waits until its device is free. `load_s` is 0.0 if it was loaded.

        When the work with it runs out of memory, `OutOfMemory` says that the next try will take
        less, and `NothingSmaller` that only less work at once is left.
        """
        entry = self.catalog.model(model_id)
        on_device = entry.has_weights
        exhausted = False
        with self._device_lock if on_device else nullcontext():
            slot, load_s = self._take(entry, on_device)
            try:
                yield Lease(
                    backend=slot.backend,
                    model_id=model_id,
                    device=slot.plan.device,
                    dtype=slot.plan.precision,
                    load_s=load_s,
                    note=slot.note,
                    meter=meter_for(slot.plan),
                )
            except Exception as error:
                if not on_device or not is_out_of_memory(error):
                    raise
                exhausted = True
            finally:
                with self._guard:
                    slot.lent -= 1
            if exhausted:
                # Raised here, so that the failed work's tensors do not hang on to this error.
                raise self._setback(entry, slot.index)

    def run(self, model_id: str, work: Callable[[Lease], Result]) -> Result:
        """Do `work` with a model, again with a smaller plan whenever memory runs out."""
        while True:
            try:
                with self.use(model_id) as lease:
                    return work(lease)
            except OutOfMemory as error:
                log.warning("%s", error)

    def fit(self, model_id: str) -> Fit | None:
        """How a model would run here; None while that is not known (see `planned`)."""
        base = self.planned
        entry = self.catalog.model(model_id)
        if base is None or not entry.has_weights:
            return None
        return self._fit(entry, base)

    def drop(self, model_id: str) -> None:
        """Unload a model; `BadInput` while it is at work."""
        with self._guard:
            slot = self._slots.get(model_id)
            if slot is not None and slot.lent:
                label = self.catalog.model(model_id).label
                raise BadInput(f"{label} is at work; cancel that, or wait until it is done.")
            self._slots.pop(model_id, None)
        _free()

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
                held = bool(self._slots)
                self._slots.clear()
            if held:
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
            made = self._load(entry)
        else:
            plan = _plan_without_torch(entry)
            made = _Slot(load(self.catalog, entry.id, plan), plan, entry.memory_mib)
        with self._guard:
            slot = self._slots.setdefault(entry.id, made)
            slot.lent += 1
        return slot, time.perf_counter() - started

    def _load(self, entry: ModelEntry) -> _Slot:
        """Load by the best plan that fits, and by smaller ones when memory runs out on the way."""
        while True:
            found = self._fit(entry, self.plan)
            if not found.fits:
                raise ModelUnavailable(found.why)
            self._make_room(entry.id, found)
            try:
                backend = load(self.catalog, entry.id, found.plan)
                note = self._note(entry, found)
                return _Slot(backend, found.plan, found.need_mib, note=note, index=found.index)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            answer = self._setback(entry, found.index)
            if not isinstance(answer, OutOfMemory):
                raise answer

    def _fit(self, entry: ModelEntry, base: DevicePlan) -> Fit:
        return fit(entry, base, self._room, first=self._first.get(entry.id, 0))

    def _room(self, device: str) -> float | None:
        """What a model may take on a device: what is free, and what idle models would give back."""
        free = free_memory_mib(device)
        with self._guard:
            idle = [s for s in self._slots.values() if s.plan.device == device and not s.lent]
            return None if free is None else free + sum(slot.memory_mib for slot in idle)

    def _budget(self, device: str) -> float:
        if self.settings.memory_budget_mib is not None:
            return self.settings.memory_budget_mib
        if device not in self._budgets:
            self._budgets[device] = usual_budget_mib(device)
        return self._budgets[device]

    def _make_room(self, model_id: str, found: Fit) -> None:
        """Drop least recently used models until this one fits the budget; never a lent one."""
        device = found.plan.device
        budget = 0.0 if model_id in self._alone else self._budget(device)
        free = free_memory_mib(device)
        with self._guard:
            here = {m: s for m, s in self._slots.items() if s.plan.device == device}
            taken = sum(slot.memory_mib for slot in here.values())
            dropped = 0.0
            for other, slot in here.items():
                in_budget = taken - dropped + found.need_mib <= budget
                if in_budget and (free is None or found.need_mib <= free + dropped):
                    break
                if not slot.lent and slot.memory_mib:
                    del self._slots[other]
                    dropped += slot.memory_mib
        if dropped:
            _free()

    def _setback(self, entry: ModelEntry, index: int) -> StudioError:
        """Memory ran out under plan number `index`: unload the model, say what is tried next."""
        with self._guard:
            slot = self._slots.get(entry.id)
            if slot is not None and not slot.lent:
                del self._slots[entry.id]
            if entry.id not in self._alone:
                self._alone.add(entry.id)
                return OutOfMemory(
                    f"{entry.label} ran out of memory; other models are unloaded, and it is tried "
                    "again in smaller portions."
                )
            ways = plans(entry, self.plan)
            if index + 1 >= len(ways):
                return NothingSmaller(
                    f"{entry.label} ran out of memory, even on {place(ways[-1])}; close other "
                    "programs or choose a smaller model."
                )
            self._first[entry.id] = index + 1
            return OutOfMemory(
                f"{entry.label} ran out of memory; it is tried again on {place(ways[index + 1])}."
            )

    def _note(self, entry: ModelEntry, found: Fit) -> str:
        """What people should know of a plan that is not the best one."""
        if found.index:
            best = place(plans(entry, self.plan)[0])
            return f"Memory was short: {entry.label} ran on {place(found.plan)}, not on {best}."
        if entry.id in self._alone:
            return f"Memory was short: {entry.label} worked alone and in smaller portions."
        return ""


def _plan_without_torch(entry: ModelEntry) -> DevicePlan:
    """Where a model runs that torch does not load."""
    if entry.family in SERVERS:
        return DevicePlan(device="server", dtype="none", why="It runs on a server.")
    if entry.family in ONNX:
        return DevicePlan(device="cpu", dtype="float32", why="onnxruntime runs it.")
    return DevicePlan(device="cpu", dtype="none", why="A program of its own.")


def _free() -> None:
    """Hand memory of dropped models back."""
    import sys

    gc.collect()
    cuda = getattr(sys.modules.get("torch"), "cuda", None)  # None, too, while another imports it
    if cuda is not None and cuda.is_available():
        cuda.empty_cache()
