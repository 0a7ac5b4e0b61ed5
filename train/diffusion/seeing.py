"""Latents and readings of a data set: computed by the frozen parts of a pipeline, and kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch

from core.errors import BadInput
from core.pictures import open_picture
from train import loop
from train.diffusion import pictures
from train.diffusion.batches import Batches
from train.diffusion.buckets import pixels
from train.diffusion.families import StableDiffusion
from train.diffusion.keep import Entry, Fresh, Kept
from train.diffusion.step import Source

LARGEST_MIB: Final = 2**20
MOST_READINGS: Final = 2 * 2**30
"""Bytes of captions' readings that are kept; more are read anew each time."""


class Seeing:
    """Latents and readings of data sets, kept; the frozen parts are on the device only here."""

    def __init__(
        self,
        made: StableDiffusion,
        cache: Path,
        maker: str,
        device: Any,
    ) -> None:
        """`maker` names the frozen parts' weights."""
        self.made, self.cache, self.maker, self.device = made, cache, maker, device

    def source(self, batches: Batches, name: str = "loss", weight: float = 1.0) -> Source:
        """The batches with their latents and readings."""
        shown = batches.pictures

        def see(numbers: range) -> list[Entry]:
            found = []
            for number in numbers:
                picture = shown[number]
                opened = open_picture(
                    picture.image.name, picture.image.read_bytes(), max_mib=LARGEST_MIB
                )
                values = torch.from_numpy(pixels(opened, picture.cut).copy())[None]
                found.append({"latents": self.made.see(values)[0].half()})
            return found

        def read(texts: Sequence[str]) -> list[Entry]:
            found = self.made.read(texts)
            return [
                {key: value[place].half() for key, value in found.items()}
                for place in range(len(texts))
            ]

        for part in self.made.frozen:
            part.to(self.device)
        names = [f"{pictures.stamp(one.image)}\0{one.cut}" for one in shown]
        latents = Kept(self.cache, f"latents\0{self.maker}", names, see)
        [nothing] = read([""])
        size = sum(value.numel() * 2 for value in nothing.values())
        texts = batches.captions

        def some(numbers: range) -> list[Entry]:
            return read([texts[number] for number in numbers])

        readings: Kept | Fresh = Fresh(some)
        with loop.accelerator().main_process_first():
            try:
                latents.fill("pictures become latents")
            except OSError as error:
                raise BadInput(
                    f"A picture went away while it was to be read ({error.filename}): the data "
                    "changed; begin again."
                ) from error
            if size * len(texts) <= MOST_READINGS:
                readings = Kept(self.cache, f"readings\0{self.maker}", texts, some)
                readings.fill("captions are read")
        if isinstance(readings, Kept):
            for part in self.made.frozen:
                part.to("cpu")
        return Source(batches, latents, readings, nothing, name=name, weight=weight)
