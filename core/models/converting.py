"""Makes a model's folder of files that arrived: once, and only from formats that hold no code.

GGUF becomes safetensors (`core.models.gguf_files`); a pickle is opened by torch's reader of plain
tensors alone; whatever else (ONNX, CTranslate2, JSON) stays as it is.
"""

import pickle
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.errors import ModelUnavailable
from core.models.fetching import Fetching, copied
from core.models.weights import WeightFile

ROOM: Final[Mapping[str, float]] = {"gguf": 3.5, "pickle": 1.0, "keep": 1.0}
"""How large what is made may be, as a multiple of the file."""


def convert(
    found: Sequence[tuple[WeightFile, Path]], folder: Path, *, dtype: str, fetching: Fetching
) -> None:
    """Fill `folder`; `dtype` ("int8" or "bfloat16") is how weights of language models are kept."""
    for file, path in found:
        FORMS[file.form](path, folder, dtype, fetching)


def _gguf(path: Path, folder: Path, dtype: str, fetching: Fetching) -> None:
    from core.models import gguf_files

    words = {"int8": "8 bits", "bfloat16": "half precision"}[dtype]

    def say(done: int, total: int) -> None:
        fetching.say(file=f"made ready in {words}, part {done} of {total}")

    say(0, 1)
    gguf_files.convert(path, folder, dtype=dtype, say=say)


def read_pickle(path: Path) -> Any:
    """What a .pth file holds, weights and nothing that runs.

    `ModelUnavailable` where it holds more than weights, `OSError` where it is not there.
    """
    import torch

    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError, AttributeError) as error:
        raise ModelUnavailable(
            f"{path.name} is a pickle that holds more than weights, and such a file can run any "
            "program; it was not opened: choose another source or another model."
        ) from error


def _pickle(path: Path, folder: Path, dtype: str, fetching: Fetching) -> None:
    import torch
    from safetensors.torch import save_file

    fetching.say(file=f"{path.name} is read")
    read = read_pickle(path)
    if isinstance(read, Mapping) and isinstance(read.get("state_dict"), Mapping):
        read = read["state_dict"]
    tensors = {k: v.clone().contiguous() for k, v in read.items() if isinstance(v, torch.Tensor)}
    if not tensors:
        raise ModelUnavailable(f"{path.name} holds no weights; choose another model.")
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})


def _keep(path: Path, folder: Path, dtype: str, fetching: Fetching) -> None:
    copied(path, folder)


FORMS: Final[Mapping[str, Callable[[Path, Path, str, Fetching], None]]] = {
    "gguf": _gguf,
    "pickle": _pickle,
    "keep": _keep,
}
