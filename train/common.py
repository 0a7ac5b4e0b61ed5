"""What every trainer here needs: paths, a time budget, checkpoints, model cards."""

import contextlib
import json
import math
import os
import pickle
import random
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from core.errors import BadInput, StorageError
from core.models.memory import is_out_of_memory
from train.facts import data_hash as data_hash

ROOT: Final = Path(__file__).resolve().parents[1]
RUNS: Final = ROOT / "runs"
STARTER: Final = ROOT / "starter"
DRAWN: Final = RUNS / "drawn"


class MissingInput(BadInput, FileNotFoundError):
    """Something that a trainer needs was not made yet; the message says how to make it."""


def existing(path: Path | None) -> Path | None:
    """A path that was given, if any; told in a sentence when nothing is there."""
    if path is not None and not path.exists():
        raise MissingInput(f"There is nothing at {path}.")
    return path


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


def learning(model: nn.Module) -> nn.ParameterDict:
    """What of a model learns, by name."""
    return nn.ParameterDict(
        {
            name.replace(".", "/"): weight
            for name, weight in model.named_parameters()
            if weight.requires_grad
        }
    )


@torch.no_grad()
def follow(average: nn.Module, net: nn.Module, step: int, decay: float = 0.995) -> None:
    """One step of the exponential average of the weights; the first ones count less."""
    decay = min(decay, (1 + step) / (10 + step))
    ours: list[Tensor] = list(average.parameters())
    theirs: list[Tensor] = list(net.parameters())
    torch._foreach_lerp_(ours, theirs, 1 - decay)


def seed_everything(seed: int) -> np.random.Generator:
    torch.manual_seed(seed)
    random.seed(seed)
    return np.random.default_rng(seed)


@contextlib.contextmanager
def asked_to_stop() -> Iterator[list[int]]:
    """Signals that came while inside: the first Ctrl-C or SIGTERM lets a step end, a second Ctrl-C
    ends the program."""
    came: list[int] = []
    before = {kind: signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM)}

    def note(kind: int, _: object) -> None:
        came.append(kind)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    for kind in before:
        signal.signal(kind, note)
    try:
        yield came
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def save_checkpoint(path: Path, rng: np.random.Generator, **state: Any) -> None:
    """All that is needed to go on as if never stopped; written whole or not at all.

    Where there is no room for it the last one stays, and a `StorageError` says so.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    state["rng"] = {
        "numpy": json.dumps(rng.bit_generator.state),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    partial = path.with_suffix(".partial")
    try:
        torch.save(state, partial)
        partial.replace(path)
    except (OSError, RuntimeError) as error:
        partial.unlink(missing_ok=True)
        kept = "; the last one is kept" if path.exists() else ""
        raise StorageError(
            f"The checkpoint could not be written to {path.parent} ({reason(error)}){kept}. Free "
            "some space, then go on with --resume."
        ) from error


def reason(error: Exception) -> str:
    """Why a file could not be written. Torch's writer does not say: a full disk is the usual one,
    and that of safetensors says much else beside."""
    found = re.search(r"([\w ]+) \(os error \d+\)", str(error))
    said = getattr(error, "strerror", None) or (found and found[1].strip())
    return str(said or "is the disk full?")


@contextlib.contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A folder to write a result into, whose files take their places in `folder` at the end.

    Where they cannot be written what `folder` holds stays as it is, and a `StorageError` says so.
    """
    partial = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        yield partial
        folder.mkdir(exist_ok=True)
        for made in sorted(partial.iterdir()):
            if made.is_dir():
                shutil.rmtree(folder / made.name, ignore_errors=True)
            made.replace(folder / made.name)
    except (OSError, RuntimeError, SafetensorError) as error:
        if is_out_of_memory(error):
            raise
        raise StorageError(
            f"The result could not be written to {folder} ({reason(error)}); what was there stays. "
            "Free some space, then go on with --resume."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


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


def batches(count: int, size: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Shuffled batches of indices, epoch after epoch, without end."""
    if count < 1:
        raise ValueError("There is nothing to draw batches from.")
    while True:
        order = rng.permutation(count)
        size = min(size, count)
        for start in range(0, count - size + 1, size):
            yield order[start : start + size]


def parameters_of(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


def size_of(folder: Path) -> float:
    """MiB of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
