"""JSONL: an object a line with a picture and its caption, such as Hugging Face's metadata.jsonl."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from corpora.listed import LOOKED_AT, rows_of
from corpora.rows import CaptionFile, Row
from corpora.tables import IMAGES, TEXTS


def recognise(path: Path, file: Iterable[str]) -> CaptionFile | None:
    """Lines among whose first an object names a picture and a text, by any of the tables' names."""
    lines = (line for line in file if line.strip())
    first = list(islice(lines, LOOKED_AT))
    entries = [entry for entry in map(_object, first) if entry]
    if not any(_named(one, IMAGES) and _named(one, (*TEXTS, "captions")) for one in entries):
        return None
    broken = [0]
    everything = [*first, *lines]
    return CaptionFile(path=path, format="JSONL", rows=_rows(everything, broken), broken=broken)


def _rows(lines: Iterable[str], broken: list[int]) -> Iterator[Row]:
    for line in lines:
        entry = _object(line)
        picture = entry and _named(entry, IMAGES)
        texts = entry and _named(entry, (*TEXTS, "captions"))
        if not entry or not picture or not texts:
            broken[0] += 1
            continue
        said = entry[texts]
        captions = said if isinstance(said, list) else [said]
        one = {"image": entry[picture], "captions": captions, "split": entry.get("split")}
        yield from rows_of([one], broken)


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _named(entry: dict[str, Any], names: Iterable[str]) -> str | None:
    return next((name for name in names if name in entry), None)
