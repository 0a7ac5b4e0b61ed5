"""Peak memory and time of a few steps at true size, with random weights, beside what was foreseen.

    python -m train.diffusion.true_size --kind sd --lora 16 --size 256

docs/illustrators.md holds the figures. Without --adam or --adam-8bit the optimiser has no state
(plain SGD), so that a whole U-Net fits into less memory; Adam's is two numbers a weight, exactly.
"""

import argparse
import json
import resource
import time
from typing import Any, Final

import torch

from core.models.loading import quiet_libraries
from train import cli
from train.diffusion import fits, net
from train.diffusion.fits import GIB, Way

UNET: Final[dict[str, Any]] = {
    "sample_size": 64,
    "block_out_channels": (320, 640, 1280, 1280),
    "layers_per_block": 2,
    "attention_head_dim": 8,
}
"""What Stable Diffusion 1.5 and ldm-text2im-large-256 have in common."""
WORDS: Final = {"sd": 768, "ldm": 1280}
"""How wide what their U-Nets read is."""


def main() -> None:
    """The command line; prints one line of JSON."""
    made = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--kind", choices=sorted(WORDS), default="sd")
    made.add_argument("--lora", type=cli.number(int, 0, 1024), default=0)
    made.add_argument("--size", type=cli.number(int, 64, 2048), default=256)
    made.add_argument("--batch", type=cli.number(int, 1), default=1)
    made.add_argument("--steps", type=cli.number(int, 1), default=2)
    made.add_argument("--half", action="store_true", help="bfloat16")
    made.add_argument("--gradient-checkpointing", action="store_true")
    optimiser = made.add_mutually_exclusive_group()
    optimiser.add_argument("--adam", action="store_true")
    optimiser.add_argument("--adam-8bit", action="store_true", help="by bitsandbytes")
    args = made.parse_args()
    quiet_libraries()
    torch.set_num_threads(1)
    print(json.dumps(measured(args)))


def measured(args: argparse.Namespace) -> dict[str, Any]:
    """Foreseen and measured peak (GiB, without libraries), and the processor's seconds in the
    quickest step."""
    from diffusers import UNet2DConditionModel
    from peft import LoraConfig  # noqa: F401 - counted among the libraries

    kind: Any = torch.optim.AdamW if args.adam else torch.optim.SGD
    if args.adam_8bit:
        import bitsandbytes

        kind = bitsandbytes.optim.AdamW8bit

    way = Way(
        size=args.size, batch=args.batch, accumulation=1, lora=args.lora, ema=False,
        adam_8bit=args.adam_8bit, checkpointing=args.gradient_checkpointing, half=args.half,
    )  # fmt: skip
    libraries = _peak()
    # Without drawing initial weights: a large model takes a minute for that.
    with torch.device("meta"):
        unet: Any = UNet2DConditionModel(**UNET, cross_attention_dim=WORDS[args.kind])
    config = dict(unet.config)
    dtype = torch.bfloat16 if args.lora and args.half else torch.float32
    unet = unet.to(dtype).to_empty(device="cpu")
    with torch.no_grad():
        for weight in unet.parameters():
            weight.uniform_(-0.02, 0.02)
    if args.lora:
        unet.requires_grad_(False)
        net.add_adapter(unet, args.lora, None)
        net.learn_only_lora(unet)
    if args.gradient_checkpointing:
        unet.enable_gradient_checkpointing()
    unet.train()
    learning = [weight for weight in unet.parameters() if weight.requires_grad]
    optimiser = kind(learning, lr=1e-6)
    side = args.size // 8
    given = torch.randn(args.batch, 4, side, side), torch.randint(0, 1000, (args.batch,))
    words = torch.randn(args.batch, 77, WORDS[args.kind])
    seconds, walls = [], []
    for _ in range(args.steps):
        begin, wall = time.process_time(), time.monotonic()
        optimiser.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
            found = unet(*given, encoder_hidden_states=words).sample
        (found.float() ** 2).mean().backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        seconds.append(time.process_time() - begin)
        walls.append(time.monotonic() - wall)
    foreseen = fits.need(config, 8, way)
    states = foreseen.learning
    if not (args.adam or args.adam_8bit):  # the gradients alone
        states = sum(weight.numel() for weight in learning) * 4.0
    return {
        "kind": args.kind, "options": way.options, "precision": "bf16" if args.half else "fp32",
        "optimiser": kind.__name__, "steps": args.steps, "processor_s": round(min(seconds), 1),
        "wall_s": round(min(walls), 1), "tflop": round(foreseen.flop / 1e12, 2),
        "foreseen_gib": round((foreseen.total - foreseen.learning + states) / GIB, 2),
        "peak_gib": round(_peak() - libraries, 2), "libraries_gib": round(libraries, 2),
    }  # fmt: skip


def _peak() -> float:
    """GiB that this process had at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / GIB


if __name__ == "__main__":
    main()
