"""Any text-to-image pipeline of diffusers: one seeded picture a prompt, from noise or a picture.

How a pipeline is put together stands in `core.models.pipelines`.
"""

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from diffusers import AutoPipelineForImage2Image
from diffusers.image_processor import VaeImageProcessor
from PIL import Image

from core.errors import BadInput, StudioError
from core.models.device import DevicePlan
from core.models.latent_diffusion import LatentDiffusion
from core.models.pipelines import load_pipeline
from core.models.source import Source

STRENGTH = 0.6
"""How much of a picture is painted anew when nothing else is said."""


class Diffusion:
    """Fulfils `core.models.base.Illustrator`, with `init_image` where the pipeline can do it."""

    def __init__(self, pipeline: Any, source: Source) -> None:
        options = source.options
        self.pipeline = pipeline
        self.label = source.label
        self.num_inference_steps = int(options.get("num_inference_steps", 25))
        self.guidance_scale = float(options.get("guidance_scale", 7.5))
        self.prompt_style = str(options.get("prompt_style", "plain"))
        self.size = _size(pipeline, options.get("size"))
        tokenizer = pipeline.tokenizer
        limit = getattr(pipeline.text_encoder.config, "max_position_embeddings", 512)
        self.max_tokens = int(min(tokenizer.model_max_length, limit))
        self._continuing: Any = None

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Diffusion":
        """Load the pipeline with what the catalogue's options add to it."""
        return cls(load_pipeline(source, plan), source)

    def count_tokens(self, prompt: str) -> int:
        """Length of a prompt by the model's own tokenizer, with its start and end tokens."""
        return len(self.pipeline.tokenizer(prompt, truncation=False)["input_ids"])

    def paint(
        self,
        prompts: Sequence[str],
        *,
        seeds: Sequence[int],
        negative_prompt: str = "",
        num_inference_steps: int | None = None,
        guidance_scale: float | None = None,
        init_image: Image.Image | None = None,
        strength: float = STRENGTH,
        on_step: Callable[[int, int], None],
    ) -> list[Image.Image]:
        """One picture a prompt, one after the other.

        Matrix kernels round differently for other batch sizes, so a picture painted in a batch is
        not the picture painted alone; and on a processor a batch saves no time.
        """
        if len(prompts) != len(seeds):
            raise ValueError(f"{len(prompts)} prompts, but {len(seeds)} seeds")
        for prompt in prompts:
            if (count := self.count_tokens(prompt)) > self.max_tokens:
                raise BadInput(
                    f"The picture description is too long for {self.label}: it has {count} tokens "
                    f"of at most {self.max_tokens}. Shorten “{prompt[:40]}…”."
                )
        if init_image is not None and not 0.05 <= strength <= 1:
            raise BadInput(
                f"A picture cannot change by {strength:g}: choose a strength from 0.05 to 1."
            )
        call: dict[str, Any] = {
            "negative_prompt": negative_prompt or None,
            "num_inference_steps": num_inference_steps or self.num_inference_steps,
            "guidance_scale": self.guidance_scale if guidance_scale is None else guidance_scale,
        }
        if init_image is None:
            pipeline = self.pipeline
            call |= {"width": self.size[0], "height": self.size[1]}
        else:
            pipeline = self._from_picture()
            # Of `num_inference_steps` only the share `strength` is done; at least one must be.
            steps = max(call["num_inference_steps"], math.ceil(1 / strength))
            image = init_image.convert("RGB").resize(self.size, Image.Resampling.LANCZOS)
            call |= {"num_inference_steps": steps, "image": image, "strength": strength}
        pictures = []
        for index, (prompt, seed) in enumerate(zip(prompts, seeds, strict=True)):

            def after(pipe: Any, step: int, timestep: Any, kwargs: Any, index: int = index) -> Any:
                total = pipe.num_timesteps
                on_step(index * total + step + 1, len(prompts) * total)
                return kwargs

            pictures.append(self._one(pipeline, prompt, seed, call, after))
        return pictures

    def _one(
        self, pipeline: Any, prompt: str, seed: int, call: dict[str, Any], after: Any
    ) -> Image.Image:
        latents: list[torch.Tensor] = []

        def step_end(pipe: Any, step: int, timestep: Any, kwargs: Any) -> Any:
            latents[:] = [kwargs["latents"]] if "latents" in kwargs else []
            return after(pipe, step, timestep, kwargs)

        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of numbers that are none, see below
            out = pipeline(
                prompt=prompt,
                # On the CPU whatever the device, so that a seed means the same noise everywhere.
                generator=torch.Generator("cpu").manual_seed(seed),
                callback_on_step_end=step_end,
                output_type="np",
                **call,
            )
        if any(getattr(out, "nsfw_content_detected", None) or ()):
            raise StudioError(
                f"The safety checker of {self.label} withheld the picture for “{prompt[:60]}”; "
                "paint another take, or change the description."
            )
        pixels = out.images
        if not np.isfinite(pixels).all():
            pixels = self._decoded_again(pipeline.vae, latents)
        return VaeImageProcessor.numpy_to_pil(pixels)[0]

    def _decoded_again(self, vae: Any, latents: Sequence[torch.Tensor]) -> np.ndarray:
        """Pixels (0 to 1, shape (1, height, width, 3)) where 16 bits were too few for the decoder:
        the numbers left their range, and the picture would be black."""
        last, dtype = latents[0] if latents else None, vae.dtype
        if last is not None and last.ndim == 4 and dtype != torch.float32:
            scaled = last.float() / vae.config.scaling_factor
            scaled = scaled + (getattr(vae.config, "shift_factor", None) or 0.0)
            try:
                with torch.inference_mode():
                    found = vae.to(torch.float32).decode(scaled, return_dict=False)[0]
            finally:
                vae.to(dtype)
            pixels = (found / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1).cpu().numpy()
            if np.isfinite(pixels).all():
                return pixels
        raise StudioError(
            f"{self.label} painted no picture: its numbers left the range of {dtype}. Paint "
            "another take; if that fails, too, choose another illustrator."
        )

    def _from_picture(self) -> Any:
        """The same models as a pipeline that starts from a picture."""
        if isinstance(self.pipeline, LatentDiffusion):
            return self.pipeline
        if self._continuing is None:
            try:
                self._continuing = AutoPipelineForImage2Image.from_pipe(self.pipeline)
            except ValueError as error:
                raise BadInput(
                    f"{self.label} cannot start from a picture; make the book without continuity "
                    "and without a guide, or choose another illustrator."
                ) from error
            self._continuing.set_progress_bar_config(disable=True)
        return self._continuing


def _size(pipeline: Any, given: Any) -> tuple[int, int]:
    """Width and height in pixels: as the catalogue says, or as the model was trained."""
    if given is not None:
        return int(given[0]), int(given[1])
    model = getattr(pipeline, "unet", None) or pipeline.transformer
    sample = model.config.sample_size
    height, width = sample if isinstance(sample, (list, tuple)) else (sample, sample)
    scale = pipeline.vae_scale_factor
    return int(width * scale), int(height * scale)
