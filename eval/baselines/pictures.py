"""Pictures of a story: each painted from its text, then again from the picture before it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from diffusers import StableDiffusionImg2ImgPipeline, StableDiffusionPipeline
from PIL import Image


class Pictures:
    """Stable Diffusion 1.5 in float32, guided."""

    def __init__(self, folder: Path, *, device: str) -> None:
        self.paint: Any = StableDiffusionPipeline.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
        self.change: Any = StableDiffusionImg2ImgPipeline(**self.paint.components)
        pipelines: list[Any] = [self.paint, self.change]
        for pipeline in pipelines:
            pipeline.to(device)
            pipeline.set_progress_bar_config(disable=True)

    @torch.no_grad()
    def run(
        self,
        prompts: Sequence[str],
        *,
        first_steps: int,
        next_steps: int,
        strength: float,
        on_step: Callable[[], None],
    ) -> list[Image.Image]:
        """A picture for each prompt.

        From the second on, what the text alone gave is thrown away for a version of the picture
        before it, for which the share `strength` of `next_steps` is taken.
        """
        pictures: list[Image.Image] = []

        def after(_pipe: Any, _step: int, _time: Any, kwargs: Any) -> Any:
            on_step()
            return kwargs

        for prompt in prompts:
            shared = {"prompt": prompt, "guidance_scale": 7.5, "callback_on_step_end": after}
            picture = self.paint(num_inference_steps=first_steps, **shared).images[0]
            if pictures:
                picture = self.change(
                    image=pictures[-1],
                    strength=strength,
                    num_inference_steps=next_steps,
                    **shared,
                ).images[0]
            pictures.append(picture)
        return pictures
