"""Words the illustrator's prompt for a segment, within what the model can read.

A prompt is a list of phrases, most important first; when it is too long for the illustrator's own
tokenizer whole phrases are left out from the end.  What was left out is written down ("dropped"),
and what the starter illustrator draws instead of something it does not know ("replaced").
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.build import Artifact, Context, Made, Task
from core.stages.pasted import names_in, scene_of
from core.stages.sketch import Figure, Sketch, drawable, dressed, phrase, read, read_page
from core.stages.vocabulary import said
from core.stages.vocabulary_words import ACTIONS
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
            sketch = Sketch()
            if getattr(model, "prompt_style", "plain") == "starter":
                sketch = _starter(task)
                phrases = [phrase(sketch)] if sketch else [_chunks(_shown(task))]
            else:
                phrases = _plain(task)
            style = task.params.get("style") or ""
            prompt, dropped = fit(phrases, style, model.count_tokens, model.max_tokens)
            data = {
                "dropped": [*dropped, *(sketch.left_out if sketch else ())],
                "replaced": dict(sketch.replaced) if sketch else {},
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
    """For an illustrator that knows the whole world: the caption and the page's best sentence."""
    text, seen = _segment(task).text or "", _seen(task)
    if seen:
        return [_chunks(seen), [most_visual(text)]]
    best = most_visual(text)
    return [_chunks(best), [s for s in sentences(text) if s != best][:1]]


def _starter(task: Task) -> Sketch:
    """For the starter illustrator: what the picture shows, or a page of a pasted story."""
    segment, seen = _segment(task), _seen(task)
    if seen:
        sketch = read(seen)
        if segment.maker == "person":
            sketch = changed(sketch, segment.text or "")
        return dressed(drawable(sketch))
    story = task.inputs.get("story")
    parts = [str(part) for part in story.data.get("parts", ())] if story else []
    index = int(task.slot.rpartition("/")[2])
    told = [*parts[:index], segment.text or ""]
    return scene_of(told, parts[index + 1 :], task.params.get("hero"))


def changed(sketch: Sketch, text: str) -> Sketch:
    """A sketch with what a person's text says otherwise; what both agree on stays as it was.

    Verbs are too many and too vague to change a picture.
    """
    other = read_page(text, names_in(text))
    told = said(text)
    new: dict[str, Any] = {
        kind: getattr(other, kind)
        for kind in ("place", "time", "weather", "prop")
        if getattr(other, kind) and getattr(sketch, kind) not in told.get(kind, ())
    }
    coats = dict(sketch.cast)
    if other.cast and not coats.keys() & {who for who, _ in other.cast}:
        free = iter(coats.values())
        cast = [Figure(who, colour or next(free, "")) for who, colour in other.cast]
        action = sketch.action if sketch.action in ACTIONS or len(cast) > 1 else ""
        new |= {"cast": tuple(cast), "action": action}
    else:
        worn = {who: colour for who, colour in other.cast if colour}
        new["cast"] = tuple(Figure(who, worn.get(who, colour)) for who, colour in sketch.cast)
    return replace(sketch, **new, replaced={**sketch.replaced, **other.replaced})


def _shown(task: Task) -> str:
    """The words of a page on which there is nothing of the picture-book world."""
    return _seen(task) or most_visual(_segment(task).text or "")


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
