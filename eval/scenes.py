"""Held-out scenes of the picture-book world, drawn on demand: pictures with reference captions.

Drawn by the world's own program (`python -m train.world`): the project keeps no test pictures.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import StudioError
from core.settings import ROOT

_POLL_S: Final = 0.5


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

    `note` hears how far the drawing is, and stops it by raising.
    """
    listing = folder / "captions.json"
    if not listing.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _draw(folder, n=n, seed=seed, size=size, note=note)
    rows = json.loads(listing.read_text("utf-8"))
    return [
        ReferenceScene(
            image=folder / row["image"],
            captions=tuple(row["captions"]),
            attributes=row["attributes"],
        )
        for row in rows
    ]


def _draw(folder: Path, *, n: int, seed: int, size: int, note: Callable[[str], None]) -> None:
    command = [sys.executable, "-m", "train.world", "--split", "test", "--n", str(n)]
    command += ["--seed", str(seed), "--size", str(size), "--out", str(folder)]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said) as drawing,
    ):
        try:
            while drawing.poll() is None:
                note(f"Drawing the scenes: {sum(1 for _ in folder.glob('*.png'))} of {n}")
                with suppress(subprocess.TimeoutExpired):
                    drawing.wait(_POLL_S)
        except BaseException:
            drawing.kill()
            raise
        if drawing.returncode:
            said.seek(0)
            reason = (said.read().strip().splitlines() or ["no reason given"])[-1]
            raise StudioError(f"The test scenes could not be drawn: {reason}")
