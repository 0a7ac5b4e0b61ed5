"""The story's title: the writer's own, or one made from a pasted story."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.build import Context, Made, Task
from core.stages.titles import make_title
from core.text import sentences


class Titling:
    """Stage "titling": deterministic text work."""

    name = "titling"
    role: str | None = None
    batch_size = 10

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """The title that the story carries, else one from its words."""
        for task in tasks:
            story = task.inputs["story"]
            title = str(story.data.get("title") or "").strip()
            made = title or make_title(story.data.get("parts") or sentences(story.text or ""))
            yield [(task, Made(text=made))]
