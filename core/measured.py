"""Seconds and memory of work that comes in groups: what is measured while a stage runs.

Knows neither models nor storage; a model's lease brings the meter of the place where it runs.
"""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Peak(Protocol):
    """Follows the memory in use while it is watched."""

    def take(self) -> float | None:
        """The highest since the watch began or since the last take, in MiB; None if unknown."""


class Meter(Protocol):
    """Watches the memory of the place where a model runs."""

    def watch(self) -> AbstractContextManager[Peak]:
        """Watch it for a while."""


class Unknown:
    """Memory that nobody can see from here: of another program, or of a server."""

    def watch(self) -> AbstractContextManager["Unknown"]:
        """Watch nothing."""
        return nullcontext(self)

    def take(self) -> float | None:
        """Not known."""
        return None


@dataclass(frozen=True, kw_only=True)
class Measured(Generic[T]):
    """One group of results: the seconds of making it, and the memory peak meanwhile in MiB."""

    group: T
    seconds: float
    peak_mib: float | None


def measured(work: Iterator[T], meter: Meter) -> Iterator[Measured[T]]:
    """Each group of `work` with its seconds and peak; what is done between groups counts not."""
    with meter.watch() as peak:
        started = time.perf_counter()
        for group in work:
            seconds = time.perf_counter() - started
            yield Measured(group=group, seconds=seconds, peak_mib=peak.take())
            peak.take()
            started = time.perf_counter()
