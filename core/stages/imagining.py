"""Makes up what the pages of a story show of which there is an idea and no picture."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.build import Context, Made, Task
from picturebook.sampling.imagined import imagined, said


class Imagining:
    """Stage "imagining": deterministic; a caption for each page, the hero in all of them."""

    name = "imagining"
    role: str | None = None
    batch_size = 10

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """Each page on its own; all of them come from the same idea and seed."""
        for task in tasks:
            ask = task.params
            scenes = imagined(
                str(ask["idea"]), pages=int(ask["pages"]), seed=task.seed,
                hero=str(ask.get("hero") or ""), pronoun=str(ask.get("pronoun") or ""),
            )  # fmt: skip
            caption = said(scenes[int(ask["index"])], task.seed)
            yield [(task, Made(text=caption, data={"imagined": True}, units=1))]
