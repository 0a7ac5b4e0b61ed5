"""The two sides of the measurement of pictures: five 512² pictures that continue each other.

The few-step route is that of the catalogue's LCM entry, whose LoRA is merged when it is loaded and
so costs nothing here.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from diffusers.utils import logging
from PIL import Image

from core.models.device import DevicePlan
from core.models.loading import family_of
from core.models.source import Source
from eval.baselines.pictures import Pictures
from eval.full_size_pictures import TINY_AUTOENCODER

PROMPTS: Final = (
    "a fox in a garden",
    "a fox at the sea",
    "a fox by night",
    "a fox in snow",
    "a fox at home",
)


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Steps of the first picture and of those that continue it: `strength` of `next` are taken."""

    first: int
    next: int
    strength: float

    @property
    def following(self) -> int:
        """Steps that are really taken for a picture that continues another."""
        return int(self.next * self.strength)


FULL_STEPS: Final = Steps(first=50, next=30, strength=2 / 3)
FEW_STEPS: Final = Steps(first=4, next=6, strength=2 / 3)


def ours(folder: Path, *, plan: DevicePlan, few: bool, scale: int) -> Callable[[], dict[str, Any]]:
    """The studio's illustrator: nothing is painted to be thrown away."""
    steps = FEW_STEPS if few else _scaled(FULL_STEPS, scale)
    options = {"scheduler": "LCMScheduler", "guidance_scale": 1.0} if few else {}
    tiny_autoencoder = folder / TINY_AUTOENCODER if few else None
    source = Source(
        folder=folder,
        label=folder.name,
        how="make it again",
        options=options,
        tiny_autoencoder=tiny_autoencoder,
    )
    illustrator = family_of("diffusion").load(source, plan)
    whole = steps if few else FULL_STEPS

    def paint(on_step: Callable[..., None]) -> int:
        found: list[Image.Image] = []
        for seed, prompt in enumerate(PROMPTS):
            start: dict[str, Any] = {"num_inference_steps": steps.first}
            if found:
                start = {
                    "num_inference_steps": steps.next,
                    "init_image": found[-1],
                    "strength": steps.strength,
                }
            found += illustrator.paint([prompt], seeds=[seed], on_step=on_step, **start)
        return len(found)

    in_full = whole.first + (len(PROMPTS) - 1) * whole.following
    return _clocked(paint, in_full=in_full, dtype=plan.dtype)


def baseline(folder: Path, *, device: str, scale: int) -> Callable[[], dict[str, Any]]:
    """The usual notebook: from the second picture on, a first version is thrown away."""
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    theirs, steps = Pictures(folder, device=device), _scaled(FULL_STEPS, scale)

    def paint(on_step: Callable[..., None]) -> int:
        found = theirs.run(
            PROMPTS,
            first_steps=steps.first,
            next_steps=steps.next,
            strength=steps.strength,
            on_step=on_step,
        )
        return len(found)

    in_full = len(PROMPTS) * FULL_STEPS.first + (len(PROMPTS) - 1) * FULL_STEPS.following
    return _clocked(paint, in_full=in_full, dtype="float32")


def _clocked(
    paint: Callable[[Callable[..., None]], int], *, in_full: int, dtype: str
) -> Callable[[], dict[str, Any]]:
    """A turn; the time of a step is known apart, so that those left out can be added."""
    times: list[float] = []

    def on_step(*_count: int) -> None:
        times.append(time.perf_counter())

    def run() -> dict[str, Any]:
        times.clear()
        begun = time.perf_counter()
        done = paint(on_step)
        whole = time.perf_counter() - begun
        gaps = np.diff(times)
        step = float(np.median(gaps)) if gaps.size else whole
        full_s = whole + (in_full - len(times)) * step
        return {"done": done, "steps": len(times), "full_s": full_s, "dtype": dtype}

    return run


def _scaled(steps: Steps, scale: int) -> Steps:
    return Steps(
        first=max(1, steps.first // scale),
        next=max(2, steps.next // scale),
        strength=steps.strength,
    )
