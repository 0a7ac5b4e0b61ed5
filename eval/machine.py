"""Whether seconds of two machines (`core.models.machine`) compare."""

from collections.abc import Mapping
from typing import Any, Final

FIXED: Final = ("processor", "processors", "card", "threads")
"""Where one of these differs, seconds do not compare."""
OTHER_LOAD: Final = 1.0
"""Load averages (processes that want to run) further apart than this are said."""


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
