"""A LoRA on a frozen language model (Hu et al. 2021): made, gone on with, written down."""

import argparse
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from core.errors import BadInput
from core.models.adapters import CONFIG, WEIGHTS
from core.models.source import CHAT_TEMPLATE
from train import bases, cli, common, loop
from train.bases import Base
from train.sparing import Together
from train.writing import fits


def options(made: cli.Parser, *, out: Path, runs: Path) -> None:
    """What a command line asks of every training of a LoRA."""
    add = made.add_argument
    add("--base", help="the language model: a folder, a .gguf file, of the catalogue, of the hub")
    add("--measure", type=cli.number(int, 1), default=100, help="rows to measure on (%(default)s)")
    add("--batch", type=cli.number(int, 1), default=4, help="rows in a step (%(default)s)")
    add("--longest", type=cli.number(int, 8), default=1024, help="tokens of a row (%(default)s)")
    add("--rank", type=cli.number(int, 1, 1024), default=16, help="of the LoRA (%(default)s)")
    add("--alpha", type=cli.number(float, 0, 1e5), help="of the LoRA (twice its rank)")
    share = cli.number(float, -1e-9, 0.9)
    add("--dropout", type=share, default=0.0, help="of the LoRA (%(default)s)")
    add("--start", type=Path, help="a finished adapter to go on from")
    add("--four-bit", action="store_true", help="the base in four bits (NF4); the rest as ever")
    add("--spare-memory", action="store_true", help="compute layers twice instead of keeping them")
    add("--anyway", action="store_true", help="begin though it seems not to fit")
    said = "seconds between checkpoints (%(default)g)"
    add("--every", type=cli.number(float, -2), default=300.0, help=said)
    add("--licence", default="unknown", help="what the data allow, for the card")
    add("--attribution", help="whom the card shall name for the data")
    add("--out", type=Path, default=out, help="where the adapter goes (%(default)s)")
    add("--runs", type=Path, default=runs, help="checkpoints and curves")


def foreseen(base: Base, args: argparse.Namespace, *, rows: int, longest: int) -> str:
    """What a step of `rows` of `longest` tokens needs; `BadInput` before anything is read if it
    does not fit (--anyway: said)."""
    way = fits.Way(
        batch=rows, longest=longest, rank=args.rank, four_bit=args.four_bit,
        spare=args.spare_memory, half=loop.precision() != "float32",
    )  # fmt: skip
    try:
        device = str(loop.accelerator().device)
        return fits.check(bases.config(base), way, device=device, name=base.name)
    except BadInput as error:
        if not args.anyway:
            raise
        return f"Begun anyway. {error}"


def loaded(base: Base, args: argparse.Namespace, *, dtype: str, device: str) -> Any:
    """The base with its LoRA, ready to learn."""
    bits = 4 if args.four_bit else None
    model: Any = adapted(bases.load(base, dtype=dtype, device=device, bits=bits), base, args)
    if args.spare_memory:
        model.activation_checkpointing_enable({"use_reentrant": False})
    return model


def together(size: int) -> Together:
    """All rows of a step at once, as long as memory lasts."""
    return Together(size, "--spare-memory, --four-bit, a smaller --longest or a smaller base")


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


def resumed(training: loop.Training) -> dict[str, Any] | None:
    """With --resume: the checkpoint's state, taken over."""
    try:
        return training.resume()
    except (RuntimeError, ValueError, KeyError) as error:
        raise BadInput(
            f"{training.checkpoint} is of another base or another --rank: give those of then, or "
            "leave --resume to begin anew."
        ) from error


def save(model: Any, base: Base, folder: Path, template: str | None) -> None:
    """The adapter in peft's layout, in float16; `template` where the base has none of its own."""
    from peft import get_peft_model_state_dict

    config = model.peft_config["default"]
    config.base_model_name_or_path, config.revision = base.name, base.revision
    state = get_peft_model_state_dict(model, save_embedding_layers=False)
    half = {name: part.detach().to("cpu", torch.float16) for name, part in state.items()}
    with common.written_whole(folder) as new:
        config.save_pretrained(str(new))
        flat = {name: part.contiguous() for name, part in half.items()}
        save_file(flat, new / WEIGHTS, {"format": "pt"})
        if template:
            (new / CHAT_TEMPLATE).write_text(template, encoding="utf-8")
