"""Trains the judge: a plain network that reads a scene's attributes from its picture.

It measures the illustrator (does the picture show what the prompt asked for?) and is not part of
the starter set. It sees softened pictures while it learns, so that soft ones are judged fairly.

    python -m train.judge --minutes 5

    from train.judge import judge, load_judge
    judge(pictures, load_judge())  # [{"cast": {"fox": "red"}, "place": "forest", ...}, ...]
"""

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from train import common, loop, smoke
from train.augment import augment, normalise, plain
from train.common import RUNS, MissingInput, PictureHeads, WorldData, resize
from train.facts import training_text

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
        raise MissingInput(f"No judge at {path}. Train it: python -m train.judge")
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
    device = net.stem.weight.device
    hits = []
    for start in range(0, len(small), 100):
        pictures = plain(small[start : start + 100])
        if soft > 1:
            blurred = nn.functional.avg_pool2d(pictures, soft)
            pictures = nn.functional.interpolate(blurred, size=SIZE, mode="bilinear")
        part = torch.from_numpy(labels[start : start + 100]).to(device)
        hits.append(net.heads.hits(net.features(normalise(pictures).to(device)), part))
    net.train()
    shares = torch.cat(hits).float().mean(0).tolist()
    return {name: round(share, 3) for name, share in zip(PictureHeads.NAMES, shares, strict=True)}


def parser() -> loop.Parser:
    """The command line."""
    made = loop.parser(__doc__, minutes=5.0, lr=3e-3, threads=2)
    made.add_argument("--data", type=Path, default=common.WORLD, help="folder of the world")
    made.add_argument("--out", type=Path, default=FOLDER, help="weights, checkpoint and curves")
    return made


@loop.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = loop.read(parser(), "judge", argv, smoke_steps=30)
    smoke.prepare(args)
    rng = common.seed_everything(args.seed)
    data = WorldData(args.data, limit=64 if args.smoke else None)
    test = WorldData(args.data / "test", limit=32 if args.smoke else None)
    small, small_test = data.small(SIZE), test.small(SIZE)
    net = Judge().to(memory_format=torch.channels_last)
    training = loop.Training(
        "judge", args, args.out / "checkpoint.pt", rng, data.sha(),
        modules={"net": net}, optimisers={"optimiser": common.adamw([net], lr=args.lr)}, half=False,
    )  # fmt: skip
    training.resume()

    with training:
        for rows in common.batches(len(data), loop.share(16 if args.smoke else 64), rng):
            if training.done:
                break
            pictures, _ = augment(small[rows], data.boxes[rows], rng, blur=0.5)
            pixels = normalise(pictures).to(training.device)
            labels = torch.from_numpy(data.labels[rows]).to(training.device)
            with loop.half_precision(by_default=False):
                loss = net.heads.loss(net.features(pixels), labels)
            training.step(loss, {"loss": loss})
            if training.due(60):
                training.save()
                save_file(
                    {name: value.contiguous() for name, value in net.state_dict().items()},
                    args.out / "judge.safetensors",
                )
                training.measured(accuracy(net, small_test, test.labels))
        if training.main:
            softened = accuracy(net, small_test, test.labels, soft=3)
            training.measured(softened, "held out, softened")
            write_card(args.out, data, test, training, softened)


def write_card(
    folder: Path,
    data: WorldData,
    test: WorldData,
    training: loop.Training,
    figures: Mapping[str, float],
) -> None:
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items())
    common.write_model_card(
        folder,
        "Judge: reads the attributes of the picture-book world",
        ["image-classification", "storybook-studio"],
        {
            "What it is": "A convolutional network that says who, where, when and what a picture "
            "shows. It measures the illustrator and helps the other models that look to learn; "
            "`train.judge.load_judge` loads it.",
            "Data": f"{len(data):,} pictures of `train/world/` for training, {len(test):,} held "
            "out.",
            "Training": training_text(training.report()),
            "Figures on softened held-out pictures": f"| attribute | share |\n|---|---|\n{rows}",
        },
    )


if __name__ == "__main__":
    main()
