"""Data sets with captions for the suites: `corpora` reads them, and what is wrong is bad input."""

from pathlib import Path

from core.errors import BadInput
from corpora.folder import CaptionedFolder, CaptionedPicture
from corpora.folder import read_folder as read
from corpora.rows import UnreadableCorpus

__all__ = ["CaptionedFolder", "CaptionedPicture", "read_folder"]


def read_folder(folder: Path, *, split: str | None = None) -> CaptionedFolder:
    """`corpora.folder.read_folder`, its complaints as `BadInput`."""
    try:
        return read(folder, split=split)
    except UnreadableCorpus as error:
        raise BadInput(str(error)) from error
