"""Tells what layout a caption file has, by what stands in it. Knows no pictures."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from corpora import (
    coco,
    csv_table,
    flickr8k_tokens,
    flickr30k,
    karpathy,
    lines,
    listed,
    mapping,
    ssid,
    tsv,
    vist,
)
from corpora.rows import CaptionFile, UnreadableCorpus

FORMATS: Final = (
    "a table of image<TAB>caption, a CSV with the columns image and caption, Flickr8k.token.txt, "
    "COCO's, Karpathy's, SSID's or VIST's JSON, a captions.json of [{image, captions}] or "
    "{image: captions}, or JSONL such as Hugging Face's metadata.jsonl"
)
OF_JSON: Final = (listed, coco, karpathy, mapping, ssid, vist)
"""Layouts of JSON files: `recognise(path, data)`."""
OF_TEXT: Final = (flickr8k_tokens, tsv, flickr30k, csv_table)
"""Layouts of text files: `recognise(path, first line)`; a token file is a TSV to the others."""


def recognise(path: Path) -> CaptionFile | None:
    """What a caption file holds; None when it is none. `UnreadableCorpus` if it can't be read."""
    found: Iterator[CaptionFile | None]
    try:
        with path.open(encoding="utf-8-sig") as file:
            if path.suffix.lower() == ".json":
                data = json.load(file, object_pairs_hook=_together)
                found = (layout.recognise(path, data) for layout in OF_JSON)
            elif path.suffix.lower() == ".jsonl":
                found = iter([lines.recognise(path, file)])
            else:
                first = next((line for line in islice(file, 20) if line.strip()), "")
                head = first.rstrip("\r\n")
                found = (layout.recognise(path, head) for layout in OF_TEXT)
        return next((file for file in found if file is not None), None)
    except UnreadableCorpus:
        raise
    except ValueError:  # no UTF-8, no JSON, or a number of thousands of digits
        return None
    except RecursionError:
        raise UnreadableCorpus(
            f"{path.name} is nested too deeply to be read; a caption file is a list of entries."
        ) from None
    except OSError as error:
        raise UnreadableCorpus(f"{path} cannot be read: {error.strerror}.") from error


def _together(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; texts and lists under a key that is there twice are put together, so that no
    caption is lost."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and all(isinstance(one, str | list) for one in (found[key], value)):
            both = (one if isinstance(one, list) else [one] for one in (found[key], value))
            value = [text for one in both for text in one]
        found[key] = value
    return found


def is_text(path: Path) -> bool:
    """Whether a file is UTF-8 text."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return all(True for _ in file)
    except UnicodeDecodeError:
        return False
