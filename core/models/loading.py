"""Turns a catalogue entry into a loaded model, and refuses weights that are not exactly right.

Quiet libraries, whole files of a known architecture.  Families are imported here, lazily, by the
name the catalogue gives.
"""

import importlib
import logging
import warnings
from collections.abc import Mapping
from typing import Any

from core.errors import StudioError
from core.models import adapters, checksums
from core.models.architecture import CONFIGS, mismatch
from core.models.device import DevicePlan
from core.models.entry import FAMILIES, ONNX
from core.models.memory import is_out_of_memory
from core.models.registry import Catalog
from core.models.source import Source, read_json


def family_of(name: str) -> Any:
    """The class that loads a family's models."""
    module, _, cls = FAMILIES[name].partition(":")
    return getattr(importlib.import_module(module), cls)


def load(catalog: Catalog, model_id: str, plan: DevicePlan) -> Any:
    """Load a model onto the planned device; `ModelUnavailable` or `DamagedWeights` if it cannot.

    Running out of memory comes out as it is (`core.models.memory.is_out_of_memory`).
    """
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
    for whole in filter(None, (folder, source.adapter)):
        checksums.verify(whole, label=entry.label, how=entry.how)
    if entry.family not in ONNX:
        check_readable(source)
        _check_architecture(source, entry.family)
        quiet_libraries()
    try:
        backend = family_of(entry.family).load(source, plan)
    except StudioError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise
        raise source.damaged(error) from error
    if plan.sparing:
        _work_in_slices(backend.pipeline)
    return backend


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
    for file in sorted(source.folder.rglob("*.safetensors.index.json")):
        try:
            named = set(read_json(file)["weight_map"].values())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise source.damaged(f"{file.name} does not list files of weights") from error
        if lacking := sorted(str(name) for name in named if not (file.parent / name).is_file()):
            more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            raise source.damaged(f"{lacking[0]}{more}, named in {file.name}, is not there")


def _check_architecture(source: Source, family: str) -> None:
    file = next((source.folder / n for n in CONFIGS if (source.folder / n).is_file()), None)
    if file is None:
        raise source.damaged("its config.json is missing")
    try:
        config = read_json(file)
        wrong = mismatch(family, config)
    except (ValueError, AttributeError) as error:
        raise source.damaged(f"{file.name} is no JSON of a model: {error}") from error
    if wrong:
        raise source.damaged(wrong)
    if "auto_map" in config and not _knows(config):
        raise source.damaged(
            "it needs a program that comes with its files (auto_map), and such programs are never "
            "run; choose a model that the library transformers knows"
        )


def _knows(config: Mapping[str, Any]) -> bool:
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    return config.get("model_type") in CONFIG_MAPPING


def _work_in_slices(pipeline: Any) -> None:
    """Less memory at a time: attention head by head, the decoder tile by tile."""
    pipeline.enable_attention_slicing()
    # Not the tiny autoencoders: they need little, and tile only for one scale of latents.
    if type(pipeline.vae).__name__ == "AutoencoderKL":
        pipeline.vae.enable_tiling()


def quiet_libraries() -> None:
    """No progress bars and advice of the model libraries in the user's sight.

    Called before a family is imported: diffusers makes transformers talk while it is imported.
    """
    import transformers

    # It tells of an optional package that is not wanted here.
    logging.getLogger("bitsandbytes.backends.cpu.ops").setLevel(logging.ERROR)
    # peft asks for it by a name that transformers is about to change.
    warnings.filterwarnings("ignore", message="`is_gradient_checkpointing`")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
