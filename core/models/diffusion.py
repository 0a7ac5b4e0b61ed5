"""Any text-to-image pipeline of diffusers: one seeded picture a prompt."""

import importlib
from collections.abc import Callable, Sequence
from typing import Any

import torch
from diffusers import DiffusionPipeline
from diffusers.utils import logging
from PIL import Image

from core.errors import BadInput, StudioError
from core.models.device import DevicePlan
from core.models.loading import Source, load_weights, read_json


class Diffusion:
    """Fulfils `core.models.base.Illustrator`."""

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

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Diffusion":
        """Load the parts one by one (so that missing weights are found), then the pipeline."""
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        parts = {}
        for name, value in read_json(source.folder / "model_index.json").items():
            if isinstance(value, list) and value[0] in ("diffusers", "transformers"):
                folder = source.folder / name
                if any(folder.glob("*.safetensors")):
                    part = getattr(importlib.import_module(value[0]), value[1])
                    parts[name] = load_weights(part, folder, source, plan)
        pipeline = DiffusionPipeline.from_pretrained(
            source.folder,
            **parts,
            dtype=getattr(torch, plan.dtype),
            use_safetensors=True,
            local_files_only=True,
        )
        pipeline.to(plan.device)
        pipeline.set_progress_bar_config(disable=True)
        return cls(pipeline, source)

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
        steps = num_inference_steps or self.num_inference_steps
        scale = self.guidance_scale if guidance_scale is None else guidance_scale
        pictures = []
        for index, (prompt, seed) in enumerate(zip(prompts, seeds, strict=True)):

            def after(pipe: Any, step: int, timestep: Any, kwargs: Any, index: int = index) -> Any:
                total = pipe.num_timesteps
                on_step(index * total + step + 1, len(prompts) * total)
                return kwargs

            pictures.append(self._one(prompt, seed, negative_prompt, steps, scale, after))
        return pictures

    def _one(
        self, prompt: str, seed: int, negative: str, steps: int, scale: float, after: Any
    ) -> Image.Image:
        with torch.inference_mode():
            out = self.pipeline(
                prompt=prompt,
                negative_prompt=negative or None,
                num_inference_steps=steps,
                guidance_scale=scale,
                width=self.size[0],
                height=self.size[1],
                # On the CPU whatever the device, so that a seed means the same noise everywhere.
                generator=torch.Generator("cpu").manual_seed(seed),
                callback_on_step_end=after,
            )
        if any(getattr(out, "nsfw_content_detected", None) or ()):
            raise StudioError(
                f"The safety checker of {self.label} withheld the picture for “{prompt[:60]}”; "
                "paint another take, or change the description."
            )
        return out.images[0]


def _size(pipeline: Any, given: Any) -> tuple[int, int]:
    """Width and height in pixels: as the catalogue says, or as the model was trained."""
    if given is not None:
        return int(given[0]), int(given[1])
    model = getattr(pipeline, "unet", None) or pipeline.transformer
    sample = model.config.sample_size
    height, width = sample if isinstance(sample, (list, tuple)) else (sample, sample)
    scale = pipeline.vae_scale_factor
    return int(width * scale), int(height * scale)
