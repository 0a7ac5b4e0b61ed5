"""Writes one page anew of a story that stands as a whole: pasted, or told by an older studio."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.build import Context, Made, Task
from core.languages import ENGLISH, told_in
from core.stages import conversation
from core.stages.author import Author, others_met, sentence_for, tokens_of, tokens_since
from core.stages.captions import captions_for_parts
from core.stages.conversation import BookAsked, PageAsked
from core.stages.parts import Wanted
from core.stages.prompting import most_visual
from core.stages.segmenting import story_parts
from core.stages.telling import has_plots, retell_page
from core.stages.wished import wish_of
from core.stages.writing import room
from core.story import LENGTHS, USUAL_LENGTH
from core.text import count_words
from picturebook.reading import read
from picturebook.telling import describe


class Rewriting:
    """Stage "rewriting": another text for one page, about as long as the old one."""

    name = "rewriting"
    role: str | None = "writer"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One page after the other."""
        for task in tasks:
            if has_plots(model):
                yield [(task, retell_page(task, model, ctx))]
                continue
            before = tokens_of(model)
            made = _rewrite(task, model, ctx)
            yield [(task, replace(made, units=tokens_since(model, before)))]


def _rewrite(task: Task, model: Any, ctx: Context) -> Made:
    index, count = int(task.params["index"]), int(task.params["segments"])
    seen = captions_for_parts(task, count)
    parts = story_parts(task.inputs["story"], count, seen)
    words = task.params.get("words") or LENGTHS[USUAL_LENGTH]
    shown = seen or [describe(read(part).scene) or most_visual(part) for part in parts]
    language = ENGLISH if seen else told_in("\n".join(parts)) or ENGLISH
    book = BookAsked(
        language=language,
        pages=tuple(PageAsked(caption=caption) for caption in shown),
        mood=task.params["mood"],
        hero=task.params.get("hero"),
        pronoun=task.params.get("pronoun"),
        age=str(task.params.get("age") or ""),
        words=(int(words[0]), int(words[1])) if seen else None,
        cast=others_met(seen),
    )
    author = Author(model, book, ctx=ctx)
    standing = task.context.get(f"segment/{index}")
    old = (standing.text if standing else "") or parts[index]
    author.parts = list(parts)
    least, most = room(parts, index, (int(words[0]), int(words[1])))
    about = book.pages[index].caption if seen and language == ENGLISH else ""
    wanted = Wanted(caption=about, least=least, most=most, sentence=sentence_for(book))
    wish, asked = wish_of(task), list[dict[str, str]]()
    if wish is not None:
        asked = conversation.changing(old, wish.text)
        shortest, longest = wish.room(count_words(old)) or (wanted.least, wanted.most)
        wanted = replace(wanted, least=shortest, most=longest, without=wish.left_in)
    text = author.write(index, wanted, seed=task.seed, slot=task.slot, asked=asked, anew=True)
    data = {"attempts": author.attempts, "notes": author.notes, "words": count_words(text)}
    return Made(text=text, data=data)
