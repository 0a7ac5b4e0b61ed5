"""The command line of `python -m train.diffusion`, and what of it must stay when it goes on."""

import argparse
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput
from core.models.adapters import PICTURE_WEIGHTS
from train import cli
from train.common import RUNS

SCHEDULES: Final = ("constant", "linear", "cosine")
FIXED: Final = (
    "base", "init", "lora", "size", "square", "batch", "accumulation", "seed", "instance_prompt",
    "class_prompt", "caption_dropout", "min_snr", "ema",
)  # fmt: skip
"""Options that a checkpoint is only gone on with as they were."""
MODULE: Final = "diffusion"

ABOUT: Final = """Fine-tunes an illustrator on your pictures and their captions.

    python -m train.diffusion --base stable-diffusion-v1-5 --data flickr8k --lora 16
    python -m train.diffusion --base stable-diffusion-v1-5 --data my-dog/ --lora 8 --steps 400 \\
        --instance-prompt "a picture of zib dog" --class-prompt "a picture of a dog"
    accelerate launch -m train.diffusion --base CompVis/ldm-text2im-large-256 --data coco
    python -m studio story dog.jpg --illustrator runs/my-illustrator

The base is a folder, a name of the catalogue or of the hub: a StableDiffusionPipeline, an
LDMTextToImagePipeline, or (LoRA only) a StableDiffusionXLPipeline. Without --lora all weights of
its U-Net learn. Data are of any layout that the studio reads: COCO, Flickr8k, Flickr30k, SSID,
VIST, a table, a folder. Latents and readings of captions are computed once and kept. Interrupted
(Ctrl-C, SIGTERM or a crash), --resume goes on as if it had not been. --smoke needs nothing at all
and takes a minute. docs/illustrators.md says what fits which graphics card.

`train.illustrator` is another thing: a small illustrator from nothing, text encoder and all, on
drawn scenes that say where each figure stands."""


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(ABOUT, minutes=None, lr=1e-4)
    data = made.add_argument_group("what it begins from and learns from")
    add = data.add_argument
    add("--base", help="an illustrator: a folder, of the catalogue, of the hub")
    add(
        "--init",
        choices=("base", "nothing"),
        default="base",
        help="nothing: only the U-Net's shape is the base's, its weights are drawn anew",
    )
    add("--data", nargs="+", help="folders or caption files of any layout; folder:2 counts twice")
    add(
        "--instance-prompt",
        metavar="TEXT",
        help="the caption of every picture, for a hero of 5 to 20 pictures without captions "
        "(DreamBooth: Ruiz et al. 2023)",
    )
    add(
        "--class-prompt",
        metavar="TEXT",
        help="with it, pictures of others of its kind are learnt beside, so that they stay as "
        "they are (prior preservation)",
    )
    add("--class-data", type=Path, help="a folder of such pictures; else the base paints them")
    add("--class-pictures", type=cli.number(int, 1), default=100, help="to paint (%(default)s)")
    add("--prior-weight", type=cli.number(float, 0, 100), default=1.0, help="(%(default)s)")
    learn = made.add_argument_group("how it learns")
    add = learn.add_argument
    add(
        "--epochs",
        type=cli.number(float, 0, 1e6),
        default=10.0,
        help="unless --steps or --minutes are given (%(default)g)",
    )
    add(
        "--lora",
        type=cli.number(int, 0, 1024),
        default=0,
        metavar="RANK",
        help="teach a LoRA of this rank (0: the whole U-Net)",
    )
    add("--alpha", type=cli.number(float, 0, 1e5), help="of the LoRA (its rank)")
    add("--start", type=Path, help="a LoRA made here, to go on from")
    add("--size", type=cli.number(int, 16, 2048), default=256, help="pixels (%(default)s)")
    add("--square", action="store_true", help="cut all pictures square instead of by aspect")
    add("--batch", type=cli.number(int, 1), default=4, help="pictures at once (%(default)s)")
    add(
        "--accumulation",
        type=cli.number(int, 1),
        default=2,
        help="batches in a step (%(default)s)",
    )
    add("--schedule", choices=SCHEDULES, default="constant", help="of the learning rate")
    add(
        "--warmup",
        type=cli.number(float, -1e-9, 0.9),
        default=0.03,
        help="share of the time in which the rate rises (%(default)s)",
    )
    add(
        "--caption-dropout",
        type=cli.number(float, -1e-9, 1),
        default=0.1,
        help="share of pictures without their caption, which guidance needs (%(default)s)",
    )
    add(
        "--min-snr",
        type=cli.number(float, -1e-9, 1e4),
        default=5.0,
        help="γ of min-SNR weighting; 0 for none (%(default)g)",
    )
    add(
        "--ema",
        type=cli.number(float, -1e-9, 0.99999),
        default=0.0,
        metavar="DECAY",
        help="keep an average of the weights, as 0.999 (%(default)g: none)",
    )
    spare = made.add_argument_group("how it spares memory")
    add = spare.add_argument
    add("--mixed-precision", choices=("no", "bf16", "fp16"), help="else what the device has")
    add("--gradient-checkpointing", action="store_true", help="compute blocks twice, keep less")
    add("--adam-8bit", action="store_true", help="Adam's state in 8 bits (bitsandbytes)")
    add("--anyway", action="store_true", help="begin though it seems not to fit")
    watch = made.add_argument_group("what it shows and keeps")
    add = watch.add_argument
    add("--checkpoint-every", type=cli.number(int, 1), default=500, help="steps (%(default)s)")
    add("--validate-every", type=cli.number(int, 1), default=500, help="steps (%(default)s)")
    add("--validation-prompts", nargs="+", metavar="TEXT", help="to paint; else captions held back")
    add(
        "--inference-steps",
        type=cli.number(int, 1, 1000),
        default=25,
        help="to paint them in (%(default)s)",
    )
    add("--measure", type=cli.number(int, 1), default=64, help="held-out pictures (%(default)s)")
    add("--scorer", default="starter-scorer", help="for the CLIP score; no: none (%(default)s)")
    add("--cache", type=Path, default=RUNS / "latents", help="latents and readings (%(default)s)")
    add("--licence", default="unknown", help="what the data allow, for the card")
    add("--attribution", help="whom the card shall name for the data")
    add("--out", type=Path, default=RUNS / "my-illustrator", help="the result (%(default)s)")
    add("--runs", type=Path, default=RUNS / "illustrator-run", help="checkpoint, curves, samples")
    return made  # fmt: skip


def read(argv: Sequence[str] | None) -> Any:
    """The arguments, checked."""
    args = cli.read(parser(), MODULE, argv, smoke_steps=60)
    if args.mixed_precision:
        os.environ["ACCELERATE_MIXED_PRECISION"] = args.mixed_precision
    if args.class_prompt and not args.instance_prompt:
        raise BadInput("--class-prompt belongs to --instance-prompt: say whose kind it is.")
    if args.class_data and not args.class_prompt:
        raise BadInput("--class-data needs --class-prompt, the caption of those pictures.")
    other = "model_index.json" if args.lora else PICTURE_WEIGHTS
    if (args.out / other).exists():
        held = "a whole illustrator" if args.lora else "a LoRA"
        raise BadInput(f"{args.out} holds {held}: name another folder by --out.")
    if args.adam_8bit and find_spec("bitsandbytes") is None:
        raise BadInput("--adam-8bit needs bitsandbytes (pip install bitsandbytes), or leave it.")
    if args.start and not args.lora:
        raise BadInput("--start goes on from a LoRA: give its rank, too, as --lora 16.")
    if args.start and args.init == "nothing":
        raise BadInput("A LoRA changes weights that are there: leave --init nothing or --start.")
    if args.steps:
        args.minutes = None
    return args


def fixed(args: argparse.Namespace) -> dict[str, Any]:
    """The options that must stay."""
    return {name: getattr(args, name) for name in FIXED}


def check_same(args: argparse.Namespace, before: dict[str, Any], checkpoint: Path) -> None:
    """`BadInput` where a checkpoint was made with other options."""
    for name, value in fixed(args).items():
        if name in before and before[name] != value:
            raise BadInput(
                f"{checkpoint} was made with --{name.replace('_', '-')} {before[name]}, not "
                f"{value}: give that again, or leave --resume to begin anew."
            )
