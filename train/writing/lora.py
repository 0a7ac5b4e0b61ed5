"""A LoRA on a frozen language model (Hu et al. 2021): made, gone on with, written down."""

import argparse
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from core.errors import BadInput
from core.models.adapters import CONFIG, WEIGHTS
from core.models.source import CHAT_TEMPLATE
from train.bases import Base


def adapted(model: Any, base: Base, args: argparse.Namespace) -> Any:
    """The model with a LoRA at every linear layer but the head, or with the one of --start."""
    from peft import LoraConfig, PeftModel, get_peft_model

    if args.start:
        if not (args.start / CONFIG).is_file():
            raise BadInput(f"{args.start} holds no adapter: its {CONFIG} is missing.")
        try:
            made: Any = PeftModel.from_pretrained(model, str(args.start), is_trainable=True)
        except (ValueError, RuntimeError, KeyError, OSError) as error:
            raise BadInput(f"The adapter in {args.start} does not fit {base.name}.") from error
    else:
        config = LoraConfig(
            r=args.rank,
            lora_alpha=args.alpha or 2 * args.rank,
            lora_dropout=args.dropout,
            target_modules="all-linear",
            task_type="CAUSAL_LM",
        )
        try:
            made = get_peft_model(model, config)
        except ValueError as error:
            raise BadInput(f"{base.name} has no layers that a LoRA fits ({error}).") from error
    for layer in made.modules():
        if hasattr(layer, "cast_input_dtype_enabled"):
            # Autocast does what is needed; else all would go to float32 and back.
            layer.cast_input_dtype_enabled = False
    return made


def learning(model: nn.Module) -> nn.ParameterDict:
    """What of a model learns, by name."""
    return nn.ParameterDict(
        {
            name.replace(".", "/"): weight
            for name, weight in model.named_parameters()
            if weight.requires_grad
        }
    )


def save(model: Any, base: Base, folder: Path, template: str | None) -> None:
    """The adapter in peft's layout, in float16; `template` where the base has none of its own."""
    from peft import get_peft_model_state_dict

    folder.mkdir(parents=True, exist_ok=True)
    config = model.peft_config["default"]
    config.base_model_name_or_path, config.revision = base.name, base.revision
    config.save_pretrained(str(folder))
    state = get_peft_model_state_dict(model, save_embedding_layers=False)
    half = {name: part.detach().to("cpu", torch.float16) for name, part in state.items()}
    partial = folder / f"{WEIGHTS}.partial"
    save_file({name: part.contiguous() for name, part in half.items()}, partial, {"format": "pt"})
    partial.replace(folder / WEIGHTS)
    if template:
        (folder / CHAT_TEMPLATE).write_text(template, encoding="utf-8")
