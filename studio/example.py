"""The example book of a new installation: made by the studio, marked, and gone for good once it was
deleted."""

import logging
from pathlib import Path
from typing import Final

from core.errors import StudioError
from core.settings import ROOT
from db.stories import Stories
from studio.opening import Opening

log = logging.getLogger(__name__)

FILE: Final = ROOT / "studio" / "samples" / "example.zip"
"""`tools/example.py` makes it."""


class Example:
    """The book that the studio brings along. `note` is the file that remembers that it did."""

    def __init__(self, stories: Stories, opening: Opening, note: Path) -> None:
        self._stories = stories
        self._opening = opening
        self._note = note

    @property
    def story_id(self) -> str | None:
        """Its id, if it was ever put into this gallery."""
        try:
            return self._note.read_text("utf-8").strip() or None
        except OSError:
            return None

    def bring(self) -> None:
        """Put it into a gallery that never had a book; at most once."""
        try:
            content = FILE.read_bytes()
            with self._note.open("x", encoding="utf-8") as note:
                if not self._stories.count() and not self._stories.count(deleted=True):
                    opened = self._opening.open(FILE.name, content)
                    note.write(opened.story_id)
        except FileExistsError:
            return
        except (OSError, StudioError) as error:
            log.warning("The example book cannot be opened: %s", error)
