"""Looks at a trained illustrator: held-out prompts painted, beside what the picture book draws.

    python -m train.evaluate_illustrator --model runs/illustrator/pipeline --n 48

Prints seconds a picture, how much the autoencoder loses (dB), and whether seeds and image-to-image
do what they should; writes a contact sheet (each second row is the drawing that was asked for).
With --captioner, a captioner of the catalogue says what it sees, and the share of pictures in which
it names the subject, the act and the place that were asked for is printed, for both.
"""

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from diffusers import StableDiffusionImg2ImgPipeline, StableDiffusionPipeline
from diffusers.utils import logging
from PIL import Image

from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from picturebook.reading import read
from picturebook.sampling import attributes
from train import cli, common
from train.autoencoder import FOLDER
from train.drawn import Drawn, prompt
from train.illustrator_export import GUIDANCE, STEPS, TARGET

COLUMNS: Final = 8
SEEN: Final = ("subject", "act", "place")


def load(folder: Path) -> StableDiffusionPipeline:
    """An exported pipeline."""
    # Asked for a folder that is not there, diffusers would try the network for a minute.
    if not (folder / "model_index.json").exists():
        raise common.MissingInput(
            f"No illustrator in {folder}. Train it: python -m train.illustrator, then "
            "python -m train.illustrator_export"
        )
    # It would remark that this autoencoder is not the usual one; it serves as well.
    logging.set_verbosity_error()
    pipeline: StableDiffusionPipeline = StableDiffusionPipeline.from_pretrained(
        folder, local_files_only=True
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


class Painter:
    """One prompt and seed after another, in the pipeline's own size; keeps the times."""

    def __init__(self, pipeline: StableDiffusionPipeline, steps: int, guidance: float) -> None:
        self.pipeline, self.steps, self.guidance = pipeline, steps, guidance
        self.seconds: list[float] = []

    def __call__(self, words: str, seed: int) -> Image.Image:
        start = time.perf_counter()
        with torch.inference_mode():
            picture: Image.Image = self.pipeline(
                words,
                num_inference_steps=self.steps,
                guidance_scale=self.guidance,
                generator=torch.Generator("cpu").manual_seed(seed),
            ).images[0]
        self.seconds.append(time.perf_counter() - start)
        return picture


def decibels(pipeline: StableDiffusionPipeline, images: np.ndarray) -> float:
    """Mean PSNR in dB of pictures through the pipeline's own autoencoder and back."""
    pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.inference_mode():
        back = [
            pipeline.vae.decode(pipeline.vae.encode(one[None]).latents).sample[0] for one in pixels
        ]
    noise = (torch.stack(back).clamp(-1, 1) - pixels).square().mean((1, 2, 3))
    return float((10 * torch.log10(4 / noise)).mean())


def behaviour(painter: Painter, words: str, seed: int, first: Image.Image) -> dict[str, float]:
    """Same seed, same picture; another seed, another; image-to-image stays near its picture."""
    again, other = painter(words, seed), painter(words, seed + 1)
    original, second = np.asarray(first, np.float32), np.asarray(other, np.float32)
    parts = painter.pipeline.components
    mended = StableDiffusionImg2ImgPipeline(**parts, requires_safety_checker=False)
    mended.set_progress_bar_config(disable=True)
    with torch.inference_mode():
        near = mended(
            words,
            image=first,
            strength=0.3,
            num_inference_steps=max(painter.steps, 10),
            guidance_scale=painter.guidance,
            generator=torch.Generator("cpu").manual_seed(seed),
        ).images[0]
    return {
        "same seed, identical": float(np.array_equal(original, np.asarray(again))),
        "other seed, mean difference": float(np.abs(original - second).mean()),
        "image-to-image at 0.3, mean difference": float(
            np.abs(original - np.asarray(near, np.float32)).mean()
        ),
    }


def contact_sheet(rows: Sequence[Sequence[Image.Image]], side: int = 192) -> Image.Image:
    """Rows of pictures, as many a row as there are."""
    sheet = Image.new("RGB", (side * max(map(len, rows)), side * len(rows)), "white")
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            small = picture.resize((side, side), Image.Resampling.LANCZOS)
            sheet.paste(small, (across * side, down * side))
    return sheet


def shares(said: Sequence[str], truths: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """How often captions say the subject, act and place that are to be seen."""
    right: dict[str, list[bool]] = {name: [] for name in SEEN}
    for caption, truth in zip(said, truths, strict=True):
        seen = attributes(read(caption).scene)
        for name in SEEN:
            if name in truth:
                right[name].append(seen.get(name) == truth[name])
    return {name: float(np.mean(values)) for name, values in right.items() if values}


def said_of(captioner: str, pictures: Sequence[Image.Image]) -> list[str]:
    """What a captioner of the catalogue says."""
    pool = ModelPool(Catalog.load(), Settings.from_environment())
    with pool.use(captioner) as lease:
        return [result.text for result in lease.backend.caption(list(pictures), check=lambda: None)]


@cli.plain_words()
def main(argv: list[str] | None = None) -> dict[str, Any]:
    """The command line; what was measured."""
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=cli.number(int, 1), default=48, help="held-out prompts")
    parser.add_argument("--seed", type=int, default=0, help="which prompts; of the first picture")
    parser.add_argument("--steps", type=cli.number(int, 1), default=STEPS)
    parser.add_argument("--guidance", type=float, default=GUIDANCE)
    parser.add_argument("--model", type=Path, default=TARGET)
    parser.add_argument("--data", type=Path, default=common.DRAWN, help="folder of train.dataset")
    parser.add_argument("--captioner", help="a captioner of the catalogue, by its id")
    parser.add_argument("--sheet", type=Path, default=FOLDER / "evaluation.png")
    parser.add_argument("--threads", type=cli.number(int, 1), default=2)
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)

    test = Drawn(args.data, split="test")
    chosen = random.Random(args.seed).sample(range(len(test)), min(args.n, len(test)))
    rows = [test.rows[index] for index in chosen]
    painter = Painter(load(args.model), args.steps, args.guidance)
    painted = []
    for number, row in enumerate(rows):
        painted.append(painter(prompt(row), args.seed + number))
        if number % 16 == 15:
            print(f"{number + 1} of {len(rows)} painted", flush=True)
    drawn = [Image.fromarray(test.image(index)) for index in chosen]
    result: dict[str, Any] = {
        "n": len(rows),
        "seed": args.seed,
        "steps": args.steps,
        "guidance": args.guidance,
        "seconds a picture": float(np.median(painter.seconds)),
        "threads": args.threads,
        "autoencoder, dB": decibels(painter.pipeline, test.images(chosen[:COLUMNS])),
        **behaviour(painter, prompt(rows[0]), args.seed, painted[0]),
    }
    if args.captioner:
        truths = [row["attributes"] for row in rows]
        result["painted"] = shares(said_of(args.captioner, painted), truths)
        result["drawn"] = shares(said_of(args.captioner, drawn), truths)
    args.sheet.parent.mkdir(parents=True, exist_ok=True)
    starts = range(0, min(len(painted), 4 * COLUMNS), COLUMNS)
    both = [some[start : start + COLUMNS] for start in starts for some in (painted, drawn)]
    contact_sheet(both).save(args.sheet)
    for name, value in result.items():
        print(f"{name}: {value}")
    print(json.dumps(result))
    return result


if __name__ == "__main__":
    main()
