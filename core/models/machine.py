"""What something ran on: processor or card, threads, load, memory, power, versions."""

import os
import platform
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import psutil

LIBRARIES: Final = ("torch", "transformers", "diffusers", "onnxruntime")
_LONGEST: Final = 190


def machine() -> dict[str, Any]:
    """The machine as it is now; `load` is the average of one minute, `free_mib` the memory that
    could be had, `power` "mains" or "battery" where the system tells it."""
    import torch  # pages read what was recorded, and start without it

    found: dict[str, Any] = {
        "processor": processor_name(),
        "processors": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "versions": versions(),
        **moment(),
    }
    if torch.cuda.is_available():
        found["card"] = torch.cuda.get_device_name()
    return found


def moment() -> dict[str, Any]:
    """What of it changes while something is measured."""
    found: dict[str, Any] = {
        "load": round(psutil.getloadavg()[0], 2),
        "free_mib": psutil.virtual_memory().available >> 20,
    }
    battery = getattr(psutil, "sensors_battery", lambda: None)()
    if battery is not None:
        found["power"] = "mains" if battery.power_plugged else "battery"
    return found


def versions() -> dict[str, str]:
    """Of the libraries that do the work, as far as they are installed."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def processor_name(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """The processor as it calls itself, where the system tells that."""
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def place(device: str, *, weights: bool) -> str:
    """A name for what a model ran on, within which seconds compare: the card, or the processor with
    the threads that a model with `weights` uses."""
    torch = sys.modules.get("torch")
    if device.startswith("cuda") and torch is not None and torch.cuda.is_available():
        return str(torch.cuda.get_device_name(device))[:_LONGEST]
    name = _processor()
    if weights and torch is not None:
        threads = torch.get_num_threads()
        name = f"{name}, {threads} thread{'s' if threads != 1 else ''}"
    return name[-_LONGEST:]


@lru_cache(maxsize=1)
def _processor() -> str:
    return processor_name()


def circumstances() -> dict[str, Any]:
    """What an artifact keeps of the moment in which it was made."""
    return {**moment(), "versions": dict(_versions())}


@lru_cache(maxsize=1)
def _versions() -> tuple[tuple[str, str], ...]:
    return tuple(versions().items())
