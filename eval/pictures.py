"""Pictures of a story as the studio paints them, measured without what surrounds them there.

The first segment's picture comes from its text, every other one from its text and the picture
before it, and nothing is painted to be thrown away.  `core.models.diffusion` is the studio's own
door to such pictures; this is its inner loop on parts with random weights, which have no files.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from diffusers import (
    DDIMScheduler,
    LCMScheduler,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionPipeline,
)
from PIL import Image

from eval.full_size import Steps


class Pictures:
    """Stable Diffusion in the precision of its parts; `few`: without guidance, by LCM."""

    def __init__(self, parts: Mapping[str, Any], *, few: bool, device: str) -> None:
        scheduler = (
            LCMScheduler(steps_offset=1)
            if few
            else DDIMScheduler(steps_offset=1, clip_sample=False)
        )
        values = whole(parts, scheduler)
        self.guidance_scale = 1.0 if few else 7.5
        self.paint: Any = StableDiffusionPipeline(**values)
        self.change: Any = StableDiffusionImg2ImgPipeline(**values)
        pipelines: list[Any] = [self.paint, self.change]
        for pipeline in pipelines:
            pipeline.to(device)
            pipeline.set_progress_bar_config(disable=True)

    @torch.inference_mode()
    def run(
        self,
        embeddings: Sequence[tuple[torch.Tensor, torch.Tensor]],
        *,
        size: int,
        steps: Steps,
        on_step: Callable[[], None],
    ) -> list[Image.Image]:
        """A picture for each segment's (prompt, negative prompt) embeddings."""
        pictures: list[Image.Image] = []

        def after(_pipe: Any, _step: int, _time: Any, kwargs: Any) -> Any:
            on_step()
            return kwargs

        for prompt, negative in embeddings:
            shared: dict[str, Any] = {
                "prompt_embeds": prompt,
                "negative_prompt_embeds": negative if self.guidance_scale > 1 else None,
                "guidance_scale": self.guidance_scale,
                "callback_on_step_end": after,
            }
            if pictures:
                out = self.change(
                    image=pictures[-1],
                    strength=steps.strength,
                    num_inference_steps=steps.next,
                    **shared,
                )
            else:
                out = self.paint(num_inference_steps=steps.first, height=size, width=size, **shared)
            pictures.append(out.images[0])
        return pictures


def whole(parts: Mapping[str, Any], scheduler: Any) -> dict[str, Any]:
    """What a pipeline of diffusers is made of, without tokenizer and safety checker."""
    return {
        **parts,
        "scheduler": scheduler,
        "tokenizer": None,
        "safety_checker": None,
        "feature_extractor": None,
        "requires_safety_checker": False,
    }


@torch.inference_mode()
def embed(encoder: Any, count: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Embeddings (prompt, negative prompt) of `count` segments: random words, 77 tokens."""
    vocabulary = encoder.config.vocab_size
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(0, vocabulary, (count + 1, 77), generator=generator).to(encoder.device)
    found = encoder(ids).last_hidden_state
    return [(found[i : i + 1], found[count : count + 1]) for i in range(count)]
