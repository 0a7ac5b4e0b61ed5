"""One step: batches, each in as many parts as memory needs, and what they cost."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from train import loop
from train.diffusion.batches import Batch, Batches, parted
from train.diffusion.families import StableDiffusion
from train.diffusion.keep import Fresh, Kept, gathered
from train.diffusion.objective import Objective
from train.sparing import Together

PROMPTLESS = -1


class Source:
    """Batches with what is known of their pictures and captions; `weight` is what they count."""

    def __init__(
        self,
        batches: Batches,
        latents: Kept,
        readings: Kept | Fresh,
        nothing: dict[str, Tensor],
        *,
        name: str = "loss",
        weight: float = 1.0,
    ) -> None:
        """`nothing`: the reading of no caption."""
        self.batches, self.latents, self.readings = batches, latents, readings
        self.nothing, self.name, self.weight = nothing, name, weight
        self.places: dict[object, tuple[int, ...]] = {}

    def shape(self, batch: Batch) -> tuple[int, ...]:
        """Of one picture's latents."""
        bucket = self.batches.pictures[batch.pictures[0]].cut.bucket
        if bucket not in self.places:
            self.places[bucket] = tuple(self.latents[batch.pictures[0]]["latents"].shape)
        return self.places[bucket]

    def load(self, batch: Batch) -> tuple[Tensor, dict[str, Tensor], Tensor]:
        """Latents (B, c, h, w), readings, and frames (B, 6) of a batch."""
        latents = gathered(self.latents, batch.pictures)["latents"].float()
        entries = [
            self.nothing if place == PROMPTLESS else self.readings[place]
            for place in batch.captions
        ]
        read = {n: torch.stack([entry[n] for entry in entries]).float() for n in entries[0]}
        frames = [self.batches.pictures[row].cut.frame for row in batch.pictures]
        return latents, read, torch.tensor(frames, dtype=torch.float32)


class Step:
    """Learns from batches, in as many parts as memory needs."""

    def __init__(
        self, made: StableDiffusion, unet: Any, objective: Objective, device: Any, most: int
    ) -> None:
        """`most`: pictures that are looked at together."""
        self.made, self.unet, self.objective = made, unet, objective
        self.device = device
        self.together = Together(
            most, "--gradient-checkpointing, --lora, a smaller --size, or a larger card"
        )

    def cost(self, source: Source, part: tuple[Batch, Tensor, Tensor]) -> Tensor:
        """What each picture of a part costs, shape (B,)."""
        batch, noise, times = part
        latents, read, frames = source.load(batch)
        clean, noise, times = (value.to(self.device) for value in (latents, noise, times))
        read = {name: value.to(self.device) for name, value in read.items()}
        noisy = self.objective.noisy(clean, noise, times)
        with loop.half_precision():
            found = self.made.guess(self.unet, noisy, times, read, frames)
        return self.objective.loss(found, clean, noise, times)

    def parts(self, source: Source, batch: Batch) -> list[tuple[Batch, Tensor, Tensor]]:
        """A batch as it is looked at."""
        return parted(batch, source.shape(batch), self.objective.steps, self.together.most)

    def learn(
        self,
        training: loop.Training,
        chosen: Sequence[tuple[Source, Sequence[Batch]]],
    ) -> dict[str, float]:
        """Adds up the gradients of all batches of a step; the mean cost by source."""
        return self.together.learn(
            training,
            lambda _: {
                source.name: self._added(training, source, batches) for source, batches in chosen
            },
        )

    def _added(self, training: loop.Training, source: Source, batches: Sequence[Batch]) -> float:
        count = sum(len(batch.pictures) for batch in batches)
        total = 0.0
        for batch in batches:
            for part in self.parts(source, batch):
                loss = self.cost(source, part).sum() / count
                training.backward(source.weight * loss)
                total += float(loss.detach())
        return total
