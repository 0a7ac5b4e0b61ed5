"""What is looked at while an illustrator learns: its loss on held-out pictures, and what it paints.

Touches no random number of the training.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image

from core.models.device import DevicePlan
from core.models.diffusion import Diffusion
from core.models.loading import load
from core.models.registry import Catalog
from core.models.source import Source
from train import loop, room
from train.diffusion.families import StableDiffusion

PROMPTS: Final = 4
SEED: Final = 1000


class Painter:
    """Paints the same prompts with the same seeds, again and again."""

    def __init__(
        self, made: StableDiffusion, args: argparse.Namespace, captions: Sequence[str], device: Any
    ) -> None:
        """`captions` stand for prompts where none were given."""
        self.made, self.args, self.device = made, args, device
        self.prompts: list[str] = args.validation_prompts or self.short(captions[:50])[:PROMPTS]
        self.folder: Path = args.runs / "samples"
        self._scorer: Any = None

    def short(self, captions: Sequence[str]) -> list[str]:
        """Those that the illustrator reads to their ends."""
        painter = self._illustrator()
        return [text for text in captions if painter.count_tokens(text) <= painter.max_tokens]

    def _illustrator(self) -> Diffusion:
        """The illustrator as the studio calls it."""
        size = self.args.size // self.made.scale * self.made.scale
        options = {"size": [size, size], "num_inference_steps": self.args.inference_steps}
        source = Source(folder=Path(), label="The illustrator", how="", options=options)
        return Diffusion(self.made.pipeline, source)

    def paint(
        self, prompts: Sequence[str], seeds: Sequence[int], on_step: Callable[[int, int], None]
    ) -> list[Image.Image]:
        """One picture a prompt with the U-Net as it is."""
        pipeline = self.made.pipeline
        pipeline.set_progress_bar_config(disable=True)
        was = pipeline.unet.training
        places = [next(part.parameters()).device for part in self.made.frozen]
        for part in self.made.frozen:
            part.to(self.device)
        pipeline.unet.eval()
        try:
            with loop.half_precision():
                return self._illustrator().paint(prompts, seeds=seeds, on_step=on_step)
        finally:
            pipeline.unet.train(was)
            for part, place in zip(self.made.frozen, places, strict=True):
                part.to(place)

    def show(self, step: int) -> dict[str, float]:
        """Paints all prompts into a folder named by the step; their CLIP score."""
        if not self.prompts:
            return {}
        seeds = [SEED + place for place in range(len(self.prompts))]
        pictures = self.paint(self.prompts, seeds, lambda done, total: None)
        folder = self.folder / f"step-{step:06d}"
        folder.mkdir(parents=True, exist_ok=True)
        for place, (prompt, picture) in enumerate(zip(self.prompts, pictures, strict=True)):
            picture.save(folder / f"{place}.png")
            room.sample(step, prompt, picture)
        (self.folder / "prompts.txt").write_text("\n".join(self.prompts) + "\n", encoding="utf-8")
        return self._score(pictures)

    def _score(self, pictures: Sequence[Image.Image]) -> dict[str, float]:
        if self.args.scorer == "no":
            return {}
        if self._scorer is None:
            plan = DevicePlan(device="cpu", dtype="float32", why="Beside a training.")
            self._scorer = load(Catalog.load(), self.args.scorer, plan)
        seen = self._scorer.embed_images(list(pictures))
        read = self._scorer.embed_texts(self.prompts)
        return {"clip": float(100 * np.maximum((seen * read).sum(1), 0).mean())}


@torch.no_grad()
def held_out(loss: Callable[[Any], tuple[torch.Tensor, int]], batches: Sequence[Any]) -> float:
    """Mean loss of batches; `loss` gives a sum and its count."""
    total, count = 0.0, 0
    for batch in batches:
        found, many = loss(batch)
        total, count = total + float(found), count + many
    return total / max(1, count)
