"""Words the illustrator's prompt for a segment, within what the model can read.

A prompt is a list of phrases, most important first; when it is too long for the illustrator's own
tokenizer whole phrases are left out from the end.  What was left out is written down ("dropped").
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from core.build import Artifact, Context, Made, Task
from core.text import content_words, count_words, sentences

_BREAK = re.compile(
    r"(?:,|;|\s)\s*(?=\b(?:with|in|on|at|by|near|under|over|through|across|along|while|behind|"
    r"beside|holding|carrying|wearing|during|and)\b)|[,;]\s*"
)


class Prompting:
    """Stage "prompting": code, but made with the illustrator, whose tokenizer sets the limit."""

    name = "prompting"
    role: str | None = "illustrator"
    batch_size = 12

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """All prompts at once."""
        done = []
        for task in tasks:
            phrases = _plain(task)
            style = task.params.get("style") or ""
            prompt, dropped = fit(phrases, style, model.count_tokens, model.max_tokens)
            data = {
                "dropped": dropped,
                "tokens": model.count_tokens(prompt),
                "limit": model.max_tokens,
            }
            done.append((task, Made(text=prompt, data=data, units=1)))
        yield done


def fit(
    phrases: Sequence[Sequence[str]], style: str, count: Callable[[str], int], limit: int
) -> tuple[str, list[str]]:
    """The longest prompt within `limit` tokens, and the phrases that had to be left out.

    `phrases` are groups of phrases (joined by spaces; the groups by commas), the most important
    first; the style always stays, and of the first phrase as many words as fit.
    """
    groups = [[p for p in group if p] for group in phrases]
    groups = [group for group in groups if group]
    dropped: list[str] = []

    def joined() -> str:
        return ", ".join([*(" ".join(group) for group in groups), *([style] if style else [])])

    while groups and count(joined()) > limit and (len(groups) > 1 or len(groups[0]) > 1):
        dropped.append(groups[-1].pop())
        if not groups[-1]:
            groups.pop()
    if groups and count(joined()) > limit:
        words = groups[0][0].split()
        gone: list[str] = []
        while words and count(joined()) > limit:
            gone.insert(0, words.pop())
            groups = [[" ".join(words)]] if words else []
        dropped.append(" ".join(gone))
    return joined(), dropped


def _plain(task: Task) -> list[list[str]]:
    """The caption and the page's best sentence."""
    text, seen = _segment(task).text or "", _seen(task)
    if seen:
        return [_chunks(seen), [most_visual(text)]]
    best = most_visual(text)
    return [_chunks(best), [s for s in sentences(text) if s != best][:1]]


def _segment(task: Task) -> Artifact:
    return next(a for slot, a in task.inputs.items() if slot.startswith("segment/"))


def _seen(task: Task) -> str:
    """The caption of the page's picture, if it has one."""
    caption = next((a for slot, a in task.inputs.items() if slot.startswith("caption/")), None)
    return " ".join((caption.text or "").split()).rstrip(".!?,;: ") if caption else ""


def _chunks(caption: str) -> list[str]:
    """A caption in phrases that can be left out from the end."""
    chunks, at = [], 0
    for match in _BREAK.finditer(caption):
        if match.start() > at:
            chunks.append(caption[at : match.start()] + ("," if "," in match.group() else ""))
        at = match.end()
    chunks.append(caption[at:])
    return [chunk for chunk in chunks if chunk.strip(", ")]


def most_visual(text: str) -> str:
    """The sentence that shows most: many content words, little speech."""
    best, most = "", -1.0
    for sentence in sentences(text):
        words = count_words(sentence)
        if not words:
            continue
        seen = len(set(content_words(sentence)))
        speech = any(mark in sentence for mark in '"“”«»')
        worth = (seen - (3 if speech else 0)) / (1 + words / 25)
        if worth > most:
            best, most = sentence, worth
    return (best or " ".join(text.split())).rstrip(".!?…")
