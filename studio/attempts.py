"""How often a piece of work was begun without its process living to its end.

A file a work, so that what kills a process (out of memory, for one) does not kill every process
that takes the work up again.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

MOST: Final = 10
"""So often a piece of work is begun; then it is set aside."""


class Attempts:
    """Counts in a folder, made when absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, work: str) -> bool:
        """Note that a work begins; False if it has been begun too often."""
        path = self._folder / work
        count = 0
        with suppress(OSError, ValueError):
            count = int(path.read_text("ascii"))
        if count >= MOST:
            return False
        with suppress(OSError):  # a full disk stops the work itself, with a sentence
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(str(count + 1), "ascii")
        return True

    def end(self, work: str) -> None:
        """Note that the process lived to the end of a work, however that went."""
        (self._folder / work).unlink(missing_ok=True)
