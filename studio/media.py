"""Stored pictures and sounds, as they are shown and served."""

from pathlib import Path

from core.errors import StorageError
from core.export.audio import wav_to_mp3
from db.media import MediaStore


class StoredMedia:
    """Files by the SHA-256 of their content."""

    def __init__(self, files: MediaStore) -> None:
        self._files = files

    def read(self, sha256: str) -> bytes:
        """The bytes of a picture or a narration (WAV)."""
        return self._files.read(sha256)

    def whole_file(self, sha256: str) -> Path:
        """A file's place; `StorageError` where it is missing or damaged."""
        path = self._files.path(sha256)
        if not self._files.whole(sha256):
            raise StorageError(f"The media file {path} is damaged: make this piece again.")
        return path

    def mp3(self, sha256: str) -> bytes:
        """A narration as MP3."""
        return self.mp3_file(sha256).read_bytes()

    def mp3_file(self, sha256: str) -> Path:
        """The file of a narration as MP3, encoded at the first call."""
        return self._files.derived(sha256, "mp3", wav_to_mp3)
