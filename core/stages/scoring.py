"""Says how well a picture fits its words (CLIP score): an illustration its prompt, and the words of
a page the picture that they tell.

The vectors are kept with the score: how a pair fits beside wrong pairs (its chance level, its rank)
is then counted without a model, and of all books together.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from core.build import Context, Made, Task
from core.vectors import packed

Groups = Iterator[Sequence[tuple[Task, Made]]]


class Scoring:
    """Stage "scoring": cosine of the CLIP vectors, and 100 · max(cosine, 0).

    The scale is that of torchmetrics' CLIPScore (Hessel et al. 2021 use w = 2.5 instead of 100).
    """

    name = "scoring"
    role: str | None = "scorer"
    batch_size = 16

    def run(self, tasks: Sequence[Task], model: Any, ctx: Context) -> Groups:
        """All pictures in one batch."""
        ctx.check()
        prompts, images = [], []
        for i, task in enumerate(tasks):
            ctx.note(task.slot, "Comparing picture and words", done=i, total=len(tasks))
            for slot, artifact in task.inputs.items():
                if slot.startswith("prompt/"):
                    prompts.append(artifact.text or "")
                elif artifact.media:
                    images.append(_picture(ctx, artifact.media))
        yield _scored(tasks, images, prompts, model)


class Matching:
    """Stage "matching": does a page tell the picture that a person brought? The same score, of the
    picture as it was uploaded and the words of the page; "source" names the picture."""

    name = "matching"
    role: str | None = "scorer"
    batch_size = 16

    def run(self, tasks: Sequence[Task], model: Any, ctx: Context) -> Groups:
        """All pages in one batch."""
        ctx.check()
        texts, images = [], []
        for i, task in enumerate(tasks):
            ctx.note(task.slot, "Comparing your picture and the page", done=i, total=len(tasks))
            texts.append(" ".join(artifact.text or "" for artifact in task.inputs.values()))
            images.append(_picture(ctx, task.sources[0]))
        yield _scored(tasks, images, texts, model)


def _picture(ctx: Context, sha256: str) -> Image.Image:
    return Image.open(io.BytesIO(ctx.media(sha256))).convert("RGB")


def _scored(
    tasks: Sequence[Task], images: Sequence[Image.Image], texts: Sequence[str], model: Any
) -> list[tuple[Task, Made]]:
    seen, read = model.embed_images(images), model.embed_texts(texts)
    found = []
    for task, picture, text in zip(tasks, seen, read, strict=True):
        cosine = float((picture * text).sum())
        data: dict[str, Any] = {"cosine": cosine, "score": 100 * max(cosine, 0.0)}
        data |= {"picture": packed(picture), "text": packed(text)}
        if task.sources:
            data["source"] = task.sources[0]
        found.append((task, Made(data=data, units=1)))
    return found
