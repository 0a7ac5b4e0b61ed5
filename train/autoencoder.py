"""The illustrator's latents and the network that turns them back into pictures.

The latents are a fixed linear code: the principal components of 16 x 16 patches, 32 numbers each,
so nothing has to be learnt before the illustrator can start. The decoder is that of diffusers'
AutoencoderTiny, trained on crops of (latent, picture) pairs. `train.illustrator_export` writes the
linear code into its encoder.

    python -m train.autoencoder --stage latents     # a minute; writes latents.npy
    python -m train.autoencoder --minutes 12        # the decoder; may run beside train.illustrator
"""

import argparse
import time
from pathlib import Path
from typing import Final

import numpy as np
import torch
from diffusers import AutoencoderTiny
from diffusers.models.autoencoders.vae import AutoencoderTinyBlock
from torch import Tensor, nn

from train import common
from train.common import RUNS, Budget, Progress, WorldData

FOLDER: Final = RUNS / "illustrator"
PATCH: Final = 16
GRID: Final = 16
CHANNELS: Final = 32
FLATTEN: Final = 0.6
"""How far the components' spreads are evened out: 0 leaves them, 1 makes all the same."""
SCALING: Final = 4.0
"""Latents are divided by this before the decoder, whose tanh then leaves them as they are."""
BLOCKS: Final = (8, 6, 3, 1, 0)
"""Blocks of the decoder at 16, 32, 64, 128 and 256 pixels."""
CROP: Final = 8
NOISE: Final = 0.4
"""The decoder learns with up to so much noise on its latents, and so to remove the UNet's."""


def patches(pictures: Tensor) -> Tensor:
    """Pictures (B, 256, 256, 3) in uint8 as patches (B, 256, 768) in -1..1."""
    values = pictures.float().div_(127.5).sub_(1)
    rows = values.view(len(values), GRID, PATCH, GRID, PATCH, 3).permute(0, 1, 3, 2, 4, 5)
    return rows.reshape(len(values), GRID * GRID, -1)


def fit(images: np.ndarray, rng: np.random.Generator, count: int = 2500) -> dict[str, Tensor]:
    """Mean and scaled principal directions of the patches; latents = (patch - mean) @ matrix."""
    chosen = np.sort(rng.choice(len(images), min(count, len(images)), replace=False))
    width = PATCH * PATCH * 3
    products = torch.zeros(width, width, dtype=torch.float64)
    total, seen = torch.zeros(width, dtype=torch.float64), 0
    for start in range(0, len(chosen), 100):
        rows = patches(torch.from_numpy(images[chosen[start : start + 100]])).flatten(0, 1)
        products += (rows.T @ rows).double()
        total += rows.sum(0).double()
        seen += len(rows)
    mean = total / seen
    values, vectors = torch.linalg.eigh(products / seen - mean[:, None] * mean)
    spread = values.flip(0)[:CHANNELS].clamp_min(1e-8).sqrt()
    scale = spread**-FLATTEN
    scale = scale / ((spread * scale) ** 2).mean().sqrt()
    return {"mean": mean.float(), "matrix": (vectors.flip(1)[:, :CHANNELS] * scale).float()}


@torch.no_grad()
def code_of(model: AutoencoderTiny) -> dict[str, Tensor]:
    """The linear code that a finished pipeline's encoder computes, read back by probing it.

    So that a training that begins from finished weights keeps the latents they know.
    """
    width = PATCH * PATCH * 3
    probes = torch.cat([torch.zeros(1, width), torch.eye(width)])
    answers = []
    for part in probes.split(32):
        tiles = part.view(-1, 1, 1, PATCH, PATCH, 3).expand(-1, GRID, GRID, -1, -1, -1)
        side = GRID * PATCH
        pictures = tiles.permute(0, 5, 1, 3, 2, 4).reshape(-1, 3, side, side)
        answers.append(model.encode(pictures).latents[:, :, GRID // 2, GRID // 2] * SCALING)
    found = torch.cat(answers)
    matrix = found[1:] - found[0]
    mean = torch.linalg.lstsq(matrix.T, -found[0][:, None]).solution[:, 0]
    return {"mean": mean.contiguous(), "matrix": matrix.contiguous()}


def encode(images: np.ndarray, code: dict[str, Tensor]) -> np.ndarray:
    """Latents (N, 32, 16, 16) in half precision."""
    found = np.empty((len(images), CHANNELS, GRID, GRID), np.float16)
    for start in range(0, len(images), 200):
        rows = patches(torch.from_numpy(np.array(images[start : start + 200])))
        latents = (rows - code["mean"]) @ code["matrix"]
        grid = latents.transpose(1, 2).reshape(-1, CHANNELS, GRID, GRID)
        found[start : start + 200] = grid.half().numpy()
    return found


def build_decoder() -> AutoencoderTiny:
    """Four doublings from 16 to 256; most blocks where pictures are small and blocks cheap."""
    width = 32
    model = AutoencoderTiny(
        encoder_block_out_channels=(8,) * 5,
        decoder_block_out_channels=(width,) * 5,
        num_encoder_blocks=(1, 1, 1, 1, 1),
        num_decoder_blocks=BLOCKS,
        latent_channels=CHANNELS,
        scaling_factor=SCALING,
    )
    with torch.no_grad():
        model.decoder.layers[0].weight.mul_(SCALING)
    return model


@torch.no_grad()
def start_from(model: AutoencoderTiny, trained: AutoencoderTiny) -> None:
    """Copies a trained decoder; blocks that it has not are set to change nothing at first."""
    theirs = iter(trained.decoder.layers)
    source = next(theirs)
    for layer in model.decoder.layers:
        if isinstance(layer, AutoencoderTinyBlock) and not isinstance(source, type(layer)):
            # A block adds its last convolution to what came in.
            nn.init.zeros_(layer.conv[-1].weight)
            nn.init.zeros_(layer.conv[-1].bias)
            continue
        layer.load_state_dict(source.state_dict())
        source = next(theirs, nn.Identity())


def cut(
    images: np.ndarray, latents: np.ndarray, boxes: np.ndarray, rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """A crop of a latent and of its picture, more often than not with a figure in it."""
    free = GRID - CROP
    if rng.random() < 0.6:
        box = rng.choice(boxes[boxes[:, 3] > 0])
        middle = (box[:2] + box[2:]) / 2 * GRID - CROP / 2 + rng.normal(0, 2, 2)
        left, top = np.clip(np.round(middle), 0, free).astype(int)
    else:
        left, top = rng.integers(0, free + 1, 2)
    part = latents[:, top : top + CROP, left : left + CROP].astype(np.float32)
    top, left, size = top * PATCH, left * PATCH, CROP * PATCH
    picture = np.ascontiguousarray(images[top : top + size, left : left + size])
    return torch.from_numpy(part), torch.from_numpy(picture).permute(2, 0, 1)


def loss_of(painted: Tensor, wanted: Tensor) -> Tensor:
    """Colours and edges, both by their absolute difference."""
    off = painted - wanted
    across = (off[..., 1:] - off[..., :-1]).abs().mean()
    down = (off[..., 1:, :] - off[..., :-1, :]).abs().mean()
    return off.abs().mean() + 0.5 * (across + down)


@torch.no_grad()
def quality(model: AutoencoderTiny, images: np.ndarray, latents: np.ndarray) -> float:
    """Mean PSNR in dB of whole pictures."""
    found = []
    for start in range(0, len(images), 10):
        part = torch.from_numpy(latents[start : start + 10].astype(np.float32))
        painted = model.decode(part / SCALING).sample.clamp(-1, 1)
        wanted = torch.from_numpy(np.array(images[start : start + 10])).permute(0, 3, 1, 2)
        errors = (painted - (wanted / 127.5 - 1)).square().mean((1, 2, 3))
        found.append(10 * torch.log10(4 / errors))
    return round(torch.cat(found).mean().item(), 2)


def train_decoder(args: argparse.Namespace, rng: np.random.Generator) -> None:
    data = WorldData(args.data, limit=64 if args.smoke else None)
    test = WorldData(args.data / "test", limit=20)
    code = torch.load(args.out / "code.pt", weights_only=True)
    latents = np.load(args.out / "latents.npy", mmap_mode="r")
    test_latents = encode(test.images, code)
    model = build_decoder()
    if args.start:
        start_from(model, AutoencoderTiny.from_pretrained(args.start / "vae"))
    model = model.to(memory_format=torch.channels_last)
    optimiser = common.adamw([model.decoder], lr=args.lr, decay=0.0)
    budget = Budget(args.minutes, args.steps)
    checkpoint = args.out / "decoder.pt"
    if args.resume and (state := common.load_checkpoint(checkpoint, rng)):
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        budget = Budget(args.minutes, args.steps, **state["budget"])
    progress = Progress("decoder", budget)
    progress.say(f"{common.parameters_of(model.decoder)} parameters")
    saved = time.monotonic()
    for rows in common.batches(len(data), 8, rng):
        if budget.done:
            break
        common.set_learning_rate(optimiser, args.lr, budget.fraction)
        pairs = [cut(data.images[row], latents[row], data.boxes[row], rng) for row in rows]
        given = torch.stack([pair[0] for pair in pairs])
        wanted = torch.stack([pair[1] for pair in pairs]).float() / 127.5 - 1
        # The illustrator's latents are never quite right; neither are these.
        given = given + torch.rand(len(given), 1, 1, 1) * NOISE * torch.randn_like(given)
        given = (given / SCALING).contiguous(memory_format=torch.channels_last)
        with common.half_precision():
            painted = model.decode(given).sample
        loss = loss_of(painted.float(), wanted)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.decoder.parameters(), 1.0)
        optimiser.step()
        budget.tick()
        progress.update({"loss": loss.item()})
        if budget.done or time.monotonic() - saved > 120:
            saved = time.monotonic()
            common.save_checkpoint(
                checkpoint, rng, model=model.state_dict(), optimiser=optimiser.state_dict(),
                budget=budget.state(),
            )  # fmt: skip
            model.save_pretrained(args.out / "vae")
            progress.say(f"held out: {quality(model, test.images, test_latents)} dB")
    progress.say(f"loss {progress.first} -> {progress.means}")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stage", choices=("latents", "decoder"), default="decoder")
    parser.add_argument("--minutes", type=float, default=12.0, help="time budget of the decoder")
    parser.add_argument("--steps", type=int, help="steps instead of minutes; exactly repeatable")
    parser.add_argument("--lr", type=float, default=3e-3, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=common.WORLD, help="folder of the world")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--start", type=Path, help="an exported pipeline to begin from")
    parser.add_argument("--smoke", action="store_true", help="tiny, under a minute: does it learn?")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    if args.smoke:
        args.steps = args.steps or 30

    rng = common.seed_everything(args.seed)
    if args.stage == "latents" or args.smoke:
        images = WorldData(args.data, limit=64 if args.smoke else None).images
        args.out.mkdir(parents=True, exist_ok=True)
        path = args.out / "code.pt"
        if path.exists() and not args.smoke:
            print(f"[latents] with the code of {path}; delete it to fit another")
            code = torch.load(path, weights_only=True)
        else:
            code = (
                code_of(AutoencoderTiny.from_pretrained(args.start / "vae"))
                if args.start
                else fit(images, rng)
            )
            torch.save(code, path)
        np.save(args.out / "latents.npy", encode(images, code))
    if args.stage == "decoder":
        train_decoder(args, rng)


if __name__ == "__main__":
    main()
