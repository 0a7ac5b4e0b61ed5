"""The illustrator's latents and the network that turns them back into pictures.

The latents are a fixed linear code: the principal components of 16 x 16 patches, 32 numbers each,
so nothing has to be learnt before the illustrator can start. The decoder is that of diffusers'
AutoencoderTiny, trained on crops of (latent, picture) pairs. `train.illustrator_export` writes the
linear code into its encoder.

    python -m train.autoencoder --stage latents     # a minute; writes latents.npy
    python -m train.autoencoder --minutes 12        # the decoder; may run beside train.illustrator
"""

import argparse
from pathlib import Path
from typing import Final

import numpy as np
import torch
from diffusers import AutoencoderTiny
from diffusers.models.autoencoders.vae import AutoencoderTinyBlock
from torch import Tensor, nn

from core.errors import BadInput
from train import cli, common, loop, smoke
from train.common import RUNS, MissingInput
from train.drawn import Drawn

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


def fit(data: Drawn, rng: np.random.Generator, count: int = 2500) -> dict[str, Tensor]:
    """Mean and scaled principal directions of the patches; latents = (patch - mean) @ matrix."""
    chosen = np.sort(rng.choice(len(data), min(count, len(data)), replace=False))
    width = PATCH * PATCH * 3
    products = torch.zeros(width, width, dtype=torch.float64)
    total, seen = torch.zeros(width, dtype=torch.float64), 0
    for start in range(0, len(chosen), 100):
        rows = patches(torch.from_numpy(data.images(chosen[start : start + 100]))).flatten(0, 1)
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


def encode(data: Drawn, code: dict[str, Tensor]) -> np.ndarray:
    """Latents (N, 32, 16, 16) in half precision."""
    found = np.empty((len(data), CHANNELS, GRID, GRID), np.float16)
    for start in range(0, len(data), 200):
        numbers = range(start, min(start + 200, len(data)))
        rows = patches(torch.from_numpy(data.images(numbers)))
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
    picture: np.ndarray, latents: np.ndarray, boxes: np.ndarray, rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """A crop of a latent and of its picture, more often than not with a figure in it."""
    free = GRID - CROP
    somebody = boxes[boxes[:, 3] > 0]
    if len(somebody) and rng.random() < 0.6:
        box = rng.choice(somebody)
        middle = (box[:2] + box[2:]) / 2 * GRID - CROP / 2 + rng.normal(0, 2, 2)
        left, top = np.clip(np.round(middle), 0, free).astype(int)
    else:
        left, top = rng.integers(0, free + 1, 2)
    part = latents[:, top : top + CROP, left : left + CROP].astype(np.float32)
    top, left, size = top * PATCH, left * PATCH, CROP * PATCH
    crop = np.ascontiguousarray(picture[top : top + size, left : left + size])
    return torch.from_numpy(part), torch.from_numpy(crop).permute(2, 0, 1)


def loss_of(painted: Tensor, wanted: Tensor) -> Tensor:
    """Colours and edges, both by their absolute difference."""
    off = painted - wanted
    across = (off[..., 1:] - off[..., :-1]).abs().mean()
    down = (off[..., 1:, :] - off[..., :-1, :]).abs().mean()
    return off.abs().mean() + 0.5 * (across + down)


@torch.no_grad()
def quality(model: AutoencoderTiny, data: Drawn, latents: np.ndarray) -> float:
    """Mean PSNR in dB of whole pictures."""
    found = []
    for start in range(0, len(data), 10):
        part = torch.from_numpy(latents[start : start + 10].astype(np.float32)).to(model.device)
        painted = model.decode(part / SCALING).sample.clamp(-1, 1).cpu()
        numbers = range(start, min(start + 10, len(data)))
        wanted = torch.from_numpy(data.images(numbers)).permute(0, 3, 1, 2)
        errors = (painted - (wanted / 127.5 - 1)).square().mean((1, 2, 3))
        found.append(10 * torch.log10(4 / errors))
    return round(torch.cat(found).mean().item(), 2)


def make_latents(
    data: Drawn, folder: Path, rng: np.random.Generator, start: Path | None = None
) -> None:
    """Writes `latents.npy` with the code of `code.pt`, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "code.pt"
    if path.exists():
        print(f"[latents] with the code of {path}; delete it to fit another")
        code = torch.load(path, weights_only=True)
    else:
        finished = None if start is None else AutoencoderTiny.from_pretrained(start / "vae")
        code = fit(data, rng) if finished is None else code_of(finished)
        torch.save(code, path)
    partial = folder / "latents.partial.npy"
    try:
        np.save(partial, encode(data, code))
        partial.replace(folder / "latents.npy")
    finally:
        partial.unlink(missing_ok=True)


def train_decoder(args: argparse.Namespace, rng: np.random.Generator) -> None:
    data = Drawn(args.data, limit=64 if args.smoke else None)
    test = Drawn(args.data, split="test", limit=20)
    if not ((args.out / "code.pt").exists() and (args.out / "latents.npy").exists()):
        raise MissingInput(
            f"No latents in {args.out}. Make them first: python -m train.autoencoder "
            "--stage latents"
        )
    code = torch.load(args.out / "code.pt", weights_only=True)
    latents = np.load(args.out / "latents.npy", mmap_mode="r")
    if len(latents) < len(data):
        raise BadInput(
            f"There are latents of {len(latents)} pictures in {args.out}, but {len(data)} "
            "pictures: make them anew with --stage latents."
        )
    test_latents = encode(test, code)
    model = build_decoder()
    if args.start:
        start_from(model, AutoencoderTiny.from_pretrained(args.start / "vae"))
    model = model.to(memory_format=torch.channels_last)
    model.encoder.requires_grad_(False)
    training = loop.Training(
        "decoder", args, args.out / "decoder.pt", rng, data.sha(),
        modules={"model": model},
        optimisers={"optimiser": common.adamw([model.decoder], lr=args.lr, decay=0.0)},
    )  # fmt: skip
    training.resume()
    device = training.device

    with training:
        for rows in common.batches(len(data), loop.share(8), rng):
            if training.done:
                break
            pairs = [cut(data.image(row), latents[row], data.boxes[row], rng) for row in rows]
            given = torch.stack([pair[0] for pair in pairs])
            wanted = torch.stack([pair[1] for pair in pairs]).to(device).float() / 127.5 - 1
            # The illustrator's latents are never quite right; neither are these.
            given = given + torch.rand(len(given), 1, 1, 1) * NOISE * torch.randn_like(given)
            given = (given / SCALING).to(device, memory_format=torch.channels_last)
            with loop.half_precision():
                painted = model.decode(given).sample
            loss = loss_of(painted.float(), wanted)
            training.step(loss, {"loss": loss}, clip=model.decoder)
            if training.due(120):
                training.measured({"dB": quality(model, test, test_latents)})
                with common.written_whole(args.out / "vae") as new:
                    model.save_pretrained(new)
                training.save()


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(__doc__, minutes=12.0, lr=3e-3)
    add = made.add_argument
    said = "what is made: the pictures' latents, or the decoder that paints them (%(default)s)"
    add("--stage", choices=("latents", "decoder"), default="decoder", help=said)
    add("--data", type=Path, default=common.DRAWN, help="folder of train.dataset")
    add("--out", type=Path, default=FOLDER, help="latents, decoder, checkpoint and curves")
    add("--start", type=Path, help="an exported pipeline to begin from")
    return made


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = cli.read(parser(), "autoencoder", argv, smoke_steps=30)
    smoke.prepare(args)
    common.existing(args.start)
    rng = common.seed_everything(args.seed)
    if args.stage == "latents" or (args.smoke and not args.resume):
        if loop.is_main():
            if args.smoke:
                (args.out / "code.pt").unlink(missing_ok=True)
            data = Drawn(args.data, limit=64 if args.smoke else None)
            make_latents(data, args.out, rng, args.start)
        loop.accelerator().wait_for_everyone()
    if args.stage == "decoder":
        train_decoder(args, rng)


if __name__ == "__main__":
    main()
