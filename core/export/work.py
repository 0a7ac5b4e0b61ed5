"""What a format may ask of the world while it is being written."""

from typing import Protocol


class Work(Protocol):
    """Somebody watches, and may not want it any longer."""

    def note(self, message: str, done: int | None = None, total: int | None = None) -> None:
        """Say what is being done, and how far it is."""

    def check(self) -> None:
        """Raise `Cancelled` if nobody wants it any longer."""
