"""The pictures that an illustrator is taught with: captions, sizes, and whether they changed.

Data are of any layout that `corpora` reads; for a hero a folder of pictures without captions does.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from core.errors import BadInput
from corpora.rows import is_picture
from train.captioning.data import Captioned, read
from train.common import data_hash
from train.diffusion.buckets import Bucket, Cut, cut

SAMPLED: Final = 500
"""Pictures whose content goes into the hash of a data set."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture, how it is cut, and its captions."""

    image: Path
    captions: tuple[str, ...]
    cut: Cut


def gather(
    given: Sequence[str], *, instance: str | None
) -> tuple[list[Captioned], list[Captioned]]:
    """What is learnt from, and what is held back to measure on; with `instance` every picture
    (of any folder, captions or not) has that caption."""
    if instance is not None:
        return [one for name in given for one in pictures_in(Path(name), instance)], []
    learnt, held = read(given)
    return learnt, [picture for pictures in held.values() for picture in pictures]


def pictures_in(folder: Path, caption: str) -> list[Captioned]:
    """All pictures of a folder, by name, with one caption."""
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}; name one with pictures.")
    found = sorted(path for path in folder.iterdir() if is_picture(path.name))
    if not found:
        raise BadInput(f"There is no picture in {folder}.")
    return [Captioned(image=path, captions=(caption,), data=folder) for path in found]


def shown(pictures: Sequence[Captioned], among: list[Bucket]) -> tuple[list[Shown], list[str]]:
    """The pictures that can be opened, with their buckets; and a sentence on the others."""
    kept, broken = [], []
    for picture in pictures:
        try:
            with Image.open(picture.image) as opened:
                width, height = opened.size
                if opened.getexif().get(0x0112, 1) >= 5:  # turned by a quarter
                    width, height = height, width
        except (OSError, Image.DecompressionBombError, ValueError, SyntaxError):
            broken.append(picture.image.name)
            continue
        kept.append(
            Shown(image=picture.image, captions=picture.captions, cut=cut(width, height, among))
        )
    if not kept:
        raise BadInput("None of the pictures can be opened: give JPEG, PNG or WebP files.")
    return kept, _said_of(broken)


def _said_of(broken: Sequence[str]) -> list[str]:
    if not broken:
        return []
    many = "1 picture is" if len(broken) == 1 else f"{len(broken):,} pictures are"
    return [f"{many} damaged and left out ({', '.join(broken[:3])}{'…' * (len(broken) > 3)})."]


def stamp(image: Path) -> str:
    """Tells whether a file changed on this computer, without reading it; "gone" without one."""
    try:
        about = os.stat(image)
    except OSError:
        return "gone"
    return f"{image}\0{about.st_size}\0{about.st_mtime_ns}"


def fingerprint(pictures: Sequence[Shown]) -> str:
    """Names a data set wherever it lies: names, captions, sizes, and the content of some files."""
    total = hashlib.sha256()
    for picture in pictures:
        size = picture.image.stat().st_size if picture.image.exists() else -1
        total.update(f"{picture.image.name}\0{size}\0{picture.captions}\n".encode())
    some = [picture.image for picture in pictures[:: max(1, len(pictures) // SAMPLED)]]
    total.update(data_hash(path for path in some if path.exists()).encode())
    return total.hexdigest()[:16]
