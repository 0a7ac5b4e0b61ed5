"""Held-out scenes of the picture book, drawn on demand: pictures with reference captions.

They are sampled and drawn by `picturebook`: the project keeps no test pictures.
"""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from picturebook.drawing.compose import draw
from picturebook.sampling import attributes, captions, sample

_STYLES: Final = ("paper", "watercolour", "crayon", "ink", "felt")
"""Not all there are: with others, figures could not be compared with earlier ones."""


@dataclass(frozen=True, kw_only=True)
class ReferenceScene:
    """A picture file with its reference captions and the attributes that it shows."""

    image: Path
    captions: tuple[str, ...]
    attributes: Mapping[str, str]


def held_out(
    folder: Path,
    *,
    n: int,
    seed: int,
    size: int = 256,
    note: Callable[[str], None] = lambda message: None,
) -> list[ReferenceScene]:
    """`n` scenes of combinations that no model was trained on; drawn into `folder` once.

    `note` hears how far the drawing is, and stops it by raising; the next call goes on there.
    """
    listing = folder / "captions.json"
    if not listing.exists():
        folder.mkdir(parents=True, exist_ok=True)
        rows = [_drawn(folder, i, n=n, seed=seed, size=size, note=note) for i in range(n)]
        part = listing.with_suffix(".part")
        part.write_text(json.dumps(rows), "utf-8")
        part.replace(listing)
    return [
        ReferenceScene(
            image=folder / row["image"],
            captions=tuple(row["captions"]),
            attributes=row["attributes"],
        )
        for row in json.loads(listing.read_text("utf-8"))
    ]


def _drawn(
    folder: Path, i: int, *, n: int, seed: int, size: int, note: Callable[[str], None]
) -> dict[str, object]:
    """The listing's row of the scene numbered `i`; its picture is drawn unless it is there."""
    note(f"Drawing the scenes: {i} of {n}")
    rng = random.Random(f"{seed}/{i}")
    scene = sample(rng, split="test")
    said = captions(scene, rng)
    image = folder / f"{i:05d}.png"
    if not image.exists():
        style = _STYLES[i % len(_STYLES)]
        picture = draw(scene, style=style, seed=i, width=size, height=size).png(size, size)
        part = image.with_suffix(".part")
        part.write_bytes(picture)
        part.replace(image)
    return {"image": image.name, "captions": said, "attributes": attributes(scene)}
