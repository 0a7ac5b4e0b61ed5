"""Pictures that were uploaded and not used yet: kept for a day, found again, then erased."""

import logging
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from core.errors import BadInput, StudioError
from core.story import MAX_PICTURES, Picture

if TYPE_CHECKING:
    from studio.services import Studio

log = logging.getLogger(__name__)

KEPT_S: Final = 86_400.0
"""Seconds that a picture is kept which no story was made of."""
_EVERY_S: Final = 3_600.0
_MARK: Final = 16
"""So many digits of a picture's content hash stand for it in an address."""


class Uploads:
    """The use cases of the picture tray; `Studio.uploads`."""

    def __init__(self, studio: "Studio") -> None:
        self._studio = studio
        self._swept = 0.0
        self._lock = threading.Lock()

    def address(self, pictures: Sequence[Picture]) -> str:
        """Pictures in their order as a short text that `found` reads."""
        return ".".join(picture.sha256[:_MARK] for picture in pictures)

    def found(self, address: str) -> tuple[Picture, ...]:
        """The pictures that such a text names, without those that were erased meanwhile."""
        marks = [m for m in address.split(".") if len(m) == _MARK and _is_hex(m)][:MAX_PICTURES]
        pictures = self._studio.pictures.find(marks)
        return tuple(p for p in pictures if self._studio.files.has(p.sha256))

    def use(self, pictures: Sequence[Picture]) -> None:
        """Before a story is made of them: from now on they stay; `BadInput` names an erased one."""
        for picture in pictures:
            if not self._studio.pictures.touch(picture.sha256):
                raise BadInput(
                    f"“{picture.name}” was not used for a day and was erased: add it once more."
                )

    def sweep(self, *, at_once: bool = False) -> None:
        """Erase what was not used for a day; looks at most once an hour, unless `at_once`."""
        now = time.time()
        with self._lock:
            if not at_once and now - self._swept < _EVERY_S:
                return
            self._swept = now
        try:
            for sha256 in self._studio.pictures.forget_unused(now - KEPT_S):
                self._studio.files.remove(sha256)
        except StudioError as error:  # Nobody's picture should be refused for it.
            log.warning("%s", error)


def _is_hex(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)
