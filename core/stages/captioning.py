"""Says what is in the pictures, all of them in one batch."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from core.build import Context, Made, Task
from core.models.base import CaptionResult


class Captioning:
    """Stage "captioning": a caption, how sure the model is of it, and what else it may be.

    With "calibrated" in its data, "confidence" is the chance that the caption is right.
    """

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
                    data=_data(result, calibrated=bool(getattr(model, "calibration", None))),
                    units=1,
                ),
            )
            for task, result in zip(tasks, results, strict=True)
        ]


def _data(result: CaptionResult, *, calibrated: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"confidence": round(result.confidence, 4)}
    if calibrated:
        data["calibrated"] = True
    own = result.text.strip()
    others = dict.fromkeys(candidate.strip() for candidate in result.candidates)
    if candidates := [other for other in others if other and other != own]:
        data["candidates"] = candidates
    return data
