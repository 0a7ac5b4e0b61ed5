"""What the encoder sees of each picture, computed once and kept on disk in half precision.

A kept file is known by the encoder's weights, the data set and the pictures' names; made by halves,
it goes on where it was. Changed copies (mirrored, cropped a little, in other light) are files of
their own.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageEnhance
from torch.nn import functional as F
from tqdm import tqdm

from core.errors import BadInput
from core.models.caption_encoders import Encoder
from core.models.efficientnet_lite import MIDDLE, Tail
from train import room
from train.captioning.data import Captioned

BATCH = 16
_SAVE_EVERY = 20


def changed(picture: Image.Image, seed: int) -> Image.Image:
    """The picture mirrored, cropped by up to an eighth, and in slightly other light."""
    rng = np.random.default_rng(seed)
    picture = picture.convert("RGB").transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    width, height = picture.size
    kept = rng.uniform(0.86, 1, 2)
    left, top = (rng.uniform(0, 1 - kept[0]) * width, rng.uniform(0, 1 - kept[1]) * height)
    picture = picture.crop(
        (int(left), int(top), int(left + kept[0] * width), int(top + kept[1] * height))
    )
    for enhance in (ImageEnhance.Brightness, ImageEnhance.Color, ImageEnhance.Contrast):
        picture = enhance(picture).enhance(rng.uniform(0.8, 1.2))
    return picture


class Features:
    """Features of pictures by number, (places, channels) each, in `variants` + 1 ways."""

    def __init__(
        self,
        encoder: Encoder,
        pictures: Sequence[Captioned],
        *,
        cache: Path,
        variants: int = 0,
        tail: Tail | None = None,
        zoom: float = 0.0,
    ) -> None:
        """With a `tail`, what is kept stands before it, and it looks on at every call; in training
        at a part of the picture that lacks up to `zoom` of each side."""
        cache.mkdir(parents=True, exist_ok=True)
        self.shape: tuple[int, ...] = (
            int(encoder.settings["places"]), int(encoder.settings["channels"])
        ) if tail is None else MIDDLE  # fmt: skip
        self.tail, self.zoom = tail, zoom
        self.variants = variants
        self._files: list[list[np.ndarray]] = []
        self._where = np.zeros((len(pictures), 2), dtype=np.int64)
        weights = _sum_of(encoder) + ("" if tail is None else "-middle")
        folders = sorted({picture.data for picture in pictures})
        for number, folder in enumerate(folders):
            mine = [i for i, picture in enumerate(pictures) if picture.data == folder]
            # Each once and in this order, however they are split and however often they are taken.
            images = sorted({pictures[i].image for i in mine})
            rows = {image: row for row, image in enumerate(images)}
            names = [image.relative_to(folder).as_posix() for image in images]
            self._where[mine] = [(number, rows[pictures[i].image]) for i in mine]
            self._files.append(
                [
                    self._made(
                        encoder, images, _path(cache, folder, names, weights, variant), variant
                    )
                    for variant in range(variants + 1)
                ]
            )

    def _made(
        self, encoder: Encoder, images: Sequence[Path], path: Path, variant: int
    ) -> np.ndarray:
        shape, done = (len(images), *self.shape), path.with_suffix(".json")
        first = json.loads(done.read_text())["done"] if done.exists() and path.exists() else 0
        if first < len(images):
            rows = (
                np.load(path, mmap_mode="r+")
                if first
                else np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
            )
            starts = range(first, len(images), BATCH)
            device = next(encoder.parameters()).device
            for count, start in enumerate(tqdm(starts, desc=path.stem, mininterval=5.0)):
                chosen = images[start : start + BATCH]
                room.tell(
                    f"Looking at the pictures: {start:,} of {len(images):,}", at_once=not start
                )
                opened = [_opened(image) for image in chosen]
                if variant:
                    opened = [
                        changed(p, start + i + variant * 1_000_000) for i, p in enumerate(opened)
                    ]
                with torch.inference_mode():
                    pixels = encoder.pixels(opened).to(device)
                    seen = encoder(pixels) if self.tail is None else encoder.middle(pixels)
                rows[start : start + len(chosen)] = seen.half().cpu().numpy()
                if count % _SAVE_EVERY == 0 or start + BATCH >= len(images):
                    rows.flush()
                    done.write_text(json.dumps({"done": start + len(chosen)}))
        return np.load(path, mmap_mode="r")

    def __call__(
        self, pictures: Sequence[int] | np.ndarray, rng: np.random.Generator | None = None
    ) -> torch.Tensor:
        """Features (B, places, channels) in float32; with `rng` of any variant, and mirrored or
        not where a tail looks on."""
        rows = []
        for picture in pictures:
            number, row = self._where[picture]
            variant = 0 if rng is None else int(rng.integers(self.variants + 1))
            rows.append(self._files[number][variant][row])
        seen = torch.from_numpy(np.stack(rows)).float()
        if self.tail is None:
            return seen
        if rng is not None:
            turned = torch.from_numpy(rng.random(len(seen)) < 0.5)
            seen = torch.where(turned[:, None, None, None], seen.flip(-1), seen)
            if self.zoom:
                seen = nearer(seen, self.zoom, rng)
        device = next(self.tail.parameters()).device
        with torch.set_grad_enabled(rng is not None and torch.is_grad_enabled()):
            looked: torch.Tensor = self.tail(seen.to(device, memory_format=torch.channels_last))
        return looked


def nearer(seen: torch.Tensor, zoom: float, rng: np.random.Generator) -> torch.Tensor:
    """Each picture's features (B, channels, h, w) of a part of it, stretched to the same size."""
    kept = 1 - zoom * rng.random((len(seen), 2))
    middle = (2 * rng.random((len(seen), 2)) - 1) * (1 - kept)
    turns = np.zeros((len(seen), 2, 3), dtype=np.float32)
    turns[:, 0, 0], turns[:, 1, 1] = kept.T
    turns[:, :, 2] = middle
    grid = F.affine_grid(torch.from_numpy(turns), list(seen.shape), align_corners=False)
    return F.grid_sample(seen, grid, padding_mode="border", align_corners=False)


def _opened(image: Path) -> Image.Image:
    try:
        return Image.open(image).convert("RGB")
    except OSError as error:
        raise BadInput(
            f"The picture {image} cannot be read: it is damaged, or went while the training began. "
            "Take it out of the data, or bring it back, and begin again."
        ) from error


def _sum_of(encoder: Encoder) -> str:
    total = hashlib.sha256(encoder.kind.encode())
    for part in encoder.state_dict().values():
        total.update(part.half().contiguous().cpu().numpy().tobytes())
    return total.hexdigest()[:12]


def _path(cache: Path, folder: Path, names: Sequence[str], weights: str, variant: int) -> Path:
    listed = hashlib.sha256("\n".join([str(folder.resolve()), *names]).encode()).hexdigest()[:8]
    return cache / f"{folder.name}-{listed}-{weights}-{variant}.npy"
