"""Who plays in the book, and how each of them looks on every page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.build import Context, Made, Task, digest
from core.figures import called, named_figures
from core.text import sentences
from core.threads.library import library
from picturebook.casting import dressed
from picturebook.reading.cast import cast_of
from picturebook.wishes import from_json, wished


class Casting:
    """Stage "casting": deterministic text work.

    Pages depend on what it says, not on how it came about.
    """

    name = "casting"
    role: str | None = None
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """The cast as JSON, from the story's pages, the captions and the hero's name.

        What people wished goes before what was read; what nobody says of a look is chosen by the
        seed.
        """
        for task in tasks:
            pages = _pages(task)
            figures = named_figures(task.params.get("figures"))
            captions = [
                called(a.text or "", figures)
                for s, a in task.inputs.items()
                if s.startswith("caption/")
            ]
            kinds = dict(_of_the_plot(task))
            kinds |= {figure.name: figure.kind for figure in figures}
            read = cast_of(pages, captions, task.params.get("hero"), called=kinds)
            wishes = task.inputs.get("wishes")
            if wishes is not None:
                read = wished(read, from_json(str(wishes.data["wishes"])))
            cast = dressed(read, task.seed).to_json()
            yield [(task, Made(text=cast, data={"content": digest(cast)}))]


def _of_the_plot(task: Task) -> Mapping[str, str]:
    """What the figures of the studio's own plot are, where its text does not show it."""
    outline = task.inputs.get("outline")
    name = str(outline.data.get("thread") or "") if outline is not None else ""
    return next((thread.cast for thread in library() if thread.id == name), {})


def _pages(task: Task) -> list[str]:
    """The story page by page, as far as it is known."""
    story = task.inputs.get("story")
    if story is not None:
        return [str(part) for part in story.data.get("parts") or sentences(story.text or "")]
    return [artifact.text or "" for artifact in task.context.values()]
