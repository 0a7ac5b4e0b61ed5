"""Measures the illustrator: does a picture show what its held-out prompt asked for?

The judge (`train.judge`) reads the attributes of every picture; the bundled captioner, which was
trained apart from it, gives a second opinion. Real pictures of the same scenes are the yardstick.

    python -m train.evaluate_illustrator --n 64 --seed 0

Prints a table and, last, everything as one JSON line; writes a contact sheet.
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

from train import common
from train.common import RUNS, STARTER, WorldData
from train.judge import WEIGHTS, judge, load_judge
from train.readers import Captioner, catalogued
from train.vision_metrics import attribute_shares, judged_shares

COLUMNS: Final = 8


def load(folder: Path) -> StableDiffusionPipeline:
    # Asked for a folder that is not there, diffusers would try the network for a minute.
    if not (folder / "model_index.json").exists():
        raise FileNotFoundError(
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

    def __call__(self, prompt: str, seed: int) -> Image.Image:
        start = time.perf_counter()
        with torch.inference_mode():
            picture: Image.Image = self.pipeline(
                prompt,
                num_inference_steps=self.steps,
                guidance_scale=self.guidance,
                generator=torch.Generator("cpu").manual_seed(seed),
            ).images[0]
        self.seconds.append(time.perf_counter() - start)
        return picture


def through_latents(
    pipeline: StableDiffusionPipeline, images: np.ndarray
) -> tuple[list[Image.Image], float]:
    """Pictures encoded and decoded by the pipeline's own autoencoder, and the mean dB."""
    pixels = torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.inference_mode():
        back = [
            pipeline.vae.decode(pipeline.vae.encode(one[None]).latents).sample[0] for one in pixels
        ]
    painted = torch.stack(back).clamp(-1, 1)
    noise = (painted - pixels).square().mean((1, 2, 3))
    arrays = ((painted + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    decibels = float((10 * torch.log10(4 / noise)).mean())
    return [Image.fromarray(array) for array in arrays], decibels


def behaviour(painter: Painter, prompt: str, seed: int, first: Image.Image) -> dict[str, float]:
    """Same seed, same picture; another seed, another; image-to-image stays near its picture."""
    again, other = painter(prompt, seed), painter(prompt, seed + 1)
    original, second = np.asarray(first, np.float32), np.asarray(other, np.float32)
    parts = painter.pipeline.components
    mended = StableDiffusionImg2ImgPipeline(**parts, requires_safety_checker=False)
    mended.set_progress_bar_config(disable=True)
    with torch.inference_mode():
        near = mended(
            prompt,
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


def show(title: str, columns: Mapping[str, Mapping[str, float]]) -> None:
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    print(f"\n{title}\n  {'':<40}" + "".join(f"{name:>14}" for name in columns))
    for name in names:
        cells = (f"{c[name]:14.3f}" if name in c else " " * 14 for c in columns.values())
        print(f"  {name:<40}" + "".join(cells))


def main(argv: list[str] | None = None) -> dict[str, Any]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=64, help="held-out prompts")
    parser.add_argument("--seed", type=int, default=0, help="which prompts; of the first picture")
    parser.add_argument("--steps", type=int, help="default: the catalogue's")
    parser.add_argument("--guidance", type=float, help="default: the catalogue's")
    parser.add_argument("--model", type=Path, default=STARTER / "illustrator")
    parser.add_argument("--data", type=Path, default=common.WORLD, help="folder of the world")
    parser.add_argument("--judge", type=Path, default=WEIGHTS)
    parser.add_argument("--captioner", type=Path, default=STARTER / "captioner")
    parser.add_argument("--sheet", type=Path, default=RUNS / "illustrator/evaluation.png")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)

    options = catalogued("starter-illustrator")
    steps = args.steps or int(options["num_inference_steps"])
    guidance = float(options["guidance_scale"]) if args.guidance is None else args.guidance
    pipeline = load(args.model)
    test = WorldData(args.data / "test")
    chosen = random.Random(args.seed).sample(range(len(test)), min(args.n, len(test)))
    rows = [test.rows[index] for index in chosen]
    truths = [row["attributes"] for row in rows]

    painter = Painter(pipeline, steps, guidance)
    painted = []
    for number, row in enumerate(rows):
        painted.append(painter(row["prompt"], args.seed + number))
        if number % 16 == 15:
            print(f"{number + 1} of {len(rows)} painted", flush=True)
    seconds = float(np.median(painter.seconds))
    drawn = [Image.fromarray(test.images[index]) for index in chosen]
    decoded, decibels = through_latents(pipeline, test.images[sorted(chosen[:COLUMNS])])

    result: dict[str, Any] = {
        "n": len(rows),
        "seed": args.seed,
        "steps": steps,
        "guidance": guidance,
        "seconds_per_picture": seconds,
        "threads": args.threads,
        "autoencoder_db": decibels,
    }
    if args.judge.exists():
        net = load_judge(args.judge)
        result["judge"] = judged_shares(judge(painted, net), truths)
        result["judge_on_drawn"] = judged_shares(judge(drawn, net), truths)
        columns = {"painted": result["judge"], "drawn": result["judge_on_drawn"]}
        show(f"judge, {len(rows)} held-out prompts: attributes as asked for", columns)
    if (args.captioner / "config.json").exists():
        say = Captioner(args.captioner)
        result["captioner"] = attribute_shares(say(painted)[0], truths)
        result["captioner_on_drawn"] = attribute_shares(say(drawn)[0], truths)
        columns = {"painted": result["captioner"], "drawn": result["captioner_on_drawn"]}
        show("captioner, the same pictures", columns)
    result["behaviour"] = behaviour(painter, rows[0]["prompt"], args.seed, painted[0])
    others = {"seconds a picture": seconds, "autoencoder, dB": decibels}
    show(f"{steps} steps, guidance {guidance:g}", {"": result["behaviour"] | others})

    args.sheet.parent.mkdir(parents=True, exist_ok=True)
    shown = painted[: 6 * COLUMNS]
    sheet = [shown[start : start + COLUMNS] for start in range(0, len(shown), COLUMNS)]
    contact_sheet([*sheet, decoded]).save(args.sheet)
    print(f"\nThe last row of {args.sheet} is held-out pictures through the latents and back.")
    print(json.dumps(result))
    return result


if __name__ == "__main__":
    main()
