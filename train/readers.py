"""The bundled models that look, from any folder, loaded and run by the studio's own code."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import torch
from PIL import Image
from torch import Tensor
from tqdm import tqdm

from core.models.blip import Blip
from core.models.clip import Clip
from core.models.device import DevicePlan
from core.models.loading import Source, quiet_libraries
from core.models.registry import Catalog

BATCH: Final = 25
PLAN: Final = DevicePlan(device="cpu", dtype="float32", why="Measured on the processor.")


def catalogued(model: str) -> Mapping[str, Any]:
    """The options that the catalogue gives a model."""
    return Catalog.load().model(model).options


def source(folder: Path, model: str) -> Source:
    """The folder's weights under the catalogue options of `model`."""
    quiet_libraries()
    return Source(folder=folder, label=folder.name, how="train it", options=catalogued(model))


def never() -> None:
    """Nobody cancels."""


class Captioner:
    """Captions and how sure they are."""

    def __init__(self, folder: Path) -> None:
        self.blip = Blip.load(source(folder, "starter-captioner"), PLAN)

    def __call__(self, pictures: Sequence[Image.Image]) -> tuple[list[str], list[float]]:
        texts: list[str] = []
        sure: list[float] = []
        starts = range(0, len(pictures), BATCH)
        for start in tqdm(starts, desc="captioning", mininterval=2.0, disable=len(starts) < 5):
            for result in self.blip.caption(pictures[start : start + BATCH], check=never):
                texts.append(result.text.strip())
                sure.append(result.confidence)
        return texts, sure


class Scorer:
    """Unit vectors of pictures and texts."""

    def __init__(self, folder: Path) -> None:
        self.clip = Clip.load(source(folder, "starter-scorer"), PLAN)

    def see(self, pictures: Sequence[Image.Image]) -> Tensor:
        return torch.from_numpy(self.clip.embed_images(pictures))

    def read(self, texts: Sequence[str]) -> Tensor:
        return torch.from_numpy(self.clip.embed_texts(texts))
