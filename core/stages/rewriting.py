"""Writes one segment anew while the rest of the story stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.build import Context, Made, Task
from core.stages.formats import Brief, captions_for_parts, format_of
from core.stages.parts import Wanted, cost, finish, sentence_about, trim
from core.stages.prompting import most_visual
from core.stages.segmenting import story_parts
from core.stages.telling import has_plots, tell_page
from core.stages.titling import make_title
from core.stages.writing import Author, seed_of, tokens_of, tokens_since
from core.text import count_words, tells
from picturebook.reading import read
from picturebook.telling import describe

_RANGE = (200, 250)
"""The length of a written story; a rewritten segment must not lead out of it."""


class Rewriting:
    """Stage "rewriting": another text for one segment, about as long as the old one."""

    name = "rewriting"
    role: str | None = "writer"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One segment after the other."""
        for task in tasks:
            if has_plots(model):
                yield [(task, tell_page(task, model, ctx))]
                continue
            before = tokens_of(model)
            made = _rewrite(task, model, ctx)
            yield [(task, replace(made, units=tokens_since(model, before)))]


def _rewrite(task: Task, model: Any, ctx: Context) -> Made:
    index, count = int(task.params["index"]), int(task.params["segments"])
    seen = captions_for_parts(task, count)
    story = task.inputs["story"]
    parts = story_parts(story, count, seen)
    captions = seen or tuple(describe(read(part).scene) or most_visual(part) for part in parts)
    old = parts[index]
    least, most = _room(parts, index)
    total = sum(count_words(part) for part in parts)
    author = Author(
        model=model,
        form=format_of(model),
        brief=Brief(
            mood=task.params["mood"],
            hero=task.params.get("hero"),
            captions=captions,
            words=_RANGE if seen else (round(0.9 * total), round(1.1 * total)),
            seed=story.seed,
        ),
        seed=task.seed,
        ctx=ctx,
        slot=task.slot,
        title=str(story.data.get("title") or "") or make_title(parts),
    )
    noun = author.nouns[index] if seen else ""
    wanted = Wanted(
        noun=noun,
        least=least,
        most=most,
        last=index == count - 1,
    )
    best: tuple[float, int, str] | None = None
    for attempt in range(1, author.form.attempts + 1):
        ctx.check()
        reader = author.open(
            seed_of(task.seed, index, attempt),
            words=round(count_words(old) * count),
            before=parts[:index],
        )
        text, ended = reader.next(
            most_words=2 * most + 10,
            on_text=lambda current: ctx.note(task.slot, "Writing this page anew", text=current),
        )
        reader.close()
        others = [*parts[:index], old, *parts[index + 1 :]]
        worth = cost(text, wanted, others, ended=ended or author.form.end is None)
        if best is None or worth < best[0]:
            best = (worth, attempt, text)
        if worth == 0:
            break
    assert best is not None
    repairs = []
    text = finish(best[2])
    if not text or not tells(text, noun):
        text = f"{sentence_about(captions[index])} {text}".strip()
        repairs.append("told its picture in a sentence of its own")
    (text,), trimmed = trim([text], [noun], least, most)
    words = count_words(text)
    data = {"attempts": attempt, "repairs": repairs, "trimmed": trimmed, "words": words}
    return Made(text=text, data=data)


def _room(parts: Sequence[str], index: int) -> tuple[int, int]:
    """Fewest and most words of the new text, so that all pages rewritten would stay in range."""
    old = count_words(parts[index])
    total = sum(count_words(part) for part in parts)
    low, high = _RANGE
    if not low <= total <= high:
        return max(1, round(0.75 * old)), round(1.25 * old) + 2
    share = len(parts)
    return max(5, old - (total - low) // share), old + max((high - total) // share, 1)
