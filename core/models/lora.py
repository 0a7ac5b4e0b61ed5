"""Puts a LoRA adapter into a language model.

It is merged into the weights, so that it costs nothing while the model writes; only beside int8
rows it stays a product of its own. There most of it would be rounded away: what is taught changes
most weights by less than half a step of seven bits.
"""

import json
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from core.errors import ModelUnavailable
from core.models.adapters import CONFIG, WEIGHTS
from core.models.source import Source

_PLAIN_STARTS: Final = (True, False, None, "gaussian")
"""Values of `init_lora_weights` that leave the base's own weights as they are."""


def merge_adapter(model: Any, folder: Path, source: Source) -> Any:
    """The model with the adapter in `folder` merged; `ModelUnavailable` if it does not fit.

    It fits if every one of its weights has its place in this model with the same shape, and no
    place is left empty.
    """
    try:
        merged = _fitted(model, folder, source)[0].merge_and_unload(safe_merge=True)
    except ValueError as error:
        raise _unfit(source, "its weights are not all numbers") from error
    return merged.eval().requires_grad_(False)


class Beside(nn.Module):
    """A quantised layer, an adapter's product beside it: float32 (…, in) to float32 (…, out)."""

    def __init__(self, layer: nn.Module, down: torch.Tensor, up: torch.Tensor) -> None:
        """`down`: shape (rank, in); `up`: shape (out, rank), with the adapter's scale in it."""
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(down.float(), requires_grad=False)
        self.up = nn.Parameter(up.float().T.contiguous(), requires_grad=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """See the class."""
        x = x.float()
        y = self.layer(x)
        low = nn.functional.linear(x, self.down)
        return torch.addmm(y.flatten(0, -2), low.flatten(0, -2), self.up).view(y.shape)


def load_beside(source: Source) -> Any:
    """The language model of `source` in int8, with its adapter beside the layers."""
    from transformers import AutoConfig, AutoModelForCausalLM

    from core.models import int8

    assert source.adapter is not None
    where: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    config = AutoConfig.from_pretrained(source.folder, **where)
    with torch.device("meta"):
        twin = AutoModelForCausalLM.from_config(config, trust_remote_code=False)
    pairs = _pairs(*_fitted(twin, source.adapter, source, low_cpu_mem_usage=True), source)
    model = int8.load_causal_lm(source)
    for name, (down, up) in pairs.items():
        parent, _, last = name.rpartition(".")
        layer = model.get_submodule(name)
        if not isinstance(layer, int8.Int8Linear):
            raise _unfit(source, f"its layer {name} is of a kind that is not kept in 8 bits")
        setattr(model.get_submodule(parent), last, Beside(layer, down, up))
    return model


def _pairs(
    adapted: Any, weights: dict[str, torch.Tensor], source: Source
) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Both factors by the name of their layer, the second with its scale."""
    from peft.tuners.lora import Linear, LoraLayer
    from peft.utils import AuxiliaryTrainingWrapper

    found = {}
    for name, layer in adapted.base_model.model.named_modules():
        if isinstance(layer, AuxiliaryTrainingWrapper):
            raise _unfit(source, f"it replaces {name}, which is kept in 8 bits")
        if not isinstance(layer, LoraLayer):
            continue
        (key,) = layer.scaling
        if type(layer) is not Linear or layer.lora_variant or layer.lora_bias.get(key):
            raise _unfit(source, "it is no plain LoRA, and the model is kept in 8 bits")
        down, up = (weights[f"base_model.model.{name}.lora_{part}.weight"] for part in "AB")
        if not (down.isfinite().all() and up.isfinite().all()):
            raise _unfit(source, "its weights are not all numbers")
        found[name] = (down, up.float() * layer.scaling[key])
    return found


def _fitted(
    model: Any, folder: Path, source: Source, **options: Any
) -> tuple[Any, dict[str, torch.Tensor]]:
    """The model in peft's wrapping, with the adapter's weights in their places; and these."""
    try:
        from peft import LoraConfig, get_peft_model, set_peft_model_state_dict
    except ImportError as error:
        raise ModelUnavailable(
            f"{source.label} has an adapter, and the package that reads it is not installed: run "
            "`pip install peft`."
        ) from error
    from safetensors.torch import load_file

    _check(_read(folder, source), source)
    weights = load_file(folder / WEIGHTS)
    if getattr(model.config, "tie_word_embeddings", False) and any(
        name in key for key in weights for name in ("lm_head", "embed_tokens")
    ):
        raise _unfit(source, "it changes word embeddings that this model uses twice")
    try:
        config = LoraConfig.from_pretrained(str(folder))
        config.init_lora_weights = True
        config.base_model_name_or_path = None  # It has been looked at; a folder's name may differ.
        adapted = get_peft_model(model, config, **options)
        result: Any = set_peft_model_state_dict(adapted, weights, **options)
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise _unfit(source, "other layers or other sizes") from error
    empty = [name for name in result.missing_keys if "lora_" in name]
    if result.unexpected_keys or empty:
        raise _unfit(source, "other layers")
    return adapted, weights


def _read(folder: Path, source: Source) -> dict[str, Any]:
    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unfit(source, f"{CONFIG} cannot be read") from error
    if not isinstance(config, dict):
        raise _unfit(source, f"{CONFIG} cannot be read")
    return config


def _check(config: dict[str, Any], source: Source) -> None:
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
