"""The first latent diffusion for text (LDM), called like every later pipeline.

Its pipeline in diffusers tells nothing of its steps, cannot be cancelled, and knows neither
negative prompts nor pictures to start from; the models inside can do all of that.
"High-Resolution Image Synthesis with Latent Diffusion Models", Rombach et al., 2022.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from diffusers import ImagePipelineOutput, LDMTextToImagePipeline
from diffusers.loaders import StableDiffusionLoraLoaderMixin
from diffusers.utils.torch_utils import randn_tensor
from PIL import Image

TOKENS = 77
"""Length that every prompt is padded to; the text encoder was trained so, and has no mask."""


class LatentDiffusion(LDMTextToImagePipeline, StableDiffusionLoraLoaderMixin):
    """`LDMTextToImagePipeline` with the arguments, the callback and the LoRAs of
    `StableDiffusionPipeline`."""

    bert: Any
    vqvae: Any
    unet: Any
    scheduler: Any
    tokenizer: Any
    vae_scale_factor: int
    numpy_to_pil: Any
    _execution_device: Any
    num_timesteps = 0
    """How many steps the picture takes that is being painted."""

    @property
    def text_encoder(self) -> Any:
        """The text encoder by its usual name."""
        return self.bert

    @property
    def vae(self) -> Any:
        """The autoencoder by its usual name."""
        return self.vqvae

    @torch.no_grad()
    def __call__(  # type: ignore[override]
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        num_inference_steps: int = 50,
        guidance_scale: float = 5.0,
        generator: torch.Generator,
        callback_on_step_end: Callable[[Any, int, Any, dict[str, Any]], Any],
        width: int | None = None,
        height: int | None = None,
        image: Image.Image | None = None,
        strength: float = 1.0,
        output_type: str = "pil",
    ) -> ImagePipelineOutput:
        """One picture of `width` × `height` pixels (multiples of 8), or of the size of `image`; as
        `output_type` "np" an array of 0 to 1, shape (1, height, width, 3).

        From an image, the last `strength` (0..1) of the steps are done, beginning with the image
        as noisy as it would be there (SDEdit, Meng et al., 2022).
        """
        guided = guidance_scale > 1
        texts = [negative_prompt or "", prompt] if guided else [prompt]
        context = self._read(texts)
        self.scheduler.set_timesteps(num_inference_steps, device=self._execution_device)
        timesteps = self.scheduler.timesteps
        if image is not None:
            done = min(int(num_inference_steps * strength), num_inference_steps)
            timesteps = timesteps[(num_inference_steps - done) * self.scheduler.order :]
            begin = self._see(image, generator)
            noise = self._noise(begin.shape, generator)
            latents = self.scheduler.add_noise(begin, noise, timesteps[:1])
        else:
            side = self.unet.config.sample_size * self.vae_scale_factor
            shape = (
                1,
                self.unet.config.in_channels,
                (height or side) // self.vae_scale_factor,
                (width or side) // self.vae_scale_factor,
            )
            latents = self._noise(shape, generator) * self.scheduler.init_noise_sigma
        self.num_timesteps = len(timesteps)
        for step, timestep in enumerate(timesteps):
            noisy = torch.cat([latents] * len(texts))
            noisy = self.scheduler.scale_model_input(noisy, timestep)
            predicted = self.unet(noisy, timestep, encoder_hidden_states=context).sample
            if guided:
                against, towards = predicted.chunk(2)
                predicted = against + guidance_scale * (towards - against)
            latents = self.scheduler.step(predicted, timestep, latents).prev_sample
            callback_on_step_end(self, step, timestep, {"latents": latents})
        pixels = self.vqvae.decode(latents / self.vqvae.config.scaling_factor).sample
        pixels = (pixels.float() / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1).cpu().numpy()
        return ImagePipelineOutput(
            images=pixels if output_type == "np" else self.numpy_to_pil(pixels)
        )

    def _read(self, texts: list[str]) -> torch.Tensor:
        """Texts as the U-Net reads them, shape (n, tokens, d)."""
        ids = self.tokenizer(
            texts, padding="max_length", max_length=TOKENS, truncation=True, return_tensors="pt"
        ).input_ids
        return self.bert(ids.to(self._execution_device))[0]

    def _see(self, image: Image.Image, generator: torch.Generator) -> torch.Tensor:
        """A picture as latents, shape (1, c, h, w)."""
        pixels = torch.from_numpy(np.asarray(image.convert("RGB"), np.float32) / 127.5 - 1)
        pixels = pixels.permute(2, 0, 1)[None].to(self._execution_device, self.vqvae.dtype)
        seen = self.vqvae.encode(pixels).latent_dist.sample(generator)
        return seen * self.vqvae.config.scaling_factor

    def _noise(self, shape: Any, generator: torch.Generator) -> torch.Tensor:
        return randn_tensor(
            tuple(shape), generator=generator, device=self._execution_device, dtype=self.unet.dtype
        )
