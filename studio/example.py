"""The example book of a new installation; it can be deleted and stays deleted."""

from pathlib import Path


class Example:
    """The book that the studio brings along. `note` is the file that remembers it."""

    def __init__(self, note: Path) -> None:
        self._note = note

    @property
    def story_id(self) -> str | None:
        """Its id, as long as it was ever put into this gallery."""
        try:
            return self._note.read_text("utf-8").strip() or None
        except OSError:
            return None
