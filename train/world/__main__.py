"""`python -m train.world`: write pictures of the picture-book world with their captions."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from train.world.dataset import scenes
from train.world.draw import draw
from train.world.scene import attributes, captions


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m train.world",
        description="Draw scenes of the picture-book world as PNG files, with a captions.json of "
        '[{"image", "captions", "attributes"}] beside them.',
    )
    parser.add_argument(
        "--split",
        choices=("train", "test"),
        default="test",
        help="test: only combinations of character, place, time and style that training never "
        "sees; train: all others (%(default)s)",
    )
    parser.add_argument("--n", type=int, default=24, help="how many pictures (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="which scenes (%(default)s)")
    parser.add_argument("--size", type=int, default=512, help="width in pixels (%(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    args = parser.parse_args(argv)
    for name, low, high in (("n", 1, 100_000), ("size", 32, 2048)):
        if not low <= (value := getattr(args, name)) <= high:
            print(f"--{name} must be from {low} to {high}, not {value}.", file=sys.stderr)
            return 2
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        listed = []
        for i, scene in enumerate(scenes(args.split, n=args.n, seed=args.seed)):
            name = f"{args.split}-{i:05d}.png"
            draw(scene, args.size).save(args.out / name)
            listed.append(
                {"image": name, "captions": captions(scene), "attributes": attributes(scene)}
            )
        (args.out / "captions.json").write_text(json.dumps(listed, indent=1), encoding="utf-8")
    except OSError as error:
        print(f"Cannot write to {args.out}: {error.strerror or error}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
