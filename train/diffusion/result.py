"""What a training leaves: a LoRA in diffusers' layout or a whole pipeline, with its card."""

import argparse
import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from core.models.adapters import PICTURE_WEIGHTS
from train import common, facts, model_card
from train.bases import Base
from train.diffusion.families import StableDiffusion


@contextlib.contextmanager
def averaged(weights: nn.ParameterDict, average: nn.ParameterDict | None) -> Iterator[None]:
    """Inside, the weights are their average, if one is kept."""
    if average is None:
        yield
        return
    kept = {name: weight.detach().clone() for name, weight in weights.items()}
    try:
        _put(weights, average)
        yield
    finally:
        _put(weights, kept)


@torch.no_grad()
def _put(weights: nn.ParameterDict, others: Mapping[str, Any] | nn.ParameterDict) -> None:
    for name, weight in weights.items():
        weight.copy_(others[name])


def save(made: StableDiffusion, base: Base, args: argparse.Namespace) -> None:
    """Writes the result; see `common.written_whole`."""
    with common.written_whole(args.out) as folder:
        (_save_lora if args.lora else _save_pipeline)(made, base, folder)


def _save_lora(made: StableDiffusion, base: Base, folder: Path) -> None:
    from peft import get_peft_model_state_dict
    from safetensors.torch import save_file

    unet = made.pipeline.unet
    config = unet.peft_config["default"]
    state = get_peft_model_state_dict(unet)
    tensors = {
        f"unet.{name}": part.detach().to("cpu", torch.float32).contiguous()
        for name, part in state.items()
    }
    about = {"format": "pt", "base_model": base.name}
    if base.revision:
        about["base_revision"] = base.revision
    # diffusers reads rank and alpha from here.
    told = {key: _plain(value) for key, value in config.to_dict().items()}
    told["base_model_name_or_path"] = base.name
    named = {f"unet.{key}": value for key, value in told.items()}
    about["lora_adapter_metadata"] = json.dumps(named, indent=2, sort_keys=True)
    save_file(tensors, folder / PICTURE_WEIGHTS, about)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set) else value


def _save_pipeline(made: StableDiffusion, base: Base, folder: Path) -> None:
    made.pipeline.save_pretrained(folder, max_shard_size="4GB")
    index = folder / "model_index.json"
    told = json.loads(index.read_text(encoding="utf-8"))
    if told["_class_name"] == "LatentDiffusion":  # our own way to call it
        told["_class_name"] = "LDMTextToImagePipeline"
    told.pop("_name_or_path", None)
    index.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def card(
    args: argparse.Namespace,
    base: Base,
    *,
    pictures: int,
    parameters: int,
    sessions: Sequence[facts.Session],
    before: Mapping[str, float],
    after: Mapping[str, float],
    measured_on: str,
) -> None:
    """README.md beside the result."""
    what = (
        f"A LoRA of rank {args.lora} (alpha {args.alpha or args.lora:g}) for the U-Net"
        if args.lora
        else "All weights of the U-Net"
    )
    begun = " drawn anew (only its shape is the base's)" if args.init == "nothing" else ""
    kept = f", the average of them with a decay of {args.ema:g}" if args.ema else ""
    steps, _ = facts.total(sessions)
    shown = steps * args.batch * args.accumulation / max(1, pictures)
    use = (
        "`adapter = …` in the options of a `diffusion` illustrator of the catalogue, or "
        "`load_lora_weights` of diffusers"
        if args.lora
        else "a `path` in the catalogue, or `from_pretrained` of diffusers"
    )
    prompt = ""
    if args.instance_prompt:
        prompt = f" Every picture was called “{args.instance_prompt}”."
        if args.class_prompt:
            prompt += (
                f" Beside them stood pictures of “{args.class_prompt}” (prior preservation, weight "
                f"{args.prior_weight:g})."
            )
    sections = {
        "What it is": f"{what} of `{base.name}`{begun}{kept}: {parameters:,} parameters learnt.",
        "Use": f"`python -m studio story PICTURES --illustrator {args.out}`, {use}.",
        "Data": (
            f"{pictures:,} pictures of {', '.join(f'`{Path(one).name}`' for one in args.data)}, "
            f"about {args.size} × {args.size} pixels{', cut square' if args.square else ''}, each "
            f"shown {shown:.1f} times.{prompt} " + model_card.licences(args, base)
        ),
        "Training": facts.training_text(sessions),
        "Figures": _figures(before, after, measured_on),
        "Limits": (
            "It paints what its pictures are like, and keeps what its base was taught. Pictures of "
            "people need their consent."
        ),
    }
    front = model_card.built_on(base, args, "diffusers")
    tags = ["text-to-image", *(["lora"] if args.lora else [])]
    model_card.write(args.out, "Illustrator", tags, sections, front)


def _figures(before: Mapping[str, float], after: Mapping[str, float], on: str) -> str:
    if not after:
        return "None were measured."
    names = list(after)
    rows = [
        (when, *(f"{found[name]:.4f}" if name in found else "" for name in names))
        for when, found in (("before", before), ("after", after))
    ]
    said = (
        f"Measured on {on}, with the same noise each time. loss: the training's own, without words "
        "left out; clip: cosine × 100 of painted pictures and their prompts by the studio's scorer."
    )
    return model_card.table(said, ("teaching", *names), rows)
