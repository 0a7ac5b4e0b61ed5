"""Paints the picture of a segment from its prompt."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from core.build import Context, Made, Task


class Illustrating:
    """Stage "illustrating": one picture at a time, so that each is shown as soon as it is there."""

    name = "illustrating"
    role: str | None = "illustrator"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """A PNG for each task; cancelling is looked at after every step."""
        for task in tasks:
            ctx.check()
            steps = [0]
            note = _noter(task, ctx, steps)
            prompt = next(iter(task.inputs.values())).text or ""
            image = model.paint([prompt], seeds=[task.seed], on_step=note)[0].convert("RGB")
            out = io.BytesIO()
            image.save(out, "PNG")
            data = {
                "width": image.width,
                "height": image.height,
                "steps": steps[0],
                "guidance": getattr(model, "guidance_scale", None),
            }
            yield [(task, Made(media=out.getvalue(), mime="image/png", data=data))]


def _noter(task: Task, ctx: Context, steps: list[int]) -> Callable[[int, int], None]:
    page = int(task.slot.rpartition("/")[2]) + 1

    def note(done: int, total: int) -> None:
        steps[0] = total
        ctx.check()
        ctx.note(
            task.slot, f"Painting picture {page}: step {done} of {total}", done=done, total=total
        )

    return note
