"""What the kinds of latent-diffusion pipelines do each in their own way: reading, seeing, guessing.

Stable Diffusion (Rombach et al. 2022), the first latent diffusion for text before it (LDM), and
SDXL (Podell et al. 2023). Knows no data set and no training.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from core.errors import BadInput


class StableDiffusion:
    """A `StableDiffusionPipeline`: one text encoder, no other conditions."""

    only_lora = False

    def __init__(self, pipeline: Any) -> None:
        self.pipeline = pipeline
        self.vae: Any = pipeline.vae
        self.texts: list[Any] = [pipeline.text_encoder]

    @property
    def scale(self) -> int:
        """Pixels that a latent is wide."""
        return int(self.pipeline.vae_scale_factor)

    @property
    def frozen(self) -> list[Any]:
        """What stays as it is: autoencoder and text encoders."""
        return [self.vae, *self.texts]

    @torch.no_grad()
    def see(self, pixels: Tensor) -> Tensor:
        """Pictures (B, 3, H, W) in -1..1 → latents (B, c, H / scale, W / scale), scaled."""
        weight = next(self.vae.parameters())
        found = self.vae.encode(pixels.to(weight.device, weight.dtype))
        # The middle of the distribution: its spread is a thousandth of the latents' own.
        seen = found.latent_dist.mode() if hasattr(found, "latent_dist") else found.latents
        shift = getattr(self.vae.config, "shift_factor", None) or 0.0
        latents: Tensor = (seen.float() - shift) * self.vae.config.scaling_factor
        return latents

    @torch.no_grad()
    def read(self, captions: Sequence[str]) -> dict[str, Tensor]:
        """Captions → "states" (B, tokens, d), and "pooled" (B, d) where the U-Net wants that."""
        device = next(self.texts[0].parameters()).device
        states = self.pipeline.encode_prompt(list(captions), device, 1, False)[0]
        return {"states": states}

    def guess(
        self, unet: Any, noisy: Tensor, times: Tensor, read: Mapping[str, Tensor], frames: Tensor
    ) -> Tensor:
        """What the U-Net says of noisy latents; `frames` (B, 6) as SDXL is told them."""
        found: Tensor = unet(noisy, times, encoder_hidden_states=read["states"]).sample
        return found


class FirstLatentDiffusion(StableDiffusion):
    """An `LDMTextToImagePipeline`: its text encoder is a BERT without a mask."""

    @torch.no_grad()
    def read(self, captions: Sequence[str]) -> dict[str, Tensor]:
        """See the base class."""
        return {"states": self.pipeline._read(list(captions))}


class StableDiffusionXL(StableDiffusion):
    """A `StableDiffusionXLPipeline`: two text encoders; it is told sizes and what was cut off."""

    only_lora = True

    def __init__(self, pipeline: Any) -> None:
        super().__init__(pipeline)
        self.texts.append(pipeline.text_encoder_2)

    @torch.no_grad()
    def read(self, captions: Sequence[str]) -> dict[str, Tensor]:
        """See the base class."""
        device = next(self.texts[0].parameters()).device
        states, _, pooled, _ = self.pipeline.encode_prompt(
            list(captions), device=device, do_classifier_free_guidance=False
        )
        return {"states": states, "pooled": pooled}

    def guess(
        self, unet: Any, noisy: Tensor, times: Tensor, read: Mapping[str, Tensor], frames: Tensor
    ) -> Tensor:
        """See the base class."""
        more = {"text_embeds": read["pooled"], "time_ids": frames.to(noisy.device)}
        found: Tensor = unet(
            noisy, times, encoder_hidden_states=read["states"], added_cond_kwargs=more
        ).sample
        return found


KINDS = {
    "StableDiffusionPipeline": StableDiffusion,
    "LatentDiffusion": FirstLatentDiffusion,
    "StableDiffusionXLPipeline": StableDiffusionXL,
}


def family(pipeline: Any, name: str) -> StableDiffusion:
    """The family of a pipeline; `name` is for people."""
    kind = KINDS.get(type(pipeline).__name__)
    if kind is None:
        raise BadInput(
            f"{name} is a {type(pipeline).__name__}; taught here are StableDiffusionPipeline, "
            "LDMTextToImagePipeline and StableDiffusionXLPipeline."
        )
    return kind(pipeline)
