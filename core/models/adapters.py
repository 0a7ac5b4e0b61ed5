"""Where a model's LoRA adapter lies, which one it is, and whether it may be opened here.

A catalogue entry of the family `causal_lm` names it in its options: `adapter` (a folder, relative
to the catalogue file) or `adapter_repository` and `adapter_revision` (Hugging Face).  Looks at
folders only; `core.models.lora` merges it into the weights.
"""

from pathlib import Path
from typing import Final

from core.errors import ModelUnavailable
from core.models import checksums
from core.models.entry import ModelEntry

CONFIG: Final = "adapter_config.json"
WEIGHTS: Final = "adapter_model.safetensors"
PICKLE: Final = "adapter_model.bin"


def folder_of(entry: ModelEntry) -> Path | None:
    """The folder of an entry's adapter; None without one, `ModelUnavailable` if it cannot be used.

    Only safetensors: opening a pickle can run any program that somebody put into it.
    """
    repository = entry.adapter_repository
    if entry.adapter is None and repository is None:
        return None
    if repository is not None:
        found = _cached(repository, entry.options["adapter_revision"])
        if found is None:
            raise ModelUnavailable(
                f"The adapter of {entry.label} ({repository}) is not downloaded yet: run "
                f"`python -m studio models download {entry.id}`."
            )
        folder = found
    else:
        folder = entry.base / str(entry.adapter)
    if not (folder / WEIGHTS).is_file() and (folder / PICKLE).is_file():
        raise ModelUnavailable(
            f"The adapter of {entry.label} in {folder} is a pickle ({PICKLE}), which can run code "
            f"and is not opened; have it saved as {WEIGHTS}."
        )
    for name in (CONFIG, WEIGHTS):
        if not (folder / name).is_file():
            raise ModelUnavailable(
                f"The adapter of {entry.label} lacks {name}; put it into {folder}."
            )
    return folder


def revision_of(entry: ModelEntry) -> str | None:
    """Names the adapter; None without one, "missing" where it is not there."""
    if entry.adapter_repository is not None:
        return str(entry.options["adapter_revision"])
    if entry.adapter is None:
        return None
    return checksums.by_stats(entry.base / entry.adapter) or "missing"


def _cached(repository: str, revision: str) -> Path | None:
    """The folder of a downloaded adapter, found without the network."""
    from huggingface_hub import try_to_load_from_cache

    for name in (WEIGHTS, PICKLE, CONFIG):
        found = try_to_load_from_cache(repository, name, revision=revision)
        if isinstance(found, str):
            return Path(found).parent
    return None
