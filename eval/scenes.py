"""Held-out scenes of the picture-book world, drawn on demand: pictures with reference captions.

Drawn by the world's own program (`python -m train.world`): the project keeps no test pictures.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import StudioError
from core.settings import ROOT


@dataclass(frozen=True, kw_only=True)
class ReferenceScene:
    """A picture file with its reference captions and the attributes that it shows."""

    image: Path
    captions: tuple[str, ...]
    attributes: Mapping[str, str]


def held_out(folder: Path, *, n: int, seed: int, size: int = 256) -> list[ReferenceScene]:
    """`n` scenes of combinations that no model was trained on; drawn into `folder` once."""
    listing = folder / "captions.json"
    if not listing.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "train.world", "--split", "test", "--n", str(n)]
        command += ["--seed", str(seed), "--size", str(size), "--out", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise StudioError(f"The test scenes could not be drawn: {reason}")
    rows = json.loads(listing.read_text("utf-8"))
    return [
        ReferenceScene(
            image=folder / row["image"],
            captions=tuple(row["captions"]),
            attributes=row["attributes"],
        )
        for row in rows
    ]
