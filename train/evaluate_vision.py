"""Measures the captioner and the scorer on held-out pictures, and on photographs if there are any.

    python -m train.evaluate_vision --n 500 --seed 0

Prints a table and, last, everything as one JSON line.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image

from train import common
from train.common import ATTRIBUTES, STARTER, WorldData
from train.readers import Captioner, Scorer
from train.vision_metrics import (
    area_under_curve,
    attribute_shares,
    bleu4,
    ordering,
    recall_at_1,
)
from train.wording import can_be_wrong, one_wrong
from train.world.scene import Scene, canonical

AMONG: Final = 100


@dataclass(frozen=True)
class Photo:
    """A photograph of the evaluation data, and its licence where the data names one."""

    path: Path
    licence: str = ""

    def open(self) -> Image.Image:
        return Image.open(self.path).convert("RGB")


def photographs(folder: Path, count: int, rng: random.Random) -> list[Photo]:
    """Up to `count` photographs of Flickr8k's development split and COCO, where they exist."""
    found = []
    for name in ("flickr8k_small", "coco_mini"):
        words = folder / name / "captions.json"
        rows = json.loads(words.read_text(encoding="utf-8")) if words.exists() else []
        found += [
            Photo(folder / name / row["image"], row.get("licence", ""))
            for row in rows
            if row.get("split", "dev") != "train"
        ]
    found = [photo for photo in found if photo.path.exists()]
    return rng.sample(found, min(count, len(found)))


def seconds_for(
    say: Callable[[Sequence[Image.Image]], Any], pictures: Sequence[Image.Image]
) -> float:
    """How long captioning takes, once warm."""
    say(pictures)
    start = time.perf_counter()
    say(pictures)
    return time.perf_counter() - start


def captioner_figures(
    folder: Path,
    pictures: Sequence[Image.Image],
    rows: Sequence[dict[str, Any]],
    photos: Sequence[Image.Image],
) -> dict[str, float]:
    say = Captioner(folder)
    texts, sure = say(pictures)
    figures = {"bleu4": bleu4(texts, [row["references"] for row in rows])}
    figures |= attribute_shares(texts, [row["attributes"] for row in rows])
    figures["confidence"] = float(np.mean(sure))
    figures["seconds for 5"] = seconds_for(say, pictures[:5])
    if photos:
        said, unsure = say(photos)
        figures["confidence on photos"] = float(np.mean(unsure))
        figures["confidence auc"] = area_under_curve(sure, unsure)
        figures["threshold at 95% of world"] = float(np.quantile(sure, 0.05))
        figures["photos below it"] = float(np.mean(np.array(unsure) < np.quantile(sure, 0.05)))
        for text, chance in list(zip(said, unsure, strict=True))[:3]:
            print(f"  a photograph, {chance:.2f} sure: {text}")
    return figures


def retrieval(images: torch.Tensor, texts: torch.Tensor) -> dict[str, float]:
    """R@1 both ways, in as many whole groups as there are (one smaller group if none is whole)."""
    among = min(AMONG, len(images))
    whole = len(images) // among * among
    return {
        f"captions of pictures, r@1 among {among}": recall_at_1(
            images[:whole], texts[:whole], among
        ),
        f"pictures of captions, r@1 among {among}": recall_at_1(
            texts[:whole], images[:whole], among
        ),
    }


def scorer_figures(
    folder: Path,
    pictures: Sequence[Image.Image],
    scenes: Sequence[Scene],
    photos: Sequence[Image.Image],
    rng: random.Random,
) -> dict[str, float]:
    scorer = Scorer(folder)
    images = scorer.see(pictures)
    right = scorer.read([canonical(scene) for scene in scenes])
    wrong = scorer.read([canonical(one_wrong(scene, rng)) for scene in scenes])
    other = right.roll(1, 0)
    figures = {
        "cosine right": (images * right).sum(-1).mean().item(),
        "cosine one wrong": (images * wrong).sum(-1).mean().item(),
        "cosine wrong scene": (images * other).sum(-1).mean().item(),
        "right > one wrong > wrong scene": ordering(images, right, wrong, other),
        "right > one wrong": ordering(images, right, wrong),
    }
    figures |= retrieval(images, right)
    hits: dict[str, list[bool]] = {name: [] for name in ATTRIBUTES if name != "style"}
    for image, scene in zip(images[:AMONG], scenes, strict=False):
        for name in can_be_wrong(scene):
            hits[name].append(_prefers(image, scene, name, scorer.read))
    figures |= {f"picks the {name}": float(np.mean(found)) for name, found in hits.items() if found}
    if photos:
        best = (images @ right.T).amax(1).tolist()
        strange = (scorer.see(photos) @ right.T).amax(1).tolist()
        figures["best-caption cosine auc, world over photos"] = area_under_curve(best, strange)
    return figures


def _prefers(
    image: torch.Tensor, scene: Scene, name: str, read: Callable[[list[str]], torch.Tensor]
) -> bool:
    """Whether, of the captions with every value of one attribute, the right one scores best."""
    right = canonical(scene)
    options = [right]
    for value in ATTRIBUTES[name]:
        try:
            options.append(canonical(replace(scene, **{name: value})))
        except ValueError:
            # A scene that cannot be.
            continue
    options = list(dict.fromkeys(options))
    return options[int((read(options) @ image).argmax())] == right


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
    photos = [photo.open() for photo in photographs(args.photos, args.n, rng)]
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
