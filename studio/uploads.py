"""Pictures that people bring: checked, kept for a day, then erased unless a story uses them."""

import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.errors import BadInput, StudioError
from core.pictures import encode, open_picture, safe_name
from core.settings import ROOT
from core.story import MAX_PICTURES, Picture
from db.media import MediaStore
from db.pictures import Pictures
from studio.upload_limit import check
from studio.views import SampleView

log = logging.getLogger(__name__)

KEPT_S: Final = 86_400.0
"""Seconds that a picture is kept which no story was made of."""
_EVERY_S: Final = 3_600.0
_MARK: Final = 16
"""So many digits of a picture's content hash stand for it in an address."""


@dataclass(frozen=True, kw_only=True)
class PreparedPicture:
    """A picture that was opened and found good, not stored yet."""

    picture: Picture
    content: bytes
    mime: str


class Uploads:
    """The use cases of the picture tray. A picture has at most `max_mib` MiB."""

    def __init__(self, pictures: Pictures, files: MediaStore, *, max_mib: int) -> None:
        self._pictures = pictures
        self._files = files
        self.max_mib = max_mib
        self._swept = 0.0
        self._lock = threading.Lock()

    def prepare(self, name: str, content: bytes, *, described: bool = True) -> PreparedPicture:
        """Open, check and turn a picture upright; `BadInput` says in words what is wrong.

        A description in the file goes along only if `described`.
        """
        check(safe_name(name), content, what="a picture", max_mib=self.max_mib)
        opened = open_picture(name, content, max_mib=self.max_mib)
        data, mime = encode(opened.image, opened.description if described else "")
        width, height = opened.image.size
        sha256 = hashlib.sha256(data).hexdigest()
        picture = Picture(sha256=sha256, name=opened.name, width=width, height=height)
        return PreparedPicture(picture=picture, content=data, mime=mime)

    def accept(self, name: str, content: bytes) -> Picture:
        """Prepare a picture and store it; it is erased if no story is made of it within a day."""
        self.sweep()
        return self.keep(self.prepare(name, content))

    def keep(self, prepared: PreparedPicture) -> Picture:
        """Store a prepared picture."""
        self._files.put(prepared.content, prepared.mime)
        self._pictures.add(prepared.picture, mime=prepared.mime, size=len(prepared.content))
        return prepared.picture

    def samples(self) -> list[SampleView]:
        """The bundled sample pictures, in story order."""
        folder = ROOT / "studio" / "samples"
        return [
            SampleView(name=path.name, path=str(path))
            for path in sorted(folder.iterdir())
            if path.suffix in {".png", ".jpg"}
        ]

    def address(self, pictures: Sequence[Picture]) -> str:
        """Pictures in their order as a short text that `found` reads."""
        return ".".join(picture.sha256[:_MARK] for picture in pictures)

    def found(self, address: str) -> tuple[Picture, ...]:
        """The pictures that such a text names, without those that were erased meanwhile."""
        marks = [m for m in address.split(".") if len(m) == _MARK and _is_hex(m)][:MAX_PICTURES]
        pictures = self._pictures.find(marks)
        return tuple(p for p in pictures if self._files.has(p.sha256))

    def use(self, pictures: Sequence[Picture]) -> None:
        """Before a story is made of them: from now on they stay; `BadInput` names an erased one."""
        for picture in pictures:
            if not self._pictures.touch(picture.sha256):
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
            for sha256 in self._pictures.forget_unused(now - KEPT_S):
                self._files.remove(sha256)
        except StudioError as error:  # Nobody's picture should be refused for it.
            log.warning("%s", error)


def _is_hex(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)
