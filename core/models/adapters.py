"""What a model is completed with: a LoRA adapter, a tiny autoencoder. Where it lies, which it is.

A catalogue entry names it in its options: `adapter` (a folder, relative to the catalogue file) or
`adapter_repository` and `adapter_revision` (Hugging Face); `tiny_autoencoder` in the same three
ways.  Looks at folders only; the families merge or load what lies there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import ModelUnavailable
from core.models import checksums
from core.models.entry import ModelEntry

CONFIG: Final = "adapter_config.json"
WEIGHTS: Final = "adapter_model.safetensors"
PICKLE: Final = "adapter_model.bin"
"""The published layout of peft: LoRAs of language models."""

PICTURE_WEIGHTS: Final = "pytorch_lora_weights.safetensors"
PICTURE_PICKLE: Final = "pytorch_lora_weights.bin"
"""The published layout of diffusers: LoRAs of illustrators, one file that explains itself."""

TINY_CONFIG: Final = "config.json"
TINY_WEIGHTS: Final = "diffusion_pytorch_model.safetensors"
TINY_PICKLE: Final = "diffusion_pytorch_model.bin"


@dataclass(frozen=True, kw_only=True)
class Extra:
    """One thing that an entry is completed with.

    `option` is its name in the options, `words` its name for people, `files` what it consists of
    (the weights last), `pickle` the form of the weights that is never opened.
    """

    option: str
    words: str
    files: tuple[str, ...]
    pickle: str
    path: str | None = None
    repository: str | None = None
    revision: str | None = None


def extras_of(entry: ModelEntry) -> Iterator[Extra]:
    """What an entry is completed with, as its options say."""
    pictures = entry.family == "diffusion"
    kinds = (
        ("adapter", "adapter", (PICTURE_WEIGHTS,), PICTURE_PICKLE)
        if pictures
        else ("adapter", "adapter", (CONFIG, WEIGHTS), PICKLE),
        ("tiny_autoencoder", "tiny autoencoder", (TINY_CONFIG, TINY_WEIGHTS), TINY_PICKLE),
    )
    for option, words, files, pickle in kinds:
        path, repository = entry.options.get(option), entry.options.get(f"{option}_repository")
        if path is not None or repository is not None:
            yield Extra(
                option=option,
                words=words,
                files=files,
                pickle=pickle,
                path=path,
                repository=repository,
                revision=entry.options.get(f"{option}_revision"),
            )


def folder_of(entry: ModelEntry, option: str = "adapter") -> Path | None:
    """The folder of what `option` names; None without one, `ModelUnavailable` if it is not usable.

    Only safetensors: opening a pickle can run any program that somebody put into it.
    """
    for extra in extras_of(entry):
        if extra.option == option:
            return _folder(entry, extra)
    return None


def check(entry: ModelEntry) -> None:
    """`ModelUnavailable` if anything that an entry is completed with is not there."""
    for extra in extras_of(entry):
        _folder(entry, extra)


def revision_of(entry: ModelEntry) -> str | None:
    """Names what the entry is completed with; None without it, "missing" where it is not there."""
    names = [
        str(extra.revision)
        if extra.repository is not None
        else _named_by(entry.base / str(extra.path)) or "missing"
        for extra in extras_of(entry)
    ]
    if not names:
        return None
    return "missing" if "missing" in names else "\n".join(names)


def _named_by(folder: Path) -> str:
    """A bundled folder is named by its listed sums, another by its files as they are now; "" if
    there is none."""
    stats = checksums.by_stats(folder)
    sums = checksums.listed(folder)
    return checksums.short(sums) if stats and sums else stats


def about(file: Path) -> dict[str, str]:
    """What a file of safetensors says of itself (its `__metadata__`); nothing where it is none."""
    try:
        with file.open("rb") as opened:
            size = int.from_bytes(opened.read(8), "little")
            found = json.loads(opened.read(min(size, 2**24))).get("__metadata__", {})
    except (OSError, ValueError, AttributeError):
        return {}
    return {str(key): str(value) for key, value in dict(found).items()}


def _folder(entry: ModelEntry, extra: Extra) -> Path:
    if extra.repository is not None:
        found = _cached(extra)
        if found is None:
            raise ModelUnavailable(
                f"The {extra.words} of {entry.label} ({extra.repository}) is not downloaded yet: "
                f"run `python -m studio models download {entry.id}`."
            )
        folder = found
    else:
        folder = entry.base / str(extra.path)
    weights = extra.files[-1]
    if not (folder / weights).is_file() and (folder / extra.pickle).is_file():
        raise ModelUnavailable(
            f"The {extra.words} of {entry.label} in {folder} is a pickle ({extra.pickle}), which "
            f"can run code and is not opened; have it saved as {weights}."
        )
    for name in extra.files:
        if not (folder / name).is_file():
            raise ModelUnavailable(
                f"The {extra.words} of {entry.label} lacks {name}; put it into {folder}."
            )
    return folder


def _cached(extra: Extra) -> Path | None:
    """The folder of a downloaded snapshot, found without the network."""
    from huggingface_hub import try_to_load_from_cache

    assert extra.repository
    for name in (*reversed(extra.files), extra.pickle):
        found = try_to_load_from_cache(extra.repository, name, revision=extra.revision)
        if isinstance(found, str):
            return Path(found).parent
    return None
