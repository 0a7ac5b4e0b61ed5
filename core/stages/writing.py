"""Writes the story: a language model in one conversation, the storyteller by its plots."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.ages import USUAL_AGE
from core.build import Context, Made, Task
from core.figures import named_figures, who_is_who
from core.languages import ENGLISH
from core.stages.author import Author, others_met, tokens_of, tokens_since
from core.stages.captions import captions_for_parts, plain
from core.stages.conversation import BookAsked, PageAsked
from core.stages.outlining import Outline, read_outline
from core.stages.telling import has_plots, tell_story
from core.stages.titling import make_title


class Writing:
    """Stage "writing": the whole story."""

    name = "writing"
    role: str | None = "writer"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One story after the other, heard while it is written."""
        for task in tasks:
            if has_plots(model):
                yield [(task, tell_story(task, model, ctx))]
                continue
            before = tokens_of(model)
            data = _written(task, model, ctx)
            text = "\n\n".join(filter(None, [data["title"], *data["parts"]]))
            yield [(task, Made(text=text, data=data, units=tokens_since(model, before)))]


def _written(task: Task, model: Any, ctx: Context) -> dict[str, Any]:
    book, title = book_of(task, int(task.params["segments"]))
    author = Author(model, book, title=title, seed=task.seed, ctx=ctx, slot=task.slot)
    author.write()
    return {
        "title": title,
        "parts": list(author.parts),
        "words": author.words(),
        "attempts": list(author.attempts),
        "notes": list(author.notes),
    }


def book_of(task: Task, count: int) -> tuple[BookAsked, str]:
    """What a task asks of a language model, by its outline where it has one; and the title."""
    captions = captions_for_parts(task, count) or ("",) * count
    outline = outline_of(task, count)
    hero = plain(task.params.get("hero") or "") or outline.hero
    low, high = task.params.get("words") or (200, 250)
    language = str(task.params.get("language") or ENGLISH)
    book = BookAsked(
        pages=tuple(
            PageAsked(caption=caption, beat=beat)
            for caption, beat in zip(captions, outline.beats or [""] * count, strict=True)
        ),
        mood=task.params["mood"],
        hero=hero or None,
        pronoun=str(task.params.get("pronoun") or "") or outline.pronoun or None,
        age=str(task.params.get("age") or USUAL_AGE),
        words=(int(low), int(high)),
        cast=others_met(captions),
        plan=outline.plan,
        idea=plain(task.params.get("idea") or ""),
        figures=who_is_who(named_figures(task.params.get("figures"))),
        language=language,
    )
    if outline.title or language != ENGLISH:  # Elsewhere its own first words are the title.
        return book, outline.title
    return book, make_title(captions, hero or None)


def outline_of(task: Task, count: int) -> Outline:
    """The outline among a task's inputs; an empty one where there is none."""
    artifact = task.inputs.get("outline")
    return (read_outline(artifact.text or "", count) if artifact else None) or Outline()
