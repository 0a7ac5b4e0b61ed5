"""Measures the captioner and the scorer on held-out pictures, and on photographs if there are any.

    python -m train.evaluate_vision --n 500 --seed 0

Prints a table and, last, everything as one JSON line.
"""

import argparse
import contextlib
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F
from transformers import (
    BertTokenizer,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    CLIPImageProcessorPil,
    CLIPModel,
    CLIPTokenizer,
)

from train import common
from train.captioner_model import caption
from train.common import ATTRIBUTES, STARTER, WorldData
from train.vision_metrics import (
    area_under_curve,
    attribute_shares,
    bleu4,
    ordering,
    recall_at_1,
)
from train.wording import one_wrong
from train.world.scene import Scene, canonical

AMONG: Final = 100


def photographs(folder: Path, count: int, rng: random.Random) -> list[Image.Image]:
    """Up to `count` photographs of the evaluation data, where it exists."""
    paths = sorted(
        path for name in ("flickr8k_small", "coco_mini") for path in folder.glob(f"{name}/images/*")
    )
    chosen = rng.sample(paths, min(count, len(paths)))
    return [Image.open(path).convert("RGB") for path in chosen]


def captioner_figures(
    folder: Path,
    pictures: Sequence[Image.Image],
    rows: Sequence[dict[str, Any]],
    photos: Sequence[Image.Image],
) -> dict[str, float]:
    model = BlipForConditionalGeneration.from_pretrained(folder).eval()
    tokenizer = BertTokenizer.from_pretrained(folder)
    processor = BlipImageProcessorPil.from_pretrained(folder)

    def say(images: Sequence[Image.Image]) -> tuple[list[str], list[float]]:
        texts: list[str] = []
        sure: list[float] = []
        for start in range(0, len(images), 50):
            pixels = processor(images[start : start + 50], return_tensors="pt").pixel_values
            more, chances = caption(model, tokenizer, pixels)
            texts, sure = texts + more, sure + chances
        return texts, sure

    texts, sure = say(pictures)
    figures = {"bleu4": bleu4(texts, [row["references"] for row in rows])}
    figures |= attribute_shares(texts, [row["attributes"] for row in rows])
    figures["confidence"] = float(np.mean(sure))
    say(pictures[:5])
    start = time.perf_counter()
    say(pictures[:5])
    figures["seconds for 5"] = time.perf_counter() - start
    if photos:
        said, unsure = say(photos)
        figures["confidence on photos"] = float(np.mean(unsure))
        figures["confidence auc"] = area_under_curve(sure, unsure)
        figures["threshold at 95% of world"] = float(np.quantile(sure, 0.05))
        figures["photos below it"] = float(np.mean(np.array(unsure) < np.quantile(sure, 0.05)))
        for text, chance in list(zip(said, unsure, strict=True))[:3]:
            print(f"  a photograph, {chance:.2f} sure: {text}")
    return figures


@torch.inference_mode()
def scorer_figures(
    folder: Path,
    pictures: Sequence[Image.Image],
    scenes: Sequence[Scene],
    photos: Sequence[Image.Image],
    rng: random.Random,
) -> dict[str, float]:
    model = CLIPModel.from_pretrained(folder).eval()
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    processor = CLIPImageProcessorPil.from_pretrained(folder)

    def see(images: Sequence[Image.Image]) -> torch.Tensor:
        parts = [
            model.get_image_features(
                **processor(images[start : start + 50], return_tensors="pt")
            ).pooler_output
            for start in range(0, len(images), 50)
        ]
        return F.normalize(torch.cat(parts), dim=-1)

    def read(texts: Sequence[str]) -> torch.Tensor:
        ids = tokenizer(list(texts), padding=True, truncation=True, return_tensors="pt")
        return F.normalize(model.get_text_features(**ids).pooler_output, dim=-1)

    images = see(pictures)
    right = read([canonical(scene) for scene in scenes])
    wrong = read([canonical(one_wrong(scene, rng)) for scene in scenes])
    other = right.roll(1, 0)
    figures = {
        "cosine right": (images * right).sum(-1).mean().item(),
        "cosine one wrong": (images * wrong).sum(-1).mean().item(),
        "cosine wrong scene": (images * other).sum(-1).mean().item(),
        "right > one wrong > wrong scene": ordering(images, right, wrong, other),
        "right > one wrong": ordering(images, right, wrong),
    }
    whole = len(images) // AMONG * AMONG
    if whole:
        figures[f"r@1 among {AMONG}"] = recall_at_1(images[:whole], right[:whole], AMONG)
    for name in (name for name in ATTRIBUTES if name != "style"):
        hits = [
            _prefers(image, scene, name, read)
            for image, scene in zip(images[:AMONG], scenes, strict=False)
        ]
        chosen = [hit for hit in hits if hit is not None]
        if chosen:
            figures[f"picks the {name}"] = float(np.mean(chosen))
    if photos:
        best = (images @ right.T).amax(1).tolist()
        strange = (see(photos) @ right.T).amax(1).tolist()
        figures["best-caption cosine auc, world over photos"] = area_under_curve(best, strange)
    return figures


def _prefers(image: torch.Tensor, scene: Scene, name: str, read: Any) -> bool | None:
    """Whether, of the captions with every value that one attribute can have, the right one is best.

    None where the scene leaves no choice.
    """
    words = {key: getattr(scene, key) for key in ATTRIBUTES}
    options: dict[str, str] = {}
    for value in ATTRIBUTES[name]:
        with contextlib.suppress(ValueError):
            options[value] = canonical(Scene(**{**words, name: value}))
    if len(options) < 2:
        return None
    best = int((read(list(options.values())) @ image).argmax())
    return list(options)[best] == words[name]


def show(title: str, figures: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, value in figures.items():
        print(f"  {name:<44} {value:7.3f}")


def main(argv: list[str] | None = None) -> dict[str, Any]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=500, help="held-out pictures")
    parser.add_argument("--seed", type=int, default=0, help="which pictures and wrong captions")
    parser.add_argument("--data", type=Path, default=common.WORLD, help="folder of the world")
    parser.add_argument("--photos", type=Path, default=Path("../shared/data"))
    parser.add_argument("--captioner", type=Path, default=STARTER / "captioner")
    parser.add_argument("--scorer", type=Path, default=STARTER / "scorer")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)

    rng = random.Random(args.seed)
    test = WorldData(args.data / "test")
    chosen = rng.sample(range(len(test)), min(args.n, len(test)))
    pictures = [Image.fromarray(test.images[index]) for index in chosen]
    photos = photographs(args.photos, args.n, rng)
    result: dict[str, Any] = {"n": len(chosen), "photos": len(photos), "seed": args.seed}
    if (args.captioner / "config.json").exists():
        rows = [test.rows[index] for index in chosen]
        result["captioner"] = captioner_figures(args.captioner, pictures, rows, photos)
        show(f"captioner, {len(chosen)} held-out pictures", result["captioner"])
    if (args.scorer / "config.json").exists():
        scenes = [test.scene(index) for index in chosen]
        result["scorer"] = scorer_figures(args.scorer, pictures, scenes, photos, rng)
        show(f"scorer, {len(chosen)} held-out pictures", result["scorer"])
    print(json.dumps(result))
    return result


if __name__ == "__main__":
    main()
