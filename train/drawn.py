"""The pictures that `train.dataset` drew, for a trainer."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from train.common import MissingInput
from train.dataset import LISTING, STYLES
from train.facts import data_hash


class Drawn:
    """The pictures of a folder that `render` filled, of one split. `boxes` is (N, figures, 4)."""

    def __init__(self, folder: Path, split: str = "train", limit: int | None = None) -> None:
        if not (folder / LISTING).exists():
            raise MissingInput(f"No pictures in {folder}. Draw them first: python -m train.dataset")
        rows = json.loads((folder / LISTING).read_text(encoding="utf-8"))
        self.folder = folder
        self.rows: list[dict[str, Any]] = [row for row in rows if row["split"] == split][:limit]
        if not self.rows:
            raise MissingInput(f"{folder} has no pictures for “{split}”: draw more of them.")
        most = max(1, *(len(row["boxes"]) for row in self.rows))
        padded = [[*row["boxes"], *[[0.0] * 4] * most][:most] for row in self.rows]
        self.boxes = np.array(padded, dtype=np.float32)

    def __len__(self) -> int:
        return len(self.rows)

    def image(self, number: int) -> np.ndarray:
        """One picture as (height, width, 3) bytes."""
        with Image.open(self.folder / self.rows[number]["image"]) as opened:
            return np.asarray(opened.convert("RGB"))

    def images(self, numbers: Sequence[int] | np.ndarray) -> np.ndarray:
        """Several pictures, (N, height, width, 3)."""
        return np.stack([self.image(int(number)) for number in numbers])

    def sha(self) -> str:
        """The start of the SHA-256 of what the pictures show."""
        return data_hash([self.folder / LISTING])


def prompt(row: Mapping[str, Any], number: int = 0) -> str:
    """What an illustrator is asked: a caption and the style."""
    said = str(row["captions"][number]).rstrip(".")
    return f"{said}, {STYLES[row['style']]}"
