"""Files of records with named fields: CSV, TSV, JSON (a list of objects) or JSONL."""

import csv
import json
from pathlib import Path
from typing import Any

from corpora.rows import UnreadableCorpus


def read_records(path: Path) -> list[dict[str, Any]]:
    """All records, in order; `UnreadableCorpus` says in a sentence why there are none."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableCorpus(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError:
        raise UnreadableCorpus(
            f"{path} is not UTF-8 text; save it as UTF-8 and try again."
        ) from None
    kind = path.suffix.lower()
    records = _objects(path, text) if kind in (".json", ".jsonl") else _table(path, text)
    if not records:
        raise UnreadableCorpus(f"{path.name} holds no record.")
    return records


def _objects(path: Path, text: str) -> list[dict[str, Any]]:
    try:
        if path.suffix.lower() == ".jsonl":
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            found = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableCorpus(f"{path.name} is not valid JSON.") from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableCorpus(f"{path.name} must be a list of objects, one for each record.")
    return found


def _table(path: Path, text: str) -> list[dict[str, Any]]:
    lines = text.splitlines()
    if not lines:
        return []
    delimiter = max(",;\t", key=lines[0].count)
    try:
        return [dict(row) for row in csv.DictReader(lines, delimiter=delimiter)]
    except csv.Error as error:
        raise UnreadableCorpus(f"{path.name} is not a valid CSV file: {error}.") from None
