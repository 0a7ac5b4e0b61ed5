"""Takes a pasted story as it is and cuts it into parts."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from core.build import Context, Made, Task
from core.text import clean, count_words, split_pasted


class Reading:
    """Stage "reading": the parts of a pasted story, word for word."""

    name = "reading"
    role: str | None = None
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """Cut at sentence ends; the title is the person's, or a heading above the text."""
        for task in tasks:
            text = clean(task.params["text"]).strip()
            parts = split_pasted(text)
            title = clean(task.params.get("title") or "").strip() or _heading(text)
            data = {"title": title or None, "parts": parts, "words": count_words(text)}
            yield [(task, Made(text=text, data=data))]


def _heading(text: str) -> str:
    """The first line, if it stands alone above the story like a title; else ""."""
    first, _newline, rest = text.partition("\n")
    line = re.sub(r"^#+\s*", "", first).strip("*_ \t")
    alone = first.startswith("#") or rest.startswith("\n")
    if not alone or not rest.strip() or re.search(r"[.!?,;:…。]$", line):
        return ""
    return line if 0 < count_words(line) <= 10 else ""
