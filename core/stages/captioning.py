"""Says what is in the pictures, all of them in one batch."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from core.build import Context, Made, Task
from core.models.base import CaptionResult
from core.pictures import description_of


class Captioning:
    """Stage "captioning": a caption, how sure the model is of it, and what else it may be.

    A picture whose file says what it shows (PNG's "Description", EXIF's ImageDescription) keeps
    that; "brought" in its data says so.

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
        opened = [Image.open(io.BytesIO(ctx.media(task.sources[0]))) for task in tasks]
        described = [description_of(image) for image in opened]
        told = [(task, _brought(text)) for task, text in zip(tasks, described, strict=True) if text]
        seen = [n for n, text in enumerate(described) if not text]
        images = [opened[n].convert("RGB") for n in seen]
        results = model.caption(images, check=ctx.check) if images else []
        calibrated = bool(getattr(model, "calibration", None))
        for n, result in zip(seen, results, strict=True):
            data = _data(result, calibrated=calibrated)
            told.append((tasks[n], Made(text=result.text.strip(), data=data, units=1)))
        yield told


def _brought(description: str) -> Made:
    """The caption that a picture's own file brought along: nobody needs to guess."""
    data = {"confidence": 1.0, "calibrated": True, "brought": True}
    return Made(text=description, data=data, units=1)


def _data(result: CaptionResult, *, calibrated: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"confidence": round(result.confidence, 4)}
    if calibrated:
        data["calibrated"] = True
    own = result.text.strip()
    others = dict.fromkeys(candidate.strip() for candidate in result.candidates)
    if candidates := [other for other in others if other and other != own]:
        data["candidates"] = candidates
    return data
