"""What every trainer here needs: paths, the world's pictures, a time budget, checkpoints, cards."""

import json
import math
import os
import pickle
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from transformers import PreTrainedModel

from core.errors import BadInput
from train.facts import data_hash
from train.world.scene import VOCABULARY, Scene

ROOT: Final = Path(__file__).resolve().parents[1]
RUNS: Final = ROOT / "runs"
STARTER: Final = ROOT / "starter"
WORLD: Final = RUNS / "world"
ATTRIBUTES: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(values) for name, values in VOCABULARY.items()
}


FIGURES: Final = 3
"""The most characters in a scene."""
_CAST: Final = (("character", "colour"), ("second", "second_colour"), ("third", "third_colour"))


def labels_of(attributes: Mapping[str, str]) -> list[int]:
    """The attributes' indices, in the order of `ATTRIBUTES`."""
    return [values.index(attributes[name]) for name, values in ATTRIBUTES.items()]


class MissingInput(BadInput, FileNotFoundError):
    """Something that a trainer needs was not made yet; the message says how to make it."""


class WorldData:
    """The drawn data set: pictures (memory-mapped), scenes, captions, labels, figures' boxes.

    `labels` is (N, attributes); `boxes` (N, 3, 4), all zero where there is no such figure.
    """

    def __init__(self, folder: Path = WORLD, limit: int | None = None) -> None:
        if not (folder / "images.npy").exists():
            raise MissingInput(
                f"No pictures in {folder}. Draw them first: python -m train.world.dataset"
            )
        self.folder = folder
        self.images: np.ndarray = np.load(folder / "images.npy", mmap_mode="r")[:limit]
        with open(folder / "scenes.jsonl", encoding="utf-8") as lines:
            self.rows: list[dict[str, Any]] = [json.loads(line) for line in islice(lines, limit)]
        self.labels = np.array([labels_of(attributes_of(row)) for row in self.rows])
        nowhere = [[0.0] * 4] * FIGURES
        self.boxes = np.array(
            [[*row["boxes"], *nowhere][:FIGURES] for row in self.rows], dtype=np.float32
        )

    def __len__(self) -> int:
        return len(self.rows)

    def scene(self, index: int) -> Scene:
        row = self.rows[index]
        return Scene(**attributes_of(row), seed=row["seed"])

    def small(self, size: int) -> np.ndarray:
        """All pictures at `size`, resized once as the image processors do and kept on disk."""
        path = self.folder / f"images_{size}.npy"
        if path.exists():
            kept: np.ndarray = np.load(path, mmap_mode="r")
            if len(kept) >= len(self) and path.stat().st_mtime >= self._drawn():
                return kept[: len(self)]
        pictures = np.stack([resize(image, size) for image in self.images])
        partial = path.with_suffix(f".{os.getpid()}.npy")
        np.save(partial, pictures)
        partial.replace(path)
        return pictures

    def sha(self) -> str:
        """The start of the SHA-256 of what the pictures show."""
        return data_hash([self.folder / "scenes.jsonl"])

    def _drawn(self) -> float:
        return (self.folder / "images.npy").stat().st_mtime


def existing(path: Path | None) -> Path | None:
    """A path that was given, if any; told in a sentence when nothing is there."""
    if path is not None and not path.exists():
        raise MissingInput(f"There is nothing at {path}.")
    return path


def attributes_of(row: Mapping[str, Any]) -> dict[str, str]:
    """A scene line's attributes, whether they stand in a key of their own or in the line."""
    source = row.get("attributes", row)
    return {name: source[name] for name in ATTRIBUTES}


def resize(image: np.ndarray, size: int) -> np.ndarray:
    picture = Image.fromarray(np.ascontiguousarray(image))
    return np.asarray(picture.resize((size, size), Image.Resampling.BICUBIC))


@dataclass
class Budget:
    """How much training is left: minutes, or steps where a run must be exactly repeatable.

    The learning rate follows `fraction`, so any machine finishes its schedule in the time given.
    """

    minutes: float
    steps: int | None = None
    step: int = 0
    spent: float = 0.0
    _last: float = field(default_factory=time.monotonic)

    def tick(self) -> None:
        now = time.monotonic()
        self.spent += now - self._last
        self._last = now
        self.step += 1

    @property
    def fraction(self) -> float:
        if self.steps is not None:
            return min(1.0, self.step / self.steps)
        return min(1.0, self.spent / (self.minutes * 60))

    @property
    def done(self) -> bool:
        return self.fraction >= 1.0

    @property
    def eta(self) -> float:
        """Seconds still to go."""
        return self.spent * (1 - self.fraction) / max(self.fraction, 1e-9)

    def state(self) -> dict[str, Any]:
        return {"step": self.step, "spent": self.spent}


def cosine(fraction: float, warmup: float = 0.03, floor: float = 0.02) -> float:
    """Learning-rate factor at `fraction` of the training: linear warm-up, then half a cosine."""
    if fraction < warmup:
        return max(fraction / warmup, 0.02)
    along = (fraction - warmup) / (1 - warmup)
    return floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * along))


def adamw(
    modules: Iterable[nn.Module | nn.Parameter], lr: float, decay: float = 0.05
) -> torch.optim.AdamW:
    """AdamW that leaves biases, norms and scalars undecayed."""
    parameters = [
        parameter
        for module in modules
        for parameter in (module.parameters() if isinstance(module, nn.Module) else [module])
        if parameter.requires_grad
    ]
    groups = [
        {"params": [p for p in parameters if p.ndim >= 2], "weight_decay": decay},
        {"params": [p for p in parameters if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.98), eps=1e-6)


def seed_everything(seed: int) -> np.random.Generator:
    torch.manual_seed(seed)
    random.seed(seed)
    return np.random.default_rng(seed)


def save_checkpoint(path: Path, rng: np.random.Generator, **state: Any) -> None:
    """All that is needed to go on as if never stopped; written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state["rng"] = {
        "numpy": json.dumps(rng.bit_generator.state),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def load_checkpoint(
    path: Path,
    rng: np.random.Generator,
    older: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> dict[str, Any] | None:
    """The saved state with all random generators set back, or None where there is none.

    `older` brings states of another form into this one's.
    """
    if not path.exists():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise BadInput(f"{path} is no checkpoint: delete it to begin anew.") from error
    if older is not None:
        state = older(state)
    known = state["rng"]
    if "numpy" in known:
        rng.bit_generator.state = json.loads(known["numpy"])
    torch.set_rng_state(known["torch"])
    if len(known.get("cuda", ())) == torch.cuda.device_count() > 0:
        torch.cuda.set_rng_state_all(known["cuda"])
    return state


class Heads(nn.Module):
    """One linear classifier per attribute; a help in training, dropped afterwards."""

    def __init__(self, width: int, extra: int = 0, names: Sequence[str] = ()) -> None:
        super().__init__()
        self.names = tuple(names) or tuple(ATTRIBUTES)
        self.linear = nn.ModuleDict(
            {name: nn.Linear(width, len(ATTRIBUTES[name]) + extra) for name in self.names}
        )
        self.columns = [list(ATTRIBUTES).index(name) for name in self.names]

    def forward(self, features: Tensor) -> dict[str, Tensor]:
        return {name: head(features) for name, head in self.linear.items()}

    def loss(self, features: Tensor, labels: Tensor) -> Tensor:
        losses = [
            nn.functional.cross_entropy(logits, labels[:, column])
            for logits, column in zip(self(features).values(), self.columns, strict=True)
        ]
        return torch.stack(losses).mean()

    @torch.no_grad()
    def hits(self, features: Tensor, labels: Tensor) -> Tensor:
        """Whether each attribute is read rightly: a row per sample, a column per head."""
        found = [logits.argmax(-1) for logits in self(features).values()]
        return torch.stack(found, 1) == labels[:, self.columns]


def cast_labels(labels: Tensor) -> tuple[Tensor, Tensor]:
    """Character and coat of each figure, (B, 3) each; -100 where there is none.

    Both are indices into the character's and the colour's own tables.
    """
    names = list(ATTRIBUTES)
    who = torch.stack([labels[:, names.index(name)] for name, _ in _CAST], 1).clone()
    coat = torch.stack([labels[:, names.index(name)] for _, name in _CAST], 1).clone()
    # The tables of the second and third begin with "none".
    who[:, 1:] -= 1
    coat[:, 1:] -= 1
    return who.masked_fill(who < 0, -100), coat.masked_fill(coat < 0, -100)


class PictureHeads(nn.Module):
    """Reads a whole picture: who is there, in which coat, and what goes on around them.

    The cast is a set: one yes or no for each character there is, and its coat.
    """

    NAMES: Final = ("character", "colour", "action", "prop", "place", "time", "weather", "style")
    AROUND: Final = NAMES[2:]

    def __init__(self, width: int) -> None:
        super().__init__()
        characters, colours = (len(ATTRIBUTES[name]) for name in ("character", "colour"))
        self.around = Heads(width, names=self.AROUND)
        self.who = nn.Linear(width, characters)
        self.coat = nn.Linear(width, characters * colours)

    def _cast(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (B, characters) of being there and (B, characters, colours) of coats."""
        coats = self.coat(features).unflatten(1, (self.who.out_features, -1))
        return self.who(features), coats

    def loss(self, features: Tensor, labels: Tensor) -> Tensor:
        there, coats = self._cast(features)
        who, coat = cast_labels(labels)
        rows, columns = torch.nonzero(who >= 0, as_tuple=True)
        present = torch.zeros_like(there)
        present[rows, who[rows, columns]] = 1.0
        worn = nn.functional.cross_entropy(coats[rows, who[rows, columns]], coat[rows, columns])
        seen = nn.functional.binary_cross_entropy_with_logits(there, present)
        return self.around.loss(features, labels) + 8 * seen + worn / 4

    @torch.no_grad()
    def hits(self, features: Tensor, labels: Tensor) -> Tensor:
        """Whether each of `NAMES` is read rightly: a row per sample."""
        there, coats = self._cast(features)
        who, coat = cast_labels(labels)
        rows, columns = torch.nonzero(who >= 0, as_tuple=True)
        present = torch.zeros_like(there, dtype=torch.bool)
        present[rows, who[rows, columns]] = True
        right = torch.ones(len(labels), dtype=torch.bool, device=labels.device)
        right[rows[coats[rows, who[rows, columns]].argmax(-1) != coat[rows, columns]]] = False
        cast = torch.stack([((there > 0) == present).all(1), right], 1)
        return torch.cat([cast, self.around.hits(features, labels)], 1)


def batches(count: int, size: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Shuffled batches of indices, epoch after epoch, without end."""
    if count < 1:
        raise ValueError("There is nothing to draw batches from.")
    while True:
        order = rng.permutation(count)
        size = min(size, count)
        for start in range(0, count - size + 1, size):
            yield order[start : start + size]


def write_model_card(
    folder: Path, title: str, tags: Sequence[str], sections: dict[str, str]
) -> None:
    """The model card in the Hugging Face form: front matter, then the sections in order."""
    front = "\n".join(["---", "license: mit", "tags:", *(f"- {tag}" for tag in tags), "---"])
    body = "\n\n".join(f"## {name}\n\n{text.strip()}" for name, text in sections.items())
    (folder / "README.md").write_text(f"{front}\n\n# {title}\n\n{body}\n", encoding="utf-8")


def save_halved(model: PreTrainedModel, folder: Path) -> None:
    """Saves in half precision; the configuration says float32, so that it loads as such."""
    state = {
        name: value.half() if value.is_floating_point() else value
        for name, value in model.state_dict().items()
    }
    model.save_pretrained(folder, state_dict=state)
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    for part in (config, config["text_config"], config["vision_config"]):
        part["dtype"] = "float32"
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    (folder / "model.safetensors").chmod(0o644)


def parameters_of(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


def size_of(folder: Path) -> float:
    """MiB of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
