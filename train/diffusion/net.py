"""The U-Net that learns: whole or by a LoRA, from a base or from nothing; and its optimiser."""

import argparse
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from core.errors import BadInput
from core.models import own
from core.models.adapters import PICTURE_WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import check_readable
from core.models.pipelines import load_pipeline
from train import bases
from train.bases import Base
from train.diffusion.families import StableDiffusion, family

TARGETS: Final = (
    "to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out", "ff.net.0.proj", "ff.net.2",
)  # fmt: skip
"""Layers of a U-Net's attention that a LoRA changes."""


def load(name: str) -> tuple[Base, StableDiffusion]:
    """A base and its pipeline in full precision on the processor; nothing of it learns."""
    base = bases.find(name, own.illustrator)
    check_readable(base.source)
    try:
        pipeline = load_pipeline(base.source, DevicePlan(device="cpu", dtype="float32", why=""))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise base.source.damaged(error) from error
    made = family(pipeline, base.name)
    for part in (pipeline.unet, *made.frozen):
        part.eval().requires_grad_(False)
    return base, made


def prepare(made: StableDiffusion, base: Base, args: argparse.Namespace, half: torch.dtype) -> Any:
    """The pipeline's U-Net, ready to learn; `half` is what frozen weights are kept in."""
    if made.only_lora and not args.lora:
        raise BadInput(f"{base.name} is an SDXL, which is taught by a LoRA: give --lora 16.")
    unet = made.pipeline.unet
    if args.init == "nothing":
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(args.seed)
            unet = type(unet).from_config(unet.config)
        made.pipeline.unet = unet
    if args.lora:
        unet.to(half)
        _add_lora(unet, made, base, args)
    else:
        unet.requires_grad_(True)
    if args.gradient_checkpointing:
        unet.enable_gradient_checkpointing()
    return unet


def add_adapter(unet: Any, rank: int, alpha: float | None) -> None:
    """A new LoRA at the U-Net's attention, which changes nothing yet; `alpha` is usually `rank`."""
    from peft import LoraConfig

    config = LoraConfig(
        r=rank,
        lora_alpha=alpha or rank,  # type: ignore[arg-type]
        init_lora_weights="gaussian",
        target_modules=list(TARGETS),
    )
    unet.add_adapter(config)


def learn_only_lora(unet: Any) -> None:
    """The LoRA learns, in full precision; the rest stays."""
    for name, weight in unet.named_parameters():
        learns = "lora_" in name
        weight.requires_grad_(learns)
        if learns:
            weight.data = weight.data.float()
    for layer in unet.modules():
        if hasattr(layer, "cast_input_dtype_enabled"):
            layer.cast_input_dtype_enabled = False  # autocast does what is needed


def _add_lora(unet: Any, made: StableDiffusion, base: Base, args: argparse.Namespace) -> None:
    if args.start:
        if not (args.start / PICTURE_WEIGHTS).is_file():
            raise BadInput(f"{args.start} holds no LoRA: its {PICTURE_WEIGHTS} is missing.")
        where = {"weight_name": PICTURE_WEIGHTS, "use_safetensors": True, "local_files_only": True}
        try:
            made.pipeline.load_lora_weights(args.start, adapter_name="default", **where)
        except (ValueError, RuntimeError, KeyError, OSError, TypeError) as error:
            raise BadInput(f"The LoRA in {args.start} does not fit {base.name}.") from error
        rank = unet.peft_config["default"].r
        if rank != args.lora:
            raise BadInput(f"The LoRA in {args.start} has the rank {rank}: give --lora {rank}.")
    else:
        add_adapter(unet, args.lora, args.alpha)
    learn_only_lora(unet)


def optimiser(weights: nn.Module, args: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW, with its state in 8 bits where that was asked for."""
    kind: Any = torch.optim.AdamW
    if args.adam_8bit:
        import bitsandbytes

        kind = bitsandbytes.optim.AdamW8bit
    made: torch.optim.Optimizer = kind(weights.parameters(), lr=args.lr, weight_decay=0.01)
    return made


def names_of(folder: Path) -> str:
    """What a base's frozen parts are: for the names of what they computed."""
    files = sorted(folder.glob("*/*.safetensors"))
    return "\0".join(
        f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}"
        for file in files
        if file.parent.name != "unet"
    )
