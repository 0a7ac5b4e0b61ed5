"""What a guess costs: the squared error on noise, velocity or picture, weighted by difficulty."""

from typing import Any

import torch
from diffusers import DDPMScheduler
from diffusers.training_utils import compute_snr
from torch import Tensor

from core.errors import BadInput


class Objective:
    """The loss on the noise schedule that a pipeline was made with."""

    def __init__(self, scheduler: Any, *, min_snr: float) -> None:
        """`min_snr`: γ of min-SNR weighting (Hang et al. 2023, "Efficient Diffusion Training via
        Min-SNR Weighting Strategy"); 0 weighs all times alike."""
        self.noise = DDPMScheduler.from_config(scheduler.config)
        self.min_snr = min_snr
        self.kind = str(self.noise.config.prediction_type)  # type: ignore[attr-defined]
        if self.kind not in ("epsilon", "v_prediction", "sample"):
            raise BadInput(f"Models that predict “{self.kind}” are not taught here.")

    @property
    def steps(self) -> int:
        """How many times the schedule has."""
        return int(self.noise.config.num_train_timesteps)  # type: ignore[attr-defined]

    def noisy(self, clean: Tensor, noise: Tensor, times: Tensor) -> Tensor:
        """Latents with as much noise as there is at `times`."""
        mixed: Tensor = self.noise.add_noise(clean, noise, times)  # type: ignore[arg-type]
        return mixed

    def loss(self, found: Tensor, clean: Tensor, noise: Tensor, times: Tensor) -> Tensor:
        """What each guess costs, shape (B,)."""
        if self.kind == "epsilon":
            wanted = noise
        elif self.kind == "v_prediction":
            wanted = self.noise.get_velocity(clean, noise, times)  # type: ignore[arg-type]
        else:
            wanted = clean
        error = ((found.float() - wanted.float()) ** 2).mean(dim=(1, 2, 3))
        return error * self.weights(times)

    def weights(self, times: Tensor) -> Tensor:
        """min(SNR, γ) over what a guess of this kind weighs by itself; 1 without γ."""
        if not self.min_snr:
            return torch.ones_like(times, dtype=torch.float32)
        snr = compute_snr(self.noise, times).float()
        clipped = snr.clamp(max=self.min_snr)
        if self.kind == "sample":
            return clipped
        # A schedule that ends in pure noise has a ratio of 0 there.
        return clipped / (snr + 1 if self.kind == "v_prediction" else snr.clamp(min=1e-8))
