"""What stays the same while a scorer learns, computed once and kept: places that the encoder saw,
pooled as the picture's side wants them, and, where the text's side is locked, vectors of texts."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from core.models.dual_encoder import DualModel, numbered
from train import loop
from train.captioning.features import Features

_TOGETHER: Final = 128


def kept(file: Path, make: Callable[[], np.ndarray]) -> np.ndarray:
    """An array from its file, made and written down where there is none."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".part.npy")
        np.save(partial, make())
        partial.replace(file)
    array: np.ndarray = np.load(file)
    return array


class Seen:
    """Places of pictures by number, (B, places, channels) in float32."""

    def __init__(self, features: Features, model: DualModel, names: Sequence[str], cache: Path):
        self._features, self._places = features, None
        if model.picture.grid**2 == features.shape[0]:
            return
        parts = [f"{features.shape} {model.picture.grid}", _sum_of(model.encoder), *names]

        def pooled() -> np.ndarray:
            rows = np.arange(len(names))
            found = [model.picture.pooled(features(rows[i : i + _TOGETHER])).half().numpy()
                     for i in range(0, len(names), _TOGETHER)]  # fmt: skip
            return np.concatenate(found)

        self._places = torch.from_numpy(kept(cache / f"places-{_name(parts)}.npy", pooled))

    def __call__(self, pictures: Sequence[int] | np.ndarray) -> Tensor:
        if self._places is None:
            return self._features(pictures)
        return self._places[torch.as_tensor(np.asarray(pictures))].float()


class Told:
    """Unit vectors of texts by a text's side that learns no more, (B, out)."""

    def __init__(self, model: DualModel, tokenizer: Any, texts: Iterable[str], cache: Path) -> None:
        every = sorted(set(texts), key=lambda text: (len(text), text))
        self._rows = {text: row for row, text in enumerate(every)}

        @torch.no_grad()
        def vectors() -> np.ndarray:
            model.eval()
            found = []
            for start in range(0, len(every), _TOGETHER):
                ids = numbered(tokenizer, every[start : start + _TOGETHER], model.text.longest)
                with loop.half_precision():
                    found.append(model.of_ids(ids.to(model.heat.device)).cpu().numpy())
            model.train()
            return np.concatenate(found)

        name = _name([_sum_of(model.text), *every])
        self._vectors = torch.from_numpy(kept(cache / f"texts-{name}.npy", vectors))

    def __call__(self, texts: Sequence[str]) -> Tensor:
        return self._vectors[[self._rows[text] for text in texts]]


def _name(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _sum_of(module: torch.nn.Module) -> str:
    total = hashlib.sha256()
    for part in module.state_dict().values():
        total.update(part.half().contiguous().cpu().numpy().tobytes())
    return total.hexdigest()[:12]
