"""Sizes of about the same area, so that pictures keep their aspect (NovelAI 2022, "buckets")."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

from core.pictures import OpenedPicture

WIDEST: Final = 2.0
"""A bucket is at most so many times as wide as high, or as high as wide."""


@dataclass(frozen=True, order=True)
class Bucket:
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Cut:
    """How a picture comes into its bucket: its size before, what lies left and above of the cut
    (pixels after scaling), and the bucket."""

    before: tuple[int, int]
    left: int
    top: int
    bucket: Bucket

    @property
    def frame(self) -> tuple[int, ...]:
        """As SDXL is told it: height and width before, top and left of the cut, height, width."""
        width, height = self.before
        return (height, width, self.top, self.left, self.bucket.height, self.bucket.width)


def buckets(size: int, scale: int, *, square: bool = False) -> list[Bucket]:
    """The buckets of an area of `size` × `size`; sides are multiples of `scale`."""
    if square:
        return [Bucket(size, size)]
    step = max(scale, size // 8 // scale * scale)
    found = set()
    for short in range(step, size + 1, step):
        long = int(size * size / short) // step * step
        if long <= WIDEST * short:
            found |= {Bucket(short, long), Bucket(long, short)}
    return sorted(found | {Bucket(size, size)})


def cut(width: int, height: int, among: list[Bucket]) -> Cut:
    """The bucket whose aspect is nearest, the picture filling it, cut around its middle."""
    aspect = math.log(width / height)
    bucket = min(among, key=lambda b: (abs(math.log(b.width / b.height) - aspect), b))
    scale = max(bucket.width / width, bucket.height / height)
    wide, high = _scaled(width, scale, bucket.width), _scaled(height, scale, bucket.height)
    left, top = (wide - bucket.width) // 2, (high - bucket.height) // 2
    return Cut(before=(width, height), left=left, top=top, bucket=bucket)


def _scaled(side: int, scale: float, least: int) -> int:
    return max(least, round(side * scale))


def pixels(picture: OpenedPicture, how: Cut) -> np.ndarray:
    """The picture in its bucket: float32, shape (3, height, width), -1..1."""
    bucket, (width, height) = how.bucket, how.before
    scale = max(bucket.width / width, bucket.height / height)
    size = (_scaled(width, scale, bucket.width), _scaled(height, scale, bucket.height))
    image = picture.image.resize(size, Image.Resampling.LANCZOS)
    box = (how.left, how.top, how.left + bucket.width, how.top + bucket.height)
    values = np.asarray(image.crop(box), np.float32) / 127.5 - 1
    return values.transpose(2, 0, 1)
