"""Trains the illustrator: a small Stable Diffusion on the latents of `train.autoencoder`.

    python -m train.illustrator --minutes 75
    python -m train.illustrator --minutes 60 --start starter/illustrator   # go on from the weights

The words are read by the scorer's text encoder, which stays as it is. The UNet predicts velocities
on a schedule whose last step is pure noise; `train.binding` shows it which words belong to which
figure. `train.illustrator_export` makes the pipeline.
"""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from diffusers import DDIMScheduler, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from core.errors import BadInput
from train import common, loop, muon, smoke
from train.autoencoder import CHANNELS, FOLDER, make_latents
from train.binding import Watch, binding
from train.common import RUNS, MissingInput, WorldData
from train.wording import in_order
from train.world.scene import Scene, captions, prompt

TOKENS: Final = 48
HERO_WEIGHT: Final = 4.0
NO_PROMPT: Final = 0.1
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
        cross_attention_dim=192,
        attention_head_dim=(2, 4, 6),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    )


class Words:
    """The frozen text encoder's states, each text read only once."""

    def __init__(self, folder: Path = RUNS / "scorer", device: torch.device | str = "cpu") -> None:
        """From the scorer's training, or from a finished scorer, which holds both in one."""
        encoder, tokenizer = folder / "text_encoder", folder / "tokenizer"
        if not encoder.exists():
            encoder = tokenizer = folder
        if not (encoder / "config.json").exists():
            raise MissingInput(
                f"No text encoder in {folder}. Train it first: python -m train.scorer --stage text"
            )
        self.tokenizer = CLIPTokenizer.from_pretrained(tokenizer, model_max_length=TOKENS)
        self.encoder = CLIPTextModel.from_pretrained(encoder).eval().to(device)
        self.known: dict[str, Tensor] = {}
        self.coat = self.tokenizer.convert_tokens_to_ids("coat</w>")

    @torch.no_grad()
    def __call__(self, texts: Sequence[str]) -> Tensor:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            ids = self.tokenizer(
                new, padding="max_length", max_length=TOKENS, truncation=True, return_tensors="pt"
            ).input_ids.to(self.encoder.device)
            states = self.encoder(ids).last_hidden_state.half()
            self.known.update(zip(new, states, strict=True))
        return torch.stack([self.known[text] for text in texts]).float()

    def coats(self, text: str) -> list[int]:
        """Where the word "coat" stands among the text's tokens."""
        ids = self.tokenizer(text, max_length=TOKENS, truncation=True).input_ids
        return [place for place, token in enumerate(ids) if token == self.coat]


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


def text_for(row: Mapping[str, Any], rng: np.random.Generator) -> tuple[str, list[int]]:
    """Mostly the full prompt; at times another wording, with or without the style.

    And which figures of the scene it names in turn, where that is certain. Those who stand beside
    each other are named from left to right, so that a prompt says where everybody stands.
    """
    chance = rng.random()
    if chance < NO_PROMPT:
        return "", []
    scene = Scene(**row["attributes"], seed=row["seed"])
    order = list(range(len(scene.cast)))
    if scene.relation == "beside":
        order.sort(key=lambda figure: row["boxes"][figure][0] + row["boxes"][figure][2])
        scene = in_order(scene, order)
    if chance < NO_PROMPT + 0.7 * (1 - NO_PROMPT):
        return prompt(scene), order
    style = row["prompt"].removeprefix(row["captions"][0])
    words = captions(scene)
    return words[rng.integers(len(words))] + (style if rng.random() < 0.6 else ""), []


def ordered(coats: list[int], named: list[int]) -> list[int]:
    """The coats' places in the prompt by figure of the scene; none where they don't match."""
    if len(coats) != len(named):
        return []
    return [coats[named.index(figure)] for figure in range(len(named))]


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


@torch.no_grad()
def follow(average: UNet2DConditionModel, net: UNet2DConditionModel, step: int) -> None:
    """One step of the exponential average of the weights."""
    decay = min(0.995, (1 + step) / (10 + step))
    ours, theirs = list(average.parameters()), list(net.parameters())
    torch._foreach_lerp_(ours, theirs, 1 - decay)


def parser() -> loop.Parser:
    """The command line."""
    made = loop.parser(__doc__, minutes=75.0, lr=1e-3)
    add = made.add_argument
    add("--batch", type=loop.number(int, 1), default=16, help="latents in a step (%(default)s)")
    add("--data", type=Path, default=common.WORLD, help="folder of the world")
    add("--scorer", type=Path, default=RUNS / "scorer", help="its words are used")
    add("--out", type=Path, default=FOLDER, help="holds latents.npy already; checkpoint and curves")
    add("--save-every", type=loop.number(float, 0), default=180.0, help="seconds (%(default)s)")
    add("--start", type=Path, help="an exported pipeline to begin from")
    return made


@loop.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = loop.read(parser(), "illustrator", argv, smoke_steps=20)
    smoke.prepare(args)
    smoke.words(args)
    if args.smoke:
        args.batch = 8
    rng = common.seed_everything(args.seed)
    data = WorldData(args.data, limit=64 if args.smoke else None)
    if args.smoke and loop.is_main() and not (args.out / "latents.npy").exists():
        make_latents(data, args.out, rng)
    loop.accelerator().wait_for_everyone()
    latents = load_latents(args.out, len(data))
    weights = hero_weights(data.boxes)
    net = build_unet()
    if start := common.existing(args.start):
        net.load_state_dict(UNet2DConditionModel.from_pretrained(start / "unet").state_dict())
    net = net.to(memory_format=torch.channels_last)
    # Plain products train a fifth faster than the fused attention on a CPU.
    net.set_attn_processor(AttnProcessor())
    average = copy.deepcopy(net).eval().requires_grad_(False)
    watch = Watch(net)
    matrices, others = muon.split(net)
    optimisers = {
        "muon": muon.Muon(matrices, lr=args.lr),
        "adamw": common.adamw(others, lr=args.lr, decay=0.01),
    }
    scheduler = DDIMScheduler(**NOISE)
    training = loop.Training(
        "illustrator", args, args.out / "checkpoint.pt", rng, data.sha(),
        modules={"net": net, "average": average}, optimisers=optimisers,
    )  # fmt: skip
    training.resume()
    device = training.device
    words = Words(args.scorer, device)

    with training:
        shown = epoch(data.boxes)
        for chosen in common.batches(len(shown), loop.share(args.batch), rng):
            if training.done:
                break
            rows = shown[chosen]
            clean = torch.from_numpy(latents[rows]).float().to(device)
            clean = clean.contiguous(memory_format=torch.channels_last)
            texts, named = zip(*(text_for(data.rows[row], rng) for row in rows), strict=True)
            states = words(texts)
            coats = [ordered(words.coats(t), who) for t, who in zip(texts, named, strict=True)]
            noise = torch.randn_like(clean)
            # Spread evenly over the schedule, so that no batch is all easy or all hard.
            spread = torch.arange(len(rows)) + torch.rand(len(rows))
            times = (spread * 1000 / len(rows)).long().to(device)
            noisy = scheduler.add_noise(clean, noise, times)
            wanted = scheduler.get_velocity(clean, noise, times)
            with loop.half_precision():
                found = net(noisy, times, states).sample
            error = (found.float() - wanted) ** 2
            loss = (error * weights[rows].to(device)).mean()
            boxes = torch.from_numpy(data.boxes[rows]).to(device)
            bound = binding(watch.take(), coats, boxes, 1 - times / 1000)
            step = training.budget.step
            training.step(loss + BINDING * bound, {"loss": loss, "binding": bound}, clip=net)
            follow(average, net, step)
            if training.due(args.save_every):
                training.save()


if __name__ == "__main__":
    main()
