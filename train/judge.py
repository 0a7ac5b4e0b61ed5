"""Trains the judge: a plain network that reads a scene's attributes from its picture.

It measures the illustrator (does the picture show what the prompt asked for?) and is not part of
the starter set. It sees softened pictures while it learns, so that soft ones are judged fairly.

    python -m train.judge --minutes 5

    from train.judge import judge, load_judge
    judge(pictures, load_judge())  # [{"cast": {"fox": "red"}, "place": "forest", ...}, ...]
"""

import argparse
import itertools
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from train import common
from train.augment import augment, normalise, plain
from train.common import RUNS, Budget, PictureHeads, Progress, WorldData, resize

SIZE: Final = 96
FOLDER: Final = RUNS / "judge"


def _block(width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(width, width, 3, padding=1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(inplace=True),
        nn.Conv2d(width, width, 3, padding=1, bias=False),
        nn.BatchNorm2d(width),
    )


class Judge(nn.Module):
    """Three sizes, a residual block at each, and a linear head per attribute."""

    def __init__(self, widths: Sequence[int] = (48, 96, 160)) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, widths[0], 6, stride=4, padding=1)
        self.blocks = nn.ModuleList(_block(width) for width in widths)
        self.downs = nn.ModuleList(
            nn.Conv2d(low, high, 3, stride=2, padding=1) for low, high in itertools.pairwise(widths)
        )
        self.heads = PictureHeads(2 * widths[-1])

    def maps(self, pictures: Tensor) -> Tensor:
        """What it sees where: (B, channels, 6, 6)."""
        state = self.stem(pictures.contiguous(memory_format=torch.channels_last))
        for number, block in enumerate(self.blocks):
            if number:
                state = self.downs[number - 1](state)
            state = torch.relu(state + block(state))
        return state

    def features(self, pictures: Tensor) -> Tensor:
        state = self.maps(pictures)
        return torch.cat([state.mean((2, 3)), state.amax((2, 3))], 1)

    def forward(self, pictures: Tensor) -> list[dict[str, Any]]:
        """What pictures (B, 3, 96, 96) in -1..1 show; see `PictureHeads.read`."""
        return self.heads.read(self.features(pictures))


def load_judge(path: Path = FOLDER / "judge.safetensors") -> Judge:
    if not path.exists():
        raise FileNotFoundError(f"No judge at {path}. Train it: python -m train.judge")
    net = Judge()
    net.load_state_dict(load_file(path))
    return net.eval().to(memory_format=torch.channels_last)


@torch.no_grad()
def judge(
    images: Sequence[Image.Image] | np.ndarray, net: Judge | None = None
) -> list[dict[str, Any]]:
    """What each picture shows; pictures as PIL images or uint8 arrays of any square size."""
    net = net or load_judge()
    rows = [
        np.asarray(image.convert("RGB")) if isinstance(image, Image.Image) else image
        for image in images
    ]
    small = np.stack([resize(row, SIZE) for row in rows])
    found: list[dict[str, Any]] = []
    for start in range(0, len(rows), 100):
        found += net(normalise(plain(small[start : start + 100])))
    return found


@torch.no_grad()
def accuracy(net: Judge, small: np.ndarray, labels: np.ndarray, soft: int = 1) -> dict[str, float]:
    """Share of attributes read rightly; `soft` > 1 judges pictures blurred by that factor."""
    net.eval()
    hits = []
    for start in range(0, len(small), 100):
        pictures = plain(small[start : start + 100])
        if soft > 1:
            blurred = nn.functional.avg_pool2d(pictures, soft)
            pictures = nn.functional.interpolate(blurred, size=SIZE, mode="bilinear")
        part = torch.from_numpy(labels[start : start + 100])
        hits.append(net.heads.hits(net.features(normalise(pictures)), part))
    net.train()
    shares = torch.cat(hits).float().mean(0).tolist()
    return {name: round(share, 3) for name, share in zip(PictureHeads.NAMES, shares, strict=True)}


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=5.0, help="time budget")
    parser.add_argument("--steps", type=int, help="steps instead of minutes; exactly repeatable")
    parser.add_argument("--lr", type=float, default=3e-3, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=common.WORLD, help="folder of the world")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--smoke", action="store_true", help="tiny, under a minute: does it learn?")
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)
    if args.smoke:
        args.steps = args.steps or 30

    rng = common.seed_everything(args.seed)
    data = WorldData(args.data, limit=64 if args.smoke else None)
    test = WorldData(args.data / "test", limit=32 if args.smoke else None)
    small, small_test = data.small(SIZE), test.small(SIZE)
    net = Judge().to(memory_format=torch.channels_last)
    optimiser = common.adamw([net], lr=args.lr)
    budget = Budget(args.minutes, args.steps)
    checkpoint = args.out / "checkpoint.pt"
    if args.resume and (state := common.load_checkpoint(checkpoint, rng)):
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        budget = Budget(args.minutes, args.steps, **state["budget"])
    progress = Progress("judge", budget)

    saved = time.monotonic()
    for rows in common.batches(len(data), 16 if args.smoke else 64, rng):
        if budget.done:
            break
        pictures, _ = augment(small[rows], data.boxes[rows], rng, blur=0.5)
        common.set_learning_rate(optimiser, args.lr, budget.fraction)
        loss = net.heads.loss(
            net.features(normalise(pictures)), torch.from_numpy(data.labels[rows])
        )
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        budget.tick()
        progress.update({"loss": loss.item()})
        if budget.done or time.monotonic() - saved > 60:
            saved = time.monotonic()
            common.save_checkpoint(
                checkpoint, rng, net=net.state_dict(), optimiser=optimiser.state_dict(),
                budget=budget.state(),
            )  # fmt: skip
            save_file(
                {name: value.contiguous() for name, value in net.state_dict().items()},
                args.out / "judge.safetensors",
            )
            progress.say(f"held out: {accuracy(net, small_test, test.labels)}")
    progress.say(f"held out, softened: {accuracy(net, small_test, test.labels, soft=3)}")
    progress.say(
        f"loss {progress.first} -> {progress.means}, {common.parameters_of(net)} parameters"
    )


if __name__ == "__main__":
    main()
