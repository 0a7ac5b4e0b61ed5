"""Turns a catalogue entry into a loaded model, and refuses weights that are not exactly right.

What every torch family shares: quiet libraries, safetensors only, local files only, no random
weights.  Families are imported here, lazily, by the name the catalogue gives.
"""

import importlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import DamagedWeights, StudioError
from core.models import adapters, checksums
from core.models.device import DevicePlan
from core.models.entry import FAMILIES
from core.models.registry import Catalog


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a family finds a model: folder, name for people, how to mend it, and options.

    `repository` is where the weights came from, if that is known; `adapter` the folder of a LoRA,
    `tiny_autoencoder` that of a small decoder for pictures.
    """

    folder: Path
    label: str
    how: str
    options: Mapping[str, Any]
    repository: str | None = None
    adapter: Path | None = None
    tiny_autoencoder: Path | None = None

    def damaged(self, what: object) -> DamagedWeights:
        """The error for files that cannot be used."""
        reason = str(what).strip().split("\n")[0].rstrip(".")
        return DamagedWeights(f"{self.label} cannot be loaded ({reason}); {self.how}.")


def family_of(name: str) -> Any:
    """The class that loads a family's models."""
    module, _, cls = FAMILIES[name].partition(":")
    return getattr(importlib.import_module(module), cls)


def load(catalog: Catalog, model_id: str, plan: DevicePlan) -> Any:
    """Load a model onto the planned device; `ModelUnavailable` or `DamagedWeights` if it cannot."""
    entry = catalog.model(model_id)
    folder = catalog.folder(model_id)
    if folder is None:
        return family_of(entry.family)(entry.options)
    source = Source(
        folder=folder,
        label=entry.label,
        how=entry.how,
        options=entry.options,
        repository=entry.repository,
        adapter=adapters.folder_of(entry),
        tiny_autoencoder=adapters.folder_of(entry, "tiny_autoencoder"),
    )
    checksums.verify(folder, label=entry.label, how=entry.how)
    check_readable(source)
    quiet_libraries()
    try:
        return family_of(entry.family).load(source, plan)
    except StudioError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        import torch

        if isinstance(error, torch.OutOfMemoryError):
            raise StudioError(
                f"{entry.label} does not fit into the graphics card's memory; close other "
                "programs or choose a smaller preset."
            ) from error
        raise source.damaged(error) from error


def check_readable(source: Source) -> None:
    """Every weight file must be whole: a truncated one is found by its header."""
    from safetensors import SafetensorError, safe_open

    folders = [f for f in (source.folder, source.adapter, source.tiny_autoencoder) if f]
    for file in sorted(file for folder in folders for file in folder.rglob("*.safetensors")):
        try:
            with safe_open(file, framework="numpy") as opened:
                empty = not opened.keys()
        except (SafetensorError, OSError) as error:
            raise source.damaged(f"{file.name} is not whole: {error}") from error
        if empty:
            raise source.damaged(f"{file.name} holds no weights")


def load_weights(
    cls: Any, folder: Path, source: Source, plan: DevicePlan, *, variant: str | None = None
) -> Any:
    """`cls.from_pretrained(folder)`, ready for inference; missing weights are an error.

    The libraries fill in random numbers for weights they do not find, with a mere warning.
    `variant` names weights that lie beside the usual ones ("fp16": `model.fp16.safetensors`).
    """
    import torch

    model, info = cls.from_pretrained(
        folder,
        dtype=getattr(torch, plan.dtype),
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
        **({"variant": variant} if variant else {}),
        **({"trust_remote_code": False} if cls.__module__.startswith("transformers") else {}),
    )
    wrong = [*info.get("missing_keys", ()), *info.get("mismatched_keys", ())]
    if wrong:
        raise source.damaged(f"{len(wrong)} weights are missing in {folder.name}, e.g. {wrong[0]}")
    return model.eval().requires_grad_(False).to(plan.device)


def read_json(file: Path) -> dict[str, Any]:
    """A configuration file."""
    return json.loads(file.read_text(encoding="utf-8"))


def quiet_libraries() -> None:
    """No progress bars and advice of the model libraries in the user's sight.

    Called before a family is imported: diffusers makes transformers talk while it is imported.
    """
    import transformers

    # It tells of an optional package that is not wanted here.
    logging.getLogger("bitsandbytes.backends.cpu.ops").setLevel(logging.ERROR)
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
