"""Render a training set and a held-out test set: pictures in one array, words line by line.

`python -m train.world.dataset` writes to `--out`:

- `images.npy`: uint8, N x size x size x 3 (RGB); open with `np.load(path, mmap_mode="r")`;
- `scenes.jsonl`: one line per picture, in the same order: attributes, seed, captions,
  references, prompt, boxes of the figures;
- `test/images.npy`, `test/scenes.jsonl`: the same for the test split.

The same arguments give the same bytes, however many processes draw.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from tqdm import tqdm

from train.world.draw import boxes, draw
from train.world.scene import Scene, attributes, captions, prompt, references, sample

CHUNK = 50


def scenes(split: Literal["train", "test"], *, n: int, seed: int) -> list[Scene]:
    """The `n` scenes of a split."""
    rng = random.Random(f"{seed}/{split}")
    return [sample(rng, split) for _ in range(n)]


def record(scene: Scene) -> dict[str, Any]:
    """What `scenes.jsonl` says of a picture."""
    return {
        "attributes": attributes(scene),
        "seed": scene.seed,
        "captions": captions(scene),
        "references": references(scene),
        "prompt": prompt(scene),
        "boxes": boxes(scene),
    }


def read_scenes(path: Path) -> Iterator[tuple[Scene, dict[str, Any]]]:
    """The scenes and records of a `scenes.jsonl`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            yield Scene(**said["attributes"], seed=said["seed"]), said


def _draw_into(job: tuple[Path, int, list[Scene], int]) -> int:
    path, start, some, size = job
    images = np.load(path, mmap_mode="r+")
    for i, scene in enumerate(some, start):
        images[i] = np.asarray(draw(scene, size))
    images.flush()
    return len(some)


def render(
    split: Literal["train", "test"],
    *,
    n: int,
    size: int,
    seed: int,
    out: Path,
    processes: int | None = None,
) -> None:
    """Draw `n` scenes of a split into `out`; files get their names only when complete."""
    out.mkdir(parents=True, exist_ok=True)
    chosen = scenes(split, n=n, seed=seed)
    partial = out / "images.partial.npy"
    np.lib.format.open_memmap(partial, mode="w+", dtype=np.uint8, shape=(n, size, size, 3)).flush()
    jobs = [(partial, start, chosen[start : start + CHUNK], size) for start in range(0, n, CHUNK)]
    with (
        multiprocessing.Pool(processes or os.cpu_count()) as pool,
        tqdm(total=n, desc=split, unit="picture", mininterval=2.0) as progress,
    ):
        for done in pool.imap_unordered(_draw_into, jobs):
            progress.update(done)
    words = "".join(json.dumps(record(scene)) + "\n" for scene in chosen)
    (out / "scenes.jsonl").write_text(words, encoding="utf-8")
    partial.replace(out / "images.npy")


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m train.world.dataset",
        description="Render the picture-book world: a training set, and a test set of "
        "combinations that training never sees.",
    )
    parser.add_argument("--n", type=int, default=20000, help="training pictures (%(default)s)")
    parser.add_argument("--test", type=int, default=500, help="test pictures (%(default)s)")
    parser.add_argument("--size", type=int, default=256, help="width in pixels (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which scenes (%(default)s)")
    parser.add_argument("--out", type=Path, default=Path("runs/world"), help="folder (%(default)s)")
    args = parser.parse_args(argv)
    for name, low, high in (("n", 1, 10**7), ("test", 1, 10**7), ("size", 32, 2048)):
        if not low <= (value := getattr(args, name)) <= high:
            print(f"--{name} must be from {low} to {high}, not {value}.", file=sys.stderr)
            return 2
    try:
        render("test", n=args.test, size=args.size, seed=args.seed, out=args.out / "test")
        render("train", n=args.n, size=args.size, seed=args.seed, out=args.out)
    except OSError as error:
        print(f"Cannot write to {args.out}: {error.strerror or error}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
