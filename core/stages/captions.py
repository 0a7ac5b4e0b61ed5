"""The captions of a story as its stages are given them."""

import re
from typing import Final

from core.build import Task
from core.figures import called, named_figures
from core.plan import picture_of

_MARK: Final = re.compile(r"<\|[^|<>]*\|>")


def plain(text: str) -> str:
    """A caption or name on one line, without anything that a model takes for one of its marks."""
    return unmarked(text).rstrip(".!?;,: ")


def unmarked(text: str) -> str:
    """A text on one line, without those marks."""
    text = _MARK.sub(" ", text).replace("<|", " ").replace("|>", " ")
    return " ".join(text.split())


def captions_for_parts(task: Task, count: int) -> tuple[str, ...]:
    """A caption for each part, in order; with fewer pictures than parts they repeat.

    Figures that a person named have their names.
    """
    story = task.inputs.get("story")
    said = task.params.get("figures") or (story.data.get("figures") if story else "")
    figures = named_figures(str(said or ""))
    given = {**task.context, **task.inputs}
    slots = sorted(
        (slot for slot in given if slot.startswith("caption/")),
        key=lambda slot: int(slot.partition("/")[2]),
    )
    captions = [called(plain(given[slot].text or ""), figures) for slot in slots]
    if not captions:
        return ()
    return tuple(captions[picture_of(i, count, len(captions))] for i in range(count))
