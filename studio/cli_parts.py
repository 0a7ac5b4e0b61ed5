"""What commands share: files that are read, and words on standard error."""

import sys
from pathlib import Path

from core.errors import BadInput


def read(path: Path) -> bytes:
    """A file that was named; `BadInput` where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None


def say(line: str) -> None:
    """A line on standard error."""
    print(line, file=sys.stderr, flush=True)
