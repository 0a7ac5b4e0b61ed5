"""Cuts the story into its segments, one a page, so that each picture is told in order."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.build import Artifact, Context, Made, Task
from core.stages.captions import captions_for_parts
from core.text import content_words, count_words, sentences


class Segmenting:
    """Stage "segmenting": part `index` of the story; deterministic."""

    name = "segmenting"
    role: str | None = None
    batch_size = 12

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """Each segment on its own; all of them cut the story in the same places."""
        for task in tasks:
            count = task.params["segments"]
            parts = story_parts(task.inputs["story"], count, captions_for_parts(task, count))
            yield [(task, Made(text=parts[task.params["index"]]))]


def story_parts(story: Artifact, count: int, captions: Sequence[str]) -> list[str]:
    """The story in `count` parts: as its writer made them, else aligned to the captions."""
    parts = story.data.get("parts")
    if parts and len(parts) == count:
        return [str(part) for part in parts]
    text = (story.text or "").strip()
    title = str(story.data.get("title") or "")
    if title and text.startswith(title):
        text = text.removeprefix(title).strip()
    return align(sentences(text), captions or [""] * count)


def align(said: Sequence[str], captions: Sequence[str]) -> list[str]:
    """Sentences in as many runs as there are captions, in order.

    Dynamic programming over (segment, sentence): most words shared with the segment's caption, and
    runs of even length.  With fewer sentences than captions the last sentences are used again.
    """
    count = len(captions)
    said = list(said) or ["…"]
    while len(said) < count:
        said.append(said[-1])
    about = [set(content_words(caption)) for caption in captions]
    words = [content_words(sentence) for sentence in said]
    before = [0]
    for sentence in said:
        before.append(before[-1] + count_words(sentence))
    ideal = max(before[-1] / count, 1)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for wanted in about:
        row: dict[int, tuple[float, int]] = {}
        for start, (worth, _from) in best[-1].items():
            told: set[str] = set()
            for end in range(start + 1, len(said) + 1):
                told |= wanted & set(words[end - 1])
                overlap = len(told) / len(wanted) if wanted else 0.0
                uneven = ((before[end] - before[start] - ideal) / ideal) ** 2
                total = worth + 2 * overlap - uneven
                if end not in row or total > row[end][0] + 1e-12:
                    row[end] = (total, start)
        best.append(row)
    runs: list[str] = []
    end = len(said)
    for row in reversed(best[1:]):
        start = row[end][1]
        runs.append(" ".join(said[start:end]))
        end = start
    return runs[::-1]
