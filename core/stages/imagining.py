"""Makes up what the pages of a story show of which there is an idea and no picture."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from core.build import Context, Made, Task
from core.figures import named_figures, who_is_who
from core.stages import conversation
from core.stages.captions import plain
from core.stages.conversation import BookAsked, PageAsked
from core.stages.plots import numbered
from picturebook.reading import readable
from picturebook.sampling.imagined import imagined, said

_TOKENS: Final = 40
"""For a line."""


class Imagining:
    """Stage "imagining": a caption for each page in English, the hero in all of them.

    Deterministic, by the reader of sentences; where the step names a writer, because the idea may
    be in another language, by that.
    """

    name = "imagining"
    role: str | None = "writer"
    batch_size = 10

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """Each page on its own; all of them come from the same idea and seed."""
        told = _by_writer(tasks[0], model, ctx) if model is not None else None
        for task in tasks:
            index = int(task.params["index"])
            caption = told[index] if told else _by_rule(task)
            yield [(task, Made(text=caption, data={"imagined": True}, units=1))]


def _by_rule(task: Task) -> str:
    ask = task.params
    scenes = imagined(
        str(ask["idea"]), pages=int(ask["pages"]), seed=task.seed,
        hero=str(ask.get("hero") or ""), pronoun=str(ask.get("pronoun") or ""),
        others=[figure.kind for figure in named_figures(ask.get("figures"))],
    )  # fmt: skip
    return said(scenes[int(ask["index"])], task.seed)


def _by_writer(task: Task, model: Any, ctx: Context) -> tuple[str, ...] | None:
    """What the writer says of all pages; None if it says it otherwise than asked."""
    count = int(task.params["pages"])
    book = BookAsked(
        pages=(PageAsked(),) * count,
        idea=plain(task.params["idea"]),
        hero=plain(task.params.get("hero") or "") or None,
        figures=who_is_who(named_figures(task.params.get("figures"))),
    )
    ctx.note(task.slot, "Making up the pictures")
    (reply,) = model.talk().answers(
        conversation.imagining(book),
        seeds=[task.seed],
        max_new_tokens=count * _TOKENS,
        temperature=float(model.options.get("temperature", conversation.TEMPERATURE)),
        top_p=float(model.options.get("top_p", conversation.TOP_P)),
        check=ctx.check,
    )
    lines = numbered(reply.text, count)
    return tuple(map(plain, lines)) if lines and all(map(readable, lines)) else None
