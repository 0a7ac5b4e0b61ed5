"""One after the other: trainings that keep their checkpoints in one folder, or share a card.

A turn lasts until the training's process ends, however it ends. On a processor trainings with
folders of their own run beside each other.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

import torch
from filelock import FileLock, Timeout

from train import room

_held: Final[dict[Path, FileLock]] = {}


def take(folder: Path, module: str) -> None:
    """Wait for the folder, then for this process's card, and say so while another has them."""
    if os.environ.get("RANK", "0") == "0":
        _wait(folder / f"{module}.lock", f"keeps its checkpoints in {folder}")
    if torch.cuda.is_available():
        card = torch.cuda.get_device_properties(int(os.environ.get("LOCAL_RANK", "0")))
        user = getattr(os, "getuid", lambda: "")()  # of Windows each user has a folder of their own
        name = f"storybook-training-{user}-{card.uuid}.lock"
        _wait(Path(tempfile.gettempdir()) / name, f"has the {card.name}")


def leave() -> None:
    """Let the next one begin."""
    while _held:
        _held.popitem()[1].release()


def _wait(file: Path, what: str) -> None:
    if file in _held:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        said = f"Another training {what}: this one begins when that ends."
        print(said, flush=True)
        room.tell(said, at_once=True)
        lock.acquire()
    _held[file] = lock
