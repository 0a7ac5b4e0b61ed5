"""Says how well a picture fits its prompt (CLIP score)."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from core.build import Context, Made, Task


class Scoring:
    """Stage "scoring": cosine of the CLIP vectors, and 100 · max(cosine, 0).

    The scale is that of torchmetrics' CLIPScore (Hessel et al. 2021 use w = 2.5 instead of 100).
    """

    name = "scoring"
    role: str | None = "scorer"
    batch_size = 16

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """All pictures in one batch."""
        ctx.check()
        prompts, images = [], []
        for i, task in enumerate(tasks):
            ctx.note(task.slot, "Comparing picture and prompt", done=i, total=len(tasks))
            for slot, artifact in task.inputs.items():
                if slot.startswith("prompt/"):
                    prompts.append(artifact.text or "")
                elif artifact.media:
                    content = ctx.media(artifact.media)
                    images.append(Image.open(io.BytesIO(content)).convert("RGB"))
        cosines = (model.embed_images(images) * model.embed_texts(prompts)).sum(axis=1)
        yield [
            (
                task,
                Made(data={"cosine": float(c), "score": 100 * max(float(c), 0.0)}, units=1),
            )
            for task, c in zip(tasks, cosines, strict=True)
        ]
