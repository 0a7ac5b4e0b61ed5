"""Reads and writes tensors of safetensors files a block of rows at a time.

The library maps a file into memory, and every page that was looked at counts as the program's own
for as long as any tensor of the file lives.  Here nothing is mapped: what is in memory is one
block.  Knows the layout of the files (https://huggingface.co/docs/safetensors), not what they mean.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, Final

import torch

from core.errors import StudioError

BLOCK_BYTES: Final = 16 * 2**20
DTYPES: Final = {"BF16": torch.bfloat16, "F16": torch.float16, "F32": torch.float32}
"""Precisions of weights; whole numbers and 8-bit floats are other kinds of checkpoints, but for
int8 rows that have their scales beside them (`scale_name`)."""
_STORED: Final = {**DTYPES, "I8": torch.int8}


def scale_name(name: str) -> str:
    """What the scales of int8 rows are called: float32, one a row, of one unit."""
    return f"{name}_scale"


@dataclass(frozen=True, kw_only=True)
class StoredTensor:
    """Where a tensor lies: `start` is its first byte in `file`."""

    file: Path
    start: int
    dtype: torch.dtype
    shape: tuple[int, ...]


class WeightFiles:
    """All tensors of a model's folder, one file or several shards."""

    def __init__(self, folder: Path, name: str = "model.safetensors") -> None:
        index = folder / f"{name}.index.json"
        files = [name]
        if index.is_file():
            files = sorted(set(json.loads(index.read_text("utf-8"))["weight_map"].values()))
        self.tensors: dict[str, StoredTensor] = {}
        for file in files:
            self._read_header(folder / file)

    def _read_header(self, file: Path) -> None:
        with file.open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            header: dict[str, Any] = json.loads(opened.read(length))
        for name, about in header.items():
            if name == "__metadata__":
                continue
            known = _STORED if scale_name(name) in header else DTYPES
            if about["dtype"] not in known:
                raise ValueError(f"{name} has the precision {about['dtype']}")
            self.tensors[name] = StoredTensor(
                file=file,
                start=8 + length + about["data_offsets"][0],
                dtype=known[about["dtype"]],
                shape=tuple(about["shape"]),
            )

    def rows(self, name: str) -> Iterator[tuple[int, torch.Tensor]]:
        """(first row, rows) of a tensor of any shape, at most `BLOCK_BYTES` at once.

        The rows are views of a buffer that the next ones overwrite.
        """
        stored = self.tensors[name]
        columns = prod(stored.shape[1:])
        total = stored.shape[0] if stored.shape else 1
        size = columns * stored.dtype.itemsize
        count = max(1, min(total, BLOCK_BYTES // max(size, 1)))
        buffer = bytearray(count * size)
        with stored.file.open("rb", buffering=0) as opened:
            opened.seek(stored.start)
            for first in range(0, total, count):
                here = min(count, total - first)
                view = memoryview(buffer)[: here * size]
                _fill(opened, view)
                block = torch.frombuffer(view, dtype=stored.dtype)
                yield first, block.view(here, *stored.shape[1:])

    def read(self, name: str, first: int, rows: torch.Tensor) -> None:
        """Fill `rows`, contiguous and of the stored precision, with those from `first` on."""
        stored = self.tensors[name]
        with stored.file.open("rb", buffering=0) as opened:
            opened.seek(stored.start + first * prod(stored.shape[1:]) * stored.dtype.itemsize)
            _fill(opened, rows.view(-1).view(torch.uint8).numpy().data)

    def whole(self, name: str, dtype: torch.dtype) -> torch.Tensor:
        """A tensor in the precision `dtype`."""
        stored = self.tensors[name]
        result = torch.empty(stored.shape, dtype=dtype)
        if dtype == stored.dtype:
            self.read(name, 0, result)
            return result
        flat = result.view(stored.shape or (1,))
        for first, rows in self.rows(name):
            flat[first : first + len(rows)] = rows
        return result


class WeightWriter:
    """Writes one safetensors file whose tensors are known beforehand, their rows as they come."""

    def __init__(
        self, file: Path, tensors: Mapping[str, tuple[torch.dtype, tuple[int, ...]]]
    ) -> None:
        names = {dtype: name for name, dtype in _STORED.items()}
        header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
        end = 0
        self._places: dict[str, tuple[int, torch.dtype, int]] = {}
        for name, (dtype, shape) in tensors.items():
            start, end = end, end + prod(shape) * dtype.itemsize
            header[name] = {"dtype": names[dtype], "shape": shape, "data_offsets": [start, end]}
            self._places[name] = (start, dtype, prod(shape[1:]) * dtype.itemsize)
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        self._opened = file.open("wb")
        self._opened.write(len(text).to_bytes(8, "little") + text)
        self._opened.truncate(8 + len(text) + end)
        self._begin = 8 + len(text)

    def write(self, name: str, first: int, rows: torch.Tensor) -> None:
        """Rows of a tensor (values of a vector) from number `first` on."""
        start, dtype, width = self._places[name]
        self._opened.seek(self._begin + start + first * width)
        self._opened.write(rows.to(dtype).contiguous().view(-1).view(torch.uint8).numpy().tobytes())

    def __enter__(self) -> "WeightWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()


def _fill(opened: Any, view: memoryview) -> None:
    done = 0
    while done < len(view):
        read = opened.readinto(view[done:])
        if not read:
            raise StudioError(f"{opened.name} ended too early; fetch it again.")
        done += read
