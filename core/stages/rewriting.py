"""Writes one segment anew while the rest of the story stands, in the conversation of its book."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.build import Context, Made, Task
from core.languages import ENGLISH, told_in
from core.stages.author import Author, sentence_for, tokens_of, tokens_since
from core.stages.captions import captions_for_parts
from core.stages.conversation import BookAsked, PageAsked
from core.stages.parts import Wanted
from core.stages.prompting import most_visual
from core.stages.segmenting import story_parts
from core.stages.telling import has_plots, tell_page
from core.stages.writing import book_of
from core.story import LENGTHS, USUAL_LENGTH
from core.text import count_words
from picturebook.reading import read
from picturebook.telling import describe


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
    story = task.inputs["story"]
    seen = captions_for_parts(task, count)
    parts = story_parts(story, count, seen)
    written = bool(seen) or "outline" in task.inputs
    book = book_of(task, count)[0] if written else _pasted(task, parts)
    author = Author(
        model, book, title=str(story.data.get("title") or ""), seed=task.seed, ctx=ctx,
        slot=task.slot,
    )  # fmt: skip
    author.parts = list(parts)
    least, most = _room(parts, index, book.words or LENGTHS[USUAL_LENGTH])
    page = book.pages[index]
    english = book.language == ENGLISH
    wanted = Wanted(
        caption=page.caption if seen and english else "", beat=page.beat if english else "",
        least=least, most=most,
        sentence=sentence_for(book),
    )  # fmt: skip
    text = author.page(index, wanted)
    data = {"attempts": author.attempts, "notes": author.notes, "words": count_words(text)}
    return Made(text=text, data=data)


def _pasted(task: Task, parts: Sequence[str]) -> BookAsked:
    """A story that somebody brought: what each page shows is read from its words."""
    shown = [describe(read(part).scene) or most_visual(part) for part in parts]
    found = told_in("\n".join(parts))
    return BookAsked(
        language=found or ENGLISH,
        pages=tuple(PageAsked(caption=caption) for caption in shown),
        mood=task.params["mood"],
        hero=task.params.get("hero"),
    )


def _room(parts: Sequence[str], index: int, words: tuple[int, int]) -> tuple[int, int]:
    """Fewest and most words of the new text, so that all pages rewritten would stay in range."""
    old = count_words(parts[index])
    total = sum(count_words(part) for part in parts)
    low, high = words
    if not low <= total <= high:
        return max(1, round(0.75 * old)), round(1.25 * old) + 2
    share = len(parts)
    return max(5, old - (total - low) // share), old + max((high - total) // share, 1)
