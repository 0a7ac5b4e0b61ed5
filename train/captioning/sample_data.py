"""A few pictures of coloured shapes with captions, so that a smoke run needs no data set."""

import itertools
import json
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

COLOURS: Final = ("red", "blue", "green", "yellow", "black", "white")
SHAPES: Final = ("circle", "square", "triangle")


def draw(folder: Path) -> Path:
    """The folder, drawn once."""
    if (folder / "captions.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for colour, shape in itertools.product(COLOURS, SHAPES):
        picture = Image.new("RGB", (96, 96), "grey")
        pen = ImageDraw.Draw(picture)
        if shape == "circle":
            pen.ellipse((16, 16, 80, 80), fill=colour)
        elif shape == "square":
            pen.rectangle((16, 16, 80, 80), fill=colour)
        else:
            pen.polygon([(48, 12), (84, 80), (12, 80)], fill=colour)
        name = f"{colour}-{shape}.png"
        picture.save(folder / name)
        wordings = ("a {}", "one {} on a grey ground", "a {} on grey", "there is a {}", "the {}")
        captions = [wording.format(f"{colour} {shape}") for wording in wordings]
        rows.append({"image": name, "captions": captions, "split": "train"})
    (folder / "captions.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return folder
