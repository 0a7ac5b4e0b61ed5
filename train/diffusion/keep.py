"""What is computed once and kept on disk: latents of pictures, readings of captions.

Kept in files of some entries each, named by what they were made of, so that a stopped beginning
goes on where it was, and pictures that changed are seen anew. Knows no model.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor
from tqdm import tqdm

from core.errors import StorageError
from train import room

TOGETHER: Final = 64
"""Entries of a file."""
Entry = dict[str, Tensor]


class Kept:
    """Entries by number; `make(numbers)` computes some that are not there yet."""

    def __init__(
        self, folder: Path, maker: str, names: Sequence[str], make: Callable[[range], list[Entry]]
    ) -> None:
        """`maker` and `names` say what made the entries and of what: others are made anew."""
        self.folder, self.make, self.count = folder, make, len(names)
        self._files = [
            folder / f"{_digest(maker, *names[lot.start : lot.stop])}.safetensors"
            for lot in _lots(self.count)
        ]
        self._opened: dict[Path, Any] = {}

    def fill(self, what: str) -> None:
        """Compute what is not there yet."""
        lots = [
            (lot, file)
            for lot, file in zip(_lots(self.count), self._files, strict=True)
            if not file.exists()
        ]
        self.folder.mkdir(parents=True, exist_ok=True)
        done, count = 0, sum(len(lot) for lot, _ in lots)
        with tqdm(total=count, desc=what, mininterval=2.0, disable=not lots) as bar:
            for lot, file in lots:
                self._write(file, self.make(lot))
                bar.update(len(lot))
                done += len(lot)
                room.tell(f"{what[:1].upper()}{what[1:]}", fraction=done / count)

    def __getitem__(self, number: int) -> Entry:
        file = self._files[number // TOGETHER]
        if file not in self._opened:
            self._opened[file] = safe_open(file, framework="pt")
        opened = self._opened[file]
        start = f"{number % TOGETHER}."
        return {
            name.removeprefix(start): opened.get_tensor(name)
            for name in opened.keys()  # noqa: SIM118 - no mapping
            if name.startswith(start)
        }

    def _write(self, file: Path, entries: Sequence[Entry]) -> None:
        flat = {
            f"{place}.{name}": value.detach().to("cpu").contiguous()
            for place, entry in enumerate(entries)
            for name, value in entry.items()
        }
        partial = file.with_suffix(".partial")
        try:
            save_file(flat, partial)
            partial.replace(file)
        except (OSError, SafetensorError) as error:
            partial.unlink(missing_ok=True)
            raise StorageError(
                f"What was computed could not be kept in {self.folder} ({error}). Make room, or "
                "name another folder by --cache; what is there is used again."
            ) from error


class Fresh:
    """Entries that are computed whenever they are asked for: too many to be kept."""

    def __init__(self, make: Callable[[range], list[Entry]]) -> None:
        self.make = make

    def __getitem__(self, number: int) -> Entry:
        return self.make(range(number, number + 1))[0]


def gathered(kept: Kept | Fresh, numbers: Sequence[int]) -> Entry:
    """Entries side by side: each value with a first axis more."""
    entries = [kept[number] for number in numbers]
    return {name: torch.stack([entry[name] for entry in entries]) for name in entries[0]}


def _lots(count: int) -> Iterator[range]:
    for start in range(0, count, TOGETHER):
        yield range(start, min(start + TOGETHER, count))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
