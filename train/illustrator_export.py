"""Puts the illustrator together: a plain `StableDiffusionPipeline` that needs none of our code.

The linear code of `train.autoencoder` is written into the autoencoder's encoder as convolutions,
so that image-to-image starts from exactly the latents the illustrator has learnt from.

    python -m train.illustrator_export            # from runs/illustrator to its folder "pipeline"
"""

import argparse
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import torch
from diffusers import (
    AutoencoderTiny,
    DPMSolverMultistepScheduler,
    StableDiffusionPipeline,
)
from torch import Tensor, nn

from train import cli, common, facts, model_card
from train.autoencoder import CHANNELS, FOLDER, SCALING
from train.common import MissingInput
from train.illustrator import NOISE, build_unet
from train.words import build_encoder, load_tokenizer

TARGET: Final = FOLDER / "pipeline"
SHARD: Final = "16MB"
STEPS, GUIDANCE = 24, 2.5


@torch.no_grad()
def write_code(encoder: nn.Module, code: Mapping[str, Tensor]) -> None:
    """Makes a block-free `EncoderTiny` of width 4 x CHANNELS compute (patch - mean) @ matrix.

    A stride-2 convolution can set the four pixels of a square side by side. Two of them do; the
    third keeps only the directions of 8 x 8 squares that the code reads, the fourth applies it.
    """
    layers: Any = encoder.layers
    first, *halvings, last = layers
    for value in encoder.parameters():
        value.zero_()
    for colour in range(3):
        # The encoder maps -1..1 to 0..1 by itself; undo that.
        first.weight[colour, colour, 1, 1] = 2.0
        first.bias[colour] = -1.0
    matrix = code["matrix"].view(2, 8, 2, 8, 3, CHANNELS).permute(1, 3, 4, 0, 2, 5)
    basis, shares = torch.linalg.qr(matrix.reshape(192, 4 * CHANNELS))
    basis = basis.view(8, 8, 3, 4 * CHANNELS)
    places = {(0, 0, colour): colour for colour in range(3)}
    for level, layer in enumerate(halvings[:3]):
        following: dict[tuple[int, int, int], int] = {}
        for (y, x, colour), channel in places.items():
            for quarter in range(4):
                down, right = divmod(quarter, 2)
                place = (y + 2**level * down, x + 2**level * right, colour)
                if level == 2:
                    layer.weight[:, channel, 1 + down, 1 + right] = basis[place]
                else:
                    following[place] = len(following)
                    layer.weight[following[place], channel, 1 + down, 1 + right] = 1.0
        places = following
    for quarter, share in enumerate(shares.view(4 * CHANNELS, 4, CHANNELS).unbind(1)):
        down, right = divmod(quarter, 2)
        halvings[3].weight[:CHANNELS, :, 1 + down, 1 + right] = share.T
    last.weight[:, :CHANNELS, 1, 1] = torch.eye(CHANNELS) / SCALING
    last.bias.copy_(-(code["mean"] @ code["matrix"]) / SCALING)


def build_vae(decoder: AutoencoderTiny, code: Mapping[str, Tensor]) -> AutoencoderTiny:
    """The trained decoder with the linear code as its encoder."""
    config = {
        **{key: value for key, value in decoder.config.items() if not key.startswith("_")},
        "encoder_block_out_channels": (4 * CHANNELS,) * 5,
        "num_encoder_blocks": (0,) * 5,
    }
    config.pop("block_out_channels", None)
    vae = AutoencoderTiny(**config)
    vae.decoder.load_state_dict(decoder.decoder.state_dict())
    write_code(vae.encoder, code)
    return vae.eval()


def assemble(runs: Path = FOLDER) -> StableDiffusionPipeline:
    """The pipeline from the trainings' latest state: averaged UNet and text encoder, decoder."""
    for name in ("checkpoint.pt", "code.pt", "decoder.pt", "vae"):
        if not (runs / name).exists():
            raise MissingInput(
                f"No {name} in {runs}. Train first: python -m train.autoencoder and "
                "python -m train.illustrator"
            )
    unet = build_unet()
    state = torch.load(runs / "checkpoint.pt", map_location="cpu", weights_only=True)
    unet.load_state_dict(state["average"])
    code = torch.load(runs / "code.pt", weights_only=True)
    tokenizer = load_tokenizer(runs / "tokenizer")
    encoder = build_encoder(tokenizer)
    encoder.load_state_dict(state["average_words"])
    return StableDiffusionPipeline(
        vae=build_vae(AutoencoderTiny.from_pretrained(runs / "vae"), code),
        text_encoder=encoder.eval(),
        tokenizer=tokenizer,
        unet=unet.eval(),
        scheduler=DPMSolverMultistepScheduler(
            **NOISE,
            # New noise at every step mends more of a young UNet's errors than it adds.
            algorithm_type="sde-dpmsolver++",
            solver_order=2,
            final_sigmas_type="zero",
            steps_offset=1,
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def save(pipeline: StableDiffusionPipeline, folder: Path, card: Mapping[str, Any]) -> None:
    """Saves in half precision and small files, beside the old folder, then swaps the two."""
    partial = folder.with_name(f".{folder.name}.{os.getpid()}")
    old = partial.with_suffix(".old")
    shutil.rmtree(partial, ignore_errors=True)
    partial.parent.mkdir(parents=True, exist_ok=True)
    pipeline.to(torch.float16).save_pretrained(partial, max_shard_size=SHARD)
    for path in partial.glob("*/config.json"):
        config = json.loads(path.read_text(encoding="utf-8"))
        if "dtype" in config:
            # So that it loads in float32: half precision is unusably slow on CPUs.
            config["dtype"] = "float32"
        config.pop("_name_or_path", None)
        if path.parent.name == "vae":
            # diffusers writes this key and then warns of it; it follows from the decoder's.
            config.pop("block_out_channels")
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for path in partial.rglob("*.safetensors"):
        path.chmod(0o644)
    model_card.write(
        partial, "Storybook illustrator", ("text-to-image", "stable-diffusion"), sections(card)
    )
    if folder.exists():
        folder.rename(old)
    partial.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    pipeline.to(torch.float32)


def sections(card: Mapping[str, Any]) -> dict[str, str]:
    """The model card's text."""
    return {
        "What it is": (
            "A small Stable Diffusion that paints 256 x 256 picture-book scenes, trained from "
            "nothing on pictures that the picture book drew. A `StableDiffusionPipeline` of "
            "diffusers: a small CLIP text encoder, UNet of "
            f"{card.get('unet', '?')} M parameters on 16 x 16 x 32 latents, `AutoencoderTiny` "
            "whose encoder is a fixed linear code."
        ),
        "Use": (
            "```python\nimport torch\nfrom diffusers import StableDiffusionPipeline\n\n"
            'pipe = StableDiffusionPipeline.from_pretrained("this folder")\n'
            'prompt = "a fox in a red coat is carrying a lantern through the forest, cut paper"\n'
            f"picture = pipe(prompt, height=256, width=256, num_inference_steps={STEPS}, "
            f"guidance_scale={GUIDANCE},\n    generator=torch.Generator().manual_seed(7)"
            ").images[0]\n```"
        ),
        "Training": (
            "Only pictures drawn by this project's own code (`python -m train.dataset`) and "
            "their captions; nothing else was ever seen. First the decoder, then the UNet:\n\n"
            + card.get("training", "")
        ),
        "Figures": card.get("figures", "See `python -m train.evaluate_illustrator`."),
        "Limits": card.get(
            "limits",
            "It knows the words of the captions it has seen and nothing else; at most 48 tokens a "
            "prompt. How good the pictures are depends on how long it was trained; the drawing "
            "itself (the catalogue's `starter-drawn`) is always better. It runs in float32 on a "
            "CPU.",
        ),
        "Licence": "MIT, weights and code.",
    }


def report(runs: Path) -> str:
    """What the trainings say of themselves, for the card."""
    trainings = []
    for name in ("decoder.pt", "checkpoint.pt"):
        state = torch.load(runs / name, map_location="cpu", weights_only=True)
        budget = state["budget"]
        trainings.append(state.get("sessions") or [facts.older(budget["step"], budget["spent"])])
    return facts.training_text(*trainings)


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=FOLDER, help="folder of the trainings")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--figures", type=Path, help="a text file with measured figures")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    if args.figures:
        common.existing(args.figures)
    pipeline = assemble(args.runs)
    card: dict[str, Any] = {
        "unet": round(common.parameters_of(pipeline.unet) / 1e6, 1),
        "training": report(args.runs),
    }
    if args.figures:
        card["figures"] = args.figures.read_text(encoding="utf-8")
    save(pipeline, args.out, card)
    print(f"[illustrator] {args.out}: {common.size_of(args.out):.1f} MiB")


if __name__ == "__main__":
    main()
