"""Draws pictures of sampled scenes with captions: what an illustrator learns from.

    python -m train.dataset --n 20000 --out runs/drawn

leaves `00000.png` … and `captions.json`, which every reader of data sets here understands:
captions, the split, attributes, the style, and where each figure stands. Interrupted, it goes on
where it was; the same arguments give the same pictures, however many processes draw.
"""

import argparse
import contextlib
import json
import multiprocessing
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

from tqdm import tqdm

from picturebook.drawing.compose import draw
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.sampling import attributes, captions, sample
from picturebook.scene import Scene

LISTING: Final = "captions.json"
STYLES: Final = {
    "paper": "cut paper",
    "watercolour": "watercolour",
    "crayon": "crayon",
    "ink": "ink drawing",
    "felt": "felt",
    "pencil": "pencil drawing",
    "chalk": "chalk on dark paper",
    "geometric": "flat geometric shapes",
    "woodcut": "woodcut",
    "riso": "dotted print",
    "glass": "stained glass",
}
"""The styles, and how a prompt asks for them."""
HELD_OUT: Final = 20
"""One picture in so many is of the held-out combinations ("test")."""
_ROWS: Final = "rows.jsonl"


def boxes_of(drawing: Drawing, scene: Scene) -> list[list[float]]:
    """Where the scene's figures stand: left, top, right, bottom in shares of the page."""
    found = []
    for figure in scene.figures:
        marks = [m for m in drawing.marks if m.figure.split(".")[0] == figure.id and not m.blur]
        if not marks:
            found.append([0.0] * 4)
            continue
        bounds = [mark.path.getBounds() for mark in marks]
        box = (
            min(b.left() for b in bounds) / drawing.wide,
            min(b.top() for b in bounds) / HIGH,
            max(b.right() for b in bounds) / drawing.wide,
            max(b.bottom() for b in bounds) / HIGH,
        )
        found.append([round(min(max(value, 0.0), 1.0), 3) for value in box])
    return found


def picture(number: int, *, seed: int, size: int, folder: Path) -> dict[str, Any]:
    """Draws the picture of a number; the listing's row for it."""
    rng = random.Random(f"{seed}/{number}")
    split = "test" if number % HELD_OUT == HELD_OUT - 1 else "train"
    scene = sample(rng, split="test" if split == "test" else "train")
    said = captions(scene, rng)
    style = rng.choice(list(STYLES))
    drawing = draw(scene, style=style, seed=number, width=size, height=size)
    name = f"{number:05d}.png"
    part = folder / f".{name}.part"
    part.write_bytes(drawing.png(size, size))
    part.replace(folder / name)
    return {
        "image": name,
        "captions": said,
        "split": split,
        "style": style,
        "attributes": attributes(scene),
        "kinds": [figure.look.role or figure.look.kind for figure in scene.figures],
        "boxes": boxes_of(drawing, scene),
    }


def render(folder: Path, *, n: int, size: int, seed: int, processes: int = 1) -> None:
    """Draws what is not there yet of `n` pictures, then the listing."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = _begun(folder)
    work = partial(picture, seed=seed, size=size, folder=folder)
    with (
        (folder / _ROWS).open("a", encoding="utf-8") as lines,
        _many(processes) as each,
        tqdm(total=n, initial=min(drawn, n), unit="picture", mininterval=2.0) as progress,
    ):
        for row in each(work, range(drawn, n)):
            lines.write(json.dumps(row) + "\n")
            lines.flush()
            progress.update()
    kept = (folder / _ROWS).read_text(encoding="utf-8").splitlines()[:n]
    part = folder / f".{LISTING}.part"
    part.write_text("[" + ",\n".join(kept) + "]\n", encoding="utf-8")
    part.replace(folder / LISTING)


@contextlib.contextmanager
def _many(processes: int) -> Iterator[Callable[..., Iterable[dict[str, Any]]]]:
    """`map`, by so many processes; results come in order.

    Raises BrokenProcessPool when one of them is killed; what was listed is drawn no second time.
    """
    if processes == 1:
        yield map
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        try:
            yield partial(pool.map, chunksize=4)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begun(folder: Path) -> int:
    """How many pictures are there; a line that was cut off is taken away."""
    path = folder / _ROWS
    if not path.exists():
        return 0
    whole = [
        line for line in path.read_text(encoding="utf-8").splitlines(True) if line.endswith("\n")
    ]
    path.write_text("".join(whole), encoding="utf-8")
    return len(whole)


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m train.dataset",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--n", type=int, default=20000, help="pictures (%(default)s)")
    parser.add_argument("--size", type=int, default=256, help="of a side in pixels (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which scenes (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="that draw (%(default)s)")
    parser.add_argument("--out", type=Path, default=Path("runs/drawn"), help="folder (%(default)s)")
    args = parser.parse_args(argv)
    limits = (("n", 1, 99_999), ("size", 64, 2048), ("processes", 1, 256))
    for name, low, high in limits:
        if not low <= (value := getattr(args, name)) <= high:
            print(f"--{name} must be from {low} to {high}, not {value}.", file=sys.stderr)
            return 2
    try:
        render(args.out, n=args.n, size=args.size, seed=args.seed, processes=args.processes)
    except OSError as error:
        print(f"Cannot write to {args.out}: {error.strerror or error}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
