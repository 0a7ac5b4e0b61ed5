"""Light changes to pictures, so that soft, shifted and compressed ones are read as well.

Done on whole batches at the models' small size; hero boxes move along with their pictures.
"""

import io

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F


def _chance(count: int, share: float, rng: np.random.Generator) -> Tensor:
    return torch.from_numpy(rng.random(count) < share)


def _uniform(low: float, high: float, count: int, rng: np.random.Generator) -> Tensor:
    return torch.from_numpy(rng.uniform(low, high, count).astype(np.float32))


def _jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    packed = io.BytesIO()
    Image.fromarray(picture).save(packed, "JPEG", quality=quality)
    return np.asarray(Image.open(packed))


def _soften(pictures: Tensor, rng: np.random.Generator, share: float) -> Tensor:
    """Blurs a share of the pictures by way of a smaller size, one size per batch quarter."""
    size = pictures.shape[-1]
    softened = pictures.clone()
    chosen = torch.nonzero(_chance(len(pictures), share, rng)).flatten()
    for part in chosen.chunk(3):
        if len(part) == 0:
            continue
        smaller = int(size * rng.uniform(0.33, 0.8))
        small = F.interpolate(pictures[part], size=smaller, mode="bilinear", antialias=True)
        softened[part] = F.interpolate(small, size=size, mode="bilinear", align_corners=False)
    return softened


def augment(
    images: np.ndarray,
    boxes: np.ndarray,
    rng: np.random.Generator,
    *,
    blur: float = 0.3,
    jpeg: float = 0.1,
    flip: float = 0.5,
    move: float = 0.03,
) -> tuple[Tensor, Tensor]:
    """uint8 pictures (B, H, W, 3) to floats in 0..1 (B, 3, H, W), and boxes as shares of the side.

    `boxes` (B, figures, 4) come as shares of the side too. `move` is kept small: heroes stand in
    few places, and a transformer on large patches learns several times faster where they stay.
    """
    count = len(images)
    changed = np.array(images)
    for index in np.flatnonzero(rng.random(count) < jpeg):
        changed[index] = _jpeg(changed[index], int(rng.integers(30, 85)))
    pictures = torch.from_numpy(changed).permute(0, 3, 1, 2).float().div_(255)

    mirrored = torch.where(_chance(count, flip, rng), -1.0, 1.0)
    scale = torch.where(_chance(count, 0.7, rng), _uniform(1 - move, 1 + move, count, rng), 1.0)
    shift_x, shift_y = _uniform(-move, move, count, rng), _uniform(-move, move, count, rng)
    nothing = torch.zeros(count)
    matrix = torch.stack(
        [
            torch.stack([mirrored * scale, nothing, shift_x], 1),
            torch.stack([nothing, scale, shift_y], 1),
        ],
        1,
    )
    grid = F.affine_grid(matrix, list(pictures.shape), align_corners=False)
    edge = "border" if rng.random() < 0.7 else "zeros"
    pictures = F.grid_sample(pictures, grid, padding_mode=edge, align_corners=False)

    corners = torch.from_numpy(boxes).float() * 2 - 1
    x = (corners[..., [0, 2]] - shift_x[:, None, None]) / (mirrored * scale)[:, None, None]
    y = (corners[..., [1, 3]] - shift_y[:, None, None]) / scale[:, None, None]
    moved = torch.stack([x.amin(2), y.amin(2), x.amax(2), y.amax(2)], 2)

    pictures = _soften(pictures, rng, blur)
    gain = _uniform(0.85, 1.15, count, rng)[:, None, None, None]
    contrast = _uniform(0.85, 1.15, count, rng)[:, None, None, None]
    pictures = ((pictures - 0.5) * contrast + 0.5) * gain
    noise = _uniform(0.0, 0.03, count, rng)[:, None, None, None]
    seed = int(rng.integers(2**31))
    grain = torch.randn(pictures.shape, generator=torch.Generator().manual_seed(seed))
    pictures = (pictures + noise * grain).clamp_(0, 1)
    return pictures, ((moved + 1) / 2).clamp_(0, 1)


def plain(images: np.ndarray) -> Tensor:
    """uint8 pictures to floats in 0..1, unchanged."""
    return torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float().div_(255)


def normalise(pictures: Tensor) -> Tensor:
    """0..1 to -1..1: mean and deviation 0.5, as the saved image processors are told."""
    return pictures * 2 - 1


def patch_shares(boxes: Tensor, patches: int) -> Tensor:
    """How much of each of `patches` x `patches` squares the box covers, summing to one."""
    edges = torch.arange(patches + 1, device=boxes.device) / patches

    def cover(low: Tensor, high: Tensor) -> Tensor:
        start = torch.maximum(low[:, None], edges[None, :-1])
        end = torch.minimum(high[:, None], edges[None, 1:])
        return (end - start).clamp_min(0)

    both = cover(boxes[:, 1], boxes[:, 3])[:, :, None] * cover(boxes[:, 0], boxes[:, 2])[:, None, :]
    flat = both.flatten(1)
    return flat / flat.sum(1, keepdim=True).clamp_min(1e-6)


def strange(pictures: Tensor, rng: np.random.Generator) -> Tensor:
    """Pictures of nothing in the world: shuffled tiles, coloured clouds, boxes, odd colours.

    A captioner that learns to be unsure of them is unsure of photographs too.
    """
    count, _, size, _ = pictures.shape
    made = []
    for index in range(count):
        kind = rng.integers(4)
        picture = pictures[index]
        if kind == 0:
            tiles = int(rng.choice([3, 4, 6]))
            side = size // tiles
            parts = picture[:, : side * tiles, : side * tiles]
            parts = parts.unfold(1, side, side).unfold(2, side, side).flatten(1, 2)
            parts = parts[:, torch.from_numpy(rng.permutation(tiles * tiles))]
            rows = parts.view(3, tiles, tiles, side, side).permute(0, 1, 3, 2, 4)
            picture = _fit(rows.reshape(3, side * tiles, side * tiles), size)
        elif kind == 1:
            picture = torch.zeros_like(picture)
            for level in (2, 4, 8, 16, 32, size):
                noise = torch.from_numpy(rng.standard_normal((3, level, level)).astype(np.float32))
                picture = picture + _fit(noise, size) * float(rng.uniform(0.5, 1.5)) * level**-0.5
            grey = picture.mean(0, keepdim=True)
            colour = float(rng.uniform(0, 1))
            picture = torch.sigmoid(grey + colour * (picture - grey) + float(rng.normal()))
        elif kind == 2:
            shades = torch.from_numpy(rng.random((16, 3, 1, 1)).astype(np.float32))
            picture = shades[0].expand(3, size, size).clone()
            for shade in shades[1 : int(rng.integers(3, 16))]:
                x, y = rng.integers(0, size - 4, 2)
                w, h = rng.integers(4, size, 2)
                picture[:, y : y + h, x : x + w] = shade
        else:
            mixed = picture[torch.from_numpy(rng.permutation(3))]
            zoom = int(size * rng.uniform(0.15, 0.4))
            x, y = rng.integers(0, size - zoom, 2)
            picture = _fit(mixed[:, y : y + zoom, x : x + zoom], size)
            if rng.random() < 0.5:
                picture = picture.mean(0, keepdim=True).expand(3, -1, -1)
        made.append(picture)
    return torch.stack(made)


def _fit(picture: Tensor, size: int) -> Tensor:
    return F.interpolate(picture[None], size=size, mode="bilinear", align_corners=False)[0]
