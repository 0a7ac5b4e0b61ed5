"""Merges a LoRA adapter into a model's weights, so that it costs nothing while the model writes."""

import json
from pathlib import Path
from typing import Any, Final

from core.errors import ModelUnavailable
from core.models.adapters import CONFIG, WEIGHTS
from core.models.loading import Source

_PLAIN_STARTS: Final = (True, False, None, "gaussian")
"""Values of `init_lora_weights` that leave the base's own weights as they are."""


def merge_adapter(model: Any, folder: Path, source: Source) -> Any:
    """The model with the adapter in `folder` merged; `ModelUnavailable` if it does not fit.

    It fits if every one of its weights has its place in this model with the same shape, and no
    place is left empty.
    """
    try:
        from peft import LoraConfig, get_peft_model, set_peft_model_state_dict
    except ImportError as error:
        raise ModelUnavailable(
            f"{source.label} has an adapter, and the package that reads it is not installed: run "
            "`pip install peft`."
        ) from error
    from safetensors.torch import load_file

    _check(model, _read(folder, source), source)
    weights = load_file(folder / WEIGHTS)
    if getattr(model.config, "tie_word_embeddings", False) and any(
        name in key for key in weights for name in ("lm_head", "embed_tokens")
    ):
        raise _unfit(source, "it changes word embeddings that this model uses twice")
    try:
        config = LoraConfig.from_pretrained(str(folder))
        config.init_lora_weights = True
        config.base_model_name_or_path = None  # It has been looked at; a folder's name may differ.
        adapted = get_peft_model(model, config)
        result: Any = set_peft_model_state_dict(adapted, weights)
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise _unfit(source, "other layers or other sizes") from error
    empty = [name for name in result.missing_keys if "lora_" in name]
    if result.unexpected_keys or empty:
        raise _unfit(source, "other layers")
    try:
        merged = adapted.merge_and_unload(safe_merge=True)
    except ValueError as error:
        raise _unfit(source, "its weights are not all numbers") from error
    return merged.eval().requires_grad_(False)


def _read(folder: Path, source: Source) -> dict[str, Any]:
    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unfit(source, f"{CONFIG} cannot be read") from error
    if not isinstance(config, dict):
        raise _unfit(source, f"{CONFIG} cannot be read")
    return config


def _check(model: Any, config: dict[str, Any], source: Source) -> None:
    """Refuse what is no plain LoRA for text, or says that it belongs to another base."""
    if config.get("peft_type") != "LORA" or config.get("task_type") not in (None, "CAUSAL_LM"):
        kind = f"{config.get('peft_type')} for {config.get('task_type')}"
        raise _unfit(source, f"it is no LoRA for a language model but {kind}")
    if config.get("init_lora_weights", True) not in _PLAIN_STARTS:
        raise _unfit(
            source,
            f"it began with {config['init_lora_weights']}, which changes the base; have it "
            "converted to plain LoRA",
        )
    named = str(config.get("base_model_name_or_path") or "")
    expected = source.options.get("adapter_base") or source.repository
    if expected and _is_repository(named) and named.lower() != str(expected).lower():
        raise _unfit(
            source,
            f"it was made for {named}; if that is the same model, say so by `adapter_base` in the "
            "entry's options",
        )


def _is_repository(name: str) -> bool:
    """Whether a base's name is one on a hub; folders of the computer it was made on say nothing."""
    return name.count("/") == 1 and not name.startswith((".", "/", "~")) and "\\" not in name


def _unfit(source: Source, why: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The adapter of {source.label} does not fit its model ({why}); name one that was made for "
        "it, or take it out of the catalogue."
    )
