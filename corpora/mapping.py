"""A captions.json of {picture: [captions]}, or of one caption a picture as a text."""

from itertools import islice
from pathlib import Path
from typing import Any

from corpora.listed import rows_of
from corpora.rows import CaptionFile, is_picture


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """A mapping whose keys are names of picture files."""
    if not isinstance(data, dict) or isinstance(data.get("images"), list):
        return None
    if not data or not all(is_picture(name) for name in islice(data, 20)):
        return None
    broken = [0]
    entries = [
        {"image": name, "captions": [texts] if isinstance(texts, str) else texts}
        for name, texts in data.items()
    ]
    return CaptionFile(path=path, format="mapping", rows=rows_of(entries, broken), broken=broken)
