"""Sentences to measure voices with, out of a file of stories: the same seed draws the same ones."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.text import clean, count_words, sentences


def drawn(file: Path, n: int, *, seed: int = 0, words: tuple[int, int] = (4, 20)) -> list[str]:
    """`n` different sentences of so many words, from plain text or from JSON lines.

    JSON lines are stories: `{"pages": [{"text": …}, …]}` (pages may be plain strings) or
    `{"text": …}`.  `BadInput` if the file cannot be read or has fewer.
    """
    found = dict.fromkeys(
        sentence
        for text in _texts(file)
        for sentence in sentences(clean(text))
        if words[0] <= count_words(sentence) <= words[1]
    )
    if len(found) < n:
        raise BadInput(
            f"{file} has only {len(found)} sentences of {words[0]} to {words[1]} words; ask for "
            "fewer than that, or name a longer file."
        )
    return random.Random(seed).sample(sorted(found), n)


def _texts(file: Path) -> Iterator[str]:
    try:
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read: {error}.") from error
    if file.suffix != ".jsonl":
        yield content
        return
    for number, line in enumerate(content.splitlines(), 1):
        try:
            row: Any = json.loads(line)
            pages = row.get("pages") or [row]
            yield from (page if isinstance(page, str) else str(page["text"]) for page in pages)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"Line {number} of {file} is no story in JSON.") from error
