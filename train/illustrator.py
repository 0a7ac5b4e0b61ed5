"""Trains the illustrator: a small Stable Diffusion on the latents of `train.autoencoder`.

    python -m train.illustrator --minutes 75
    python -m train.illustrator --minutes 60 --start my-illustrator   # go on from the weights

A worked example of training an illustrator from nothing, on pictures of `train.dataset`;
`train.diffusion` fine-tunes those that are there. A small text encoder (`train.words`) learns
along. The UNet predicts velocities on a schedule whose last step is pure noise; `train.binding`
shows it which words belong to which figure. `train.illustrator_export` makes the pipeline.
"""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from diffusers import DDIMScheduler, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from core.errors import BadInput
from train import cli, common, loop, smoke
from train.autoencoder import CHANNELS, FOLDER, make_latents
from train.binding import Watch, binding
from train.common import MissingInput
from train.dataset import STYLES
from train.drawn import Drawn
from train.words import WIDTH, Words, build_tokenizer

HERO_WEIGHT: Final = 4.0
NO_PROMPT: Final = 0.1
STYLED: Final = 0.75
"""Share of the prompts that name the style."""
BINDING: Final = 0.1
"""How much it costs to look away from a figure's own words."""
CROWDS: Final = 2
"""How often an epoch shows a scene of several figures; one of a single figure comes once."""
NOISE: Final = {
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction",
    "timestep_spacing": "trailing",
    "rescale_betas_zero_snr": True,
}


def build_unet() -> UNet2DConditionModel:
    """Three sizes (16, 8, 4); the words are read at the two smaller ones.

    What diffusers calls `attention_head_dim` is here the number of heads.
    """
    return UNet2DConditionModel(
        sample_size=16,
        in_channels=CHANNELS,
        out_channels=CHANNELS,
        block_out_channels=(64, 128, 192),
        layers_per_block=1,
        norm_num_groups=16,
        cross_attention_dim=WIDTH,
        attention_head_dim=(2, 4, 6),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    )


def words_of(data: Drawn, args: Any, start: Path | None) -> Words:
    """The reader of words: of finished weights, of this run, or new."""
    folder = args.out / "tokenizer"
    if start is not None:
        tokenizer = CLIPTokenizer.from_pretrained(start / "tokenizer")
        tokenizer.save_pretrained(folder)
        return Words(tokenizer, CLIPTextModel.from_pretrained(start / "text_encoder"))
    texts = [f"{said}, {style}" for row in data.rows for said in row["captions"]
             for style in STYLES.values()]  # fmt: skip
    tokenizer = loop.kept_tokenizer(
        CLIPTokenizer, [folder], args.resume, lambda: build_tokenizer(texts)
    )
    return Words(tokenizer)


def load_latents(folder: Path, count: int) -> np.ndarray:
    path = folder / "latents.npy"
    if not path.exists():
        raise MissingInput(
            f"No latents in {folder}. Make them first: python -m train.autoencoder --stage latents"
        )
    latents: np.ndarray = np.load(path)
    if len(latents) < count:
        raise BadInput(f"{path} holds {len(latents)} latents, but there are {count} pictures.")
    return latents


def text_for(row: Mapping[str, Any], rng: np.random.Generator) -> str:
    """One of the picture's captions, with or without its style; at times nothing."""
    if rng.random() < NO_PROMPT:
        return ""
    said = str(rng.choice(row["captions"])).rstrip(".")
    return f"{said}, {STYLES[row['style']]}" if rng.random() < STYLED else said


def hero_weights(boxes: np.ndarray) -> Tensor:
    """(N, 1, 16, 16): what a wrong latent costs, more where somebody stands; 1 on average.

    `boxes` are (N, figures, 4).
    """
    centres = (np.arange(16, dtype=np.float32) + 0.5) / 16
    across = (centres >= boxes[..., 0, None]) & (centres <= boxes[..., 2, None])
    down = (centres >= boxes[..., 1, None]) & (centres <= boxes[..., 3, None])
    somebody = (down[..., :, None] & across[..., None, :]).any(1)
    weights = 1 + (HERO_WEIGHT - 1) * somebody
    weights = weights / weights.mean((1, 2), keepdims=True)
    return torch.from_numpy(weights.astype(np.float32))[:, None]


def epoch(boxes: np.ndarray) -> np.ndarray:
    """The rows that an epoch is made of; `boxes` (N, figures, 4) are those of the scenes."""
    several = (boxes[..., 2] > boxes[..., 0]).sum(1) > 1
    return np.repeat(np.arange(len(boxes)), np.where(several, CROWDS, 1))


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(__doc__, minutes=75.0, lr=5e-4)
    add = made.add_argument
    add("--batch", type=cli.number(int, 1), default=16, help="latents in a step (%(default)s)")
    add("--data", type=Path, default=common.DRAWN, help="folder of train.dataset")
    add("--out", type=Path, default=FOLDER, help="holds latents.npy already; checkpoint and curves")
    add("--save-every", type=cli.number(float, 0), default=180.0, help="seconds (%(default)s)")
    add("--start", type=Path, help="an exported pipeline to begin from")
    return made


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = cli.read(parser(), "illustrator", argv, smoke_steps=20)
    smoke.prepare(args)
    if args.smoke:
        args.batch = 8
    rng = common.seed_everything(args.seed)
    data = Drawn(args.data, limit=64 if args.smoke else None)
    if args.smoke and loop.is_main() and not (args.out / "latents.npy").exists():
        make_latents(data, args.out, rng)
    loop.accelerator().wait_for_everyone()
    latents = load_latents(args.out, len(data))
    weights = hero_weights(data.boxes)
    net, start = build_unet(), common.existing(args.start)
    words = words_of(data, args, start)
    if start is not None:
        net.load_state_dict(UNet2DConditionModel.from_pretrained(start / "unet").state_dict())
    net = net.to(memory_format=torch.channels_last)
    # Plain products train a fifth faster than the fused attention on a CPU.
    net.set_attn_processor(AttnProcessor())
    average, average_words = (
        copy.deepcopy(module).eval().requires_grad_(False) for module in (net, words.encoder)
    )
    watch = Watch(net)
    learning = torch.nn.ModuleList([net, words])
    scheduler = DDIMScheduler(**NOISE)
    training = loop.Training(
        "illustrator", args, args.out / "checkpoint.pt", rng, data.sha(),
        modules={"net": net, "words": words, "average": average, "average_words": average_words},
        optimisers={"adamw": common.adamw([learning], lr=args.lr, decay=0.01)},
    )  # fmt: skip
    training.resume()
    device = training.device

    with training:
        shown = epoch(data.boxes)
        for chosen in common.batches(len(shown), loop.share(args.batch), rng):
            if training.done:
                break
            rows = shown[chosen]
            clean = torch.from_numpy(latents[rows]).float().to(device)
            clean = clean.contiguous(memory_format=torch.channels_last)
            texts = [text_for(data.rows[row], rng) for row in rows]
            nouns = [
                words.places(text, data.rows[row]["kinds"])
                for text, row in zip(texts, rows, strict=True)
            ]
            noise = torch.randn_like(clean)
            # Spread evenly over the schedule, so that no batch is all easy or all hard.
            spread = torch.arange(len(rows)) + torch.rand(len(rows))
            times = (spread * 1000 / len(rows)).long().to(device)
            noisy = scheduler.add_noise(clean, noise, times)
            wanted = scheduler.get_velocity(clean, noise, times)
            with loop.half_precision():
                found = net(noisy, times, words(texts)).sample
            error = (found.float() - wanted) ** 2
            loss = (error * weights[rows].to(device)).mean()
            boxes = torch.from_numpy(data.boxes[rows]).to(device)
            bound = binding(watch.take(), nouns, boxes, 1 - times / 1000)
            step = training.budget.step
            training.step(loss + BINDING * bound, {"loss": loss, "binding": bound}, clip=learning)
            common.follow(average, net, step)
            common.follow(average_words, words.encoder, step)
            if training.due(args.save_every):
                training.save()


if __name__ == "__main__":
    main()
