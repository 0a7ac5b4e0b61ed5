"""The files of pictures: size, form, whether they open, and which of them are the same.

Every file is read and decoded whole, so one that breaks off is found; JPEG at an eighth of its
size, which is quick.
"""

import hashlib
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

DECODED: Final = 64
"""JPEG files are decoded at the smallest size that is no smaller than so many pixels."""
ALIKE: Final = 4
"""Perceptual hashes of 64 bits that differ in no more bits are of pictures that look the same."""
FLAT: Final = 10
"""A hash with fewer bits set, or fewer unset, is of a picture without any drawing in it."""
_ROWS: Final = 512
"""So many hashes are held against all others at once."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One picture file: pixels, bytes, form ("JPEG") and mode ("RGB"), the SHA-256 of its bytes,
    and its perceptual hash (64 bits; Zauner 2010, as `imagehash.phash` has it).

    `broken` is a sentence where it does not open; then only `bytes` and `sha256` may be known.
    """

    name: str
    width: int = 0
    height: int = 0
    bytes: int = 0
    form: str = ""
    mode: str = ""
    sha256: str = ""
    phash: int = 0
    broken: str = ""


def look(name: str, file: Path) -> Looked:
    """Look at one picture file; never raises."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return Looked(name=name, broken=f"It cannot be read: {error.strerror or error}.")
    sha256, size = hashlib.sha256(data).hexdigest(), len(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                form, mode = str(image.format), image.mode
                image.draft("L", (DECODED, DECODED))
                image.load()
                phash = _phash(image)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        why = "It is no picture." if isinstance(error, UnidentifiedImageError) else "It is too big."
        return Looked(name=name, bytes=size, sha256=sha256, broken=why if size else "It is empty.")
    except Exception as error:  # decoders raise whatever they like over a damaged file
        why = f"It is damaged: {str(error) or type(error).__name__}."
        return Looked(name=name, bytes=size, sha256=sha256, broken=why)
    return Looked(
        name=name, width=width, height=height, bytes=size, form=form, mode=mode, sha256=sha256,
        phash=phash,
    )  # fmt: skip


def _phash(image: Image.Image) -> int:
    import imagehash  # brings scipy's transforms

    return int(str(imagehash.phash(image.convert("RGBA").convert("L"))), 16)


def same_bytes(looked: Iterable[Looked]) -> list[list[str]]:
    """Groups of files that are the same byte for byte."""
    groups: dict[str, list[str]] = {}
    for one in looked:
        if one.sha256:
            groups.setdefault(one.sha256, []).append(one.name)
    return [names for names in groups.values() if len(names) > 1]


def look_alikes(looked: Sequence[Looked]) -> list[tuple[str, str, int]]:
    """(name, name, bits that differ) of pictures that look the same but are other files."""
    whole = [one for one in looked if not one.broken]
    hashes = np.array([one.phash for one in whole], dtype=np.uint64)
    drawn = _drawn(hashes)
    found = []
    for first, second, bits in _near(hashes, drawn):
        a, b = whole[first], whole[second]
        if a.sha256 != b.sha256:
            found.append((a.name, b.name, bits))
    return sorted(found, key=lambda pair: (pair[2], pair[0], pair[1]))


def _drawn(hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
    ones = np.bitwise_count(hashes)
    return np.flatnonzero((ones >= FLAT) & (ones <= 64 - FLAT))


def _near(hashes: NDArray[np.uint64], places: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """Pairs of places whose hashes differ in at most `ALIKE` bits."""
    mine = hashes[places]
    for start in range(0, len(mine), _ROWS):
        bits = np.bitwise_count(mine[start : start + _ROWS, None] ^ mine[None, :])
        for row, column in np.argwhere(bits <= ALIKE):
            if start + row < column:
                yield int(places[start + row]), int(places[column]), int(bits[row, column])
