"""Media as files named by their SHA-256: `root/ab/abcdef….png`. Knows no database."""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from core.errors import BadInput, StorageError
from db.errors import storage

EXTENSIONS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "video/mp4": "mp4",
    "application/pdf": "pdf",
    "image/svg+xml": "svg",
}
DERIVED: Final = "derived"
"""Folder of what was made from the files beside it."""
_BAD_NAME: Final = "A media file's name is 64 hexadecimal digits."
_NAME = re.compile(r"[0-9a-f]{64}")
_SUFFIXES = (*dict.fromkeys(EXTENSIONS.values()), "bin")
_STALE_S = 3600


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of a file."""
    now = os.stat(path)
    return now.st_size, now.st_mtime_ns


class MediaStore:
    """Files by content. A file appears whole or not at all, whenever the process is killed."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root).absolute()
        self._looked: dict[str, tuple[Path, tuple[int, int], bool]] = {}
        """By name: a file, its size and time when it was looked through, and whether it was
        whole."""
        self._sweep()

    def put(self, content: bytes, mime: str) -> str:
        """Store `content` and return its name; storing it again changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        with storage(self.root):
            target = self._find(sha256)
            if target is not None and target.read_bytes() == content:
                os.utime(target)  # in use again: nobody tidies it away meanwhile
                return sha256
            if target is None:
                kind = mime.partition(";")[0].strip().lower()
                target = self.root / sha256[:2] / f"{sha256}.{EXTENSIONS.get(kind, 'bin')}"
            self._write(target, content)
        return sha256

    def path(self, sha256: str) -> Path:
        """The file of that name; `StorageError` when there is none."""
        found = self._find(sha256)
        if found is None:
            raise StorageError(
                f"The media file {sha256[:12]}… is missing from {self.root}: put it back from a"
                " backup, or make this piece again."
            )
        return found

    def read(self, sha256: str) -> bytes:
        """The bytes of that name, checked; `StorageError` when missing or damaged."""
        path = self.path(sha256)
        with storage(self.root):
            content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StorageError(
                f"The media file {path} is damaged: put it back from a backup,"
                " or delete it and make this piece again."
            )
        return content

    def mime(self, path: Path) -> str:
        """The media type of a stored file."""
        suffix = path.suffix.removeprefix(".")
        return next((m for m, s in EXTENSIONS.items() if s == suffix), "application/octet-stream")

    def derived(self, sha256: str, suffix: str, make: Callable[[bytes], bytes]) -> Path:
        """A file that is made from a stored one, once; it goes when that one does."""
        if not _NAME.fullmatch(sha256):
            raise BadInput(_BAD_NAME)
        target = self.root / sha256[:2] / DERIVED / f"{sha256}.{suffix}"
        if not target.is_file():
            content = make(self.read(sha256))
            with storage(self.root):
                self._write(target, content)
        return target

    def has(self, sha256: str) -> bool:
        """Whether there is a file of that name."""
        return self._find(sha256) is not None

    def whole(self, sha256: str) -> bool:
        """Whether the file of that name is there and undamaged; read again only when it changed."""
        known = self._looked.get(sha256)
        try:
            if known is not None and _stamp(known[0]) == known[1]:
                return known[2]
        except OSError:
            pass  # Gone, or now under another ending.
        try:
            path = self._find(sha256) if _NAME.fullmatch(sha256) else None
            if path is None:
                return False
            stamp = _stamp(path)
            found = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
            self._looked[sha256] = (path, stamp, found)
            return found
        except OSError:
            return False

    def remove(self, sha256: str) -> None:
        """Delete the file of that name; nothing happens when there is none."""
        with storage(self.root):
            if (path := self._find(sha256)) is not None:
                path.unlink(missing_ok=True)
            for path in self.root.glob(f"{sha256[:2]}/{DERIVED}/{sha256}.*"):
                path.unlink(missing_ok=True)

    def older_than(self, before: float) -> list[Path]:
        """The files that were stored before a POSIX time."""
        with storage(self.root):
            return [
                path
                for path in self.root.glob("??/[0-9a-f]*")
                if path.is_file() and path.stat().st_mtime < before
            ]

    def _find(self, sha256: str) -> Path | None:
        if not _NAME.fullmatch(sha256):
            raise BadInput(_BAD_NAME)
        stem = self.root / sha256[:2] / sha256
        candidates = (stem.with_name(f"{sha256}.{suffix}") for suffix in _SUFFIXES)
        return next((path for path in candidates if path.is_file()), None)

    def _write(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
        try:
            with open(temporary, "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        if os.name == "posix":
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _sweep(self) -> None:
        """Remove what killed processes left half written (an hour ago or earlier)."""
        with suppress(OSError):
            for path in self.root.glob("??/.*.tmp"):
                if path.stat().st_mtime < time.time() - _STALE_S:
                    path.unlink()
