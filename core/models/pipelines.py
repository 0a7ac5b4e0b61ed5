"""Puts a diffusion pipeline together: its parts, and what the catalogue's options add to them.

Options: `variant` ("fp16": the smaller weights of a repository), `scheduler` and
`scheduler_options` (turbo and LCM models want their own), `adapter…` (a LoRA, merged) and
`tiny_autoencoder…` (instead of the pipeline's own); `core.models.adapters` finds the last two.
"""

import importlib
from typing import Any

import diffusers
import torch
from diffusers.utils import logging

from core.errors import ModelUnavailable
from core.models.adapters import PICTURE_WEIGHTS
from core.models.device import DevicePlan
from core.models.latent_diffusion import LatentDiffusion
from core.models.source import Source, load_weights, read_json


def load_pipeline(source: Source, plan: DevicePlan) -> Any:
    """The pipeline of `source`, ready to paint; `StudioError` if something does not fit.

    The parts are loaded one by one, so that missing weights are found.
    """
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    index = read_json(source.folder / "model_index.json")
    variant = source.options.get("variant")
    parts: dict[str, Any] = {}
    if source.tiny_autoencoder is not None:
        if "vae" not in index:
            raise _unfit(source, "tiny_autoencoder", "its pipeline has no `vae` to replace")
        tiny = load_weights(diffusers.AutoencoderTiny, source.tiny_autoencoder, source, plan)
        parts["vae"] = tiny
    for name, value in index.items():
        folder = source.folder / name
        if name not in parts and isinstance(value, list) and any(folder.glob("*.safetensors")):
            parts[name] = load_weights(_class(*value), folder, source, plan, variant=variant)
    ours = index.get("_class_name") == "LDMTextToImagePipeline"
    pipeline = (LatentDiffusion if ours else diffusers.DiffusionPipeline).from_pretrained(
        source.folder,
        **parts,
        dtype=getattr(torch, plan.dtype),
        use_safetensors=True,
        local_files_only=True,
    )
    if "scheduler" in source.options:
        pipeline.scheduler = _scheduler(pipeline, source)
    if source.adapter is not None:
        _merge(pipeline, source)
    pipeline.to(plan.device)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def _class(library: str, name: str) -> Any:
    """The class of a part as `model_index.json` names it: of a library, or of a pipeline's own."""
    if library in ("diffusers", "transformers"):
        return getattr(importlib.import_module(library), name)
    return getattr(getattr(diffusers.pipelines, library), name)


def _scheduler(pipeline: Any, source: Source) -> Any:
    name = str(source.options["scheduler"])
    known = getattr(diffusers, name, None)
    if not (isinstance(known, type) and issubclass(known, diffusers.SchedulerMixin)):
        raise _unfit(source, "scheduler", f"diffusers has no “{name}”")
    options = source.options.get("scheduler_options", {})
    if not isinstance(options, dict):
        raise _unfit(source, "scheduler_options", "it must be a table")
    return known.from_config(pipeline.scheduler.config, **options)  # type: ignore[attr-defined]


def _merge(pipeline: Any, source: Source) -> None:
    """Add the LoRA to the weights, so that it costs nothing while the model paints.

    It fits if every one of its weights has its place; diffusers leaves others out with a warning.
    """
    if not hasattr(pipeline, "load_lora_weights"):
        raise _unfit(source, "adapter", "its pipeline takes none")
    try:
        # By name: diffusers takes a path for a repository when the file is not given.
        where = {"weight_name": PICTURE_WEIGHTS, "use_safetensors": True, "local_files_only": True}
        found = pipeline.lora_state_dict(source.adapter, **where)
        weights = found[0] if isinstance(found, tuple) else found
        given = sum("lora" in key and not key.endswith("alpha") for key in weights)
        pipeline.load_lora_weights(source.adapter, **where)
    except ImportError as error:
        raise ModelUnavailable(
            f"{source.label} has an adapter, and the package that reads it is not installed: run "
            "`pip install peft`."
        ) from error
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise _unfit(source, "adapter", "other layers or other sizes") from error
    models = [part for part in pipeline.components.values() if isinstance(part, torch.nn.Module)]
    taken = sum("lora_" in name for model in models for name, _ in model.named_parameters())
    if not given or given != taken:
        raise _unfit(source, "adapter", "other layers")
    try:
        pipeline.fuse_lora(safe_fusing=True)
    except ValueError as error:
        raise _unfit(source, "adapter", "its weights are not all numbers") from error
    pipeline.unload_lora_weights()
    for model in models:
        model.eval().requires_grad_(False)


def _unfit(source: Source, option: str, why: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The `{option}` of {source.label} does not fit ({why}); correct it in the catalogue, or "
        "take it out."
    )
