"""Makes the picture of a segment: painted from its prompt, or drawn from its scene.

What is painted starts from the page's drawing or from the picture before, if that is asked for.
"""

import io
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PIL import Image

from core.build import Artifact, Context, Made, Task
from core.story import SHAPES
from picturebook.drawing.compose import SIDES, draw
from picturebook.reading import read
from picturebook.scene import Scene


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
            source = next(iter(task.inputs.values()))
            if hasattr(model, "draw"):
                yield [(task, _drawn(task, source, model, ctx))]
                continue
            steps = [0]
            note = _noter(task, ctx, steps)
            start = _start(task, ctx, model.size)
            image = model.paint([source.text or ""], seeds=[task.seed], on_step=note, **start)[0]
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


def _drawn(task: Task, source: Artifact, model: Any, ctx: Context) -> Made:
    """The drawing of a scene as PNG, and as vectors beside it."""
    page = int(task.slot.rpartition("/")[2]) + 1
    ctx.note(task.slot, f"Drawing picture {page}")
    width, height = SHAPES[str(task.params.get("shape", "square"))]
    said = source.data.get("scene")
    # A person may have put other words in the place of what was read.
    scene = Scene.from_json(str(said)) if said else read(source.text or "").scene
    drawing = model.draw(
        scene,
        style=str(task.params.get("style", "paper")),
        seed=task.seed,
        size=(width, height),
        label=source.text or "",
    )
    return Made(
        media=drawing.png(width, height),
        mime="image/png",
        data={"width": width, "height": height},
        files={"svg": (drawing.svg(width).encode(), "image/svg+xml")},
        units=1,
    )


def _start(task: Task, ctx: Context, size: tuple[int, int]) -> dict[str, Any]:
    """What to start from instead of noise: the page's drawing, which goes before the picture
    before; `size` is the model's, in pixels."""
    guide = next((a for slot, a in task.inputs.items() if slot.startswith("guide/")), None)
    if guide is not None:
        return {"init_image": _guide(task, guide, size), "strength": task.params["strength"]}
    before = next((a for slot, a in task.inputs.items() if slot.startswith("illustration/")), None)
    if before is None or before.media is None:
        return {}
    picture = Image.open(io.BytesIO(ctx.media(before.media)))
    return {"init_image": picture, "strength": task.params["strength"]}


def _guide(task: Task, guide: Artifact, size: tuple[int, int]) -> Image.Image:
    """The drawing of the scene in the model's shape, as large as it is or as drawings are at
    least."""
    larger = max(1, math.ceil(SIDES[0] / min(size)))
    drawing = draw(
        Scene.from_json(str(guide.data["scene"])),
        style=str(task.params["style"]),
        seed=int(task.params["guide_seed"]),
        width=size[0] * larger,
        height=size[1] * larger,
    )
    return Image.open(io.BytesIO(drawing.png(size[0] * larger, size[1] * larger)))


def _noter(task: Task, ctx: Context, steps: list[int]) -> Callable[[int, int], None]:
    page = int(task.slot.rpartition("/")[2]) + 1

    def note(done: int, total: int) -> None:
        steps[0] = total
        ctx.check()
        ctx.note(
            task.slot, f"Painting picture {page}: step {done} of {total}", done=done, total=total
        )

    return note
