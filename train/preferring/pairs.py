"""Pairs of a better and a worse answer to the same request, and their file (JSONL).

A row is what `trl` calls conversational: "prompt", "chosen" and "rejected" are lists of messages;
"source" ("vote", "edit", "stars"), "person", "story" and "slot" say where it comes from.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput
from train import common
from train.writing.data import Message, checked

SOURCES: Final = {
    "vote": ("A/B vote", "A/B votes"),
    "edit": ("edited page", "edited pages"),
    "stars": ("pair of rated books", "pairs of rated books"),
}
"""Where pairs come from, one and several in words."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One request with two answers; of "stars" the answers are whole books, turn by turn."""

    prompt: tuple[Message, ...]
    chosen: tuple[Message, ...]
    rejected: tuple[Message, ...]
    source: str = ""
    person: str = ""
    story: str = ""
    slot: str = ""


def write(file: Path, pairs: Iterable[Pair]) -> Path:
    """The pairs as JSONL."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [json.dumps(asdict(pair), ensure_ascii=False) for pair in pairs]
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def read(files: Sequence[Path]) -> list[Pair]:
    """The pairs of JSONL files, each once; `BadInput` says which line is none."""
    found: dict[str, Pair] = {}
    for file in files:
        common.existing(file)
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (UnicodeDecodeError, IsADirectoryError) as error:
            raise BadInput(f"{file} is no JSONL file of pairs.") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                found[line] = _pair(line, f"{file.name}, line {number}")
    if not found:
        raise BadInput("There is no pair to learn from: the files are empty.")
    return list(found.values())


def _pair(line: str, where: str) -> Pair:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise BadInput(f"{where} is no JSON ({error}).") from error
    parts: dict[str, Any] = {}
    for name in ("prompt", "chosen", "rejected"):
        given = row.get(name) if isinstance(row, dict) else None
        if isinstance(given, str):
            given = [{"role": "user" if name == "prompt" else "assistant", "content": given}]
        if not given:
            raise BadInput(
                f"{where} has no “{name}”; a pair is “prompt”, “chosen” and “rejected”, each a "
                'text or a list of {"role", "content"}.'
            )
        parts[name] = tuple(checked(given, f"{where}, “{name}”"))
    about: dict[str, Any] = {
        name: str(row.get(name) or "") for name in ("source", "person", "story", "slot")
    }
    return Pair(**parts, **about)


def counted(pairs: Iterable[Pair]) -> str:
    """How many there are of each source, in words: "12 A/B votes, 1 edited page"."""
    counts = Counter(pair.source for pair in pairs)
    said = [
        f"{counts[source]:,} {words[counts[source] != 1]}"
        for source, words in SOURCES.items()
        if counts[source]
    ]
    other = sum(count for source, count in counts.items() if source not in SOURCES)
    return ", ".join([*said, *([f"{other:,} from files"] if other else [])])
