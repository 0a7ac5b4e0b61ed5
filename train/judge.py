"""Trains the judge: a plain network that reads a scene's attributes from its picture.

It measures the illustrator (does the picture show what the prompt asked for?); no other model
learns from it. It sees softened pictures while it learns, so that soft ones are judged fairly.

One part looks at the whole picture, and tells how many stand in it and where; the other looks at
each of them closely. Figures are a fifth of a picture: from the whole alone, who they are and what
they wear took far longer to learn.

    python -m train.judge --minutes 25

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
from torch.nn import functional as F

from train import common, loop, smoke
from train.augment import augment, normalise, plain
from train.common import (
    ATTRIBUTES,
    RUNS,
    STARTER,
    Heads,
    MissingInput,
    WorldData,
    cast_labels,
    resize,
)
from train.facts import training_text
from train.vision_metrics import judged_shares
from train.world.draw import PAIR, SLOTS, TRIO, standing
from train.world.shapes import PAGE

SIZE: Final = 128
FOLDER: Final = RUNS / "judge"
WEIGHTS: Final = STARTER / "judge/judge.safetensors"
"""The finished judge."""
LAYOUTS: Final = (*((x,) for x in SLOTS), PAIR, TRIO)
"""Where figures may stand, in pixels of 256: one of them large, or two or three small ones."""
_CROP: Final = (56, 40)
_LARGE: Final = (80.0, 24.0, 248.0)
"""Half the width, the top and the bottom of the window around a figure."""
_SMALL: Final = (48.0, 94.0, 248.0)


def window(x: float, alone: bool) -> list[float]:
    """Left, top, right, bottom, as shares of the side, around a figure at `x` of 256."""
    half, top, bottom = _LARGE if alone else _SMALL
    return [(x - half) / PAGE, top / PAGE, (x + half) / PAGE, bottom / PAGE]


def windows_of(data: WorldData) -> np.ndarray:
    """(N, 3, 4): the window around each figure, all zero where there is none."""
    found = np.zeros((len(data), 3, 4), np.float32)
    for row in range(len(data)):
        places = standing(data.scene(row))
        for number, x in enumerate(places):
            found[row, number] = window(x, len(places) == 1)
    return found


def layouts_of(windows: Tensor) -> Tensor:
    """(N,) indices into `LAYOUTS` of windows (N, 3, 4), moved a little or mirrored."""
    count = (windows[..., 3] > 0).sum(1)
    middle = (windows[:, 0, 0] + windows[:, 0, 2]) / 2 * PAGE
    slot = (middle[:, None] - torch.tensor([xs[0] for xs in LAYOUTS[:3]])).abs().argmin(1)
    return torch.where(count == 1, slot, count + 1)


def _block(width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(width, width, 3, padding=1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(inplace=True),
        nn.Conv2d(width, width, 3, padding=1, bias=False),
        nn.BatchNorm2d(width),
    )


class Eye(nn.Module):
    """Three sizes, a residual block at each; their mean and maximum at the end."""

    def __init__(self, widths: Sequence[int]) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, widths[0], 4, stride=2, padding=1)
        self.blocks = nn.ModuleList(_block(width) for width in widths)
        self.downs = nn.ModuleList(
            nn.Conv2d(low, high, 3, stride=2, padding=1) for low, high in itertools.pairwise(widths)
        )
        self.width = 2 * widths[-1]

    def forward(self, pictures: Tensor) -> Tensor:
        state = self.stem(pictures.contiguous(memory_format=torch.channels_last))
        for number, block in enumerate(self.blocks):
            if number:
                state = self.downs[number - 1](state)
            state = torch.relu(state + block(state))
        return torch.cat([state.mean((2, 3)), state.amax((2, 3))], 1)


class Judge(nn.Module):
    """An eye for the whole picture, one for each figure, and a linear head per attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.whole, self.near = Eye((24, 48, 96)), Eye((32, 64, 128))
        around, figure = self.whole.width, self.near.width
        self.layout = nn.Linear(around, len(LAYOUTS))
        self.around = Heads(around, names=("place", "time", "weather", "style"))
        self.figure = Heads(figure, names=("character", "colour"))
        self.deed = Heads(around + 2 * figure, names=("action", "prop"))

    def see(self, pictures: Tensor) -> Tensor:
        """Features of whole pictures (B, 3, 128, 128) in -1..1."""
        seen: Tensor = self.whole(F.avg_pool2d(pictures, 2))
        return seen

    def look(self, pictures: Tensor, rows: Tensor, windows: Tensor) -> Tensor:
        """Features of what the windows (K, 4) show of the pictures with the indices `rows`."""
        size = windows[:, 2:] - windows[:, :2]
        middle = windows[:, 2:] + windows[:, :2] - 1
        matrix = torch.zeros(len(windows), 2, 3, device=windows.device)
        matrix[:, 0, 0], matrix[:, 1, 1], matrix[:, :, 2] = size[:, 0], size[:, 1], middle
        grid = F.affine_grid(matrix, [len(windows), 3, *_CROP], align_corners=False)
        near: Tensor = self.near(F.grid_sample(pictures[rows], grid, align_corners=False))
        return near

    def together(self, seen: Tensor, near: Tensor, rows: Tensor) -> Tensor:
        """What the whole picture and its figures say of the deed: (B, width)."""
        where = rows[:, None].expand_as(near)
        nothing = near.new_zeros(len(seen), near.shape[1])
        mean = nothing.scatter_reduce(0, where, near, "mean", include_self=False)
        most = nothing.scatter_reduce(0, where, near, "amax", include_self=False)
        return torch.cat([seen, mean, most], 1)

    def loss(self, pictures: Tensor, windows: Tensor, labels: Tensor) -> Tensor:
        """Of pictures (B, 3, 128, 128), figures' windows (B, 3, 4) and labels (B, attributes)."""
        seen = self.see(pictures)
        who, coat = cast_labels(labels)
        rows, columns = torch.nonzero(who >= 0, as_tuple=True)
        near = self.look(pictures, rows, windows[rows, columns])
        cast = torch.stack([who[rows, columns], coat[rows, columns]], 1)
        layout = F.cross_entropy(self.layout(seen), layouts_of(windows.cpu()).to(seen.device))
        deed = self.deed.loss(self.together(seen, near, rows), labels)
        parts = (layout, self.around.loss(seen, labels), self.figure.loss(near, cast), deed)
        return layout + torch.stack(parts).sum()

    @torch.no_grad()
    def forward(self, pictures: Tensor) -> list[dict[str, Any]]:
        """What pictures (B, 3, 128, 128) in -1..1 show; "cast" maps characters to their coats."""
        seen = self.see(pictures)
        layouts = [LAYOUTS[best] for best in self.layout(seen).argmax(1).tolist()]
        places = [(row, window(x, len(xs) == 1)) for row, xs in enumerate(layouts) for x in xs]
        rows = torch.tensor([row for row, _ in places], device=seen.device)
        windows = torch.tensor([box for _, box in places], device=seen.device)
        near = self.look(pictures, rows, windows)
        found: list[dict[str, Any]] = [{"cast": {}} for _ in layouts]
        logits = self.around(seen) | self.deed(self.together(seen, near, rows))
        for name, part in logits.items():
            for answer, best in zip(found, part.argmax(-1).tolist(), strict=True):
                answer[name] = ATTRIBUTES[name][best]
        cast = self.figure(near)
        for row, who, coat in zip(
            rows.tolist(), cast["character"].argmax(1), cast["colour"].argmax(1), strict=True
        ):
            found[row]["cast"][ATTRIBUTES["character"][who]] = ATTRIBUTES["colour"][coat]
        return found


def load_judge(path: Path = WEIGHTS) -> Judge:
    if not path.exists():
        raise MissingInput(f"No judge at {path}. Train it: python -m train.judge")
    net = Judge()
    net.load_state_dict(load_file(path))
    return net.eval().to(memory_format=torch.channels_last)


def save(net: Judge, path: Path) -> None:
    """The weights, in half precision."""
    state = {
        name: (value.half() if value.is_floating_point() else value).contiguous()
        for name, value in net.state_dict().items()
    }
    save_file(state, path)
    path.chmod(0o644)


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


def accuracy(net: Judge, small: np.ndarray, data: WorldData, soft: int = 1) -> dict[str, float]:
    """Share of attributes read rightly; `soft` > 1 judges pictures blurred by that factor."""
    net.eval()
    device = net.layout.weight.device
    answers: list[dict[str, Any]] = []
    for start in range(0, len(small), 100):
        pictures = plain(small[start : start + 100])
        if soft > 1:
            blurred = F.avg_pool2d(pictures, soft)
            pictures = F.interpolate(blurred, size=SIZE, mode="bilinear")
        answers += net(normalise(pictures).to(device))
    net.train()
    truths = [common.attributes_of(row) for row in data.rows[: len(answers)]]
    return {name: round(share, 3) for name, share in judged_shares(answers, truths).items()}


def parser() -> loop.Parser:
    """The command line."""
    made = loop.parser(__doc__, minutes=25.0, lr=3e-3, threads=1)
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
    windows = windows_of(data)
    net = Judge().to(memory_format=torch.channels_last)
    training = loop.Training(
        "judge", args, args.out / "checkpoint.pt", rng, data.sha(),
        modules={"net": net}, optimisers={"optimiser": common.adamw([net], lr=args.lr)},
    )  # fmt: skip
    training.resume()

    with training:
        for rows in common.batches(len(data), loop.share(16 if args.smoke else 64), rng):
            if training.done:
                break
            pictures, moved = augment(small[rows], windows[rows], rng, blur=0.5)
            moved[torch.from_numpy(windows[rows])[..., 3] == 0] = 0
            labels = torch.from_numpy(data.labels[rows]).to(training.device)
            with loop.half_precision():
                loss = net.loss(
                    normalise(pictures).to(training.device), moved.to(training.device), labels
                )
            training.step(loss, {"loss": loss})
            if training.due(60):
                training.save()
                save(net, args.out / "judge.safetensors")
                training.measured(accuracy(net, small_test, test))
        if training.main:
            softened = accuracy(net, small_test, test, soft=3)
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
            "shows. It measures the illustrator; `train.judge.load_judge` loads it.",
            "Data": f"{len(data):,} pictures of `train/world/` for training, {len(test):,} held "
            "out.",
            "Training": training_text(training.report()),
            "Figures on softened held-out pictures": f"| attribute | share |\n|---|---|\n{rows}",
        },
    )


if __name__ == "__main__":
    main()
