"""Draws scenes of the picture book with captions, so that a captioner reads drawings too.

    python -m train.captioning.drawn --n 4000 --held-out 400 --out runs/drawn

Held-out scenes show combinations of who, act and place that no training scene shows
(`picturebook.sampling`). Each row keeps what was drawn, which is what a caption is judged by.
"""

import argparse
import json
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from picturebook.drawing.compose import draw
from picturebook.drawing.styles import STYLES
from picturebook.sampling import attributes, captions, sample

SIZE = 320
"""Pixels a side."""
PAPER = 0.3
"""Share of pictures in the studio's first style; all styles share the rest."""


def drawn(
    number: int, *, held_out: bool, seed: int, folder: Path, odd: float = 0.0
) -> dict[str, Any] | None:
    """One picture and its row, None if it cannot be drawn; a picture depends on its number and
    the seed alone."""
    rng = random.Random(f"{seed} {held_out} {number}")
    scene = sample(rng, split="test" if held_out else "train", odd=odd)
    texts = captions(scene, rng)
    style = "paper" if rng.random() < PAPER else rng.choice(list(STYLES))
    split = "dev" if held_out else "train"
    name = f"images/{split}-{number:05}.png"
    if not (folder / name).exists():
        try:
            drawing = draw(
                scene, style=style, seed=rng.randrange(2**31), width=SIZE, height=SIZE,
                label=texts[0],
            )  # fmt: skip
        except (ValueError, KeyError, RuntimeError) as error:
            print(f"Scene {number} cannot be drawn: {error}", flush=True)
            return None
        unfinished = folder / f"{name}.part"
        unfinished.write_bytes(drawing.png(SIZE, SIZE))
        unfinished.replace(folder / name)
    return {
        "image": name, "captions": texts, "split": split, "style": style,
        "shows": attributes(scene),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=4000, help="scenes to train on (%(default)s)")
    parser.add_argument("--held-out", type=int, default=400, help="scenes to judge by")
    parser.add_argument(
        "--odd", type=float, default=0.0,
        help="share of scenes in which anybody does it anywhere (%(default)s)",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    (args.out / "images").mkdir(parents=True, exist_ok=True)
    rows = []
    with ProcessPoolExecutor(args.processes) as processes:
        for held_out, count in ((True, args.held_out), (False, args.n)):
            draws = partial(drawn, held_out=held_out, seed=args.seed, folder=args.out,
                            odd=0.0 if held_out else args.odd)  # fmt: skip
            made = processes.map(draws, range(count), chunksize=16)
            name = "held out" if held_out else "training"
            rows += [row for row in tqdm(made, total=count, desc=name) if row is not None]
    text = "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"
    (args.out / "captions.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
