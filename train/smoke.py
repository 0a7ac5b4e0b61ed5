"""What a smoke run needs on a fresh clone: a few drawn pictures."""

import argparse
from pathlib import Path
from typing import Final

from train import cli, loop
from train.dataset import LISTING, render

PICTURES: Final = 60
SIZE: Final = 256


def prepare(args: argparse.Namespace) -> None:
    """Lets a smoke run without a data set draw one of its own, once."""
    if not args.smoke or (args.data / LISTING).exists():
        return
    args.data = cli.SMOKE / "drawn"
    if loop.is_main():
        draw(args.data)
    loop.accelerator().wait_for_everyone()


def draw(folder: Path) -> None:
    """The smallest data set that the trainers can begin with."""
    if not (folder / LISTING).exists():
        render(folder, n=PICTURES, size=SIZE, seed=3)
