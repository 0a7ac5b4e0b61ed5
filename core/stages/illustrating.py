"""Paints the picture of a segment from its prompt, and from the picture before it if asked to."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PIL import Image

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
            start = _start(task, ctx)
            image = model.paint([prompt], seeds=[task.seed], on_step=note, **start)[0]
            image = image.convert("RGB")
            out = io.BytesIO()
            image.save(out, "PNG")
            data = {
                "width": image.width,
                "height": image.height,
                "steps": steps[0],
                "guidance": getattr(model, "guidance_scale", None),
            }
            yield [(task, Made(media=out.getvalue(), mime="image/png", data=data, units=1))]


def _start(task: Task, ctx: Context) -> dict[str, Any]:
    """What to start from instead of noise: the picture before, where the story has continuity."""
    before = next((a for slot, a in task.inputs.items() if slot.startswith("illustration/")), None)
    if before is None or before.media is None:
        return {}
    picture = Image.open(io.BytesIO(ctx.media(before.media)))
    return {"init_image": picture, "strength": task.params["strength"]}


def _noter(task: Task, ctx: Context, steps: list[int]) -> Callable[[int, int], None]:
    page = int(task.slot.rpartition("/")[2]) + 1

    def note(done: int, total: int) -> None:
        steps[0] = total
        ctx.check()
        ctx.note(
            task.slot, f"Painting picture {page}: step {done} of {total}", done=done, total=total
        )

    return note
