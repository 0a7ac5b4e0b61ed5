"""A process that ends in time, whatever still computes: all that was finished is stored."""

import os
import threading
from typing import Final

STOP_S: Final = 4.0
"""Seconds that a stop may take before the process ends without waiting any longer."""


def end_within(seconds: float = STOP_S) -> None:
    """End this process after so many seconds, if it has not ended by itself.

    Models that load or compute cannot be asked to stop; what was being made goes on at the next
    start, as after a crash.
    """
    threading.Thread(target=_end, args=(seconds,), name="ending", daemon=True).start()


def _end(seconds: float) -> None:
    threading.Event().wait(seconds)
    os._exit(0)
