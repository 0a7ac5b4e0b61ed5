"""Says what is in the pictures, all of them in one batch."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from core.build import Context, Made, Task


class Captioning:
    """Stage "captioning": a caption and how sure the model is of it."""

    name = "captioning"
    role: str | None = "captioner"
    batch_size = 10

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """All captions together."""
        count = len(tasks)
        for i, task in enumerate(tasks):
            what = f"Looking at {count} pictures" if count > 1 else "Looking at the picture"
            ctx.note(task.slot, what, done=i, total=count)
        ctx.check()
        images = [
            Image.open(io.BytesIO(ctx.media(task.sources[0]))).convert("RGB") for task in tasks
        ]
        results = model.caption(images, check=ctx.check)
        yield [
            (
                task,
                Made(
                    text=result.text.strip(),
                    data={"confidence": round(result.confidence, 4)},
                    units=1,
                ),
            )
            for task, result in zip(tasks, results, strict=True)
        ]
