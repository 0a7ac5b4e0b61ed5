"""A process that ends in time, whatever still computes: all that was finished is stored."""

import faulthandler
import os
import threading
from typing import Final

STOP_S: Final = 3.0
"""Seconds that a stop may take before the process ends without waiting any longer."""
_LAST_S: Final = 1.0
"""So much later it ends even where no Python code can run any more."""


def end_within(seconds: float = STOP_S) -> None:
    """End this process after so many seconds, if it has not ended by itself.

    Models that load or compute cannot be asked to stop; what was being made goes on at the next
    start, as after a crash.
    """
    threading.Thread(target=_end, args=(seconds,), name="ending", daemon=True).start()
    # Threads stand still where a library keeps Python's lock, and while Python takes itself apart;
    # faulthandler's clock needs neither.
    nowhere = open(os.devnull, "w")  # noqa: SIM115 (it is written to when the process ends)
    faulthandler.dump_traceback_later(seconds + _LAST_S, exit=True, file=nowhere)


def _end(seconds: float) -> None:
    threading.Event().wait(seconds)
    os._exit(0)
