"""Pictures of a story: each painted from its text, then again from the picture before it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from diffusers import DDIMScheduler, StableDiffusionImg2ImgPipeline, StableDiffusionPipeline
from PIL import Image

from eval.full_size import Steps
from eval.pictures import whole


class Pictures:
    """Stable Diffusion 1.5 in float32, guided."""

    def __init__(self, parts: Mapping[str, Any], *, device: str) -> None:
        values = whole(parts, DDIMScheduler(steps_offset=1, clip_sample=False))
        self.paint: Any = StableDiffusionPipeline(**values)
        self.change: Any = StableDiffusionImg2ImgPipeline(**values)
        pipelines: list[Any] = [self.paint, self.change]
        for pipeline in pipelines:
            pipeline.to(device)
            pipeline.set_progress_bar_config(disable=True)

    @torch.no_grad()
    def run(
        self,
        embeddings: Sequence[tuple[torch.Tensor, torch.Tensor]],
        *,
        size: int,
        steps: Steps,
        on_step: Callable[[], None],
    ) -> list[Image.Image]:
        """A picture for each segment's (prompt, negative prompt) embeddings.

        From the second on, what the text alone gave is thrown away for a version of the picture
        before it.
        """
        pictures: list[Image.Image] = []

        def after(_pipe: Any, _step: int, _time: Any, kwargs: Any) -> Any:
            on_step()
            return kwargs

        for prompt, negative in embeddings:
            shared = {
                "prompt_embeds": prompt,
                "negative_prompt_embeds": negative,
                "guidance_scale": 7.5,
                "callback_on_step_end": after,
            }
            picture = self.paint(
                num_inference_steps=steps.first, height=size, width=size, **shared
            ).images[0]
            if pictures:
                picture = self.change(
                    image=pictures[-1],
                    strength=steps.strength,
                    num_inference_steps=steps.next,
                    **shared,
                ).images[0]
            pictures.append(picture)
        return pictures
