"""Words the illustrator's prompt for a segment, within what the model can read.

A prompt is a list of phrases, most important first; when it is too long for the illustrator's own
tokenizer whole phrases are left out from the end, and which ones is written down.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from core.build import Artifact, Context, Made, Task
from core.stages.vocabulary import changed, first, phrase, said
from core.text import content_words, count_words, sentences

_BREAK = re.compile(
    r"(?:,|;|\s)\s*(?=\b(?:with|in|on|at|by|near|under|over|through|across|along|while|behind|"
    r"beside|holding|carrying|wearing|during|and)\b)|[,;]\s*"
)
_KEPT = ("character", "colour", "place", "time")
"""What stays as it was on the page before, when a page of a pasted story does not say it."""


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
            phrases = _phrases(task, getattr(model, "prompt_style", "plain"))
            style = task.params.get("style") or ""
            prompt, dropped = fit(phrases, style, model.count_tokens, model.max_tokens)
            data = {
                "dropped": dropped,
                "tokens": model.count_tokens(prompt),
                "limit": model.max_tokens,
            }
            done.append((task, Made(text=prompt, data=data)))
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


def _phrases(task: Task, style: str) -> list[list[str]]:
    segment = next(a for slot, a in task.inputs.items() if slot.startswith("segment/"))
    caption = next((a for slot, a in task.inputs.items() if slot.startswith("caption/")), None)
    text = segment.text or ""
    seen = " ".join((caption.text or "").split()).rstrip(".!?,;: ") if caption else ""
    if style == "starter":
        if seen:
            return _starter_picture(seen, segment)
        return _starter_pasted(task, text)
    if seen:
        return [_chunks(seen), [most_visual(text)]]
    best = most_visual(text)
    return [_chunks(best), [s for s in sentences(text) if s != best][:1]]


def _starter_picture(caption: str, segment: Artifact) -> list[list[str]]:
    """The caption is what the picture shows; where a person wrote otherwise, the person wins."""
    other = changed(caption, segment.text or "") if segment.maker == "person" else {}
    if not other:
        return [_chunks(caption)]
    scene = first(said(caption))
    if re.search(rf"\b{scene.get('character', '-')}s?\b", caption.lower()):
        return [phrase({**scene, **other})]
    return [_chunks(caption), phrase(other)]


def _starter_pasted(task: Task, text: str) -> list[list[str]]:
    story = task.inputs.get("story")
    parts = [str(part) for part in story.data.get("parts", ())] if story else []
    index = int(task.slot.rpartition("/")[2])
    scene = scene_of([*parts[:index], text], [*parts[index + 1 :]])
    if not scene:
        return [_chunks(most_visual(text))]
    return [phrase(scene)]


def scene_of(told: Sequence[str], later: Sequence[str] = ()) -> dict[str, str]:
    """What the last of `told` shows, as a scene of the picture-book world.

    Who, where and when are carried on from page to page; before the first word about one of them,
    the first one that comes later in the story counts.
    """
    scene: dict[str, str] = {}
    for part in reversed(later):
        scene |= {k: v for k, v in _one(said(part)).items() if k in ("character", "colour")}
    for part in told[:-1]:
        scene |= {k: v for k, v in _one(said(part)).items() if k in _KEPT}
    here = said(told[-1])
    if scene.get("character") in here.get("character", ()):
        here["character"] = [scene["character"]]
    return {**scene, **first(here)}


def _one(found: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The hero is who is named first, the place is where a page ends."""
    return {kind: values[0 if kind != "place" else -1] for kind, values in found.items()}


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
    """The sentence that shows most: content words and things of the picture book, little speech."""
    best, most = "", -1.0
    for sentence in sentences(text):
        words = count_words(sentence)
        if not words:
            continue
        seen = 3 * len(said(sentence)) + len(set(content_words(sentence))) / 2
        speech = any(mark in sentence for mark in '"“”«»')
        worth = (seen - (3 if speech else 0)) / (1 + words / 25)
        if worth > most:
            best, most = sentence, worth
    return (best or " ".join(text.split())).rstrip(".!?…")
