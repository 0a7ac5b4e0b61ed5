"""What a measurement of speed ran on: processor or card, threads, load, memory, power, versions."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import psutil

LIBRARIES: Final = ("torch", "transformers", "diffusers", "onnxruntime")
FIXED: Final = ("processor", "processors", "card", "threads")
"""Where one of these differs, seconds do not compare."""
OTHER_LOAD: Final = 1.0
"""Load averages (processes that want to run) further apart than this are said."""


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


def apart(first: Mapping[str, Any], second: Mapping[str, Any]) -> str | None:
    """Why seconds of two machines do not compare, in a sentence; None where they do."""
    if not first or not second:
        return "It is not known which machine each ran on, so their seconds are not compared."
    for name in FIXED:
        if first.get(name) != second.get(name):
            return (
                f"They ran with another {_WORDS[name]} ({first.get(name) or 'none'}; "
                f"{second.get(name) or 'none'}), so their seconds are not compared."
            )
    return None


def caution(first: Mapping[str, Any], second: Mapping[str, Any]) -> str | None:
    """What may lie behind a difference of seconds on one machine, in a sentence."""
    loads = [float(one.get("load", 0.0)) for one in (first, second)]
    if abs(loads[0] - loads[1]) > OTHER_LOAD:
        return (
            f"The machine was not equally busy (load {loads[0]:.1f} and {loads[1]:.1f}): a "
            "difference may come from that alone."
        )
    if first.get("power") != second.get("power"):
        return "One ran on battery, the other on mains: a difference may come from that alone."
    if first.get("versions") != second.get("versions"):
        return "They ran with other versions of the libraries."
    return None


_WORDS: Final = {
    "processor": "processor",
    "processors": "number of processors",
    "card": "card",
    "threads": "number of threads",
}
